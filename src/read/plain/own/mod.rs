//! Plain text that altform wrote: the language that its top names says which labels it has, and they say
//! what everything is. It guesses nothing; what has no mark is a paragraph.

mod marks;
#[cfg(test)]
mod tests;

use super::datelines;
use super::lines::{self, Line, Piece};
use super::lists;
use super::shape::End;
use crate::model::{
    Attrs, Block, BlockKind, Definition, Document, Inline, InlineKind, Item, Level, Meta, Note,
    Term,
};
use crate::source::Span;
use crate::text::{Language, Terms, labels, terms};
use marks::{Words, figure, inlines, labelled, mark_blocks, note_mark};

/// The longest heading, in characters: a longer passage stands below a break in the subject.
const LONGEST_HEADING: usize = 200;
/// Deeper than this nothing is told apart.
const MAX_DEPTH: usize = 64;

/// The document of a text whose top names its language as altform does.
pub(super) fn read(text: &str) -> Option<Document> {
    let top = text.split("\n\n").next()?;
    let mut entries = entries(top);
    let last = entries.pop()?;
    let (label, tag) = last.rsplit_once(": ")?;
    let language = Language::parse(tag)?;
    let labels = labels(&language);
    if labels.language != label {
        return None;
    }
    let mut words = Words { labels, terms: terms(&language), notes: 0 };
    let mut meta = meta(entries, words.terms);
    meta.language = Some(language);
    let mut lines = lines::split(text);
    lines.retain(|line| line.range.start > top.len());
    let pieces = whole(text, &lines, lines::passages(text, &lines));
    for piece in pieces.iter().filter(|piece| piece.gap) {
        words.notes += usize::from(note_mark(&piece.text).is_some_and(|n| n.0 == words.notes + 1));
    }
    let mut reader =
        Reader { text, lines: &lines, words, open: Vec::new(), document: Document::default() };
    reader.open.push(Open { group: Group::Document, span: 0..0, body: Vec::new() });
    let pieces: Vec<&Piece<'_>> = pieces.iter().collect();
    let mut at = 0;
    while at < pieces.len() {
        at += reader.step(&pieces, at);
    }
    while reader.open.len() > 1 {
        reader.close();
    }
    let mut document = reader.document;
    document.body = reader.open.pop()?.body;
    document.meta = meta;
    Some(document)
}

/// The passages with those made one that stand in one pair of brackets.
fn whole<'a>(text: &'a str, lines: &[Line], pieces: Vec<Piece<'a>>) -> Vec<Piece<'a>> {
    let depth = |text: &str| {
        text.chars().fold(0_i64, |depth, c| depth + i64::from(c == '[') - i64::from(c == ']'))
    };
    let mut out: Vec<Piece<'a>> = Vec::with_capacity(pieces.len());
    // How many brackets are open.
    let mut open = 0;
    for piece in pieces {
        let inner = depth(&piece.text);
        match out.last_mut().filter(|_| open > 0 && !piece.gap) {
            Some(last) => {
                open += inner;
                *last = lines::piece(text, lines, last.lines.start..piece.lines.end);
            }
            None => {
                open = if piece.text.starts_with('[') { inner } else { 0 };
                out.push(piece);
            }
        }
    }
    out
}

/// The lines of the top; one that is indented goes on from the line above.
fn entries(top: &str) -> Vec<String> {
    let mut entries: Vec<String> = Vec::new();
    for line in top.lines() {
        match entries.last_mut().filter(|_| line.starts_with(' ')) {
            Some(entry) => {
                if lines::needs_space(entry, line.trim()) {
                    entry.push(' ');
                }
                entry.push_str(line.trim());
            }
            None => entries.push(line.trim().to_owned()),
        }
    }
    entries
}

/// What the top says, in its order: title, subtitle, byline, date, publisher, source.
fn meta(entries: Vec<String>, terms: &Terms) -> Meta {
    let mut meta = Meta::default();
    let value = |entry: &str, pattern: &str| {
        let (before, after) = pattern.split_once("{}")?;
        Some(entry.strip_prefix(before)?.strip_suffix(after)?.to_owned())
    };
    let is_iso = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_digit())
            && text.chars().all(|c| c.is_ascii_digit() || c == '-')
    };
    for entry in entries {
        let dated = || datelines::line(&entry).map(|line| line.iso);
        if meta.title.is_none() {
            meta.title = Some(entry);
        } else if let Some(source) = value(&entry, terms.source) {
            meta.source = Some(source);
        } else if let Some(names) = value(&entry, terms.by).filter(|_| meta.authors.is_empty()) {
            let (others, last) = names.rsplit_once(terms.and).unwrap_or(("", &names));
            let others = others.split(", ").filter(|name| !name.is_empty());
            meta.authors = others.chain([last]).map(str::to_owned).collect();
        } else if is_iso(&entry) {
            meta.date = Some(entry);
        } else if let Some(date) = dated().filter(|date| terms.written_date(date) == entry) {
            meta.date = Some(date);
        } else if meta.subtitle.is_none() && meta.authors.is_empty() && meta.date.is_none() {
            meta.subtitle = Some(entry);
        } else {
            meta.publisher = Some(entry);
        }
    }
    meta
}

