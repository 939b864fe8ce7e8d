//! The faces that a document uses, each cut down to its glyphs and embedded once.

use printpdf::{FontId, ParsedFont, PdfFont};
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use super::unicode::GlyphTexts;
use crate::diagnostic::Fatal;
use crate::diagnostic::Place;
use crate::diagnostic::rules::output::PANIC;
use crate::fonts::{FaceId, FontBook};

/// An embedded face.
pub struct Face {
    /// Which face it is.
    pub id: FaceId,
    /// The subset face.
    font: ParsedFont,
    /// For each glyph of the whole face its number in the subset; 0 where it is not in use.
    codes: Vec<u16>,
    /// For each glyph of the subset the text that it stands for.
    pub texts: Vec<Box<str>>,
}

impl Face {
    /// The name of its resource.
    pub fn resource(&self) -> FontId {
        FontId(format!("Face{}", self.id.0))
    }

    pub(super) fn font(&self) -> PdfFont {
        PdfFont::new(self.font.clone())
    }

    /// The number of a glyph in the subset.
    pub(super) fn code(&self, glyph: u16) -> u16 {
        self.codes.get(usize::from(glyph)).copied().unwrap_or(0)
    }

    /// The text that a glyph of the whole face stands for.
    pub(super) fn text(&self, glyph: u16) -> &str {
        self.texts.get(usize::from(self.code(glyph))).map_or("", |text| text)
    }

    /// How far a glyph of the subset moves the pen, in thousandths of the size.
    pub(super) fn width(&self, code: u16) -> f32 {
        let width = f32::from(self.font.get_glyph_width(code).unwrap_or(0));
        (width * 1000.0 / f32::from(self.font.units_per_em.max(1))).trunc()
    }
}

/// Subsets the faces in use.
pub(super) fn embed(texts: GlyphTexts, fonts: &FontBook) -> Result<Vec<Face>, Fatal> {
    texts.into_faces().map(|(id, glyphs)| subset(id, glyphs, fonts)).collect()
}

fn subset(id: FaceId, glyphs: Vec<(u16, Box<str>)>, fonts: &FontBook) -> Result<Face, Fatal> {
    let mut remapper = GlyphRemapper::new();
    // Glyph 0 is always in the subset; it stands for what no face could show.
    let mut texts: Vec<Box<str>> = vec!["\u{FFFD}".into()];
    let mut codes = vec![0; glyphs.last().map_or(0, |(glyph, _)| usize::from(*glyph) + 1)];
    for (glyph, text) in glyphs {
        let code = remapper.remap(glyph);
        codes[usize::from(glyph)] = code;
        match usize::from(code) {
            0 => {}
            _ => texts.push(text),
        }
    }
    let name = fonts.name(id);
    let broken = |what: &str| {
        let message = format!("the face `{name}` cannot be {what}");
        Fatal::new(&PANIC, Place::Document, message, "please report this as a bug, with the input")
    };
    let bytes = subsetter::subset(fonts.data(id), 0, &remapper).map_err(|_| broken("cut down"))?;
    let mut font =
        ParsedFont::from_bytes(&bytes, 0, &mut Vec::new()).ok_or_else(|| broken("embedded"))?;
    font.font_name = Some(format!("{}+{name}", subset_tag(&bytes)));
    Ok(Face { id, font, codes, texts })
}

/// Six letters that name a subset: from its bytes, so that equal subsets have equal names.
fn subset_tag(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glyphs_are_numbered_anew_with_their_widths_and_texts() {
        let fonts = FontBook::default();
        let face = subset(FaceId(0), vec![(36, "A".into()), (68, "a".into())], &fonts).unwrap();
        assert_eq!((face.code(36), face.code(68), face.code(70)), (1, 2, 0));
        assert_eq!((face.text(36), face.text(68)), ("A", "a"));
        assert!(face.width(1) > 400.0 && face.width(1) < 800.0);
    }
}
