//! Headings below the title follow each other without a gap: levels 2 to 6, each at most one below
//! the one before it. What has no words is no heading.

use super::{Hints, walk};
use crate::diagnostic::{Findings, rules};
use crate::model::{BlockKind, Document, Inline, InlineKind, Level, Table, plain_text};

/// The level of the highest headings below the title.
const FIRST: u32 = 2;

pub(super) fn pass(document: &mut Document, _hints: &Hints, findings: &mut Findings) {
    // The source's levels of the headings that the current one stands under.
    let mut open: Vec<Level> = Vec::new();
    let mut first = true;
    walk::blocks(document, &mut |block| {
        if let BlockKind::Table(table) = &mut block.kind {
            heads_are_no_headings(table);
        }
        let span = block.at.span;
        let BlockKind::Heading { level, content } = &mut block.kind else { return };
        if plain_text(content).trim().is_empty() {
            findings
                .push(&rules::document::HEADING_EMPTY, span, "heading without words")
                .hint("give it words, or make it a paragraph");
            block.kind = BlockKind::Paragraph { lead: false, content: std::mem::take(content) };
            return;
        }
        let source = *level;
        let before = open.last().copied();
        while open.last().is_some_and(|&above| above >= source) {
            open.pop();
        }
        open.push(source);
        let depth = u32::try_from(open.len() - 1).unwrap_or(u32::MAX);
        *level = Level::clamped(FIRST + depth);
        let skipped = match before {
            Some(before) => source.get() > before.get() + 1,
            None => first && u32::from(source.get()) > FIRST,
        };
        if skipped {
            let after = before.map_or(1, Level::get);
            findings
                .push(
                    &rules::document::HEADING_SKIPPED,
                    span,
                    format!("a heading of level {} follows one of level {after}; it is written as level {}", source.get(), level.get()),
                )
                .hint(format!("use level {}", after + 1));
        }
        first = false;
    });
}

/// A header cell heads its row or column, not a part of the article: a heading in it is strong words.
fn heads_are_no_headings(table: &mut Table) {
    let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
    for block in cells.filter(|cell| cell.heads.is_some()).flat_map(|cell| &mut cell.content) {
        if let BlockKind::Heading { content, .. } = &mut block.kind {
            let words = Inline::new(InlineKind::Strong(std::mem::take(content)));
            block.kind = BlockKind::Paragraph { lead: false, content: vec![words] };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Block;

    fn levels(source: &[u32]) -> (Vec<u8>, usize) {
        let heading = |&level: &u32| {
            Block::new(BlockKind::Heading {
                level: Level::clamped(level),
                content: vec![Inline::text("h")],
            })
        };
        let mut document =
            Document { body: source.iter().map(heading).collect(), ..Document::default() };
        let mut findings = Findings::default();
        pass(&mut document, &Hints::default(), &mut findings);
        let level = |block: &Block| match block.kind {
            BlockKind::Heading { level, .. } => level.get(),
            _ => 0,
        };
        (document.body.iter().map(level).collect(), findings.iter().count())
    }

    #[test]
    fn levels_follow_each_other_without_a_gap() {
        assert_eq!(levels(&[2, 3, 3, 2]), (vec![2, 3, 3, 2], 0));
        assert_eq!(levels(&[2, 4, 4, 3, 2]), (vec![2, 3, 3, 3, 2], 1));
        assert_eq!(levels(&[4, 2, 3]), (vec![2, 2, 3], 1));
        assert_eq!(levels(&[2, 3, 4, 5, 6]), (vec![2, 3, 4, 5, 6], 0));
    }
}
