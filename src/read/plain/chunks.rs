//! Passages that stand together without a blank line, and what can be told of such a chunk: menus, boxes,
//! rows of tables. It looks at neighbours, never at what the article is about.

use super::lines::Piece;
use super::reading::Reading;
use super::shape::{self, End};
use super::{lists, tables};

impl Reading<'_> {
    /// Whether a piece is a row of a table: one begins here, or with the row above.
    pub(super) fn is_row(&self, i: usize) -> bool {
        self.pieces[i].text.starts_with('|')
            || self.is_table(i)
            || i > 0 && !self.pieces[i].gap && self.is_table(i - 1)
    }

    /// The pieces that stand together with this one without a blank line.
    pub(super) fn chunk(&self, i: usize) -> std::ops::Range<usize> {
        const LIMIT: usize = 60;
        if self.uniform {
            return self.snippets(i, LIMIT);
        }
        let start = (i.saturating_sub(LIMIT)..=i).rev().find(|&j| self.pieces[j].gap).unwrap_or(i);
        let end = (i + 1..self.pieces.len().min(i + LIMIT)).find(|&j| self.pieces[j].gap);
        start..end.unwrap_or(self.pieces.len().min(i + LIMIT))
    }

    /// The short lines around this one, where blank lines say nothing. The last before prose may head it.
    fn snippets(&self, i: usize, limit: usize) -> std::ops::Range<usize> {
        let short = |j: usize| self.is_snippet(j, 30) && self.caption(j).is_none();
        if !short(i) {
            return i..i + 1;
        }
        let start =
            (i.saturating_sub(limit)..i).rev().take_while(|&j| short(j)).last().unwrap_or(i);
        let count = self.pieces.len();
        let end =
            (i + 1..count.min(i + limit)).take_while(|&j| short(j)).last().map_or(i + 1, |j| j + 1);
        let heads = end > start + 1
            && end < count
            && self.is_statement(end)
            && self.known(end - 1).is_none();
        if heads && i == end - 1 { i..end } else { start..end - usize::from(heads) }
    }

    /// Whether a piece stands in a box that tells how to reach somebody.
    pub(super) fn is_contact(&self, i: usize) -> bool {
        let chunk = self.chunk(i);
        let reaches = chunk.clone().any(|j| shape::is_contact(&self.pieces[j].text));
        let label = |j: usize| j == chunk.start && chunk.len() > 1;
        reaches && !chunk.clone().any(|j| self.is_notice(j) || !label(j) && self.known(j).is_some())
    }

    /// Whether a table begins here.
    pub(super) fn is_table(&self, i: usize) -> bool {
        let pieces: Vec<&Piece<'_>> = self.pieces[i..].iter().take(6).collect();
        tables::read(self.text, &self.lines, &pieces).is_some()
    }

    /// Whether a piece is short and no sentence: it could be a button, a menu or a teaser.
    pub(super) fn is_snippet(&self, i: usize, longest: usize) -> bool {
        let piece = &self.pieces[i];
        piece.chars <= longest
            && matches!(piece.end, End::Open | End::Call)
            && lists::marker(&piece.text).is_none()
            && !piece.text.contains('\t')
            && (self.known(i).is_some()
                || !piece.text.contains("  ") && !piece.text.contains(" | "))
    }
}
