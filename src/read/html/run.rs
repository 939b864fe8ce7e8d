//! Runs of inlines: adding to them, trimming them, wrapping those of whole blocks. It knows no elements.

use super::inlines::Wrapper;
use crate::model::{Attrs, Block, BlockKind, Inline, InlineKind};
use crate::source::Span;

/// Adds words, joined to those before them.
pub(super) fn push_text(out: &mut Vec<Inline>, text: String, span: Option<Span>) {
    if let Some(Inline { at, kind: InlineKind::Text(before) }) = out.last_mut() {
        before.push_str(&text);
        if let (Some(old), Some(new)) = (&mut at.span, span) {
            old.end = new.end.max(old.end);
        }
        return;
    }
    out.push(Inline { at: Attrs { span, ..Attrs::default() }, kind: InlineKind::Text(text) });
}

/// Adds the end of a line, unless nothing stands before it or a line has just ended.
pub(super) fn push_break(out: &mut Vec<Inline>) {
    let ended = |inline: &Inline| matches!(inline.kind, InlineKind::Break);
    if !is_blank(out) && !out.last().is_some_and(ended) {
        out.push(Inline::new(InlineKind::Break));
    }
}

/// Whether inlines say nothing: no words, no pictures.
pub(super) fn is_blank(content: &[Inline]) -> bool {
    content.iter().all(|inline| match &inline.kind {
        InlineKind::Text(text) => text.trim().is_empty(),
        InlineKind::Break => true,
        InlineKind::Span(content) => is_blank(content),
        _ => false,
    })
}

/// Takes white space and line ends off both ends.
pub(super) fn trim(content: &mut Vec<Inline>) {
    let empty = |inline: &Inline| match &inline.kind {
        InlineKind::Text(text) => text.trim_matches(is_space).is_empty(),
        InlineKind::Break => inline.at.anchor.is_none(),
        _ => false,
    };
    while content.last().is_some_and(empty) {
        content.pop();
    }
    let leading = content.iter().take_while(|inline| empty(inline)).count();
    content.drain(..leading);
    if let Some(InlineKind::Text(text)) = content.first_mut().map(|inline| &mut inline.kind) {
        text.drain(..text.len() - text.trim_start_matches(is_space).len());
    }
    if let Some(InlineKind::Text(text)) = content.last_mut().map(|inline| &mut inline.kind) {
        text.truncate(text.trim_end_matches(is_space).len());
    }
}

/// White space that HTML collapses; a no-break space is not.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0C')
}

/// Says of the words in each block what an inline around the blocks says of them; whether it reached
/// all of them.
pub(super) fn wrap(blocks: &mut [Block], at: &Attrs, wrapper: &Wrapper) -> bool {
    let around = |content: &mut Vec<Inline>| {
        let words = std::mem::take(content);
        content.push(Inline { at: at.clone(), kind: wrapper(words) });
    };
    let mut all = true;
    for block in blocks {
        all &= match &mut block.kind {
            BlockKind::Heading { content, .. } | BlockKind::Paragraph { content, .. } => {
                around(content);
                true
            }
            BlockKind::Quote { body, .. } | BlockKind::Aside { body, .. } => {
                wrap(body, at, wrapper)
            }
            BlockKind::List(list) => {
                let items = list.items.iter_mut();
                items.filter_map(|item| (!wrap(&mut item.body, at, wrapper)).then_some(())).count()
                    == 0
            }
            BlockKind::Figure(figure) if !figure.caption.is_empty() => {
                around(&mut figure.caption);
                true
            }
            BlockKind::Rule | BlockKind::Notes(_) => true,
            BlockKind::Definitions(_)
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Code { .. }
            | BlockKind::Math { .. } => false,
        };
    }
    all
}
