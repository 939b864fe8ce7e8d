//! The `ToUnicode` map of each face: which text each glyph of the subset stands for. It knows nothing
//! of pages.

use std::fmt::Write as _;

use lopdf::{Document as Pdf, Object, ObjectId, Stream, dictionary};

use crate::write::pdf::paint::Face;

/// Puts our own maps in the place of those that `printpdf` made.
pub(super) fn replace(pdf: &mut Pdf, pages: &[ObjectId], faces: &[Face]) {
    let Some(fonts) = pages.first().and_then(|&page| fonts(pdf, page)) else { return };
    for face in faces {
        let name = face.resource().0;
        let font = fonts.iter().find(|(resource, _)| *resource == name.as_bytes());
        let map = font
            .and_then(|(_, id)| pdf.get_dictionary(*id).ok())
            .and_then(|font| font.get(b"ToUnicode").and_then(Object::as_reference).ok());
        if let Some(map) = map {
            let stream = Stream::new(dictionary! {}, cmap(&face.texts).into_bytes());
            pdf.set_object(map, stream);
        }
    }
}

/// The fonts by resource name: all pages share one dictionary.
fn fonts(pdf: &Pdf, page: ObjectId) -> Option<Vec<(Vec<u8>, ObjectId)>> {
    let page = pdf.get_dictionary(page).ok()?;
    let resources = pdf.get_dictionary(page.get(b"Resources").ok()?.as_reference().ok()?).ok()?;
    let fonts = pdf.get_dictionary(resources.get(b"Font").ok()?.as_reference().ok()?).ok()?;
    let entry = |(name, font): (&Vec<u8>, &Object)| Some((name.clone(), font.as_reference().ok()?));
    Some(fonts.iter().filter_map(entry).collect())
}

fn cmap(texts: &[Box<str>]) -> String {
    let mut out = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let entries: Vec<(usize, &str)> = texts.iter().map(AsRef::as_ref).enumerate().collect();
    for block in entries.chunks(100) {
        let _ = writeln!(out, "{} beginbfchar", block.len());
        for (code, text) in block {
            let _ = write!(out, "<{code:04X}> <");
            for unit in allowed(text).encode_utf16() {
                let _ = write!(out, "{unit:04X}");
            }
            out.push_str(">\n");
        }
        out.push_str("endbfchar\n");
    }
    out.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    out
}

/// No glyph may stand for nothing, nor for what is no text: U+0000, U+FEFF, U+FFFE.
fn allowed(text: &str) -> String {
    let text: String =
        text.chars().filter(|c| !matches!(c, '\0' | '\u{FEFF}' | '\u{FFFE}')).collect();
    if text.is_empty() { "\u{FFFD}".into() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_ligatures_and_astral_letters_and_never_to_nothing() {
        let cmap = cmap(&["\u{FFFD}".into(), "fi".into(), "𝑥".into(), "\u{FEFF}".into()]);
        for line in ["<0001> <00660069>", "<0002> <D835DC65>", "<0003> <FFFD>", "4 beginbfchar"] {
            assert!(cmap.contains(line), "{line}");
        }
    }
}
