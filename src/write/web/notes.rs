//! References to notes, and the notes with their ways back.

use super::{Heading, Web, lines, mark_own_words};
use crate::markup::{Element, Node};
use crate::model::Attrs;

impl Web<'_> {
    /// The number of a note, raised, as a link to it; nothing if there is no such note.
    pub(super) fn note_reference(&mut self, at: &Attrs, id: &str) -> Vec<Node> {
        let Some(&number) = self.note_numbers.get(id) else { return Vec::new() };
        let name = self.ids.fresh(&format!("note-{number}-reference"));
        self.references[number - 1].push(name.clone());
        let label = Node::Text(number.to_string());
        // No link may stand in a link: the number stays, and the way back leads to it all the same.
        let reference = if self.in_link {
            Element::new("span").with("id", name).child(label)
        } else {
            let href = format!("#{}", self.note_ids[number - 1]);
            let a = Element::new("a").with("id", name).with("href", href);
            a.with("role", "doc-noteref").child(label)
        };
        vec![self.element("sup", at, |_| vec![reference.into()]).into()]
    }

    /// The section of the notes, if there are any.
    pub(super) fn notes(&mut self) -> Option<Element> {
        let document = self.document;
        if document.notes.is_empty() {
            return None;
        }
        let items: Vec<_> = document.notes.iter().map(|note| self.note(note)).collect();
        // Only now is it known how often each is referred to: a note may refer to another.
        let items = items
            .into_iter()
            .enumerate()
            .map(|(index, item)| {
                let back = self.ways_back(index + 1);
                item.with("id", self.note_ids[index].clone()).children(back)
            })
            .collect();
        let id = self.ids.fresh("notes");
        let heading = Element::new("h2").with("id", id.clone()).text(self.terms.notes);
        let heading = mark_own_words(heading, document, self.flavour);
        self.headings.push(Heading { level: 2, id: id.clone(), text: self.terms.notes.to_owned() });
        let section = Element::new("section").with("role", "doc-endnotes");
        let list = Element::new("ol").children(lines(items));
        Some(section.with("aria-labelledby", id).children(lines(vec![heading, list])))
    }

    fn ways_back(&mut self, number: usize) -> Vec<Node> {
        let references = &self.references[number - 1];
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
