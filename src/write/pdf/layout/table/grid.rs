//! Where the cells of a table stand in its grid, and how wide its columns are. It knows no text.

use super::super::measure::Extent;
use crate::model::{Cell, Heads, Row, Table};

/// A span of more columns than this is taken for a slip.
const MAX_SPAN: usize = 1000;

/// A cell in its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed<'a> {
    pub(super) row: &'a Row,
    pub(super) cell: &'a Cell,
    pub(super) first_row: usize,
    pub(super) rows: usize,
    pub(super) column: usize,
    pub(super) columns: usize,
}

/// A table's cells in their places, in reading order.
#[derive(Debug)]
pub(super) struct Grid<'a> {
    pub(super) cells: Vec<Placed<'a>>,
    pub(super) columns: usize,
    pub(super) rows: usize,
}

impl<'a> Grid<'a> {
    pub(super) fn new(table: &'a Table) -> Self {
        let rows = table.rows.len();
        let mut cells = Vec::new();
        // For each column the first row in which it is free.
        let mut free: Vec<usize> = Vec::new();
        for (first_row, row) in table.rows.iter().enumerate() {
            let mut column = 0;
            for cell in &row.cells {
                let span = |n: u32| usize::try_from(n).unwrap_or(1).max(1);
                let columns = span(cell.colspan).min(MAX_SPAN);
                let rows = span(cell.rowspan).min(rows - first_row);
                while let Some(taken) =
                    free.iter().skip(column).take(columns).rposition(|&until| until > first_row)
                {
                    column += taken + 1;
                }
                if free.len() < column + columns {
                    free.resize(column + columns, 0);
                }
                free[column..column + columns].fill(first_row + rows);
                cells.push(Placed { row, cell, first_row, rows, column, columns });
                column += columns;
            }
        }
        Self { cells, columns: free.len(), rows }
    }

    /// Whether a row is tied to the next one by a cell that spans both.
    pub(super) fn ties(&self) -> Vec<bool> {
        let mut ties = vec![false; self.rows];
        let mut until = 0;
        let mut cells = self.cells.iter().peekable();
        for (row, tie) in ties.iter_mut().enumerate() {
            while let Some(cell) = cells.next_if(|cell| cell.first_row == row) {
                until = until.max(row + cell.rows);
            }
            *tie = until > row + 1;
        }
        ties
    }

    /// How many rows at the top head the columns; 0 if all do.
    pub(super) fn header_rows(&self, table: &Table, ties: &[bool]) -> usize {
        let heads = |cell: &Cell| matches!(cell.heads, Some(Heads::Column | Heads::Both));
        let is_header = |row: &&Row| !row.cells.is_empty() && row.cells.iter().all(heads);
        let mut count = table.rows.iter().take_while(is_header).count();
        while count > 0 && ties.get(count - 1) == Some(&true) {
            count -= 1;
        }
        if count == self.rows { 0 } else { count }
    }
}

/// What columns need, from what their cells need.
pub(super) fn columns(count: usize, cells: &[(Placed<'_>, Extent)]) -> Vec<Extent> {
    let mut columns = vec![Extent::default(); count];
    for (cell, extent) in cells.iter().filter(|(cell, _)| cell.columns == 1) {
        columns[cell.column] = columns[cell.column].or(*extent);
    }
    // What a spanning cell needs beyond that is shared by its columns.
    for (cell, extent) in cells.iter().filter(|(cell, _)| cell.columns > 1) {
        let spanned = &mut columns[cell.column..cell.column + cell.columns];
        let have = spanned.iter().fold(Extent::default(), |sum, column| sum.plus(*column));
        let share = 1.0 / to_f32(cell.columns);
        let (min, max) = (extent.min - have.min, extent.max - have.max);
        for column in spanned {
            column.min += min.max(0.0) * share;
            column.max = (column.max + max.max(0.0) * share).max(column.min);
        }
    }
    columns
}

/// The widths of columns in so much room, never wider than they need. A column with four times as much to
/// say gets twice the width, so that long text is no tower beside short words.
pub(super) fn widths(columns: &[Extent], room: f32) -> Vec<f32> {
    let sum = columns.iter().fold(Extent::default(), |sum, column| sum.plus(*column));
    if sum.min > room {
        // Words will break. Nobody gets less than half of an equal share.
        let least = 0.5 * room / to_f32(columns.len());
        let rest: f32 = columns.iter().map(|column| (column.min - least).max(0.0)).sum();
        let share = (room - least * to_f32(columns.len())) / rest.max(f32::MIN_POSITIVE);
        return columns.iter().map(|c| least + (c.min - least).max(0.0) * share).collect();
    }
    // Columns of short words do not wrap at all, if that leaves the others what they need.
    let short = 0.8 * room / to_f32(columns.len());
    let whole = |c: &Extent| if c.max <= short { c.max } else { c.min };
    let roomy = columns.iter().map(whole).sum::<f32>() <= room;
    let least = |c: &Extent| if roomy { whole(c) } else { c.min };
    let level_widths = |level: f32| {
        columns.iter().map(move |c| (level * c.max.sqrt()).clamp(least(c), c.max.max(c.min)))
    };
    let (mut low, mut high) = (0.0, columns.iter().fold(0.0f32, |high, c| high.max(c.max)));
    if sum.max > room {
        for _ in 0..24 {
            let level = f32::midpoint(low, high);
            if level_widths(level).sum::<f32>() > room { high = level } else { low = level }
        }
        high = low;
    }
    level_widths(high).collect()
}

#[allow(clippy::cast_precision_loss, reason = "tables have far fewer than 2^24 columns")]
pub(super) fn to_f32(count: usize) -> f32 {
    count as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_room_and_get_what_their_words_need() {
        let column = |min, max| Extent { min, max };
        let short_beside_long = [column(40.0, 50.0), column(60.0, 2000.0), column(30.0, 30.0)];
        assert_eq!(widths(&short_beside_long, 3000.0), [50.0, 2000.0, 30.0]);
        for room in [100.0, 131.0, 200.0, 400.0, 1000.0] {
            let widths = widths(&short_beside_long, room);
            assert!((widths.iter().sum::<f32>() - room).abs() < 0.1, "{room} {widths:?}");
            if room > 130.0 {
                let wide_enough = widths.iter().zip(&short_beside_long).all(|(w, c)| *w >= c.min);
                assert!(wide_enough, "{room} {widths:?}");
            }
        }
    }
}
