//! The page tree (ISO 32000-1, 7.7.3) with what pages inherit, where links on them lead, and named
//! destinations (12.3.2). It reads no content.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object, ObjectId};

use super::file::{Objects, as_dict, number, text};
use super::page::{LinkAnnotation, Rect, Target};
use crate::check::limits::MAX_DEPTH;

/// Pages, at most.
const MAX_PAGES: usize = 200_000;
/// Links on all pages, and names of destinations, at most.
const MAX_NAMES: usize = 500_000;

/// A page, with what it inherits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Leaf<'a> {
    pub(super) id: Option<ObjectId>,
    pub(super) dict: &'a Dictionary,
    pub(super) resources: Option<&'a Dictionary>,
    pub(super) bounds: Rect,
    pub(super) rotate: i64,
}

/// The pages of a document, and what leads to them.
#[derive(Debug)]
pub(super) struct Pages<'a> {
    objects: &'a Objects,
    pub(super) leaves: Vec<Leaf<'a>>,
    numbers: BTreeMap<ObjectId, usize>,
    names: BTreeMap<&'a [u8], &'a Object>,
    /// Branches of the page tree that lead nowhere or round in a circle.
    pub(super) broken: usize,
    links: usize,
}

/// What a branch hands down.
#[derive(Clone, Copy, Default)]
struct Inherited<'a> {
    resources: Option<&'a Dictionary>,
    media: Option<[f64; 4]>,
    crop: Option<[f64; 4]>,
    rotate: Option<i64>,
}

/// A4, where nobody says how large a page is.
const A4: [f64; 4] = [0.0, 0.0, 595.0, 842.0];

impl<'a> Pages<'a> {
    pub(super) fn new(objects: &'a Objects) -> Self {
        let mut pages = Self {
            objects,
            leaves: Vec::new(),
            numbers: BTreeMap::new(),
            names: BTreeMap::new(),
            broken: 0,
            links: 0,
        };
        if let Some(catalog) = objects.catalog() {
            pages.walk(catalog);
            pages.collect_names(catalog);
        }
        pages
    }

    fn walk(&mut self, catalog: &'a Dictionary) {
        let objects = self.objects;
        let mut seen = BTreeSet::new();
        let Ok(root) = catalog.get(b"Pages") else { return };
        let mut stack = vec![(root, Inherited::default(), 0)];
        while let Some((object, inherited, depth)) = stack.pop() {
            let id = object.as_reference().ok();
            let fresh = id.is_none_or(|id| seen.insert(id));
            let Some(dict) = as_dict(objects.resolve(object)).filter(|_| fresh) else {
                self.broken += 1;
                continue;
            };
            if depth > MAX_DEPTH || self.leaves.len() >= MAX_PAGES {
                self.broken += 1;
                continue;
            }
            let here = Inherited {
                resources: objects.dict(dict, b"Resources").or(inherited.resources),
                media: objects.numbers(dict, b"MediaBox").or(inherited.media),
                crop: objects.numbers(dict, b"CropBox").or(inherited.crop),
                rotate: objects.integer(dict, b"Rotate").or(inherited.rotate),
            };
            if let Some(kids) = objects.array(dict, b"Kids") {
                if stack.len() + kids.len() > 2 * MAX_PAGES {
                    self.broken += 1;
                    continue;
                }
                stack.extend(kids.iter().rev().map(|kid| (kid, here, depth + 1)));
                continue;
            }
            if let Some(id) = id {
                self.numbers.insert(id, self.leaves.len());
            }
            self.leaves.push(Leaf {
                id,
                dict,
                resources: here.resources,
                bounds: rect(here.crop.or(here.media).unwrap_or(A4)),
                rotate: here.rotate.unwrap_or(0).rem_euclid(360),
            });
        }
    }

    /// The number of a page from 0.
    pub(super) fn number(&self, id: ObjectId) -> Option<usize> {
        self.numbers.get(&id).copied()
    }

    /// Named destinations, of both kinds.
    fn collect_names(&mut self, catalog: &'a Dictionary) {
        let objects = self.objects;
        if let Some(dests) = objects.dict(catalog, b"Dests") {
            for (name, value) in dests.iter().take(MAX_NAMES) {
                self.names.insert(name, value);
            }
        }
        let tree = objects.dict(catalog, b"Names").and_then(|names| names.get(b"Dests").ok());
        let mut seen = BTreeSet::new();
        let mut stack: Vec<&Object> = tree.into_iter().collect();
        while let Some(object) = stack.pop() {
            if object.as_reference().is_ok_and(|id| !seen.insert(id)) {
                continue;
            }
            let Some(dict) = as_dict(objects.resolve(object)) else { continue };
            for pair in objects.array(dict, b"Names").unwrap_or_default().chunks_exact(2) {
                if let Ok(name) = objects.resolve(&pair[0]).as_str()
                    && self.names.len() < MAX_NAMES
                {
                    self.names.entry(name).or_insert(&pair[1]);
                }
            }
            let kids = objects.array(dict, b"Kids").unwrap_or_default();
            if stack.len() + kids.len() < MAX_NAMES {
                stack.extend(kids);
            }
        }
    }

