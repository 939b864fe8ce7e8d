//! How narrow and how wide blocks can be, for the columns of tables. It positions nothing.

use super::block::{Composer, Setting, key};
use super::figure::natural;
use super::prose::{Look, Prose};
use super::style::TextStyle;
use crate::model::{Block, BlockKind, Inline, Table};

/// The least width at which no word breaks, and the width at which no line breaks.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Extent {
    pub(super) min: f32,
    pub(super) max: f32,
}

impl Extent {
    /// Wide enough for both, one below the other.
    pub(super) fn or(self, other: Self) -> Self {
        Self { min: self.min.max(other.min), max: self.max.max(other.max) }
    }

    /// Both side by side.
    pub(super) fn plus(self, other: Self) -> Self {
        Self { min: self.min + other.min, max: self.max + other.max }
    }

    /// With space at the sides.
    pub(super) fn padded(self, by: f32) -> Self {
        self.plus(Self { min: by, max: by })
    }
}

impl Composer<'_> {
    /// The widths of blocks, one below the other. Recurses as `blocks` does.
    pub(super) fn extent(&mut self, blocks: &[Block], setting: Setting) -> Extent {
        blocks
            .iter()
            .map(|block| self.block_extent(block, setting.of(&block.at)))
            .fold(Extent::default(), Extent::or)
    }

    fn block_extent(&mut self, block: &Block, setting: Setting) -> Extent {
        match &block.kind {
            BlockKind::Heading { level, content } => {
                self.inline_extent(content, setting.styled(self.options.heading(*level)))
            }
            BlockKind::Paragraph { content, .. } => self.inline_extent(content, setting),
            BlockKind::List(list) => {
                let items = list.items.iter().map(|item| (&item.at, &item.body));
                let inner = items
                    .map(|(at, body)| self.extent(body, setting.of(at)))
                    .fold(Extent::default(), Extent::or);
                inner.padded(setting.em(2.0))
            }
            BlockKind::Definitions(definitions) => {
                let mut extent = Extent::default();
                for definition in definitions {
                    for term in &definition.terms {
                        let bold = TextStyle { bold: true, ..setting.text };
                        let setting = setting.of(&term.at).styled(bold);
                        extent = extent.or(self.inline_extent(&term.content, setting));
                    }
                    for meaning in &definition.meanings {
                        let inner = self.extent(&meaning.body, setting.of(&meaning.at));
                        extent = extent.or(inner.padded(setting.em(1.5)));
                    }
                }
                extent
            }
            BlockKind::Table(table) => self.table_extent(table, setting),
            BlockKind::Figure(figure) => {
                let picture = figure.image.as_ref().and_then(|image| image.picture.as_ref());
                let picture = picture.map_or(0.0, |picture| natural(picture).0);
                let picture = Extent { min: picture.min(setting.em(6.0)), max: picture };
                let small = setting.styled(self.small(setting));
                let caption = self.inline_extent(&figure.caption, small);
                picture.or(caption).or(self.inline_extent(&figure.credit, small))
            }
            BlockKind::Quote { attribution, body } => {
                let inner = self.extent(body, setting).padded(setting.em(1.4));
                inner.or(self.inline_extent(attribution, setting))
            }
            BlockKind::Aside { title, body } => {
                let bold = setting.styled(TextStyle { bold: true, ..setting.text });
                let inner = self.extent(body, setting).or(self.inline_extent(title, bold));
                inner.padded(setting.em(1.8))
            }
            BlockKind::Code { text, .. } | BlockKind::Math { tex: text } => {
                let style = TextStyle { code: true, ..setting.text };
                let mut prose = Prose::new(style, None);
                prose.push_code(text, key(block.at.id), Look::plain(style), self.fonts);
                let (_, max) = self.shaper.widths(&prose);
                Extent { min: max.min(setting.em(8.0)), max }.padded(setting.em(1.4))
            }
            // Notes stand in the body only.
            BlockKind::Rule | BlockKind::Notes(_) => Extent::default(),
        }
    }

    pub(super) fn inline_extent(&mut self, content: &[Inline], setting: Setting) -> Extent {
        let prose = self.prose(content, setting);
        let (min, max) = self.shaper.widths(&prose);
        Extent { min, max }
    }

    /// The widths of a table in a cell: those of its widest row, which is near enough.
    fn table_extent(&mut self, table: &Table, setting: Setting) -> Extent {
        let mut extent = Extent::default();
        for row in &table.rows {
            let setting = setting.of(&row.at);
            let mut sum = Extent::default();
            for cell in &row.cells {
                let inner = self.extent(&cell.content, setting.of(&cell.at));
                sum = sum.plus(inner.padded(setting.em(1.0)));
            }
            extent = extent.or(sum);
        }
        extent
    }
}
