//! Headings below the title follow each other without a gap: levels 2 to 6, each at most one below
//! the one before it.

use super::{Hints, walk};
use crate::diagnostic::{Findings, rules};
use crate::model::{BlockKind, Document, Level};

/// The level of the highest headings below the title.
const FIRST: u32 = 2;

pub(super) fn pass(document: &mut Document, _hints: &Hints, findings: &mut Findings) {
    // The source's levels of the headings that the current one stands under.
    let mut open: Vec<Level> = Vec::new();
    let mut first = true;
    walk::blocks(document, &mut |block| {
        let span = block.at.span;
        let BlockKind::Heading { level, .. } = &mut block.kind else { return };
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
