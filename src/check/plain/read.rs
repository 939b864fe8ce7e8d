//! The blocks of a plain text, as altform writes them and as most people do: paragraphs between blank
//! lines, headings after two, lists by their marks, passages between `[Quote]` and `[End of quote]`.
//! Plain text has no other way to say it, so that what looks like a list is told as one.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::inline::{Words, parts, runs};
use super::marks::{Mark, is_balanced, labelled, mark, note_mark};
use super::top::Top;
use crate::source::Span;
use crate::text::{Language, is_unspaced, labels, terms};
use crate::transcript::{At, Carries, Group, Kind, Line, Run, Transcript, What};

/// What is announced of a text.
pub(super) fn transcript(text: &str) -> Transcript {
    let top = Top::of(text);
    let mut reader = Reader::new(text, top.as_ref());
    let mut at = 0;
    if let Some(top) = top {
        let words = Words { notes: Arc::default(), ..reader.words.clone() };
        reader.lines = top.lines(text, &words);
        reader.blank = 0;
        at = text.len().min(top.end + 1);
    }
    for line in text[at..].split_inclusive('\n') {
        reader.line(at, line.trim_end_matches(['\n', '\r']));
        at += line.len();
    }
    reader.flush();
    reader.close_to(0);
    let title = reader.lines.iter().find(|line| line.kind == Kind::Heading(1)).map(Line::text);
    Transcript {
        title,
        language: reader.words.language,
        lines: reader.lines,
        carries: Carries {
            levels: false,
            languages: false,
            links: false,
            lists: true,
            tables: false,
            groups: true,
        },
    }
}

/// The lines of a passage as one text: where words are written without spaces, a line end is none.
pub(super) fn joined(lines: &[&str]) -> String {
    let mut text = String::new();
    for line in lines {
        let ends = text.chars().next_back().zip(line.chars().next());
        if ends.is_some_and(|(before, after)| !(is_unspaced(before) && is_unspaced(after))) {
            text.push('\n');
        }
        text.push_str(line);
    }
    text
}

/// Deeper than this nothing is told apart.
const MAX_DEPTH: usize = 256;

/// A group that is open.
struct Open {
    group: Group,
    /// Its line in the transcript.
    line: usize,
    /// The column at which its content begins; that of its marks for a list.
    indent: usize,
}

