//! Tables are regular: every row takes the same grid columns, spans counted, and no cells overlap. What
//! is no table (one cell; more columns than anybody can follow) becomes what it can be.

use super::{Hints, walk};
use crate::diagnostic::{Findings, rules};
use crate::model::{
    Attrs, Block, BlockKind, Cell, Document, Inline, InlineKind, Item, List, Row, Table,
};
use crate::source::Span;

/// Grid columns that a page, and a listener, can still take.
const MAX_COLUMNS: usize = 63;

/// HTML's own limits (the standard's "rules for forming a table").
const MAX_ROWSPAN: u32 = 65_534;
const MAX_COLSPAN: u32 = 1000;

pub(super) fn pass(document: &mut Document, _hints: &Hints, findings: &mut Findings) {
    walk::block_lists(document, &mut |blocks| {
        for block in blocks {
            let span = block.at.span;
            let BlockKind::Table(table) = &mut block.kind else { continue };
            drop_empty_rows(table);
            if let Err(TooWide(columns)) = regularise(table, span, findings) {
                findings
                    .push(
                        &rules::document::TABLE_TOO_LARGE,
                        span,
                        format!("a table of {columns} columns or more is written as a list, one row after the other"),
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

/// Takes away rows in which no cell starts; cells from above that reach through them get shorter.
fn drop_empty_rows(table: &mut Table) {
    if table.rows.iter().all(|row| !row.cells.is_empty()) {
        return;
    }
    // How many rows before each are empty.
    let mut empty = vec![0u32];
    for row in &table.rows {
        empty.push(empty[empty.len() - 1] + u32::from(row.cells.is_empty()));
    }
    for (index, row) in table.rows.iter_mut().enumerate() {
        for cell in &mut row.cells {
            let end = (index + cell.rowspan as usize).min(empty.len() - 1);
            cell.rowspan -= empty[end].saturating_sub(empty[index]);
        }
    }
    table.rows.retain(|row| !row.cells.is_empty());
}

/// A table with at least so many columns.
#[derive(Debug)]
struct TooWide(usize);

/// Makes the grid whole, if it is not too wide.
fn regularise(
    table: &mut Table,
    span: Option<Span>,
    findings: &mut Findings,
) -> Result<(), TooWide> {
    cut_last_spans(table)?;
    let rows = table.rows.len();
    // Rows that a cell above still takes in each column.
    let mut taken: Vec<usize> = Vec::new();
    let mut mended = false;
    for (index, row) in table.rows.iter_mut().enumerate() {
        let mut column = 0;
        for cell in &mut row.cells {
            while taken.get(column).is_some_and(|&n| n > 0) {
                column += 1;
            }
            // A span that would overlap a cell from above, or leave the table, is cut back.
            let room = (0..width_of(cell))
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
        // Cells from above can push a row beyond what it has itself.
        if taken.len() > MAX_COLUMNS {
            return Err(TooWide(taken.len()));
        }
        for rows in &mut taken {
            *rows = rows.saturating_sub(1);
        }
    }
    let columns = taken.len();
    if fill(table, columns) || mended {
        findings
            .push(
                &rules::document::TABLE_RAGGED,
                span,
                format!("rows of unequal length were filled up to {columns} columns"),
            )
            .hint("give each row the same number of cells");
    }
    Ok(())
}

/// Cuts spans that ask for "all columns" (`colspan="100"`): the last cell of a row takes no more than the
/// widest row leaves it.
fn cut_last_spans(table: &mut Table) -> Result<(), TooWide> {
    // The columns of a row before its last cell, and with it.
    let widths = |row: &Row| {
        let before = row.cells.iter().rev().skip(1).map(width_of).sum::<usize>();
        (before, before + row.cells.last().map_or(0, width_of))
    };
    let within = |row: &Row| match widths(row) {
        (_, all) if all <= MAX_COLUMNS => all,
        (before, _) => before + 1,
    };
    let widest = table.rows.iter().map(within).max().unwrap_or(0);
    if widest > MAX_COLUMNS {
        return Err(TooWide(widest));
    }
    for row in &mut table.rows {
        let (before, all) = widths(row);
        if let Some(last) = row.cells.last_mut().filter(|_| all > MAX_COLUMNS) {
            last.colspan = u32::try_from(widest - before).unwrap_or(1);
        }
    }
    Ok(())
}

/// The grid columns that a cell asks for.
fn width_of(cell: &Cell) -> usize {
    cell.colspan.clamp(1, MAX_COLSPAN) as usize
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

/// A table as a list: an item per row, the cells one after the other, the caption first.
fn as_list(table: Table) -> BlockKind {
    let caption = (!table.caption.is_empty())
        .then(|| Item { body: vec![Block::paragraph(table.caption)], ..Item::default() });
    let rows = table.rows.into_iter().map(|Row { at, cells }| Item { at, body: in_line(cells) });
    BlockKind::List(List { start: None, items: caption.into_iter().chain(rows).collect() })
}

/// The cells of a row one after the other: words in one paragraph, what is no words between them.
fn in_line(cells: Vec<Cell>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    for Cell { at: cell, content, .. } in cells {
        for mut block in content {
            let at = Attrs {
                lang: block.at.lang.take().or_else(|| cell.lang.clone()),
                dir: block.at.dir.or(cell.dir),
                ..block.at.clone()
            };
            let words = match block.kind {
                BlockKind::Paragraph { content, .. } | BlockKind::Heading { content, .. } => {
                    content
                }
                kind => {
                    out.push(Block { at, kind });
                    continue;
                }
            };
            let plain = at.is_plain();
            let words =
                if plain { words } else { vec![Inline { at, kind: InlineKind::Span(words) }] };
            match out.last_mut().map(|last| &mut last.kind) {
                Some(BlockKind::Paragraph { content, .. }) => {
                    content.push(Inline::text("; "));
                    content.extend(words);
                }
                _ => out.push(Block::paragraph(words)),
            }
        }
    }
    out
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
        for (before, after) in [
            // Short rows are filled up.
            (
                table(&[&[(1, 1), (1, 1)], &[(1, 1)]]),
                vec![vec![(1, 1), (1, 1)], vec![(1, 1), (1, 1)]],
            ),
            // A row span reaches only to the last row; the cell beside it stands in the second column.
            (table(&[&[(1, 9), (1, 1)], &[(1, 1)]]), vec![vec![(1, 2), (1, 1)], vec![(1, 1)]]),
            // A column span does not run over a cell from above.
            (table(&[&[(1, 1), (1, 2)], &[(2, 1)]]), vec![vec![(1, 1), (1, 2)], vec![(1, 1)]]),
        ] {
            let mut table = before;
            let mut findings = Findings::default();
            regularise(&mut table, None, &mut findings).unwrap();
            assert_eq!(shape(&table), after);
            assert!(!findings.is_empty());
            let mut again = Findings::default();
            regularise(&mut table, None, &mut again).unwrap();
            assert_eq!(shape(&table), after);
            assert!(again.is_empty());
        }
    }

    #[test]
    fn a_last_cell_that_wants_all_columns_gets_those_that_there_are() {
        let mut table = table(&[&[(1000, 1)], &[(1, 1), (1, 1)]]);
        let mut findings = Findings::default();
        regularise(&mut table, None, &mut findings).unwrap();
        assert_eq!(shape(&table), [vec![(2, 1)], vec![(1, 1), (1, 1)]]);
        assert!(findings.is_empty());
    }

    #[test]
    fn an_empty_row_goes_and_what_reaches_through_it_gets_shorter() {
        let mut table = table(&[&[(1, 2), (1, 3)], &[], &[(1, 1)]]);
        drop_empty_rows(&mut table);
        assert_eq!(shape(&table), [vec![(1, 1), (1, 2)], vec![(1, 1)]]);
    }

    #[test]
    fn no_span_costs_more_than_its_cell() {
        let mut findings = Findings::default();
        let mut wide = table(&[&vec![(1000, 1); 100_000]]);
        assert!(regularise(&mut wide, None, &mut findings).is_err());
        // Each row is pushed aside by those above it.
        let rows: Vec<&[(u32, u32)]> = vec![&[(40, 60_000), (1, 1)]; 60_000];
        assert!(regularise(&mut table(&rows), None, &mut findings).is_err());
        assert!(findings.is_empty());
    }

    #[test]
    fn a_table_that_becomes_a_list_keeps_what_is_no_words() {
        let code = BlockKind::Code { language: None, text: "x\ny".into() };
        let content = |kind| Cell { content: vec![Block::new(kind)], ..empty_cell() };
        let words = |words| {
            content(BlockKind::Paragraph { lead: false, content: vec![Inline::text(words)] })
        };
        let blocks = in_line(vec![words("a"), words("b"), content(code.clone()), words("c")]);
        assert_eq!(blocks.len(), 3);
        assert_eq!(blocks[1].kind, code);
    }
}
