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
    notes::pass,
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
