//! The element tree, and the builder that keeps it bounded: nesting beyond the limits is flattened,
//! and unclosed elements end with what holds them. It knows tags, not what they mean to a reader.

use std::collections::{HashMap, HashSet};

use html5ever::LocalName;

use super::elements::{Shape, ended_by, ends_by_itself, is_block, is_void, shape};
use crate::source::Span;

/// The deepest nesting of blocks.
const MAX_LEVELS: u32 = 64;
/// The deepest nesting of inlines.
const MAX_INLINES: u32 = 100;
/// The most nodes among which inline elements are kept: each takes about a kilobyte on its way to the
/// outputs, and no input may take the machine's memory.
const MAX_NODES: usize = 1_000_000;
/// How far up an end tag is matched.
const MAX_SEARCH: usize = 200;

/// The index of a node.
pub(crate) type Id = u32;

/// Names and values.
pub(crate) type Attributes = Vec<(LocalName, String)>;

/// Nodes in one arena: a deep tree is built and dropped without recursion.
#[derive(Debug)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
    /// The address against which others are read, and the document's own.
    pub(super) base: Option<String>,
    pub(super) own: Option<String>,
}

/// A node.
#[derive(Debug)]
pub(crate) struct Node {
    pub(super) kind: Kind,
    pub(super) span: Option<Span>,
    pub(super) children: Vec<Id>,
}

/// What a node is.
#[derive(Debug)]
pub(crate) enum Kind {
    /// An element.
    Element(Element),
    /// Words.
    Text(String),
    /// The edge of a block that was flattened: words on its two sides do not run together.
    Edge,
}

/// An element.
#[derive(Debug, Default)]
pub(crate) struct Element {
    pub(super) name: LocalName,
    pub(super) attributes: Attributes,
    /// Whether a block stands somewhere inside.
    pub(super) has_block: bool,
    /// Whether its end was written.
    pub(super) closed: bool,
}

impl Element {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| &**n == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn set(&mut self, name: &str, value: impl Into<String>) {
        let value = value.into();
        match self.attributes.iter_mut().find(|(n, _)| &**n == name) {
            Some((_, old)) => *old = value,
            None => self.attributes.push((LocalName::from(name), value)),
        }
    }

    /// Whether one of the words of an attribute such as `class` or `role` is this.
    pub(super) fn has_word(&self, attribute: &str, word: &str) -> bool {
        let mut words = self.get(attribute).unwrap_or("").split_ascii_whitespace();
        words.any(|found| found.eq_ignore_ascii_case(word))
    }
}

/// One attribute.
pub(crate) fn attribute(name: &str, value: impl Into<String>) -> (LocalName, String) {
    (LocalName::from(name), value.into())
}

impl Tree {
    pub(super) fn node(&self, id: Id) -> &Node {
        &self.nodes[id as usize]
    }

    /// The element at a node, unless it is text.
    pub(super) fn element(&self, id: Id) -> Option<&Element> {
        match &self.node(id).kind {
            Kind::Element(element) => Some(element),
            Kind::Text(_) | Kind::Edge => None,
        }
    }

    /// The name of the element at a node; empty for text.
    pub(super) fn name(&self, id: Id) -> &str {
        self.element(id).map_or("", |element| &*element.name)
    }

    /// What the root holds.
    pub(super) fn top(&self) -> &[Id] {
        &self.nodes[0].children
    }

    pub(super) fn node_mut(&mut self, id: Id) -> &mut Node {
        &mut self.nodes[id as usize]
    }

    pub(super) fn element_mut(&mut self, id: Id) -> Option<&mut Element> {
        match &mut self.node_mut(id).kind {
            Kind::Element(element) => Some(element),
            Kind::Text(_) | Kind::Edge => None,
        }
    }

    /// An attribute of an element.
    pub(super) fn get(&self, id: Id, name: &str) -> Option<&str> {
        self.element(id).and_then(|element| element.get(name))
    }

    /// The first element of each id, and the ids that others have too.
    pub(super) fn ids(&self) -> (HashMap<&str, Id>, HashSet<&str>) {
        let (mut ids, mut doubles) = (HashMap::new(), HashSet::new());
        for id in self.in_order() {
            if let Some(name) = self.get(id, "id")
                && *ids.entry(name).or_insert(id) != id
            {
                doubles.insert(name);
            }
        }
        (ids, doubles)
    }

    /// How many nodes there are, also those that were taken out.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// A new element that stands nowhere yet.
    pub(super) fn add(&mut self, name: &str, children: Vec<Id>) -> Id {
        let span = children.first().and_then(|&child| self.node(child).span);
        let name = LocalName::from(name);
        let element = Element { name, closed: true, ..Element::default() };
        let id = Id::try_from(self.nodes.len()).unwrap_or(Id::MAX);
        self.nodes.push(Node { kind: Kind::Element(element), span, children });
        id
    }

