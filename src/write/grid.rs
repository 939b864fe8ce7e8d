//! Where the cells of a table stand in its grid, and which headers each of them has. It knows no
//! format.

use std::collections::BTreeMap;

use crate::model::{Cell, Heads, Table};

/// A cell by its row and its place among the cells of that row.
pub type CellIndex = (usize, usize);

/// A cell with its place and its headers.
#[derive(Debug)]
pub struct Placed<'a> {
    /// The cell.
    pub cell: &'a Cell,
    /// Its row and its place among the cells that start there.
    pub index: CellIndex,
    /// The first grid column that it takes, from 0.
    pub column: usize,
    /// The headers of its row, nearest block of them, in reading order.
    pub row_headers: Vec<CellIndex>,
    /// The headers of its columns, nearest block of them, in reading order.
    pub column_headers: Vec<CellIndex>,
}

/// More headers than this for one cell help nobody, and would make hostile tables slow.
const MOST_HEADERS: usize = 16;

/// A run of headers on the way to a cell: a header after a data cell starts a new one.
#[derive(Default, Clone)]
struct Run {
    headers: Vec<CellIndex>,
    open: bool,
}

impl Run {
    fn pass(&mut self, header: Option<CellIndex>) {
        if let Some(header) = header {
            if !self.open {
                self.headers.clear();
            }
            if self.headers.last() != Some(&header) {
                if self.headers.len() == MOST_HEADERS {
                    self.headers.remove(0);
                }
                self.headers.push(header);
            }
        }
        self.open = header.is_some();
    }
}

impl Cell {
    /// Whether it heads what is below it.
    pub fn heads_column(&self) -> bool {
        matches!(self.heads, Some(Heads::Column | Heads::Both))
    }

    /// Whether it heads what is beside it.
    pub fn heads_row(&self) -> bool {
        matches!(self.heads, Some(Heads::Row | Heads::Both))
    }
}

/// The columns that a cell takes, within what any table can have.
fn width(cell: &Cell) -> usize {
    cell.colspan.clamp(1, 10_000) as usize
}

/// A cell from a row above that reaches into this one.
struct Hanging<'a> {
    cell: &'a Cell,
    index: CellIndex,
    rows_left: u32,
}

/// The cells of a table, row by row, in reading order.
pub fn place(table: &Table) -> Vec<Vec<Placed<'_>>> {
    let mut columns: Vec<Run> = Vec::new();
    let mut hanging: BTreeMap<usize, Hanging<'_>> = BTreeMap::new();
    let mut rows = Vec::with_capacity(table.rows.len());
    for (r, row) in table.rows.iter().enumerate() {
        let mut placed = Vec::with_capacity(row.cells.len());
        let (mut column, mut beside) = (0, Run::default());
        let mut below: BTreeMap<usize, Hanging<'_>> = BTreeMap::new();
        let mut cells = row.cells.iter().enumerate();
        loop {
            // What hangs down from above comes first at its column.
            let (cell, index, rows_left) = if let Some(above) = hanging.remove(&column) {
                (above.cell, above.index, above.rows_left)
            } else if let Some((c, cell)) = cells.next() {
                let (row_headers, column_headers) =
                    (beside.headers.clone(), merged(&columns, column, width(cell)));
                placed.push(Placed { cell, index: (r, c), column, row_headers, column_headers });
                (cell, (r, c), cell.rowspan)
            } else if let Some((&next, _)) = hanging.range(column..).next() {
                column = next;
                continue;
            } else {
                break;
            };
            beside.pass(cell.heads_row().then_some(index));
            let end = column + width(cell);
            if columns.len() < end {
                columns.resize(end, Run::default());
            }
            for run in &mut columns[column..end] {
                run.pass(cell.heads_column().then_some(index));
            }
            if rows_left > 1 {
                below.insert(column, Hanging { cell, index, rows_left: rows_left - 1 });
            }
            column = end;
        }
        hanging = below;
        rows.push(placed);
    }
    rows
}

fn merged(columns: &[Run], from: usize, span: usize) -> Vec<CellIndex> {
    let to = (from + span).min(columns.len());
    let runs = columns.get(from..to).unwrap_or(&[]);
    let mut headers: Vec<_> = runs.iter().flat_map(|run| run.headers.iter().copied()).collect();
    headers.sort_unstable();
    headers.dedup();
    headers.truncate(MOST_HEADERS);
    headers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Attrs, Row};

    fn cell(heads: Option<Heads>, colspan: u32, rowspan: u32) -> Cell {
        Cell { at: Attrs::default(), heads, colspan, rowspan, content: vec![] }
    }

    #[test]
    fn spans_move_cells_and_headers_reach_over_them() {
        use Heads::{Column, Row as R};
        let rows = [
            vec![cell(Some(Column), 1, 2), cell(Some(Column), 2, 1)],
            vec![cell(Some(Column), 1, 1), cell(Some(Column), 1, 1)],
            vec![cell(Some(R), 1, 2), cell(None, 1, 1), cell(None, 1, 1)],
            vec![cell(None, 2, 1)],
        ];
        let rows = rows.map(|cells| Row { at: Attrs::default(), cells }).into();
        let table = Table { caption: vec![], rows };
        let placed = place(&table);
        assert_eq!(placed[1][0].column, 1);
        assert_eq!(placed[2][2].column_headers, [(0, 1), (1, 1)]);
        assert_eq!(placed[2][2].row_headers, [(2, 0)]);
        assert_eq!((placed[3][0].column, &placed[3][0].row_headers[..]), (1, &[(2, 0)][..]));
        assert_eq!(placed[3][0].column_headers, [(0, 1), (1, 0), (1, 1)]);
    }

    #[test]
    fn a_header_below_data_replaces_those_above() {
        let row = |heads| Row { at: Attrs::default(), cells: vec![cell(heads, 1, 1)] };
        let rows = vec![row(Some(Heads::Column)), row(None), row(Some(Heads::Column)), row(None)];
        let table = Table { caption: vec![], rows };
        assert_eq!(place(&table)[3][0].column_headers, [(2, 0)]);
    }
}
