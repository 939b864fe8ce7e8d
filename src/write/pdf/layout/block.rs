//! Blocks to strips: headings, paragraphs, quotations, code, asides. It knows nothing of pages.

use std::collections::BTreeMap;

use super::flow::{DecorationKind, Flow, Strip};
use super::frame::{ContentKey, Item, Part, Rect};
use super::line::fill;
use super::prose::{Look, Prose, Scope};
use super::shape::Shaper;
use super::style::{LINE, MUTED, Options, SHADE, THIN, TextStyle};
use crate::fonts::FontBook;
use crate::model::{
    Attrs, Block, BlockKind, Direction, Document, Inline, Level, NodeId, introduces,
};
use crate::text::{Language, terms::terms};

/// Turns a document into a flow.
pub(super) struct Composer<'a> {
    pub(super) document: &'a Document,
    pub(super) fonts: &'a FontBook,
    pub(super) options: &'a Options,
    pub(super) shaper: Shaper<'a>,
    pub(super) flow: Flow,
    /// How often each note is referred to, once one is set.
    pub(super) references: Vec<u16>,
    /// How many of the notes are set so far.
    pub(super) notes_set: usize,
    /// What stands for a picture that is not there and that nobody described.
    pub(super) undescribed: &'static str,
    /// The notes' places in `document.notes`, and their numbers, by name.
    notes: BTreeMap<&'a str, (usize, u32)>,
}

/// Where a block stands and what its text looks like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Setting {
    /// Left edge on the page.
    pub(super) x: f32,
    pub(super) width: f32,
    /// Nothing that stays whole may be higher.
    pub(super) depth: f32,
    pub(super) text: TextStyle,
    /// The base direction; that of each paragraph's first strong character if nobody says it.
    pub(super) dir: Option<Direction>,
    /// How many bulleted lists it is in.
    pub(super) bullets: usize,
}

/// Nothing is set narrower than this, in sizes of its text: deeper indents end here.
const NARROWEST: f32 = 8.0;

impl Setting {
    /// The setting of a node: its own language and direction, or those around it.
    pub(super) fn of(self, at: &Attrs) -> Self {
        let mut setting = self;
        if let Some(lang) = &at.lang {
            setting.text = setting.text.in_language(lang);
            setting.dir = lang.is_right_to_left().then_some(Direction::Rtl);
        }
        setting.dir = at.dir.or(setting.dir);
        setting
    }

    /// Whether the start side is the right one.
    pub(super) fn is_rtl(&self) -> bool {
        self.dir == Some(Direction::Rtl)
    }

    /// Narrower by so much at the start and at the end, unless that leaves no room for words.
    pub(super) fn inset(self, start: f32, end: f32) -> Option<Self> {
        let width = self.width - start - end;
        let left = if self.is_rtl() { end } else { start };
        (width >= NARROWEST * self.text.size).then_some(Self { x: self.x + left, width, ..self })
    }

    /// A thin box at the start side.
    fn bar(&self, thick: f32) -> (f32, f32) {
        (if self.is_rtl() { self.x + self.width - thick } else { self.x }, thick)
    }

    pub(super) fn styled(self, text: TextStyle) -> Self {
        Self { text: TextStyle { lang: self.text.lang, ..text }, ..self }
    }

    /// A length in sizes of the text.
    pub(super) fn em(&self, ems: f32) -> f32 {
        self.text.size * ems
    }
}

/// The key of a node as a whole, or of the words of a leaf.
pub(super) fn key(node: NodeId) -> ContentKey {
    ContentKey { node, part: Part::Text }
}

impl<'a> Composer<'a> {
    pub(super) fn new(document: &'a Document, fonts: &'a FontBook, options: &'a Options) -> Self {
        let undetermined = Language::undetermined();
        let terms = terms(document.meta.language.as_ref().unwrap_or(&undetermined));
        let notes = document.notes.iter().enumerate();
        let notes = notes.map(|(index, note)| (&*note.id, (index, note.number)));
        Self {
            document,
            fonts,
            options,
            shaper: Shaper::new(fonts),
            flow: Flow::default(),
            notes: notes.rev().collect(),
            references: Vec::new(),
            notes_set: 0,
            undescribed: terms.undescribed,
        }
    }

