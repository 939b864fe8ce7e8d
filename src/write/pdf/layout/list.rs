//! Lists and definitions to strips: labels hang in a gutter at the start side.

use super::block::{Composer, Setting, key};
use super::frame::{ContentKey, Part};
use super::line::Line;
use super::prose::Prose;
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
        let Some(inner) = inner else {
            self.set(&prose, setting, true);
            return put(self, setting);
        };
        if let Some(mut line) = self.single(&prose) {
            let edge = setting.em(0.5);
            line.shift(if setting.is_rtl() {
                inner.x + inner.width + edge - line.extent.0
            } else {
                inner.x - edge - line.extent.1
            });
            self.flow.label(line);
        }
        put(self, inner);
        self.flow.flush_labels();
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

#[cfg(test)]
mod tests {
    use super::super::frame::{GlyphRun, Part};
    use super::super::testing::{assert_sound, block, item, lay_out, runs, words};
    use super::*;
    use crate::model::Direction;
    use crate::write::pdf::layout::Options;

    fn numbered(start: u64, count: usize) -> Block {
        let items = (0..count).map(|_| item(vec![words("item")])).collect();
        block(BlockKind::List(List { start: Some(start), items }))
    }

    fn end(run: &GlyphRun) -> f32 {
        run.origin.x + run.glyphs.iter().map(|glyph| glyph.advance).sum::<f32>()
    }

    #[test]
    fn numbers_are_aligned_to_the_text_and_on_its_baseline() {
        let (document, layout) = lay_out(vec![numbered(9, 2)], vec![], &Options::default());
        assert_sound(&document, &layout);
        let runs: Vec<&GlyphRun> = runs(&layout).skip(1).map(|(_, run)| run).collect();
        let [nine, first, ten, second] = runs[..] else { panic!("{runs:?}") };
        assert_eq!([&*nine.text, &*ten.text], ["9.", "10."]);
        assert!((end(nine) - end(ten)).abs() < 0.1 && end(ten) < second.origin.x);
        assert!((first.origin.x - second.origin.x).abs() < 0.1);
        assert!((nine.origin.y - first.origin.y).abs() < 0.01);
    }

    #[test]
    fn lists_from_right_to_left_hang_from_the_right() {
        let mut list = numbered(1, 1);
        list.at.dir = Some(Direction::Rtl);
        let (_, layout) = lay_out(vec![list], vec![], &Options::default());
        let label = runs(&layout).find(|(key, _)| key.part == Part::Label).unwrap().1;
        let item = runs(&layout).find(|(_, run)| run.text == "item").unwrap().1;
        assert!(label.origin.x > end(item));
    }

    #[test]
    fn nested_lists_change_their_sign_and_never_run_out_of_room() {
        let mut list = words("innermost");
        for _ in 0..60 {
            list = block(BlockKind::List(List { start: None, items: vec![item(vec![list])] }));
        }
        let (document, layout) = lay_out(vec![list], vec![], &Options::default());
        assert_sound(&document, &layout);
        let labels = runs(&layout).filter(|(key, _)| key.part == Part::Label);
        let labels: Vec<&str> = labels.map(|(_, run)| &*run.text).collect();
        assert_eq!((labels.len(), &labels[..4]), (60, &["•", "◦", "–", "–"][..]));
    }
}
