//! Headings: empty ones, and paragraphs that only look like headings.

use std::collections::BTreeMap;

use super::words::{Words, joined};
use super::{of, short};
use crate::check::Results;
use crate::check::pdf::{ElementId, Pdf};
use crate::diagnostic::Severity;
use crate::diagnostic::rules::document::HEADING_EMPTY;
use crate::diagnostic::rules::pdf::structure::VISUAL_HEADING;
use crate::text::number::count;

/// The longest heading, in characters.
const LONGEST: usize = 100;
/// How much larger than the rest a heading is.
const LARGER: f64 = 1.2;
/// How many characters of running text it takes to know what the rest looks like.
const ENOUGH_TEXT: usize = 400;
/// How many bold paragraphs of the size of the rest make it certain that they are headings.
const ENOUGH_BOLD: usize = 3;

pub(super) fn check(words: &Words, results: &mut Results) {
    let pdf = words.pdf;
    let mut headings = 0;
    for (id, element) in pdf.tree.iter().filter(|(_, element)| is_heading(&element.kind)) {
        headings += 1;
        let says = element.alt.is_some() || !words.text(id).is_empty();
        results.applies(&HEADING_EMPTY);
        if !says {
            results.push(&HEADING_EMPTY, of(pdf, id), "a heading has no words").severity =
                Severity::Warning;
        }
    }
    if headings == 0 && !pdf.tree.elements.is_empty() {
        visual(words, results);
    }
}

/// Whether a standard structure type is a heading.
pub(super) fn is_heading(kind: &str) -> bool {
    matches!(kind, "H" | "H1" | "H2" | "H3" | "H4" | "H5" | "H6")
}

/// A paragraph and how it is set.
struct Paragraph {
    id: ElementId,
    text: String,
    /// Its smallest size, in tenths of a point.
    size: i64,
    bold: bool,
}

fn visual(words: &Words, results: &mut Results) {
    let pdf = words.pdf;
    let paragraphs: Vec<_> = pdf
        .tree
        .iter()
        .filter(|(id, element)| element.kind == "P" && stands_alone(pdf, *id))
        .filter_map(|(id, _)| paragraph(words, id))
        .collect();
    // What most of the text is set in.
    let mut styles: BTreeMap<(i64, bool), usize> = BTreeMap::new();
    for paragraph in &paragraphs {
        *styles.entry((paragraph.size, paragraph.bold)).or_default() += paragraph.text.len();
    }
    let Some((&(size, bold), &most)) = styles.iter().max_by_key(|(_, characters)| **characters)
    else {
        return;
    };
    if most < ENOUGH_TEXT {
        return;
    }
    results.applies(&VISUAL_HEADING);
    let short_ones = || {
        paragraphs.iter().filter(|p| {
            p.text.chars().count() <= LONGEST
                && p.text.contains(char::is_alphabetic)
                && !p.text.ends_with(['.', ',', ';', '…', '。'])
        })
    };
    #[allow(clippy::cast_precision_loss, reason = "sizes of type are small")]
    let large = |p: &&Paragraph| p.size as f64 >= LARGER * size as f64;
    let mut found: Vec<_> = short_ones().filter(large).collect();
    if found.is_empty() && !bold {
        found = short_ones().filter(|p| p.bold && p.size >= size).collect();
        if found.len() < ENOUGH_BOLD {
            return;
        }
    }
    let Some(first) = found.first() else { return };
    let examples: Vec<_> = found.iter().take(3).map(|p| format!("`{}`", short(&p.text))).collect();
    let message = format!(
        "the document has no headings, and {} set like one: {}",
        count(found.len(), "paragraph is", "paragraphs are"),
        examples.join(", ")
    );
    results.push(&VISUAL_HEADING, of(pdf, first.id), message);
}

/// Whether an element stands in the running text: not in a list, table, note or the like.
pub(super) fn stands_alone(pdf: &Pdf, id: ElementId) -> bool {
    pdf.tree
        .ancestors(id)
        .all(|above| matches!(&*above.kind, "Document" | "Part" | "Art" | "Sect" | "Div"))
}

fn paragraph(words: &Words, id: ElementId) -> Option<Paragraph> {
    let shown = words.shown(id);
    let pieces: Vec<_> = shown
        .iter()
        .filter_map(|part| part.piece)
        .filter(|piece| !piece.text.trim().is_empty())
        .collect();
    let size = pieces.iter().map(|piece| piece.size).fold(f64::INFINITY, f64::min);
    if !size.is_finite() || size <= 0.0 {
        return None;
    }
    #[allow(clippy::cast_possible_truncation, reason = "sizes of type are small")]
    let size = (size.min(1e6) * 10.0).round() as i64;
    let bold = pieces.iter().all(|piece| piece.font.bold);
    Some(Paragraph { id, text: joined(&shown), size, bold })
}
