//! A file without tags: lines by their baselines, paragraphs by the gaps between lines, in the order in
//! which the page is painted. It is the best that can be made of it.

use super::join::{Between, End, between, letters};
use crate::check::pdf::document::Pdf;
use crate::check::pdf::page::{Mark, Page, Piece};
use crate::transcript::{At, Kind, Line, Run};

/// A gap between lines, in sizes, that ends a paragraph.
const PARAGRAPH: f64 = 1.7;
/// A change of size, as a ratio, that ends a paragraph.
const OTHER_SIZE: f64 = 1.15;

/// The lines of a document without tags.
pub(super) fn lines(pdf: &Pdf) -> Vec<Line> {
    let mut out = Vec::new();
    for (number, page) in pdf.pages.iter().enumerate() {
        let at = At { page: u32::try_from(number + 1).ok(), ..At::default() };
        for text in paragraphs(page) {
            let language = pdf.facts.language.as_deref().map(Into::into);
            out.push(Line::new(Kind::Paragraph, vec![Run::words(text, language)], at.clone()));
        }
    }
    out
}

fn paragraphs(page: &Page) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut text = String::new();
    let mut last: Option<&Piece> = None;
    let mut said = vec![false; page.sequences.len()];
    for piece in page.pieces.iter().filter(|piece| piece.mark != Mark::Artifact) {
        // What stands instead of a sequence is said once.
        let up = |at: &usize| page.sequences[*at].parent;
        let instead = std::iter::successors(piece.sequence, up)
            .take(MAX_UP)
            .find(|at| page.sequences[*at].actual_text.is_some());
        let words = match instead {
            Some(at) if said[at] => {
                last = Some(piece);
                continue;
            }
            Some(at) => {
                said[at] = true;
                page.sequences[at].actual_text.as_deref().unwrap_or_default()
            }
            None => piece.text.as_str(),
        };
        if let Some(last) = last {
            if ends_paragraph(last, piece) {
                out.push(std::mem::take(&mut text));
            } else {
                match between(&End::of(0, last, last), 0, piece) {
                    Between::LineEnd if text.ends_with('\u{AD}') => drop(text.pop()),
                    Between::LineEnd if text.ends_with('-') => {}
                    Between::LineEnd | Between::Gap if !text.ends_with(char::is_whitespace) => {
                        text.push(' ');
                    }
                    _ => {}
                }
            }
        }
        text.push_str(&letters(words));
        last = Some(piece);
    }
    out.push(text);
    let tidy = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    out.into_iter().map(tidy).filter(|text| !text.is_empty()).collect()
}

/// Sequences around a piece that are looked at.
const MAX_UP: usize = 64;

/// Whether a piece begins a new paragraph.
fn ends_paragraph(last: &Piece, next: &Piece) -> bool {
    if between(&End::of(0, last, last), 0, next) != Between::LineEnd {
        return false;
    }
    let size = last.size.max(next.size).max(1.0);
    let down = last.start.y - next.start.y;
    let ratio = size / last.size.min(next.size).max(0.1);
    !(0.0..=PARAGRAPH * size).contains(&down) || ratio > OTHER_SIZE
}
