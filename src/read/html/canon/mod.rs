//! The markup that people and programs write, brought to the few forms that the mapper knows: a figure
//! with its caption, a note with its references, a picture with its best file, a formula once. One file
//! for each kind of markup. It makes no part of the document model.

mod captions;
mod controls;
mod embeds;
mod floats;
mod links;
mod math;
mod mathml;
mod notes;
mod pictures;
mod roles;
mod svg;
mod tables;

pub(super) use pictures::extension;

use super::tree::{Id, Kind, Tree};
use crate::read::resources::Resources;

/// What was taken out of the tree, and why.
pub(super) struct Gone {
    pub(super) id: Id,
    pub(super) reason: &'static str,
}

/// How many siblings are looked at for one that speaks.
const NEAR: usize = 8;
/// The parent of what was taken out.
const NOWHERE: Id = Id::MAX;

/// Brings a tree to the forms that the mapper knows.
pub(super) fn canonise(tree: &mut Tree, resources: &dyn Resources) -> Vec<Gone> {
    let mut canon = Canon { tree, parents: Vec::new(), slots: Vec::new(), gone: Vec::new() };
    canon.settle();
    // Each takes the tree as the one before has left it.
    let passes: [fn(&mut Canon<'_>, &dyn Resources); 11] = [
        |canon, _| math::pass(canon),
        |canon, _| links::pass(canon),
        |canon, _| controls::pass(canon),
        |canon, _| embeds::pass(canon),
        |canon, _| svg::pass(canon),
        |canon, _| roles::pass(canon),
        pictures::pass,
        |canon, _| floats::pass(canon),
        |canon, _| captions::pass(canon),
        |canon, _| tables::pass(canon),
        |canon, _| notes::pass(canon),
    ];
    for pass in passes {
        pass(&mut canon, resources);
        canon.settle();
    }
    canon.tree.mark_blocks();
    canon.gone.sort_by_key(|gone| gone.id);
    canon.gone
}

/// The tree at work, with the way up. What is taken out or moved leaves its old place when all is settled:
/// no pass needs more than one look at each node.
struct Canon<'t> {
    tree: &'t mut Tree,
    parents: Vec<Id>,
    /// Where each node stands among its siblings.
    slots: Vec<usize>,
    gone: Vec<Gone>,
}

impl Canon<'_> {
    /// Empties the old places of what was taken out or moved, and looks anew where everything stands.
    fn settle(&mut self) {
        let parents = std::mem::take(&mut self.parents);
        let at_home = |parent: Id, child: Id| {
            parents.get(child as usize).is_none_or(|&known| known == parent)
        };
        self.parents = vec![NOWHERE; self.tree.len()];
        self.slots = vec![0; self.tree.len()];
        let mut todo = vec![0];
        while let Some(id) = todo.pop() {
            let children = &mut self.tree.node_mut(id).children;
            children.retain(|&child| at_home(id, child));
            for (slot, &child) in children.iter().enumerate() {
                self.parents[child as usize] = id;
                self.slots[child as usize] = slot;
            }
            todo.extend(children.iter());
        }
    }

    /// The elements of these names that stand in the tree, in its order.
    fn named(&self, names: &[&str]) -> Vec<Id> {
        let mut found = self.tree.in_order();
        found.retain(|&id| names.contains(&self.tree.name(id)));
        found
    }

    /// What holds a node; the root for the root and for what was taken out.
    fn parent(&self, id: Id) -> Id {
        Some(self.parents[id as usize]).filter(|&parent| parent != NOWHERE).unwrap_or(0)
    }

    fn name(&self, id: Id) -> &str {
        self.tree.name(id)
    }

    fn get(&self, id: Id, name: &str) -> Option<&str> {
        self.tree.get(id, name)
    }

    fn set(&mut self, id: Id, name: &str, value: impl Into<String>) {
        if let Some(element) = self.tree.element_mut(id) {
            element.set(name, value);
        }
    }

    fn rename(&mut self, id: Id, name: &str) {
        if let Some(element) = self.tree.element_mut(id) {
            element.name = name.into();
        }
    }

    /// Takes a node out of the tree.
    fn detach(&mut self, id: Id) {
        self.parents[id as usize] = NOWHERE;
    }

    /// Takes a node out of the tree, and says why.
    fn remove(&mut self, id: Id, reason: &'static str) {
        self.detach(id);
        self.gone.push(Gone { id, reason });
    }

    /// Moves a node to the end of what another element holds.
    fn append(&mut self, parent: Id, id: Id) {
        if self.parents[id as usize] != parent {
            self.tree.node_mut(parent).children.push(id);
            self.parents[id as usize] = parent;
        }
    }

    /// Knows a new node as a child of an element.
    fn adopt(&mut self, id: Id, parent: Id) {
        self.parents.resize(self.tree.len(), NOWHERE);
        self.slots.resize(self.tree.len(), 0);
        self.parents[id as usize] = parent;
    }

    /// Puts neighbours into a new element in the place of the first.
    fn wrap(&mut self, name: &str, children: &[Id]) -> Option<Id> {
        let first = *children.first()?;
        let (parent, slot) = (self.parent(first), self.slots[first as usize]);
        let new = self.tree.add(name, children.to_vec());
        *self.tree.node_mut(parent).children.get_mut(slot)? = new;
        self.adopt(new, parent);
        self.slots[new as usize] = slot;
        for &child in children {
            self.parents[child as usize] = new;
        }
        Some(new)
    }

    /// The siblings between which a node stands, white space aside.
    fn neighbours(&self, id: Id) -> (Option<Id>, Option<Id>) {
        let parent = self.parent(id);
        let siblings = &self.tree.node(parent).children;
        let at = self.slots[id as usize].min(siblings.len());
        let speaks = |id: &&Id| self.parents[**id as usize] == parent && !self.is_space(**id);
        let before = siblings[..at].iter().rev().take(NEAR).find(speaks).copied();
        (before, siblings.iter().skip(at + 1).take(NEAR).find(speaks).copied())
    }

    /// The words of an element that has only few.
    fn label(&self, id: Id, longest: usize) -> Option<String> {
        let mut words = String::new();
        for (count, id) in self.tree.walk(id).enumerate() {
            if let Kind::Text(text) = &self.tree.node(id).kind {
                words.push_str(text.trim_matches('\n'));
            }
            if words.len() > 8 * longest || count > 8 * longest {
                return None;
            }
        }
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        (words.chars().count() <= longest).then_some(words)
    }

    /// The letters of a text.
    fn own_letters(&self, id: Id) -> usize {
        match &self.tree.node(id).kind {
            Kind::Text(text) => text.chars().filter(|c| c.is_alphanumeric()).count(),
            Kind::Element(_) | Kind::Edge => 0,
        }
    }

    /// The letters of what stands in the tree below a node.
    fn letters(&self, id: Id) -> usize {
        self.tree.walk(id).map(|id| self.own_letters(id)).sum()
    }

    fn text_mut(&mut self, id: Id) -> Option<&mut String> {
        match &mut self.tree.node_mut(id).kind {
            Kind::Text(text) => Some(text),
            Kind::Element(_) | Kind::Edge => None,
        }
    }

    /// The parts of a table as mere containers.
    fn flatten_table(&mut self, table: Id) {
        for id in self.tree.below(table) {
            if matches!(self.name(id), "tbody" | "thead" | "tfoot" | "tr" | "td" | "th") {
                self.rename(id, "div");
            } else if matches!(self.name(id), "colgroup" | "col") {
                self.detach(id);
            }
        }
    }

    fn is_space(&self, id: Id) -> bool {
        match &self.tree.node(id).kind {
            Kind::Text(text) => text.trim().is_empty(),
            Kind::Edge => true,
            Kind::Element(_) => false,
        }
    }

    /// Whether a node stands in an element of one of these names.
    fn is_within(&self, id: Id, names: &[&str]) -> bool {
        let mut at = id;
        while at != 0 {
            at = self.parent(at);
            if names.contains(&self.name(at)) {
                return true;
            }
        }
        false
    }
}

