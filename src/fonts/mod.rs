//! The bundled faces. It knows nothing of documents and of what is written with them.

/// A bundled face: its index in the `FontBook`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u8);

/// The bundled faces, parsed once per process.
#[derive(Debug, Default)]
pub struct FontBook {}

impl FontBook {
    /// The file of a face, whole.
    pub fn data(&self, face: FaceId) -> &'static [u8] {
        FACES.get(usize::from(face.0)).map_or(&[], |(_, data)| data)
    }

    /// The PostScript name of a face.
    pub fn name(&self, face: FaceId) -> &'static str {
        FACES.get(usize::from(face.0)).map_or("", |(name, _)| name)
    }
}

macro_rules! faces {
    ($($family:literal $style:literal),* $(,)?) => {
        &[$((
            concat!($family, "-", $style),
            include_bytes!(concat!("../../fonts/", $family, "/", $family, "-", $style, ".ttf")),
        )),*]
    };
}

/// Every bundled face by its PostScript name; `FaceId` is the index.
static FACES: &[(&str, &[u8])] = faces![
    "NotoSans" "Regular",
    "NotoSans" "Bold",
    "NotoSans" "Italic",
    "NotoSans" "BoldItalic",
    "NotoSansMono" "Regular",
    "NotoSansMono" "Bold",
    "NotoSansHebrew" "Regular",
    "NotoSansHebrew" "Bold",
    "NotoSansArabic" "Regular",
    "NotoSansArabic" "Bold",
    "NotoSansMath" "Regular",
    "NotoSansSymbols2" "Regular",
];
