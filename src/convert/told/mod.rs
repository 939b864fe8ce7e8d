//! A document as a listener is to hear it, whatever format carries it: the measure of its outputs. It
//! shares no code with the writers, so that neither can vouch for the other.

mod grid;
mod inlines;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{
    Alt, Attrs, Block, BlockKind, Definition, Document, Figure, Image, Inline, InlineKind, Item,
    List, Meta, Note, Table, introduces,
};
use crate::source::Span;
use crate::text::{Language, Terms, terms};
use crate::transcript::{At, Group, Kind, Line, Link, Run, Transcript, What};

/// How much altform itself says of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Front {
    /// All that stands in our outputs: the title, the lines below it, a heading over the notes.
    Ours,
    /// Only what anybody would say: the title if `titled`, and the subtitle.
    Theirs {
        /// Whether the title is the document's own.
        titled: bool,
    },
}

/// What is to be announced of a document.
pub fn told(document: &Document, front: Front) -> Transcript {
    let und = Language::undetermined();
    let language = document.meta.language.as_ref().unwrap_or(&und);
    let mut numbers = BTreeMap::new();
    for (note, place) in document.notes.iter().zip(1..) {
        numbers.entry(note.id.as_str()).or_insert(number(note, place));
    }
    let mut teller = Teller {
        language: tag(Some(language)),
        terms: terms(language),
        numbers,
        notes: document.notes.iter().zip(1..).peekable(),
        lines: Vec::new(),
        anchors: BTreeMap::new(),
        unresolved: Vec::new(),
    };
    teller.front(&document.meta, front);
    let main = teller.language.clone();
    teller.blocks(&document.body, main.as_ref());
    teller.other_notes(front);
    teller.resolve();
    Transcript {
        title: document.meta.title.clone(),
        language: main,
        lines: teller.lines,
        ..Transcript::default()
    }
}

/// What a program may say of a document beside its body: who wrote it, when, where, in any usual form.
pub fn about(meta: &Meta) -> String {
    let und = Language::undetermined();
    let language = meta.language.as_ref().unwrap_or(&und);
    let terms = terms(language);
    let own = [&meta.title, &meta.subtitle, &meta.date, &meta.publisher, &meta.source];
    let own = own.into_iter().flatten().chain(&meta.authors).chain(&meta.description).cloned();
    let date = meta.date.iter().map(|date| terms.written_date(date));
    let words = [terms.by, terms.and, terms.source, terms.notes, terms.contents, "Footnotes"];
    own.chain(date).chain(words.map(str::to_owned)).collect::<Vec<_>>().join(" ")
}

/// The language of a node as it is announced; none where nobody knows.
fn tag(language: Option<&Language>) -> Option<Arc<str>> {
    language.filter(|language| !language.is_undetermined()).map(|language| language.as_str().into())
}

/// The language in force inside a node.
fn inside(at: &Attrs, outer: Option<&Arc<str>>) -> Option<Arc<str>> {
    match &at.lang {
        Some(language) => tag(Some(language)),
        None => outer.cloned(),
    }
}

/// The number of a note; before a document is normal, its place may be all there is.
fn number(note: &Note, place: u32) -> u32 {
    if note.number == 0 { place } else { note.number }
}

struct Teller<'a> {
    language: Option<Arc<str>>,
    terms: &'static Terms,
    /// The numbers of the notes, from 1, by their ids.
    numbers: BTreeMap<&'a str, u32>,
    /// The notes that do not stand yet.
    notes:
        std::iter::Peekable<std::iter::Zip<std::slice::Iter<'a, Note>, std::ops::RangeFrom<u32>>>,
    lines: Vec<Line>,
    /// The line and run at which each anchor stands.
    anchors: BTreeMap<&'a str, (usize, usize)>,
    /// Links into the document: their lines and runs, and their anchors.
    unresolved: Vec<(usize, usize, &'a str)>,
}

impl<'a> Teller<'a> {
    fn push(&mut self, kind: Kind, runs: Vec<Run>, span: Option<Span>) {
        self.lines.push(Line::new(kind, runs, At { span, ..At::default() }));
    }

    /// What `fill` tells, in a group.
    fn within(&mut self, group: Group, span: Option<Span>, fill: impl FnOnce(&mut Self)) {
        self.push(Kind::Start(group.clone()), Vec::new(), span);
        fill(self);
        self.push(Kind::End(group), Vec::new(), span);
    }

    fn enter(&mut self, at: &'a Attrs, run: usize) {
        if let Some(anchor) = &at.anchor {
            self.anchors.entry(anchor).or_insert((self.lines.len(), run));
        }
    }

