//! How passes move through a document: every string, every run of inlines, every list of blocks. One
//! function, `parts`, says what stands in a block and in which order it is read; all others follow it. It
//! decides nothing. Nesting is bounded by the readers, so recursion is safe.

use crate::model::{
    Alt, Attrs, Block, BlockKind, Document, Inline, InlineKind, Meta, Note, introduces, plain_text,
};

/// What stands directly in a block.
pub(super) enum Part<'a> {
    /// What an item, a term, a row or a cell carries; its content follows.
    At(&'a mut Attrs),
    /// A run of inlines.
    Run(&'a mut Vec<Inline>),
    /// A list of blocks.
    Blocks(&'a mut Vec<Block>),
}

/// What stands directly in a block, in reading order.
pub(super) fn parts(block: &mut Block) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    match &mut block.kind {
        BlockKind::Heading { content, .. } | BlockKind::Paragraph { content, .. } => {
            parts.push(Part::Run(content));
        }
        BlockKind::List(list) => {
            for item in &mut list.items {
                parts.extend([Part::At(&mut item.at), Part::Blocks(&mut item.body)]);
            }
        }
        BlockKind::Definitions(entries) => {
            for entry in entries {
                for term in &mut entry.terms {
                    parts.extend([Part::At(&mut term.at), Part::Run(&mut term.content)]);
                }
                for meaning in &mut entry.meanings {
                    parts.extend([Part::At(&mut meaning.at), Part::Blocks(&mut meaning.body)]);
                }
            }
        }
        BlockKind::Table(table) => {
            parts.push(Part::Run(&mut table.caption));
            for row in &mut table.rows {
                parts.push(Part::At(&mut row.at));
                for cell in &mut row.cells {
                    parts.extend([Part::At(&mut cell.at), Part::Blocks(&mut cell.content)]);
                }
            }
        }
        BlockKind::Figure(figure) => {
            parts.extend([Part::Run(&mut figure.caption), Part::Run(&mut figure.credit)]);
        }
        BlockKind::Quote { attribution, body } => {
            if introduces(attribution) {
                parts.extend([Part::Run(attribution), Part::Blocks(body)]);
            } else {
                parts.extend([Part::Blocks(body), Part::Run(attribution)]);
            }
        }
        BlockKind::Aside { title, body } => {
            parts.extend([Part::Run(title), Part::Blocks(body)]);
        }
        BlockKind::Code { .. } | BlockKind::Rule | BlockKind::Math { .. } | BlockKind::Notes(_) => {
        }
    }
    parts
}

/// The lists of blocks of a document: its body, then each note's.
fn roots(document: &mut Document) -> impl Iterator<Item = &mut Vec<Block>> {
    std::iter::once(&mut document.body).chain(document.notes.iter_mut().map(|note| &mut note.body))
}

/// Calls `visit` for every list of blocks, the innermost first.
pub(super) fn block_lists(document: &mut Document, visit: &mut impl FnMut(&mut Vec<Block>)) {
    for blocks in roots(document) {
        block_lists_in(blocks, visit);
    }
}

fn block_lists_in(blocks: &mut Vec<Block>, visit: &mut impl FnMut(&mut Vec<Block>)) {
    for part in blocks.iter_mut().flat_map(parts) {
        if let Part::Blocks(inner) = part {
            block_lists_in(inner, visit);
        }
    }
    visit(blocks);
}

/// Calls `visit` for every block, an outer one before those in it.
pub(super) fn blocks(document: &mut Document, visit: &mut impl FnMut(&mut Block)) {
    for blocks in roots(document) {
        blocks_in(blocks, visit);
    }
}

fn blocks_in(blocks: &mut [Block], visit: &mut impl FnMut(&mut Block)) {
    for block in blocks {
        visit(block);
        for part in parts(block) {
            if let Part::Blocks(inner) = part {
                blocks_in(inner, visit);
            }
        }
    }
}

/// Calls `visit` for every run of inlines that a block holds directly.
pub(super) fn runs(document: &mut Document, visit: &mut impl FnMut(&mut Vec<Inline>)) {
    for blocks in roots(document) {
        runs_in(blocks, visit);
    }
}

fn runs_in(blocks: &mut [Block], visit: &mut impl FnMut(&mut Vec<Inline>)) {
    for part in blocks.iter_mut().flat_map(parts) {
        match part {
            Part::At(_) => {}
            Part::Run(run) => visit(run),
            Part::Blocks(inner) => runs_in(inner, visit),
        }
    }
}

/// Calls `visit` for every inline, an outer one before those in it.
pub(super) fn inlines(document: &mut Document, visit: &mut impl FnMut(&mut Inline)) {
    runs(document, &mut |run| inlines_of(run, visit));
}

/// Calls `visit` for every inline of these blocks, an outer one before those in it.
pub(super) fn inlines_in(blocks: &mut [Block], visit: &mut impl FnMut(&mut Inline)) {
    runs_in(blocks, &mut |run| inlines_of(run, visit));
}

fn inlines_of(run: &mut [Inline], visit: &mut impl FnMut(&mut Inline)) {
    for inline in run {
        visit(inline);
        if let Some(content) = inline.content_mut() {
            inlines_of(content, visit);
        }
    }
}

/// Calls `visit` for the attributes of every node, in reading order once notes stand in theirs.
pub(super) fn attrs(document: &mut Document, visit: &mut impl FnMut(&mut Attrs)) {
    let mut notes = document.notes.iter_mut();
    for block in &mut document.body {
        attrs_in(std::slice::from_mut(block), visit);
        if let BlockKind::Notes(ids) = &block.kind {
            notes.by_ref().take(ids.len()).for_each(|note| attrs_of_note(note, visit));
        }
    }
    notes.for_each(|note| attrs_of_note(note, visit));
}

fn attrs_of_note(note: &mut Note, visit: &mut impl FnMut(&mut Attrs)) {
    visit(&mut note.at);
    attrs_in(&mut note.body, visit);
}

fn attrs_in(blocks: &mut [Block], visit: &mut impl FnMut(&mut Attrs)) {
    for block in blocks {
        visit(&mut block.at);
        for part in parts(block) {
            match part {
                Part::At(at) => visit(at),
                Part::Run(run) => inlines_of(run, &mut |inline| visit(&mut inline.at)),
                Part::Blocks(inner) => attrs_in(inner, visit),
            }
        }
    }
}

/// Calls `visit` for every string that is read out, in no order: words, code, descriptions.
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

fn alt_string(alt: &mut Alt, visit: &mut impl FnMut(&mut String)) {
    match alt {
        Alt::Authored(text) | Alt::Supplied(text) | Alt::Caption(text) => visit(text),
        Alt::Decorative | Alt::Missing => {}
    }
}

/// Calls `visit` for every text of the metadata that stands alone, then for every list of texts.
pub(super) fn meta(
    meta: &mut Meta,
    one: impl FnMut(&mut Option<String>),
    list: impl FnMut(&mut Vec<String>),
) {
    let texts = [
        &mut meta.title,
        &mut meta.subtitle,
        &mut meta.date,
        &mut meta.publisher,
        &mut meta.source,
        &mut meta.description,
    ];
    texts.into_iter().for_each(one);
    [&mut meta.authors, &mut meta.keywords].into_iter().for_each(list);
}

/// The first words of the body and the notes as plain text, a run a line, to judge a document by.
pub(super) fn words(document: &mut Document, limit: usize) -> String {
    let mut out = String::new();
    runs(document, &mut |run| {
        if out.len() < limit {
            out.push_str(&plain_text(run));
            out.push('\n');
        }
    });
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Definition, Item, Term};

    #[test]
    fn terms_stand_before_their_own_meanings_and_who_is_quoted_where_they_are_read() {
        let text = |words: &str| vec![Inline::text(words)];
        let entry = |term: &str, meaning: &str| Definition {
            terms: vec![Term { content: text(term), ..Term::default() }],
            meanings: vec![Item { body: vec![Block::paragraph(text(meaning))], ..Item::default() }],
        };
        let quote = |attribution: &str, words: &str| {
            let (attribution, body) = (text(attribution), vec![Block::paragraph(text(words))]);
            Block::new(BlockKind::Quote { attribution, body })
        };
        let entries = vec![entry("1", "2"), entry("3", "4")];
        let definitions = Block::new(BlockKind::Definitions(entries));
        let body = vec![definitions, quote("6", "5"), quote("7:", "8")];
        let mut document = Document { body, ..Document::default() };
        assert_eq!(words(&mut document, usize::MAX), "1\n2\n3\n4\n5\n6\n7:\n8\n");
    }
}
