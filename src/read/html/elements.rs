//! What the names of elements mean for the shape of the tree: which are blocks, which end by
//! themselves, which swallow text. It knows nothing of the document model.

/// How an element stands in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A block that can hold blocks: one level of nesting.
    Level,
    /// A block that ends where the next of its kind starts: a paragraph, an item, a row, a cell.
    Part,
    /// A block that holds nothing.
    Leaf,
    /// Part of the running text.
    Inline,
}

/// The shape of an element. Names that begin with `#` are this crate's own, and cannot come from HTML.
pub(super) fn shape(name: &str) -> Shape {
    match name {
        "address" | "article" | "aside" | "blockquote" | "body" | "caption" | "center"
        | "details" | "dialog" | "dir" | "div" | "dl" | "fieldset" | "figcaption" | "figure"
        | "footer" | "form" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "header" | "hgroup"
        | "html" | "legend" | "listing" | "main" | "menu" | "nav" | "ol" | "pre" | "search"
        | "section" | "summary" | "table" | "ul" | "#note" | "#math" => Shape::Level,
        "p" | "li" | "dt" | "dd" | "tr" | "td" | "th" | "thead" | "tbody" | "tfoot" => Shape::Part,
        "hr" => Shape::Leaf,
        _ => Shape::Inline,
    }
}

/// Whether an element stands apart from the running text.
pub(super) fn is_block(name: &str) -> bool {
    shape(name) != Shape::Inline
}

/// Whether an element in the running text is a line of its own: a choice of a form, a label of a drawing.
pub(super) fn is_line(name: &str) -> bool {
    matches!(name, "option" | "optgroup" | "text" | "title" | "desc")
}

/// Whether an element never holds anything.
pub(super) fn is_void(name: &str) -> bool {
    crate::markup::is_void(name) || matches!(name, "param" | "frame" | "basefont" | "bgsound")
}

/// Whether a browser hides what an element holds: it is taken away, and said so.
pub(super) fn is_hidden(name: &str) -> bool {
    matches!(name, "script" | "style")
}

/// Whether an element stands for what no document can hold.
pub(super) fn is_embedded(name: &str) -> bool {
    matches!(name, "video" | "audio" | "iframe" | "embed" | "object")
}

/// Whether an element ends without an end tag, where another starts.
pub(super) fn ends_by_itself(name: &str) -> bool {
    shape(name) == Shape::Part || matches!(name, "caption" | "option" | "rt" | "rp")
}

/// The open elements that the start of an element ends, and those beyond which it cannot reach.
pub(super) fn ended_by(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    const CELL: &[&str] = &["td", "th", "caption", "table"];
    match name {
        "li" => (&["li"], &["ul", "ol", "menu", "dir", "td", "th", "caption", "table"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl", "td", "th", "caption", "table"]),
        "td" | "th" => (&["td", "th", "caption"], &["table"]),
        "tr" => (&["tr", "td", "th", "caption"], &["table"]),
        "thead" | "tbody" | "tfoot" => {
            (&["thead", "tbody", "tfoot", "tr", "td", "th", "caption"], &["table"])
        }
        "option" => (&["option"], &["select"]),
        "rt" | "rp" => (&["rt", "rp"], &["ruby"]),
        _ if is_block(name) => (&["p"], CELL),
        _ => (&[], &[]),
    }
}
