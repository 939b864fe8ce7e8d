//! The lines above an article that its metadata say already: its title, its byline, its date. They do
//! not stand twice. It works on what was mapped and knows no elements.

use super::names::key;
use super::subtitles;
use crate::markup::parse::Page;
use crate::model::{Block, BlockKind, Document, Inline, InlineKind, Removed, plain_text};
use crate::read::plain::{bylines, datelines};
use crate::read::walk;
use crate::source::Source;

/// How many blocks may stand above the first prose.
const MAX_BLOCKS: usize = 30;

/// Takes the lines away that the metadata say, and fills metadata that only these lines say.
pub(in crate::read::page) fn settle(document: &mut Document, page: &Page, source: &Source) {
    if is_lead(document, page) {
        document.meta.subtitle = None;
    }
    let is_title = titles(document);
    let mut top = true;
    let mut body = Vec::with_capacity(document.body.len());
    let mut anchor = None;
    for (at, mut block) in std::mem::take(&mut document.body).into_iter().enumerate() {
        top &= at < MAX_BLOCKS && !is_prose(&block);
        if is_title(&block, top) {
            anchor = anchor.or_else(|| block.at.anchor.take());
            body.extend(wordless(block, &mut anchor));
            continue;
        }
        if top && let Some(reason) = said(&block, document) {
            let line = block.at.span.map(|span| source.locate(span.start).line);
            let text = text_of(&block);
            document.removed.push(Removed { text, reason: reason.to_owned(), line });
            continue;
        }
        block.at.anchor = block.at.anchor.take().or_else(|| anchor.take());
        body.push(block);
    }
    document.body = body;
}

/// Whether what programs are told is the subtitle stands in the text as its first paragraph: the
/// standfirst, unless the page calls it the subtitle there, too.
fn is_lead(document: &Document, page: &Page) -> bool {
    let Some(subtitle) = &document.meta.subtitle else { return false };
    let said = key(subtitle);
    let mut top = document.body.iter().take(MAX_BLOCKS);
    let is_said = |block: &Block| {
        matches!(block.kind, BlockKind::Paragraph { .. }) && key(&text_of(block)) == said
    };
    top.any(is_said) && !subtitles::is_named(page, subtitle)
}

/// Whether a block is the title or the subtitle. Above the prose any line may be; below it only a
/// heading of the first level.
fn titles(document: &Document) -> impl Fn(&Block, bool) -> bool + use<> {
    let meta = &document.meta;
    let titles: Vec<String> =
        [&meta.title, &meta.subtitle].into_iter().flatten().map(|title| key(title)).collect();
    move |block, top| match &block.kind {
        BlockKind::Heading { level, content } => {
            (top || level.get() == 1) && titles.contains(&key(&plain_text(content)))
        }
        BlockKind::Paragraph { content, .. } => top && titles.contains(&key(&plain_text(content))),
        _ => false,
    }
}

/// Whether a block is of the article beyond doubt: from here on nothing is masthead.
fn is_prose(block: &Block) -> bool {
    const WORDS: usize = 30;
    match &block.kind {
        BlockKind::Paragraph { content, .. } => {
            let text = plain_text(content);
            text.split_whitespace().count() >= WORDS || text.chars().count() >= 8 * WORDS
        }
        BlockKind::Heading { .. } | BlockKind::Figure(_) | BlockKind::Rule | BlockKind::List(_) => {
            false
        }
        _ => true,
    }
}

fn text_of(block: &Block) -> String {
    match &block.kind {
        BlockKind::Paragraph { content, .. } => {
            plain_text(content).split_whitespace().collect::<Vec<_>>().join(" ")
        }
        _ => String::new(),
    }
}

/// Why a block says nothing that the metadata do not; fills what they lack.
fn said(block: &Block, document: &mut Document) -> Option<&'static str> {
    let meta = &mut document.meta;
    let text = text_of(block);
    if text.is_empty() {
        return None;
    }
    let is_known = |names: &[String], known: &[String]| {
        names.iter().all(|name| known.iter().any(|other| key(other) == key(name)))
    };
    if let Some((names, sign)) = bylines::read(&text) {
        if sign == bylines::Sign::Said && meta.authors.is_empty() {
            meta.authors.clone_from(&names);
        }
        if is_known(&names, &meta.authors) {
            return Some("byline");
        }
    }
    let line = datelines::line(&text).filter(|line| line.plain && !line.updated)?;
    let rest_is_known = line
        .rest
        .iter()
        .all(|part| bylines::read(part).is_some_and(|(names, _)| is_known(&names, &meta.authors)));
    if !rest_is_known {
        return None;
    }
    let date = meta.date.get_or_insert_with(|| line.iso.clone());
    (date.get(..10) == line.iso.get(..10)).then_some("date line")
}

/// What of a title is no words, in a paragraph of its own.
fn wordless(mut block: Block, anchor: &mut Option<String>) -> Option<Block> {
    let mut rest: Vec<Inline> = Vec::new();
    if let BlockKind::Heading { content, .. } | BlockKind::Paragraph { content, .. } =
        &mut block.kind
    {
        walk::inlines(content, &mut |inline| {
            *anchor = anchor.take().or_else(|| inline.at.anchor.take());
            if matches!(inline.kind, InlineKind::Image(_) | InlineKind::NoteReference(_)) {
                rest.push(inline.clone());
            }
        });
    }
    (!rest.is_empty()).then(|| Block { at: block.at, ..Block::paragraph(rest) })
}