    /// The setting of the whole page, in the document's language.
    pub(super) fn page(&self) -> Setting {
        let at = Attrs { lang: self.document.meta.language.clone(), ..Attrs::default() };
        let page = Setting {
            x: self.options.side,
            width: self.options.measure(),
            depth: self.options.depth(),
            text: self.options.text(),
            dir: None,
            bullets: 0,
        };
        page.of(&at)
    }

    /// The index of a note in the document.
    pub(super) fn note(&self, id: &str) -> Option<usize> {
        self.notes.get(id).map(|&(index, _)| index)
    }

    pub(super) fn blocks(&mut self, blocks: &[Block], setting: Setting) {
        for block in blocks {
            self.block(block, setting);
        }
    }

    /// Appends a block. Recurses: documents are limited to 64 levels of blocks.
    fn block(&mut self, block: &Block, setting: Setting) {
        let setting = setting.of(&block.at);
        let heading = matches!(block.kind, BlockKind::Heading { .. });
        if block.at.anchor.is_some() || heading {
            self.flow.place(key(block.at.id));
        }
        let gap = setting.em(0.7);
        match &block.kind {
            BlockKind::Heading { level, content } => self.heading(*level, content, setting),
            BlockKind::Paragraph { lead, content } => {
                let size = if *lead { setting.em(1.16) } else { setting.text.size };
                let setting = setting.styled(setting.text.sized(size));
                self.spaced(gap, |to| to.paragraph(content, setting, false));
            }
            BlockKind::List(list) => self.spaced(gap, |to| to.list(list, setting)),
            BlockKind::Definitions(all) => self.spaced(gap, |to| to.definitions(all, setting)),
            BlockKind::Table(table) => self.spaced(gap * 1.4, |to| to.table(table, setting)),
            BlockKind::Figure(figure) => {
                self.spaced(gap * 1.6, |to| to.figure(block.at.id, figure, setting));
            }
            BlockKind::Quote { attribution, body } => {
                self.spaced(gap * 1.2, |to| to.quote(attribution, body, setting));
            }
            BlockKind::Code { text, .. } => {
                self.spaced(gap * 1.2, |to| to.code(text, block.at.id, setting));
            }
            BlockKind::Rule => self.spaced(setting.em(1.4), |to| to.rule(setting)),
            BlockKind::Aside { title, body } => {
                self.spaced(gap * 1.6, |to| to.aside(title, body, setting));
            }
            BlockKind::Notes(ids) => self.spaced(gap, |to| to.notes(ids.len(), setting)),
            BlockKind::Math { tex } => {
                let inner = setting.inset(setting.em(1.5), 0.0).unwrap_or(setting);
                self.spaced(gap, |to| to.preformatted(tex, block.at.id, inner));
            }
        }
    }

    fn spaced(&mut self, gap: f32, put: impl FnOnce(&mut Self)) {
        self.flow.gap(gap);
        put(self);
        self.flow.gap(gap);
    }

    pub(super) fn heading(&mut self, level: Level, content: &[Inline], setting: Setting) {
        let setting = setting.styled(self.options.heading(level));
        self.flow.gap(setting.em(if level.get() <= 2 { 1.5 } else { 1.3 }));
        self.paragraph(content, setting, true);
        self.flow.gap(self.options.body * 0.45);
    }

    /// Appends a paragraph; all of it stays with what follows if `keep` says so.
    pub(super) fn paragraph(&mut self, content: &[Inline], setting: Setting, keep: bool) {
        let prose = self.prose(content, setting);
        self.set(&prose, setting, keep);
    }