    /// New words that stand nowhere yet.
    pub(super) fn add_text(&mut self, text: String) -> Id {
        let id = Id::try_from(self.nodes.len()).unwrap_or(Id::MAX);
        self.nodes.push(Node { kind: Kind::Text(text), span: None, children: Vec::new() });
        id
    }

    /// The nodes that stand in the tree, each before what it holds.
    pub(super) fn in_order(&self) -> Vec<Id> {
        self.below(0)
    }

    /// A node and all that it holds, each before what it holds.
    pub(super) fn below(&self, id: Id) -> Vec<Id> {
        self.walk(id).collect()
    }

    /// The same, as far as it is wanted.
    pub(super) fn walk(&self, id: Id) -> impl Iterator<Item = Id> {
        let mut first = Some(id);
        let mut todo: Vec<std::slice::Iter<'_, Id>> = Vec::new();
        std::iter::from_fn(move || {
            let id = first.take().or_else(|| {
                while let Some(siblings) = todo.last_mut() {
                    if let Some(&id) = siblings.next() {
                        return Some(id);
                    }
                    todo.pop();
                }
                None
            })?;
            todo.push(self.node(id).children.iter());
            Some(id)
        })
    }

    /// Notes anew which elements hold a block.
    pub(super) fn mark_blocks(&mut self) {
        for id in self.in_order().into_iter().rev() {
            let holds = |&child: &Id| {
                self.element(child).is_some_and(|child| child.has_block || is_block(&child.name))
            };
            let has_block = self.node(id).children.iter().any(holds);
            if let Some(element) = self.element_mut(id) {
                element.has_block = has_block;
            }
        }
    }

    /// Every element, in the order of the source.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.nodes.iter().filter_map(|node| match &node.kind {
            Kind::Element(element) => Some(element),
            Kind::Text(_) | Kind::Edge => None,
        })
    }
}

/// What went beyond the limits, and where first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flattened {
    /// The nesting of blocks or inlines.
    Deep(Option<Span>),
    /// The number of nodes.
    Many(Option<Span>),
}

/// An element that is open. A flattened one has the node of its parent.
struct Open {
    name: LocalName,
    node: Id,
    levels: u32,
    inlines: u32,
    /// Made by the format around the HTML: no tag reaches beyond it.
    fence: bool,
    flat: bool,
}

/// Builds a tree from starts, ends and words in the order of the source.
pub(crate) struct Builder {
    tree: Tree,
    open: Vec<Open>,
    /// How many of the open elements end by themselves: mostly none, and there is nothing to look for.
    loose: usize,
    flattened: Option<Flattened>,
}

impl Builder {
    /// An empty tree.
    pub(crate) fn new() -> Self {
        let root = Node { kind: Kind::Element(Element::default()), span: None, children: vec![] };
        let name = LocalName::from("#root");
        let open = Open { name, node: 0, levels: 0, inlines: 0, fence: true, flat: false };
        let tree = Tree { nodes: vec![root], base: None, own: None };
        Self { tree, open: vec![open], loose: 0, flattened: None }
    }

    /// The address against which those in the tree are read, and the document's own.
    pub(crate) fn addresses(&mut self, base: Option<String>, own: Option<String>) {
        (self.tree.base, self.tree.own) = (base, own);
    }

    /// The tree, and whether something was flattened.
    pub(crate) fn finish(self) -> (Tree, Option<Flattened>) {
        (self.tree, self.flattened)
    }

    /// Starts an element that only `end` ends, whatever tags come between.
    pub(crate) fn start(&mut self, name: &str, attributes: Attributes, span: Option<Span>) {
        self.open(LocalName::from(name), attributes, span, true);
    }

    /// Ends the last element begun by `start`, and all that is open inside.
    pub(crate) fn end(&mut self) {
        if let Some(at) = self.open.iter().rposition(|open| open.fence).filter(|&at| at > 0) {
            self.close(at);
        }
    }

    /// Adds an element that holds nothing but these words.
    pub(crate) fn leaf(
        &mut self,
        name: &str,
        attributes: Attributes,
        text: &str,
        span: Option<Span>,
    ) {
        self.start(name, attributes, span);
        if !text.is_empty() {
            self.text(text, span);
        }
        self.end();
    }

    /// Adds words.
    pub(crate) fn text(&mut self, text: &str, span: Option<Span>) {
        let parent = self.current().node;
        if let Some(&last) = self.tree.nodes[parent as usize].children.last() {
            let last = &mut self.tree.nodes[last as usize];
            if let Kind::Text(words) = &mut last.kind {
                words.push_str(text);
                if let (Some(old), Some(new)) = (&mut last.span, span) {
                    old.end = new.end;
                }
                return;
            }
        }
        self.append(Kind::Text(text.to_owned()), span);
    }

