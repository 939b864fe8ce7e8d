//! Tables as grids (ISO 32000-1, 14.8.4.3.4 and 14.8.5.7): where cells stand, and after which headers each
//! is announced: those that it names, else those that its row and columns have by their scope.

use std::collections::BTreeMap;

use super::elements::Manner;
use super::lines::Teller;
use crate::check::pdf::tree::{ElementId, Kid};
use crate::transcript::{Cell, Group, Kind};

/// Columns of a table, and columns or rows that a cell takes, at most.
const MAX_SPAN: usize = 1000;
/// Headers of a cell by its scope, at most.
const MAX_HEADERS: usize = 16;

/// A cell in the grid.
struct Placed {
    id: ElementId,
    row: usize,
    column: usize,
    rows: usize,
    columns: usize,
    header: bool,
    /// By number among the cells of the table.
    headers: Vec<usize>,
    heads_row: bool,
    heads_column: bool,
}

/// The headers on the way to a cell: the nearest block of them counts.
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
            if self.headers.len() < MAX_HEADERS && self.headers.last() != Some(&header) {
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
    above: Option<(usize, usize)>,
    /// No cell of data stood in it so far.
    only_headers: bool,
}

impl Teller<'_> {
    pub(super) fn table(&mut self, id: ElementId, outer: &Manner) {
        let manner = self.inside(id, outer);
        let rows = self.rows(id);
        let mut cells = self.grid(&rows);
        self.name(&mut cells);
        let columns = cells.iter().map(|cell| cell.column + cell.columns).max().unwrap_or(0);
        let pdf = self.pdf;
        // What stands in a row has the language of the row, and of the body around it.
        let manners: Vec<Manner> = rows
            .iter()
            .map(|(row, around)| {
                let manner = around.map_or(manner.clone(), |around| self.inside(around, &manner));
                self.inside(*row, &manner)
            })
            .collect();
        self.within(Group::Table { rows: rows.len(), columns }, id, &mut |teller| {
            teller.enter(id);
            for kid in &pdf.tree.get(id).kids {
                let Kid::Element(kid) = *kid else { continue };
                if !matches!(pdf.tree.get(kid).kind.as_str(), "TR" | "THead" | "TBody" | "TFoot") {
                    teller.element(kid, &manner);
                }
            }
            let mut told = Vec::with_capacity(cells.len());
            for cell in &cells {
                let announced = Cell {
                    row: cell.row,
                    column: cell.column,
                    rows: cell.rows,
                    columns: cell.columns,
                    header: cell.header,
                    headers: Vec::new(),
                };
                let start = teller.lines.len();
                let row = manners.get(cell.row).unwrap_or(&manner);
                let inner = teller.inside(cell.id, row);
                teller.group(Group::Cell(announced), cell.id, &inner);
                told.push((start, teller.lines.len()));
            }
            teller.announce_headers(&cells, &told);
        });
    }

    /// The rows of a table, with the `THead`, `TBody` or `TFoot` around each.
    fn rows(&self, id: ElementId) -> Vec<(ElementId, Option<ElementId>)> {
        let tree = &self.pdf.tree;
        let mut rows = Vec::new();
        for kid in tree.children(id) {
            match tree.get(kid).kind.as_str() {
                "TR" => rows.push((kid, None)),
                "THead" | "TBody" | "TFoot" => {
                    let inside = tree.children(kid).filter(|row| tree.get(*row).kind == "TR");
                    rows.extend(inside.map(|row| (row, Some(kid))));
                }
                _ => {}
            }
        }
        rows
    }

    fn grid(&self, rows: &[(ElementId, Option<ElementId>)]) -> Vec<Placed> {
        let tree = &self.pdf.tree;
        let mut columns: Vec<Column> = Vec::new();
        let mut out: Vec<Placed> = Vec::new();
        for (r, (row, around)) in rows.iter().enumerate() {
            let in_head = around.is_some_and(|around| tree.get(around).kind == "THead");
            let (mut at, mut beside) = (0, Way::default());
            for id in tree.children(*row) {
                let element = tree.get(id);
                let header = element.kind == "TH";
                if !header && element.kind != "TD" {
                    continue;
                }
                while let Some(Column { above: Some((cell, _)), .. }) = columns.get(at) {
                    beside.pass(out[*cell].heads_row.then_some(*cell));
                    at += 1;
                }
                let width = element
                    .attributes
                    .col_span
                    .clamp(1, MAX_SPAN)
                    .min(MAX_SPAN - at.min(MAX_SPAN - 1));
                let height = element.attributes.row_span.clamp(1, MAX_SPAN).min(rows.len() - r);
                if columns.len() < at + width {
                    let new = Column { only_headers: true, ..Column::default() };
                    columns.resize(at + width, new);
                }
                let own = &mut columns[at..at + width];
                let mut headers: Vec<usize> =
                    own.iter().flat_map(|column| column.way.headers.iter().copied()).collect();
                headers.sort_unstable();
                headers.dedup();
                headers.truncate(MAX_HEADERS);
                headers.extend(beside.headers.iter().copied());
                // Where a header says nothing, its place does: at the top, or else at the side.
                let scope = element.attributes.scope.as_deref().unwrap_or(
                    if in_head || r == 0 || own.iter().all(|column| column.only_headers && at > 0) {
                        "Column"
                    } else if at == 0 {
                        "Row"
                    } else {
                        ""
                    },
                );
                let number = out.len();
                let heads_column = header && matches!(scope, "Column" | "Both");
                let heads_row = header && matches!(scope, "Row" | "Both");
                for column in own {
                    column.way.pass(heads_column.then_some(number));
                    column.above = Some((number, height));
                    column.only_headers &= header;
                }
                beside.pass(heads_row.then_some(number));
                let (rows, columns) = (height, width);
                let (row, column) = (r, at);
                out.push(Placed {
                    id,
                    row,
                    column,
                    rows,
                    columns,
                    header,
                    headers,
                    heads_row,
                    heads_column,
                });
                at += width;
            }
            for column in &mut columns {
                column.above =
                    column.above.and_then(|(n, left)| (left > 1).then_some((n, left - 1)));
            }
        }
        out
    }

    /// Cells that name their headers have these and no others.
    fn name(&self, cells: &mut [Placed]) {
        let tree = &self.pdf.tree;
        let mut names: BTreeMap<&[u8], usize> = BTreeMap::new();
        for (number, cell) in cells.iter().enumerate() {
            if let Some(name) = &tree.get(cell.id).id {
                names.entry(name).or_insert(number);
            }
        }
        let mut named = Vec::new();
        for (number, cell) in cells.iter().enumerate() {
            let headers = &tree.get(cell.id).attributes.headers;
            let found: Vec<usize> =
                headers.iter().filter_map(|name| names.get(name.as_slice()).copied()).collect();
            if !found.is_empty() {
                named.push((number, found));
            }
        }
        let heads_column: Vec<bool> = cells.iter().map(|cell| cell.heads_column).collect();
        for (number, mut found) in named {
            // Those of the columns come first.
            found.sort_by_key(|header| !heads_column[*header]);
            cells[number].headers = found;
        }
    }

    /// Gives the cells that were told the words of their headers.
    fn announce_headers(&mut self, cells: &[Placed], told: &[(usize, usize)]) {
        let words: Vec<String> = cells
            .iter()
            .zip(told)
            .map(|(cell, &(start, end))| {
                if !cell.header {
                    return String::new();
                }
                let lines = self.lines[start..end].iter().map(crate::transcript::Line::text);
                lines.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
            })
            .collect();
        for (cell, &(start, end)) in cells.iter().zip(told) {
            let names: Vec<String> = cell
                .headers
                .iter()
                .filter_map(|header| words.get(*header))
                .filter(|name| !name.is_empty())
                .cloned()
                .collect();
            for at in [start, end - 1] {
                if let Kind::Start(Group::Cell(cell)) | Kind::End(Group::Cell(cell)) =
                    &mut self.lines[at].kind
                {
                    cell.headers.clone_from(&names);
                }
            }
        }
    }
}
