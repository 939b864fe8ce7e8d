//! Stands between the tokenizer and the tree builder, and leaves out start tags beyond the limits,
//! together with their end tags. The words stay.

use std::cell::{Cell, RefCell};

use dom_query::NodeId;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::TreeBuilder;
use html5ever::{Attribute, LocalName};

use super::sink::Sink;

/// The deepest nesting of elements: each tag looks through what is open. Pages have some dozens.
pub(super) const MAX_DEPTH: usize = 256;
/// How many elements a token may make on average before open formatting elements are ended.
const MAX_REPEATS: usize = 4;
/// How many formatting elements may be open at once: each block begins with all of them again.
const MAX_FORMATTING: usize = 40;
/// Comments beyond this many are not kept: nobody reads them.
const MAX_COMMENTS: usize = 1000;
/// Of formatting elements that are the same, the standard keeps this many.
const MAX_SAME: usize = 3;

/// The tree builder behind its limits.
pub(super) struct Limits {
    pub(super) builder: TreeBuilder<NodeId, Sink>,
    /// Whether an element may end where it begins.
    xml: bool,
    left_out: RefCell<Vec<LocalName>>,
    /// The formatting elements that are open; `None` parts those of a cell from those around it.
    formatting: RefCell<Vec<Option<Formatting>>>,
    /// The tokens so far.
    pub(super) tokens: Cell<usize>,
    /// Whether the tokenizer takes tags for text, in a script or a title.
    pub(super) raw: Cell<bool>,
    comments: Cell<usize>,
    /// How many elements the page may have.
    most: usize,
    pub(super) too_deep: Cell<Option<usize>>,
    pub(super) too_many: Cell<Option<usize>>,
}

/// A formatting element: its name and what else makes it the same as another.
type Formatting = (LocalName, Vec<Attribute>);

impl Limits {
    pub(super) fn new(builder: TreeBuilder<NodeId, Sink>, xml: bool, most: usize) -> Self {
        Self {
            builder,
            xml,
            left_out: RefCell::default(),
            formatting: RefCell::default(),
            tokens: Cell::new(0),
            raw: Cell::new(false),
            comments: Cell::new(0),
            most,
            too_deep: Cell::new(None),
            too_many: Cell::new(None),
        }
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
        let foreign = || self.builder.adjusted_current_node_present_but_not_in_html_namespace();
        let is_empty = tag.self_closing && (self.xml || foreign());
        if is_empty || crate::markup::is_void(&tag.name) || is_raw(&tag.name) {
            return false;
        }
        let deep = sink.depth.get() >= MAX_DEPTH;
        let many = is_formatting(&tag.name) && self.formatting.borrow().len() >= MAX_FORMATTING;
        if deep {
            self.too_deep.set(self.too_deep.get().or(Some(sink.at.get())));
        }
        if deep || many {
            left_out.push(tag.name.clone());
        }
        deep || many
    }

    /// Whether the page has so many elements that this one and all further are left out.
    fn is_full(&self, tag: &Tag) -> bool {
        let sink = &self.builder.sink;
        let full = sink.made.get() >= self.most && !is_raw(&tag.name);
        if full {
            self.too_many.set(self.too_many.get().or(Some(sink.at.get())));
        }
        full
    }

    /// Whether an element of HTML is written as one that holds nothing.
    fn is_empty(&self, tag: &Tag) -> bool {
        let foreign = self.builder.adjusted_current_node_present_but_not_in_html_namespace()
            || matches!(&*tag.name, "svg" | "math");
        tag.self_closing
            && tag.kind == TagKind::StartTag
            && !foreign
            && !crate::markup::is_void(&tag.name)
    }

    /// Ends all open formatting elements where they have made the tree much larger than the page.
    fn bound(&self, line: u64) {
        if self.builder.sink.made.get() <= MAX_REPEATS * self.tokens.get() + 10_000 {
            return;
        }
        for (name, _) in self.formatting.take().into_iter().flatten() {
            let end = end_tag(name);
            let _ = self.builder.process_token(Token::TagToken(end), line);
        }
    }

    /// Follows what the tree builder keeps of formatting elements.
    fn follow(&self, tag: &Tag) {
        let mut open = self.formatting.borrow_mut();
        let starts = tag.kind == TagKind::StartTag;
        match &*tag.name {
            "td" | "th" | "tr" | "caption" | "table" => {
                let is_cell = matches!(&*tag.name, "td" | "th" | "caption");
                if !(starts && &*tag.name == "table") {
                    let marker = open.iter().rposition(Option::is_none);
                    let kept = marker.unwrap_or(open.len());
                    open.truncate(kept);
                }
                if starts && is_cell && open.len() < MAX_FORMATTING {
                    open.push(None);
                }
            }
            name if is_formatting(name) => {
                let is_same = |entry: &Option<Formatting>| {
                    entry.as_ref().is_some_and(|(name, _)| *name == tag.name)
                };
                if (!starts || matches!(name, "a" | "nobr"))
                    && let Some(at) = open.iter().rposition(is_same)
                {
                    open.remove(at);
                }
                if starts {
                    let entry = Some((tag.name.clone(), tag.attrs.clone()));
                    let mut same = open.iter().enumerate().filter(|(_, other)| **other == entry);
                    if let (Some((first, _)), MAX_SAME..) = (same.next(), same.count() + 1) {
                        open.remove(first);
                    }
                    open.push(entry);
                }
            }
            _ => {}
        }
    }
}

fn end_tag(name: LocalName) -> Tag {
    let (kind, attrs) = (TagKind::EndTag, Vec::new());
    Tag { kind, name, attrs, self_closing: false, had_duplicate_attributes: false }
}

/// The elements in which tags are text: if they were left out, scripts would be words.
fn is_raw(name: &str) -> bool {
    matches!(
        name,
        "script" | "style" | "title" | "textarea" | "xmp" | "iframe" | "noembed" | "noframes"
    )
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
        if !matches!(token, Token::ParseError(_)) {
            self.tokens.set(self.tokens.get() + 1);
        }
        if let Token::TagToken(tag) = &token {
            self.raw.set(false);
            self.bound(line);
            if self.is_full(tag) || self.leaves_out(tag) {
                // What stood in two blocks stays two words.
                let edge = if is_formatting(&tag.name) { "" } else { "\n" };
                return self.builder.process_token(Token::CharacterTokens(edge.into()), line);
            }
            self.follow(tag);
            if self.xml && self.is_empty(tag) {
                let end = end_tag(tag.name.clone());
                let _ = self.builder.process_token(token, line);
                let _ = self.builder.process_token(Token::TagToken(end), line);
                return TokenSinkResult::Continue;
            }
        }
        if matches!(token, Token::CommentToken(_)) {
            self.comments.set(self.comments.get() + 1);
            if self.comments.get() > MAX_COMMENTS {
                return TokenSinkResult::Continue;
            }
        }
        let result = self.builder.process_token(token, line);
        if matches!(result, TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext) {
            self.raw.set(true);
        }
        result
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}
