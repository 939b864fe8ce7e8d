//! PDF: what a file from any tool says to assistive technology, the standards that it claims, and what no
//! standard can see. The reader here shares no code with the writers.

mod content;
pub mod document;
mod file;
mod fonts;
mod metadata;
pub mod page;
mod pages;
mod rules;
mod standards;
mod structure;
mod syntax;
mod transcript;
pub mod tree;

pub use document::{Claims, Facts, OutlineItem, Pdf, open};
pub use page::{
    ContentId, Fill, Font, LinkAnnotation, Mark, Page, Painted, Piece, Point, Rect, Sequence,
    Target,
};
pub use tree::{Attributes, Element, ElementId, Kid, Tree};

use super::{Checked, Format, Options, Results};
use crate::diagnostic::Fatal;
use crate::transcript::Transcript;

/// Checks one file.
pub(super) fn check(name: &str, bytes: &[u8], options: &Options) -> Result<Checked, Fatal> {
    let pdf = open(name, bytes)?;
    let mut results = Results::default();
    standards::check(bytes, &pdf, &options.standards, &mut results)?;
    rules::check(&pdf, &mut results);
    let (applied, findings) = results.finish();
    Ok(Checked {
        format: Format::Pdf,
        claims: standards::claims(&pdf),
        applied,
        findings,
        transcript: transcript::transcript(&pdf),
        source: None,
    })
}

/// What would be announced of one file.
pub(super) fn transcript(name: &str, bytes: &[u8]) -> Result<Transcript, Fatal> {
    Ok(transcript::transcript(&open(name, bytes)?))
}
