//! Running text from JSON.

use super::fields::{Fields, Reader};
use super::tree::{Id, Tree, Value};
use crate::model::{Alt, Attrs, Image, Inline, InlineKind, Target};

/// The deepest nesting of inlines.
const MAX_INLINES: usize = 100;

/// A kind of alternative text by its name.
type AltKind = (&'static str, fn(String) -> Alt);

impl Reader<'_, '_, '_> {
    /// Running text: a list of inlines, or a string.
    pub(super) fn content(&mut self, id: Id) -> Vec<Inline> {
        if self.inlines > MAX_INLINES {
            self.too_deep(id);
            return vec![Inline::text(words(self.tree, id))];
        }
        self.inlines += 1;
        let content = match self.tree.value(id) {
            Value::String(_) | Value::Object(_) => vec![self.inline(id)],
            _ => self.each(id, Self::inline),
        };
        self.inlines -= 1;
        content
    }

    /// The running text under a key; none if it is not set.
    pub(super) fn content_of(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Vec<Inline> {
        self.inside(fields, key, Self::content).unwrap_or_default()
    }

    fn inline(&mut self, id: Id) -> Inline {
        if let Value::String(text) = self.tree.value(id) {
            let at = Attrs { span: Some(self.tree.span(id)), ..Attrs::default() };
            return Inline { at, kind: InlineKind::Text(text.clone()) };
        }
        let mut fields = self.fields(id);
        let kind = self.inside(&mut fields, "type", Self::text).flatten().unwrap_or_default();
        let mut at = self.attrs(id, &mut fields);
        at.added = kind == "added";
        let kind = self.inline_kind(id, &kind, &mut fields);
        self.finish(fields);
        Inline { at, kind }
    }

    fn inline_kind(&mut self, id: Id, kind: &str, fields: &mut Fields<'_>) -> InlineKind {
        let holding: Option<fn(Vec<Inline>) -> InlineKind> = match kind {
            "emphasis" => Some(InlineKind::Emphasis),
            "strong" => Some(InlineKind::Strong),
            "strikethrough" => Some(InlineKind::Strikethrough),
            "subscript" => Some(InlineKind::Subscript),
            "superscript" => Some(InlineKind::Superscript),
            "quotation" => Some(InlineKind::Quotation),
            "citation" => Some(InlineKind::Citation),
            "span" => Some(InlineKind::Span),
            _ => None,
        };
        if let Some(holding) = holding {
            return holding(self.content_of(fields, "content"));
        }
        match kind {
            "text" => InlineKind::Text(self.text_of(id, fields, "text")),
            "added" => InlineKind::Text(self.text_of(id, fields, "words")),
            "literal" => InlineKind::Literal(self.text_of(id, fields, "text")),
            "formula" => InlineKind::Formula { tex: self.text_of(id, fields, "text") },
            "note-reference" => {
                // Its number follows from where it stands.
                fields.take("text");
                InlineKind::NoteReference(self.text_of(id, fields, "note"))
            }
            "break" => InlineKind::Break,
            "image" => InlineKind::Image(self.image(id, fields)),
            "abbreviation" => InlineKind::Abbreviation {
                expansion: self.text_of(id, fields, "expansion"),
                content: self.content_of(fields, "content"),
            },
            "time" => InlineKind::Time {
                datetime: self.inside(fields, "datetime", Self::text).flatten(),
                content: self.content_of(fields, "content"),
            },
            "link" => {
                let href = self.inside(fields, "href", Self::text).flatten();
                let to = self.inside(fields, "to", Self::text).flatten();
                let content = self.content_of(fields, "content");
                match (href, to) {
                    (Some(href), None) => {
                        InlineKind::Link { target: Target::External(href), content }
                    }
                    (None, Some(to)) => InlineKind::Link { target: Target::Internal(to), content },
                    _ => {
                        self.report(id, "a link needs either `href` or `to`");
                        InlineKind::Span(content)
                    }
                }
            }
            _ => {
                self.report(id, &format!("`{kind}` is no type of an inline"));
                fields.clear();
                InlineKind::Span(vec![Inline::text(words(self.tree, id))])
            }
        }
    }

    /// A text that must be there.
    pub(super) fn text_of(&mut self, id: Id, fields: &mut Fields<'_>, key: &'static str) -> String {
        let text = self.inside(fields, key, Self::text);
        if text.is_none() {
            self.report(id, &format!("`{key}` is missing"));
        }
        text.flatten().unwrap_or_default()
    }

    pub(super) fn image(&mut self, id: Id, fields: &mut Fields<'_>) -> Image {
        let path = self.text_of(id, fields, "path");
        let alt = self.inside(fields, "alt", Self::alt).unwrap_or(Alt::Missing);
        Image { path, alt, picture: None }
    }

    /// An alternative text: where it comes from and what it says; a string is the author's.
    fn alt(&mut self, id: Id) -> Alt {
        if let Value::String(text) = self.tree.value(id) {
            let blank = text.trim().is_empty();
            return if blank { Alt::Missing } else { Alt::Authored(text.clone()) };
        }
        let mut fields = self.fields(id);
        let known: [AltKind; 5] = [
            ("authored", Alt::Authored),
            ("supplied", Alt::Supplied),
            ("caption", Alt::Caption),
            ("decorative", |_| Alt::Decorative),
            ("missing", |_| Alt::Missing),
        ];
        let kind = self.inside(&mut fields, "kind", |r, id| r.one_of(id, &known)).flatten();
        let value = self.inside(&mut fields, "value", Self::text).flatten();
        self.finish(fields);
        let alt = kind.map(|kind| kind(value.clone().unwrap_or_default()));
        match (alt, value) {
            // A description without words is none.
            (Some(alt), None) if alt.text().is_some() => {
                self.report(id, "`value` is missing");
                Alt::Missing
            }
            (Some(alt), _) => alt,
            (None, Some(value)) => Alt::Authored(value),
            (None, None) => Alt::Missing,
        }
    }
}

/// All running text below a value, in its order.
pub(super) fn words(tree: &Tree<'_>, id: Id) -> String {
    let is_running = |key: &str| matches!(key, "text" | "content" | "body" | "items");
    let mut out: Vec<&str> = Vec::new();
    let mut todo = vec![(true, id)];
    while let Some((running, id)) = todo.pop() {
        match tree.value(id) {
            Value::String(text) if running => out.push(text),
            Value::Array(items) => todo.extend(items.iter().rev().map(|&item| (running, item))),
            Value::Object(entries) => {
                let entries = entries.iter().rev();
                todo.extend(entries.map(|(key, value)| (is_running(key), *value)));
            }
            _ => {}
        }
    }
    out.join(" ")
}