/// The parts of the words of an attribute, in lower case: `imgCaption fig-credit box__title` has `img`,
/// `caption`, `fig`, `credit` and `title`. What stands before `__` is only where it is used.
fn name_parts(value: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for word in value.split_ascii_whitespace() {
        let mut part = String::new();
        let word = word.rsplit("__").find(|word| !word.is_empty()).unwrap_or(word);
        for c in word.chars() {
            if !c.is_alphanumeric() || c.is_uppercase() && !part.ends_with(char::is_uppercase) {
                parts.extend((!part.is_empty()).then(|| std::mem::take(&mut part)));
            }
            if c.is_alphanumeric() {
                part.push(c);
            }
        }
        parts.extend((!part.is_empty()).then_some(part));
    }
    parts.into_iter().map(|part| part.to_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::html::{Builder, Fragment};
    use crate::read::resources::Memory;

    #[test]
    fn names_have_parts() {
        assert_eq!(
            name_parts("imgCaption wp-caption_text text--lead IPTCcredit caption__source"),
            ["img", "caption", "wp", "caption", "text", "text", "lead", "iptccredit", "source"]
        );
    }

    /// The words that stay and those that go with a reason.
    fn words_of(html: &str) -> String {
        let mut builder = Builder::new();
        Fragment::whole(html, 0, &mut builder);
        let (mut tree, _) = builder.finish();
        let gone = canonise(&mut tree, &Memory::default());
        let all =
            tree.in_order().into_iter().chain(gone.iter().flat_map(|gone| tree.below(gone.id)));
        let mut words = Vec::new();
        for id in all {
            if let Kind::Text(text) = &tree.node(id).kind {
                words.extend(text.split_whitespace().map(str::to_owned));
            }
        }
        words.sort_unstable();
        words.join(" ")
    }

    #[test]
    fn many_of_a_kind_keep_their_words_and_take_linear_time() {
        const MANY: usize = 10_000;
        for (before, unit) in [
            ("", "<noscript>a<img src=a.png></noscript>"),
            ("", "<p>b</p><img src=a><p class=caption>a</p>"),
            ("<div>b<img src=a>", "<span class=caption>a</span>"),
            ("<figure><img src=a><figcaption>", "<span class=credit>a</span>"),
            ("<h2>b", "<a href=#x class=anchor>a</a>"),
            ("<figure>", "<img src=a><figcaption>a</figcaption>"),
            ("", "<p><img src=a align=left>a b</p>"),
            ("<p>", "<span aria-hidden=true>a</span>"),
            ("", "<table><tr><td>a<td>b</table>"),
            ("<div role=list>", "<div role=listitem>a</div>"),
            ("", "<button>a</button>"),
            ("<p id=n>b", "<sup><a href=#n>a</a></sup>"),
        ] {
            let html = format!("{before}{}", unit.repeat(MANY));
            let mut words: Vec<_> =
                html.split(['<', '>']).skip((!before.is_empty()).into()).collect();
            words.retain(|word| matches!(word.trim(), "a" | "b" | "a b"));
            let mut words: Vec<_> = words.iter().flat_map(|word| word.split(' ')).collect();
            words.sort_unstable();
            assert!(words_of(&html) == words.join(" "), "{unit}");
        }
    }
}
