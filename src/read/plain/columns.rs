//! Rows whose cells stand below each other, parted by two spaces or more. A cell that is missing is told
//! by the places of the others; what they say is looked at elsewhere.

use std::ops::Range;

use super::lines::{Line, Piece};
use super::{lists, tables};

/// Rows of more cells are none.
const MOST: usize = 200;

/// What stands between gaps of a line, and its columns on the page.
struct Segment {
    range: Range<usize>,
    left: usize,
    right: usize,
}

/// The rows that begin with the first of these pieces, and how many pieces they take. Missing cells are
/// empty ranges.
pub(super) fn rows(
    text: &str,
    lines: &[Line],
    pieces: &[&Piece<'_>],
) -> (Vec<Vec<Range<usize>>>, usize) {
    let all = || Rows { text, lines, pieces, at: 0 };
    // Cells that stand below each other nowhere can only be counted.
    let count = all().next().map_or(0, |(_, row)| row.len());
    let counted: Vec<_> = all().take_while(|(_, row)| row.len() == count).collect();
    let mut columns = Columns::default();
    let aligned: Vec<_> = all().take_while(|(_, row)| columns.take(row)).collect();
    let is_aligned = aligned.len() > counted.len();
    let found = if is_aligned { aligned } else { counted };
    let taken = found.last().map_or(0, |(at, _)| at + 1);
    let place = |(_, row): (usize, Vec<Segment>)| -> Vec<Range<usize>> {
        if is_aligned {
            columns.place(row)
        } else {
            row.into_iter().map(|cell| cell.range).collect()
        }
    };
    (found.into_iter().map(place).collect(), taken)
}

/// The lines that could be rows, with their places among the pieces.
struct Rows<'a, 'b> {
    text: &'a str,
    lines: &'a [Line],
    pieces: &'a [&'a Piece<'b>],
    at: usize,
}

impl Iterator for Rows<'_, '_> {
    type Item = (usize, Vec<Segment>);

    fn next(&mut self) -> Option<Self::Item> {
        let first = self.at == 0;
        loop {
            let piece = self.pieces.get(self.at)?;
            let line = &self.lines[piece.lines.start];
            let words = &self.text[line.range.clone()];
            self.at += 1;
            if !first && tables::is_ruler(words) {
                continue;
            }
            let segments = segments(self.text, line);
            // One cell alone is a row only between others.
            let next =
                self.pieces.get(self.at).filter(|next| !next.gap && next.text.contains("  "));
            let alone = segments.len() == 1 && (first || piece.gap || next.is_none());
            let fits = piece.lines.len() == 1
                && !alone
                && segments.len() <= MOST
                && lists::marker(words).is_none();
            return fits.then_some((self.at - 1, segments));
        }
    }
}

fn segments(text: &str, line: &Line) -> Vec<Segment> {
    let words = &text[line.range.clone()];
    let (mut out, mut at, mut column) = (Vec::new(), line.range.start, line.indent);
    for part in words.split("  ") {
        let bare = part.trim();
        let lead = part.len() - part.trim_start().len();
        if !bare.is_empty() {
            let (start, left) = (at + lead, column + lead);
            let right = left + bare.chars().count();
            out.push(Segment { range: start..start + bare.len(), left, right });
        }
        at += part.len() + 2;
        column += part.chars().count() + 2;
    }
    out
}

/// The columns of the page in which cells of rows with several stand, from left to right.
#[derive(Default)]
struct Columns(Vec<Range<usize>>);

impl Columns {
    /// Makes room for the cells of a row; whether each has a column of its own.
    fn take(&mut self, row: &[Segment]) -> bool {
        if row.len() == 1 {
            return true;
        }
        let mut least = 0;
        let mut found = Vec::with_capacity(row.len());
        for cell in row {
            let at = self.0.partition_point(|column| column.end <= cell.left);
            let over = self.0[at..].iter().take_while(|column| column.start < cell.right).count();
            if over > 1 || over == 1 && at < least {
                return false;
            }
            least = at + over;
            found.push((at, over));
        }
        // From the right, so that the places on the left stay.
        for (cell, (at, over)) in row.iter().zip(found).rev() {
            if over == 0 {
                self.0.insert(at, cell.left..cell.right);
            } else {
                let column = &mut self.0[at];
                *column = column.start.min(cell.left)..column.end.max(cell.right);
            }
        }
        true
    }

    /// The cells of a row in their columns.
    fn place(&self, row: Vec<Segment>) -> Vec<Range<usize>> {
        let here = row.first().map_or(0, |cell| cell.range.start);
        let mut out = vec![here..here; self.0.len()];
        for cell in row {
            let k = self.0.iter().rposition(|column| column.start <= cell.left).unwrap_or(0);
            // What is empty behind a cell stands where the cell ends.
            out[k..].fill(cell.range.end..cell.range.end);
            out[k] = cell.range;
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::plain::lines::{join, split};

    fn cells(text: &str) -> Vec<Vec<&str>> {
        let lines = split(text);
        let pieces = join(text, &lines);
        let (rows, _) = rows(text, &lines, &pieces.iter().collect::<Vec<_>>());
        rows.into_iter().map(|row| row.into_iter().map(|cell| &text[cell]).collect()).collect()
    }

    #[test]
    fn missing_cells_are_told_by_the_places_of_others() {
        let text = "            2020   2021\nLeek         1.2\nOnions              1.3\n  red\nBeans        14    15.5";
        assert_eq!(
            cells(text),
            [
                vec!["", "2020", "2021"],
                vec!["Leek", "1.2", ""],
                vec!["Onions", "", "1.3"],
                vec!["red", "", ""],
                vec!["Beans", "14", "15.5"],
            ]
        );
    }

    #[test]
    fn cells_that_are_not_aligned_are_counted() {
        let text = "Ann of the mill  12\nBen  13\nCecilia  of the long lane 14";
        assert_eq!(cells(text).len(), 3);
        assert_eq!(
            cells("Stop    Day\nMill    1\nSource: all of it"),
            [["Stop", "Day"], ["Mill", "1"]]
        );
    }
}
