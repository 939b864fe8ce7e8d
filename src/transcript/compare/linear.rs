//! A transcript as plain text tells it: rows of a table as sentences in which every cell stands after its
//! headers, addresses after the words of links, what an abbreviation stands for where it is first met.
//! It compares nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::text::is_unspaced;
use crate::transcript::{Carries, Cell, Group, Kind, Line, Link, Run, Transcript, What};

/// What is known of the text in which a document is looked for.
#[derive(Debug, Default)]
pub(super) struct To {
    /// Another program may have made it, which need not say the headers of a column in every row.
    custom: bool,
    /// It is what stands on pages without tags: addresses are not written out.
    untagged: bool,
    /// Its lines, if another program may tell pictures by their descriptions alone.
    lines: BTreeSet<String>,
}

impl To {
    pub(super) fn new(text: &Transcript, exact: bool) -> Self {
        if exact {
            return Self::default();
        }
        let bare = |line: &&Line| line.runs.iter().all(|run| run.what == What::Words);
        let lines = text.lines.iter().filter(bare).map(|line| super::fold::said(&line.text()));
        Self { custom: true, untagged: !text.carries.lists, lines: lines.collect() }
    }
}

/// The same document as plain text tells it.
pub(super) fn told(transcript: &Transcript, to: To) -> Transcript {
    let mut teller = Teller { to, ..Teller::default() };
    for line in &transcript.lines {
        teller.line(line);
    }
    Transcript {
        title: transcript.title.clone(),
        language: transcript.language.clone(),
        lines: teller.out,
        carries: Carries { tables: false, links: false, ..transcript.carries },
    }
}

#[derive(Default)]
struct Teller {
    to: To,
    out: Vec<Line>,
    explained: BTreeSet<Arc<str>>,
    tables: Vec<Table>,
}

/// A table that is being gone through.
#[derive(Default)]
struct Table {
    cells: Vec<(Cell, Vec<Line>)>,
    /// What each of them says, without addresses and expansions.
    words: Vec<String>,
    /// Inside a cell.
    open: bool,
}

/// More cells than this in one row have none of their headers said again: time stays linear.
const MAX_HEADERS: usize = 64;

impl Teller {
    fn line(&mut self, line: &Line) {
        match &line.kind {
            Kind::Start(Group::Table { .. }) => self.tables.push(Table::default()),
            Kind::End(Group::Table { .. }) => {
                let rows =
                    self.tables.pop().map(|table| table.rows(self.to.custom)).unwrap_or_default();
                for row in rows {
                    self.put(row);
                }
            }
            Kind::Start(Group::Cell(cell)) => {
                if let Some(table) = self.tables.last_mut() {
                    table.cells.push((cell.clone(), Vec::new()));
                    table.words.push(String::new());
                    table.open = true;
                }
            }
            Kind::End(Group::Cell(_)) => {
                if let Some(table) = self.tables.last_mut() {
                    table.open = false;
                }
            }
            // The caption of a table is a paragraph above it.
            Kind::Start(Group::Caption) | Kind::End(Group::Caption) if self.in_table() => {}
            _ => {
                let open = self.tables.iter_mut().rev().find(|table| table.open);
                if let Some(words) = open.and_then(|table| table.words.last_mut()) {
                    words.push(' ');
                    words.push_str(&line.text());
                }
                let runs = self.runs(&line.runs);
                self.put(Line { runs, ..line.clone() });
            }
        }
    }

    /// Whether a table was begun last, and none of its cells is open.
    fn in_table(&self) -> bool {
        self.tables.last().is_some_and(|table| !table.open)
    }

    /// A line where it belongs: in the innermost cell that is open.
    fn put(&mut self, mut line: Line) {
        let cell = self.tables.iter_mut().rev().find(|table| table.open);
        match cell.and_then(|table| table.cells.last_mut()) {
            Some((_, lines)) => {
                if !line.runs.is_empty() {
                    line.kind = Kind::Paragraph;
                    lines.push(line);
                }
            }
            None => self.out.push(line),
        }
    }

