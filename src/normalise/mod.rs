//! `Document` to `Normal`: one pass per file, in the order of `PASSES`. Every pass is idempotent. No
//! pass knows the name of any format.

mod alt;
mod characters;
mod empty;
mod headings;
mod language;
mod links;
mod notes;
mod number;
mod quotations;
mod tables;
mod texts;
mod title;
mod walk;
mod whitespace;

use std::ops::Deref;

use crate::diagnostic::Findings;
use crate::model::Document;
use crate::text::Language;

/// A document in normal form: only this module makes one, and only such a document can be written.
#[derive(Debug, Clone, PartialEq)]
pub struct Normal(Document);

impl Deref for Normal {
    type Target = Document;

    fn deref(&self) -> &Document {
        &self.0
    }
}

impl Normal {
    /// The document, to be worked on again.
    pub fn into_inner(self) -> Document {
        self.0
    }
}

/// What is known of a document from outside it.
#[derive(Debug, Clone, Default)]
pub struct Hints {
    /// A title for a document that has none: the name it came under.
    pub title: String,
    /// The language, if the user said one.
    pub language: Option<Language>,
}

type Pass = fn(&mut Document, &Hints, &mut Findings);

const PASSES: &[Pass] = &[
    characters::pass,
    whitespace::pass,
    empty::pass,
    title::pass,
    language::pass,
    quotations::pass,
    tables::pass,
    headings::pass,
    links::pass,
    // What was only a link to nowhere says nothing now.
    empty::pass,
    notes::pass,
    texts::pass,
    alt::pass,
    number::pass,
];

/// Brings a document into normal form.
pub fn normalise(mut document: Document, hints: &Hints, findings: &mut Findings) -> Normal {
    for pass in PASSES {
        pass(&mut document, hints, findings);
    }
    Normal(document)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Attrs, Block, BlockKind, Cell, Inline, InlineKind, Item, Level, List, Note, Row, Table,
        Target,
    };

    /// What keeps every pass busy.
    fn messy() -> Document {
        let text = |words: &str| Inline::text(words);
        let reference = |id: &str| Inline::new(InlineKind::NoteReference(id.into()));
        let link = |anchor: &str, content| {
            Inline::new(InlineKind::Link { target: Target::Internal(anchor.into()), content })
        };
        let german = Attrs { lang: Language::parse("de"), ..Attrs::default() };
        let anchored = |name: &str| Attrs { anchor: Some(name.into()), ..Attrs::default() };
        let heading = |level, words: &str| {
            Block::new(BlockKind::Heading {
                level: Level::clamped(level),
                content: vec![text(words)],
            })
        };
        let cell = |colspan, words: &str| Cell {
            at: Attrs::default(),
            heads: None,
            colspan,
            rowspan: 2,
            content: vec![Block::paragraph(vec![text(words)])],
        };
        let table = |rows: Vec<Vec<Cell>>| {
            let rows = rows.into_iter().map(|cells| Row { at: Attrs::default(), cells }).collect();
            Block::new(BlockKind::Table(Table { caption: vec![], rows }))
        };
        let note = |id: &str, content| Note {
            at: Attrs::default(),
            id: id.into(),
            number: 0,
            body: vec![Block::paragraph(content)],
        };
        let empty = Item::default();
        let full = Item { body: vec![Block::paragraph(vec![text(" item ")])], ..Item::default() };
        let body = vec![
            heading(1, "A  title"),
            Block::paragraph(vec![
                text(" one\u{AD} "),
                Inline::new(InlineKind::Emphasis(vec![text(" ")])),
                Inline { at: german, ..text(" zwei ") },
                text("\r\n three"),
                Inline::new(InlineKind::Quotation(vec![text("said")])),
                link("nowhere", vec![]),
                link("here", vec![]),
                reference("b"),
                reference("a"),
                reference("gone"),
                text(" end "),
            ]),
            Block { at: anchored("here"), ..Block::paragraph(vec![]) },
            Block::paragraph(vec![link("nowhere", vec![])]),
            heading(5, "deep"),
            heading(6, ""),
            Block::new(BlockKind::List(List { start: None, items: vec![empty, full] })),
            table(vec![vec![cell(3, "a"), cell(1, "b")], vec![], vec![cell(1, "c")]]),
            table(vec![(0..70).map(|_| cell(1, "wide")).collect()]),
        ];
        // The second note to stand here is the first to be read.
        let notes = vec![
            note("a", vec![text("A"), reference("c")]),
            note("b", vec![text("B"), reference("d")]),
            note("c", vec![text("C")]),
            note("d", vec![text("D")]),
            note("a", vec![text("another A")]),
            note("empty", vec![]),
        ];
        Document { body, notes, ..Document::default() }
    }

    #[test]
    fn what_is_normal_stays_as_it_is() {
        let mut findings = Findings::default();
        let once = normalise(messy(), &Hints::default(), &mut findings);
        let notes: Vec<_> = once.notes.iter().map(|note| note.id.as_str()).collect();
        assert_eq!(notes, ["b", "a", "d", "c", "a-5"]);
        let mut again = Findings::default();
        let twice = normalise(once.clone().into_inner(), &Hints::default(), &mut again);
        assert_eq!(once, twice);
        assert!(again.iter().count() < findings.iter().count());
    }
}
