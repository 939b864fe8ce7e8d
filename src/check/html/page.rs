//! A page as it was written, and as the tree that browsers make of it: one array of nodes in document
//! order. It knows places, ids and what the page says of its encoding, and judges nothing.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use dom_query::{Document, NodeData, NodeId, NodeRef};

use super::css::Styles;
use super::names::Labels;
use super::node::Node;
use super::state::{Css, State};
use crate::check::limits;
use crate::diagnostic::rules::input;
use crate::diagnostic::{Fatal, Place};
use crate::markup::{Syntax, charset, parse};
use crate::source::{Source, Span};
use crate::text::{Decoded, decode_declared};

/// A node's place in document order: all that a node holds follows it at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub(super) u32);

/// A page.
pub struct Page {
    /// The page as written, decoded; spans count its bytes.
    pub source: Source,
    /// How it was decoded; its `text` is in `source`.
    pub decoded: Decoded,
    /// HTML or XHTML.
    pub syntax: Syntax,
    /// The tree again, for selectors; [`Page::of_dom`] leads back.
    pub document: Document,
    /// What its style sheets say, as far as it can be told.
    pub styles: Styles,
    /// Where nesting went beyond the limit first.
    pub too_deep: Option<Span>,
    pub(super) nodes: Vec<Data>,
    pub(super) states: Vec<State>,
    ids: HashMap<Box<str>, Vec<Id>>,
    /// The first `a` of each name.
    anchors: HashMap<Box<str>, Id>,
    /// Where the start tags begin, by node.
    places: Vec<Option<u32>>,
    by_dom: HashMap<NodeId, Id>,
    pub(super) labels: OnceCell<Labels>,
    /// The words of elements that others refer to.
    pub(super) referred: RefCell<HashMap<Id, Rc<str>>>,
}

/// What a node is, without its state.
pub(super) struct Data {
    pub(super) kind: Kind,
    pub(super) parent: Option<Id>,
    /// One past the last node that it holds.
    pub(super) end: u32,
    pub(super) dom: NodeId,
}

pub(super) enum Kind {
    /// The document itself.
    Root,
    Text(Box<str>),
    Element(Element),
}

pub(super) struct Element {
    pub(super) name: Box<str>,
    pub(super) namespace: Namespace,
    /// Names (with their prefix if they have one) and values.
    pub(super) attributes: Vec<(Box<str>, Box<str>)>,
}

/// What an element belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the languages' own names")]
pub enum Namespace {
    Html,
    Svg,
    MathMl,
}

/// Opens a page: decodes it, and reads it as HTML or XHTML by its name and its first words.
///
/// # Errors
/// The bytes are no text or no words, or hold more elements than are read.
pub fn open(name: &str, bytes: &[u8]) -> Result<Page, Fatal> {
    let mut decoded = decode_declared(bytes, None, charset::declared(bytes).as_deref());
    if decoded.binary {
        let message = "the file is not text";
        return Err(Fatal::new(&input::BINARY, Place::Document, message, "give a page of HTML"));
    }
    let text = std::mem::take(&mut decoded.text);
    let lower = name.to_ascii_lowercase();
    let named = [".xhtml", ".xht"].iter().any(|end| lower.ends_with(end));
    let xml = named || text.trim_start().starts_with("<?xml");
    if xml && let Some(place) = own_entities(&text) {
        return Err(Fatal::new(
            &input::UNREADABLE,
            Some(place),
            "the page declares entities of its own: what they stand for is not read, so that nobody can \
             say what the page says",
            "write what they stand for in their place",
        ));
    }
    let syntax = if xml { Syntax::Xml } else { Syntax::Html };
    read(Source::new(name, text), decoded, syntax, &|_| None)
}

/// Where the document type of XML declares an entity (XML 1.0, 4.2): they can be used to say anything, and to
/// exhaust memory.
fn own_entities(text: &str) -> Option<Span> {
    let start = text.find("<!DOCTYPE")?;
    // Before any element: a text may speak of entities.
    let end = text[start..].find("<html").map_or(text.len(), |end| start + end);
    let at = start + text[start..end].find("<!ENTITY")?;
    Some(Span::new(Range { start: at, end: at + "<!ENTITY".len() }))
}

/// Opens a page that is decoded already: a part of a publication.
///
/// # Errors
/// As [`open`].
pub fn open_text(name: &str, text: &str, syntax: Syntax) -> Result<Page, Fatal> {
    open_with_sheets(name, text, syntax, &|_| None)
}

/// Gives the text of a style sheet for the address that links it, if it is at hand.
pub type Load<'l> = &'l dyn Fn(&str) -> Option<String>;

