//! What a PDF says of itself: catalogue, information dictionary, XMP metadata (ISO 32000-1, 14.3). It
//! looks at no page.

use lopdf::{Dictionary, Object};
use roxmltree::{Document, Node};

use super::document::{Claims, Facts, OutlineItem};
use super::file::{Objects, streams};
use crate::check::limits::MAX_DEPTH;

/// XMP metadata in bytes, at most; a book's has some thousands.
const MAX_XMP: usize = 8 * 1024 * 1024;
/// Entries of an outline, at most.
const MAX_OUTLINE: usize = 200_000;

const DC: &str = "http://purl.org/dc/elements/1.1/";
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const PDFUA: &str = "http://www.aiim.org/pdfua/ns/id/";
const PDFA: &str = "http://www.aiim.org/pdfa/ns/id/";

/// Gathers the facts of a document.
pub(super) fn facts(objects: &Objects) -> Facts {
    let Some(catalog) = objects.catalog() else { return Facts::default() };
    let mark = objects.dict(catalog, b"MarkInfo");
    let marks = |key: &[u8]| mark.and_then(|mark| objects.boolean(mark, key)).unwrap_or(false);
    let info = objects.dict(objects.trailer(), b"Info");
    let about = |key: &[u8]| info.and_then(|info| filled(objects.text(info, key)));
    let viewer = objects.dict(catalog, b"ViewerPreferences");
    let mut facts = Facts {
        info_title: about(b"Title"),
        producer: about(b"Producer"),
        language: filled(objects.text(catalog, b"Lang")),
        marked: marks(b"Marked"),
        suspects: marks(b"Suspects"),
        display_title: viewer
            .and_then(|viewer| objects.boolean(viewer, b"DisplayDocTitle"))
            .unwrap_or(false),
        encrypted: objects.encrypted,
        ..Facts::default()
    };
    if let Some(xmp) = xmp(objects, catalog) {
        facts.read(&xmp);
    }
    facts
}

fn filled(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The XMP metadata as text.
fn xmp(objects: &Objects, catalog: &Dictionary) -> Option<String> {
    let Object::Stream(stream) = objects.get(catalog, b"Metadata")? else { return None };
    let bytes = streams::decode(objects, stream, MAX_XMP).ok()?;
    match bytes[..] {
        [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] => Some(super::file::text(&bytes)),
        _ => Some(String::from_utf8_lossy(&bytes).trim_start_matches('\u{FEFF}').to_owned()),
    }
}

impl Facts {
    fn read(&mut self, xmp: &str) {
        let Ok(document) = Document::parse(xmp.trim()) else { return };
        let value = |namespace: &str, name: &str| {
            document.descendants().find_map(|node| property(node, namespace, name))
        };
        self.claims = Claims {
            ua: value(PDFUA, "part"),
            a_part: value(PDFA, "part"),
            a_conformance: value(PDFA, "conformance"),
        };
        let title = document.descendants().find(|node| node.has_tag_name((DC, "title")));
        self.xmp_title = title.and_then(|title| {
            let is_default = |node: &Node<'_, '_>| {
                let language = (roxmltree::NS_XML_URI, "lang");
                node.attribute(language) == Some("x-default")
            };
            let items = || title.descendants().filter(|node| node.has_tag_name((RDF, "li")));
            let item = items().find(is_default).or_else(|| items().next()).unwrap_or(title);
            filled(item.text().map(str::to_owned))
        });
    }
}

/// A simple property, as an element or as an attribute.
fn property(node: Node<'_, '_>, namespace: &str, name: &str) -> Option<String> {
    let text = if node.has_tag_name((namespace, name)) {
        node.text()
    } else {
        node.attribute((namespace, name))
    };
    filled(text.map(str::to_owned))
}

/// The outline (12.3.3), parents before their children.
pub(super) fn outline(objects: &Objects) -> Vec<OutlineItem> {
    let mut out = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    let root = objects.catalog().and_then(|catalog| objects.dict(catalog, b"Outlines"));
    let first = root.and_then(|root| root.get(b"First").ok());
    let mut open: Vec<Option<&Object>> = vec![first];
    while let Some(next) = open.last_mut() {
        let Some(item) = next.take() else {
            open.pop();
            continue;
        };
        let is_new = item.as_reference().is_ok_and(|id| seen.insert(id));
        let Some(dict) = super::file::as_dict(objects.resolve(item)) else { continue };
        if !is_new || out.len() >= MAX_OUTLINE {
            continue;
        }
        *next = dict.get(b"Next").ok();
        let title = objects.text(dict, b"Title").unwrap_or_default();
        out.push(OutlineItem { depth: open.len() - 1, title });
        if open.len() < MAX_DEPTH {
            open.push(dict.get(b"First").ok());
        }
    }
    out
}
