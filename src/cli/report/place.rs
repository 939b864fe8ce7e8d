//! Places as people and tools count them: lines and columns, the line itself with what is meant in it,
//! and what stays the same of a finding when its place moves. It knows no form of report.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::diagnostic::{Finding, Place};
use crate::source::{Source, Span};

/// A point in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) struct Point {
    /// The line, from 1.
    pub(in crate::cli) line: u32,
    /// The column, from 1, in Unicode scalar values.
    pub(in crate::cli) column: u32,
    /// The column, from 1, in UTF-16 code units.
    pub(in crate::cli) utf16: u32,
}

/// A range of a text; half open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) struct Region {
    /// The first character.
    pub(in crate::cli) start: Point,
    /// One past the last.
    pub(in crate::cli) end: Point,
}

/// The line in which something stands, as much of it as can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) struct Excerpt {
    /// The number of the line, from 1.
    pub(in crate::cli) line: u32,
    /// A part of the line.
    pub(in crate::cli) text: String,
    /// Characters of it before what is meant.
    pub(in crate::cli) indent: usize,
    /// Characters of what is meant, at least 1.
    pub(in crate::cli) length: usize,
}

/// Bytes of a span from which nobody cares where it ends.
const LONG: u32 = 64 * 1024;

/// Counts columns in one text. Asked in the order of the text it looks at each character once, however
/// long the lines are.
pub(super) struct Locator<'a> {
    source: &'a Source,
    line: u32,
    at: usize,
    beyond: u32,
}

impl<'a> Locator<'a> {
    pub(super) fn new(source: &'a Source) -> Self {
        Self { source, line: 1, at: 0, beyond: 0 }
    }

    /// The region of a span; of one that is very long, its start. None if there is no text.
    pub(super) fn region(&mut self, span: Span) -> Option<Region> {
        if self.source.text().is_empty() {
            return None;
        }
        let start = self.point(span.start);
        // The next finding may well begin inside this one.
        let (line, at, beyond) = (self.line, self.at, self.beyond);
        let long = span.end.saturating_sub(span.start) > LONG;
        let end = self.point(if long { span.start } else { span.end.max(span.start) });
        (self.line, self.at, self.beyond) = (line, at, beyond);
        Some(Region { start, end })
    }

    fn point(&mut self, offset: u32) -> Point {
        let location = self.source.locate(offset);
        let offset = (offset as usize).min(self.source.text().len());
        if location.line != self.line || offset < self.at {
            let before = self.source.text().get(..offset).unwrap_or("");
            self.at = before.rfind('\n').map_or(0, |newline| newline + 1);
            (self.line, self.beyond) = (location.line, 0);
        }
        let part = self.source.text().get(self.at..offset).unwrap_or("");
        let beyond = part.chars().filter(|&c| c > '\u{FFFF}').count();
        self.beyond = self.beyond.saturating_add(u32::try_from(beyond).unwrap_or(u32::MAX));
        self.at = offset;
        Point {
            line: location.line,
            column: location.column,
            utf16: location.column.saturating_add(self.beyond),
        }
    }
}

/// Characters of a line that are shown around what is meant.
const EXCERPT: usize = 100;
/// Characters of what is meant that are marked.
const MARKED: usize = 40;

/// The line in which a span starts; none if it is blank.
pub(super) fn excerpt(source: &Source, span: Span) -> Option<Excerpt> {
    let (start, end) = (span.start as usize, span.end.max(span.start) as usize);
    let text = source.text();
    // A line may have megabytes: only what is shown of it is looked at.
    let before = text.get(..start).unwrap_or("").chars().rev();
    let before: Vec<char> = before.take_while(|&c| c != '\n').take(EXCERPT / 2).collect();
    let after = text.get(start..).unwrap_or("").chars().take_while(|&c| c != '\n');
    let after: String = after.take(EXCERPT - before.len()).collect();
    let after = after.trim_end_matches('\r');
    let part: String = before.iter().rev().copied().chain(after.chars()).collect();
    let length = text.get(start..end).map_or(0, |words| words.chars().take(MARKED).count());
    (!part.trim().is_empty()).then(|| Excerpt {
        line: source.locate(span.start).line,
        indent: before.len(),
        length: length.min(after.chars().count()).max(1),
        text: part,
    })
}

