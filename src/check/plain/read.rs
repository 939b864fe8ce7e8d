//! The blocks of a plain text, as altform writes them and as most people do: paragraphs between blank
//! lines, headings after two, lists by their marks, passages between `[Quote]` and `[End of quote]`.
//! Plain text has no other way to say it, so that what looks like a list is told as one.

use std::collections::BTreeSet;
use std::sync::Arc;

use unicode_width::UnicodeWidthStr as _;

use super::inline::{Words, parts, runs};
use crate::source::Span;
use crate::text::{Labels, Language, is_unspaced, labels, terms};
use crate::transcript::{At, Carries, Group, Kind, Line, Run, Transcript, What};

/// What is announced of a text.
pub(super) fn transcript(text: &str) -> Transcript {
    let mut reader = Reader::new(text);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
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
fn joined(lines: &[&str]) -> String {
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

/// Columns of a line, as far as they tell at which width lines are broken: an address may stick out.
fn may_be_broken_at(line: &str) -> usize {
    const LONG: usize = 20;
    let last = line.rsplit(' ').next().unwrap_or_default().width();
    if last > LONG { line.width() - last } else { line.width() }
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
    /// Where the lines at the top end: title, author, language.
    front: usize,
    /// The columns of the last of them.
    last_front: usize,
    /// The columns of the longest line, where lines are broken at a width.
    width: usize,
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
    fn new(text: &'a str) -> Self {
        let head = text.split("\n\n").next().unwrap_or_default().trim_end();
        let said = head.lines().next_back().and_then(language_line);
        let front = if said.is_some() { head.len() } else { 0 };
        let (language, labels) =
            said.unwrap_or_else(|| (Language::undetermined(), labels(&Language::undetermined())));
        let tag: Option<Arc<str>> = (!language.is_undetermined()).then(|| language.as_str().into());
        let words = Words { labels, terms: terms(&language), language: tag, notes: notes(text) };
        Self {
            words,
            front,
            last_front: 0,
            width: text.lines().map(may_be_broken_at).max().unwrap_or(0),
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
        if at < self.front {
            return self.front_line(at, line);
        }
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

    /// A line of the top. A title that was broken at the width goes on in the next line.
    fn front_line(&mut self, at: usize, line: &'a str) {
        self.blank = 0;
        let last_front = std::mem::replace(&mut self.last_front, line.width());
        // The last line says the language.
        if at + line.len() >= self.front {
            return;
        }
        let first = line.split(' ').next().unwrap_or_default().width();
        let goes_on = self.lines.last().is_some_and(|last| {
            last.kind == Kind::Heading(1) && last_front + 1 + first > self.width
        });
        let words = Words { notes: Arc::default(), ..self.words.clone() };
        if let Some(title) = self.lines.last_mut().filter(|_| goes_on) {
            let text = joined(&[&title.text(), line]).replace('\n', " ");
            title.runs = runs(&text, &words);
            return;
        }
        let kind = if self.lines.is_empty() { Kind::Heading(1) } else { Kind::Paragraph };
        let runs = runs(line, &words);
        self.lines.push(Line::new(kind, runs, span(at, line.len())));
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
        let (Some((start, first)), Some((last, end))) = (passage.first(), passage.last()) else {
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
        let heading = self.above >= 2 && !first.is_empty();
        let kind = if heading { Kind::Heading(2) } else { Kind::Paragraph };
        let runs = runs(&text, &self.words);
        if !runs.is_empty() {
            self.lines.push(Line::new(kind, runs, at));
        }
    }

    /// A passage that is a mark: the edge of a quotation or box, a picture. Says whether it was one.
    fn bracketed(&mut self, inner: &str, at: &At) -> bool {
        let inner = inner.replace('\n', " ");
        let labels = self.words.labels;
        let paragraph =
            |text: &str, words: &Words| Line::new(Kind::Paragraph, runs(text, words), at.clone());
        if let Some(rest) = labelled(&inner, labels.quote_end) {
            return self.end(&Group::Quote, |reader| {
                if !rest.is_empty() {
                    reader.lines.push(paragraph(rest, &reader.words));
                }
            });
        }
        if labelled(&inner, labels.aside_end).is_some() {
            return self.end(&Group::Aside, |_| {});
        }
        let begin = at.span.map_or(0, |span| span.start as usize);
        if inner == labels.quote {
            self.start(Group::Quote, begin, 0);
            return true;
        }
        if let Some(title) = labelled(&inner, labels.aside) {
            self.start(Group::Aside, begin, 0);
            if !title.is_empty() {
                self.lines.push(paragraph(title, &self.words));
            }
            return true;
        }
        self.figure(&inner, at)
    }

    /// Ends the innermost such group and all in it.
    fn end(&mut self, group: &Group, last: impl FnOnce(&mut Self)) -> bool {
        let Some(depth) = self.open.iter().rposition(|open| open.group == *group) else {
            return false;
        };
        self.close_to(depth + 1);
        last(self);
        self.close_to(depth);
        true
    }

    fn figure(&mut self, inner: &str, at: &At) -> bool {
        let (labels, terms) = (self.words.labels, self.words.terms);
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
            self.lines.push(Line::new(Kind::Paragraph, vec![run], at.clone()));
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

/// The mark of an item, and what follows it.
struct Mark<'a> {
    number: Option<u64>,
    rest: &'a str,
}

fn mark(line: &str) -> Option<Mark<'_>> {
    let after = |rest: &'_ str| rest.is_empty() || rest.starts_with(' ');
    if let Some(rest) = line.strip_prefix('-').filter(|rest| after(rest)) {
        return Some(Mark { number: None, rest: rest.trim_start() });
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line[digits..].strip_prefix('.').filter(|rest| after(rest))?;
    let number = line[..digits].parse().ok()?;
    Some(Mark { number: Some(number), rest: rest.trim_start() })
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

/// The number of a note at the beginning of a line, and what follows it.
fn note_mark(line: &str) -> Option<(usize, &str)> {
    let inner = line.trim_start_matches(' ').strip_prefix('[')?;
    let (number, rest) = inner.split_once(']')?;
    let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let follows = rest.is_empty() || rest.starts_with(' ');
    (digits && follows).then(|| Some((number.parse().ok()?, rest.trim_start())))?
}

/// The language that the last line of the top says, and the labels that go with it.
fn language_line(line: &str) -> Option<(Language, &'static Labels)> {
    let (label, tag) = line.rsplit_once(": ")?;
    let language = Language::parse(tag)?;
    let labels = labels(&language);
    (labels.language == label).then_some((language, labels))
}

/// What follows a label and a colon; empty if the label stands alone.
fn labelled<'t>(text: &'t str, label: &str) -> Option<&'t str> {
    let rest = text.strip_prefix(label)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix(": ") }
}

/// Whether no bracket closes that was not opened.
fn is_balanced(text: &str) -> bool {
    let mut depth = 0i64;
    text.chars().all(|c| {
        depth += i64::from(c == '[') - i64::from(c == ']');
        depth >= 0
    })
}

fn span(at: usize, length: usize) -> At {
    At { span: Some(Span::new(at..at + length)), ..At::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines as "kind: words".
    fn told(text: &str) -> Vec<String> {
        let lines = transcript(text).lines;
        let name = |line: &Line| match &line.kind {
            Kind::Heading(level) => format!("h{level}: {}", line.text()),
            Kind::Start(Group::Item { label }) => label.clone(),
            Kind::Start(Group::Note { label }) => format!("note {label}"),
            Kind::Start(Group::List { items, .. }) => format!("list of {items}"),
            Kind::Start(group) => format!("{group:?}"),
            Kind::End(Group::Item { .. } | Group::Caption) => String::new(),
            Kind::End(_) => "end".to_owned(),
            _ => line.text(),
        };
        lines.iter().map(name).filter(|line| !line.is_empty()).collect()
    }

    #[test]
    fn the_top_and_headings_are_told_apart() {
        let text = "Title\nBy Ana\nLanguage: en\n\nText\n\n\nPart\n\nMore\nlines\n";
        assert_eq!(told(text), ["h1: Title", "By Ana", "Text", "h2: Part", "More\nlines"]);
        assert_eq!(transcript(text).language.as_deref(), Some("en"));
        assert_eq!(told("Just\n\ntext\n"), ["Just", "text"]);
    }

    #[test]
    fn lists_nest_by_their_indent() {
        let text = "- a\n  b\n  1. c\n  2. d\n- e\n\nf\n";
        let lists = [
            "list of 2",
            "•",
            "a\nb",
            "list of 2",
            "1.",
            "c",
            "2.",
            "d",
            "end",
            "•",
            "e",
            "end",
            "f",
        ];
        assert_eq!(told(text), lists);
        assert_eq!(told("wrapped\n- words\n"), ["wrapped\n- words"], "no blank line before");
        assert_eq!(told("-\n\n1.\n"), ["list of 1", "•", "end", "list of 1", "1.", "end"]);
    }

    #[test]
    fn edges_of_quotations_and_boxes_are_read() {
        let text = "[Quote]\n\nWords.\n\n- item\n\n[End of quote: Eve]\n\n[Box: Tip]\n\nDo it.\n\n[End of box]\n";
        assert_eq!(
            told(text),
            [
                "Quote",
                "Words.",
                "list of 1",
                "•",
                "item",
                "end",
                "Eve",
                "end",
                "Aside",
                "Tip",
                "Do it.",
                "end"
            ]
        );
        assert_eq!(told("[End of quote]\n"), ["[End of quote]"]);
    }

    #[test]
    fn notes_and_pictures_are_read() {
        let text = "Word[1].\n\n[Bild: Ein Boot. Bildunterschrift: Die Fähre]\n\n\nX\n\n[1] Said.\n\n  More.\n\n[2] Two\n";
        let german = format!("T\nSprache: de\n\n{text}");
        assert_eq!(
            told(&german)[1..],
            [
                "Word1.",
                "Figure",
                "Ein Boot.",
                "Caption",
                "Bildunterschrift: Die Fähre",
                "end",
                "h2: X",
                "Notes",
                "note 1",
                "Said.",
                "More.",
                "end",
                "note 2",
                "Two",
                "end",
                "end"
            ]
        );
    }

    #[test]
    fn a_title_may_be_broken_at_the_width() {
        let text = "A title that is\nbroken here\nBy Ana\nLanguage: en\n\nText is so wide.\n";
        assert_eq!(
            told(text)[..3],
            ["h1: A title that is broken here", "By Ana", "Text is so wide."]
        );
    }

    #[test]
    fn nesting_without_end_ends() {
        let text: String = (0..2000).map(|n| format!("{}- x\n", "  ".repeat(n))).collect();
        assert_eq!(told(&text).concat().matches('x').count(), 2000, "no words are lost");
        assert!(told(&"[Quote]\n\n".repeat(2000)).len() > 100);
    }
}
