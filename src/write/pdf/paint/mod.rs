//! The pages: every item of the layout is painted inside marked content, either with the number by
//! which the tag tree finds it or as an artifact. It joins layout and structure by `ContentKey` and
//! knows nothing of the objects around the pages.

mod content;
mod faces;
mod pictures;
mod unicode;

use std::collections::BTreeMap;

use printpdf::{PdfDocument, PdfPage, Pt};

use super::layout::frame::{ContentKey, Item, ItemKind, Layout, Rect, Role};
use super::structure::Structure;
use crate::diagnostic::{Fatal, Findings};
use crate::fonts::FontBook;
pub(super) use content::round;
pub use faces::Face;

/// The painted pages.
pub struct Painted {
    /// Pages, fonts and pictures.
    pub document: PdfDocument,
    /// For each page, what its marked contents are: the index is the `MCID`.
    pub marks: Vec<Vec<ContentKey>>,
    /// The box of each content on the first page where it stands, and whether that is the only one.
    pub boxes: BTreeMap<ContentKey, PlacedBox>,
    /// The embedded faces.
    pub faces: Vec<Face>,
}

/// Where a picture or a formula stands.
#[derive(Debug, Clone, Copy)]
pub struct PlacedBox {
    /// The page, from 0.
    pub page: usize,
    /// Its box there.
    pub rect: Rect,
}

/// Paints a layout. What is painted is taken from its pages, so that a long document is not in memory
/// twice.
pub fn paint(
    layout: &mut Layout,
    structure: &Structure,
    fonts: &FontBook,
    findings: &mut Findings,
) -> Result<Painted, Fatal> {
    let texts = unicode::GlyphTexts::collect(layout);
    let faces = faces::embed(texts, fonts)?;
    let mut document = PdfDocument::new("");
    for face in &faces {
        document.resources.fonts.map.insert(face.resource(), face.font());
    }
    let pictures = pictures::embed(layout, structure, &mut document, findings);
    let mut painted = Painted { document, marks: Vec::new(), boxes: BTreeMap::new(), faces };
    for (number, page) in layout.pages.iter_mut().enumerate() {
        let items = std::mem::take(&mut page.items);
        let (ops, marks) = content::page(page.height, &items, &painted.faces, &pictures, structure);
        painted.document.pages.push(PdfPage {
            media_box: printpdf::Rect::from_wh(Pt(page.width), Pt(page.height)),
            trim_box: printpdf::Rect::from_wh(Pt(page.width), Pt(page.height)),
            crop_box: printpdf::Rect::from_wh(Pt(page.width), Pt(page.height)),
            ops,
        });
        painted.marks.push(marks);
        for item in &items {
            if let Role::Content(key) = item.role
                && is_boxed(structure, key)
            {
                note_box(&mut painted.boxes, key, number, bounds(item));
            }
        }
    }
    Ok(painted)
}

/// Whether the tag tree wants to know where a content stands.
fn is_boxed(structure: &Structure, key: ContentKey) -> bool {
    use super::structure::Tag;
    let tag = structure.owners.get(&key).map(|&element| structure.element(element).tag);
    matches!(tag, Some(Tag::Figure | Tag::Formula))
}

fn note_box(boxes: &mut BTreeMap<ContentKey, PlacedBox>, key: ContentKey, page: usize, rect: Rect) {
    let placed = boxes.entry(key).or_insert(PlacedBox { page, rect });
    if placed.page == page {
        let (a, b) = (placed.rect, rect);
        let (x, y) = (a.x.min(b.x), a.y.min(b.y));
        let width = (a.x + a.width).max(b.x + b.width) - x;
        let height = (a.y + a.height).max(b.y + b.height) - y;
        placed.rect = Rect { x, y, width, height };
    }
}

/// The box of an item; for text from a usual ascent to a usual descent.
fn bounds(item: &Item) -> Rect {
    match &item.kind {
        ItemKind::Picture { rect, .. } | ItemKind::Fill { rect, .. } => *rect,
        ItemKind::Glyphs(run) => Rect {
            x: run.origin.x,
            y: run.origin.y - run.size,
            width: run.glyphs.iter().map(|glyph| glyph.advance).sum(),
            height: run.size * 1.3,
        },
    }
}