    /// A start tag.
    pub(super) fn start_tag(
        &mut self,
        name: LocalName,
        attributes: Attributes,
        span: Option<Span>,
        self_closing: bool,
    ) {
        let name = if &*name == "image" { LocalName::from("img") } else { name };
        let (ended, scope) = ended_by(&name);
        if self.loose > 0 && !ended.is_empty() {
            self.end_implied(ended, scope);
        }
        let anchor_only = &*name == "a" && !attributes.iter().any(|(n, _)| &**n == "href");
        // `<a id="x"/>` is what people write, though HTML reads it as a start.
        let empty = is_void(&name) || self_closing && (anchor_only || name.contains('-'));
        self.open(name, attributes, span, false);
        if empty {
            self.close(self.open.len() - 1);
        }
    }

    /// An end tag; one that ends nothing is ignored.
    pub(super) fn end_tag(&mut self, name: &LocalName, span: Option<Span>) {
        if &**name == "br" {
            return self.start_tag(name.clone(), Vec::new(), span, false);
        }
        let found = self.reachable().find(|(_, open)| open.name == *name).map(|(at, _)| at);
        if let Some(at) = found {
            let node = self.open[at].node;
            if let (false, Kind::Element(element)) =
                (self.open[at].flat, &mut self.tree.nodes[node as usize].kind)
            {
                element.closed = true;
            }
            self.close(at);
        }
    }

    fn current(&self) -> &Open {
        &self.open[self.open.len() - 1]
    }

    /// The open elements that a tag can reach, the topmost first.
    fn reachable(&self) -> impl Iterator<Item = (usize, &Open)> {
        let open = self.open.iter().enumerate().rev().take(MAX_SEARCH);
        open.take_while(|(_, open)| !open.fence)
    }

    /// Ends the outermost of these elements within a scope.
    fn end_implied(&mut self, ended: &[&str], scope: &[&str]) {
        let is_in = |names: &[&str], open: &Open| names.contains(&&*open.name);
        let mut outermost = None;
        for (at, open) in self.reachable() {
            if is_in(ended, open) {
                outermost = Some(at);
            } else if is_in(scope, open) {
                break;
            }
        }
        if let Some(at) = outermost {
            self.close(at);
        }
    }

    fn open(&mut self, name: LocalName, attributes: Attributes, span: Option<Span>, fence: bool) {
        let shape = shape(&name);
        self.loose += usize::from(ends_by_itself(&name));
        let current = self.current();
        let (parent, mut levels, mut inlines) = (current.node, current.levels, current.inlines);
        match shape {
            Shape::Level => levels += 1,
            Shape::Inline => inlines += 1,
            Shape::Part | Shape::Leaf => {}
        }
        // The parts of a flattened list or table are flattened with it.
        let orphan = shape == Shape::Part && &*name != "p" && current.flat;
        let many = shape == Shape::Inline && self.tree.nodes.len() > MAX_NODES;
        let flat = levels > MAX_LEVELS || inlines > MAX_INLINES || orphan || many;
        // What never holds blocks cannot make the tree deep.
        let flat = flat && !is_void(&name) && !matches!(&*name, "#math" | "#formula" | "#note-ref");
        if flat {
            let why = if many { Flattened::Many(span) } else { Flattened::Deep(span) };
            self.flattened.get_or_insert(why);
            if shape != Shape::Inline {
                self.append(Kind::Edge, None);
            }
            self.open.push(Open { name, node: parent, levels, inlines, fence, flat });
            return;
        }
        if shape != Shape::Inline {
            self.mark_blocks();
        }
        let element = Element { name: name.clone(), attributes, has_block: false, closed: fence };
        let node = self.append(Kind::Element(element), span);
        self.open.push(Open { name, node, levels, inlines, fence, flat });
    }

    /// Ends the open elements from this one up.
    fn close(&mut self, at: usize) {
        while self.open.len() > at.max(1)
            && let Some(open) = self.open.pop()
        {
            self.loose -= usize::from(ends_by_itself(&open.name));
            if open.flat && is_block(&open.name) {
                self.append(Kind::Edge, None);
            }
        }
    }

    /// Notes on all open elements that they hold a block.
    fn mark_blocks(&mut self) {
        let mut marked = None;
        for open in self.open.iter().rev() {
            if marked == Some(open.node) {
                continue; // a flattened element shares its parent's mark
            }
            match &mut self.tree.nodes[open.node as usize].kind {
                Kind::Element(element) if !element.has_block => element.has_block = true,
                _ => break,
            }
            marked = Some(open.node);
        }
    }

    fn append(&mut self, kind: Kind, span: Option<Span>) -> Id {
        let parent = self.current().node as usize;
        if matches!(kind, Kind::Edge) {
            // One edge is enough.
            if let Some(&last) = self.tree.nodes[parent].children.last()
                && matches!(self.tree.nodes[last as usize].kind, Kind::Edge)
            {
                return last;
            }
        }
        let id = Id::try_from(self.tree.nodes.len()).unwrap_or(Id::MAX);
        self.tree.nodes.push(Node { kind, span, children: Vec::new() });
        self.tree.nodes[parent].children.push(id);
        id
    }
}