    fn front(&mut self, meta: &Meta, front: Front) {
        let language = self.language.clone();
        let words = |text: String| vec![Run::words(text, language.clone())];
        let title = meta.title.clone().unwrap_or_default();
        if front != (Front::Theirs { titled: false }) && !title.is_empty() {
            self.push(Kind::Heading(1), words(title), None);
        }
        let mut below = vec![meta.subtitle.clone()];
        if front == Front::Ours {
            below.push(self.terms.byline(&meta.authors));
            below.push(meta.date.as_ref().map(|date| self.terms.written_date(date)));
            below.push(meta.publisher.clone());
        }
        for text in below.into_iter().flatten() {
            self.push(Kind::Paragraph, words(text), None);
        }
        if let (Front::Ours, Some(source)) = (front, &meta.source) {
            let mut runs = words(self.terms.source.replace("{}", source));
            let target = crate::text::absolute(source, None);
            runs[0].link = target.map(|address| Link::External(address.into()));
            self.push(Kind::Paragraph, runs, None);
        }
    }

    fn blocks(&mut self, blocks: &'a [Block], outer: Option<&Arc<str>>) {
        for block in blocks {
            self.block(block, outer);
        }
    }

    /// Documents are limited to 64 levels of blocks, so this recurses.
    fn block(&mut self, block: &'a Block, outer: Option<&Arc<str>>) {
        let at = &block.at;
        self.enter(at, 0);
        let language = inside(at, outer);
        let language = language.as_ref();
        match &block.kind {
            BlockKind::Heading { level, content } => {
                self.words(Kind::Heading(level.get().max(2)), content, language, at.span);
            }
            BlockKind::Paragraph { lead: _, content } => {
                self.words(Kind::Paragraph, content, language, at.span);
            }
            BlockKind::List(list) => self.list(list, language, at.span),
            BlockKind::Definitions(entries) => self.definitions(entries, language, at.span),
            BlockKind::Table(table) => self.table(table, language, at.span),
            BlockKind::Figure(figure) => self.figure(figure, language, at.span),
            BlockKind::Quote { attribution, body } => {
                let introduced = introduces(attribution);
                if introduced {
                    self.words(Kind::Paragraph, attribution, language, at.span);
                }
                self.within(Group::Quote, at.span, |teller| {
                    teller.blocks(body, language);
                    if !introduced && !attribution.is_empty() {
                        teller.words(Kind::Paragraph, attribution, language, at.span);
                    }
                });
            }
            BlockKind::Code { language: _, text } => {
                let text = text.strip_suffix('\n').unwrap_or(text);
                let run = Run::words(text, language.cloned());
                self.push(Kind::Preformatted, vec![run], at.span);
            }
            BlockKind::Rule => self.push(Kind::Separator, Vec::new(), at.span),
            BlockKind::Aside { title, body } => self.within(Group::Aside, at.span, |teller| {
                if !title.is_empty() {
                    teller.words(Kind::Paragraph, title, language, at.span);
                }
                teller.blocks(body, language);
            }),
            BlockKind::Math { tex } => {
                let run =
                    Run { what: What::Formula, ..Run::words(tex.as_str(), language.cloned()) };
                self.push(Kind::Formula, vec![run], at.span);
            }
            BlockKind::Notes(ids) => self.some_notes(ids.len(), language),
        }
    }

    fn words(
        &mut self,
        kind: Kind,
        content: &'a [Inline],
        language: Option<&Arc<str>>,
        span: Option<Span>,
    ) {
        let runs = self.runs(content, language);
        self.push(kind, runs, span);
    }

    fn list(&mut self, list: &'a List, language: Option<&Arc<str>>, span: Option<Span>) {
        let group = Group::List { items: list.items.len(), ordered: list.start.is_some() };
        self.within(group, span, |teller| {
            for (index, item) in (0..).zip(&list.items) {
                let label = match list.start {
                    Some(start) => format!("{}.", start.saturating_add(index)),
                    None => "•".to_owned(),
                };
                teller.item(Group::Item { label }, item, language);
            }
        });
    }

    fn item(&mut self, group: Group, item: &'a Item, language: Option<&Arc<str>>) {
        self.enter(&item.at, 0);
        let language = inside(&item.at, language);
        self.within(group, item.at.span, |teller| teller.blocks(&item.body, language.as_ref()));
    }

    fn definitions(
        &mut self,
        entries: &'a [Definition],
        language: Option<&Arc<str>>,
        span: Option<Span>,
    ) {
        self.within(Group::Definitions, span, |teller| {
            for entry in entries {
                for term in &entry.terms {
                    teller.enter(&term.at, 0);
                    let language = inside(&term.at, language);
                    teller.within(Group::Term, term.at.span, |teller| {
                        let (content, span) = (&term.content, term.at.span);
                        teller.words(Kind::Paragraph, content, language.as_ref(), span);
                    });
                }
                for meaning in &entry.meanings {
                    teller.item(Group::Meaning, meaning, language);
                }
            }
        });
    }

