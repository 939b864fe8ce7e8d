//! Text that comes out as characters without a meaning.

use std::collections::BTreeMap;

use super::at;
use crate::check::Results;
use crate::check::pdf::{Mark, Page, Pdf, Piece};
use crate::diagnostic::rules::content::UNREADABLE_CHARACTERS;
use crate::text::number::count;

pub(super) fn check(pdf: &Pdf, results: &mut Results) {
    // By font: the first page, how many characters, and which.
    let mut found: BTreeMap<&str, (usize, usize, Vec<char>)> = BTreeMap::new();
    for (n, page) in pdf.pages.iter().enumerate() {
        let read = |piece: &&Piece| piece.mark != Mark::Artifact && !is_replaced(page, piece);
        for piece in page.pieces.iter().filter(read) {
            results.applies(&UNREADABLE_CHARACTERS);
            // Codes without any character are the font's fault, and for `pdf/no-unicode`.
            let unmapped = piece.unmapped > 0;
            let bad = |c: &char| is_unreadable(*c) && !(unmapped && *c == '\u{FFFD}');
            for c in piece.text.chars().filter(bad) {
                let entry = found.entry(&piece.font.name).or_insert((n, 0, Vec::new()));
                entry.1 += 1;
                if entry.2.len() < 5 && !entry.2.contains(&c) {
                    entry.2.push(c);
                }
            }
        }
    }
    for (font, (page, n, which)) in found {
        let which: Vec<_> = which.iter().map(|c| format!("U+{:04X}", u32::from(*c))).collect();
        let message = format!(
            "{} in the font `{font}`: {}",
            count(n, "character has no meaning", "characters have no meaning"),
            which.join(", ")
        );
        results.push(&UNREADABLE_CHARACTERS, at(pdf, Some(page), ""), message);
    }
}

/// Whether something else is read instead of a piece.
fn is_replaced(page: &Page, piece: &Piece) -> bool {
    let up = |at: &usize| page.sequences.get(*at).and_then(|sequence| sequence.parent);
    std::iter::successors(piece.sequence, up)
        .any(|at| page.sequences.get(at).is_some_and(|sequence| sequence.actual_text.is_some()))
}

/// Private use, the replacement character, noncharacters, and controls other than white space.
fn is_unreadable(c: char) -> bool {
    let code = u32::from(c);
    matches!(code, 0xE000..=0xF8FF | 0xF_0000..=0x10_FFFF | 0xFFFD | 0xFDD0..=0xFDEF)
        || code & 0xFFFE == 0xFFFE
        || (c.is_control() && !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::is_unreadable;

    #[test]
    fn characters_with_a_meaning_are_left_alone() {
        for c in ['a', '\u{A0}', '\u{AD}', '\u{200D}', '\u{FEFF}', '한', '\n', '😀'] {
            assert!(!is_unreadable(c), "{c:?}");
        }
        for c in ['\u{E001}', '\u{F0B7}', '\u{FFFD}', '\u{FFFF}', '\u{1}', '\u{10FFFD}'] {
            assert!(is_unreadable(c), "{c:?}");
        }
    }
}
