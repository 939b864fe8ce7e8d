//! The front matter before the body and the notes after it.

use super::block::{Composer, Setting, key};
use super::frame::{ContentKey, Part};
use super::prose::{Look, Prose};
use super::style::{MUTED, TextStyle};
use crate::model::{Block, BlockKind, Document, Inline, InlineKind, Level, NodeId, Note};
use crate::text::{Language, terms};
use crate::write::front::{FrontPart, front};

/// Leads from a note back to where it is referred to.
const BACK: &str = "↩";

impl Composer<'_> {
    /// The title and the lines below it.
    pub(super) fn front(&mut self, setting: Setting) {
        let document = self.document;
        for line in front(&document.meta) {
            let key = ContentKey { node: NodeId(0), part: Part::Front(line.part) };
            let text = setting.text;
            let (style, gap) = match line.part {
                FrontPart::Title => (self.options.heading(Level::clamped(1)), 0.0),
                FrontPart::Subtitle => {
                    (TextStyle { leading: 1.3, ..text.sized(self.options.size(1.36)) }, 0.4)
                }
                FrontPart::Byline | FrontPart::Date | FrontPart::Publisher | FrontPart::Source => {
                    (TextStyle { colour: MUTED, ..text.sized(self.options.size(0.9)) }, 0.2)
                }
            };
            let setting = setting.styled(style);
            let look = match line.part {
                FrontPart::Source => Look::plain(setting.text).linked(key),
                FrontPart::Title
                | FrontPart::Subtitle
                | FrontPart::Byline
                | FrontPart::Date
                | FrontPart::Publisher => Look::plain(setting.text),
            };
            if line.part == FrontPart::Title {
                self.flow.place(key);
            }
            let mut prose = Prose::new(setting.text, setting.dir);
            prose.push(&line.text, key, look, self.fonts);
            self.flow.gap(self.options.body * gap);
            self.set(&prose, setting, true);
            if line.part == FrontPart::Title {
                self.flow.gap(self.options.body * 0.7);
            }
        }
        self.flow.gap(self.options.body * 1.8);
    }

    /// The notes that do not stand in the body, under a heading of their own.
    pub(super) fn other_notes(&mut self, setting: Setting) {
        let document = self.document;
        let rest = document.notes.len() - self.notes_set;
        if rest == 0 {
            return;
        }
        let undetermined = Language::undetermined();
        let words = terms(document.meta.language.as_ref().unwrap_or(&undetermined)).notes;
        let heading = ContentKey { node: NodeId(0), part: Part::NotesHeading };
        let top = setting.styled(self.options.heading(Level::clamped(2)));
        let prose = Prose::of(words, heading, top.text, top.dir, self.fonts);
        self.flow.gap(top.em(1.5));
        self.flow.place(heading);
        self.set(&prose, top, true);
        self.flow.gap(self.options.body * 0.45);

        self.notes(rest, setting);
    }

    /// The next of the notes, which are in the order in which they stand.
    pub(super) fn notes(&mut self, count: usize, setting: Setting) {
        let (document, from) = (self.document, self.notes_set);
        self.notes_set = document.notes.len().min(from + count);
        if self.references.is_empty() {
            self.references = self.references();
        }
        let small = setting.text.sized(self.options.size(0.92));
        let setting = setting.styled(small);
        let widest = document.notes.iter().map(|note| note.number).max().unwrap_or(0);
        let gutter = self.gutter(&format!("{widest}."), setting);
        for (index, note) in document.notes.iter().enumerate().skip(from).take(count) {
            let count = self.references.get(index).copied().unwrap_or(0);
            let label = ContentKey { node: note.at.id, part: Part::Label };
            self.flow.place(key(note.at.id));
            self.flow.gap(setting.em(0.4));
            let number = format!("{}.", note.number);
            self.labelled(&note.at, &number, label, gutter, setting, |to, setting| {
                to.note_body(note, count, setting);
            });
        }
    }

    /// What a note says, and its back links in the last line of it.
    fn note_body(&mut self, note: &Note, references: u16, setting: Setting) {
        let (before, last) = match note.body.split_last() {
            Some((Block { at, kind: BlockKind::Paragraph { content, .. } }, before)) => {
                (before, Some((at, content)))
            }
            _ => (&*note.body, None),
        };
        self.blocks(before, setting);
        let mut setting = setting;
        let mut prose = Prose::new(setting.text, setting.dir);
        if let Some((at, content)) = last {
            setting = setting.of(at);
            if at.anchor.is_some() {
                self.flow.place(key(at.id));
            }
            prose = self.prose(content, setting);
        }
        for n in 0..references {
            let key = ContentKey { node: note.at.id, part: Part::BackLink(n) };
            let look = Look { underline: false, ..Look::plain(setting.text).linked(key) };
            // The space belongs to the link, so that words stay apart in what comes out of the file.
            let space = if prose.is_empty() { "" } else { "\u{A0}" };
            prose.push(&format!("{space}{BACK}"), key, look, self.fonts);
        }
        self.flow.gap(setting.em(0.4));
        self.set(&prose, setting, false);
    }

    /// How often each note is referred to.
    fn references(&self) -> Vec<u16> {
        let mut counts = vec![0u16; self.document.notes.len()];
        each_inline(self.document, &mut |inline| {
            if let InlineKind::NoteReference(id) = &inline.kind
                && let Some(count) = self.note(id).and_then(|index| counts.get_mut(index))
            {
                *count = count.saturating_add(1);
            }
        });
        counts
    }
}

/// Visits every inline of the body and the notes.
fn each_inline(document: &Document, visit: &mut dyn FnMut(&Inline)) {
    let mut blocks: Vec<&Block> = document.body.iter().collect();
    blocks.extend(document.notes.iter().flat_map(|note| &note.body));
    let mut inlines: Vec<&Inline> = Vec::new();
    while let Some(block) = blocks.pop() {
        match &block.kind {
            BlockKind::Heading { content, .. } | BlockKind::Paragraph { content, .. } => {
                inlines.extend(content);
            }
            BlockKind::List(list) => blocks.extend(list.items.iter().flat_map(|item| &item.body)),
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    inlines.extend(definition.terms.iter().flat_map(|term| &term.content));
                    blocks.extend(definition.meanings.iter().flat_map(|meaning| &meaning.body));
                }
            }
            BlockKind::Table(table) => {
                inlines.extend(&table.caption);
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                blocks.extend(cells.flat_map(|cell| &cell.content));
            }
            BlockKind::Figure(figure) => {
                inlines.extend(figure.caption.iter().chain(&figure.credit));
            }
            BlockKind::Quote { attribution: content, body }
            | BlockKind::Aside { title: content, body } => {
                inlines.extend(content);
                blocks.extend(body);
            }
            BlockKind::Code { .. }
            | BlockKind::Rule
            | BlockKind::Math { .. }
            | BlockKind::Notes(_) => {}
        }
        while let Some(inline) = inlines.pop() {
            visit(inline);
            inlines.extend(inline.content());
        }
    }
}
