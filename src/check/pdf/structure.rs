//! Reads the tag tree out of a file's objects: role maps, kids, attributes and classes (ISO 32000-1, 14.7).
//! It reads no content, and follows no element twice.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object, ObjectId};

use super::file::{Objects, as_dict};
use super::page::ContentId;
use super::pages::Pages;
use super::tree::{Attributes, Element, ElementId, Kid, Tree};
use crate::check::limits::MAX_DEPTH;

/// Kids of all elements, at most.
const MAX_KIDS: usize = 4_000_000;
/// Elements inside each other, at most: who tells of them goes down with them.
const MAX_NESTED: usize = MAX_DEPTH;
/// Roles that lead to roles, at most.
const MAX_ROLES: usize = 32;

/// The standard structure types of ISO 32000-1, 14.8.4: a role map has no say over them.
pub(super) const STANDARD_TYPES: &[&str] = &[
    "Document",
    "Part",
    "Art",
    "Sect",
    "Div",
    "BlockQuote",
    "Caption",
    "TOC",
    "TOCI",
    "Index",
    "NonStruct",
    "Private",
    "P",
    "H",
    "H1",
    "H2",
    "H3",
    "H4",
    "H5",
    "H6",
    "L",
    "LI",
    "Lbl",
    "LBody",
    "Table",
    "TR",
    "TH",
    "TD",
    "THead",
    "TBody",
    "TFoot",
    "Span",
    "Quote",
    "Note",
    "Reference",
    "BibEntry",
    "Code",
    "Link",
    "Annot",
    "Ruby",
    "RB",
    "RT",
    "RP",
    "Warichu",
    "WT",
    "WP",
    "Figure",
    "Formula",
    "Form",
];

struct Builder<'a> {
    objects: &'a Objects,
    pages: &'a Pages<'a>,
    roles: Option<&'a Dictionary>,
    classes: Option<&'a Dictionary>,
    seen: BTreeSet<ObjectId>,
    kids: usize,
    tree: Tree,
}

/// An element whose kids are being read.
struct Frame<'a> {
    element: Option<ElementId>,
    page: Option<usize>,
    rest: std::slice::Iter<'a, Object>,
    /// How many kids of each type there are, and the first of them.
    types: BTreeMap<String, (u32, ElementId)>,
}

/// Reads the tag tree; empty if there is none.
pub(super) fn read<'a>(objects: &'a Objects, pages: &'a Pages<'a>) -> Tree {
    let root = objects.catalog().and_then(|catalog| objects.dict(catalog, b"StructTreeRoot"));
    let Some(root) = root else { return Tree::default() };
    let mut builder = Builder {
        objects,
        pages,
        roles: objects.dict(root, b"RoleMap"),
        classes: objects.dict(root, b"ClassMap"),
        seen: BTreeSet::new(),
        kids: 0,
        tree: Tree::default(),
    };
    builder.walk(root);
    builder.find_pages();
    builder.tree
}

impl<'a> Builder<'a> {
    fn walk(&mut self, root: &'a Dictionary) {
        let mut stack = vec![self.frame(None, root, None)];
        while let Some(frame) = stack.last_mut() {
            let (parent, page) = (frame.element, frame.page);
            let Some(kid) = frame.rest.next() else {
                // A type that stands once among its siblings needs no number.
                for (_, (count, first)) in std::mem::take(&mut frame.types) {
                    if count == 1 {
                        self.tree.elements[first.0].number = None;
                    }
                }
                stack.pop();
                continue;
            };
            self.kids += 1;
            if self.kids > MAX_KIDS {
                self.tree.cut += 1;
                return;
            }
            match self.kid(kid, page) {
                Some(Found::Kid(kid)) => {
                    if let Some(parent) = parent {
                        self.tree.elements[parent.0].kids.push(kid);
                    }
                }
                Some(Found::Element(object, dict)) => {
                    if stack.len() > MAX_NESTED {
                        self.tree.cut += 1;
                        continue;
                    }
                    let id = self.element(dict, object, parent, page);
                    let raw = self.tree.elements[id.0].raw.clone();
                    let page = self.tree.elements[id.0].page.or(page);
                    if let Some(frame) = stack.last_mut() {
                        let (count, _) = frame.types.entry(raw).or_insert((0, id));
                        *count += 1;
                        self.tree.elements[id.0].number = Some(*count);
                    }
                    match parent {
                        Some(parent) => {
                            self.tree.elements[parent.0].kids.push(Kid::Element(id));
                        }
                        None => self.tree.top.push(id),
                    }
                    stack.push(self.frame(Some(id), dict, page));
                }
                None => {}
            }
        }
    }

