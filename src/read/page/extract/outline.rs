//! The elements and words of a page in one list, in the order of the page, each with what there is in
//! it: what the rules ask, they find without a walk through the tree. It judges nothing.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use dom_query::{Document, NodeData, NodeId, NodeRef};
use html5ever::LocalName;

use super::kinds::{Furniture, Part};
use super::signals::{self, Signals};

/// A page from its `body` on: a node stands before what it holds.
pub(super) struct Outline<'a> {
    pub(super) nodes: Vec<Node>,
    document: &'a Document,
    kinds: HashMap<Kind, usize>,
    index: HashMap<NodeId, usize>,
    /// The places of the page that links of it lead to.
    places: HashSet<String>,
}

/// The elements of one name and class in one element.
type Kind = (usize, LocalName, u64);

/// An element, or words.
pub(super) struct Node {
    pub(super) id: NodeId,
    pub(super) parent: usize,
    /// The first node behind what it holds.
    pub(super) end: usize,
    /// The name of an element; `None` for words.
    pub(super) name: Option<LocalName>,
    /// How many characters of words there are in it, spaces not counted.
    pub(super) chars: usize,
    /// How many of them stand in links.
    pub(super) linked: usize,
    /// Whether it shows something without words: a picture, a film.
    pub(super) has_media: bool,
    pub(super) signals: Signals,
}

impl Node {
    /// Whether it shows nothing: it goes or stays with what holds it.
    pub(super) fn is_neutral(&self) -> bool {
        self.chars == 0 && !self.has_media
    }

    /// Whether what it holds is for programs.
    fn is_code(&self) -> bool {
        matches!(self.name(), "script" | "style" | "textarea" | "option")
    }

    pub(super) fn name(&self) -> &str {
        self.name.as_deref().unwrap_or_default()
    }

    /// Which part of its words stands in links.
    #[allow(clippy::cast_precision_loss, reason = "a share needs no more")]
    pub(super) fn link_share(&self) -> f32 {
        self.linked as f32 / self.chars.max(1) as f32
    }
}

impl<'a> Outline<'a> {
    /// The outline of a page.
    pub(super) fn of(document: &'a Document) -> Self {
        let mut outline = Self {
            nodes: Vec::new(),
            document,
            kinds: HashMap::new(),
            index: HashMap::new(),
            places: HashSet::new(),
        };
        let Some(body) = document.tree.body() else { return outline };
        let mut open: Vec<usize> = Vec::new();
        let mut todo = vec![(body, 0)];
        while let Some((node, depth)) = todo.pop() {
            while open.len() > depth {
                outline.close(&mut open);
            }
            let at = outline.nodes.len();
            let parent = open.last().copied().unwrap_or(0);
            let Some(mut entry) = entry(&node, parent) else { continue };
            if entry.name.is_none() && outline.nodes.get(parent).is_some_and(Node::is_code) {
                entry.chars = 0;
            }
            outline.index.insert(entry.id, at);
            let is_link = entry.name() == "a" && !entry.signals.is_link;
            let address = if is_link { node.attr("href") } else { None };
            if let Some(place) = address.as_deref().and_then(|address| address.strip_prefix('#')) {
                outline.places.insert(place.to_owned());
            }
            outline.nodes.push(entry);
            open.push(at);
            todo.extend(node.children_it(true).map(|child| (child, depth + 1)));
        }
        while !open.is_empty() {
            outline.close(&mut open);
        }
        for kind in outline.nodes.iter().filter_map(kind) {
            *outline.kinds.entry(kind).or_default() += 1;
        }
        outline
    }

    fn close(&mut self, open: &mut Vec<usize>) {
        let Some(at) = open.pop() else { return };
        let end = self.nodes.len();
        let node = &mut self.nodes[at];
        node.end = end;
        if node.signals.is_link {
            node.linked = node.chars;
        }
        let (chars, linked, has_media) = (node.chars, node.linked, node.has_media);
        if let Some(&parent) = open.last() {
            let parent = &mut self.nodes[parent];
            parent.chars += chars;
            parent.linked += linked;
            parent.has_media |= has_media;
        }
    }

    /// Where a node stands.
    pub(super) fn find(&self, id: NodeId) -> Option<usize> {
        self.index.get(&id).copied()
    }

    /// A node and what it holds.
    pub(super) fn inside(&self, at: usize) -> Range<usize> {
        at..self.nodes[at].end
    }

    /// What stands right in a node.
    pub(super) fn children(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.nodes[at].end;
        let inside = move |child: &usize| *child < end;
        let next = move |&child: &usize| Some(self.nodes[child].end).filter(inside);
        std::iter::successors(Some(at + 1).filter(inside), next)
    }

