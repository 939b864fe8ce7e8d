//! Inline content as text on one line; a line end stands only where the author broke the line.

use super::Plain;
use crate::model::{Inline, InlineKind, Target};

impl Plain<'_> {
    /// The text of a run of inlines, with single spaces.
    pub(super) fn text(&mut self, content: &[Inline]) -> String {
        let mut out = String::new();
        self.push(content, &mut out);
        let lines: Vec<_> = out.split('\n').map(clean).collect();
        lines.join("\n").trim().to_owned()
    }

    fn push(&mut self, content: &[Inline], out: &mut String) {
        for inline in content {
            self.push_inline(inline, out);
        }
    }

    fn push_inline(&mut self, inline: &Inline, out: &mut String) {
        match &inline.kind {
            InlineKind::Text(text)
            | InlineKind::Literal(text)
            | InlineKind::Formula { tex: text } => {
                out.push_str(&text.replace('\n', " "));
            }
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Subscript(content)
            | InlineKind::Quotation(content)
            | InlineKind::Citation(content)
            | InlineKind::Span(content)
            | InlineKind::Time { content, .. } => self.push(content, out),
            InlineKind::Strikethrough(content) => {
                out.extend(["[", self.labels.deleted, ": "]);
                self.push(content, out);
                out.push(']');
            }
            InlineKind::Superscript(content) => {
                let mut raised = String::new();
                self.push(content, &mut raised);
                // 10⁶ must not become 106; 1st may stay as it is.
                let number = raised.starts_with(|c: char| c.is_ascii_digit() || "+-−".contains(c));
                if number && out.ends_with(char::is_alphanumeric) {
                    out.push('^');
                }
                out.push_str(&raised);
            }
            InlineKind::Abbreviation { expansion, content } => {
                self.push(content, out);
                if !expansion.is_empty() && self.explained.insert(expansion.clone()) {
                    out.extend([" (", expansion, ")"]);
                }
            }
            InlineKind::Link { target, content } => self.link(target, content, out),
            InlineKind::NoteReference(id) => {
                if let Some(number) = self.note_numbers.get(id.as_str()) {
                    out.extend(["[", &number.to_string(), "]"]);
                }
            }
            InlineKind::Image(image) => {
                if let Some(text) = self.described(image) {
                    out.extend(["[", &text, "]"]);
                }
            }
            InlineKind::Break => out.push('\n'),
        }
    }

    /// The words of a link, then its address unless the words say it already.
    fn link(&mut self, target: &Target, content: &[Inline], out: &mut String) {
        let before = out.len();
        let is_word = |inline: &Inline| !matches!(inline.kind, InlineKind::Image(_));
        let (pictures, words) = content.split_at(content.iter().position(is_word).unwrap_or(0));
        self.push(pictures, out);
        let start = if words.is_empty() { before } else { out.len() };
        self.push(words, out);
        let Target::External(address) = target else { return };
        let bare = |address: &str| {
            let address = address.trim().trim_end_matches('/');
            let scheme = ["https://", "http://", "mailto:", "tel:"];
            let bare = scheme.iter().find_map(|s| address.strip_prefix(s)).unwrap_or(address);
            bare.to_owned()
        };
        let words = bare(&out[start..]);
        if words.is_empty() {
            out.push_str(address);
        } else if words != bare(address) {
            out.extend([" (", address, ")"]);
        }
    }
}

/// A text on one line, with single spaces and no controls.
pub(super) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() && !is_bound(c)).filter(|w| !w.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    without_controls(&out)
}

/// Spaces at which a line may not be broken.
pub(super) fn is_bound(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{202F}' | '\u{2007}')
}

/// A text whose control characters are U+FFFD, as in every output.
pub(super) fn without_controls(text: &str) -> String {
    text.replace(char::is_control, "\u{FFFD}")
}

/// Parts of a passage, each ended by a full stop unless it ends one already; the last as it is.
pub(super) fn sentences(parts: &[String]) -> String {
    let mut out = String::new();
    for part in parts {
        if !out.is_empty() {
            out.push_str(if is_ended(&out) { " " } else { ". " });
        }
        out.push_str(part);
    }
    out
}

/// Whether a text ends with a mark that ends a sentence, in whatever script.
pub(super) fn is_ended(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '“', '»', '’', '\'', ')', ']']);
    text.ends_with(['.', '!', '?', '…', ':', ';', '。', '！', '？', '؟', '۔', '।', '።'])
}