enum Group {
    Document,
    Quote,
    Aside(Vec<Inline>),
    /// Its number.
    Note(usize),
}

/// A group that has begun.
struct Open {
    group: Group,
    span: std::ops::Range<usize>,
    body: Vec<Block>,
}

struct Reader<'a> {
    text: &'a str,
    lines: &'a [Line],
    words: Words,
    open: Vec<Open>,
    document: Document,
}

impl Reader<'_> {
    /// Reads what begins here; how many pieces it takes.
    fn step(&mut self, pieces: &[&Piece<'_>], at: usize) -> usize {
        let piece = pieces[at];
        let span = self.span(piece, piece);
        let next = self.document.notes.len() + self.open_note().map_or(0, |_| 1) + 1;
        let mark = note_mark(&piece.text).filter(|(number, _)| piece.gap && *number == next);
        if let Some((number, words)) = mark.filter(|(number, _)| *number <= self.words.notes) {
            self.close_all();
            self.open.push(Open {
                group: Group::Note(number),
                span: span.clone(),
                body: Vec::new(),
            });
            self.paragraph(words, span);
            return 1;
        }
        if piece.gap && self.open_note().is_some() && self.indent(piece) < 2 {
            self.close_all();
        }
        if let Some(inner) = piece.text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'))
            && self.bracketed(inner, &span)
        {
            return 1;
        }
        if self.is_after_pause(piece) {
            // The writer puts it over the notes.
            let over_notes = *piece.text == *self.words.terms.notes
                && pieces.get(at + 1).is_some_and(|next| note_mark(&next.text).is_some());
            if over_notes {
                return 1;
            }
            let ends = matches!(piece.end, End::Stop | End::Comma | End::Colon);
            if piece.chars <= LONGEST_HEADING && !(ends && piece.chars > 60) {
                let content = inlines(&piece.text, self.words);
                self.push(BlockKind::Heading { level: Level::clamped(2), content }, span);
                return 1;
            }
            self.push(BlockKind::Rule, span.start..span.start);
        }
        let before = at.checked_sub(1).map(|before| pieces[before]);
        if let Some((mut list, taken)) = lists::read(self.lines, &pieces[at..], before) {
            for item in &mut list.items {
                mark_blocks(&mut item.body, self.words, 0);
            }
            let span = self.span(piece, pieces[at + taken - 1]);
            self.push(BlockKind::List(list), span);
            return taken;
        }
        if let Some(taken) = self.code(pieces, at).or_else(|| self.definitions(pieces, at)) {
            return taken;
        }
        // Lines that the author broke.
        let goes_on = |next: &&&Piece<'_>| {
            !next.gap
                && self.indent(next) == self.indent(piece)
                && lists::marker(&next.text).is_none()
        };
        let taken = 1 + pieces[at + 1..].iter().take_while(goes_on).count();
        let mut content = Vec::new();
        for (index, piece) in pieces[at..at + taken].iter().enumerate() {
            let above = index.checked_sub(1).map(|above| &pieces[at + above].text);
            if above.is_some_and(|above| lines::needs_space(above, &piece.text)) {
                content.push(Inline::new(InlineKind::Break));
            }
            content.extend(inlines(&piece.text, self.words));
        }
        let span = self.span(piece, pieces[at + taken - 1]);
        self.push(BlockKind::Paragraph { lead: false, content }, span);
        taken
    }

    /// Lines that stand together, some of them far in: code. How many pieces they take.
    fn code(&mut self, pieces: &[&Piece<'_>], at: usize) -> Option<usize> {
        const FAR: usize = 4;
        let together = pieces[at + 1..].iter().take_while(|piece| !piece.gap).count();
        let pieces = &pieces[at..=at + together];
        let lines = &self.lines[pieces[0].lines.start..pieces[together].lines.end];
        let least = lines.iter().map(|line| line.indent).min()?;
        let is_item = pieces.iter().any(|piece| lists::marker(&piece.text).is_some());
        if is_item || lines.iter().all(|line| line.indent < least + FAR) {
            return None;
        }
        let mut text = String::new();
        for line in lines {
            text.push_str(&" ".repeat(line.indent - least));
            text.push_str(&self.text[line.range.clone()]);
            text.push('\n');
        }
        let span = self.span(pieces[0], pieces[together]);
        self.push(BlockKind::Code { language: None, text: text.trim_end().to_owned() }, span);
        Some(together + 1)
    }

    /// Terms, and what they mean on indented lines right below them; how many pieces they take.
    fn definitions(&mut self, pieces: &[&Piece<'_>], from: usize) -> Option<usize> {
        let column = self.indent(pieces[from]);
        let part = |at: usize| -> Definition {
            let mut entry = Definition::default();
            for (index, piece) in pieces[at..].iter().enumerate() {
                let is_meaning = self.indent(piece) > column;
                // A sign by itself is no term.
                if !is_meaning && !piece.text.contains(char::is_alphanumeric) {
                    break;
                }
                let begins_next = !is_meaning && !entry.meanings.is_empty();
                if index > 0 && piece.gap || begins_next || lists::marker(&piece.text).is_some() {
                    break;
                }
                let content = inlines(&piece.text, self.words);
                let at =
                    Attrs { span: Some(Span::new(self.span(piece, piece))), ..Attrs::default() };
                if is_meaning {
                    let body = vec![Block { at: at.clone(), ..Block::paragraph(content) }];
                    entry.meanings.push(Item { at, body });
                } else {
                    entry.terms.push(Term { at, content });
                }
            }
            entry
        };
        let mut entries = Vec::new();
        let mut at = from;
        while pieces.get(at).is_some_and(|piece| at == from || !piece.gap) {
            let entry = part(at);
            if entry.meanings.is_empty() {
                break;
            }
            at += entry.terms.len() + entry.meanings.len();
            entries.push(entry);
        }
        let last = at.checked_sub(1).filter(|_| !entries.is_empty())?;
        let span = self.span(pieces[from], pieces[last]);
        self.push(BlockKind::Definitions(entries), span);
        Some(at - from)
    }

    fn indent(&self, piece: &Piece<'_>) -> usize {
        self.lines[piece.lines.start].indent
    }

    fn span(&self, first: &Piece<'_>, last: &Piece<'_>) -> std::ops::Range<usize> {
        self.lines[first.lines.start].range.start..self.lines[last.lines.end - 1].range.end
    }

    /// Whether two blank lines or more stand above a passage.
    fn is_after_pause(&self, piece: &Piece<'_>) -> bool {
        let start = self.lines[piece.lines.start].range.start;
        self.text[..start].ends_with("\n\n\n")
    }

    fn push(&mut self, kind: BlockKind, span: std::ops::Range<usize>) {
        let at = Attrs { span: Some(Span::new(span)), ..Attrs::default() };
        if let Some(open) = self.open.last_mut() {
            open.body.push(Block { at, kind });
        }
    }

    fn paragraph(&mut self, words: &str, span: std::ops::Range<usize>) {
        let content = inlines(words, self.words);
        if !content.is_empty() {
            self.push(BlockKind::Paragraph { lead: false, content }, span);
        }
    }

    fn open_note(&self) -> Option<usize> {
        self.open.iter().find_map(|open| match open.group {
            Group::Note(number) => Some(number),
            _ => None,
        })
    }

    /// Ends all groups.
    fn close_all(&mut self) {
        while self.open.len() > 1 {
            self.close();
        }
    }

    fn close(&mut self) {
        let Some(Open { group, span, body }) = self.open.pop() else { return };
        let kind = match group {
            Group::Document => return,
            Group::Quote => BlockKind::Quote { attribution: Vec::new(), body },
            Group::Aside(title) => BlockKind::Aside { title, body },
            Group::Note(number) => {
                let at = Attrs { span: Some(Span::new(span)), ..Attrs::default() };
                let id = number.to_string();
                // One beyond what there can be is numbered by its place.
                let number = u32::try_from(number).unwrap_or(0);
                return self.document.notes.push(Note { at, id, number, body });
            }
        };
        self.push(kind, span);
    }

    /// A passage in brackets: the edge of a quotation or box, a picture. Says whether it was one.
    fn bracketed(&mut self, inner: &str, span: &std::ops::Range<usize>) -> bool {
        let Words { labels, .. } = self.words;
        if let Some(who) = labelled(inner, labels.quote_end) {
            return self.end(who, |group| matches!(group, Group::Quote));
        }
        if labelled(inner, labels.aside_end) == Some("") {
            return self.end("", |group| matches!(group, Group::Aside(_)));
        }
        let group = if inner == labels.quote {
            Group::Quote
        } else if let Some(title) = labelled(inner, labels.aside) {
            Group::Aside(inlines(title, self.words))
        } else {
            let Some(figure) = figure(inner, self.words) else { return false };
            self.push(BlockKind::Figure(figure), span.clone());
            return true;
        };
        if self.open.len() > MAX_DEPTH {
            return false;
        }
        self.open.push(Open { group, span: span.clone(), body: Vec::new() });
        true
    }

    /// Ends the innermost such group and what has begun in it.
    fn end(&mut self, who: &str, is: impl Fn(&Group) -> bool) -> bool {
        let Some(depth) = self.open.iter().rposition(|open| is(&open.group)) else { return false };
        while self.open.len() > depth {
            self.close();
        }
        if let Some(Block { kind: BlockKind::Quote { attribution, .. }, .. }) =
            self.open.last_mut().and_then(|open| open.body.last_mut())
        {
            *attribution = inlines(who, self.words);
        }
        true
    }
}
