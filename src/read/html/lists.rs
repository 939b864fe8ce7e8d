//! Lists, and terms with their meanings.

use super::blocks::Flow;
use super::mapper::Mapper;
use super::tree::{Id, Kind};
use crate::model::{Attrs, Block, BlockKind, Definition, Inline, Item, List, Term};

/// How the numbers of a list are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Decimal,
    Letters,
    Capitals,
    Roman,
    RomanCapitals,
}

/// A number as a list writes it; in digits where the style has no sign for it.
fn written(number: i64, style: Style) -> String {
    let lower = match style {
        Style::Letters | Style::Capitals => letters(number),
        Style::Roman | Style::RomanCapitals => roman(number),
        Style::Decimal => None,
    };
    match (lower, style) {
        (Some(text), Style::Capitals | Style::RomanCapitals) => text.to_uppercase(),
        (Some(text), _) => text,
        (None, _) => number.to_string(),
    }
}

fn letters(number: i64) -> Option<String> {
    let mut rest = u32::try_from(number).ok().filter(|&number| number > 0)?;
    let mut out = Vec::new();
    while rest > 0 {
        out.push(char::from_u32(u32::from('a') + (rest - 1) % 26)?);
        rest = (rest - 1) / 26;
    }
    Some(out.into_iter().rev().collect())
}

fn roman(number: i64) -> Option<String> {
    const SIGNS: [(i64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut rest = Some(number).filter(|number| (1..4000).contains(number))?;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    Some(out)
}

impl Mapper<'_, '_> {
    /// A list. What stands between its items belongs to the item before.
    pub(super) fn list(&mut self, name: &str, id: Id) -> BlockKind {
        let tree = self.tree;
        let mut items: Vec<Item> = Vec::new();
        let children = &tree.node(id).children;
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
        if name != "ol" {
            return BlockKind::List(List { start: None, items });
        }
        let numbers = self.numbers(id);
        let style = self.style_of_numbers(id);
        let counted = numbers.windows(2).all(|pair| pair[1] == pair[0].saturating_add(1));
        let start = numbers.first().map_or(Some(1), |&first| u64::try_from(first).ok());
        if counted && style == Style::Decimal && start.is_some() {
            return BlockKind::List(List { start, items });
        }
        // A document counts up in digits, and the text may speak of "item (b)".
        self.not_kept(
            tree.node(id).span,
            "the letters or numbers of a list stand in its text".into(),
        );
        let strays = items.len().saturating_sub(numbers.len());
        for (item, number) in items.iter_mut().skip(strays).zip(numbers) {
            let label = Inline::text(format!("{}. ", written(number, style)));
            match item.body.first_mut().map(|block| &mut block.kind) {
                Some(BlockKind::Paragraph { content, .. }) => content.insert(0, label),
                _ => item.body.insert(0, Block::paragraph(vec![label])),
            }
        }
        BlockKind::List(List { start: None, items })
    }

    /// The number of each item of a list, as a browser counts.
    fn numbers(&self, id: Id) -> Vec<i64> {
        let number = |id: Id, name| self.get(id, name).and_then(|n| n.trim().parse::<i64>().ok());
        let children = self.tree.node(id).children.iter().copied();
        let items: Vec<Id> = children.filter(|&id| self.tree.name(id) == "li").collect();
        let reversed = self.get(id, "reversed").is_some();
        let all = i64::try_from(items.len()).unwrap_or(i64::MAX);
        let mut next = number(id, "start").unwrap_or(if reversed { all } else { 1 });
        let mut count = |id| {
            let this = number(id, "value").unwrap_or(next);
            next = if reversed { this.saturating_sub(1) } else { this.saturating_add(1) };
            this
        };
        items.into_iter().map(&mut count).collect()
    }

    fn style_of_numbers(&self, id: Id) -> Style {
        let styled = self.get(id, "style").and_then(|style| style.split_once("list-style"));
        let styled = |name: &str| styled.is_some_and(|(_, style)| style.contains(name));
        let kind = self.get(id, "type").unwrap_or("").trim();
        match kind {
            "a" => Style::Letters,
            "A" => Style::Capitals,
            "i" => Style::Roman,
            "I" => Style::RomanCapitals,
            _ if styled("lower-alpha") || styled("lower-latin") => Style::Letters,
            _ if styled("upper-alpha") || styled("upper-latin") => Style::Capitals,
            _ if styled("lower-roman") => Style::Roman,
            _ if styled("upper-roman") => Style::RomanCapitals,
            _ => Style::Decimal,
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_browsers_do() {
        let written =
            |number| [Style::Letters, Style::RomanCapitals].map(|style| written(number, style));
        assert_eq!(written(4), ["d", "IV"]);
        assert_eq!(written(1999), ["bxw", "MCMXCIX"]);
        assert_eq!(written(28), ["ab", "XXVIII"]);
        assert_eq!(written(0), ["0", "0"]);
    }
}
