//! A page to an element tree, as browsers build it, with the place of every element. Nesting has a limit
//! and so has what the standard's error recovery repeats: no input makes the tree larger than itself.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};
use std::collections::HashMap;

use dom_query::{Document, NodeId};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{
    ElementFlags, NodeOrText, QuirksMode, TreeBuilder, TreeBuilderOpts, TreeSink,
};
use html5ever::{Attribute, LocalName, QualName};

use crate::source::Span;

/// The deepest nesting of elements, as in browsers.
const MAX_DEPTH: usize = 512;
/// How many elements a token may make on average before open formatting elements are ended.
const MAX_REPEATS: usize = 4;

/// A page as a tree.
pub(super) struct Page {
    pub(super) document: Document,
    /// Where the start tag of an element begins.
    places: HashMap<NodeId, usize>,
    /// Where nesting went beyond the limit first.
    pub(super) too_deep: Option<Span>,
}

impl Page {
    /// Where an element starts in the source.
    pub(super) fn place(&self, id: NodeId) -> Option<Span> {
        self.places.get(&id).map(|&at| Span::new(at..at + 1))
    }
}

/// Parses a page. It never fails: HTML has a meaning for every sequence of characters.
pub(super) fn parse(text: &str) -> Page {
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let builder = TreeBuilder::new(Sink::default(), options);
    let tokenizer = Tokenizer::new(Limits::new(builder), TokenizerOpts::default());
    let queue = BufferQueue::default();
    let mut from = 0;
    // Part by part, each beginning with a `<`, so that the place of a tag is known.
    while from < text.len() {
        let next = text.as_bytes()[from + 1..].iter().position(|&byte| byte == b'<');
        let to = next.map_or(text.len(), |next| from + 1 + next);
        tokenizer.sink.builder.sink.at.set(from);
        queue.push_back(StrTendril::from(&text[from..to]));
        // It stops after each script, for somebody who would run it.
        while !queue.is_empty() {
            let _ = tokenizer.feed(&queue);
        }
        from = to;
    }
    tokenizer.end();
    let too_deep = tokenizer.sink.too_deep.take().map(|at| Span::new(at..at + 1));
    let sink = tokenizer.sink.builder.sink;
    Page { document: sink.document, places: sink.places.into_inner(), too_deep }
}

/// Stands between the tokenizer and the tree builder, and leaves out start tags beyond the limits,
/// together with their end tags.
struct Limits {
    builder: TreeBuilder<NodeId, Sink>,
    left_out: RefCell<Vec<LocalName>>,
    /// The formatting elements that are open, and which every new paragraph repeats.
    formatting: RefCell<Vec<LocalName>>,
    tokens: Cell<usize>,
    too_deep: Cell<Option<usize>>,
}

impl Limits {
    fn new(builder: TreeBuilder<NodeId, Sink>) -> Self {
        let (left_out, formatting) = (RefCell::default(), RefCell::default());
        Self { builder, left_out, formatting, tokens: Cell::new(0), too_deep: Cell::new(None) }
    }

    fn leaves_out(&self, tag: &Tag) -> bool {
        let sink = &self.builder.sink;
        let mut left_out = self.left_out.borrow_mut();
        if tag.kind == TagKind::EndTag {
            if left_out.last() == Some(&tag.name) {
                left_out.pop();
                return true;
            }
            sink.depth.set(sink.depth.get().saturating_sub(1));
            return false;
        }
        if tag.self_closing || crate::markup::is_void(&tag.name) {
            return false;
        }
        let deep = sink.depth.get() >= MAX_DEPTH;
        if deep {
            left_out.push(tag.name.clone());
            self.too_deep.set(self.too_deep.get().or(Some(sink.at.get())));
            return true;
        }
        false
    }
}

