//! Tables in plain text: rows parted by bars, by tabs, or by columns of at least two spaces. Which cells
//! are headers is told by figures: a first row or column without them, beside others with them.

use super::columns;
use super::lines::{Line, Piece};
use super::shape::{self, End};
use crate::model::{Attrs, Block, Cell, Heads, Inline, Row, Table};
use crate::source::Span;

/// How the cells of a row are parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Parting {
    Bars,
    Tabs,
}

/// The cells of a row as ranges of the text.
type Cells = Vec<std::ops::Range<usize>>;

/// A table that begins with the first of these pieces: how many pieces it takes.
pub(super) fn read(text: &str, lines: &[Line], pieces: &[&Piece<'_>]) -> Option<(Table, usize)> {
    let parted = [Parting::Bars, Parting::Tabs].into_iter().find_map(|parting| {
        let (rows, taken) = rows(text, lines, pieces, parting);
        (rows.len() >= 2).then_some((rows, taken))
    });
    let (rows, taken) = parted.or_else(|| {
        let (rows, taken) = columns::rows(text, lines, pieces);
        (rows.len() >= 3).then_some((rows, taken))
    })?;
    let ruled = pieces.get(1).is_some_and(|below| is_ruler(&below.text));
    Some((table(text, &rows, ruled), taken))
}

/// Rows whose cells a sign parts, and how many pieces they take.
fn rows(
    text: &str,
    lines: &[Line],
    pieces: &[&Piece<'_>],
    parting: Parting,
) -> (Vec<Cells>, usize) {
    let mut rows: Vec<Cells> = Vec::new();
    let mut taken = 0;
    for piece in pieces {
        if piece.lines.len() != 1 {
            break;
        }
        let line = lines[piece.lines.start].range.clone();
        let words = &text[line.clone()];
        if is_ruler(words) {
            // Above the first row stands a ruler only where the table is drawn.
            if rows.is_empty() && (taken > 0 || !words.starts_with(['+', '|', '┌'])) {
                break;
            }
            taken += 1;
            continue;
        }
        let row = cells(text, line, parting);
        if row.len() < 2 || rows.first().is_some_and(|first| !fits(parting, first.len(), row.len()))
        {
            break;
        }
        rows.push(row);
        taken += 1;
    }
    // Tabs before all rows are an indent, no cells.
    let lead = |row: &Cells| row.iter().take_while(|cell| cell.is_empty()).count();
    let indent = rows.iter().map(lead).min().unwrap_or(0);
    if parting == Parting::Tabs {
        rows.iter_mut().for_each(|row| drop(row.drain(..indent)));
    }
    (rows, taken)
}

/// Whether a row may have this many cells: a tab at the end of a row is easily lost.
fn fits(parting: Parting, first: usize, row: usize) -> bool {
    row == first || parting == Parting::Tabs && row < first
}

/// A line of a drawn table between its rows: `---|---`, `+-----+`.
pub(super) fn is_ruler(line: &str) -> bool {
    line.contains(['-', '=', '─']) && line.chars().all(|c| "-=+|: \t─┼│┌┬┐├┤└┴┘".contains(c))
}

fn cells(text: &str, line: std::ops::Range<usize>, parting: Parting) -> Cells {
    let words = &text[line.clone()];
    let sign = match parting {
        Parting::Bars if words.contains(" | ") || words.starts_with('|') => "|",
        Parting::Tabs => "\t",
        Parting::Bars => return Vec::new(),
    };
    let mut out: Cells = Vec::new();
    let mut at = 0;
    for part in words.split(sign) {
        let lead = part.len() - part.trim_start().len();
        let start = line.start + at + if lead == part.len() { 0 } else { lead };
        out.push(start..start + part.trim().len());
        at += part.len() + sign.len();
    }
    match parting {
        // Tabs before a row part empty cells from it.
        Parting::Tabs if out.len() >= 2 => {
            let tabs = text[..line.start].bytes().rev().take_while(|&b| b == b'\t').count();
            out.splice(0..0, std::iter::repeat_n(line.start..line.start, tabs.min(20)));
        }
        Parting::Bars => {
            // Bars at the edges of a row part nothing.
            if words.starts_with('|') {
                out.remove(0);
            }
            if words.ends_with('|') {
                out.pop();
            }
        }
        Parting::Tabs => {}
    }
    out
}

fn table(text: &str, rows: &[Cells], ruled: bool) -> Table {
    let is_figure = |cell: &std::ops::Range<usize>| is_figure(&text[cell.clone()]);
    let body = rows.get(1..).unwrap_or(&[]);
    let columns = rows.first().map_or(0, Vec::len);
    let figures_in = |column: usize| {
        let cells = || body.iter().filter_map(|row| row.get(column));
        cells().filter(|c| is_figure(c)).count() * 2 > cells().count()
    };
    let figures = (1..columns).any(figures_in);
    let first = rows.first().map_or(&[][..], Vec::as_slice);
    let head = ruled || first.iter().enumerate().all(|(k, cell)| heads(&text[cell.clone()], k));
    let years =
        || body.iter().filter_map(|row| row.first()).all(|cell| is_year(&text[cell.clone()]));
    // Without a head, the first of two cells says what the second is about.
    let pairs = !head && columns == 2 && !figures_in(0);
    let side = pairs || figures && columns > 1 && (!figures_in(0) || years());
    let row = |(index, cells): (usize, &Cells)| {
        let made = cells.iter().enumerate().map(|(column, range)| {
            let heads = match (index == 0 && head, column == 0 && side) {
                (true, _) => Some(Heads::Column),
                (false, true) => Some(Heads::Row),
                (false, false) => None,
            };
            cell(text, range, heads)
        });
        let span = cells.first().zip(cells.last()).map(|(a, b)| Span::new(a.start..b.end));
        Row { at: Attrs { span, ..Attrs::default() }, cells: made.collect() }
    };
    Table { caption: Vec::new(), rows: rows.iter().enumerate().map(row).collect() }
}

fn cell(text: &str, range: &std::ops::Range<usize>, heads: Option<Heads>) -> Cell {
    let words = &text[range.clone()];
    let at = Attrs { span: Some(Span::new(range.clone())), ..Attrs::default() };
    let content = match words {
        "" => Vec::new(),
        words => vec![Block { at: at.clone(), ..Block::paragraph(vec![Inline::text(words)]) }],
    };
    Cell { at, heads, colspan: 1, rowspan: 1, content }
}

/// Whether the first row may have this cell and be a head: its words are no value, no sentence, and no
/// remark in small letters. A row of years may head figures.
fn heads(cell: &str, column: usize) -> bool {
    const LONGEST: usize = 60;
    column == 0
        || is_year(cell)
        || !is_figure(cell)
            && !cell.starts_with(char::is_lowercase)
            && shape::end(cell) != End::Stop
            && cell.chars().count() <= LONGEST
}

/// Whether a cell is a value: a figure and its unit, or more figures than letters.
fn is_figure(cell: &str) -> bool {
    let digits = cell.chars().filter(|c| c.is_numeric()).count();
    let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
    let sign = |c: char| !c.is_alphanumeric();
    let leads = cell.trim_start_matches(sign).starts_with(char::is_numeric);
    digits > 0 && (digits >= letters || leads && shape::word_count(cell) <= 2 && letters <= 6)
}

fn is_year(cell: &str) -> bool {
    cell.len() == 4 && cell.parse::<u32>().is_ok_and(|year| (1800..=2199).contains(&year))
}
