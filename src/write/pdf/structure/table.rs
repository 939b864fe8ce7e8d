//! The elements of tables, and which header cells belong to which cell.

use super::{Attribute, Builder, ElementId, Tag};
use crate::model::{Attrs, Cell, Heads, Table};

/// Headers above or beside one cell that are named at most: real tables have a few levels, and time
/// must stay linear for those that have none.
const MAX_HEADERS: usize = 16;

/// A column of the grid as rows go by.
#[derive(Default, Clone)]
struct Column {
    /// For how many rows, this one included, a cell from above still takes it.
    taken: u32,
    /// The headers that hold here.
    headers: Headers,
}

/// The headers that hold at a place of the grid, by name.
#[derive(Default, Clone)]
struct Headers {
    names: Vec<String>,
    /// The last cell was a header: a next one is of a lower level, not of a new section.
    in_headers: bool,
}

impl Headers {
    /// Goes on over a cell, which may be a header with a name.
    fn pass(&mut self, header: Option<&str>) {
        if let Some(name) = header {
            if !self.in_headers || self.names.len() == MAX_HEADERS {
                self.names.clear();
            }
            self.names.push(name.to_owned());
        }
        self.in_headers = header.is_some();
    }
}

impl<'a> Builder<'a> {
    pub(super) fn table(&mut self, parent: ElementId, at: &'a Attrs, table: &'a Table) {
        let element = self.node(parent, Tag::Table, at);
        if !table.caption.is_empty() {
            let caption = self.add(element, Tag::Caption);
            self.inlines(caption, &table.caption);
        }
        let by_name = needs_headers(table);
        let mut columns: Vec<Column> = Vec::new();
        // Row headers that span into rows to come, and into how many.
        let mut carried: Vec<(u32, String)> = Vec::new();
        for row in &table.rows {
            self.enter(&row.at);
            let row_element = self.node(element, Tag::Tr, &row.at);
            let names = carried.iter().map(|(_, name)| name.clone()).collect();
            let mut beside = Headers { names, in_headers: true };
            carried.retain_mut(|(rows, _)| {
                *rows -= 1;
                *rows > 0
            });
            let mut start = 0;
            for cell in &row.cells {
                while columns.get(start).is_some_and(|column| column.taken > 0) {
                    start += 1;
                }
                let end = start + cell.colspan.clamp(1, MAX_SPAN) as usize;
                columns.resize(columns.len().max(end), Column::default());
                let above = &mut columns[start..end];
                let headers = if by_name { names_of(above, &beside) } else { Vec::new() };
                let name = self.cell(row_element, cell, by_name, headers);
                let name = name.as_deref();
                let as_column =
                    name.filter(|_| matches!(cell.heads, Some(Heads::Column | Heads::Both)));
                let as_row = name.filter(|_| matches!(cell.heads, Some(Heads::Row | Heads::Both)));
                for column in above {
                    column.taken = cell.rowspan.max(1);
                    column.headers.pass(as_column);
                }
                beside.pass(as_row);
                if let (Some(name), 2..) = (as_row, cell.rowspan) {
                    carried.push((cell.rowspan - 1, name.to_owned()));
                }
                start = end;
            }
            for column in &mut columns {
                column.taken = column.taken.saturating_sub(1);
            }
        }
    }

    /// A cell; returns its name if it is a header that others name.
    fn cell(
        &mut self,
        row: ElementId,
        cell: &'a Cell,
        by_name: bool,
        headers: Vec<String>,
    ) -> Option<String> {
        self.enter(&cell.at);
        let tag = if cell.heads.is_some() { Tag::Th } else { Tag::Td };
        let element = self.node(row, tag, &cell.at);
        let name = (by_name && cell.heads.is_some()).then(|| format!("cell-{}", cell.at.id.0));
        let edited = self.edit(element);
        edited.id.clone_from(&name);
        edited.attributes.extend(cell.heads.map(Attribute::Scope));
        edited.attributes.extend((!headers.is_empty()).then_some(Attribute::Headers(headers)));
        edited.attributes.extend((cell.rowspan > 1).then_some(Attribute::RowSpan(cell.rowspan)));
        edited.attributes.extend((cell.colspan > 1).then_some(Attribute::ColSpan(cell.colspan)));
        self.blocks(element, &cell.content);
        name
    }
}

/// Columns that one cell takes at most, as in HTML.
const MAX_SPAN: u32 = 1000;

/// Whether `Scope` alone does not say which headers a cell has: it does where no cell spans and all
/// headers stand in the first row and the first column.
fn needs_headers(table: &Table) -> bool {
    let has_headers = table.rows.iter().flat_map(|row| &row.cells).any(|c| c.heads.is_some());
    has_headers
        && table.rows.iter().enumerate().any(|(r, row)| {
            row.cells.iter().enumerate().any(|(c, cell)| {
                cell.colspan > 1 || cell.rowspan > 1 || (cell.heads.is_some() && r > 0 && c > 0)
            })
        })
}

/// The names of the headers above some columns and beside them, each once.
fn names_of(above: &[Column], beside: &Headers) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for name in above.iter().flat_map(|column| &column.headers.names).chain(&beside.names) {
        if !out.contains(name) && out.len() < 2 * MAX_HEADERS {
            out.push(name.clone());
        }
    }
    out
}
