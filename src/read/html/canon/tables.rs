//! Tables: those that only put things in their places become a sequence of blocks; in the others, header
//! cells that cells name by `headers` learn what they head.

use std::collections::HashMap;

use super::{Canon, Id};

/// What stands in a table itself, not in the tables in it.
#[derive(Default)]
struct Parts {
    rows: Vec<Vec<Id>>,
    /// Whether something in it says that it holds data.
    data: bool,
    /// Whether something in it cannot be data: a heading, a table.
    layout: bool,
}

pub(super) fn pass(canon: &mut Canon<'_>) {
    for id in canon.named(&["table"]) {
        let parts = canon.parts(id);
        if canon.is_layout(id, &parts) {
            canon.unfold(id, &parts);
        } else {
            canon.name_headers(&parts);
            canon.label_table(id);
        }
    }
}

impl Canon<'_> {
    fn parts(&self, table: Id) -> Parts {
        let mut parts = Parts::default();
        let mut todo: Vec<Id> = self.tree.node(table).children.iter().rev().copied().collect();
        while let Some(id) = todo.pop() {
            match self.name(id) {
                "table" => {
                    parts.layout = true;
                    continue;
                }
                "tr" => parts.rows.push(Vec::new()),
                "td" | "th" => {
                    if let Some(row) = parts.rows.last_mut() {
                        row.push(id);
                    }
                    let says = ["scope", "headers"].iter().any(|name| self.get(id, name).is_some());
                    parts.data |= self.name(id) == "th" || says;
                }
                "caption" | "thead" => parts.data = true,
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "figure" | "blockquote" | "form"
                | "hr" => {
                    parts.layout = true;
                }
                _ => {}
            }
            todo.extend(self.tree.node(id).children.iter().rev());
        }
        parts
    }

    fn is_layout(&self, table: Id, parts: &Parts) -> bool {
        let role = self.get(table, "role").unwrap_or("").trim();
        if matches!(role, "presentation" | "none") {
            return true;
        }
        let figure = self.parent(table);
        let mut beside = self.tree.node(figure).children.iter();
        if self.name(figure) == "figure" && beside.any(|&id| self.name(id) == "figcaption") {
            return false;
        }
        let columns = parts.rows.iter().map(Vec::len).max().unwrap_or(0);
        let data = parts.data || matches!(role, "table" | "grid" | "treegrid");
        !data && (columns <= 1 || parts.layout)
    }

    /// Makes mere containers of a table and its parts.
    fn unfold(&mut self, table: Id, parts: &Parts) {
        let cells = parts.rows.iter().flatten().copied();
        let rows = parts.rows.iter().filter_map(|row| row.first()).map(|&cell| self.parent(cell));
        let mut all: Vec<Id> = cells.chain(rows).collect();
        let sections = self.tree.node(table).children.iter().copied();
        all.extend(
            sections.filter(|&id| {
                matches!(self.name(id), "tbody" | "thead" | "tfoot" | "caption" | "tr")
            }),
        );
        all.push(table);
        for id in all {
            self.rename(id, "div");
        }
    }

    /// Tells header cells by the cells that name them: those of their own row, or of others below.
    fn name_headers(&mut self, parts: &Parts) {
        let mut places = HashMap::new();
        for (index, row) in parts.rows.iter().enumerate() {
            for &cell in row {
                if let Some(name) = self.get(cell, "id") {
                    let rows =
                        self.get(cell, "rowspan").and_then(|n| n.trim().parse().ok()).unwrap_or(1);
                    places.entry(name.to_owned()).or_insert((
                        cell,
                        index,
                        index.saturating_add(rows),
                    ));
                }
            }
        }
        if places.is_empty() {
            return;
        }
        let mut heads: HashMap<Id, (bool, bool)> = HashMap::new();
        for (index, row) in parts.rows.iter().enumerate() {
            for &cell in row {
                for name in self.get(cell, "headers").unwrap_or("").split_ascii_whitespace() {
                    if let Some(&(head, from, to)) =
                        places.get(name).filter(|(head, ..)| *head != cell)
                    {
                        let of_row = (from..to).contains(&index);
                        let known = heads.entry(head).or_default();
                        known.0 |= of_row;
                        known.1 |= !of_row;
                    }
                }
            }
        }
        for &cell in parts.rows.iter().flatten() {
            let Some(&heads) = heads.get(&cell) else { continue };
            let scope = match heads {
                (true, true) => "both",
                (true, false) => "row",
                _ => "col",
            };
            if self.get(cell, "scope").is_none() {
                self.set(cell, "scope", scope);
            }
            self.rename(cell, "th");
        }
    }

    /// What only those who listen are told of a table becomes its caption.
    fn label_table(&mut self, table: Id) {
        let has_caption = |id: &Id| matches!(self.name(*id), "caption" | "figcaption");
        let figure = self.parent(table);
        let siblings = (self.name(figure) == "figure").then_some(&self.tree.node(figure).children);
        let mut near = self.tree.node(table).children.iter().chain(siblings.into_iter().flatten());
        let label = self.get(table, "aria-label").or_else(|| self.get(table, "summary"));
        let Some(label) = label.map(str::trim).filter(|label| !label.is_empty()) else { return };
        if !near.any(has_caption) {
            let text = self.tree.add_text(label.to_owned());
            let caption = self.tree.add("caption", vec![text]);
            self.adopt(text, caption);
            self.adopt(caption, table);
            self.tree.node_mut(table).children.push(caption);
        }
    }
}
