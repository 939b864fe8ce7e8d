//! Running text as runs that are announced alike. Nothing limits how deep inlines nest, so this keeps its
//! own stack.

use std::sync::Arc;

use super::{Inline, InlineKind, Link, Run, Teller, What, inside, picture};
use crate::model::Target;

/// Inlines that are being told, and what they have in common.
struct Open<'a> {
    rest: std::slice::Iter<'a, Inline>,
    like: Run,
    /// The anchor of the link that they stand in.
    anchor: Option<&'a str>,
}

impl<'a> Teller<'a> {
    /// The runs of a line; the line is the next one that is pushed.
    pub(super) fn runs(&mut self, content: &'a [Inline], language: Option<&Arc<str>>) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        let like = Run { language: language.cloned(), ..Run::default() };
        let mut stack = vec![Open { rest: content.iter(), like, anchor: None }];
        while let Some(open) = stack.last_mut() {
            let Some(inline) = open.rest.next() else {
                stack.pop();
                continue;
            };
            let mut like = open.like.clone();
            let mut anchor = open.anchor;
            self.enter(&inline.at, runs.len());
            like.language = inside(&inline.at, like.language.as_ref());
            let before = runs.len();
            match &inline.kind {
                InlineKind::Text(text) | InlineKind::Literal(text) => {
                    runs.push(Run { text: text.clone(), ..like });
                }
                InlineKind::Formula { tex } => {
                    runs.push(Run { what: What::Formula, text: tex.clone(), ..like });
                }
                InlineKind::NoteReference(id) => {
                    if let Some(number) = self.numbers.get(id.as_str()) {
                        let text = number.to_string();
                        runs.push(Run { what: What::NoteReference, text, ..like });
                    }
                }
                InlineKind::Image(image) => {
                    let shown = picture(image, like.language.as_ref());
                    runs.extend(shown.map(|shown| Run {
                        what: shown.what,
                        text: shown.text,
                        ..like
                    }));
                }
                InlineKind::Break => runs.push(Run { what: What::Break, ..Run::default() }),
                InlineKind::Strikethrough(content) => {
                    like.deleted = true;
                    stack.push(Open { rest: content.iter(), like, anchor });
                }
                InlineKind::Subscript(content) | InlineKind::Superscript(content) => {
                    like.raised = true;
                    stack.push(Open { rest: content.iter(), like, anchor });
                }
                InlineKind::Abbreviation { expansion, content } => {
                    if !expansion.is_empty() {
                        like.expansion = Some(expansion.as_str().into());
                    }
                    stack.push(Open { rest: content.iter(), like, anchor });
                }
                InlineKind::Link { target, content } => {
                    // A link in a link cannot be followed.
                    if like.link.is_none() {
                        like.link = Some(match target {
                            Target::External(address) => Link::External(address.as_str().into()),
                            Target::Internal(name) => {
                                anchor = Some(name);
                                Link::Internal(None)
                            }
                        });
                    }
                    stack.push(Open { rest: content.iter(), like, anchor });
                }
                InlineKind::Emphasis(content)
                | InlineKind::Strong(content)
                | InlineKind::Quotation(content)
                | InlineKind::Citation(content)
                | InlineKind::Span(content)
                | InlineKind::Time { content, .. } => {
                    stack.push(Open { rest: content.iter(), like, anchor });
                }
            }
            if let Some(anchor) = anchor
                && runs.len() > before
            {
                self.unresolved.push((self.lines.len(), before, anchor));
            }
        }
        runs
    }
}
