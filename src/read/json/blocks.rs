//! Blocks from JSON.

use super::fields::{Fields, Reader};
use super::inlines::words;
use super::tree::{Id, Value};
use crate::model::{
    Attrs, Block, BlockKind, Cell, Definition, Figure, Heads, Inline, Item, Level, List, Row,
    Table, Term,
};

/// The deepest nesting of blocks.
const MAX_LEVELS: usize = 64;
/// The largest spans, as in HTML.
const MAX_COLSPAN: u32 = 1000;
const MAX_ROWSPAN: u32 = 65_534;

impl Reader<'_, '_, '_> {
    /// A list of blocks; a string is a paragraph.
    pub(super) fn blocks(&mut self, id: Id) -> Vec<Block> {
        if self.levels > MAX_LEVELS {
            self.too_deep(id);
            return vec![Block::paragraph(vec![Inline::text(words(self.tree, id))])];
        }
        self.levels += 1;
        let blocks = match self.tree.value(id) {
            Value::String(_) | Value::Object(_) => vec![self.block(id)],
            _ => self.each(id, Self::block),
        };
        self.levels -= 1;
        blocks
    }

    fn blocks_of(&mut self, fields: &mut Fields<'_>, key: &'static str) -> Vec<Block> {
        self.inside(fields, key, Self::blocks).unwrap_or_default()
    }

    fn block(&mut self, id: Id) -> Block {
        if matches!(self.tree.value(id), Value::String(_)) {
            return Block::paragraph(self.content(id));
        }
        let mut fields = self.fields(id);
        let kind = self.inside(&mut fields, "type", Self::text).flatten().unwrap_or_default();
        let at = self.attrs(id, &mut fields);
        let kind = self.block_kind(id, &kind, &mut fields);
        self.finish(fields);
        Block { at, kind }
    }

    fn block_kind(&mut self, id: Id, kind: &str, fields: &mut Fields<'_>) -> BlockKind {
        match kind {
            "heading" => {
                let level = self.inside(fields, "level", Self::small_number).flatten();
                if !level.is_some_and(|level| (1..=6).contains(&level)) {
                    self.report(id, "a heading needs a `level` from 1 to 6");
                }
                let level = Level::clamped(level.unwrap_or(2));
                BlockKind::Heading { level, content: self.content_of(fields, "content") }
            }
            "paragraph" => BlockKind::Paragraph {
                lead: self.inside(fields, "lead", Self::bool).unwrap_or(false),
                content: self.content_of(fields, "content"),
            },
            "list" => {
                let ordered = self.inside(fields, "ordered", Self::bool);
                let start = self.inside(fields, "start", Self::number).flatten();
                let start = if ordered == Some(false) { None } else { start };
                let start = start.or((ordered == Some(true)).then_some(1));
                BlockKind::List(List { start, items: self.list(fields, "items", Self::item) })
            }
            "definitions" => BlockKind::Definitions(self.list(fields, "entries", Self::definition)),
            "table" => BlockKind::Table(Table {
                caption: self.content_of(fields, "caption"),
                rows: self.list(fields, "rows", Self::row),
            }),
            "figure" => BlockKind::Figure(Figure {
                image: self.inside(fields, "image", |reader, id| {
                    let mut fields = reader.fields(id);
                    let image = reader.image(id, &mut fields);
                    reader.finish(fields);
                    image
                }),
                caption: self.content_of(fields, "caption"),
                credit: self.content_of(fields, "credit"),
            }),
            "quote" => BlockKind::Quote {
                attribution: self.content_of(fields, "attribution"),
                body: self.blocks_of(fields, "body"),
            },
            "code" => BlockKind::Code {
                language: self.inside(fields, "language", Self::text).flatten(),
                text: self.text_of(id, fields, "text"),
            },
            "rule" => BlockKind::Rule,
            "aside" => BlockKind::Aside {
                title: self.content_of(fields, "title"),
                body: self.blocks_of(fields, "body"),
            },
            "notes" => {
                let notes = self.list(fields, "notes", Self::note);
                let ids = notes.iter().map(|note| note.id.clone()).collect();
                self.placed_notes.extend(notes);
                BlockKind::Notes(ids)
            }
            "math" => BlockKind::Math { tex: self.text_of(id, fields, "text") },
            _ => {
                self.report(id, &format!("`{kind}` is no type of a block"));
                // Its words are kept, whatever it is.
                fields.clear();
                let content = vec![Inline::text(words(self.tree, id))];
                BlockKind::Paragraph { lead: false, content }
            }
        }
    }

    /// Blocks, or an object that says their language, direction or anchor beside them.
    fn item(&mut self, id: Id) -> Item {
        let (at, body) = self.with_attrs(id, "body", Self::blocks);
        Item { at, body }
    }

    fn row(&mut self, id: Id) -> Row {
        let (at, cells) = self.with_attrs(id, "cells", |reader, id| reader.each(id, Self::cell));
        Row { at, cells }
    }

    /// A value, or an object that holds it under a key beside its attributes.
    fn with_attrs<T: Default>(
        &mut self,
        id: Id,
        key: &'static str,
        mut read: impl FnMut(&mut Self, Id) -> T,
    ) -> (Attrs, T) {
        let tree = self.tree;
        let is_block = |(name, _): &(String, Id)| name == "type";
        match tree.value(id) {
            Value::Object(entries) if !entries.iter().any(is_block) => {
                let mut fields = self.fields(id);
                let at = self.attrs(id, &mut fields);
                let value = self.inside(&mut fields, key, &mut read);
                if value.is_none() {
                    self.report(id, &format!("`{key}` is missing"));
                }
                self.finish(fields);
                (at, value.unwrap_or_default())
            }
            _ => (Attrs { span: Some(tree.span(id)), ..Attrs::default() }, read(self, id)),
        }
    }

    fn definition(&mut self, id: Id) -> Definition {
        let mut fields = self.fields(id);
        let terms = self.list(&mut fields, "terms", |reader, id| {
            if !matches!(reader.tree.value(id), Value::Object(_)) {
                return Term { at: Attrs::default(), content: reader.content(id) };
            }
            let mut fields = reader.fields(id);
            let at = reader.attrs(id, &mut fields);
            let content = reader.content_of(&mut fields, "content");
            reader.finish(fields);
            Term { at, content }
        });
        let meanings = self.list(&mut fields, "meanings", Self::item);
        self.finish(fields);
        Definition { terms, meanings }
    }

    fn cell(&mut self, id: Id) -> Cell {
        if !matches!(self.tree.value(id), Value::Object(_)) {
            let (at, content) = (Attrs::default(), self.blocks(id));
            return Cell { at, heads: None, colspan: 1, rowspan: 1, content };
        }
        let mut fields = self.fields(id);
        let at = self.attrs(id, &mut fields);
        let known = [("row", Heads::Row), ("column", Heads::Column), ("both", Heads::Both)];
        let heads = self.inside(&mut fields, "heads", |r, id| r.one_of(id, &known)).flatten();
        let colspan = self.span(&mut fields, "colspan", MAX_COLSPAN);
        let rowspan = self.span(&mut fields, "rowspan", MAX_ROWSPAN);
        let content = self.blocks_of(&mut fields, "content");
        self.finish(fields);
        Cell { at, heads, colspan, rowspan, content }
    }

    fn span(&mut self, fields: &mut Fields<'_>, key: &'static str, most: u32) -> u32 {
        self.inside(fields, key, |reader, id| {
            let span = reader.small_number(id).unwrap_or(1);
            if !(1..=most).contains(&span) {
                reader.report(id, &format!("a span is from 1 to {most}"));
            }
            span.clamp(1, most)
        })
        .unwrap_or(1)
    }
}
