//! Words to lines: white space collapses as CSS says, words of different blocks never run together, and
//! equal neighbours become one run. It knows no element.

use std::sync::Arc;

use crate::check::html::names::is_space;
use crate::check::html::page::Id;
use crate::transcript::{At, Group, Kind, Line, Link, Run, What};

/// What is in force for words where they stand.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Style {
    pub(super) language: Option<Arc<str>>,
    /// The link, and its element: two links to one place stay two.
    pub(super) link: Option<(Id, Link)>,
    pub(super) expansion: Option<Arc<str>>,
    pub(super) deleted: bool,
    pub(super) raised: bool,
    /// Spaces and line ends are kept.
    pub(super) preserves: bool,
}

/// Lines as they come to be.
#[derive(Default)]
pub(super) struct Flow {
    pub(super) lines: Vec<Line>,
    /// The line that is open: its runs with the element of their link.
    runs: Vec<(Run, Option<Id>)>,
    kind: Kind,
    at: At,
    /// A block has begun or ended since the last words of preformatted text: others stand on a new line.
    parted: bool,
    /// In a line that blocks inside it do not end: a heading.
    pub(super) held: usize,
}

impl Flow {
    /// Where words stand that come next, unless the open line has some already.
    pub(super) fn stand(&mut self, at: impl FnOnce() -> At) {
        if self.runs.is_empty() {
            self.at = at();
        }
    }

    /// The kind of the line that begins now.
    pub(super) fn begin(&mut self, kind: Kind) {
        self.end_line();
        self.kind = kind;
    }

    /// Adds words of the page.
    pub(super) fn words(&mut self, text: &str, style: &Style) {
        if style.preserves && self.held == 0 {
            return self.preserved(text, style);
        }
        let mut rest = text;
        while !rest.is_empty() {
            let words = rest.trim_start_matches(is_space);
            if words.len() < rest.len() {
                self.space(style);
            }
            let end = words.find(is_space).unwrap_or(words.len());
            self.add(What::Words, &words[..end], style);
            rest = &words[end..];
        }
    }

    /// Adds words whose spaces and line ends are kept.
    fn preserved(&mut self, text: &str, style: &Style) {
        if self.kind == Kind::Preformatted {
            let ends_line = |(last, _): &(Run, _)| last.text.ends_with('\n');
            if std::mem::take(&mut self.parted)
                && !text.starts_with('\n')
                && !self.runs.last().is_none_or(ends_line)
            {
                self.add(What::Words, "\n", style);
            }
            return self.add(What::Words, text, style);
        }
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.line_end(style);
            }
            self.add(What::Words, line, style);
        }
    }

    /// Adds a space between words, if there is none.
    pub(super) fn space(&mut self, style: &Style) {
        let wanted = self
            .runs
            .last()
            .is_some_and(|(last, _)| last.what != What::Break && !last.text.ends_with(is_space));
        if wanted {
            self.add(What::Words, " ", style);
        }
    }

    /// Ends the line as the author does: `br`.
    pub(super) fn line_end(&mut self, style: &Style) {
        if self.kind == Kind::Preformatted {
            self.add(What::Words, "\n", style);
        } else if self.held > 0 {
            self.space(style);
        } else if !self.runs.is_empty() {
            self.trim_end();
            self.push(What::Break, "", style);
        }
    }

    /// Adds a picture, a formula, a reference: what stays whole.
    pub(super) fn whole(&mut self, what: What, text: &str, style: &Style) {
        self.push(what, text, style);
    }

    fn add(&mut self, what: What, text: &str, style: &Style) {
        if text.is_empty() {
            return;
        }
        if let Some((last, link)) = self.runs.last_mut()
            && last.what == what
            && *link == style.link.as_ref().map(|(id, _)| *id)
            && last.language == style.language
            && last.expansion == style.expansion
            && (last.deleted, last.raised) == (style.deleted, style.raised)
        {
            last.text.push_str(text);
            return;
        }
        self.push(what, text, style);
    }

    fn push(&mut self, what: What, text: &str, style: &Style) {
        let run = Run {
            what,
            text: text.to_owned(),
            language: style.language.clone(),
            link: style.link.as_ref().map(|(_, link)| link.clone()),
            expansion: style.expansion.clone(),
            deleted: style.deleted,
            raised: style.raised,
        };
        self.runs.push((run, style.link.as_ref().map(|(id, _)| *id)));
    }

    fn trim_end(&mut self) {
        while let Some((last, _)) = self.runs.last_mut() {
            match last.what {
                What::Words => {
                    let end = last.text.trim_end_matches(is_space).len();
                    last.text.truncate(end);
                    if end > 0 {
                        return;
                    }
                }
                What::Break => {}
                _ => return,
            }
            self.runs.pop();
        }
    }

    /// A block begins or ends: the line does too, unless it is one that holds blocks.
    pub(super) fn edge(&mut self, style: &Style) {
        match self.kind {
            _ if self.held > 0 => self.space(style),
            Kind::Preformatted => self.parted = true,
            _ => self.end_line(),
        }
    }

    /// Ends the open line, if it has words.
    pub(super) fn end_line(&mut self) {
        self.trim_end();
        let kind = std::mem::take(&mut self.kind);
        self.parted = false;
        let at = std::mem::take(&mut self.at);
        let runs: Vec<Run> =
            std::mem::take(&mut self.runs).into_iter().map(|(run, _)| run).collect();
        if !runs.is_empty() {
            self.lines.push(Line { kind, runs, at });
        }
    }

    /// A group begins.
    pub(super) fn start(&mut self, group: Group, at: At) {
        self.end_line();
        self.lines.push(Line::new(Kind::Start(group), Vec::new(), at));
    }

    /// The group ends; a group that must hold something is left out if it does not.
    pub(super) fn end(&mut self, group: Group, at: At) {
        self.end_line();
        let is_empty =
            self.lines.last().is_some_and(|last| last.kind == Kind::Start(group.clone()));
        let may_be_empty = matches!(group, Group::Cell(_) | Group::Item { .. });
        if is_empty && !may_be_empty {
            self.lines.pop();
        } else {
            self.lines.push(Line::new(Kind::End(group), Vec::new(), at));
        }
    }
}
