//! What is in force for a node because of what stands around it: whether anybody sees it, whether
//! assistive technology hears it, in which language it is.

use super::node::Node;
use super::page::{Id, Namespace, Page};

/// What style sheets say of one element (the cascade without inheritance, inline styles included);
/// `None` where they say nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Css {
    /// The property `display`.
    pub display: Option<Display>,
    /// The property `visibility`: whether it is `visible`.
    pub visible: Option<bool>,
    /// The property `white-space`: whether spaces and line ends are kept.
    pub preserves: Option<bool>,
}

/// A value of the property `display`, as far as words turn on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Display {
    /// Nobody gets it.
    None,
    /// It stands in a line: words go on before and after it.
    Inline,
    /// It begins and ends lines: `block`, `flex`, `table`, `list-item` and so on.
    Block,
    /// `contents`: as if its tags were not there.
    Contents,
}

/// What is in force for a node.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct State {
    /// Not rendered, because it or something around it is `display: none`.
    not_rendered: bool,
    invisible: bool,
    aria_hidden: bool,
    preserves: bool,
    display: Display,
    /// The node that says the language.
    language: Option<Id>,
}

impl Page {
    /// The state of each node; each parent's comes before its children's.
    pub(super) fn own_states(&self, css: impl Fn(Node<'_>) -> Css) -> Vec<State> {
        let mut states: Vec<State> = Vec::with_capacity(self.nodes.len());
        for (at, data) in (0u32..).zip(&self.nodes) {
            let node = self.node(Id(at));
            let outer = data.parent.map_or(
                State {
                    not_rendered: false,
                    invisible: false,
                    aria_hidden: false,
                    preserves: false,
                    display: Display::Block,
                    language: None,
                },
                |parent| states[parent.0 as usize],
            );
            states.push(if node.is_element() {
                state(node, css(node), outer)
            } else {
                State { display: Display::Inline, ..outer }
            });
        }
        states
    }
}

fn state(node: Node<'_>, css: Css, outer: State) -> State {
    let inline = inline_style(node.attr("style").unwrap_or(""));
    let display = css.display.or(inline.display).unwrap_or_else(|| default_display(node));
    let says_language = node.own_language().is_some();
    State {
        not_rendered: outer.not_rendered || display == Display::None,
        invisible: css.visible.or(inline.visible).map_or(outer.invisible, |visible| !visible),
        aria_hidden: outer.aria_hidden || node.value("aria-hidden") == Some("true"),
        preserves: css
            .preserves
            .or(inline.preserves)
            .or(matches!(node.html(), "pre" | "textarea" | "listing" | "xmp").then_some(true))
            .unwrap_or(outer.preserves),
        display,
        language: if says_language { Some(node.id) } else { outer.language },
    }
}

/// What an inline style says.
fn inline_style(style: &str) -> Css {
    let mut css = Css::default();
    for declaration in style.split(';') {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        let value = value.split('!').next().unwrap_or("").trim().to_ascii_lowercase();
        match &*name.trim().to_ascii_lowercase() {
            "display" => css.display = display(&value).or(css.display),
            "visibility" => {
                css.visible = match &*value {
                    "hidden" | "collapse" => Some(false),
                    "visible" => Some(true),
                    _ => css.visible,
                }
            }
            "white-space" => css.preserves = preserves(&value).or(css.preserves),
            _ => {}
        }
    }
    css
}

/// The value of `display` in lower case.
pub fn display(value: &str) -> Option<Display> {
    Some(match value {
        "none" => Display::None,
        "contents" => Display::Contents,
        "inline" | "ruby" | "ruby-base" | "ruby-text" => Display::Inline,
        // Words of two boxes in a line do not run together, whatever stands between them.
        "block" | "flow-root" | "list-item" | "flex" | "grid" | "table" | "inline-block"
        | "inline-flex" | "inline-grid" | "inline-table" => Display::Block,
        value if value.starts_with("table-") => Display::Block,
        _ => return None,
    })
}

/// Whether a value of `white-space` in lower case keeps spaces and line ends.
pub fn preserves(value: &str) -> Option<bool> {
    match value {
        "pre" | "pre-wrap" | "break-spaces" | "preserve" => Some(true),
        "normal" | "nowrap" | "pre-line" | "collapse" => Some(false),
        _ => None,
    }
}

/// How browsers show an element unless told otherwise (HTML, 15.3). A closed `details` counts as open:
/// everybody can open it. `noscript` counts as hidden: browsers run scripts.
fn default_display(node: Node<'_>) -> Display {
    if node.namespace() != Namespace::Html {
        return match node.name() {
            "title" | "desc" | "metadata" | "defs" | "style" | "script" | "symbol" | "clipPath"
            | "mask" | "annotation" | "annotation-xml" => Display::None,
            "text" | "foreignObject" => Display::Block,
            "math" if node.value("display") == Some("block") => Display::Block,
            _ => Display::Inline,
        };
    }
    if node.has("hidden") {
        return Display::None;
    }
    match node.name() {
        "head" | "script" | "style" | "template" | "title" | "meta" | "link" | "base"
        | "noscript" | "datalist" | "param" | "rp" | "source" | "track" | "col" | "colgroup"
        | "noframes" | "noembed" | "frameset" => Display::None,
        "dialog" if !node.has("open") => Display::None,
        "input" if node.value("type").is_some_and(|t| t.eq_ignore_ascii_case("hidden")) => {
            Display::None
        }
        "html" | "body" | "address" | "article" | "aside" | "blockquote" | "center" | "dd"
        | "details" | "dialog" | "dir" | "div" | "dl" | "dt" | "fieldset" | "figcaption"
        | "figure" | "footer" | "form" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "header"
        | "hgroup" | "hr" | "legend" | "li" | "listing" | "main" | "menu" | "nav" | "ol"
        | "optgroup" | "option" | "p" | "plaintext" | "pre" | "search" | "section" | "summary"
        | "ul" | "xmp" | "table" | "caption" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th"
        | "iframe" | "video" | "audio" | "select" | "textarea" => Display::Block,
        _ => Display::Inline,
    }
}

impl<'p> Node<'p> {
    pub(super) fn state(self) -> State {
        self.page.states[self.id.0 as usize]
    }

