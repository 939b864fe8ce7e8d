//! Lists and definitions to strips: labels hang in a gutter at the start side.

use super::block::{Composer, Setting, key};
use super::frame::{ContentKey, Part};
use super::prose::Prose;
use super::shape::Line;
use super::style::TextStyle;
use crate::model::{Attrs, Block, BlockKind, Definition, List};

/// The signs of bulleted lists by depth.
const BULLETS: [&str; 3] = ["•", "◦", "–"];

impl Composer<'_> {
    pub(super) fn list(&mut self, list: &List, setting: Setting) {
        let bullet = BULLETS[setting.bullets.min(BULLETS.len() - 1)];
        let label = |index: usize| match list.start {
            Some(start) => {
                format!("{}.", start.saturating_add(u64::try_from(index).unwrap_or(u64::MAX)))
            }
            None => bullet.to_owned(),
        };
        let inside =
            Setting { bullets: setting.bullets + usize::from(list.start.is_none()), ..setting };
        let gutter = self.gutter(&label(list.items.len().saturating_sub(1)), setting);
        let between =
            setting.em(if list.items.iter().all(|item| is_tight(&item.body)) { 0.25 } else { 0.7 });
        for (index, item) in list.items.iter().enumerate() {
            if index > 0 {
                self.flow.gap(between);
            }
            let label_key = ContentKey { node: item.at.id, part: Part::Label };
            self.labelled(&item.at, &label(index), label_key, gutter, inside, |to, setting| {
                to.item(&item.body, setting);
            });
        }
    }

    /// The blocks of an item: a paragraph with lists stands as close as the items themselves.
    fn item(&mut self, body: &[Block], setting: Setting) {
        if !is_tight(body) {
            return self.blocks(body, setting);
        }
        for block in body {
            if block.at.anchor.is_some() {
                self.flow.place(key(block.at.id));
            }
            self.flow.gap(setting.em(0.25));
            match &block.kind {
                BlockKind::Paragraph { content, .. } => {
                    self.paragraph(content, setting.of(&block.at), false);
                }
                BlockKind::List(list) => self.list(list, setting.of(&block.at)),
                _ => self.blocks(std::slice::from_ref(block), setting),
            }
        }
    }

    /// Puts what `put` appends to the end side of a gutter with a label.
    pub(super) fn labelled(
        &mut self,
        at: &Attrs,
        label: &str,
        label_key: ContentKey,
        gutter: f32,
        setting: Setting,
        put: impl FnOnce(&mut Self, Setting),
    ) {
        let setting = setting.of(at);
        if at.anchor.is_some() {
            self.flow.place(key(at.id));
        }
        let inner = setting.inset(gutter, 0.0);
        let style = TextStyle { bold: false, italic: false, ..setting.text };
        let prose = Prose::of(label, label_key, style, setting.dir, self.fonts);
        match inner {
            Some(inner) => {
                let edge = setting.em(0.5);
                if let Some(mut line) = self.single(&prose) {
                    let by = if setting.is_rtl() {
                        inner.x + inner.width + edge - line.extent.0
                    } else {
                        inner.x - edge - line.extent.1
                    };
                    line.shift(by);
                    self.flow.label(line);
                }
                put(self, inner);
                self.flow.flush_labels();
            }
            None => {
                self.set(&prose, setting, true);
                put(self, setting);
            }
        }
    }

    /// The width of a gutter for labels up to this one.
    pub(super) fn gutter(&mut self, label: &str, setting: Setting) -> f32 {
        let label_key = ContentKey { node: crate::model::NodeId(0), part: Part::Label };
        let prose = Prose::of(label, label_key, setting.text, None, self.fonts);
        (self.shaper.widths(&prose).1 + setting.em(0.5)).max(setting.em(1.5))
    }

    /// The line of a text that is no longer than one.
    pub(super) fn single(&mut self, prose: &Prose) -> Option<Line> {
        self.shaper.lines(prose, 0.0, self.options.measure()).into_iter().next()
    }

    pub(super) fn definitions(&mut self, definitions: &[Definition], setting: Setting) {
        for (index, definition) in definitions.iter().enumerate() {
            if index > 0 {
                self.flow.gap(setting.em(0.7));
            }
            for term in &definition.terms {
                let setting = setting.of(&term.at);
                if term.at.anchor.is_some() {
                    self.flow.place(key(term.at.id));
                }
                let bold = TextStyle { bold: true, ..setting.text };
                self.paragraph(&term.content, setting.styled(bold), true);
            }
            for meaning in &definition.meanings {
                let setting = setting.of(&meaning.at);
                if meaning.at.anchor.is_some() {
                    self.flow.place(key(meaning.at.id));
                }
                self.flow.gap(setting.em(0.15));
                let inner = setting.inset(setting.em(1.5), 0.0).unwrap_or(setting);
                self.item(&meaning.body, inner);
            }
        }
    }
}

/// Whether an item is at most a paragraph with lists like itself.
fn is_tight(body: &[Block]) -> bool {
    let paragraphs = body.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph { .. }));
    paragraphs.count() <= 1
        && body
            .iter()
            .all(|block| matches!(block.kind, BlockKind::Paragraph { .. } | BlockKind::List(_)))
}
