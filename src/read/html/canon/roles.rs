//! Roles: what an element is said to be, where its name says something else. It becomes the element of
//! that meaning.

use super::{Canon, Id};
use crate::read::html::elements::is_block;

/// Roles that have an element.
const ELEMENTS: [(&str, &str); 22] = [
    ("article", "article"),
    ("blockquote", "blockquote"),
    ("cell", "td"),
    ("code", "code"),
    ("columnheader", "th"),
    ("complementary", "aside"),
    ("deletion", "del"),
    ("doc-pullquote", "aside"),
    ("doc-tip", "aside"),
    ("emphasis", "em"),
    ("figure", "figure"),
    ("gridcell", "td"),
    ("insertion", "ins"),
    ("list", "ul"),
    ("listitem", "li"),
    ("note", "aside"),
    ("paragraph", "p"),
    ("row", "tr"),
    ("rowheader", "th"),
    ("strong", "strong"),
    ("subscript", "sub"),
    ("superscript", "sup"),
];
/// Elements whose own meaning a role may change: those that have little.
const OPEN: [&str; 9] = ["div", "span", "p", "section", "b", "i", "a", "li", "ul"];

pub(super) fn pass(canon: &mut Canon<'_>) {
    for id in canon.tree.in_order() {
        let role = canon.get(id, "role").unwrap_or("").trim().to_ascii_lowercase();
        if !role.is_empty() {
            canon.role(id, &role);
        }
    }
}

impl Canon<'_> {
    fn role(&mut self, id: Id, role: &str) {
        let name = self.name(id).to_owned();
        let open = OPEN.contains(&&*name) || name.contains('-');
        match role {
            "heading" => {
                let level = self.get(id, "aria-level").and_then(|level| level.trim().parse().ok());
                let level = level.unwrap_or(2_u32).clamp(1, 6);
                if open || name.len() == 2 && name.starts_with('h') {
                    self.rename(id, &format!("h{level}"));
                }
            }
            "presentation" | "none" => match &*name {
                "ul" | "ol" | "dl" | "li" | "dt" | "dd" | "h1" | "h2" | "h3" | "h4" | "h5"
                | "h6" => {
                    self.rename(id, "div");
                }
                _ => {}
            },
            "img" if open || name == "figure" => self.labelled_picture(id),
            "separator" if open && self.tree.walk(id).all(|id| self.own_letters(id) == 0) => {
                self.tree.node_mut(id).children.clear();
                self.rename(id, "hr");
            }
            "table" | "grid" | "treegrid" if open => self.table_of_roles(id),
            // Parts of tables are renamed with their table.
            "row" | "cell" | "gridcell" | "columnheader" | "rowheader" => {}
            "list" if !self.has_item(id) => {}
            "listitem" if name != "li" && !matches!(self.name(self.parent(id)), "ul" | "ol") => {}
            _ if open => {
                if let Some((_, element)) = ELEMENTS.iter().find(|(known, _)| *known == role)
                    && name != "li"
                {
                    self.rename(id, element);
                }
            }
            _ => {}
        }
    }

    fn has_item(&self, id: Id) -> bool {
        let mut children = self.tree.node(id).children.iter();
        children.any(|&id| self.name(id) == "li" || self.get(id, "role") == Some("listitem"))
    }

    /// What is a picture for those who listen: a background, an icon of a font, signs that draw something.
    fn labelled_picture(&mut self, id: Id) {
        let label =
            self.get(id, "aria-label").or(self.get(id, "title")).unwrap_or("").trim().to_owned();
        let letters = self.tree.walk(id).any(|id| self.own_letters(id) > 0);
        let inner = self
            .tree
            .walk(id)
            .any(|id| matches!(self.name(id), "img" | "svg" | "picture" | "video"));
        if label.is_empty() || letters || inner {
            return;
        }
        let background = self.get(id, "style").and_then(background).map(str::to_owned);
        // A sign by itself says what it shows.
        if background.is_none() && self.label(id, 2).is_some_and(|sign| !sign.is_empty()) {
            return;
        }
        if background.is_some() || is_block(self.name(id)) {
            self.tree.node_mut(id).children.clear();
            self.rename(id, "img");
            self.set(id, "src", background.unwrap_or_default());
            self.set(id, "alt", label);
        } else {
            let text = self.tree.add_text(label);
            self.adopt(text, id);
            self.tree.node_mut(id).children = vec![text];
        }
    }

    /// A table made of roles: rows, perhaps in groups, with cells.
    fn table_of_roles(&mut self, id: Id) {
        let parts: Vec<(Id, String)> = self
            .tree
            .walk(id)
            .skip(1)
            .filter_map(|id| Some((id, self.get(id, "role")?.trim().to_ascii_lowercase())))
            .collect();
        if !parts.iter().any(|(_, role)| role == "row") {
            return;
        }
        self.rename(id, "table");
        for (part, role) in parts {
            let element = match &*role {
                "rowgroup" => "tbody",
                "caption" => "caption",
                role => match ELEMENTS.iter().find(|(known, _)| *known == role) {
                    Some((_, element @ ("tr" | "td" | "th"))) => element,
                    _ => continue,
                },
            };
            self.rename(part, element);
            match &*role {
                "columnheader" => self.set(part, "scope", "col"),
                "rowheader" => self.set(part, "scope", "row"),
                _ => {}
            }
            for (from, to) in [("aria-colspan", "colspan"), ("aria-rowspan", "rowspan")] {
                if let Some(value) = self.get(part, from).map(str::to_owned) {
                    self.set(part, to, value);
                }
            }
        }
    }
}

/// The picture behind an element.
fn background(style: &str) -> Option<&str> {
    let (_, rest) = style.split_once("background")?;
    let (_, rest) = rest.split_once("url(")?;
    let (address, _) = rest.split_once(')')?;
    Some(address.trim().trim_matches(['"', '\''])).filter(|address| !address.is_empty())
}