    /// The link annotations of a page (12.5.6.5).
    pub(super) fn links(&mut self, leaf: &Leaf<'a>) -> Vec<LinkAnnotation> {
        let objects = self.objects;
        let mut out = Vec::new();
        for object in objects.array(leaf.dict, b"Annots").unwrap_or_default() {
            let Some(dict) = as_dict(objects.resolve(object)) else { continue };
            if objects.name(dict, b"Subtype") != Some(b"Link") || self.links >= MAX_NAMES {
                continue;
            }
            self.links += 1;
            // Invisible, Hidden, NoView: bits 1, 2 and 6.
            let flags = objects.integer(dict, b"F").unwrap_or(0);
            out.push(LinkAnnotation {
                object: object.as_reference().ok(),
                rect: rect(objects.numbers(dict, b"Rect").unwrap_or_default()),
                target: self.target(dict),
                contents: objects.text(dict, b"Contents"),
                in_tree: objects.integer(dict, b"StructParent").is_some(),
                hidden: flags & 0b10_0011 != 0,
            });
        }
        out
    }

    fn target(&self, annotation: &'a Dictionary) -> Target {
        let objects = self.objects;
        if let Some(action) = objects.dict(annotation, b"A") {
            return match objects.name(action, b"S") {
                Some(b"URI") => match objects.get(action, b"URI").and_then(|o| o.as_str().ok()) {
                    Some(address) => Target::Address(text(address).trim().to_owned()),
                    None => Target::Nowhere,
                },
                Some(b"GoTo") => {
                    let element = action.get(b"SD").ok().and_then(|sd| self.structure(sd));
                    match action.get(b"D") {
                        Ok(place) => self.place(place, element),
                        Err(_) => Target::Nowhere,
                    }
                }
                Some(other) => Target::Other(String::from_utf8_lossy(other).into_owned()),
                None => Target::Nowhere,
            };
        }
        match annotation.get(b"Dest") {
            Ok(place) => self.place(place, None),
            Err(_) => Target::Nowhere,
        }
    }

    /// The element of a structure destination (ISO 32000-2, 12.3.2.3).
    fn structure(&self, object: &Object) -> Option<ObjectId> {
        self.objects.resolve(object).as_array().ok()?.first()?.as_reference().ok()
    }

    fn place(&self, object: &'a Object, element: Option<ObjectId>) -> Target {
        let objects = self.objects;
        let mut object = objects.resolve(object);
        let mut name = String::new();
        // A name may lead to a dictionary that holds the array.
        for _ in 0..4 {
            object = match object {
                Object::Name(bytes) | Object::String(bytes, _) => {
                    name = text(bytes);
                    match self.names.get(bytes.as_slice()) {
                        Some(found) => objects.resolve(found),
                        None => return Target::Dangling(name),
                    }
                }
                Object::Dictionary(dict) => objects.get(dict, b"D").unwrap_or(&Object::Null),
                _ => break,
            };
        }
        let Object::Array(array) = object else { return Target::Dangling(name) };
        let first = array.first();
        let page = match first {
            Some(Object::Reference(id)) => self.number(*id),
            Some(Object::Integer(n)) => usize::try_from(*n).ok().filter(|n| *n < self.leaves.len()),
            _ => None,
        };
        let at = |n: usize| array.get(n).and_then(|value| number(objects.resolve(value)));
        let fit = array.get(1).and_then(|kind| objects.resolve(kind).as_name().ok());
        let point = match fit {
            Some(b"XYZ") => (at(2), at(3)),
            Some(b"FitH" | b"FitBH") => (None, at(2)),
            Some(b"FitR") => (at(2), at(5)),
            _ => (None, None),
        };
        match (page, first) {
            (Some(page), _) => Target::Place { page, point, element },
            (None, Some(Object::Reference(id)))
                if objects.dict_of(*id).is_some_and(|dict| dict.has(b"S")) =>
            {
                let page = objects.dict_of(*id).and_then(|dict| dict.get(b"Pg").ok());
                let page = page.and_then(|page| page.as_reference().ok());
                let page = page.and_then(|page| self.number(page)).unwrap_or(0);
                Target::Place { page, point: (None, None), element: Some(*id) }
            }
            _ => Target::Dangling(name),
        }
    }
}

/// A rectangle from two corners in any order.
pub(super) fn rect([a, b, c, d]: [f64; 4]) -> Rect {
    Rect { left: a.min(c), bottom: b.min(d), right: a.max(c), top: b.max(d) }
}