    /// Whether nobody gets it: not rendered or not visible.
    pub fn is_hidden(self) -> bool {
        let state = self.state();
        state.not_rendered || state.invisible
    }

    /// Whether it is not rendered at all (`display: none`, `hidden`, the head), apart from visibility:
    /// what it holds cannot be shown either.
    pub fn is_not_rendered(self) -> bool {
        self.state().not_rendered
    }

    /// Whether assistive technology does not get it: hidden from everybody, or `aria-hidden` on it or
    /// around it.
    pub fn is_silent(self) -> bool {
        self.is_hidden() || self.state().aria_hidden
    }

    /// Whether it or something around it is `aria-hidden="true"`.
    pub fn is_aria_hidden(self) -> bool {
        self.state().aria_hidden
    }

    /// How it stands among words.
    pub fn display(self) -> Display {
        self.state().display
    }

    /// Whether its spaces and line ends are kept.
    pub fn preserves_space(self) -> bool {
        self.state().preserves
    }

    /// The language in force, as written, trimmed; nothing if none is said or it is said to be unknown
    /// (`lang=""`).
    pub fn language(self) -> Option<&'p str> {
        self.page.node(self.state().language?).own_language().filter(|tag| !tag.is_empty())
    }

    /// The element that says the language in force.
    pub fn language_from(self) -> Option<Id> {
        self.state().language
    }

    /// The language that the element itself says, trimmed; empty if it says that it is unknown. `xml:lang`
    /// counts in XHTML, where it wins, and in SVG and `MathML`.
    pub fn own_language(self) -> Option<&'p str> {
        let xml =
            self.page.syntax == crate::markup::Syntax::Xml || self.namespace() != Namespace::Html;
        let xml_lang = if xml { self.attr("xml:lang") } else { None };
        xml_lang.or(self.attr("lang")).map(str::trim)
    }
}
