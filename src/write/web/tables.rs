//! Tables as elements, with the relations of their headers.

use std::collections::BTreeMap;

use super::{Flavour, Web, lines};
use crate::markup::{Element, Node};
use crate::model::{Attrs, Block, BlockKind, Cell, Heads, Row, Table, plain_text};
use crate::write::grid::{CellIndex, Placed, place};

/// From so many columns on a table may be wider than a small screen.
const WIDE: usize = 3;

impl Web<'_> {
    pub(super) fn table(&mut self, at: &Attrs, table: &Table) -> Element {
        let outer = self.right_to_left;
        let mut element = self.attributes(Element::new("table"), at);
        let mut caption = Element::new("caption").children(self.inlines(&table.caption));
        let captioned = !table.caption.is_empty();
        let placed = place(table);
        let columns = placed.iter().flatten().map(|p| p.column + p.cell.colspan as usize).max();
        let wide = columns.unwrap_or(0) >= WIDE && self.flavour == Flavour::Html;
        let name = (wide && captioned).then(|| self.id_of(&mut caption, "table"));
        let head = head_rows(&placed);
        let ids =
            if scope_suffices(&placed, head) { BTreeMap::new() } else { self.header_ids(&placed) };
        let mut rows: Vec<_> = table
            .rows
            .iter()
            .zip(&placed)
            .map(|(row, placed)| self.row(row, placed, &ids))
            .collect();
        self.right_to_left = outer;
        if rows.is_empty() {
            // Only a caption: no table, but its words.
            element.name = "p".into();
            return element.children(caption.children);
        }
        let body = rows.split_off(head);
        let mut parts = Vec::new();
        if captioned {
            parts.push(caption);
        }
        if !rows.is_empty() {
            parts.push(Element::new("thead").children(lines(rows)));
        }
        parts.push(Element::new("tbody").children(lines(body)));
        let element = element.children(lines(parts));
        self.scrolling(element, wide, name, &plain_text(&table.caption))
    }

    /// A wide table scrolls by itself, so that the page need not, and the keyboard can reach it.
    fn scrolling(
        &mut self,
        table: Element,
        wide: bool,
        name: Option<String>,
        caption: &str,
    ) -> Element {
        if self.flavour == Flavour::Epub {
            return table;
        }
        let mut region = Element::new("div").with("class", "scroll");
        if wide {
            // Landmarks need names of their own; a table without one is a mere group.
            let own_name = name.is_some() && self.region_names.insert(caption.to_owned());
            let section = self.headings.last().map(|heading| heading.id.clone());
            let name = name.or(section).unwrap_or_else(|| "title".to_owned());
            region = region
                .with("role", if own_name { "region" } else { "group" })
                .with("aria-labelledby", name)
                .with("tabindex", "0");
        }
        region.child(table)
    }

    /// Ids for the header cells to which others refer.
    fn header_ids(&mut self, placed: &[Vec<Placed<'_>>]) -> BTreeMap<CellIndex, String> {
        let cells = placed.iter().flatten().filter(|p| heads(p.cell).is_some());
        cells
            .map(|p| {
                let id = match p.cell.at.anchor.as_deref() {
                    Some(anchor) => self.ids.of(anchor),
                    None => self.ids.fresh("head"),
                };
                (p.index, id)
            })
            .collect()
    }

    fn row(
        &mut self,
        row: &Row,
        placed: &[Placed<'_>],
        ids: &BTreeMap<CellIndex, String>,
    ) -> Element {
        self.element("tr", &row.at, |web| {
            lines(placed.iter().map(|placed| web.cell(placed, ids)).collect())
        })
    }

    fn cell(&mut self, placed: &Placed<'_>, ids: &BTreeMap<CellIndex, String>) -> Element {
        let cell = placed.cell;
        let name = if heads(cell).is_some() { "th" } else { "td" };
        let span = |span: u32| (span > 1).then(|| span.to_string());
        let mut element = self
            .element(name, &cell.at, |web| web.cell_content(cell))
            .with_some("colspan", span(cell.colspan))
            .with_some("rowspan", span(cell.rowspan))
            .with_some("scope", scope(cell));
        if let Some(id) = ids.get(&placed.index) {
            element.set("id", id.clone());
        }
        if heads(cell).is_none() {
            let mut headers: Vec<&str> = Vec::new();
            for index in placed.row_headers.iter().chain(&placed.column_headers) {
                headers
                    .extend(ids.get(index).map(String::as_str).filter(|id| !headers.contains(id)));
            }
            element =
                element.with_some("headers", (!headers.is_empty()).then(|| headers.join(" ")));
        }
        element
    }

    /// A cell that is one plain paragraph holds its words directly.
    fn cell_content(&mut self, cell: &Cell) -> Vec<Node> {
        match &cell.content[..] {
            [Block { at, kind: BlockKind::Paragraph { content, .. } }] if at.is_plain() => {
                self.inlines(content)
            }
            [] => Vec::new(),
            _ => lines(self.blocks(&cell.content)),
        }
    }
}

fn is_head(row: &[Placed<'_>]) -> bool {
    !row.is_empty() && row.iter().all(|placed| placed.cell.heads_column())
}

/// What a cell heads; nothing if it says nothing, as corners often do.
fn heads(cell: &Cell) -> Option<Heads> {
    cell.heads.filter(|_| !cell.content.is_empty())
}

fn scope(cell: &Cell) -> Option<&'static str> {
    Some(match heads(cell)? {
        Heads::Row => "row",
        Heads::Column | Heads::Both => "col",
    })
}

/// How many rows make up the head: all their cells head columns and none reaches out of it. Rows that
/// all are heads leave nothing for a head to stand over.
fn head_rows(placed: &[Vec<Placed<'_>>]) -> usize {
    let mut head = placed.iter().take_while(|row| is_head(row)).count();
    if head == placed.len() {
        return 0;
    }
    for (index, row) in placed[..head].iter().enumerate().rev() {
        if row.iter().any(|p| index + p.cell.rowspan as usize > head) {
            head = index;
        }
    }
    head
}

/// Whether one row of headers above and one column of them before say everything.
fn scope_suffices(placed: &[Vec<Placed<'_>>], head: usize) -> bool {
    head <= 1
        && placed.iter().flatten().all(|p| {
            let spans = p.cell.colspan > 1 || p.cell.rowspan > 1;
            match heads(p.cell) {
                None => true,
                Some(Heads::Column) => !spans && p.index.0 == 0,
                Some(Heads::Row) => !spans && p.column == 0,
                Some(Heads::Both) => !spans && p.index == (0, 0),
            }
        })
}
