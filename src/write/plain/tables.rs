//! Tables as lines that make sense when they are heard one after the other: a line per row, each cell
//! after the headers of its column.

use super::Plain;
use super::inlines::is_ended;
use crate::model::{Block, BlockKind, Cell, Table, introduces};
use crate::write::grid::{CellIndex, Placed, place};

impl Plain<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        let caption = self.text(&table.caption);
        self.paragraph(&caption);
        for row in self.rows(table) {
            self.paragraph(&row);
        }
    }

    /// The rows as text. A row of headers is said as it stands; they are said again with their cells.
    fn rows(&mut self, table: &Table) -> Vec<String> {
        let words: Vec<Vec<String>> = table
            .rows
            .iter()
            .map(|row| row.cells.iter().map(|cell| self.cell(cell)).collect())
            .collect();
        let rows = place(table);
        rows.iter().map(|row| row_text(row, &words)).filter(|text| !text.is_empty()).collect()
    }

    fn cell(&mut self, cell: &Cell) -> String {
        self.flat(&cell.content)
    }

    /// Blocks on one line.
    fn flat(&mut self, blocks: &[Block]) -> String {
        let parts: Vec<String> = blocks.iter().map(|block| self.flat_block(block)).collect();
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        join(&parts)
    }

    fn flat_block(&mut self, block: &Block) -> String {
        let text = match &block.kind {
            BlockKind::Heading { content, .. } | BlockKind::Paragraph { content, .. } => {
                self.text(content)
            }
            BlockKind::List(list) => {
                let items: Vec<_> = list.items.iter().map(|item| self.flat(&item.body)).collect();
                join(&items)
            }
            BlockKind::Definitions(entries) => {
                let mut parts = Vec::new();
                for entry in entries {
                    parts.extend(entry.terms.iter().map(|term| self.text(&term.content)));
                    parts.extend(entry.meanings.iter().map(|meaning| self.flat(&meaning.body)));
                }
                join(&parts)
            }
            BlockKind::Table(table) => {
                let mut parts = vec![self.text(&table.caption)];
                parts.extend(self.rows(table));
                join(&parts)
            }
            BlockKind::Figure(figure) => self.figure(figure),
            BlockKind::Quote { attribution, body } => {
                let (body, who) = (self.flat(body), self.text(attribution));
                join(&if introduces(attribution) { [who, body] } else { [body, who] })
            }
            BlockKind::Code { text, .. } => text.clone(),
            // Notes stand in the body only.
            BlockKind::Rule | BlockKind::Notes(_) => String::new(),
            BlockKind::Aside { title, body } => join(&[self.text(title), self.flat(body)]),
            BlockKind::Math { tex } => tex.clone(),
        };
        super::inlines::clean(&text)
    }
}

/// Stands for a cell that is empty and has no header by which its place could be known.
const EMPTY: &str = "–";

fn row_text(row: &[Placed<'_>], words: &[Vec<String>]) -> String {
    let of = |index: &CellIndex| words.get(index.0).and_then(|row| row.get(index.1));
    let named = |headers: &[CellIndex]| {
        let names = headers.iter().filter_map(of).filter(|name| !name.is_empty());
        names.cloned().collect::<Vec<_>>()
    };
    let Some(data) = row.iter().position(|placed| placed.cell.heads.is_none()) else {
        // A row of headers.
        let cells: Vec<_> = row.iter().filter_map(|placed| of(&placed.index).cloned()).collect();
        return ended(join(&cells));
    };
    // The headers of the row, those that reach into it from above included, then its cells.
    let mut heads = named(&row[data].row_headers);
    let own = row.iter().filter(|placed| placed.cell.heads.is_some());
    for name in own.filter_map(|placed| of(&placed.index)) {
        if !name.is_empty() && !heads.contains(name) {
            heads.push(name.clone());
        }
    }
    let cells = row.iter().filter(|placed| placed.cell.heads.is_none());
    let cells = cells.filter_map(|placed| {
        let text = of(&placed.index)?;
        let above = named(&placed.column_headers);
        match (text.is_empty(), above.is_empty()) {
            (true, false) => None,
            (true, true) => Some(EMPTY.to_owned()),
            (false, true) => Some(text.clone()),
            (false, false) => Some(format!("{} {text}", above.join(" "))),
        }
    });
    let cells: Vec<_> = cells.collect();
    // Cells that are all empty, as in corners, leave only the headers.
    let body = if cells.iter().all(|cell| cell == EMPTY) { String::new() } else { join(&cells) };
    match (heads.is_empty(), body.is_empty()) {
        (true, _) => ended(body),
        (false, true) => ended(heads.join(", ")),
        (false, false) => {
            let heads = heads.join(", ");
            let colon = if heads.ends_with([':', '?', '!']) { "" } else { ":" };
            ended(format!("{heads}{colon} {body}"))
        }
    }
}

/// Parts one after the other, a semicolon between them unless the first ends a sentence.
fn join(parts: &[String]) -> String {
    let mut out = String::new();
    for part in parts.iter().filter(|part| !part.is_empty()) {
        if !out.is_empty() {
            out.push_str(if is_ended(&out) { " " } else { "; " });
        }
        out.push_str(part);
    }
    out
}

fn ended(mut text: String) -> String {
    if !text.is_empty() && !is_ended(&text) {
        text.push('.');
    }
    text
}
