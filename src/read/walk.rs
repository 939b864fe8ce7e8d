//! Every block and inline of a document in reading order, to change them. Documents are at most 64
//! blocks and 100 inlines deep, so that it may recurse. It knows no format.

use crate::model::{Block, BlockKind, Document, Inline};

/// Visits every block of a document, a block before what it holds; notes last.
pub(crate) fn document_blocks(document: &mut Document, visit: &mut dyn FnMut(&mut Block)) {
    blocks(&mut document.body, visit);
    for note in &mut document.notes {
        blocks(&mut note.body, visit);
    }
}

/// Visits every inline of a document, an inline before what it holds.
pub(crate) fn document_inlines(document: &mut Document, visit: &mut dyn FnMut(&mut Inline)) {
    document_blocks(document, &mut |block| {
        block_inlines(block, &mut |content| inlines(content, visit));
    });
}

fn blocks(list: &mut [Block], visit: &mut dyn FnMut(&mut Block)) {
    for block in list {
        visit(block);
        match &mut block.kind {
            BlockKind::List(list) => {
                list.items.iter_mut().for_each(|item| blocks(&mut item.body, visit));
            }
            BlockKind::Definitions(entries) => {
                let meanings = entries.iter_mut().flat_map(|entry| &mut entry.meanings);
                meanings.for_each(|item| blocks(&mut item.body, visit));
            }
            BlockKind::Table(table) => {
                let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
                cells.for_each(|cell| blocks(&mut cell.content, visit));
            }
            BlockKind::Quote { body, .. } | BlockKind::Aside { body, .. } => blocks(body, visit),
            BlockKind::Heading { .. }
            | BlockKind::Paragraph { .. }
            | BlockKind::Figure(_)
            | BlockKind::Code { .. }
            | BlockKind::Rule
            | BlockKind::Math { .. }
            | BlockKind::Notes(_) => {}
        }
    }
}

/// Visits the running text of a block itself, not of the blocks in it.
fn block_inlines(block: &mut Block, visit: &mut dyn FnMut(&mut [Inline])) {
    match &mut block.kind {
        BlockKind::Heading { content, .. }
        | BlockKind::Paragraph { content, .. }
        | BlockKind::Quote { attribution: content, .. }
        | BlockKind::Aside { title: content, .. } => visit(content),
        BlockKind::Definitions(entries) => {
            let terms = entries.iter_mut().flat_map(|entry| &mut entry.terms);
            terms.for_each(|term| visit(&mut term.content));
        }
        BlockKind::Table(table) => visit(&mut table.caption),
        BlockKind::Figure(figure) => {
            visit(&mut figure.caption);
            visit(&mut figure.credit);
        }
        BlockKind::List(_)
        | BlockKind::Code { .. }
        | BlockKind::Rule
        | BlockKind::Math { .. }
        | BlockKind::Notes(_) => {}
    }
}

/// Visits inlines, each before what it holds.
pub(crate) fn inlines(list: &mut [Inline], visit: &mut dyn FnMut(&mut Inline)) {
    for inline in list {
        visit(inline);
        if let Some(content) = inline.content_mut() {
            inlines(content, visit);
        }
    }
}
