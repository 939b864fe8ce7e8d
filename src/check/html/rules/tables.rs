//! Tables: that they have headers, and that headers head something.

use crate::check::Results;
use crate::check::html::table::{Grid, Heads};
use crate::check::html::{Node, Page};
use crate::diagnostic::Severity;
use crate::diagnostic::rules::{document, html, question};

use super::told;
use crate::text::number::count;

pub(super) fn check(page: &Page, results: &mut Results) {
    let mut headed = 0;
    for table in page.elements().filter(|node| !node.is_silent()) {
        if !matches!(table.role(), Some("table" | "grid" | "treegrid")) {
            continue;
        }
        let grid = Grid::new(table);
        cell_headers(table, &grid, results);
        if grid.cells.iter().any(|cell| cell.heads.is_some()) {
            headed += 1;
            results.applies(&document::TABLE_NO_HEADERS);
            heads_nothing(&grid, results);
        } else if is_data(table, &grid) {
            let message =
                format!("a table of {} has no header cells", count(grid.rows, "row", "rows"));
            let finding = results.push(&document::TABLE_NO_HEADERS, table.span(), message);
            finding.hint("make the cells of the header row or column `<th>`");
            finding.hint("if it is no table but a layout, say so: `role=\"none\"`");
        }
    }
    if headed > 0 {
        let message = format!(
            "{}: does each header head what it is said to head",
            count(headed, "table has headers", "tables have headers")
        );
        results.push(&question::TABLE_HEADERS, None, message);
    }
}

/// Whether a table without headers holds data: at least two rows and columns of short texts, and nothing
/// that speaks for a layout.
fn is_data(table: Node<'_>, grid: &Grid<'_>) -> bool {
    const LONGEST: usize = 60;
    let says_so = table.elements().any(|child| matches!(child.html(), "caption" | "thead"))
        || table.has("summary");
    let in_table = table.ancestors().any(|outer| outer.is("table"));
    let furnished = table.descendants().any(|inner| {
        matches!(
            inner.html(),
            "table"
                | "form"
                | "input"
                | "select"
                | "iframe"
                | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "ul"
                | "ol"
                | "nav"
                | "object"
                | "p"
        )
    });
    let filled = grid.cells.iter().filter(|cell| {
        cell.node.descendants().any(|n| n.text().is_some_and(|t| !t.trim().is_empty()))
    });
    let lengths: Vec<usize> = filled.map(|cell| cell.node.text_content().trim().len()).collect();
    let short =
        lengths.iter().all(|length| *length <= LONGEST) && lengths.len() * 2 > grid.cells.len();
    grid.rows >= 2
        && grid.columns >= 2
        && grid.cells.len() >= 4
        && !in_table
        && (says_so || !furnished && short)
}

/// ACT a25f45.
fn cell_headers(table: Node<'_>, grid: &Grid<'_>, results: &mut Results) {
    for cell in &grid.cells {
        for id in cell.node.tokens("headers") {
            results.applies(&html::CELL_HEADERS);
            let fault = match table.page.by_id(id) {
                None => "is nowhere on the page",
                Some(target) if target == cell.node => "is the cell itself",
                Some(target) if !table.holds(target) => "stands outside of the table",
                Some(target) if !is_header(target) => "is no header cell",
                Some(_) => continue,
            };
            results.push(
                &html::CELL_HEADERS,
                cell.node.span(),
                format!("the header `{id}` of a cell {fault}"),
            );
        }
    }
}

fn is_header(node: Node<'_>) -> bool {
    matches!(node.role(), Some("columnheader" | "rowheader")) || node.is("th")
}

