//! Tables are regular: every row takes the same grid columns, spans counted, and no cells overlap. What
//! is no table (one cell; more columns than anybody can follow) becomes what it can be.

use super::{Hints, walk};
use crate::diagnostic::{Findings, rules};
use crate::model::{Attrs, Block, BlockKind, Cell, Document, Inline, Item, List, Row, Table};
use crate::source::Span;

/// Grid columns that a page, and a listener, can still take.
const MAX_COLUMNS: usize = 63;

/// HTML's own limits (the standard's "rules for forming a table").
const MAX_ROWSPAN: u32 = 65_534;

pub(super) fn pass(document: &mut Document, _hints: &Hints, findings: &mut Findings) {
    walk::block_lists(document, &mut |blocks| {
        for block in blocks {
            let span = block.at.span;
            let BlockKind::Table(table) = &mut block.kind else { continue };
            table.rows.retain(|row| !row.cells.is_empty());
            let columns = regularise(table, span, findings);
            if columns > MAX_COLUMNS {
                findings
                    .push(
                        &rules::document::TABLE_TOO_LARGE,
                        span,
                        format!("a table of {columns} columns is written as a list, one row after the other"),
                    )
                    .hint("split the table, or turn its rows into columns");
                let table = std::mem::take(table);
                block.kind = as_list(table);
            } else if !table.rows.is_empty()
                && table.rows.iter().all(|r| r.cells.iter().all(|c| c.heads.is_none()))
            {
                findings
                    .push(&rules::document::TABLE_NO_HEADERS, span, "the table has no header cells")
                    .hint("mark the header row or column");
            }
        }
    });
}

/// Makes the grid whole; gives its number of columns.
fn regularise(table: &mut Table, span: Option<Span>, findings: &mut Findings) -> usize {
    let rows = table.rows.len();
    // Rows that a cell above still takes in each column.
    let mut taken: Vec<usize> = Vec::new();
    let mut widths = Vec::with_capacity(rows);
    let mut mended = false;
    for (index, row) in table.rows.iter_mut().enumerate() {
        let mut column = 0;
        for cell in &mut row.cells {
            while taken.get(column).is_some_and(|&n| n > 0) {
                column += 1;
            }
            // A span that would overlap a cell from above, or leave the table, is cut back.
            let wanted = usize::try_from(cell.colspan.clamp(1, 1000)).unwrap_or(1);
            let room = (0..wanted)
                .take_while(|&n| taken.get(column + n).is_none_or(|&rows| rows == 0))
                .count()
                .max(1);
            let height = usize::try_from(cell.rowspan.clamp(1, MAX_ROWSPAN)).unwrap_or(1);
            let height = height.min(rows - index);
            let narrowed = u32::try_from(room).unwrap_or(1);
            mended |= narrowed != cell.colspan || cell.rowspan as usize != height;
            cell.colspan = narrowed;
            cell.rowspan = u32::try_from(height).unwrap_or(1);
            if taken.len() < column + room {
                taken.resize(column + room, 0);
            }
            taken[column..column + room].fill(height);
            column += room;
        }
        widths.push(taken.iter().rposition(|&n| n > 0).map_or(0, |last| last + 1));
        for rows in &mut taken {
            *rows = rows.saturating_sub(1);
        }
    }
    let columns = taken.len();
    if columns <= MAX_COLUMNS {
        mended |= fill(table, columns);
    }
    if mended {
        findings
            .push(
                &rules::document::TABLE_RAGGED,
                span,
                format!("rows of unequal length were filled up to {columns} columns"),
            )
            .hint("give each row the same number of cells");
    }
    columns
}