    /// The prose of inlines.
    pub(super) fn prose(&self, content: &[Inline], setting: Setting) -> Prose {
        let mut prose = Prose::new(setting.text, setting.dir);
        prose.push_inlines(content, Look::plain(setting.text), &self.scope(setting));
        prose
    }

    fn scope(&self, setting: Setting) -> Scope<'_> {
        Scope {
            fonts: self.fonts,
            notes: &self.notes,
            measure: setting.width,
            smallest: self.options.smallest,
            undescribed: self.undescribed,
        }
    }

    /// Appends prose.
    pub(super) fn set(&mut self, prose: &Prose, setting: Setting, keep: bool) {
        let lines = self.shaper.lines(prose, setting.x, setting.width);
        if lines.is_empty() {
            // A link may lead to a paragraph that shows nothing.
            prose.places.iter().for_each(|&(_, key)| self.flow.place(key));
        }
        self.flow.lines(lines, keep);
    }

    fn quote(&mut self, attribution: &[Inline], body: &[Block], setting: Setting) {
        let inner = setting.inset(setting.em(1.4), 0.0);
        // Who introduces a quotation is not quoted: the words stand outside its bar.
        if introduces(attribution) {
            self.paragraph(attribution, setting, false);
            self.flow.keep_last();
            self.flow.gap(setting.em(0.5));
        }
        if inner.is_some() {
            let (x, width) = setting.bar(2.5);
            self.flow.open_box(x, width, 0.0, DecorationKind::Fill(LINE));
        }
        let setting = inner.unwrap_or(setting);
        self.blocks(body, setting);
        if !attribution.is_empty() && !introduces(attribution) {
            self.flow.keep_last();
            self.flow.gap(setting.em(0.3));
            self.paragraph(attribution, setting.styled(self.small(setting)), false);
        }
        if inner.is_some() {
            self.flow.close_box();
        }
    }

    /// Smaller type that stands back.
    pub(super) fn small(&self, setting: Setting) -> TextStyle {
        let size = (setting.text.size * 0.88).max(self.options.smallest);
        TextStyle { size, colour: MUTED, ..setting.text }
    }

    fn code(&mut self, text: &str, node: NodeId, setting: Setting) {
        let pad = setting.em(0.7);
        let inner = setting.inset(pad, pad);
        if inner.is_some() {
            self.flow.open_box(setting.x, setting.width, pad, DecorationKind::Fill(SHADE));
        }
        self.preformatted(text, node, inner.unwrap_or(setting));
        if inner.is_some() {
            self.flow.close_box();
        }
    }

    /// Text in the monospaced face, from left to right, line for line.
    fn preformatted(&mut self, text: &str, node: NodeId, setting: Setting) {
        let size = (setting.text.size * 0.88).max(self.options.smallest);
        let style = TextStyle { size, code: true, leading: 1.4, ..setting.text };
        let mut prose = Prose::new(style, Some(Direction::Ltr));
        prose.push_code(text, key(node), Look::plain(style), self.fonts);
        self.set(&prose, setting, false);
    }

    fn rule(&mut self, setting: Setting) {
        let width = setting.width / 3.0;
        let rect = Rect { x: setting.x + width, y: 0.0, width, height: THIN };
        let items: Vec<Item> = vec![fill(rect, LINE)];
        self.flow.push(Strip { height: THIN, items, left: setting.x, ..Strip::default() });
    }

    fn aside(&mut self, title: &[Inline], body: &[Block], setting: Setting) {
        let pad = setting.em(0.9);
        let inner = setting.inset(pad, pad);
        if inner.is_some() {
            self.flow.open_box(setting.x, setting.width, pad, DecorationKind::Frame(LINE));
        }
        let setting = inner.unwrap_or(setting);
        if !title.is_empty() {
            self.paragraph(title, setting.styled(TextStyle { bold: true, ..setting.text }), true);
            self.flow.gap(setting.em(0.3));
        }
        self.blocks(body, setting);
        if inner.is_some() {
            self.flow.close_box();
        }
    }
}
