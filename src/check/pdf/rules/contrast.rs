//! Contrast of text, where what is behind it can be told.

use std::collections::BTreeMap;

use super::{at, short};
use crate::check::Results;
use crate::check::colour::{Rgb, contrast, least_contrast};
use crate::check::pdf::{Mark, Page, Pdf, Piece};
use crate::diagnostic::rules::content::CONTRAST;
use crate::text::number::counted;

const WHITE: Rgb = Rgb(1.0, 1.0, 1.0);
/// Text of nearly the colour of its background is hidden on purpose, not hard to read.
const HIDDEN: f64 = 1.05;
/// The most comparisons of texts with what is painted on one page; beyond it nothing is certain.
const MOST_WORK: usize = 20_000_000;

/// The first page of a pair of colours, how many characters have it, the first words, what their contrast is
/// and what it should be.
type Pair<'a> = (usize, usize, &'a str, f64, f64);

pub(super) fn check(pdf: &Pdf, results: &mut Results) {
    let mut found: BTreeMap<(String, String), Pair<'_>> = BTreeMap::new();
    for (n, page) in pdf.pages.iter().enumerate() {
        let painted = page.fills.len() + page.images.len();
        if page.pieces.len().saturating_mul(painted) > MOST_WORK {
            continue;
        }
        for piece in page.pieces.iter().filter(|piece| is_read(piece)) {
            let (Some(text), Some(behind)) = (piece.colour, behind(page, piece)) else { continue };
            let least = least_contrast(piece.size, piece.font.bold);
            let has = contrast(text, behind);
            if has < HIDDEN {
                continue;
            }
            results.applies(&CONTRAST);
            // What is reported to a tenth is judged to the same.
            if has + 0.05 < least {
                let entry = found.entry((hex(text), hex(behind))).or_insert((
                    n,
                    0,
                    &piece.text,
                    has,
                    least,
                ));
                entry.1 += piece.text.chars().filter(|c| !c.is_whitespace()).count();
            }
        }
    }
    for ((text, behind), (page, n, words, has, least)) in found {
        let message = format!(
            "the contrast of {} in {text} on {behind} is {has:.1} to 1, not {least}: `{}`",
            counted(n, "character"),
            short(words)
        );
        results.push(&CONTRAST, at(pdf, Some(page), ""), message);
    }
}

/// Whether a piece is text that is filled, to be read, and no part of a drawing as far as can be told.
fn is_read(piece: &Piece) -> bool {
    piece.mark != Mark::Artifact && piece.mode == 0 && !piece.text.trim().is_empty()
}

/// The colour behind a piece; none if it cannot be told.
fn behind(page: &Page, piece: &Piece) -> Option<Rgb> {
    // What is painted over the text may hide it.
    let covered =
        page.fills.iter().any(|fill| fill.order > piece.order && fill.rect.overlaps(&piece.rect))
            || page.images.iter().any(|image| image.rect.overlaps(&piece.rect));
    if covered {
        return None;
    }
    let last = page
        .fills
        .iter()
        .filter(|fill| fill.order < piece.order && fill.rect.overlaps(&piece.rect))
        .max_by_key(|fill| fill.order);
    match last {
        None => Some(WHITE),
        Some(fill) if fill.exact && fill.rect.contains(&piece.rect, 1.0) => fill.colour,
        Some(_) => None,
    }
}

/// `#336699`
fn hex(colour: Rgb) -> String {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 255")]
    let byte = |part: f64| (part.clamp(0.0, 1.0) * 255.0).round() as u8;
    format!("#{:02x}{:02x}{:02x}", byte(colour.0), byte(colour.1), byte(colour.2))
}