    fn runs(&mut self, runs: &[Run]) -> Vec<Run> {
        let mut out = Vec::with_capacity(runs.len());
        let mut link = String::new();
        for (index, run) in runs.iter().enumerate() {
            // Where words have no spaces between them, a line end in a text is none.
            let ends = || {
                let before = runs[..index].last()?.text.chars().next_back()?;
                Some((before, runs.get(index + 1)?.text.chars().next()?))
            };
            if run.what == What::Break
                && ends().is_some_and(|(a, b)| is_unspaced(a) && is_unspaced(b))
            {
                continue;
            }
            let described = run.what == What::Picture;
            let by_words = described && self.to.lines.contains(&super::fold::said(&run.text));
            let what = if by_words { What::Words } else { run.what };
            out.push(Run { what, link: None, expansion: None, ..run.clone() });
            let next = runs.get(index + 1);
            if let Some(expansion) = &run.expansion
                && next.is_none_or(|next| next.expansion != run.expansion)
                && self.explained.insert(expansion.clone())
            {
                out.push(Run::words(format!(" ({expansion})"), run.language.clone()));
            }
            if let Some(Link::External(address)) = &run.link {
                if run.what == What::Words {
                    link.push_str(&run.text);
                }
                let after = runs[index + 1..].iter().find(|next| next.what != What::Break);
                if after.is_some_and(|next| next.link == run.link) {
                    continue;
                }
                let said = bare(&link).ends_with(bare(address)) && !link.trim().is_empty();
                if !said && !self.to.untagged {
                    out.push(Run::words(format!(" ({address})"), None));
                }
            }
            if run.what != What::Break {
                link.clear();
            }
        }
        out
    }
}

/// An address without what is not said of it.
fn bare(address: &str) -> &str {
    let address = address.trim().trim_end_matches('/');
    let schemes = ["https://", "http://", "mailto:", "tel:"];
    schemes.iter().find_map(|scheme| address.strip_prefix(scheme)).unwrap_or(address)
}

impl Table {
    /// A line per row: the headers of the row, then each cell after the headers of its columns. A row of
    /// headers is told as it stands.
    fn rows(mut self, custom: bool) -> Vec<Line> {
        self.words.iter_mut().for_each(|words| *words = super::fold::said(words));
        let mut rows: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut by_words: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, (cell, _)) in self.cells.iter().enumerate() {
            rows.entry(cell.row).or_default().push(index);
            if cell.header {
                by_words.entry(self.words[index].clone()).or_default().push(index);
            }
        }
        rows.values().filter_map(|row| self.row(row, &by_words, custom)).collect()
    }

    fn row(
        &self,
        row: &[usize],
        by_words: &BTreeMap<String, Vec<usize>>,
        custom: bool,
    ) -> Option<Line> {
        let mut runs = Vec::new();
        let data: Vec<_> = row.iter().copied().filter(|&i| !self.cells[i].0.header).collect();
        let Some(&first) = data.first() else {
            row.iter().for_each(|&index| self.say(index, &mut runs));
            return self.told(row, runs);
        };
        // The headers of the row: those beside the first cell, then those between cells.
        let mut heads: Vec<usize> = Vec::new();
        let beside = self.headers(first, by_words, false);
        for index in beside.into_iter().chain(row.iter().copied()) {
            let known = heads.iter().any(|&head| self.words[head] == self.words[index]);
            if self.cells[index].0.header && !known && heads.len() < MAX_HEADERS {
                heads.push(index);
            }
        }
        heads.iter().for_each(|&index| self.say(index, &mut runs));
        for &index in &data {
            if self.cells[index].1.is_empty() {
                continue;
            }
            let above = self.headers(index, by_words, true);
            let from = runs.len();
            above.iter().for_each(|&header| self.say(header, &mut runs));
            if custom {
                runs[from..].iter_mut().for_each(|run| run.what = What::Own);
            }
            self.say(index, &mut runs);
        }
        self.told(row, runs)
    }

    fn told(&self, row: &[usize], runs: Vec<Run>) -> Option<Line> {
        let lines = row.iter().flat_map(|&index| &self.cells[index].1);
        let at = lines.map(|line| line.at.clone()).next().unwrap_or_default();
        (!runs.is_empty()).then(|| Line::new(Kind::Paragraph, runs, at))
    }

    /// The headers of a cell that stand above it, or those beside it.
    fn headers(
        &self,
        index: usize,
        by_words: &BTreeMap<String, Vec<usize>>,
        above: bool,
    ) -> Vec<usize> {
        let cell = &self.cells[index].0;
        let reaches = |from: usize, length: usize, to: usize, other: usize| {
            from < to + other && to < from + length
        };
        let stands = |header: &Cell| {
            if above {
                header.row < cell.row
                    && reaches(header.column, header.columns, cell.column, cell.columns)
            } else {
                header.column < cell.column && reaches(header.row, header.rows, cell.row, cell.rows)
            }
        };
        let near = |name: &String| {
            let same = by_words.get(&super::fold::said(name))?;
            // The nearest of those that say it.
            let before = same.partition_point(|&header| header < index);
            let mut candidates = same[..before].iter().rev().take(MAX_HEADERS);
            candidates.find(|&&header| stands(&self.cells[header].0)).copied()
        };
        cell.headers.iter().filter_map(near).collect()
    }

    fn say(&self, index: usize, runs: &mut Vec<Run>) {
        for line in &self.cells[index].1 {
            if !runs.is_empty() {
                runs.push(Run::words("; ", None));
            }
            runs.extend(line.runs.iter().cloned());
        }
    }
}