    fn table(&mut self, table: &'a Table, language: Option<&Arc<str>>, span: Option<Span>) {
        if table.rows.is_empty() {
            return self.words(Kind::Paragraph, &table.caption, language, span);
        }
        let placed = grid::place(table);
        let columns = placed.iter().flatten().map(|p| p.column + p.columns).max().unwrap_or(0);
        let group = Group::Table { rows: table.rows.len(), columns };
        self.within(group, span, |teller| {
            if !table.caption.is_empty() {
                teller.within(Group::Caption, span, |teller| {
                    teller.words(Kind::Paragraph, &table.caption, language, span);
                });
            }
            let first = teller.lines.len();
            for (row, cells) in table.rows.iter().zip(&placed) {
                teller.enter(&row.at, 0);
                let language = inside(&row.at, language);
                for cell in cells {
                    teller.enter(&cell.cell.at, 0);
                    let language = inside(&cell.cell.at, language.as_ref());
                    let group = Group::Cell(cell.announced());
                    teller.within(group, cell.cell.at.span, |teller| {
                        teller.blocks(&cell.cell.content, language.as_ref());
                    });
                }
            }
            grid::name_headers(&placed, &mut teller.lines[first..]);
        });
    }

    fn figure(&mut self, figure: &'a Figure, language: Option<&Arc<str>>, span: Option<Span>) {
        self.within(Group::Figure, span, |teller| {
            if let Some(run) = figure.image.as_ref().and_then(|image| picture(image, language)) {
                teller.push(Kind::Paragraph, vec![run], span);
            }
            if figure.caption.is_empty() && figure.credit.is_empty() {
                return;
            }
            teller.within(Group::Caption, span, |teller| {
                for content in [&figure.caption, &figure.credit] {
                    if !content.is_empty() {
                        teller.words(Kind::Paragraph, content, language, span);
                    }
                }
            });
        });
    }

    /// The next of the notes, which are in the order in which they stand.
    fn some_notes(&mut self, count: usize, language: Option<&Arc<str>>) {
        self.within(Group::Notes, None, |teller| {
            for _ in 0..count {
                let Some((note, place)) = teller.notes.next() else { return };
                teller.enter(&note.at, 0);
                let language = inside(&note.at, language);
                let group = Group::Note { label: number(note, place).to_string() };
                teller.within(group, note.at.span, |teller| {
                    teller.blocks(&note.body, language.as_ref());
                });
            }
        });
    }

    /// The notes that do not stand in the body.
    fn other_notes(&mut self, front: Front) {
        if self.notes.peek().is_none() {
            return;
        }
        if front == Front::Ours {
            // altform's own words are English where it has none in the language of the document.
            let known = self.language.is_some() && self.terms.language != "und";
            let language = if known { self.language.clone() } else { Some("en".into()) };
            let heading = Run::words(self.terms.notes, language);
            self.push(Kind::Heading(2), vec![heading], None);
        }
        let language = self.language.clone();
        self.some_notes(usize::MAX, language.as_ref());
    }

    /// Links into the document learn which words stand where they lead.
    fn resolve(&mut self) {
        for (line, run, anchor) in std::mem::take(&mut self.unresolved) {
            let place = self.anchors.get(anchor).copied();
            let words = place.and_then(|(line, run)| self.words_at(line, run));
            let link = Some(Link::Internal(words.map(Arc::from)));
            if let Some(run) = self.lines.get_mut(line).and_then(|line| line.runs.get_mut(run)) {
                run.link = link;
            }
        }
    }

    /// The first words from a place on.
    fn words_at(&self, line: usize, run: usize) -> Option<String> {
        const FAR: usize = 20;
        let lines = self.lines.get(line..)?.iter().take(FAR).enumerate();
        let texts = lines.map(|(index, line)| {
            let runs = line.runs.iter().skip(if index == 0 { run } else { 0 });
            runs.map(|run| run.text.as_str()).collect::<String>()
        });
        texts.map(|text| text.trim().to_owned()).find(|text| !text.is_empty())
    }
}

/// A picture as it is announced; none if it is decorative.
fn picture(image: &Image, language: Option<&Arc<str>>) -> Option<Run> {
    let (what, text) = match &image.alt {
        Alt::Decorative => return None,
        Alt::Missing => (What::Undescribed, ""),
        Alt::Authored(text) | Alt::Supplied(text) | Alt::Caption(text) => (What::Picture, &**text),
    };
    Some(Run { what, ..Run::words(text, language.cloned()) })
}

#[cfg(test)]
mod tests;
