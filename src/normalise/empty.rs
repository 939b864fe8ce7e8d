//! Takes away what says nothing: inlines, blocks, items, rows and notes without content. What carries
//! an anchor keeps it: the anchor moves to what follows.

use super::{Hints, walk};
use crate::diagnostic::{Findings, rules};
use crate::model::{Block, BlockKind, Document, Inline, InlineKind};

pub(super) fn pass(document: &mut Document, _hints: &Hints, findings: &mut Findings) {
    walk::runs(document, &mut prune);
    walk::block_lists(document, &mut |blocks| {
        let mut orphan = None;
        blocks.retain_mut(|block| {
            prune_inside(block);
            if says_nothing(block) {
                if matches!(block.kind, BlockKind::Heading { .. }) {
                    findings.push(
                        &rules::document::HEADING_EMPTY,
                        block.at.span,
                        "heading without words",
                    );
                }
                orphan = orphan.take().or_else(|| anchor_of(block));
                return false;
            }
            if block.at.anchor.is_none() {
                block.at.anchor = orphan.take();
            }
            true
        });
    });
    document.notes.retain(|note| !note.body.is_empty());
}

/// Drops inlines without content. An empty one with an anchor stays: it is a place.
fn prune(run: &mut Vec<Inline>) {
    run.retain_mut(|inline| {
        if let Some(content) = inline.content_mut() {
            prune(content);
        }
        let is_link = matches!(inline.kind, InlineKind::Link { .. });
        let empty = match &inline.kind {
            InlineKind::Text(text) | InlineKind::Literal(text) => text.is_empty(),
            InlineKind::Formula { tex } => tex.is_empty(),
            InlineKind::Image(_) | InlineKind::NoteReference(_) | InlineKind::Break => false,
            _ => inline.content().is_empty(),
        };
        // `links` says what becomes of a link without words.
        !empty || is_link || inline.at.anchor.is_some()
    });
}

fn prune_inside(block: &mut Block) {
    match &mut block.kind {
        // The numbers of a numbered list must not move.
        BlockKind::List(list) if list.start.is_none() => {
            list.items.retain(|item| !item.body.is_empty());
        }
        BlockKind::List(list) => {
            while list.items.last().is_some_and(|item| item.body.is_empty()) {
                list.items.pop();
            }
        }
        BlockKind::Definitions(entries) => {
            for entry in entries.iter_mut() {
                entry.terms.retain(|term| !term.content.is_empty());
                entry.meanings.retain(|meaning| !meaning.body.is_empty());
            }
            entries.retain(|e| !e.terms.is_empty() || !e.meanings.is_empty());
        }
        _ => {}
    }
}

/// Whether there are only ends of lines and places in a run.
fn is_wordless(run: &[Inline]) -> bool {
    run.iter().all(|inline| match &inline.kind {
        InlineKind::Break => true,
        InlineKind::Text(text) | InlineKind::Literal(text) => text.is_empty(),
        InlineKind::Formula { tex } => tex.is_empty(),
        // The address of a link will stand for its words.
        InlineKind::Link { .. } | InlineKind::Image(_) | InlineKind::NoteReference(_) => false,
        _ => is_wordless(inline.content()),
    })
}

/// The first anchor of a block that says nothing.
fn anchor_of(block: &mut Block) -> Option<String> {
    let mut anchor = block.at.anchor.take();
    walk::inlines_in(std::slice::from_mut(block), &mut |inline| {
        anchor = anchor.take().or_else(|| inline.at.anchor.take());
    });
    anchor
}

fn says_nothing(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Heading { content, .. } | BlockKind::Paragraph { content, .. } => {
            is_wordless(content)
        }
        BlockKind::List(list) => list.items.is_empty(),
        BlockKind::Definitions(entries) => entries.is_empty(),
        BlockKind::Table(table) => {
            let cells = || table.rows.iter().flat_map(|row| &row.cells);
            table.caption.is_empty() && cells().all(|cell| cell.content.is_empty())
        }
        BlockKind::Figure(figure) => {
            figure.image.is_none() && figure.caption.is_empty() && figure.credit.is_empty()
        }
        BlockKind::Quote { attribution, body } => attribution.is_empty() && body.is_empty(),
        BlockKind::Aside { title, body } => title.is_empty() && body.is_empty(),
        BlockKind::Code { text, .. } | BlockKind::Math { tex: text } => text.trim().is_empty(),
        BlockKind::Notes(ids) => ids.is_empty(),
        BlockKind::Rule => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Attrs, Level};

    #[test]
    fn a_heading_that_is_only_a_place_goes_and_its_place_stays() {
        let at = Attrs { anchor: Some("here".into()), ..Attrs::default() };
        let content = vec![Inline { at, kind: InlineKind::Span(vec![]) }];
        let heading = Block::new(BlockKind::Heading { level: Level::clamped(2), content });
        let words = Block::paragraph(vec![Inline::text("words")]);
        let mut document = Document { body: vec![heading, words], ..Document::default() };
        let mut findings = Findings::default();
        pass(&mut document, &Hints::default(), &mut findings);
        assert_eq!(document.body.len(), 1);
        assert_eq!(document.body[0].at.anchor.as_deref(), Some("here"));
        assert_eq!(findings.iter().count(), 1);
    }
}