    /// The nodes that hold a node, the nearest first.
    pub(super) fn ancestors(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(at), |&at| (at > 0).then(|| self.nodes[at].parent)).skip(1)
    }

    /// What an attribute of an element says.
    pub(super) fn attribute(&self, at: usize, name: &str) -> Option<String> {
        let node = NodeRef::new(self.nodes[at].id, &self.document.tree);
        node.attr(name).map(|value| value.to_string())
    }

    /// The words of a node, with single spaces, also where a block ends.
    pub(super) fn text(&self, at: usize) -> String {
        let mut out = String::new();
        for node in &self.nodes[self.inside(at)] {
            if node.name.is_none() {
                let text = NodeRef::new(node.id, &self.document.tree).text();
                if text.starts_with(char::is_whitespace) && !out.ends_with(' ') {
                    out.push(' ');
                }
                for word in text.split_whitespace() {
                    out.push_str(word);
                    out.push(' ');
                }
                if !text.ends_with(char::is_whitespace) {
                    out.pop();
                }
            } else if !out.ends_with(' ') && is_block(node.name()) {
                out.push(' ');
            }
        }
        out.trim().to_owned()
    }

    /// Whether an element is one of several of its kind: a list of other things.
    pub(super) fn is_card(&self, at: usize) -> bool {
        const SEVERAL: usize = 3;
        kind(&self.nodes[at]).is_some_and(|kind| self.kinds[&kind] >= SEVERAL)
    }

    /// What stands right before a node, in the same element.
    pub(super) fn before(&self, at: usize) -> Option<usize> {
        let parent = self.nodes[at].parent;
        let last = at.checked_sub(1).filter(|&last| last > parent)?;
        std::iter::once(last)
            .chain(self.ancestors(last))
            .find(|&at| self.nodes[at].parent == parent)
    }

    /// What stands behind a node, in the same element.
    pub(super) fn behind(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.nodes[self.nodes[at].parent].end;
        let inside = move |&at: &usize| at < end;
        let next = move |&at: &usize| Some(self.nodes[at].end).filter(inside);
        std::iter::successors(next(&at), next)
    }

    /// Whether a node is a link that shows and says nothing and is no place that other links lead to.
    pub(super) fn is_empty_link(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        if node.name() != "a" || !node.is_neutral() {
            return false;
        }
        let link = NodeRef::new(node.id, &self.document.tree);
        let says = |name| link.attr(name).is_some_and(|words| !words.trim().is_empty());
        // What only leads to another place of the page serves those who see the page.
        let names: &[&str] = if node.signals.is_link {
            &["id", "name", "aria-label", "title"]
        } else {
            &["id", "name"]
        };
        link.has_attr("href") && !names.iter().any(|name| says(name))
    }

    /// Whether a node is a link to where pages are shared that has no words, but a sign.
    pub(super) fn is_share_sign(&self, at: usize) -> bool {
        self.nodes[at].signals.is_share && self.nodes[at].chars == 0
    }

    /// Whether a node is a caption, and no list of what a page says of itself: its author, its date.
    pub(super) fn is_caption(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        let is_byline = || {
            let bylines = self.nodes[self.inside(at)].iter();
            let bylines = bylines.filter(|n| n.signals.furniture == Some(Furniture::Byline));
            bylines.map(|n| n.chars).max().is_some_and(|most| most * 2 > node.chars)
        };
        node.name() == "figcaption"
            || node.signals.part == Some(Part::Caption)
                && !matches!(node.name(), "ul" | "ol")
                && !is_byline()
    }

    /// Whether a link of the page leads to a heading, such as one in a table of contents.
    pub(super) fn is_linked_to(&self, heading: usize) -> bool {
        /// A heading is not made of more.
        const NODES: usize = 50;
        let inside = self.nodes[self.inside(heading)].iter().take(NODES);
        let elements = inside.filter(|node| node.name.is_some());
        let id = |node: &Node| NodeRef::new(node.id, &self.document.tree).attr("id");
        let mut names = elements.filter_map(id);
        names.any(|name| self.places.contains(&*name))
    }

    /// Whether a node is a script that is never run: the source of a formula.
    pub(super) fn is_formula(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        let kind = || NodeRef::new(node.id, &self.document.tree).attr("type");
        node.name() == "script" && kind().is_some_and(|kind| kind.starts_with("math/"))
    }

    /// Whether a block stands in a node.
    pub(super) fn has_block(&self, at: usize) -> bool {
        self.nodes[at + 1..self.nodes[at].end].iter().any(|n| is_block(n.name()) && n.chars > 0)
    }
}

/// What an element is one of; a paragraph, and what has no class, is one of nothing.
fn kind(node: &Node) -> Option<Kind> {
    let name = node.name.clone()?;
    let says = node.signals.class != 0 && &*name != "p" || &*name == "li";
    says.then_some((node.parent, name, node.signals.class))
}

/// What is to be known of a node; nothing of comments.
fn entry(node: &NodeRef<'_>, parent: usize) -> Option<Node> {
    node.query(|inner| {
        let (name, chars, signals) = match &inner.data {
            NodeData::Element(element) => {
                (Some(element.name.local.clone()), 0, signals::read(element))
            }
            NodeData::Text { contents } => {
                let chars = contents.chars().filter(|c| !c.is_whitespace()).count();
                (None, chars, Signals::default())
            }
            _ => return None,
        };
        let has_media = name.as_deref().is_some_and(is_media);
        Some(Node { id: inner.id, parent, end: 0, name, chars, linked: 0, has_media, signals })
    })?
}

pub(super) fn is_media(name: &str) -> bool {
    matches!(name, "img" | "svg" | "video" | "audio" | "iframe" | "embed" | "object" | "canvas")
}

pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "center"
            | "details"
            | "dd"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "table"
            | "tbody"
            | "td"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "br"
    )
}