    /// Elements that do not say their page are on that of their first content.
    fn find_pages(&mut self) {
        let elements = &mut self.tree.elements;
        // Kids stand after their parents.
        for n in (0..elements.len()).rev() {
            let first = elements[n].kids.iter().find_map(|kid| match *kid {
                Kid::Content(content) => Some(content.page),
                Kid::Object { page, .. } => page,
                Kid::Element(id) => elements[id.0].page,
            });
            elements[n].page = first.or(elements[n].page);
        }
    }

    fn frame(
        &self,
        element: Option<ElementId>,
        dict: &'a Dictionary,
        page: Option<usize>,
    ) -> Frame<'a> {
        let rest = match dict.get(b"K") {
            Err(_) => [].iter(),
            Ok(kids) => match self.objects.resolve(kids) {
                Object::Array(kids) => kids.iter(),
                // The reference itself says which object it is.
                _ => std::slice::from_ref(kids).iter(),
            },
        };
        Frame { element, page, rest, types: BTreeMap::new() }
    }

    fn page(&self, dict: &Dictionary) -> Option<usize> {
        self.pages.number(dict.get(b"Pg").ok()?.as_reference().ok()?)
    }

    fn kid(&mut self, object: &'a Object, page: Option<usize>) -> Option<Found<'a>> {
        let id = object.as_reference().ok();
        let content = |mcid: i64, page: Option<usize>, stream| {
            let mcid = u32::try_from(mcid).ok()?;
            Some(Found::Kid(Kid::Content(ContentId { page: page?, stream, mcid })))
        };
        let dict = match self.objects.resolve(object) {
            Object::Integer(mcid) => return content(*mcid, page, None),
            Object::Dictionary(dict) => dict,
            _ => return None,
        };
        let page = self.page(dict).or(page);
        match self.objects.name(dict, b"Type") {
            Some(b"MCR") => {
                let stream = dict.get(b"Stm").ok().and_then(|stream| stream.as_reference().ok());
                content(self.objects.integer(dict, b"MCID")?, page, stream)
            }
            Some(b"OBJR") => {
                let object = dict.get(b"Obj").ok()?.as_reference().ok()?;
                Some(Found::Kid(Kid::Object { page, object }))
            }
            _ if !dict.has(b"S") => None,
            _ => {
                if id.is_some_and(|id| !self.seen.insert(id)) {
                    self.tree.cut += 1;
                    return None;
                }
                Some(Found::Element(id, dict))
            }
        }
    }

    fn element(
        &mut self,
        dict: &'a Dictionary,
        object: Option<ObjectId>,
        parent: Option<ElementId>,
        page: Option<usize>,
    ) -> ElementId {
        let objects = self.objects;
        let raw = objects.word(dict, b"S").unwrap_or_default();
        let element = Element {
            kind: self.role(&raw, objects.dict(dict, b"NS")),
            raw,
            lang: objects.text(dict, b"Lang").filter(|lang| !lang.trim().is_empty()),
            alt: objects.text(dict, b"Alt"),
            actual_text: objects.text(dict, b"ActualText"),
            expansion: objects.text(dict, b"E"),
            title: objects.text(dict, b"T"),
            id: objects.get(dict, b"ID").and_then(|id| id.as_str().ok()).map(<[u8]>::to_vec),
            attributes: self.attributes(dict),
            parent,
            kids: Vec::new(),
            page: self.page(dict).or(page),
            number: None,
            object,
        };
        self.tree.elements.push(element);
        ElementId(self.tree.elements.len() - 1)
    }

    /// The standard type behind a type.
    fn role(&self, raw: &str, namespace: Option<&'a Dictionary>) -> String {
        let mut name = raw.to_owned();
        let mut namespace = namespace;
        for _ in 0..MAX_ROLES {
            let own = namespace.and_then(|space| self.objects.dict(space, b"RoleMapNS"));
            let own = own.and_then(|map| self.objects.get(map, name.as_bytes()));
            let (next, space) = match own {
                Some(Object::Name(next)) => (next.as_slice(), None),
                Some(Object::Array(pair)) => {
                    let space = pair.get(1).and_then(|o| as_dict(self.objects.resolve(o)));
                    let first = pair.first().map(|o| self.objects.resolve(o));
                    match first.and_then(|o| o.as_name().ok()) {
                        Some(next) => (next, space),
                        None => break,
                    }
                }
                _ if STANDARD_TYPES.contains(&name.as_str()) => break,
                _ => match self.roles.and_then(|map| self.objects.name(map, name.as_bytes())) {
                    Some(next) => (next, None),
                    None => break,
                },
            };
            let next = String::from_utf8_lossy(next).into_owned();
            if next == name {
                break;
            }
            (name, namespace) = (next, space);
        }
        name
    }

    fn attributes(&self, dict: &'a Dictionary) -> Attributes {
        let mut out = Attributes::default();
        if let Ok(own) = dict.get(b"A") {
            self.each(own, &mut |dict| self.read(dict, &mut out));
        }
        let classes = match self.objects.get(dict, b"C") {
            Some(Object::Array(names)) => names.as_slice(),
            Some(name) => std::slice::from_ref(name),
            None => &[],
        };
        // What the element says itself goes before what its classes say.
        for class in classes.iter().take(MAX_ROLES) {
            if let Ok(name) = self.objects.resolve(class).as_name()
                && let Some(class) = self.classes.and_then(|map| map.get(name).ok())
            {
                self.each(class, &mut |dict| self.read(dict, &mut out));
            }
        }
        out
    }

    /// Each attribute object of one or several.
    fn each(&self, object: &'a Object, read: &mut dyn FnMut(&'a Dictionary)) {
        match self.objects.resolve(object) {
            Object::Array(all) => {
                for one in all.iter().take(2 * MAX_ROLES) {
                    if let Some(dict) = as_dict(self.objects.resolve(one)) {
                        read(dict);
                    }
                }
            }
            one => {
                if let Some(dict) = as_dict(one) {
                    read(dict);
                }
            }
        }
    }

    fn read(&self, dict: &Dictionary, out: &mut Attributes) {
        let objects = self.objects;
        let span = |key: &[u8]| {
            objects.integer(dict, key).and_then(|span| usize::try_from(span).ok()).unwrap_or(0)
        };
        let or = |old: &mut Option<String>, key: &[u8]| {
            if old.is_none() {
                *old = objects.word(dict, key);
            }
        };
        or(&mut out.scope, b"Scope");
        or(&mut out.list_numbering, b"ListNumbering");
        or(&mut out.text_decoration, b"TextDecorationType");
        or(&mut out.text_position, b"TextPosition");
        or(&mut out.placement, b"Placement");
        if out.row_span == 0 {
            out.row_span = span(b"RowSpan");
        }
        if out.col_span == 0 {
            out.col_span = span(b"ColSpan");
        }
        if out.headers.is_empty() {
            let headers = objects.array(dict, b"Headers").unwrap_or_default();
            let name = |id: &Object| match objects.resolve(id) {
                Object::String(name, _) | Object::Name(name) => Some(name.clone()),
                _ => None,
            };
            out.headers = headers.iter().take(MAX_HEADERS).filter_map(name).collect();
        }
        out.baseline_shift = out.baseline_shift.or_else(|| objects.number(dict, b"BaselineShift"));
        out.bbox = out.bbox.or_else(|| objects.numbers(dict, b"BBox"));
        out.summary = out.summary.take().or_else(|| objects.text(dict, b"Summary"));
    }
}

/// Headers of one cell, at most.
const MAX_HEADERS: usize = 64;

/// What a kid is.
enum Found<'a> {
    Kid(Kid),
    Element(Option<ObjectId>, &'a Dictionary),
}