impl Limits {
    fn count(&self, tag: &Tag, line: u64) {
        self.tokens.set(self.tokens.get() + 1);
        if self.builder.sink.made.get() > MAX_REPEATS * self.tokens.get() + 10_000 {
            for name in self.formatting.take() {
                let (kind, attrs) = (TagKind::EndTag, Vec::new());
                let end =
                    Tag { kind, name, attrs, self_closing: false, had_duplicate_attributes: false };
                let _ = self.builder.process_token(Token::TagToken(end), line);
            }
        }
        if is_formatting(&tag.name) {
            let mut open = self.formatting.borrow_mut();
            match tag.kind {
                TagKind::StartTag => open.push(tag.name.clone()),
                TagKind::EndTag => {
                    if let Some(at) = open.iter().rposition(|name| *name == tag.name) {
                        open.remove(at);
                    }
                }
            }
        }
    }
}

/// The elements that the standard opens again where they were not closed.
fn is_formatting(name: &str) -> bool {
    matches!(
        name,
        "a" | "b"
            | "big"
            | "code"
            | "em"
            | "font"
            | "i"
            | "nobr"
            | "s"
            | "small"
            | "strike"
            | "strong"
            | "tt"
            | "u"
    )
}

impl TokenSink for Limits {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        if let Token::TagToken(tag) = &token {
            self.count(tag, line);
            if self.leaves_out(tag) {
                return TokenSinkResult::Continue;
            }
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Builds the tree and notes places and depth.
#[derive(Default)]
struct Sink {
    document: Document,
    /// Where the part begins that the tokenizer has now.
    at: Cell<usize>,
    places: RefCell<HashMap<NodeId, usize>>,
    depths: RefCell<HashMap<NodeId, usize>>,
    /// The depth of the element that was put into the tree last, less what has ended since.
    depth: Cell<usize>,
    made: Cell<usize>,
}

impl Sink {
    fn note_depth(&self, parent: NodeId, child: &NodeOrText<NodeId>) {
        if let NodeOrText::AppendNode(child) = child {
            let mut depths = self.depths.borrow_mut();
            let depth = depths.get(&parent).map_or(0, |depth| depth + 1);
            depths.insert(*child, depth);
            self.depth.set(depth);
        }
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Self;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Self {
        self
    }

    // Every page has some, and nobody reads them.
    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        self.document.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        self.document.elem_name(target)
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        let id = self.document.create_element(name, attrs, flags);
        self.places.borrow_mut().insert(id, self.at.get());
        self.made.set(self.made.get() + 1);
        id
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.document.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> NodeId {
        self.document.create_pi(target, data)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.note_depth(*parent, &child);
        self.document.append(parent, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        previous: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        self.note_depth(*element, &child);
        self.document.append_based_on_parent_node(element, previous, child);
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        self.document.append_doctype_to_document(name, public, system);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        self.document.get_template_contents(target)
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.document.set_quirks_mode(mode);
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        self.note_depth(*sibling, &child);
        self.document.append_before_sibling(sibling, child);
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attrs: Vec<Attribute>) {
        self.document.add_attrs_if_missing(target, attrs);
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.document.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, parent: &NodeId) {
        self.document.reparent_children(node, parent);
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &NodeId) -> bool {
        self.document.is_mathml_annotation_xml_integration_point(handle)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_know_their_places() {
        let text = "<!DOCTYPE html>\n<p>One<p lang=fr>Deux <b>trois</b>";
        let page = parse(text);
        for (selector, tag) in [("p:not([lang])", "<p>"), ("p[lang]", "<p lang"), ("b", "<b>")] {
            let id = page.document.select(selector).nodes()[0].id;
            assert!(text[page.place(id).unwrap().start as usize..].starts_with(tag), "{selector}");
        }
        assert!(page.too_deep.is_none());
    }

    #[test]
    fn nesting_and_repetition_have_limits() {
        let deep = parse(&"<div>".repeat(100_000));
        assert!(deep.document.select("div").length() <= MAX_DEPTH);
        assert!(deep.too_deep.is_some());
        let text: String = (0..20_000).map(|n| format!("<p><b id={n}>x")).collect();
        assert!(parse(&text).document.tree.len() < 300_000);
        let closed = parse(&"<div></div>".repeat(10_000));
        assert_eq!(closed.document.select("div").length(), 10_000);
        let open = parse(&"<li>x".repeat(10_000));
        assert_eq!(open.document.select("li").length(), 10_000);
    }
}
