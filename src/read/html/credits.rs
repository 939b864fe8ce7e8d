//! Credits in captions: what is marked as one, or told by its words, parts from the caption. The words of
//! credits are those of `read::plain`.

use std::ops::Range;

use super::run::trim;
use crate::model::{Inline, InlineKind, plain_text};
use crate::read::plain::captions;

/// What stands between a caption and its credit.
const JOINTS: &[char] = &['(', '[', '|', '/', '–', '—', '-', '•', '·', ',', ';'];

/// Parts a caption from the credit at its end; `credit` is what is marked as one already.
pub(super) fn part(caption: Vec<Inline>, credit: Vec<Inline>) -> (Vec<Inline>, Vec<Inline>) {
    let words = plain_text(&caption);
    if credit.is_empty() {
        return match captions::read(&words).and_then(|found| place(&words, found.credit)) {
            Some(range) => {
                let (caption, credit) = split(caption, range.start);
                (without_joint(caption), split(credit, range.len()).0)
            }
            None => (caption, credit),
        };
    }
    let Some(at) = captions::waiting_label(&words) else {
        return (without_joint(caption), credit);
    };
    let (caption, mut label) = split(caption, at);
    label.push(Inline::text(" "));
    label.extend(credit);
    (without_joint(caption), label)
}

/// Where the credit stands at the end of a text, without its brackets; one that stands before the caption
/// stays where it is.
fn place(text: &str, credit: &str) -> Option<Range<usize>> {
    let end = text.trim_end_matches([')', ']', '.', ' ']).len();
    let bare = credit.trim_end_matches([')', ']', '.', ' ']);
    let mut start =
        end.checked_sub(bare.len()).filter(|&start| text.get(start..end) == Some(bare))?;
    let before = &text[..start];
    let opened = before.matches('(').count() > before.matches(')').count();
    if let Some(open) = before.rfind('(').filter(|_| opened) {
        start = open + 1;
    }
    let joint =
        text[start..end].trim_start_matches(|c: char| c.is_whitespace() || JOINTS.contains(&c));
    start = end - joint.len();
    let in_brackets = text[..start].ends_with(['(', '[']);
    Some(start..if in_brackets { end } else { text.len() })
}

/// Parts inlines at an offset into their plain text.
fn split(content: Vec<Inline>, at: usize) -> (Vec<Inline>, Vec<Inline>) {
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let mut left = at;
    for mut inline in content {
        let length = plain_text(std::slice::from_ref(&inline)).len();
        if length <= left && !(length == 0 && left == 0) {
            left -= length;
            before.push(inline);
        } else if left == 0 {
            after.push(inline);
        } else {
            let mut rest = inline.clone();
            rest.at.anchor = None;
            match (&mut inline.kind, &mut rest.kind) {
                (InlineKind::Text(text), InlineKind::Text(tail))
                | (InlineKind::Literal(text), InlineKind::Literal(tail)) => {
                    let end = (0..=left).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
                    text.truncate(end);
                    tail.drain(..end);
                }
                _ => {
                    if let (Some(content), Some(tail)) = (inline.content_mut(), rest.content_mut())
                    {
                        (*content, *tail) = split(std::mem::take(content), left);
                    }
                }
            }
            left = 0;
            before.push(inline);
            after.push(rest);
        }
    }
    trim(&mut before);
    trim(&mut after);
    (before, after)
}

/// A caption without the sign that led to its credit.
fn without_joint(mut caption: Vec<Inline>) -> Vec<Inline> {
    trim(&mut caption);
    if let Some(InlineKind::Text(text)) = caption.last_mut().map(|last| &mut last.kind) {
        text.truncate(
            text.trim_end_matches(|c: char| c.is_whitespace() || JOINTS.contains(&c)).len(),
        );
    }
    let wordless = !plain_text(&caption).contains(char::is_alphanumeric);
    if wordless { Vec::new() } else { caption }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credit_parts_from_its_caption_across_inlines() {
        let strong = |text: &str| Inline::new(InlineKind::Strong(vec![Inline::text(text)]));
        for (caption, marked, want) in [
            (
                vec![Inline::text("A boat. "), strong("Photo: A. Roe")],
                "",
                ("A boat.", "Photo: A. Roe"),
            ),
            (vec![Inline::text("A boat (Photo: A. Roe)")], "", ("A boat", "Photo: A. Roe")),
            (
                vec![Inline::text("A boat (Photo Anna Novak. AFP)")],
                "",
                ("A boat", "Photo Anna Novak. AFP"),
            ),
            (vec![Inline::text("A boat - Image: A. Roe")], "", ("A boat", "Image: A. Roe")),
            (vec![Inline::text("A boat. Photo by ")], "A. Roe", ("A boat.", "Photo by A. Roe")),
            (vec![Inline::text("A boat / ")], "A. Roe", ("A boat", "A. Roe")),
            (vec![Inline::text("© ")], "A. Roe", ("", "© A. Roe")),
            (vec![Inline::text("Photo: A. Roe | A boat")], "", ("Photo: A. Roe | A boat", "")),
            (vec![Inline::text("A boat on the "), strong("lake")], "", ("A boat on the lake", "")),
        ] {
            let marked = if marked.is_empty() { vec![] } else { vec![Inline::text(marked)] };
            let (caption, credit) = part(caption, marked);
            assert_eq!((&*plain_text(&caption), &*plain_text(&credit)), want);
        }
    }
}
