//! Pictures, boxes to tick, and what no document can hold.

use super::mapper::Mapper;
use super::run::{is_blank, push_text};
use super::tree::Id;
use crate::diagnostic::rules::markup;
use crate::model::{Alt, Image, Inline, InlineKind};

impl Mapper<'_, '_> {
    /// A picture; its title waits to be a caption.
    pub(super) fn image(&mut self, id: Id) -> InlineKind {
        if let Some(title) = self.title(id) {
            self.titles.push_back((self.tree.node(id).span, title.to_owned()));
        }
        let declared = matches!(self.get(id, "role"), Some("presentation" | "none"));
        let alt = match self.get(id, "alt").map(|alt| (alt, alt.trim())) {
            _ if declared => Alt::Decorative,
            Some(("", _)) => Alt::Decorative,
            Some((_, words)) if !words.is_empty() => Alt::Authored(words.to_owned()),
            _ => Alt::Missing,
        };
        let path = self.get(id, "src").unwrap_or("").trim().to_owned();
        InlineKind::Image(Image { path, alt, picture: None })
    }

    /// A box to tick is a sign; other fields of forms have nothing to say.
    pub(super) fn input(&mut self, id: Id, out: &mut Vec<Inline>) {
        let kind = self.get(id, "type").unwrap_or("");
        if kind.eq_ignore_ascii_case("checkbox") {
            let sign = if self.get(id, "checked").is_some() { "☑ " } else { "☐ " };
            push_text(out, sign.into(), self.tree.node(id).span);
        } else {
            self.unknown("input", id);
        }
    }

    /// What cannot be carried: a link to it, or what stands in its place.
    pub(super) fn embedded(&mut self, id: Id, out: &mut Vec<Inline>) {
        let tree = self.tree;
        let node = tree.node(id);
        let from = |id| self.get(id, "src").or(self.get(id, "data"));
        let address = from(id).or_else(|| node.children.iter().find_map(|&child| from(child)));
        let name = tree.name(id);
        let message = match address {
            Some(address) => format!("`<{name}>` cannot be carried; it is a link to `{address}`"),
            None => format!("`<{name}>` cannot be carried; its words are kept"),
        };
        let findings = &mut *self.cx.findings;
        findings.push(&markup::EMBEDDED, node.span, message).hint("describe it in the text");
        let mut content = Vec::new();
        for &child in &node.children {
            self.inline(child, &mut content);
        }
        if let Some(address) = address {
            let words = self.title(id).unwrap_or(address);
            let at = self.attrs(id);
            let text = vec![Inline::text(words)];
            let kind = match self.target(address, id) {
                Some(target) => InlineKind::Link { target, content: text },
                None => InlineKind::Span(text),
            };
            out.push(Inline { at, kind });
        }
        if !is_blank(&content) {
            push_text(out, " ".into(), None);
            out.append(&mut content);
        }
    }
}
