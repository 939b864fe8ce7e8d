//! The lines at the top of a plain text: its title, what is said of it, its language. It knows nothing of
//! what follows.

use super::inline::{Words, runs};
use super::read::{joined, span};
use crate::text::{Labels, Language, labels};
use crate::transcript::{Kind, Line};

/// The top of a text; there is one if its last line says the language.
pub(super) struct Top {
    pub(super) language: Language,
    /// What the program says in this language.
    pub(super) labels: &'static Labels,
    /// Where it ends.
    pub(super) end: usize,
}

impl Top {
    pub(super) fn of(text: &str) -> Option<Self> {
        let head = text.split("\n\n").next().unwrap_or_default();
        let (_, last) = entries(head).pop()?;
        let (language, labels) = language_line(&last)?;
        Some(Self { language, labels, end: head.len() })
    }

    /// Its lines but for the last; the first is the title.
    pub(super) fn lines(&self, text: &str, words: &Words) -> Vec<Line> {
        let mut entries = entries(&text[..self.end]);
        entries.pop();
        let line = |(index, (at, entry)): (usize, (usize, String))| {
            let kind = if index == 0 { Kind::Heading(1) } else { Kind::Paragraph };
            Line::new(kind, runs(&entry, words), span(at, entry.len()))
        };
        entries.into_iter().enumerate().map(line).collect()
    }
}

/// What stands at the top, each with its first byte. An indented line goes on from the one above.
fn entries(head: &str) -> Vec<(usize, String)> {
    let mut entries: Vec<(usize, String)> = Vec::new();
    let mut at = 0;
    for line in head.split_inclusive('\n') {
        match entries.last_mut().filter(|_| line.starts_with(' ')) {
            Some((_, entry)) => *entry = joined(&[entry, line.trim()]).replace('\n', " "),
            None => entries.push((at, line.trim_end().to_owned())),
        }
        at += line.len();
    }
    entries
}

/// The language that the last line of the top says, and the labels that go with it.
fn language_line(line: &str) -> Option<(Language, &'static Labels)> {
    let (label, tag) = line.rsplit_once(": ")?;
    let language = Language::parse(tag)?;
    let labels = labels(&language);
    (labels.language == label).then_some((language, labels))
}