/// Adds empty cells at the end of rows that fall short, and in gaps that spans leave.
fn fill(table: &mut Table, columns: usize) -> bool {
    let mut taken = vec![0usize; columns];
    let mut added = false;
    for row in &mut table.rows {
        let mut cells = std::mem::take(&mut row.cells).into_iter().peekable();
        let mut column = 0;
        while column < columns {
            if taken[column] > 0 {
                column += 1;
            } else if let Some(cell) = cells.next() {
                let width = (cell.colspan as usize).min(columns - column);
                taken[column..column + width].fill(cell.rowspan as usize);
                column += width;
                row.cells.push(cell);
            } else {
                row.cells.push(empty_cell());
                taken[column] = 1;
                column += 1;
                added = true;
            }
        }
        for rows in &mut taken {
            *rows = rows.saturating_sub(1);
        }
    }
    added
}

fn empty_cell() -> Cell {
    Cell { at: Attrs::default(), heads: None, colspan: 1, rowspan: 1, content: Vec::new() }
}

/// A table as a list: an item per row, the cells' blocks one after the other, the caption first.
fn as_list(table: Table) -> BlockKind {
    let caption = (!table.caption.is_empty())
        .then(|| Item { body: vec![Block::paragraph(table.caption)], ..Item::default() });
    let rows = table
        .rows
        .into_iter()
        .map(|Row { at, cells }| Item { at, body: vec![Block::paragraph(joined(cells))] });
    BlockKind::List(List { start: None, items: caption.into_iter().chain(rows).collect() })
}

/// The cells of a row as one passage, where they hold only paragraphs; their words with semicolons.
fn joined(cells: Vec<Cell>) -> Vec<Inline> {
    let mut out = Vec::new();
    for cell in cells {
        for block in cell.content {
            let content = match block.kind {
                BlockKind::Paragraph { content, .. } | BlockKind::Heading { content, .. } => {
                    content
                }
                BlockKind::Code { text, .. } | BlockKind::Math { tex: text } => {
                    vec![Inline::text(text)]
                }
                _ => vec![Inline::text(words_of(block))],
            };
            if !out.is_empty() && !content.is_empty() {
                out.push(Inline::text("; "));
            }
            out.extend(content);
        }
    }
    out
}

fn words_of(block: Block) -> String {
    let mut document = Document { body: vec![block], ..Document::default() };
    walk::words(&mut document, usize::MAX).trim().replace('\n', "; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(colspan: u32, rowspan: u32) -> Cell {
        Cell { colspan, rowspan, ..empty_cell() }
    }

    fn table(rows: &[&[(u32, u32)]]) -> Table {
        let row = |cells: &[(u32, u32)]| Row {
            cells: cells.iter().map(|&(c, r)| cell(c, r)).collect(),
            ..Row::default()
        };
        Table { rows: rows.iter().map(|r| row(r)).collect(), ..Table::default() }
    }

    fn shape(table: &Table) -> Vec<Vec<(u32, u32)>> {
        table
            .rows
            .iter()
            .map(|r| r.cells.iter().map(|c| (c.colspan, c.rowspan)).collect())
            .collect()
    }

    #[test]
    fn grids_become_regular_and_stay_so() {
        for (before, after, columns) in [
            // Short rows are filled up.
            (
                table(&[&[(1, 1), (1, 1)], &[(1, 1)]]),
                vec![vec![(1, 1), (1, 1)], vec![(1, 1), (1, 1)]],
                2,
            ),
            // A row span reaches only to the last row; the cell beside it stands in the second column.
            (table(&[&[(1, 9), (1, 1)], &[(1, 1)]]), vec![vec![(1, 2), (1, 1)], vec![(1, 1)]], 2),
            // A column span does not run over a cell from above.
            (table(&[&[(1, 1), (1, 2)], &[(2, 1)]]), vec![vec![(1, 1), (1, 2)], vec![(1, 1)]], 2),
        ] {
            let mut table = before;
            let mut findings = Findings::default();
            assert_eq!(regularise(&mut table, None, &mut findings), columns);
            assert_eq!(shape(&table), after);
            assert!(!findings.is_empty());
            let mut again = Findings::default();
            assert_eq!(regularise(&mut table, None, &mut again), columns);
            assert_eq!(shape(&table), after);
            assert!(again.is_empty());
        }
    }
}
