//! References to notes, and the notes with their ways back.

use super::{Heading, Web, lines, mark_own_words};
use crate::markup::{Element, Node};
use crate::model::Attrs;

/// The role of a section of notes.
const ENDNOTES: &str = "doc-endnotes";

/// Puts the heading before a section of notes into it: to listeners, a section begins with its heading.
pub(super) fn with_their_headings(elements: Vec<Element>) -> Vec<Element> {
    let mut out: Vec<Element> = Vec::with_capacity(elements.len());
    for mut element in elements {
        if element.get("role") == Some(ENDNOTES)
            && let Some(heading) =
                out.pop_if(|e| matches!(&*e.name, "h2" | "h3" | "h4" | "h5" | "h6"))
        {
            let list = std::mem::take(&mut element.children);
            element.children = lines(vec![heading]).into_iter().chain(list).collect();
        }
        out.push(element);
    }
    out
}

impl Web<'_> {
    /// The number of a note, raised, as a link to it; nothing if there is no such note.
    pub(super) fn note_reference(&mut self, at: &Attrs, id: &str) -> Vec<Node> {
        let Some(&place) = self.note_places.get(id) else { return Vec::new() };
        let number = self.document.notes[place].number;
        let name = self.ids.fresh(&format!("note-{number}-reference"));
        self.references[place].push(name.clone());
        let label = Node::Text(number.to_string());
        // No link may stand in a link: the number stays, and the way back leads to it all the same.
        let reference = if self.in_link {
            Element::new("span").with("id", name).child(label)
        } else {
            let href = format!("#{}", self.note_ids[place]);
            let a = Element::new("a").with("id", name).with("href", href);
            a.with("role", "doc-noteref").child(label)
        };
        vec![self.element("sup", at, |_| vec![reference.into()]).into()]
    }

    /// Notes that stand in the body, below the heading before them.
    pub(super) fn placed_notes(&mut self, at: &Attrs, count: usize) -> Element {
        let heading = self.headings.last().map(|heading| heading.id.clone());
        let list = self.note_list(count);
        let section = self.element("section", at, |_| lines(vec![list]));
        section.with("role", ENDNOTES).with_some("aria-labelledby", heading)
    }

    /// The section of the notes that do not stand in the body, if there are any.
    pub(super) fn other_notes(&mut self) -> Option<Element> {
        let rest = self.document.notes.len() - self.notes_written;
        if rest == 0 {
            return None;
        }
        let list = self.note_list(rest);
        let id = self.ids.fresh("notes");
        let heading = Element::new("h2").with("id", id.clone()).text(self.terms.notes);
        let heading = mark_own_words(heading, self.document, self.flavour);
        self.headings.push(Heading { level: 2, id: id.clone(), text: self.terms.notes.to_owned() });
        let section = Element::new("section").with("role", ENDNOTES);
        Some(section.with("aria-labelledby", id).children(lines(vec![heading, list])))
    }

    /// The next of the notes, which are in the order in which they stand.
    fn note_list(&mut self, count: usize) -> Element {
        let (document, from) = (self.document, self.notes_written);
        self.notes_written = document.notes.len().min(from + count);
        let notes = document.notes.iter().enumerate().skip(from).take(count);
        let first = document.notes.get(from).map_or(1, |note| note.number);
        let mut next = first;
        let items = notes.map(|(index, note)| {
            let value = (note.number != next).then(|| note.number.to_string());
            next = note.number + 1;
            self.note(note).with_some("value", value).with("id", self.note_ids[index].clone())
        });
        let items = lines(items.collect());
        let start = (first != 1).then(|| first.to_string());
        Element::new("ol").with_some("start", start).children(items)
    }

    /// Adds to every note its ways back. Only at the end is it known how often each is referred to.
    pub(super) fn add_ways_back<'e>(&mut self, elements: impl Iterator<Item = &'e mut Element>) {
        let notes = elements
            .filter(|element| element.get("role") == Some(ENDNOTES))
            .flat_map(Element::child_elements_mut)
            .filter(|element| element.name == "ol")
            .flat_map(Element::child_elements_mut);
        for (index, note) in notes.enumerate() {
            note.children.extend(self.ways_back(index));
        }
    }

    fn ways_back(&mut self, place: usize) -> Vec<Node> {
        let (references, number) = (&self.references[place], self.document.notes[place].number);
        let one = references.len() == 1;
        if references.is_empty() {
            return Vec::new();
        }
        let mut paragraph = Element::new("p").with("class", "back");
        for (index, reference) in references.iter().enumerate() {
            let name = if one { number.to_string() } else { format!("{number}.{}", index + 1) };
            let arrow = Element::new("span").with("aria-hidden", "true").text("↩\u{FE0E}");
            let link = Element::new("a")
                .with("href", format!("#{reference}"))
                .with("role", "doc-backlink")
                .with("aria-label", self.terms.back.replace("{}", &name))
                .child(arrow)
                .text(format!(" {name}"));
            if index > 0 {
                paragraph = paragraph.text(" ");
            }
            paragraph = paragraph.child(mark_own_words(link, self.document, self.flavour));
        }
        vec![paragraph.into(), Node::from("\n")]
    }
}
