//! Tables: rows in reading order, what their header cells head, spans.

use super::blocks::Flow;
use super::mapper::Mapper;
use super::tree::Id;
use crate::model::{Attrs, BlockKind, Cell, Heads, Row, Table};

/// The largest spans, as in HTML.
const MAX_COLSPAN: u32 = 1000;
const MAX_ROWSPAN: u32 = 65_534;

/// A row of the source, and the rows of its section that follow it.
struct SourceRow {
    id: Id,
    section: Option<Id>,
    head: bool,
    following: usize,
}

impl Mapper<'_, '_> {
    /// A table. What stands in it outside of cells stands before it, so that no words are lost.
    pub(super) fn table(&mut self, id: Id, at: Attrs, flow: &mut Flow) {
        let tree = self.tree;
        let mut caption = Vec::new();
        let mut strays: Vec<Id> = Vec::new();
        let (mut head, mut body, mut foot) = (Vec::new(), Vec::new(), Vec::new());
        for &child in &tree.node(id).children {
            match tree.name(child) {
                "caption" if caption.is_empty() => caption = self.caption_of(child),
                "tr" => {
                    body.push(SourceRow { id: child, section: None, head: false, following: 0 });
                }
                "thead" => self.section(child, true, &mut head, &mut strays),
                "tbody" => self.section(child, false, &mut body, &mut strays),
                "tfoot" => self.section(child, false, &mut foot, &mut strays),
                "colgroup" | "col" => {}
                _ => strays.push(child),
            }
        }
        let direct = body.iter().filter(|row| row.section.is_none()).count();
        for (at, row) in body.iter_mut().filter(|row| row.section.is_none()).enumerate() {
            row.following = direct - at - 1;
        }
        let rows: Vec<Row> = head
            .into_iter()
            .chain(body)
            .chain(foot)
            .map(|row| self.row(&row, &mut strays))
            .collect();
        for stray in strays {
            flow.blocks.append(&mut self.flow(&[stray]));
        }
        if !rows.is_empty() || !caption.is_empty() {
            let block = self.block(at, BlockKind::Table(Table { caption, rows }));
            flow.blocks.push(block);
        }
    }

    fn section(&self, id: Id, head: bool, rows: &mut Vec<SourceRow>, strays: &mut Vec<Id>) {
        let children = &self.tree.node(id).children;
        let is_row = |id: Id| self.tree.name(id) == "tr";
        strays.extend(children.iter().copied().filter(|&id| !is_row(id)));
        let count = children.iter().filter(|&&id| is_row(id)).count();
        let found = children.iter().copied().filter(|&id| is_row(id)).enumerate();
        rows.extend(found.map(|(at, row)| SourceRow {
            id: row,
            section: Some(id),
            head,
            following: count - at - 1,
        }));
    }

    fn row(&mut self, row: &SourceRow, strays: &mut Vec<Id>) -> Row {
        let tree = self.tree;
        let mut at = self.attrs(row.id);
        if let Some(section) = row.section {
            let section = self.attrs(section);
            at.lang = at.lang.or(section.lang);
            at.dir = at.dir.or(section.dir);
        }
        let children = &tree.node(row.id).children;
        let is_cell = |id: Id| matches!(tree.name(id), "td" | "th");
        strays.extend(children.iter().copied().filter(|&id| !is_cell(id)));
        let cells = children.iter().copied().filter(|&id| is_cell(id));
        let (heads, data): (Vec<Id>, Vec<Id>) =
            cells.clone().partition(|&id| tree.name(id) == "th");
        // Headers side by side head columns; an empty corner is no data.
        let no_data = || data.iter().all(|&id| self.raw_text(id).trim().is_empty());
        let side_by_side = data.is_empty() || heads.len() > 1 && no_data();
        let default = if row.head || side_by_side { Heads::Column } else { Heads::Row };
        let cells = cells.map(|id| self.cell(id, default, row.following)).collect();
        Row { at, cells }
    }

    fn cell(&mut self, id: Id, default: Heads, following: usize) -> Cell {
        let at = self.attrs(id);
        let heads = (self.tree.name(id) == "th").then(|| {
            match self.get(id, "scope").unwrap_or("").to_ascii_lowercase().as_str() {
                "row" | "rowgroup" => Heads::Row,
                "col" | "colgroup" => Heads::Column,
                "both" => Heads::Both,
                _ => default,
            }
        });
        let span = |name| self.get(id, name).and_then(|n| n.trim().parse::<u32>().ok());
        let colspan = span("colspan").unwrap_or(1).clamp(1, MAX_COLSPAN);
        let rowspan = match span("rowspan") {
            // All that is left of the section.
            Some(0) => u32::try_from(following + 1).unwrap_or(MAX_ROWSPAN),
            rows => rows.unwrap_or(1),
        };
        let outer = std::mem::replace(&mut self.in_caption, true);
        let content = self.flow(&self.tree.node(id).children);
        self.in_caption = outer;
        Cell { at, heads, colspan, rowspan: rowspan.clamp(1, MAX_ROWSPAN), content }
    }
}
