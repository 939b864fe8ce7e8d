//! What the content means: the document as a tag tree, before anything has a place. It sees the
//! document alone, never a page.

mod blocks;
mod inlines;
mod table;
mod tag;

use std::collections::BTreeMap;

use super::layout::frame::{ContentKey, Part};
use crate::model::{Attrs, Direction, Document, NodeId, Note, Picture, Target};
use crate::source::Span;
use crate::text::{Language, terms};
use crate::write::front::{FrontPart, front};
pub use tag::{Attribute, Numbering, Tag};

/// The tag tree, and what else the file needs to know of the document's parts.
#[derive(Debug, Default)]
pub struct Structure {
    /// The elements, parents before children; the first is the `Document`.
    pub elements: Vec<Element>,
    /// The element that holds a content.
    pub owners: BTreeMap<ContentKey, ElementId>,
    /// The links, by the key of their boxes.
    pub links: BTreeMap<ContentKey, Link>,
    /// Title and headings in order.
    pub headings: Vec<Heading>,
    /// The pictures, by the node that shows them.
    pub pictures: BTreeMap<NodeId, Picture>,
    /// Pictures that nobody described: which, and where they stand in the source.
    pub undescribed: Vec<(ElementId, Option<Span>)>,
    /// Where nodes with content stand in the source.
    pub spans: BTreeMap<NodeId, Span>,
}

/// An element of the tree: its index in `Structure::elements`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ElementId(pub usize);

/// An element.
#[derive(Debug)]
pub struct Element {
    /// Its type.
    pub tag: Tag,
    /// The element that it is in; the `Document` is in none.
    pub parent: Option<ElementId>,
    /// What it holds, in reading order.
    pub kids: Vec<Kid>,
    /// Its language, where it has its own.
    pub lang: Option<Language>,
    /// The text that stands for it: a description, the TeX of a formula.
    pub alt: Option<String>,
    /// What an abbreviation stands for.
    pub expansion: Option<String>,
    /// Its name in the tree: of notes, of header cells.
    pub id: Option<String>,
    /// Its attributes.
    pub attributes: Vec<Attribute>,
}

/// What an element holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kid {
    /// A further element.
    Element(ElementId),
    /// The marks with this key.
    Content(ContentKey),
}

/// A link.
#[derive(Debug)]
pub struct Link {
    /// Its element.
    pub element: ElementId,
    /// Where it goes; `None` if the document has no such place.
    pub destination: Option<Destination>,
    /// Its words.
    pub text: String,
}

/// Where a link goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// An address outside the document.
    Address(String),
    /// Where the node with this key begins.
    Place(ContentKey),
}

/// The title or a heading.
#[derive(Debug)]
pub struct Heading {
    /// The key under which layout says where it begins.
    pub key: ContentKey,
    /// Its element.
    pub element: ElementId,
    /// 1 to 6.
    pub level: u8,
    /// Its words.
    pub text: String,
}

/// Makes the tag tree of a document.
pub fn structure(document: &Document) -> Structure {
    let mut builder = Builder::default();
    builder.document(document);
    builder.out
}

impl Structure {
    /// An element.
    pub fn element(&self, id: ElementId) -> &Element {
        &self.elements[id.0]
    }
}

