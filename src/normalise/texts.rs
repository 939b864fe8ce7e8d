//! Neighbouring texts that differ in nothing become one: other passes leave some side by side.

use super::{Hints, walk};
use crate::diagnostic::Findings;
use crate::model::{Document, Inline, InlineKind};

pub(super) fn pass(document: &mut Document, _hints: &Hints, _findings: &mut Findings) {
    walk::runs(document, &mut join);
}

fn join(run: &mut Vec<Inline>) {
    let mut out: Vec<Inline> = Vec::with_capacity(run.len());
    for mut inline in run.drain(..) {
        if let Some(content) = inline.content_mut() {
            join(content);
        }
        if let InlineKind::Text(text) = &inline.kind
            && let Some(Inline { at, kind: InlineKind::Text(before) }) = out.last_mut()
            && at.is_plain()
            && inline.at.is_plain()
        {
            before.push_str(text);
            if let (Some(span), Some(more)) = (&mut at.span, inline.at.span) {
                span.end = span.end.max(more.end);
            }
        } else {
            out.push(inline);
        }
    }
    *run = out;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Attrs;

    #[test]
    fn only_texts_without_attributes_are_joined() {
        let anchored = Inline {
            at: Attrs { anchor: Some("a".into()), ..Attrs::default() },
            ..Inline::text("c")
        };
        let mut run = vec![Inline::text("a"), Inline::text("b"), anchored, Inline::text("d")];
        join(&mut run);
        assert_eq!(run.len(), 3);
        assert_eq!(run[0].kind, InlineKind::Text("ab".into()));
    }
}
