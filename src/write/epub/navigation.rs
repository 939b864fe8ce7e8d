//! The way through the book: what `epub-builder` is told of the headings, and the navigation document
//! that it makes of them, amended.

use epub_builder::TocElement;

use super::parts::{Part, files};
use super::{Book, xml};
use crate::markup::{Element, Node};
use crate::write::web::{self, Flavour, Heading};

/// A line of the table of contents with those below it.
pub(super) struct Entry {
    /// Its words.
    pub(super) title: String,
    /// Where it goes.
    pub(super) href: String,
    /// 1 for the title, else the level of the heading.
    level: u8,
}

/// The title and the headings, in order.
pub(super) fn contents(title: &str, headings: &[Heading], parts: &[Part]) -> Vec<Entry> {
    let files = files(parts);
    let first = parts.first().map_or("", |part| part.file.as_str());
    let title = Entry { title: line(title), href: format!("{first}#title"), level: 1 };
    let headings = headings.iter().filter_map(|heading| {
        let href = format!("{}#{}", files.get(&heading.id)?, heading.id);
        let title = line(&heading.text);
        (!title.is_empty()).then_some(Entry { title, href, level: heading.level })
    });
    std::iter::once(title).chain(headings).collect()
}

/// Words on one line that XML can hold.
fn line(text: &str) -> String {
    xml::legal(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

impl Book<'_> {
    /// The table of contents as `epub-builder` wants it: the title, with the headings below it.
    pub(super) fn toc(&self) -> Option<TocElement> {
        let (title, headings) = self.contents.split_first()?;
        let new = |e: &Entry| TocElement::new(&e.href, &e.title).level(i32::from(e.level));
        let mut toc = new(title);
        for heading in headings {
            toc.add(new(heading));
        }
        Some(toc)
    }

    /// Whether there is more to find one's way by than the title.
    pub(super) fn has_headings(&self) -> bool {
        self.contents.len() > 1
    }

    /// The navigation document: its language, names and landmarks are added to what `epub-builder` made.
    pub(super) fn amended_navigation(&self, made: &str) -> Result<String, String> {
        let mut made = xml::parse(made)?;
        let toc = |e: &Element| e.name == "nav" && e.get("epub:type") == Some("toc");
        let list = xml::find(&mut made, &toc)
            .and_then(|nav| xml::find(nav, &|e| e.name == "ol"))
            .ok_or("it has no table of contents")?
            .clone();
        let name = self.terms.contents;
        let heading = Element::new("h1").with("id", "contents").text(name);
        let toc = Element::new("nav")
            .with("epub:type", "toc")
            .with("role", "doc-toc")
            .with("aria-labelledby", "contents")
            .child(self.own_words(heading))
            .child(list);
        let mut body = Element::new("body").child(toc).child(self.landmarks());
        xml::indent(&mut body, 0);
        let html = self.html(&self.title).child(body).text("\n");
        Ok(xml::document(&html, true))
    }

    /// Where the book's main parts begin. Reading systems use it; nobody needs to read it.
    fn landmarks(&self) -> Element {
        let entry = |kind: &str, href: &str, words: Node| {
            let a = Element::new("a").with("epub:type", kind).with("href", href).child(words);
            Element::new("li").child(a)
        };
        let mut list = Element::new("ol");
        let start = self.contents.first().map_or("", |entry| entry.href.as_str());
        list = list.child(entry("bodymatter", start, Node::Text(line(&self.title))));
        if self.document.notes.len() > self.document.placed_notes()
            && let Some(notes) = self.contents.last()
        {
            let notes = entry("endnotes", &notes.href, self.terms.notes.into());
            list = list.child(self.own_words(notes));
        }
        Element::new("nav").with("epub:type", "landmarks").with("hidden", "hidden").child(list)
    }

    fn own_words(&self, element: Element) -> Element {
        web::mark_own_words(element, self.document, Flavour::Epub)
    }
}
