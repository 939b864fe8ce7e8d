//! Credits in captions: what is marked as one, or told by its words, parts from the caption. The words of
//! credits are those of `read::plain`.

use super::run::trim;
use crate::model::{Inline, InlineKind, plain_text};
use crate::read::plain::captions;

/// What stands between a caption and its credit.
const JOINTS: &[char] = &['(', '[', '|', '/', '–', '—', '-', '•', '·', ',', ';'];

/// Parts a caption from the credit at its end; `credit` is what is marked as one already.
pub(super) fn part(caption: Vec<Inline>, credit: Vec<Inline>) -> (Vec<Inline>, Vec<Inline>) {
    let words = plain_text(&caption);
    if credit.is_empty() {
        return match captions::read(&words) {
            // A credit before the caption stays where it is.
            Some(found) if words.ends_with(found.credit) => {
                let (caption, credit) = split(caption, words.len() - found.credit.len());
                (without_joint(caption), credit)
            }
            Some(found) if enclosed(&words, found.credit) => {
                let at = words.rfind(found.credit).unwrap_or(0);
                let (caption, credit) = split(caption, at);
                (without_joint(caption), split(credit, found.credit.len()).0)
            }
            _ => (caption, credit),
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

/// Whether a text ends with a credit in brackets.
fn enclosed(text: &str, credit: &str) -> bool {
    let end = text.trim_end_matches([')', ']', '.', ' ']);
    end.len() < text.len() && end.ends_with(credit.trim_end_matches('.'))
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