/// Opens a page that is decoded already, with the style sheets that it links.
///
/// # Errors
/// As [`open`].
pub fn open_with_sheets(
    name: &str,
    text: &str,
    syntax: Syntax,
    load: Load<'_>,
) -> Result<Page, Fatal> {
    read(Source::new(name, text), Decoded::default(), syntax, load)
}

fn read(source: Source, decoded: Decoded, syntax: Syntax, load: Load<'_>) -> Result<Page, Fatal> {
    if source.text().trim().is_empty() {
        let message = "the page is empty";
        return Err(Fatal::new(&input::EMPTY, Place::Document, message, "write the page again"));
    }
    let parsed = match syntax {
        Syntax::Html => parse::parse(source.text()),
        Syntax::Xml => parse::parse_xml(source.text()),
    };
    if let Some(span) = parsed.too_many {
        let message = "the page has more elements than can be checked";
        return Err(Fatal::new(&input::TOO_LARGE, Some(span), message, "split the page"));
    }
    let mut page = Page {
        source,
        decoded,
        syntax,
        too_deep: parsed.too_deep,
        nodes: Vec::new(),
        states: Vec::new(),
        ids: HashMap::new(),
        anchors: HashMap::new(),
        places: Vec::new(),
        by_dom: HashMap::new(),
        labels: OnceCell::new(),
        referred: RefCell::default(),
        document: Document::default(),
        styles: Styles::default(),
    };
    page.fill(&parsed);
    page.document = parsed.document;
    page.states = page.own_states(|_| Css::default());
    page.style(load);
    Ok(page)
}

impl Page {
    /// Copies the tree, without recursion: comments and declarations are left out.
    fn fill(&mut self, parsed: &parse::Page) {
        let tree = &parsed.document.tree;
        let mut open: Vec<(Id, Vec<NodeId>)> = Vec::new();
        let children = |id: &NodeId| tree.child_ids_of_it(id, true).collect::<Vec<_>>();
        let root = tree.root().id;
        let id = self.add(Kind::Root, None, root, None);
        open.push((id, children(&root)));
        while let Some((parent, rest)) = open.last_mut() {
            let (parent, next) = (*parent, rest.pop());
            let Some(dom) = next else {
                let end = self.next_id();
                self.nodes[parent.0 as usize].end = end.0;
                open.pop();
                continue;
            };
            let Some(kind) = tree.query_node(&dom, |node| kind(&node.data)).flatten() else {
                continue;
            };
            let holds = matches!(kind, Kind::Element(_));
            let place = parsed.place(dom).map(|span| span.start);
            let id = self.add(kind, Some(parent), dom, place);
            if holds {
                open.push((id, children(&dom)));
            }
        }
    }

