//! One node of a page, and the ways from it to others: what its markup says, not what it means.

use super::page::{Element, Id, Kind, Namespace, Page};
use crate::source::Span;

/// A node of a page.
#[derive(Clone, Copy)]
pub struct Node<'p> {
    /// The page.
    pub page: &'p Page,
    /// Which node.
    pub id: Id,
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl<'p> Node<'p> {
    fn element(self) -> Option<&'p Element> {
        match &self.page.nodes[self.id.0 as usize].kind {
            Kind::Element(element) => Some(element),
            _ => None,
        }
    }

    /// Whether it is an element.
    pub fn is_element(self) -> bool {
        self.element().is_some()
    }

    /// Its text, if it is text.
    pub fn text(self) -> Option<&'p str> {
        match &self.page.nodes[self.id.0 as usize].kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// An element's name, in lower case for HTML; empty for text.
    pub fn name(self) -> &'p str {
        self.element().map_or("", |element| &element.name)
    }

    /// What language of markup an element belongs to.
    pub fn namespace(self) -> Namespace {
        self.element().map_or(Namespace::Html, |element| element.namespace)
    }

    /// An element's name if it is one of HTML, else nothing.
    pub fn html(self) -> &'p str {
        if self.namespace() == Namespace::Html { self.name() } else { "" }
    }

    /// Whether it is an element of HTML of this name.
    pub fn is(self, name: &str) -> bool {
        self.html() == name
    }

    /// The value of an attribute.
    pub fn attr(self, name: &str) -> Option<&'p str> {
        self.attributes().find(|(own, _)| *own == name).map(|(_, value)| value)
    }

    /// The value of an attribute without space around it, if anything is left.
    pub fn value(self, name: &str) -> Option<&'p str> {
        self.attr(name).map(str::trim).filter(|value| !value.is_empty())
    }

    /// Whether an attribute is there.
    pub fn has(self, name: &str) -> bool {
        self.attr(name).is_some()
    }

    /// All attributes: names (with their prefix if they have one) and values.
    pub fn attributes(self) -> impl Iterator<Item = (&'p str, &'p str)> {
        let own = self.element().map(|element| &element.attributes[..]).unwrap_or_default();
        own.iter().map(|(name, value)| (&**name, &**value))
    }

    /// The words of an attribute that holds several.
    pub fn tokens(self, name: &str) -> impl Iterator<Item = &'p str> {
        self.attr(name).unwrap_or("").split_ascii_whitespace()
    }

    /// The elements that an attribute of ids names, those that there are.
    pub fn referred(self, name: &str) -> impl Iterator<Item = Node<'p>> {
        self.tokens(name).filter_map(|id| self.page.by_id(id))
    }

    /// What holds it.
    pub fn parent(self) -> Option<Node<'p>> {
        self.page.nodes[self.id.0 as usize].parent.map(|id| self.page.node(id))
    }

    /// What holds it, what holds that, and so on; the document last.
    pub fn ancestors(self) -> impl Iterator<Item = Node<'p>> {
        std::iter::successors(self.parent(), |node| node.parent())
    }

    /// The nearest element of HTML around it that has one of these names, or itself.
    pub fn closest(self, names: &[&str]) -> Option<Node<'p>> {
        std::iter::once(self).chain(self.ancestors()).find(|node| names.contains(&node.html()))
    }

    fn end(self) -> u32 {
        self.page.nodes[self.id.0 as usize].end
    }

    /// What it holds itself: elements and texts.
    pub fn children(self) -> impl Iterator<Item = Node<'p>> {
        let (page, end) = (self.page, self.end());
        let at = move |id: u32| (id < end).then(|| page.node(Id(id)));
        std::iter::successors(at(self.id.0 + 1), move |node| at(node.end()))
    }

    /// The elements that it holds itself.
    pub fn elements(self) -> impl Iterator<Item = Node<'p>> {
        self.children().filter(|node| node.is_element())
    }

    /// All that it holds, in document order.
    pub fn descendants(self) -> impl DoubleEndedIterator<Item = Node<'p>> {
        let page = self.page;
        (self.id.0 + 1..self.end()).map(move |id| page.node(Id(id)))
    }

    /// Whether a node is inside it.
    pub fn holds(self, other: Node<'_>) -> bool {
        (self.id.0 + 1..self.end()).contains(&other.id.0)
    }

    /// All that begins after it in document order: what it holds, then what follows.
    pub fn following(self) -> impl Iterator<Item = Node<'p>> {
        let page = self.page;
        let end = u32::try_from(page.nodes.len()).unwrap_or(u32::MAX);
        (self.id.0 + 1..end).map(move |id| page.node(Id(id)))
    }

    /// The next node in the same parent.
    pub fn next_sibling(self) -> Option<Node<'p>> {
        let parent = self.parent()?;
        (self.end() < parent.end()).then(|| self.page.node(Id(self.end())))
    }

    /// All text inside it, as it is written.
    pub fn text_content(self) -> String {
        self.text().map(str::to_owned).unwrap_or_default()
            + &self.descendants().filter_map(Node::text).collect::<String>()
    }

    /// The node in [`Page::document`] that it is, for selectors.
    pub fn dom(self) -> dom_query::NodeRef<'p> {
        dom_query::NodeRef::new(self.page.nodes[self.id.0 as usize].dom, &self.page.document.tree)
    }

    /// Its start tag in the source; for a text, that of what holds it.
    pub fn span(self) -> Option<Span> {
        if self.is_element() { self.page.span(self.id) } else { self.parent()?.span() }
    }
}
