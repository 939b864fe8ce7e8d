//! Link annotations: one per page that a link touches, with a quadrilateral over each line.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use lopdf::{Document as Pdf, Object, ObjectId, dictionary};

use super::{Assembly, integer, numbers, text};
use crate::write::pdf::layout::frame::{Anchor, ContentKey, Page, Rect};
use crate::write::pdf::structure::{Destination, Link};

/// A link's annotation on one page.
pub(super) struct Annotation {
    pub(super) page: usize,
    pub(super) id: ObjectId,
    /// Its number in the parent tree, after those of the pages.
    pub(super) struct_parent: usize,
}

/// Adds the annotations to the pages; returns those of each link.
pub(super) fn add(pdf: &mut Pdf, file: &Assembly<'_>) -> BTreeMap<ContentKey, Vec<Annotation>> {
    let places = file.places();
    let mut out: BTreeMap<ContentKey, Vec<Annotation>> = BTreeMap::new();
    let mut struct_parent = file.pages.len();
    for (number, (page, &page_id)) in file.layout.pages.iter().zip(&file.pages).enumerate() {
        let mut on_page: Vec<Object> = Vec::new();
        for (key, rects) in by_link(page) {
            let Some(link) = file.structure.links.get(&key) else { continue };
            let Some((name, goal)) = file.goal(link, &places) else { continue };
            let (rect, quads) = file.shape(number, &rects);
            let mut annotation = dictionary! {
                "Type" => "Annot",
                "Subtype" => "Link",
                "Rect" => numbers(rect),
                "QuadPoints" => numbers(quads),
                "Border" => vec![0.into(), 0.into(), 0.into()],
                "F" => 4,
                "P" => page_id,
                "Contents" => text(&contents(link)),
                "StructParent" => integer(struct_parent),
            };
            annotation.set(name, goal);
            let id = pdf.add_object(annotation);
            on_page.push(id.into());
            out.entry(key).or_default().push(Annotation { page: number, id, struct_parent });
            struct_parent += 1;
        }
        if let Ok(page) = pdf.get_dictionary_mut(page_id)
            && !on_page.is_empty()
        {
            page.set("Annots", on_page);
        }
    }
    out
}

/// The boxes of each link on a page, links in the order of the page.
fn by_link(page: &Page) -> Vec<(ContentKey, Vec<Rect>)> {
    let mut out: Vec<(ContentKey, Vec<Rect>)> = Vec::new();
    let mut index: BTreeMap<ContentKey, usize> = BTreeMap::new();
    for link in &page.links {
        let at = *index.entry(link.key).or_insert(out.len());
        match out.get_mut(at) {
            Some((_, rects)) => rects.push(link.rect),
            None => out.push((link.key, vec![link.rect])),
        }
    }
    out
}

impl<'a> Assembly<'a> {
    /// Where the nodes begin that links can reach.
    pub(super) fn places(&self) -> BTreeMap<ContentKey, &'a Anchor> {
        self.layout.places.iter().rev().map(|anchor| (anchor.key, anchor)).collect()
    }

    /// The entry that says where a link goes.
    fn goal(
        &self,
        link: &Link,
        places: &BTreeMap<ContentKey, &Anchor>,
    ) -> Option<(&'static str, Object)> {
        match link.destination.as_ref()? {
            Destination::Place(key) => {
                let anchor = places.get(key)?;
                Some(("Dest", self.destination(anchor.page, anchor.at)?))
            }
            Destination::Address(address) => {
                let address = encoded(address)?;
                let action = dictionary! {
                    "Type" => "Action",
                    "S" => "URI",
                    "URI" => Object::string_literal(address),
                };
                Some(("A", action.into()))
            }
        }
    }

    /// The rectangle around boxes, and the corners of each, counter-clockwise from the lower left.
    fn shape(&self, page: usize, rects: &[Rect]) -> ([f32; 4], Vec<f32>) {
        let mut around = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
        let mut quads = Vec::with_capacity(rects.len() * 8);
        for rect in rects {
            let (left, top) = self.point(page, rect.x, rect.y);
            let (right, bottom) = self.point(page, rect.x + rect.width, rect.y + rect.height);
            quads.extend([left, bottom, right, bottom, right, top, left, top]);
            around = [
                around[0].min(left),
                around[1].min(bottom),
                around[2].max(right),
                around[3].max(top),
            ];
        }
        (around, quads)
    }
}

/// What is said of a link: its words and, where they do not say it, its address.
fn contents(link: &Link) -> String {
    match &link.destination {
        Some(Destination::Address(address)) if link.text.is_empty() => address.clone(),
        Some(Destination::Address(address)) if !link.text.contains(address.as_str()) => {
            format!("{} ({address})", link.text)
        }
        _ => link.text.clone(),
    }
}

/// An address in ASCII: what has no place in one is percent-encoded. `None` if nothing is left.
fn encoded(address: &str) -> Option<String> {
    let mut out = String::with_capacity(address.len());
    for byte in address.trim().bytes() {
        match byte {
            b'!' | b'#'..=b';' | b'=' | b'?'..=b'[' | b']' | b'_' | b'a'..=b'z' | b'~' => {
                out.push(char::from(byte));
            }
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    (!out.is_empty()).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_ascii() {
        assert_eq!(
            encoded(" https://x.sk/článok?a=1&b=%20#c ").as_deref(),
            Some("https://x.sk/%C4%8Dl%C3%A1nok?a=1&b=%20#c")
        );
        assert_eq!(encoded("  "), None);
    }
}