#[derive(Default)]
struct Builder<'a> {
    out: Structure,
    /// The node that an anchor names.
    anchors: BTreeMap<&'a str, NodeId>,
    /// Links inside the document, to be resolved when all anchors are known.
    open_links: Vec<(ContentKey, &'a str)>,
    /// The node and the number of each note.
    note_numbers: BTreeMap<&'a str, (NodeId, u32)>,
    /// The references to each note, in reading order.
    references: BTreeMap<&'a str, Vec<NodeId>>,
    /// The notes that have no elements yet.
    waiting_notes: std::slice::Iter<'a, Note>,
    /// The notes that have, with their elements.
    set_notes: Vec<(&'a Note, ElementId)>,
    /// How many bulleted lists are open.
    bullets: usize,
}

const ROOT: ElementId = ElementId(0);

fn key(node: NodeId, part: Part) -> ContentKey {
    ContentKey { node, part }
}

impl<'a> Builder<'a> {
    fn document(&mut self, document: &'a Document) {
        let meta = &document.meta;
        let und = Language::undetermined();
        let language = meta.language.as_ref().unwrap_or(&und);
        let root = self.push(None, Tag::Document);
        if language.is_right_to_left() {
            self.edit(root).attributes.push(Attribute::RightToLeft(true));
        }
        for note in &document.notes {
            self.note_numbers.entry(&note.id).or_insert((note.at.id, note.number));
        }
        for line in front(meta) {
            self.front(line.part, line.text, line.value);
        }
        self.waiting_notes = document.notes.iter();
        self.blocks(root, &document.body);
        let terms = terms(language);
        if !self.waiting_notes.as_slice().is_empty() {
            let notes_key = key(NodeId(0), Part::NotesHeading);
            let heading = self.add(root, Tag::Heading(2));
            self.content(heading, notes_key);
            let text = terms.notes.to_owned();
            self.out.headings.push(Heading { key: notes_key, element: heading, level: 2, text });
            self.notes(usize::MAX);
        }
        // Only now are all references known, those inside notes too.
        for (note, element) in std::mem::take(&mut self.set_notes) {
            self.back_links(element, note, terms.back);
        }
        self.resolve();
    }

    /// The next of the notes, which are in the order in which they stand.
    fn notes(&mut self, count: usize) {
        for _ in 0..count {
            let Some(note) = self.waiting_notes.next() else { return };
            let element = self.note(note);
            self.set_notes.push((note, element));
        }
    }

    fn front(&mut self, part: FrontPart, text: String, value: Option<String>) {
        let front_key = key(NodeId(0), Part::Front(part));
        let tag = if part == FrontPart::Title { Tag::Heading(1) } else { Tag::P };
        let element = self.add(ROOT, tag);
        match (part, value) {
            (FrontPart::Title, _) => {
                self.content(element, front_key);
                self.out.headings.push(Heading { key: front_key, element, level: 1, text });
            }
            (FrontPart::Source, Some(address)) => {
                let link = self.add(element, Tag::Link);
                self.content(link, front_key);
                self.link(link, front_key, Some(Destination::Address(address)), text);
            }
            _ => self.content(element, front_key),
        }
    }

    /// Links inside the document find their nodes.
    fn resolve(&mut self) {
        for (link, anchor) in std::mem::take(&mut self.open_links) {
            let place = self.anchors.get(anchor).map(|&node| key(node, Part::Text));
            if let Some(link) = self.out.links.get_mut(&link) {
                link.destination = place.map(Destination::Place);
            }
        }
    }

    fn push(&mut self, parent: Option<ElementId>, tag: Tag) -> ElementId {
        let id = ElementId(self.out.elements.len());
        self.out.elements.push(Element {
            tag,
            parent,
            kids: Vec::new(),
            lang: None,
            alt: None,
            expansion: None,
            id: None,
            attributes: Vec::new(),
        });
        id
    }

    fn edit(&mut self, element: ElementId) -> &mut Element {
        &mut self.out.elements[element.0]
    }

    /// A new element after what `parent` holds.
    fn add(&mut self, parent: ElementId, tag: Tag) -> ElementId {
        let id = self.push(Some(parent), tag);
        self.edit(parent).kids.push(Kid::Element(id));
        id
    }

    /// A new element for a node, with the node's language and direction.
    fn node(&mut self, parent: ElementId, tag: Tag, at: &'a Attrs) -> ElementId {
        let id = self.add(parent, tag);
        let element = self.edit(id);
        element.lang.clone_from(&at.lang);
        if let Some(direction) = at.dir {
            element.attributes.push(Attribute::RightToLeft(direction == Direction::Rtl));
        }
        id
    }

    /// Notes where a node stands and by which name links reach it.
    fn enter(&mut self, at: &'a Attrs) {
        if let Some(anchor) = &at.anchor {
            self.anchors.entry(anchor).or_insert(at.id);
        }
        if let Some(span) = at.span {
            self.out.spans.insert(at.id, span);
        }
    }

    fn content(&mut self, element: ElementId, key: ContentKey) {
        self.edit(element).kids.push(Kid::Content(key));
        self.out.owners.insert(key, element);
    }

    fn link(
        &mut self,
        element: ElementId,
        key: ContentKey,
        destination: Option<Destination>,
        text: String,
    ) {
        self.out.links.insert(key, Link { element, destination, text });
    }

    /// What a link's target is; places inside the document are found later.
    fn target(&mut self, key: ContentKey, target: &'a Target) -> Option<Destination> {
        match target {
            Target::External(address) => Some(Destination::Address(address.clone())),
            Target::Internal(anchor) => {
                self.open_links.push((key, anchor));
                None
            }
        }
    }
}
