//! Tables: the grid, and with each cell the words of its headers.

use super::Teller;
use super::flow::Style;
use crate::check::html::node::Node;
use crate::check::html::table::Grid;
use crate::transcript::{Cell, Group};

/// The most that the words of headers take in one table, in bytes; cells beyond have none. No table of
/// people comes near.
const MAX_HEADER_WORDS: usize = 64 * 1024 * 1024;

impl<'p> Teller<'p> {
    pub(super) fn table(&mut self, node: Node<'p>, style: &Style) {
        let grid = Grid::new(node);
        let caption = node.elements().find(|child| child.is("caption") && !child.is_silent());
        if self.flow.held > 0 || grid.cells.is_empty() || leaves_words(node, &grid, caption) {
            return self.block(node, style);
        }
        let at = self.at(node);
        let group = Group::Table { rows: grid.rows, columns: grid.columns };
        self.flow.start(group.clone(), at.clone());
        if let Some(caption) = caption {
            let style = self.style(caption, style);
            self.group(caption, Group::Caption, &style, Self::children);
        }
        let mut words: Vec<Option<String>> = vec![None; grid.cells.len()];
        let mut room = MAX_HEADER_WORDS;
        for cell in &grid.cells {
            let mut headers = Vec::with_capacity(cell.headers.len());
            for &header in &cell.headers {
                let words = words[header].get_or_insert_with(|| grid.cells[header].node.words());
                room = room.saturating_sub(words.len());
                if room > 0 {
                    headers.push(words.clone());
                }
            }
            let told = Group::Cell(Cell {
                row: cell.row,
                column: cell.column,
                rows: cell.rows,
                columns: cell.columns,
                header: cell.heads.is_some(),
                headers,
            });
            let style = self.style(cell.node, style);
            self.group(cell.node, told, &style, Self::named);
        }
        self.flow.end(group, at);
    }
}

/// Whether words of a table stand neither in a cell nor in its caption: then it is told as it stands.
fn leaves_words(table: Node<'_>, grid: &Grid<'_>, caption: Option<Node<'_>>) -> bool {
    let mut held: Vec<Node<'_>> = grid.cells.iter().map(|cell| cell.node).chain(caption).collect();
    held.sort_by_key(|node| node.id);
    let is_said = |node: &Node<'_>| {
        node.text().is_some_and(|text| !text.trim().is_empty()) && !node.is_silent()
    };
    table.descendants().filter(is_said).any(|text| {
        let before = held.partition_point(|node| node.id < text.id);
        !before.checked_sub(1).is_some_and(|last| held[last].holds(text))
    })
}
