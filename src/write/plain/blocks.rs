//! Blocks as lines.

use super::{Plain, inlines};
use crate::model::{Alt, Block, BlockKind, Definition, Figure, Image, Inline, List, introduces};

impl Plain<'_> {
    /// A run of blocks, a blank line between any two; a list follows its paragraph closely.
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for (index, block) in blocks.iter().enumerate() {
            let list = matches!(block.kind, BlockKind::List(_));
            if index > 0 && !(list && self.depth > 0) {
                self.space(1);
            }
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading { content, .. } => {
                self.space(2);
                self.content(content);
                self.space(1);
            }
            BlockKind::Paragraph { content, .. } => self.content(content),
            BlockKind::List(list) => self.list(list),
            BlockKind::Definitions(entries) => self.definitions(entries),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(figure) => {
                let text = self.figure(figure);
                self.paragraph(&text);
            }
            BlockKind::Quote { attribution, body } => {
                let who = self.text(attribution);
                let (start, end) = (self.labels.quote, self.labels.quote_end);
                let after = if introduces(attribution) {
                    self.paragraph(&who);
                    self.space(1);
                    ""
                } else {
                    &who
                };
                self.enclosed(&bracketed(start, ""), body, &bracketed(end, after));
            }
            BlockKind::Code { text, .. } => self.code(text),
            // A break in the subject is a longer pause.
            BlockKind::Rule => self.space(2),
            BlockKind::Aside { title, body } => {
                let title = self.text(title);
                let (start, end) = (self.labels.aside, self.labels.aside_end);
                self.enclosed(&bracketed(start, &title), body, &bracketed(end, ""));
            }
            BlockKind::Math { tex } => self.code(tex),
            BlockKind::Notes(ids) => self.notes(ids.len()),
        }
    }

    fn content(&mut self, content: &[Inline]) {
        let text = self.text(content);
        self.paragraph(&text);
    }

    /// Blocks between two lines that say where they begin and end: an indent cannot be heard.
    fn enclosed(&mut self, start: &str, body: &[Block], end: &str) {
        self.paragraph(start);
        self.space(1);
        self.blocks(body);
        self.space(1);
        self.paragraph(end);
        self.space(1);
    }

    fn list(&mut self, list: &List) {
        self.flush_marker();
        let loose = list.items.iter().any(|item| {
            item.body.iter().filter(|block| !matches!(block.kind, BlockKind::List(_))).count() > 1
        });
        for (index, item) in list.items.iter().enumerate() {
            if loose && index > 0 {
                self.space(1);
            }
            let marker = match list.start {
                Some(start) => format!("{}. ", start.saturating_add(index as u64)),
                None => "- ".to_owned(),
            };
            self.marked(marker, |plain| plain.blocks(&item.body));
        }
    }

    /// Terms on lines of their own, meanings below them, one level deeper.
    fn definitions(&mut self, entries: &[Definition]) {
        for entry in entries {
            for term in &entry.terms {
                self.content(&term.content);
            }
            self.depth += 1;
            for meaning in &entry.meanings {
                self.blocks(&meaning.body);
            }
            self.depth -= 1;
        }
    }

    /// Preformatted text: its lines as they are, without tabs.
    fn code(&mut self, text: &str) {
        for line in text.trim_end_matches('\n').split('\n') {
            self.line(&inlines::without_controls(&line.replace('\t', "    ")));
        }
    }

    /// A figure in brackets: what it shows, its caption, its credit. Empty if there is nothing to say.
    pub(super) fn figure(&mut self, figure: &Figure) -> String {
        let caption = self.text(&figure.caption);
        let credit = self.text(&figure.credit);
        let mut parts = Vec::new();
        match figure.image.as_ref().map(|image| &image.alt) {
            Some(Alt::Caption(text)) if inlines::clean(text) == caption => {
                parts.push(self.labels.image.to_owned());
            }
            Some(_) => {
                parts.extend(figure.image.as_ref().and_then(|image| self.described(image)));
            }
            None => {}
        }
        if !caption.is_empty() {
            parts.push(format!("{}: {caption}", self.labels.caption));
        }
        // "Photo: …" and "© …" say what they are.
        if credit.contains([':', '©']) {
            parts.push(credit);
        } else if !credit.is_empty() {
            parts.push(format!("{}: {credit}", self.labels.credit));
        }
        if parts.is_empty() { String::new() } else { format!("[{}]", inlines::sentences(&parts)) }
    }

    /// What a picture shows, with its label; `None` if it is decorative.
    pub(super) fn described(&self, image: &Image) -> Option<String> {
        match &image.alt {
            Alt::Decorative => None,
            Alt::Missing => Some(self.undescribed.to_owned()),
            Alt::Authored(text) | Alt::Supplied(text) | Alt::Caption(text) => {
                Some(format!("{}: {}", self.labels.image, inlines::clean(text)))
            }
        }
    }
}

fn bracketed(label: &str, text: &str) -> String {
    if text.is_empty() { format!("[{label}]") } else { format!("[{label}: {text}]") }
}
