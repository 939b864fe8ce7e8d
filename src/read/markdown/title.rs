//! Which heading is the title, and what becomes of the levels of the others.

use std::collections::BTreeMap;

use crate::diagnostic::rules::markup;
use crate::model::{
    Attrs, Block, BlockKind, Document, Figure, Inline, InlineKind, Level, plain_text,
};
use crate::read::{Context, walk};

/// Takes the first heading out of the body if it is the title, and puts the other headings below it.
pub(super) fn settle(
    document: &mut Document,
    aliases: &mut BTreeMap<String, String>,
    cx: &mut Context<'_>,
) {
    let body = &mut document.body;
    let first = body.iter().position(|block| matches!(block.kind, BlockKind::Heading { .. }));
    if let Some(at) = first
        && let Some(title) = title(&body[at], document.meta.title.as_deref())
    {
        document.meta.title = Some(title);
        let Block { at: attrs, kind } = body.remove(at);
        let mut names: Vec<String> = attrs.anchor.into_iter().collect();
        if let BlockKind::Heading { mut content, .. } = kind {
            let rest = what_a_title_cannot_hold(&mut content, &mut names, cx);
            body.splice(at..at, rest);
        }
        if attrs.lang.is_some() && attrs.lang != document.meta.language {
            let message = "the language of the title is not kept";
            cx.findings
                .push(&markup::NOT_KEPT, attrs.span, message)
                .hint("if the whole document is in it, name it: `lang:` in the front matter");
        }
        // Links to the title go to what stands below it.
        let next = at.min(body.len().saturating_sub(1));
        if let (Some(next), Some(name)) = (body.get_mut(next), names.first()) {
            let known = next.at.anchor.get_or_insert_with(|| name.clone()).clone();
            aliases.extend(names.into_iter().map(|name| (name, known.clone())));
        }
    }
    let mut has_first_level = false;
    each_level(document, |level| has_first_level |= level.get() == 1);
    if has_first_level {
        each_level(document, |level| *level = Level::clamped(u32::from(level.get()) + 1));
    }
}

/// The words of a first-level heading that is the title.
fn title(block: &Block, known: Option<&str>) -> Option<String> {
    let BlockKind::Heading { level, content } = &block.kind else { return None };
    let words = plain_text(content).split_whitespace().collect::<Vec<_>>().join(" ");
    let is_title = level.get() == 1 && !words.is_empty();
    let same = known.is_none_or(|known| known.trim() == words);
    (is_title && same).then_some(words)
}

/// Pictures and references to notes that stand in the title follow it; its links are reported, its
/// anchors handed on.
fn what_a_title_cannot_hold(
    content: &mut [Inline],
    names: &mut Vec<String>,
    cx: &mut Context<'_>,
) -> Vec<Block> {
    let mut blocks = Vec::new();
    walk::inlines(content, &mut |inline| {
        names.extend(inline.at.anchor.take());
        what_it_cannot_hold(inline, &mut blocks, cx);
    });
    blocks
}

fn what_it_cannot_hold(inline: &Inline, blocks: &mut Vec<Block>, cx: &mut Context<'_>) {
    match &inline.kind {
        InlineKind::Image(image) => {
            let figure = Figure { image: Some(image.clone()), ..Figure::default() };
            blocks.push(Block { at: inline.at.clone(), kind: BlockKind::Figure(figure) });
        }
        InlineKind::NoteReference(_) => {
            let at = Attrs { span: inline.at.span, ..Attrs::default() };
            let kind = BlockKind::Paragraph { lead: false, content: vec![inline.clone()] };
            blocks.push(Block { at, kind });
        }
        InlineKind::Link { .. } => {
            cx.findings
                .push(&markup::NOT_KEPT, inline.at.span, "the link in the title is not kept")
                .hint("link from the text below the title");
        }
        _ => {}
    }
}

fn each_level(document: &mut Document, mut change: impl FnMut(&mut Level)) {
    walk::document_blocks(document, &mut |block| {
        if let BlockKind::Heading { level, .. } = &mut block.kind {
            change(level);
        }
    });
}
