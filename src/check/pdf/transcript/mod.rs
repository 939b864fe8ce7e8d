//! What assistive technology announces of a PDF: the tag tree in order, with the words of its marked
//! content; of a file without tags, the words as they are painted.

mod content;
mod elements;
mod join;
mod lines;
mod links;
mod lists;
mod table;
mod untagged;

use super::document::Pdf;
use crate::transcript::{Carries, Transcript};

/// Reads out a document.
pub(super) fn transcript(pdf: &Pdf) -> Transcript {
    let tagged = pdf.facts.tagged;
    let nothing = Carries {
        levels: false,
        languages: false,
        links: false,
        lists: false,
        tables: false,
        groups: false,
    };
    Transcript {
        title: pdf.title().map(str::to_owned),
        language: pdf.facts.language.as_deref().map(|language| language.trim().into()),
        lines: if tagged { elements::lines(pdf) } else { untagged::lines(pdf) },
        carries: if tagged { Carries::default() } else { nothing },
    }
}