/// ACT d0f69e, and headers without words.
fn heads_nothing(grid: &Grid<'_>, results: &mut Results) {
    results.applies(&html::HEADER_WITHOUT_CELLS);
    results.applies(&html::HEADER_EMPTY);
    // The last row of each column, and the last column of each row, in which something stands that is not
    // itself a header of that kind.
    let mut below = vec![None; grid.columns];
    let mut beside = vec![None; grid.rows];
    let named: std::collections::BTreeSet<&str> =
        grid.cells.iter().flat_map(|cell| cell.node.tokens("headers")).collect();
    for cell in &grid.cells {
        // HTML, 4.9.12.3: what names its headers itself has no others.
        if cell.node.value("headers").is_some() {
            continue;
        }
        let across = matches!(cell.heads, Some(Heads::Column | Heads::ColumnGroup));
        let along = matches!(cell.heads, Some(Heads::Row | Heads::RowGroup));
        if !across {
            for last in below.iter_mut().skip(cell.column).take(cell.columns) {
                *last = (*last).max(Some(cell.row));
            }
        }
        if !along {
            for last in beside.iter_mut().skip(cell.row).take(cell.rows) {
                *last = (*last).max(Some(cell.column));
            }
        }
    }
    for cell in &grid.cells {
        let Some(heads) = cell.heads else { continue };
        let empty = cell.node.words().is_empty() && cell.node.name_words().is_empty();
        if empty {
            let corner = (cell.row, cell.column) == (0, 0) && !cell.node.has("scope");
            if !corner {
                let finding = results.push(
                    &html::HEADER_EMPTY,
                    cell.node.span(),
                    format!("{} has no words", told(cell.node)),
                );
                finding.severity = Severity::Note;
            }
            continue;
        }
        let column =
            || below.iter().skip(cell.column).take(cell.columns).any(|last| *last > Some(cell.row));
        let row =
            || beside.iter().skip(cell.row).take(cell.rows).any(|last| *last > Some(cell.column));
        let something = match heads {
            Heads::Column | Heads::ColumnGroup => column(),
            Heads::Row | Heads::RowGroup => row(),
        };
        let said = cell.node.attr("id").is_some_and(|id| named.contains(id));
        // Without a scope, browsers differ in what a header heads; it fails only if it heads nothing either way.
        let something =
            something || said || cell.node.value("scope").is_none() && (column() || row());
        if !something {
            let words: String = cell.node.words().chars().take(40).collect();
            results.push(
                &html::HEADER_WITHOUT_CELLS,
                cell.node.span(),
                format!("the header `{words}` heads no cell"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::ids;

    fn page(table: &str) -> Vec<&'static str> {
        ids(&format!(
            "<!DOCTYPE html><html lang=en><title>A ferry</title><main><h1>A</h1><table>{table}</table></main>"
        ))
    }

    #[test]
    fn headers_of_cells_are_headers_of_their_table() {
        for ids in ["x", "self", "cell", "outside"] {
            let table = format!(
                "<tr><th id=a>A</th><th id=b>B</th></tr><tr><td id=self headers={ids}>1</td><td id=cell>2</td></tr></table><p id=outside>a</p><table role=none>"
            );
            assert_eq!(page(&table), ["html/cell-headers"], "{ids}");
        }
        assert!(
            page("<tr><th id=a>A</th><th>B</th></tr><tr><td headers=a>1</td><td>2</td></tr>")
                .is_empty()
        );
    }

    #[test]
    fn headers_head_something() {
        assert_eq!(
            page("<tr><th>A</th><th>B</th></tr><tr><td>1</td></tr>"),
            ["html/header-without-cells"]
        );
        assert_eq!(
            page("<tr><td>1</td><td>2</td></tr><tr><th scope=col>A</th><th scope=col>B</th></tr>"),
            ["html/header-without-cells"]
        );
        assert!(
            page("<tr><th>A</th><th>B</th></tr><tr><th scope=row>1</th><td>2</td></tr>").is_empty()
        );
        assert_eq!(
            page("<tr><th>A</th><th></th></tr><tr><td>1</td><td>2</td></tr>"),
            ["html/header-empty"]
        );
    }

    #[test]
    fn tables_of_data_have_headers() {
        assert_eq!(
            page("<tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr>"),
            ["table/no-headers"]
        );
        assert!(
            page("<tr><td><p>1</p></td><td>2</td></tr><tr><td>3</td><td>4</td></tr>").is_empty()
        );
    }
}
