//! `Document` to `Normal`: one pass per file, in the order of `PASSES`. Every pass is idempotent. No
//! pass knows the name of any format.

use std::ops::Deref;

use crate::diagnostic::Findings;
use crate::model::Document;

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

type Pass = fn(&mut Document, &mut Findings);

const PASSES: &[Pass] = &[];

/// Brings a document into normal form.
pub fn normalise(mut document: Document, findings: &mut Findings) -> Normal {
    for pass in PASSES {
        pass(&mut document, findings);
    }
    Normal(document)
}