/// What there is to say of a place beyond the file and its lines: `page 3 /Document/Figure[2]`.
pub(in crate::cli) fn inside(place: &Place) -> Option<String> {
    let Place::Output { page, path, .. } = place else { return None };
    let mut out = page.map_or_else(String::new, |page| format!("page {page}"));
    if !path.is_empty() {
        let _ = write!(out, "{}{path}", if out.is_empty() { "" } else { " " });
    }
    (!out.is_empty()).then_some(out)
}

/// Bytes of the words that are part of a fingerprint.
const WORDS: usize = 200;

/// Makes the fingerprints of one file's findings: from the rule, the message, the words that are meant
/// and the kind of place, not from line, column, page or position; equal ones are numbered.
#[derive(Debug, Default)]
pub(super) struct Fingerprints(BTreeMap<String, usize>);

impl Fingerprints {
    pub(super) fn of(&mut self, finding: &Finding, span: Option<Span>, source: &Source) -> String {
        let bytes = source.text().as_bytes();
        let words = span.and_then(|span| bytes.get(span.start as usize..span.end as usize));
        let words = words.map_or(&[][..], |words| &words[..words.len().min(WORDS)]);
        let path = match &finding.place {
            Place::Output { path, .. } => path.as_str(),
            Place::Document | Place::Source(_) => "",
        };
        let mut hash = Sha256::new();
        for part in
            [finding.rule.id.as_bytes(), finding.message.as_bytes(), words, steady(path).as_bytes()]
        {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        let mut out = String::new();
        for byte in &hash.finalize()[..8] {
            let _ = write!(out, "{byte:02x}");
        }
        let count = self.0.entry(out.clone()).or_default();
        *count += 1;
        let _ = write!(out, ":{count}");
        out
    }
}

/// A path without positions: `/Document/Figure[2]` becomes `/Document/Figure`, `a.xhtml:12:5` `a.xhtml`.
fn steady(path: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for part in path.split_inclusive(['[', ']']) {
        if !inside {
            out.push_str(part.trim_end_matches(['[', ']']));
        }
        inside = part.ends_with('[');
    }
    out.trim_end_matches(|c: char| c == ':' || c.is_ascii_digit()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::rules::image::ALT_MISSING;

    #[test]
    fn columns_are_counted_in_characters_and_in_utf_16() {
        let source = Source::new("a", "x\né😀b😀c");
        let mut locator = Locator::new(&source);
        let region = locator.region(Span::new(8..13)).unwrap();
        assert_eq!(region.start, Point { line: 2, column: 3, utf16: 4 });
        assert_eq!(region.end, Point { line: 2, column: 5, utf16: 7 });
        let back = locator.region(Span::new(4..99)).unwrap();
        assert_eq!(back.start, Point { line: 2, column: 2, utf16: 2 });
        assert_eq!(back.end, Point { line: 2, column: 6, utf16: 8 });
    }

    #[test]
    fn a_fingerprint_stays_when_its_place_moves() {
        let find = |path: &str| {
            let place =
                Place::Output { file: "a.pdf".into(), page: None, path: path.into(), source: None };
            Finding::new(&ALT_MISSING, place, "a picture has no description")
        };
        let source = Source::new("a.pdf", "");
        let mut prints = Fingerprints::default();
        let one = prints.of(&find("/Document/Figure[1]"), None, &source);
        let two = prints.of(&find("/Document/Figure[2]"), None, &source);
        assert_eq!(one.replace(":1", ":2"), two);
        let other = prints.of(&find("/Document/Sect[1]/Figure[1]"), None, &source);
        assert!(other.ends_with(":1") && one != other, "{one} {other}");
        assert_eq!(steady("EPUB/a.xhtml:12:5"), "EPUB/a.xhtml");
    }
}
