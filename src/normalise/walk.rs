//! How passes move through a document: every string, every run of inlines, every list of blocks, in
//! reading order. It decides nothing. Nesting is bounded by the readers, so recursion is safe.

use crate::model::{Block, BlockKind, Document, Inline, InlineKind, Item, Note};

/// Calls `visit` for every list of blocks, the innermost first.
pub(super) fn block_lists(document: &mut Document, visit: &mut impl FnMut(&mut Vec<Block>)) {
    blocks_in(&mut document.body, visit);
    for note in &mut document.notes {
        blocks_in(&mut note.body, visit);
    }
}

fn blocks_in(blocks: &mut Vec<Block>, visit: &mut impl FnMut(&mut Vec<Block>)) {
    for block in blocks.iter_mut() {
        for inner in lists_of(block) {
            blocks_in(inner, visit);
        }
    }
    visit(blocks);
}

/// The lists of blocks that stand directly in a block.
pub(super) fn lists_of(block: &mut Block) -> Vec<&mut Vec<Block>> {
    match &mut block.kind {
        BlockKind::List(list) => list.items.iter_mut().map(|item| &mut item.body).collect(),
        BlockKind::Definitions(entries) => {
            entries.iter_mut().flat_map(|e| e.meanings.iter_mut().map(|m| &mut m.body)).collect()
        }
        BlockKind::Table(table) => {
            let rows = table.rows.iter_mut();
            rows.flat_map(|row| row.cells.iter_mut().map(|cell| &mut cell.content)).collect()
        }
        BlockKind::Quote { body, .. } | BlockKind::Aside { body, .. } => vec![body],
        BlockKind::Heading { .. }
        | BlockKind::Paragraph { .. }
        | BlockKind::Figure(_)
        | BlockKind::Code { .. }
        | BlockKind::Rule
        | BlockKind::Math { .. } => Vec::new(),
    }
}

/// Calls `visit` for every block, an outer one before those in it, in reading order.
pub(super) fn blocks(document: &mut Document, visit: &mut impl FnMut(&mut Block)) {
    let notes = document.notes.iter_mut().flat_map(|note| note.body.iter_mut());
    for block in document.body.iter_mut().chain(notes) {
        block_and_inner(block, visit);
    }
}

fn block_and_inner(block: &mut Block, visit: &mut impl FnMut(&mut Block)) {
    visit(block);
    for inner in lists_of(block) {
        for block in inner {
            block_and_inner(block, visit);
        }
    }
}

/// The runs of inlines that stand directly in a block, in reading order.
pub(super) fn runs_of(block: &mut Block) -> Vec<&mut Vec<Inline>> {
    match &mut block.kind {
        BlockKind::Heading { content, .. } | BlockKind::Paragraph { content, .. } => vec![content],
        BlockKind::Definitions(entries) => {
            entries.iter_mut().flat_map(|e| e.terms.iter_mut().map(|t| &mut t.content)).collect()
        }
        BlockKind::Table(table) => vec![&mut table.caption],
        BlockKind::Figure(figure) => vec![&mut figure.caption, &mut figure.credit],
        BlockKind::Quote { attribution, .. } => vec![attribution],
        BlockKind::Aside { title, .. } => vec![title],
        BlockKind::List(_) | BlockKind::Code { .. } | BlockKind::Rule | BlockKind::Math { .. } => {
            Vec::new()
        }
    }
}

/// Calls `visit` for every run of inlines that a block holds directly.
pub(super) fn runs(document: &mut Document, visit: &mut impl FnMut(&mut Vec<Inline>)) {
    blocks(document, &mut |block| {
        for run in runs_of(block) {
            visit(run);
        }
    });
}

/// Calls `visit` for every inline, an outer one before those in it.
pub(super) fn inlines(document: &mut Document, visit: &mut impl FnMut(&mut Inline)) {
    runs(document, &mut |run| inlines_in(run, visit));
}

/// Calls `visit` for every inline of a run, an outer one before those in it.
pub(super) fn inlines_in(run: &mut [Inline], visit: &mut impl FnMut(&mut Inline)) {
    for inline in run {
        visit(inline);
        if let Some(content) = inline.content_mut() {
            inlines_in(content, visit);
        }
    }
}

/// Calls `visit` for every string of running text in the document, code included, metadata not.
pub(super) fn strings(document: &mut Document, visit: &mut impl FnMut(&mut String)) {
    blocks(document, &mut |block| match &mut block.kind {
        BlockKind::Code { text, .. } | BlockKind::Math { tex: text } => visit(text),
        BlockKind::Figure(figure) => {
            if let Some(image) = &mut figure.image {
                alt_string(&mut image.alt, visit);
            }
        }
        _ => {}
    });
    inlines(document, &mut |inline| match &mut inline.kind {
        InlineKind::Text(text)
        | InlineKind::Literal(text)
        | InlineKind::Formula { tex: text }
        | InlineKind::Abbreviation { expansion: text, .. } => visit(text),
        InlineKind::Image(image) => alt_string(&mut image.alt, visit),
        _ => {}
    });
}

fn alt_string(alt: &mut crate::model::Alt, visit: &mut impl FnMut(&mut String)) {
    use crate::model::Alt;
    match alt {
        Alt::Authored(text) | Alt::Supplied(text) | Alt::Caption(text) => visit(text),
        Alt::Decorative | Alt::Missing => {}
    }
}

/// All words of the body as plain text, a block a line: for judging what the document is about.
pub(super) fn words(document: &mut Document, limit: usize) -> String {
    let mut out = String::new();
    runs(document, &mut |run| {
        if out.len() < limit {
            out.push_str(&crate::model::plain_text(run));
            out.push('\n');
        }
    });
    out
}

/// Whether an item of a list or a note says nothing.
pub(super) fn is_empty_item(item: &Item) -> bool {
    item.body.is_empty()
}

/// Whether a note says nothing.
pub(super) fn is_empty_note(note: &Note) -> bool {
    note.body.is_empty()
}
