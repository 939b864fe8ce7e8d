//! The bundled faces: their files, what they cover, and the contexts in which text is shaped with them
//! and with nothing else. It knows nothing of documents and of what is written with them.

mod faces;
mod script;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use parley::fontique::{
    Blob, Charmap, CharmapIndex, Collection, CollectionOptions, FontInfo, FontInfoOverride,
    SourceCache,
};
use parley::{FontContext, FontData};

use faces::FACES;
pub use script::{Script, families};

/// A bundled face: its index in the `FontBook`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u8);

/// The bundled faces, parsed once per process and shared by all threads.
pub struct FontBook {
    collection: Collection,
    /// By `FaceId`.
    charmaps: Vec<Option<CharmapIndex>>,
    /// The first face of each family.
    families: BTreeMap<&'static str, FaceId>,
}

impl FontBook {
    /// Parses the bundled faces.
    pub fn new() -> Self {
        let options = CollectionOptions { shared: false, system_fonts: false };
        let mut collection = Collection::new(options);
        let (mut charmaps, mut families) = (Vec::new(), BTreeMap::new());
        for (id, &(name, data)) in (0u8..).zip(FACES) {
            let family = name.split_once('-').map(|(family, _)| family);
            families.entry(family.unwrap_or(name)).or_insert(FaceId(id));
            // The number of the face serves as the identity of its bytes, so that a shaped run tells
            // its face.
            let blob = Blob::from_raw_parts(Arc::new(data), u64::from(id));
            let info = FontInfoOverride { family_name: family, ..FontInfoOverride::default() };
            let fonts = collection.register_fonts(blob, Some(info));
            let font = fonts.first().and_then(|(_, fonts)| fonts.first());
            charmaps.push(font.map(FontInfo::charmap_index));
        }
        Self { collection, charmaps, families }
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
        let index = self.charmaps.get(usize::from(face.0))?.as_ref()?;
        glyph(&index.charmap(self.data(face))?, c)
    }

    /// The glyph of a face that says "there is a character here that cannot be shown".
    pub fn replacement(&self, face: FaceId) -> Option<u16> {
        self.glyph(face, char::REPLACEMENT_CHARACTER).or_else(|| self.glyph(face, '\u{25A1}'))
    }

    /// Whether one of the families that are asked for a character has a glyph for it.
    pub fn covers(&self, c: char) -> bool {
        // The Latin blocks are asked for most, and Noto Sans has all of them (a test holds it).
        matches!(c, ' '..='~' | '\u{A0}'..='\u{24F}')
            || Script::of(c).unwrap_or_default().names().any(|family| {
                // The faces of a family cover the same: a test holds it.
                self.families.get(family).is_some_and(|&face| self.glyph(face, c).is_some())
            })
    }
}

/// The files of all bundled faces.
pub fn files() -> impl Iterator<Item = &'static [u8]> {
    FACES.iter().map(|(_, data)| *data)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_is_registered_and_shared_between_threads() {
        fn shared<T: Send + Sync>(_: &T) {}
        let book = FontBook::new();
        shared(&book);
        assert_eq!(book.charmaps.iter().flatten().count(), FACES.len());
        assert_eq!(book.context().collection.family_names().count(), book.families.len());
    }

    #[test]
    fn the_latin_blocks_and_what_layout_draws_by_itself_are_covered() {
        let book = FontBook::new();
        let sans = FaceId(0);
        for c in ('\u{20}'..='\u{24F}').filter(|c| !c.is_control()) {
            assert!(book.glyph(sans, c).is_some(), "{c:?}");
        }
        for c in "•◦–↩…ΩЖאب∑✓→€。漢鎔镕𠮟한あㄅｱก।कকကខລཀააԱአ☕😀🏽".chars()
        {
            assert!(book.covers(c), "{c:?}");
        }
        assert!(!book.covers('\u{E000}') && !book.covers('𓀀'));
    }

    #[test]
    fn a_missing_character_has_a_glyph_to_stand_for_it() {
        let book = FontBook::new();
        for (id, (name, _)) in (0..).zip(FACES) {
            assert!(book.glyph(FaceId(id), ' ').is_some(), "{name}");
        }
        for family in ["NotoSans", "NotoSansMono"] {
            assert!(book.replacement(book.families[family]).is_some(), "{family}");
        }
    }

    #[test]
    fn the_faces_of_a_family_cover_the_same() {
        let book = FontBook::new();
        for (id, (name, _)) in (0..).map(FaceId).zip(FACES) {
            let first = book.families[name.split_once('-').unwrap().0];
            for c in '!'..='\u{FFFF}' {
                let both = [first, id].map(|face| book.glyph(face, c).is_some());
                assert_eq!(both[0], both[1], "{name} {c:?}");
            }
        }
    }
}
