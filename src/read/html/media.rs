//! Pictures, boxes to tick, and what no document can hold.

use super::mapper::Mapper;
use super::run::{is_blank, push_text};
use super::tree::Id;
use crate::diagnostic::rules::markup;
use crate::model::{Alt, Image, Inline, InlineKind};
use crate::text::terms::is_undescribed;

impl Mapper<'_, '_> {
    /// A picture. The caption that Markdown gives it waits; a title describes it where nothing else does.
    pub(super) fn image(&mut self, id: Id) -> InlineKind {
        let span = self.tree.node(id).span;
        if let Some(caption) = self.get(id, "#caption") {
            self.titles.push_back((span, caption.to_owned()));
        }
        let hidden = self.get(id, "aria-hidden") == Some("true");
        let declared = hidden || matches!(self.get(id, "role"), Some("presentation" | "none"));
        // What altform says of a picture that nobody described is no description.
        let is_one = |words: &str| !is_undescribed(words.trim());
        let name = self.name_given(id).filter(|name| is_one(name));
        let title = self.title(id).filter(|title| is_one(title)).map(str::to_owned);
        let alt = match (self.get(id, "alt").filter(|alt| is_one(alt)), name, &title) {
            _ if declared => Alt::Decorative,
            (_, Some(name), _) => Alt::Authored(name),
            (Some(""), ..) => Alt::Decorative,
            (Some(words), ..) if !words.trim().is_empty() => Alt::Authored(words.trim().to_owned()),
            (_, _, Some(title)) => Alt::Authored(title.clone()),
            _ => Alt::Missing,
        };
        if let Some(title) = title.filter(|title| alt.text().is_none_or(|alt| !says(alt, title))) {
            let message = format!("the title `{title}` of a picture is not kept");
            self.title_lost(span, message);
        }
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

    /// Says that a link stands in the place of sound, film or a frame.
    pub(super) fn report_embedded(&mut self, id: Id) {
        if let (Some(name), Some(address)) = (self.get(id, "#embedded"), self.get(id, "href")) {
            let message = format!("`<{name}>` cannot be carried; it is a link to `{address}`");
            let span = self.tree.node(id).span;
            let findings = &mut *self.cx.findings;
            findings.push(&markup::EMBEDDED, span, message).hint("describe it in the text");
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

/// Whether words already say what a title says.
pub(super) fn says(words: &str, title: &str) -> bool {
    let folded = |text: &str| {
        let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        words.join(" ")
    };
    folded(words).contains(&folded(title))
}
