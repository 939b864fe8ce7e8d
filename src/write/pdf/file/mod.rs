//! The objects of the file around the painted pages: tag tree, links, outline, metadata, catalogue.
//! `printpdf` makes pages, fonts and pictures; all that it would make at random or from the clock is
//! replaced here, so that the same document gives the same bytes.

mod attachment;
mod intent;
mod links;
mod outline;
mod save;
mod tags;
mod tounicode;
mod xmp;

use lopdf::{Dictionary, Document as Pdf, Object, ObjectId, dictionary};
use printpdf::{PdfDocument, PdfSaveOptions};

use super::claims::Claims;
use super::layout::frame::Layout;
use super::paint::Painted;
use super::structure::Structure;
use crate::diagnostic::Fatal;
use crate::model::Meta;
use crate::text::Language;
use crate::write::Original;

/// Makes the file.
pub(super) fn file(
    meta: &Meta,
    layout: &Layout,
    structure: &Structure,
    painted: Painted,
    claims: Claims,
    source: Option<Original<'_>>,
    epoch: Option<i64>,
) -> Result<Vec<u8>, Fatal> {
    let Painted { document, marks, boxes, faces } = painted;
    let mut pdf = to_objects(&document);
    drop(document);
    let file = Assembly { pages: page_ids(&pdf), layout, structure };
    // Page tree and pages stay; catalogue and information are made anew.
    let page_tree = page_tree(&pdf);
    for unused in [b"Root".as_slice(), b"Info"] {
        if let Ok(id) = pdf.trailer.get(unused).and_then(Object::as_reference) {
            pdf.objects.remove(&id);
        }
    }
    pdf.version = "1.7".into();
    tounicode::replace(&mut pdf, &file.pages, &faces);
    file.tidy_pages(&mut pdf);
    let annotations = links::add(&mut pdf, &file);
    let tags = tags::add(&mut pdf, &file, &marks, &boxes, &annotations);
    let outline = outline::add(&mut pdf, &file, &tags);
    let made = xmp::made(meta, epoch);
    let metadata = pdf.add_object(xmp::stream(meta, claims, made.as_deref()));
    let intent = intent::add(&mut pdf);
    let und = Language::undetermined();
    let language = meta.language.as_ref().unwrap_or(&und);

    let mut viewer = dictionary! { "DisplayDocTitle" => true };
    if language.is_right_to_left() {
        viewer.set("Direction", "R2L");
    }
    let has_headings = structure.headings.len() > 1;
    let mut catalogue = dictionary! {
        "Type" => "Catalog",
        "Pages" => page_tree,
        "Lang" => text(language.as_str()),
        "MarkInfo" => dictionary! { "Marked" => true },
        "StructTreeRoot" => tags.root,
        "ViewerPreferences" => viewer,
        "PageMode" => if has_headings { "UseOutlines" } else { "UseNone" },
        "PageLabels" => dictionary! {
            "Nums" => vec![0.into(), dictionary! { "S" => "D" }.into()],
        },
        "Outlines" => outline,
        "Metadata" => metadata,
        "OutputIntents" => vec![intent.into()],
    };
    if let Some(source) = source {
        attachment::add(&mut pdf, &mut catalogue, source, meta);
    }
    let catalogue = pdf.add_object(catalogue);
    let info = pdf.add_object(xmp::information(meta, made.as_deref()));
    save::save(pdf, dictionary! { "Root" => catalogue, "Info" => info })
}

/// What the parts of this room share.
struct Assembly<'a> {
    pages: Vec<ObjectId>,
    layout: &'a Layout,
    structure: &'a Structure,
}

impl Assembly<'_> {
    /// A place on a page as a destination: its top in the window, the zoom as it is.
    fn destination(&self, page: usize, at: super::layout::frame::Point) -> Option<Object> {
        let id = *self.pages.get(page)?;
        let (left, top) = self.point(page, at.x, at.y);
        Some(vec![id.into(), "XYZ".into(), left.into(), top.into(), Object::Null].into())
    }

    /// A point of the layout in the page's own coordinates.
    fn point(&self, page: usize, x: f32, y: f32) -> (f32, f32) {
        let height = self.layout.pages.get(page).map_or(0.0, |page| page.height);
        (super::paint::round(x), super::paint::round(height - y))
    }

    /// Pages keep what they need, and say that focus follows the tag tree.
    fn tidy_pages(&self, pdf: &mut Pdf) {
        for (number, &id) in self.pages.iter().enumerate() {
            let Ok(page) = pdf.get_dictionary_mut(id) else { continue };
            for unused in [b"TrimBox".as_slice(), b"CropBox", b"Annots"] {
                page.remove(unused);
            }
            page.set("Tabs", "S");
            page.set("StructParents", integer(number));
            let Ok(resources) = page.get(b"Resources").and_then(Object::as_reference) else {
                continue;
            };
            if let Ok(resources) = pdf.get_dictionary_mut(resources) {
                resources.remove(b"ExtGState");
                resources.remove(b"Shading");
            }
        }
    }
}

fn to_objects(document: &PdfDocument) -> Pdf {
    let options = PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        secure: true,
        image_optimization: None,
    };
    document.to_lopdf_document(&options, &mut Vec::new())
}

fn page_tree(pdf: &Pdf) -> Object {
    pdf.catalog().and_then(|catalogue| catalogue.get(b"Pages")).cloned().unwrap_or(Object::Null)
}

fn page_ids(pdf: &Pdf) -> Vec<ObjectId> {
    pdf.get_pages().into_values().collect()
}

/// A text string: ASCII where that will do, else UTF-16.
fn text(text: &str) -> Object {
    let plain = |byte: u8| (0x20..0x7F).contains(&byte) && !matches!(byte, b'(' | b')' | b'\\');
    if text.bytes().all(plain) {
        Object::string_literal(text)
    } else {
        Object::String(super::utf16(text), lopdf::StringFormat::Hexadecimal)
    }
}

fn integer(number: usize) -> Object {
    i64::try_from(number).unwrap_or(i64::MAX).into()
}

/// A rectangle as an array of numbers.
fn numbers(values: impl IntoIterator<Item = f32>) -> Object {
    values.into_iter().map(Object::from).collect::<Vec<_>>().into()
}

/// A number tree or name tree whose leaves have a limited size, so that readers need not load it
/// whole.
fn tree(pdf: &mut Pdf, kind: &str, pairs: &[(Object, Object)]) -> ObjectId {
    const LEAF: usize = 128;
    let kids: Vec<Object> = pairs
        .chunks(LEAF)
        .map(|leaf| {
            let limits = [leaf.first(), leaf.last()].into_iter().flatten().map(|p| p.0.clone());
            let limits: Vec<Object> = limits.collect();
            let flat: Vec<Object> = leaf.iter().flat_map(|(k, v)| [k.clone(), v.clone()]).collect();
            let mut node = Dictionary::new();
            node.set("Limits", limits);
            node.set(kind, flat);
            pdf.add_object(node).into()
        })
        .collect();
    match kids.as_slice() {
        [] => pdf.add_object(dictionary! { kind => Vec::new() }),
        _ => pdf.add_object(dictionary! { "Kids" => kids }),
    }
}
