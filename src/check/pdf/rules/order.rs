//! The tagged order against the order on the page, where the page plainly has one column.

use std::collections::BTreeMap;

use super::headings::stands_alone;
use super::words::{Words, joined};
use super::{at, short};
use crate::check::Results;
use crate::check::pdf::{ElementId, Rect};
use crate::diagnostic::rules::pdf::structure::READING_ORDER;

/// The shortest paragraph that counts, in characters: shorter ones may be labels and legends.
const SHORTEST: usize = 60;
/// How many paragraphs of a page there must be.
const FEWEST: usize = 3;
/// How far left edges of one column may lie apart, in points.
const TOLERANCE: f64 = 3.0;

/// What an element shows on one page.
struct Block {
    id: ElementId,
    text: String,
    rect: Rect,
    /// Tenths of a point.
    size: i64,
}

pub(super) fn check(words: &Words, results: &mut Results) {
    let mut pages: BTreeMap<usize, Vec<Block>> = BTreeMap::new();
    for (id, element) in words.pdf.tree.iter() {
        if element.kind == "P" && stands_alone(words.pdf, id) {
            for (page, block) in blocks(words, id) {
                pages.entry(page).or_default().push(block);
            }
        }
    }
    for (page, blocks) in &pages {
        check_page(words, *page, blocks, results);
    }
}

/// What an element shows, page by page.
fn blocks(words: &Words, id: ElementId) -> Vec<(usize, Block)> {
    let mut by_page: BTreeMap<usize, Vec<_>> = BTreeMap::new();
    for part in words.shown(id) {
        if let Some(page) = part.page.filter(|_| part.piece.is_some()) {
            by_page.entry(page).or_default().push(part);
        }
    }
    let block = |(page, parts): (usize, Vec<_>)| {
        let pieces = parts.iter().filter_map(|part: &super::words::Shown| part.piece);
        let pieces: Vec<_> = pieces.filter(|piece| !piece.text.trim().is_empty()).collect();
        let rect = pieces.iter().map(|piece| piece.rect).reduce(|a, b| Rect {
            left: a.left.min(b.left),
            bottom: a.bottom.min(b.bottom),
            right: a.right.max(b.right),
            top: a.top.max(b.top),
        })?;
        let size = pieces.iter().map(|piece| piece.size).fold(0.0, f64::max);
        #[allow(clippy::cast_possible_truncation, reason = "sizes of type are small")]
        let size = (size.clamp(0.0, 1e6) * 10.0).round() as i64;
        Some((page, Block { id, text: joined(&parts), rect, size }))
    };
    by_page.into_iter().filter_map(block).collect()
}

fn check_page(words: &Words, page: usize, all: &[Block], results: &mut Results) {
    let turned = words.pdf.pages.get(page).is_none_or(|page| page.rotate.rem_euclid(360) != 0);
    if turned || side_by_side(all) {
        return;
    }
    // The running text: paragraphs of the most common size and left edge.
    let long = || all.iter().filter(|block| block.text.chars().count() >= SHORTEST);
    let mut sizes: BTreeMap<i64, usize> = BTreeMap::new();
    for block in long() {
        *sizes.entry(block.size).or_default() += block.text.len();
    }
    let Some((&size, _)) = sizes.iter().max_by_key(|(_, n)| **n) else { return };
    let running: Vec<_> = long().filter(|block| block.size == size).collect();
    let Some(left) = running.iter().map(|block| block.rect.left).min_by(f64::total_cmp) else {
        return;
    };
    let column = |block: &&&Block| block.rect.left - left <= TOLERANCE;
    let running: Vec<_> = running.iter().filter(column).copied().collect();
    if running.len() < FEWEST {
        return;
    }
    results.applies(&READING_ORDER);
    let jump = running.windows(2).find(|pair| pair[1].rect.bottom >= pair[0].rect.top - 1.0);
    if let Some([before, after]) = jump {
        let message = format!(
            "the paragraph `{}` stands above `{}` and is read after it",
            short(&after.text),
            short(&before.text)
        );
        results.push(
            &READING_ORDER,
            at(words.pdf, Some(page), &words.pdf.tree.path(after.id)),
            message,
        );
    }
}

/// Whether any two blocks stand beside each other.
fn side_by_side(blocks: &[Block]) -> bool {
    let mut by_top: Vec<&Rect> = blocks.iter().map(|block| &block.rect).collect();
    by_top.sort_by(|a, b| b.top.total_cmp(&a.top));
    let mut lowest = f64::INFINITY;
    for rect in by_top {
        // Lines that are set tight may touch.
        if rect.top > lowest + 0.5 * (rect.top - rect.bottom).min(8.0) {
            return true;
        }
        lowest = lowest.min(rect.bottom);
    }
    false
}