    fn next_id(&self) -> Id {
        Id(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX))
    }

    fn add(&mut self, kind: Kind, parent: Option<Id>, dom: NodeId, place: Option<u32>) -> Id {
        let id = self.next_id();
        if let Kind::Element(element) = &kind {
            let value = |name: &str| {
                element.attributes.iter().find(|(own, _)| **own == *name).map(|(_, v)| v.clone())
            };
            if let Some(value) = value("id") {
                self.ids.entry(value).or_default().push(id);
            }
            if let Some(value) = value("name").filter(|_| &*element.name == "a") {
                self.anchors.entry(value).or_insert(id);
            }
        }
        self.by_dom.insert(dom, id);
        self.nodes.push(Data { kind, parent, end: id.0 + 1, dom });
        self.places.push(place);
        id
    }

    /// The document itself, which holds all else.
    pub fn root(&self) -> Node<'_> {
        self.node(Id(0))
    }

    /// A node.
    pub fn node(&self, id: Id) -> Node<'_> {
        Node { page: self, id }
    }

    /// The node that an element of [`Page::document`] is.
    pub fn of_dom(&self, dom: NodeId) -> Option<Node<'_>> {
        self.by_dom.get(&dom).map(|&id| self.node(id))
    }

    /// All elements, in document order.
    pub fn elements(&self) -> impl DoubleEndedIterator<Item = Node<'_>> {
        self.root().descendants().filter(|node| node.is_element())
    }

    /// The first element of a name of HTML, with its words: `html`, `head`, `body`, `title`.
    pub fn first(&self, name: &str) -> Option<Node<'_>> {
        self.elements().find(|node| node.is(name))
    }

    /// The element that an id means: the first that has it.
    pub fn by_id(&self, id: &str) -> Option<Node<'_>> {
        self.ids.get(id).and_then(|all| all.first()).map(|&id| self.node(id))
    }

    /// The element that the fragment of an address means (HTML, 7.4.6.4): by its id, as written or
    /// decoded, else by the name of an old anchor.
    pub fn place(&self, fragment: &str) -> Option<Node<'_>> {
        if fragment.is_empty() {
            return None;
        }
        let by_decoded = || self.by_id(&decoded(fragment));
        let by_anchor = || self.anchors.get(fragment).map(|&id| self.node(id));
        self.by_id(fragment).or_else(by_decoded).or_else(by_anchor)
    }

    /// The ids that more than one element has, in the order of their second element; each with all its
    /// elements.
    pub fn doubled_ids(&self) -> Vec<(&str, Vec<Node<'_>>)> {
        let mut doubles: Vec<_> =
            self.ids.iter().filter(|(id, all)| all.len() > 1 && !id.is_empty()).collect();
        doubles.sort_by_key(|(_, all)| all[1]);
        let nodes = |all: &Vec<Id>| all.iter().map(|&id| self.node(id)).collect();
        doubles.into_iter().map(|(id, all)| (&**id, nodes(all))).collect()
    }

    /// Takes the style sheets into account: those of the page itself, and those that it links as far as
    /// `load` gives them for their `href`.
    /// Takes the style sheets into account that it links, if `load` gives any of them.
    pub(super) fn take_sheets(&mut self, load: Load<'_>) {
        let links = self.elements().filter(|node| node.is("link") && node.has("rel"));
        let at_hand = links.filter_map(|link| link.value("href")).any(|href| load(href).is_some());
        if at_hand {
            self.style(load);
        }
    }

    fn style(&mut self, load: Load<'_>) {
        let styles = Styles::of(self, load);
        self.restyle(|node| styles.css(node));
        self.styles = styles;
    }

    /// An element in [`Page::document`].
    pub(super) fn dom_node(&self, node: Node<'_>) -> Option<NodeRef<'_>> {
        self.document.tree.get(&self.nodes[node.id.0 as usize].dom)
    }

    /// What style sheets say of each element is taken into account from now on; see [`Css`].
    pub fn restyle(&mut self, css: impl Fn(Node<'_>) -> Css) {
        self.states = self.own_states(css);
        self.referred.take();
    }

    /// The start tag of a node: from `<` past `>`, at most 400 bytes; only its beginning if the tag is
    /// implied.
    pub(super) fn span(&self, id: Id) -> Option<Span> {
        const LONGEST: usize = 400;
        let start = self.places.get(id.0 as usize).copied().flatten()? as usize;
        let bytes = self.source.text().as_bytes();
        let rest = &bytes[start.min(bytes.len())..bytes.len().min(start + LONGEST)];
        let name = self.node(id).name().as_bytes();
        let is_own = rest.get(1..=name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name));
        let end = if is_own { tag_end(rest).unwrap_or(1) } else { 1 };
        Some(Span::new(Range { start, end: start + end }))
    }

    /// Notes what limits of reading this page reached.
    pub(super) fn limits_reached(&self) -> Option<(Span, String)> {
        let message =
            || format!("elements stand in each other more than {} deep", limits::MAX_DEPTH);
        self.too_deep.map(|span| (span, message()))
    }
}

/// A fragment without its percent encoding.
fn decoded(fragment: &str) -> String {
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let code = code.filter(|hex| byte == b'%' && hex.bytes().all(|b| b.is_ascii_hexdigit()));
        if let Some(code) = code.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            bytes.push(code);
            rest = &after[2..];
        } else {
            bytes.push(byte);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Where a tag ends, past its `>`; quotation marks are heeded.
fn tag_end(tag: &[u8]) -> Option<usize> {
    let mut quote = None;
    for (at, &byte) in tag.iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') if tag[..at].trim_ascii_end().ends_with(b"=") => {
                quote = Some(byte);
            }
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

fn kind(data: &NodeData) -> Option<Kind> {
    match data {
        NodeData::Text { contents } => Some(Kind::Text((&**contents).into())),
        NodeData::Element(element) => {
            let namespace = match &*element.name.ns {
                "http://www.w3.org/2000/svg" => Namespace::Svg,
                "http://www.w3.org/1998/Math/MathML" => Namespace::MathMl,
                _ => Namespace::Html,
            };
            let attributes = element.attrs.iter().map(|attribute| {
                let local = &*attribute.name.local;
                let name = match &attribute.name.prefix {
                    Some(prefix) if !prefix.is_empty() => format!("{prefix}:{local}").into(),
                    _ => local.into(),
                };
                (name, (&*attribute.value).into())
            });
            let name = (&*element.name.local).into();
            Some(Kind::Element(Element { name, namespace, attributes: attributes.collect() }))
        }
        _ => None,
    }
}
