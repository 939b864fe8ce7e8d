//! The elements of tables, and which header cells belong to which cell.

use super::{Attribute, Builder, ElementId, Tag};
use crate::model::{Attrs, Cell, Heads, Table};

/// Headers above or beside one cell that are named at most: real tables have a few levels, and time
/// must stay linear for those that have none.
const MAX_HEADERS: usize = 16;

/// The headers that hold at a grid row or column.
#[derive(Default, Clone)]
struct Track {
    names: Vec<String>,
    /// The last cell was a header: a next one is of a lower level, not of a new section.
    in_headers: bool,
}

impl Track {
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
        let mut columns: Vec<Track> = Vec::new();
        let mut taken: Vec<u32> = Vec::new();
        // Row headers that span into rows to come, and how many.
        let mut carried: Vec<(u32, String)> = Vec::new();
        for row in &table.rows {
            self.enter(&row.at);
            let row_element = self.node(element, Tag::Tr, &row.at);
            carried.retain(|(rows, _)| *rows > 0);
            carried.iter_mut().for_each(|(rows, _)| *rows -= 1);
            let names_carried = carried.iter().map(|(_, name)| name.clone()).collect();
            let mut beside = Track { names: names_carried, in_headers: true };
            let mut column = 0;
            for cell in &row.cells {
                while taken.get(column).is_some_and(|&rows| rows > 0) {
                    column += 1;
                }
                let width = cell.colspan.clamp(1, MAX_SPAN) as usize;
                if taken.len() < column + width {
                    taken.resize(column + width, 0);
                    columns.resize(column + width, Track::default());
                }
                taken[column..column + width].fill(cell.rowspan.max(1));
                let above = &mut columns[column..column + width];
                let headers = by_name.then(|| names(above, &beside)).unwrap_or_default();
                let name = self.cell(row_element, cell, by_name, headers);
                let heads = |what| cell.heads == Some(what) || cell.heads == Some(Heads::Both);
                if by_name {
                    let name = name.as_deref();
                    above.iter_mut().for_each(|t| t.pass(name.filter(|_| heads(Heads::Column))));
                    beside.pass(name.filter(|_| heads(Heads::Row)));
                    if let Some(name) = name.filter(|_| heads(Heads::Row) && cell.rowspan > 1) {
                        carried.push((cell.rowspan - 1, name.to_owned()));
                    }
                }
                column += width;
            }
            taken.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
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
fn names(above: &[Track], beside: &Track) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for name in above.iter().flat_map(|track| &track.names).chain(&beside.names) {
        if !out.contains(name) && out.len() < 2 * MAX_HEADERS {
            out.push(name.clone());
        }
    }
    out
}
