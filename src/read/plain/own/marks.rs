//! Marks in the words of altform's own texts: figures, references to notes, deleted words. It knows
//! nothing of lines.

use super::MAX_DEPTH;
use crate::model::{Alt, Block, BlockKind, Figure, Image, Inline, InlineKind, plain_text};
use crate::text::{Labels, Terms};

/// The words of the language that the top names.
#[derive(Clone, Copy)]
pub(super) struct Words {
    pub(super) labels: &'static Labels,
    pub(super) terms: &'static Terms,
    /// How many notes the text has.
    pub(super) notes: usize,
}

/// What follows a label and a colon; empty if the label stands alone.
pub(super) fn labelled<'t>(text: &'t str, label: &str) -> Option<&'t str> {
    let rest = text.strip_prefix(label)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix(": ") }
}

/// The number of a note at the beginning of a passage, and what follows it.
pub(super) fn note_mark(text: &str) -> Option<(usize, &str)> {
    let (number, rest) = text.strip_prefix('[')?.split_once(']')?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let words = if rest.is_empty() { rest } else { rest.strip_prefix(' ')? };
    is_number.then(|| Some((number.parse().ok()?, words.trim_start())))?
}

/// What stands in the brackets of a figure: what it shows, its caption, its credit.
pub(super) fn figure(inner: &str, words: Words) -> Option<Figure> {
    let Words { labels, terms, .. } = words;
    let part = |text: &str, label: &str| -> Option<(usize, usize)> {
        let mark = format!("{label}: ");
        let found = text.match_indices(&mark).map(|(at, _)| at);
        let mut found = found.filter(|&at| at == 0 || text[..at].ends_with(' '));
        found.next().map(|at| (at, at + mark.len()))
    };
    let credit = part(inner, labels.credit);
    let (rest, credit) = match credit {
        Some((at, end)) => (&inner[..at], &inner[end..]),
        None => (inner, ""),
    };
    let caption = part(rest, labels.caption);
    let (head, caption) = match caption {
        Some((at, end)) => (rest[..at].trim_end(), rest[end..].trim_end()),
        None => (rest.trim_end(), ""),
    };
    let alone = |text: &str, label: &str| text.trim_end_matches('.') == label;
    let (alt, more) = if let Some(rest) = head.strip_prefix(terms.undescribed) {
        (Some(Alt::Missing), rest.trim_start_matches(['.', ' ']))
    } else if alone(head, labels.image) {
        (Some(Alt::Missing), "")
    } else if let Some(description) = labelled(head, labels.image) {
        (Some(Alt::Authored(description.to_owned())), "")
    } else if head.is_empty() && !(caption.is_empty() && credit.is_empty()) {
        (None, "")
    } else {
        return None;
    };
    let image = alt.map(|alt| Image { path: String::new(), alt, picture: None });
    let credit = if credit.is_empty() { more } else { credit };
    Some(Figure { image, caption: inlines(caption, words), credit: inlines(credit, words) })
}

/// Marks in the words of blocks that another reader made.
pub(super) fn mark_blocks(blocks: &mut [Block], words: Words, depth: usize) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Paragraph { content, .. } => {
                let text = plain_text(content);
                let inner = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
                match inner.and_then(|inner| figure(inner, words)) {
                    Some(figure) => block.kind = BlockKind::Figure(figure),
                    None => *content = inlines(&text, words),
                }
            }
            BlockKind::List(list) if depth < MAX_DEPTH => {
                for item in &mut list.items {
                    mark_blocks(&mut item.body, words, depth + 1);
                }
            }
            _ => {}
        }
    }
}

/// The words of a passage: references to notes, deleted words and pictures have brackets.
pub(super) fn inlines(text: &str, words: Words) -> Vec<Inline> {
    let Words { labels, terms, notes } = words;
    let mut out = Vec::new();
    let mut start = 0;
    for (at, end) in brackets(text) {
        if at < start {
            continue;
        }
        let inner = &text[at + 1..end];
        let kind = if note_mark(&text[at..=end]).is_some_and(|n| (1..=notes).contains(&n.0)) {
            Some(InlineKind::NoteReference(inner.to_owned()))
        } else if let Some(gone) = labelled(inner, labels.deleted).filter(|gone| !gone.is_empty()) {
            Some(InlineKind::Strikethrough(vec![Inline::text(gone)]))
        } else if inner == terms.undescribed {
            Some(InlineKind::Image(Image { path: String::new(), alt: Alt::Missing, picture: None }))
        } else {
            let caption = format!("{}: ", labels.caption);
            let description = labelled(inner, labels.image)
                .filter(|words| !words.is_empty() && !words.contains(&caption));
            description.map(|words| {
                let alt = Alt::Authored(words.to_owned());
                InlineKind::Image(Image { path: String::new(), alt, picture: None })
            })
        };
        let Some(kind) = kind else { continue };
        if start < at {
            out.push(Inline::text(&text[start..at]));
        }
        out.push(Inline::new(kind));
        start = end + 1;
    }
    if start < text.len() {
        out.push(Inline::text(&text[start..]));
    }
    out
}

/// Where brackets open and close, in the order in which they open.
fn brackets(text: &str) -> Vec<(usize, usize)> {
    let (mut found, mut open) = (Vec::new(), Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '[' => open.push(at),
            ']' => found.extend(open.pop().map(|begin| (begin, at))),
            _ => {}
        }
    }
    found.sort_unstable();
    found
}
