//! Lists, and terms with their meanings.

use super::blocks::Flow;
use super::mapper::Mapper;
use super::tree::{Id, Kind};
use crate::model::{Attrs, BlockKind, Definition, Item, List, Term};

impl Mapper<'_, '_> {
    /// A list. What stands between its items belongs to the item before.
    pub(super) fn list(&mut self, name: &str, id: Id) -> BlockKind {
        let tree = self.tree;
        let mut items: Vec<Item> = Vec::new();
        let children = &tree.node(id).children;
        let mut numbers = children.iter().filter(|&&child| tree.name(child) == "li");
        let first = numbers.next().and_then(|&child| self.get(child, "value"));
        let start = self.get(id, "start").or(first).and_then(|start| start.trim().parse().ok());
        for &child in children {
            if tree.name(child) == "li" {
                let (at, body) = self.item(child);
                items.push(Item { at, body });
            } else {
                let mut body = self.flow(&[child]);
                match items.last_mut() {
                    Some(item) => item.body.append(&mut body),
                    None if body.is_empty() => {}
                    None => items.push(Item { at: Attrs::default(), body }),
                }
            }
        }
        BlockKind::List(List { start: (name == "ol").then(|| start.unwrap_or(1)), items })
    }

    fn item(&mut self, id: Id) -> (Attrs, Vec<crate::model::Block>) {
        let at = self.attrs(id);
        let outer = std::mem::replace(&mut self.in_caption, false);
        let body = self.flow(&self.tree.node(id).children);
        self.in_caption = outer;
        (at, body)
    }

    /// Terms and meanings. What stands between them follows the list.
    pub(super) fn definitions(&mut self, id: Id, at: Attrs, flow: &mut Flow) {
        let tree = self.tree;
        let mut entries: Vec<Definition> = Vec::new();
        let mut others = Vec::new();
        for child in self.grouped(id) {
            match tree.name(child) {
                "dt" => {
                    let at = self.attrs(child);
                    let content = self.caption(&tree.node(child).children);
                    if entries.last().is_none_or(|entry| !entry.meanings.is_empty()) {
                        entries.push(Definition::default());
                    }
                    if let Some(entry) = entries.last_mut() {
                        entry.terms.push(Term { at, content });
                    }
                }
                "dd" => {
                    let (at, body) = self.item(child);
                    if entries.is_empty() {
                        entries.push(Definition::default());
                    }
                    if let Some(entry) = entries.last_mut() {
                        entry.meanings.push(Item { at, body });
                    }
                }
                _ => others.push(child),
            }
        }
        if !entries.is_empty() {
            let block = self.block(at, BlockKind::Definitions(entries));
            flow.blocks.push(block);
        }
        let mut others = self.flow(&others);
        flow.blocks.append(&mut others);
    }

    /// The children of a definition list; `div` only groups them.
    fn grouped(&self, id: Id) -> Vec<Id> {
        let mut out = Vec::new();
        for &child in &self.tree.node(id).children {
            let inner = &self.tree.node(child).children;
            let holds_terms = || inner.iter().any(|&id| matches!(self.tree.name(id), "dt" | "dd"));
            match self.tree.node(child).kind {
                Kind::Element(_) if self.tree.name(child) == "div" && holds_terms() => {
                    out.extend(inner);
                }
                _ => out.push(child),
            }
        }
        out
    }
}
