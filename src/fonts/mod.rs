//! The bundled faces: their files, what they cover, and the contexts in which text is shaped with them
//! and with nothing else. It knows nothing of documents and of what is written with them.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use parley::fontique::{
    Blob, Charmap, CharmapIndex, Collection, CollectionOptions, FontInfoOverride, SourceCache,
};
use parley::{FontContext, FontData, FontFamily, FontFamilyName};

/// A bundled face: its index in the `FontBook`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u8);

/// The bundled faces, parsed once per process and shared by all threads.
pub struct FontBook {
    collection: Collection,
    charmaps: Vec<(FaceId, CharmapIndex)>,
}

impl FontBook {
    /// Parses the bundled faces.
    pub fn new() -> Self {
        let options = CollectionOptions { shared: false, system_fonts: false };
        let mut collection = Collection::new(options);
        let mut charmaps = Vec::new();
        for (id, &(name, data)) in (0u8..).zip(FACES) {
            let family = name.split('-').next();
            // The number of the face serves as the identity of its bytes, so that a shaped run tells
            // its face.
            let blob = Blob::from_raw_parts(Arc::new(data), u64::from(id));
            let info = FontInfoOverride { family_name: family, ..FontInfoOverride::default() };
            let fonts = collection.register_fonts(blob, Some(info));
            charmaps.extend(
                fonts.iter().flat_map(|(_, f)| f).map(|font| (FaceId(id), font.charmap_index())),
            );
        }
        Self { collection, charmaps }
    }

    /// The file of a face, whole.
    pub fn data(&self, face: FaceId) -> &'static [u8] {
        FACES.get(usize::from(face.0)).map_or(&[], |(_, data)| data)
    }

    /// The PostScript name of a face.
    pub fn name(&self, face: FaceId) -> &'static str {
        FACES.get(usize::from(face.0)).map_or("", |(name, _)| name)
    }

    /// A context of its own for one job: it shapes with the bundled faces only.
    pub fn context(&self) -> FontContext {
        FontContext { collection: self.collection.clone(), source_cache: SourceCache::default() }
    }

    /// The face of a run that was shaped in a `context` of this book.
    pub fn face(&self, font: &FontData) -> FaceId {
        FaceId(u8::try_from(font.data.id()).unwrap_or(0))
    }

    /// The glyph of a character in a face.
    pub fn glyph(&self, face: FaceId, c: char) -> Option<u16> {
        self.charmaps
            .iter()
            .filter(|(id, _)| *id == face)
            .find_map(|(id, index)| glyph(&index.charmap(self.data(*id))?, c))
    }

    /// The glyph of a face that says "there is a character here that cannot be shown".
    pub fn replacement(&self, face: FaceId) -> Option<u16> {
        self.glyph(face, char::REPLACEMENT_CHARACTER).or_else(|| self.glyph(face, '\u{25A1}'))
    }

    /// Whether any bundled face has a glyph for a character.
    pub fn covers(&self, c: char) -> bool {
        // The Latin blocks are asked for most, and Noto Sans has all of them (a test holds it).
        matches!(c, ' '..='~' | '\u{A0}'..='\u{24F}')
            || self.charmaps.iter().any(|(face, _)| self.glyph(*face, c).is_some())
    }
}

impl Default for FontBook {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for FontBook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FontBook").field("faces", &self.charmaps.len()).finish_non_exhaustive()
    }
}

fn glyph(charmap: &Charmap<'_>, c: char) -> Option<u16> {
    charmap.map(c).and_then(|id| u16::try_from(id).ok()).filter(|&id| id != 0)
}

/// What a passage is set in: which family is asked first. The others follow, and the first that has a
/// character shows it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Script {
    /// Latin, Greek, Cyrillic, and whatever has no family of its own.
    #[default]
    Western,
    /// Hebrew.
    Hebrew,
    /// Arabic.
    Arabic,
}

impl Script {
    /// The script of a letter; `None` for what is common to all: spaces, digits, signs.
    pub fn of(c: char) -> Option<Self> {
        match c {
            '\u{590}'..='\u{5FF}' | '\u{FB1D}'..='\u{FB4F}' => Some(Self::Hebrew),
            '\u{600}'..='\u{6FF}'
            | '\u{750}'..='\u{77F}'
            | '\u{8A0}'..='\u{8FF}'
            | '\u{FB50}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFE}' => Some(Self::Arabic),
            c if c.is_alphabetic() => Some(Self::Western),
            _ => None,
        }
    }
}

/// The families for a passage, in the order in which they are asked.
pub fn families(script: Script, code: bool) -> FontFamily<'static> {
    let families = match (code, script) {
        (true, _) => &CODE,
        (false, Script::Western) => &WESTERN,
        (false, Script::Hebrew) => &HEBREW,
        (false, Script::Arabic) => &ARABIC,
    };
    FontFamily::List(Cow::Borrowed(families))
}

type Families = [FontFamilyName<'static>; 6];

static WESTERN: Families = [SANS, HEBREW_SANS, ARABIC_SANS, MATH, SYMBOLS, MONO];
static HEBREW: Families = [HEBREW_SANS, SANS, ARABIC_SANS, MATH, SYMBOLS, MONO];
static ARABIC: Families = [ARABIC_SANS, SANS, HEBREW_SANS, MATH, SYMBOLS, MONO];
static CODE: Families = [MONO, SANS, HEBREW_SANS, ARABIC_SANS, MATH, SYMBOLS];

const SANS: FontFamilyName<'static> = FontFamilyName::named("NotoSans");
const MONO: FontFamilyName<'static> = FontFamilyName::named("NotoSansMono");
const HEBREW_SANS: FontFamilyName<'static> = FontFamilyName::named("NotoSansHebrew");
const ARABIC_SANS: FontFamilyName<'static> = FontFamilyName::named("NotoSansArabic");
const MATH: FontFamilyName<'static> = FontFamilyName::named("NotoSansMath");
const SYMBOLS: FontFamilyName<'static> = FontFamilyName::named("NotoSansSymbols2");

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_is_registered_and_shared_between_threads() {
        fn shared<T: Send + Sync>(_: &T) {}
        let book = FontBook::new();
        shared(&book);
        assert_eq!(book.charmaps.len(), FACES.len());
        assert_eq!(book.context().collection.family_names().count(), WESTERN.len());
    }

    #[test]
    fn the_latin_blocks_and_what_layout_draws_by_itself_are_covered() {
        let book = FontBook::new();
        let sans = FaceId(0);
        for c in ('\u{20}'..='\u{24F}').filter(|c| !c.is_control()) {
            assert!(book.glyph(sans, c).is_some(), "{c:?}");
        }
        for c in "•◦–↩…ΩЖאب∑✓".chars() {
            assert!(book.covers(c), "{c:?}");
        }
        assert!(!book.covers('漢') && !book.covers('\u{E000}'));
    }

    #[test]
    fn a_missing_character_has_a_glyph_to_stand_for_it() {
        let book = FontBook::new();
        for (id, (name, _)) in (0..).zip(FACES) {
            assert!(book.glyph(FaceId(id), ' ').is_some(), "{name}");
            if !name.contains("Hebrew") && !name.contains("Arabic") && !name.contains("Math") {
                assert!(book.replacement(FaceId(id)).is_some(), "{name}");
            }
        }
    }
}
