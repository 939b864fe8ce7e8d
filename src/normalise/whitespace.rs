//! White space: one space between words, none at the edges of a block or beside a line break, also
//! across the borders of inlines. It knows nothing of words.

use super::{Hints, walk};
use crate::diagnostic::Findings;
use crate::model::{BlockKind, Document, Inline, InlineKind};

pub(super) fn pass(document: &mut Document, _hints: &Hints, _findings: &mut Findings) {
    walk::runs(document, &mut |run| collapse(run));
    walk::blocks(document, &mut |block| {
        if let BlockKind::Code { text, .. } = &mut block.kind {
            // Empty lines around code say nothing; its own white space does.
            let trimmed = text.trim_end().trim_start_matches(['\n']);
            *text = trimmed.replace('\t', "    ");
        }
    });
    walk::meta(
        &mut document.meta,
        |text| *text = text.take().map(|t| single_spaced(&t)).filter(|t| !t.is_empty()),
        |list| {
            list.iter_mut().for_each(|text| *text = single_spaced(text));
            list.retain(|text| !text.is_empty());
        },
    );
}

/// Words with one space between them. No-break spaces are not white space here: the author set them.
pub(super) fn single_spaced(text: &str) -> String {
    text.split(is_white).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn is_white(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{3000}')
}

/// Collapses the white space of a whole run and trims it.
fn collapse(run: &mut [Inline]) {
    let mut after_space = true;
    collapse_in(run, &mut after_space);
    trim_end(run);
}

fn collapse_in(run: &mut [Inline], after_space: &mut bool) {
    for index in 0..run.len() {
        if matches!(run[index].kind, InlineKind::Break) {
            let (before, _) = run.split_at_mut(index);
            trim_end(before);
            *after_space = true;
            continue;
        }
        let inline = &mut run[index];
        match &mut inline.kind {
            InlineKind::Text(text) => {
                let mut out = String::with_capacity(text.len());
                for c in text.chars() {
                    if !is_white(c) {
                        out.push(c);
                    } else if !*after_space {
                        out.push(' ');
                    }
                    *after_space = is_white(c);
                }
                *text = out;
            }
            InlineKind::Literal(text) | InlineKind::Formula { tex: text } => {
                *text = single_spaced(text);
                if !text.is_empty() {
                    *after_space = false;
                }
            }
            InlineKind::Image(_) | InlineKind::NoteReference(_) => *after_space = false,
            _ => {
                if let Some(content) = inline.content_mut() {
                    collapse_in(content, after_space);
                }
            }
        }
    }
}

/// Takes the space off the end of a run, however deep it stands.
fn trim_end(run: &mut [Inline]) {
    for inline in run.iter_mut().rev() {
        match &mut inline.kind {
            InlineKind::Text(text) => {
                text.truncate(text.trim_end_matches(is_white).len());
                if !text.is_empty() {
                    return;
                }
            }
            InlineKind::Literal(_)
            | InlineKind::Formula { .. }
            | InlineKind::Image(_)
            | InlineKind::NoteReference(_)
            | InlineKind::Break => return,
            _ => {
                if let Some(content) = inline.content_mut() {
                    trim_end(content);
                    if !content.is_empty() && has_words(content) {
                        return;
                    }
                }
            }
        }
    }
}

fn has_words(run: &[Inline]) -> bool {
    run.iter().any(|inline| match &inline.kind {
        InlineKind::Text(text) => !text.is_empty(),
        InlineKind::Literal(_)
        | InlineKind::Formula { .. }
        | InlineKind::Image(_)
        | InlineKind::NoteReference(_)
        | InlineKind::Break => true,
        _ => has_words(inline.content()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::plain_text;

    #[test]
    fn one_space_between_words_across_inlines() {
        let strong = |t: &str| Inline::new(InlineKind::Strong(vec![Inline::text(t)]));
        let mut run = vec![
            Inline::text("  one \n"),
            strong(" two "),
            Inline::text(" three"),
            Inline::text(" four  "),
            Inline::new(InlineKind::Break),
            Inline::text("  five "),
            strong(" "),
        ];
        collapse(&mut run);
        assert_eq!(plain_text(&run), "one two three four five");
    }

    #[test]
    fn no_break_spaces_stay() {
        assert_eq!(single_spaced(" 61\u{A0}000\u{A0}€  \n x "), "61\u{A0}000\u{A0}€ x");
    }
}
