//! Where the cells of a table stand, and after which headers each is announced: HTML's algorithm for
//! header cells, which PDF shares. The nearest block of headers counts: one that follows a cell of data
//! takes the place of those before it.

use crate::model::{Cell, Heads, Table};
use crate::transcript::{self, Group, Kind, Line};

/// A cell in the grid.
pub(super) struct Placed<'a> {
    pub(super) cell: &'a Cell,
    row: usize,
    pub(super) column: usize,
    pub(super) columns: usize,
    /// The headers of its columns, then those of its row, by their numbers among all cells.
    headers: Vec<usize>,
}

impl Placed<'_> {
    /// The cell as it is announced; its headers have no words yet.
    pub(super) fn announced(&self) -> transcript::Cell {
        transcript::Cell {
            row: self.row,
            column: self.column,
            rows: self.cell.rowspan.max(1) as usize,
            columns: self.columns,
            header: self.cell.heads.is_some(),
            headers: Vec::new(),
        }
    }
}

/// More headers than this for one cell help nobody.
const MOST_HEADERS: usize = 16;
/// The columns that one cell takes at most, as in HTML.
const MOST_COLUMNS: usize = 1000;

/// The headers on the way to a cell.
#[derive(Default, Clone)]
struct Way {
    headers: Vec<usize>,
    among_headers: bool,
}

impl Way {
    fn pass(&mut self, header: Option<usize>) {
        if let Some(header) = header {
            if !self.among_headers {
                self.headers.clear();
            }
            if self.headers.len() < MOST_HEADERS && self.headers.last() != Some(&header) {
                self.headers.push(header);
            }
        }
        self.among_headers = header.is_some();
    }
}

/// A column as rows go by.
#[derive(Default, Clone)]
struct Column {
    way: Way,
    /// The cell that reaches down into this row, and for how many rows it still does.
    above: Option<(usize, u32, bool)>,
}

/// The cells of a table, row by row.
pub(super) fn place(table: &Table) -> Vec<Vec<Placed<'_>>> {
    let mut columns: Vec<Column> = Vec::new();
    let (mut rows, mut number) = (Vec::with_capacity(table.rows.len()), 0);
    for (r, row) in table.rows.iter().enumerate() {
        let mut placed = Vec::with_capacity(row.cells.len());
        let (mut at, mut beside) = (0, Way::default());
        for cell in &row.cells {
            at = pass_taken(&mut columns, at, &mut beside);
            let width = (cell.colspan.max(1) as usize).min(MOST_COLUMNS);
            if columns.len() < at + width {
                columns.resize(at + width, Column::default());
            }
            let own = &mut columns[at..at + width];
            let mut headers: Vec<usize> =
                own.iter().flat_map(|column| column.way.headers.iter().copied()).collect();
            headers.sort_unstable();
            headers.dedup();
            headers.truncate(MOST_HEADERS);
            headers.extend(beside.headers.iter().copied());
            let heads = |which| matches!(cell.heads, Some(h) if h == which || h == Heads::Both);
            for column in own {
                column.way.pass(heads(Heads::Column).then_some(number));
                column.above =
                    (cell.rowspan > 1).then_some((number, cell.rowspan, heads(Heads::Row)));
            }
            beside.pass(heads(Heads::Row).then_some(number));
            placed.push(Placed { cell, row: r, column: at, columns: width, headers });
            at += width;
            number += 1;
        }
        for column in &mut columns {
            column.above = column
                .above
                .and_then(|(cell, left, heads)| (left > 1).then_some((cell, left - 1, heads)));
        }
        rows.push(placed);
    }
    rows
}

/// Goes on over what hangs down from rows above.
fn pass_taken(columns: &mut [Column], mut at: usize, beside: &mut Way) -> usize {
    while let Some(column) = columns.get_mut(at)
        && let Some((cell, _, heads_row)) = column.above
    {
        beside.pass(heads_row.then_some(cell));
        at += 1;
    }
    at
}

/// Gives the cells that were told the words of their headers. `lines` are those of the cells.
pub(super) fn name_headers(placed: &[Vec<Placed<'_>>], lines: &mut [Line]) {
    // Where each cell begins, by its number, and what it says.
    let mut starts = Vec::new();
    let (mut words, mut depth): (Vec<String>, usize) = (Vec::new(), 0);
    for (index, line) in lines.iter().enumerate() {
        match &line.kind {
            Kind::Start(Group::Table { .. }) => depth += 1,
            Kind::End(Group::Table { .. }) => depth = depth.saturating_sub(1),
            Kind::Start(Group::Cell(_)) if depth == 0 => {
                starts.push(index);
                words.push(String::new());
            }
            _ => {}
        }
        if let Some(words) = words.last_mut()
            && !line.runs.is_empty()
        {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(&line.text());
        }
    }
    let cells = placed.iter().flatten();
    for (cell, start) in cells.zip(starts) {
        if let Kind::Start(Group::Cell(announced)) = &mut lines[start].kind {
            let names = cell.headers.iter().filter_map(|&header| words.get(header));
            announced.headers = names.filter(|name| !name.is_empty()).cloned().collect();
        }
    }
}
