//! The elements and words of a page in one list, in the order of the page, each with what there is in
//! it: what the rules ask, they find without a walk through the tree. It judges nothing.

use std::collections::HashMap;

use dom_query::{Document, NodeData, NodeId, NodeRef};
use html5ever::{LocalName, local_name};

/// A page from its `body` on: a node stands before what it holds.
pub(super) struct Outline {
    pub(super) nodes: Vec<Node>,
    index: HashMap<NodeId, usize>,
}

/// An element, or words.
pub(super) struct Node {
    pub(super) id: NodeId,
    pub(super) parent: usize,
    /// The first node behind what it holds.
    pub(super) end: usize,
    /// The name of an element; `None` for words.
    pub(super) name: Option<LocalName>,
    /// How many characters of words there are in it.
    pub(super) chars: usize,
    /// How many of them stand in links.
    pub(super) linked: usize,
    /// Whether it shows something without words: a picture, a film.
    pub(super) is_media: bool,
}

impl Node {
    /// Whether it shows nothing: it goes or stays with what holds it.
    pub(super) fn is_neutral(&self) -> bool {
        self.chars == 0 && !self.is_media
    }

    pub(super) fn is(&self, name: &str) -> bool {
        self.name.as_ref().is_some_and(|own| &**own == name)
    }
}

impl Outline {
    /// The outline of a page.
    pub(super) fn of(document: &Document) -> Self {
        let mut outline = Self { nodes: Vec::new(), index: HashMap::new() };
        let Some(body) = document.tree.body() else { return outline };
        let mut open: Vec<usize> = Vec::new();
        let mut todo = vec![(body, 0)];
        while let Some((node, depth)) = todo.pop() {
            while open.len() > depth {
                outline.close(&mut open);
            }
            let at = outline.nodes.len();
            let parent = open.last().copied().unwrap_or(0);
            let Some(entry) = entry(&node, parent) else { continue };
            outline.index.insert(entry.id, at);
            outline.nodes.push(entry);
            open.push(at);
            todo.extend(node.children_it(true).map(|child| (child, depth + 1)));
        }
        while !open.is_empty() {
            outline.close(&mut open);
        }
        outline
    }

    fn close(&mut self, open: &mut Vec<usize>) {
        let Some(at) = open.pop() else { return };
        let end = self.nodes.len();
        let node = &mut self.nodes[at];
        node.end = end;
        if node.name.as_ref().is_some_and(|name| *name == local_name!("a")) {
            node.linked = node.chars;
        }
        let (chars, linked, is_media) = (node.chars, node.linked, node.is_media);
        if let Some(&parent) = open.last() {
            let parent = &mut self.nodes[parent];
            parent.chars += chars;
            parent.linked += linked;
            parent.is_media |= is_media;
        }
    }

    /// Where a node stands.
    pub(super) fn find(&self, id: NodeId) -> Option<usize> {
        self.index.get(&id).copied()
    }
}

/// What is to be known of a node; nothing of comments.
fn entry(node: &NodeRef<'_>, parent: usize) -> Option<Node> {
    node.query(|inner| {
        let (name, chars) = match &inner.data {
            NodeData::Element(element) => (Some(element.name.local.clone()), 0),
            NodeData::Text { contents } => {
                (None, contents.chars().filter(|c| !c.is_whitespace()).count())
            }
            _ => return None,
        };
        let is_media = name.as_deref().is_some_and(is_media);
        Some(Node { id: inner.id, parent, end: 0, name, chars, linked: 0, is_media })
    })?
}

fn is_media(name: &str) -> bool {
    matches!(
        name,
        "img" | "picture" | "svg" | "video" | "audio" | "iframe" | "embed" | "object" | "canvas"
    )
}