struct Reader<'a> {
    words: Words,
    lines: Vec<Line>,
    open: Vec<Open>,
    /// The lines of the passage that is being read.
    passage: Vec<(usize, &'a str)>,
    /// Blank lines before it.
    above: usize,
    /// Blank lines so far.
    blank: usize,
    /// The numbers of the notes so far.
    notes: BTreeSet<usize>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, top: Option<&Top>) -> Self {
        let (language, labels) = top.map_or_else(
            || (Language::undetermined(), labels(&Language::undetermined())),
            |top| (top.language.clone(), top.labels),
        );
        let tag: Option<Arc<str>> = (!language.is_undetermined()).then(|| language.as_str().into());
        let words = Words { labels, terms: terms(&language), language: tag, notes: notes(text) };
        Self {
            words,
            lines: Vec::new(),
            open: Vec::new(),
            passage: Vec::new(),
            above: 0,
            // A text begins as after a blank line.
            blank: 1,
            notes: BTreeSet::new(),
        }
    }

    fn line(&mut self, at: usize, line: &'a str) {
        if line.trim().is_empty() {
            self.flush();
            self.blank += 1;
            return;
        }
        let indent = line.len() - line.trim_start_matches(' ').len();
        let body = &line[indent..];
        let fresh = self.passage.is_empty();
        if let Some((label, rest)) = note_mark(body)
            && fresh
            && self.blank > 0
            && self.words.notes.contains(&label)
            && self.notes.insert(label)
        {
            self.start_note(label, at, indent);
            return self.take(at + line.len() - rest.len(), rest);
        }
        if let Some(mark) = mark(body)
            && (self.blank > 0 || self.holds_mark(indent))
        {
            self.flush();
            self.start_item(&mark, at, indent);
            return self.take(at + line.len() - mark.rest.len(), mark.rest);
        }
        if fresh {
            self.close_items(indent);
        }
        self.take(at + indent, body);
    }

    fn take(&mut self, at: usize, line: &'a str) {
        if self.passage.is_empty() {
            self.above = std::mem::take(&mut self.blank);
        }
        self.passage.push((at, line));
    }

    /// Whether a mark at this indent begins an item without a blank line before it: it goes on with a
    /// list, or follows its item closely.
    fn holds_mark(&self, indent: usize) -> bool {
        self.open.iter().any(|open| match open.group {
            Group::List { .. } | Group::Item { .. } => open.indent == indent,
            _ => false,
        })
    }

    /// Closes what a line at this indent is not part of.
    fn close_items(&mut self, indent: usize) {
        while let Some(open) = self.open.last() {
            let ends = match open.group {
                Group::Item { .. } | Group::Note { .. } => indent < open.indent,
                Group::List { .. } | Group::Notes => true,
                _ => false,
            };
            if !ends {
                return;
            }
            self.close_to(self.open.len() - 1);
        }
    }

    fn start_item(&mut self, mark: &Mark<'_>, at: usize, indent: usize) {
        // What began further in is over; so is the last item here.
        while let Some(open) = self.open.last() {
            let ends = match &open.group {
                Group::Item { .. } | Group::Note { .. } => open.indent > indent,
                Group::List { ordered, .. } => {
                    open.indent > indent || *ordered != mark.number.is_some()
                }
                Group::Notes => true,
                _ => false,
            };
            if !ends {
                break;
            }
            self.close_to(self.open.len() - 1);
        }
        let in_list = self.open.last().is_some_and(|open| matches!(open.group, Group::List { .. }));
        if !in_list {
            let ordered = mark.number.is_some();
            self.start(Group::List { items: 0, ordered }, at, indent);
        }
        if let Some(open) = self.open.last_mut()
            && let Group::List { items, .. } = &mut open.group
        {
            *items += 1;
            self.lines[open.line].kind = Kind::Start(open.group.clone());
        }
        let label = mark.number.map_or_else(|| "•".to_owned(), |number| format!("{number}."));
        self.start(Group::Item { label }, at, indent + 2);
    }

    fn start_note(&mut self, label: usize, at: usize, indent: usize) {
        while self.open.last().is_some_and(|open| {
            !matches!(open.group, Group::Notes)
                && !matches!(open.group, Group::Quote | Group::Aside)
        }) {
            self.close_to(self.open.len() - 1);
        }
        if !self.open.iter().any(|open| open.group == Group::Notes) {
            self.start(Group::Notes, at, indent);
        }
        self.start(Group::Note { label: label.to_string() }, at, indent + 2);
    }

    fn start(&mut self, group: Group, at: usize, indent: usize) {
        if self.open.len() >= MAX_DEPTH {
            return;
        }
        self.lines.push(Line::new(Kind::Start(group.clone()), Vec::new(), span(at, 0)));
        self.open.push(Open { group, line: self.lines.len() - 1, indent });
    }

    /// Closes all groups but the outermost so many.
    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            let Some(open) = self.open.pop() else { return };
            let at = self.lines.last().map(|line| line.at.clone()).unwrap_or_default();
            self.lines.push(Line::new(Kind::End(open.group), Vec::new(), at));
        }
    }

    /// The passage so far is whole.
    fn flush(&mut self) {
        let passage = std::mem::take(&mut self.passage);
        let (Some((start, _)), Some((last, end))) = (passage.first(), passage.last()) else {
            return;
        };
        let at = span(*start, last + end.len() - start);
        let lines: Vec<&str> = passage.iter().map(|(_, line)| line.trim_end()).collect();
        let text = joined(&lines);
        if let Some(inner) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'))
            && self.bracketed(inner, &at)
        {
            return;
        }
        let paragraph = self.paragraph(&text, &at);
        if !paragraph.runs.is_empty() {
            self.lines.push(paragraph);
        }
    }

    /// A passage that is a mark: the edge of a quotation or box, a picture. Says whether it was one.
    fn bracketed(&mut self, inner: &str, at: &At) -> bool {
        let inner = inner.replace('\n', " ");
        let labels = self.words.labels;
        for (label, group) in [(labels.quote_end, Group::Quote), (labels.aside_end, Group::Aside)] {
            if let Some(rest) = labelled(&inner, label) {
                let paragraph = (!rest.is_empty()).then(|| self.paragraph(rest, at));
                return self.end(&group, label, paragraph);
            }
        }
        let begin = at.span.map_or(0, |span| span.start as usize);
        for (label, group) in [(labels.quote, Group::Quote), (labels.aside, Group::Aside)] {
            let Some(rest) = labelled(&inner, label) else { continue };
            if group == Group::Quote && !rest.is_empty() {
                continue;
            }
            self.start(group, begin, 0);
            self.mark(label);
            if !rest.is_empty() {
                let paragraph = self.paragraph(rest, at);
                self.lines.push(paragraph);
            }
            return true;
        }
        self.figure(&inner, at)
    }

    fn paragraph(&self, text: &str, at: &At) -> Line {
        Line::new(self.kind(), runs(text, &self.words), at.clone())
    }

    /// What a passage is by the blank lines above it.
    fn kind(&self) -> Kind {
        if self.above >= 2 { Kind::Heading(2) } else { Kind::Paragraph }
    }

    /// Keeps the words of a mark: they may be the document's all the same.
    fn mark(&mut self, label: &str) {
        let run = Run { what: What::Mark, ..Run::words(label, self.words.language.clone()) };
        if let Some(line) = self.lines.last_mut() {
            line.runs.push(run);
        }
    }

    /// Ends the innermost such group and all in it.
    fn end(&mut self, group: &Group, label: &str, last: Option<Line>) -> bool {
        let Some(depth) = self.open.iter().rposition(|open| open.group == *group) else {
            return false;
        };
        self.close_to(depth + 1);
        let alone = last.is_none();
        if let Some(mut line) = last {
            let text = format!("{label}: ");
            let own = Run { what: What::Mark, ..Run::words(text, self.words.language.clone()) };
            line.runs.insert(0, own);
            self.lines.push(line);
        }
        self.close_to(depth);
        if alone {
            self.mark(label);
        }
        true
    }

    fn figure(&mut self, inner: &str, at: &At) -> bool {
        let (labels, terms) = (self.words.labels, self.words.terms);
        // Deleted words are no picture, be they all that a line has.
        if labelled(inner, labels.deleted).is_some_and(|rest| !rest.is_empty()) {
            return false;
        }
        let labels = [labels.image, labels.caption, labels.credit, terms.undescribed];
        let named = |label: &str| {
            inner
                .strip_prefix(label)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '.']))
        };
        // "Photo: …" and "© …" say what they are.
        let credit = inner.contains([':', '©']);
        // One mark, not two of them with words between.
        if !(credit || labels.into_iter().any(named)) || !is_balanced(inner) {
            return false;
        }
        let mut figure = parts(inner, &self.words);
        if figure.picture.is_none() && figure.caption.is_empty() {
            figure.caption.push(("", inner));
        }
        self.lines.push(Line::new(Kind::Start(Group::Figure), Vec::new(), at.clone()));
        if let Some(text) = figure.picture {
            let what = if text.is_empty() { What::Undescribed } else { What::Picture };
            let run = Run { what, ..Run::words(text, self.words.language.clone()) };
            self.lines.push(Line::new(self.kind(), vec![run], at.clone()));
            if text.is_empty() {
                self.mark(terms.undescribed);
            }
        }
        if !figure.caption.is_empty() {
            self.lines.push(Line::new(Kind::Start(Group::Caption), Vec::new(), at.clone()));
            for (label, text) in figure.caption {
                let own = Run { what: What::Own, ..Run::words(label, self.words.language.clone()) };
                let mut told = runs(text, &self.words);
                told.splice(0..0, (!label.is_empty()).then_some(own));
                self.lines.push(Line::new(Kind::Paragraph, told, at.clone()));
            }
            self.lines.push(Line::new(Kind::End(Group::Caption), Vec::new(), at.clone()));
        }
        self.lines.push(Line::new(Kind::End(Group::Figure), Vec::new(), at.clone()));
        true
    }
}

/// The numbers of the notes of a text: they begin at 1, and most of those up to the last are there, in
/// whatever order. Others in brackets are words.
fn notes(text: &str) -> Arc<BTreeSet<usize>> {
    let mut numbers = BTreeSet::new();
    let mut is_after_blank = false;
    for line in text.split('\n') {
        numbers.extend(note_mark(line).filter(|_| is_after_blank).map(|(number, _)| number));
        is_after_blank = line.trim().is_empty();
    }
    while let Some(&last) = numbers.last()
        && last > 2 * numbers.len() + 8
    {
        numbers.pop_last();
    }
    if !numbers.contains(&1) {
        numbers.clear();
    }
    Arc::new(numbers)
}

pub(super) fn span(at: usize, length: usize) -> At {
    At { span: Some(Span::new(at..at + length)), ..At::default() }
}
