//! The document as elements of HTML, for the HTML and the EPUB writer. It knows what elements and
//! roles mean, but neither files, style sheets nor archives.

mod blocks;
mod front;
mod ids;
mod inlines;
mod links;
mod notes;
mod pictures;
mod tables;

use std::collections::{BTreeMap, BTreeSet};

use crate::markup::{Element, Node};
use crate::model::{Attrs, Direction, Document};
use crate::text::{Language, Terms, is_right_to_left, terms};

pub(crate) use inlines::is_datetime;
pub(crate) use links::{fragments, rewrite_fragments};
pub(crate) use pictures::PictureFile;

/// Which of the two is being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flavour {
    /// One HTML file that holds its pictures.
    Html,
    /// Content documents of an EPUB, with pictures beside them.
    Epub,
}

/// A document as elements.
pub(crate) struct Page {
    /// The title and the lines below it.
    pub(crate) front: Element,
    /// The blocks of the body, in order.
    pub(crate) body: Vec<Element>,
    /// The section of the notes.
    pub(crate) notes: Option<Element>,
    /// The headings of the body and that of the notes, in order.
    pub(crate) headings: Vec<Heading>,
    /// The pictures that stand beside an EPUB's content documents.
    pub(crate) pictures: Vec<PictureFile>,
    /// What was met on the way.
    pub(crate) facts: Facts,
}

/// A heading, for navigation.
pub(crate) struct Heading {
    /// 2..=6.
    pub(crate) level: u8,
    /// The id of its element.
    pub(crate) id: String,
    /// Its words.
    pub(crate) text: String,
}

/// What the document has, for claims about it.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Facts {
    /// Pictures that are shown and are not decorative.
    pub(crate) informative_pictures: usize,
    /// Pictures, shown or missing, whose description is missing.
    pub(crate) undescribed_pictures: usize,
    /// Formulas in TeX.
    pub(crate) formulas: usize,
}

/// The elements of a document.
pub(crate) fn page(document: &Document, flavour: Flavour) -> Page {
    let mut web = Web::new(document, flavour);
    let front = web.front();
    let mut body = notes::with_their_headings(web.blocks(&document.body));
    let mut notes = web.other_notes();
    web.add_ways_back(body.iter_mut().chain(&mut notes));
    links::settle(body.iter_mut().chain(&mut notes));
    let Web { headings, pictures, facts, .. } = web;
    Page { front, body, notes, headings, pictures: pictures.into_files(), facts }
}

/// The main language of a document.
pub(crate) fn language(document: &Document) -> Language {
    document.meta.language.clone().unwrap_or_else(Language::undetermined)
}

/// Whether the document as a whole runs from right to left.
pub(crate) fn document_is_right_to_left(document: &Document) -> bool {
    let language = language(document);
    if language.is_undetermined() {
        document.meta.title.as_deref().is_some_and(is_right_to_left)
    } else {
        language.is_right_to_left()
    }
}

/// Marks an element with a language, in the ways that the flavour needs.
pub(crate) fn set_language(element: &mut Element, language: &str, flavour: Flavour) {
    element.set("lang", language);
    if flavour == Flavour::Epub {
        element.set("xml:lang", language);
    }
}

/// Marks an element that holds altform's own words, where they are not in the document's language.
pub(crate) fn mark_own_words(
    mut element: Element,
    document: &Document,
    flavour: Flavour,
) -> Element {
    let language = language(document);
    if terms(&language).language != language.primary() || language.is_undetermined() {
        set_language(&mut element, "en", flavour);
    }
    element
}

/// What the functions of this room share while they turn one document into elements.
struct Web<'a> {
    document: &'a Document,
    flavour: Flavour,
    terms: &'static Terms,
    ids: ids::Ids,
    pictures: pictures::Pictures,
    /// The places of the notes in the document by their names.
    note_places: BTreeMap<&'a str, usize>,
    /// How many of the notes are written so far.
    notes_written: usize,
    /// The ids of the notes.
    note_ids: Vec<String>,
    /// The ids of the references met so far to each note.
    references: Vec<Vec<String>>,
    headings: Vec<Heading>,
    /// Captions that name a region so far.
    region_names: BTreeSet<String>,
    facts: Facts,
    /// The direction of what is being written.
    right_to_left: bool,
    /// Inside a link, in which no other link may stand.
    in_link: bool,
    /// In a run that has words.
    among_words: bool,
}

impl<'a> Web<'a> {
    fn new(document: &'a Document, flavour: Flavour) -> Self {
        let mut note_places = BTreeMap::new();
        for (index, note) in document.notes.iter().enumerate() {
            note_places.entry(note.id.as_str()).or_insert(index);
        }
        let mut ids = ids::Ids::new(&["title", "content"]);
        let note_ids = document.notes.iter().map(|note| match note.at.anchor.as_deref() {
            Some(anchor) => ids.of(anchor),
            None => ids.fresh(&format!("note-{}", note.number)),
        });
        let note_ids = note_ids.collect();
        Self {
            document,
            flavour,
            terms: terms(&language(document)),
            ids,
            pictures: pictures::Pictures::default(),
            note_places,
            notes_written: 0,
            note_ids,
            references: vec![Vec::new(); document.notes.len()],
            headings: Vec::new(),
            region_names: BTreeSet::new(),
            facts: Facts::default(),
            right_to_left: document_is_right_to_left(document),
            in_link: false,
            among_words: false,
        }
    }

    /// An element with the language, direction and anchor of a node, around what `fill` makes.
    fn element(
        &mut self,
        name: &'static str,
        at: &Attrs,
        fill: impl FnOnce(&mut Self) -> Vec<Node>,
    ) -> Element {
        let outer = self.right_to_left;
        let element = self.attributes(Element::new(name), at);
        let children = fill(self);
        self.right_to_left = outer;
        element.children(children)
    }

    /// Gives an element the language, direction and anchor of a node. Whoever calls it restores
    /// `right_to_left` after the element's children.
    fn attributes(&mut self, mut element: Element, at: &Attrs) -> Element {
        if let Some(id) = at.anchor.as_deref().and_then(|anchor| self.ids.place(anchor)) {
            element.set("id", id);
        }
        if let Some(language) = &at.lang {
            set_language(&mut element, language.as_str(), self.flavour);
        }
        let known = at.lang.as_ref().filter(|l| !l.is_undetermined());
        let right_to_left = match at.dir {
            Some(direction) => Some(direction == Direction::Rtl),
            None => known.map(Language::is_right_to_left),
        };
        if let Some(right_to_left) = right_to_left
            && right_to_left != self.right_to_left
        {
            element.set("dir", if right_to_left { "rtl" } else { "ltr" });
            self.right_to_left = right_to_left;
        }
        element
    }

    /// The id of an element, given to it now if it has none.
    fn id_of(&mut self, element: &mut Element, stem: &str) -> String {
        if let Some(id) = element.get("id") {
            return id.to_owned();
        }
        let id = self.ids.fresh(stem);
        element.set("id", id.clone());
        id
    }
}

/// Elements one a line.
fn lines(elements: Vec<Element>) -> Vec<Node> {
    let mut nodes = Vec::with_capacity(2 * elements.len() + 1);
    nodes.push(Node::from("\n"));
    for element in elements {
        nodes.push(element.into());
        nodes.push(Node::from("\n"));
    }
    nodes
}
