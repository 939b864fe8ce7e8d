//! A small element tree and its one serialiser, for HTML and for XML (XHTML, package documents).
//! No tag is ever formatted by hand. `parse` reads pages as browsers do. It knows nothing of documents.

pub mod charset;
pub mod parse;

use std::borrow::Cow;
use std::fmt::Write as _;

/// A node of the tree.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text, unescaped.
    Text(String),
}

/// An element: its name, its attributes in order, and what it holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Element {
    /// The name as written, with its prefix if it has one.
    pub name: Cow<'static, str>,
    /// Names and unescaped values.
    pub attributes: Vec<(Cow<'static, str>, String)>,
    /// What it holds.
    pub children: Vec<Node>,
}

/// The syntax to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// HTML: void elements have no end tag, `style` and `script` hold raw text.
    Html,
    /// XML: every element is closed, empty ones by a slash.
    Xml,
}

impl Element {
    /// An empty element.
    pub fn new(name: impl Into<Cow<'static, str>>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// With an attribute.
    #[must_use]
    pub fn with(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<String>) -> Self {
        self.set(name, value);
        self
    }

    /// With an attribute, if there is a value.
    #[must_use]
    pub fn with_some(self, name: &'static str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// With text after what it holds.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.children.push(Node::Text(text.into()));
        self
    }

    /// With a child after what it holds.
    #[must_use]
    pub fn child(mut self, child: impl Into<Node>) -> Self {
        self.children.push(child.into());
        self
    }

    /// With children after what it holds.
    #[must_use]
    pub fn children(mut self, children: impl IntoIterator<Item = Node>) -> Self {
        self.children.extend(children);
        self
    }

    /// The elements among its children, to change them.
    pub fn child_elements_mut(&mut self) -> impl Iterator<Item = &mut Element> {
        self.children.iter_mut().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// Sets an attribute, in place if it is there.
    pub fn set(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<String>) {
        let (name, value) = (name.into(), value.into());
        match self.attributes.iter_mut().find(|(n, _)| *n == name) {
            Some((_, old)) => *old = value,
            None => self.attributes.push((name, value)),
        }
    }

    /// The element written out. Line ends stand only where the children have them.
    pub fn serialize(&self, syntax: Syntax) -> String {
        let mut out = String::new();
        self.write(syntax, &mut out);
        out
    }

    fn write(&self, syntax: Syntax, out: &mut String) {
        out.push('<');
        out.push_str(&self.name);
        for (name, value) in &self.attributes {
            let _ = write!(out, " {name}=\"");
            escape(value, true, out);
            out.push('"');
        }
        if syntax == Syntax::Xml && self.children.is_empty() && !needs_end_tag(&self.name) {
            out.push_str("/>");
            return;
        }
        out.push('>');
        if syntax == Syntax::Html && is_void(&self.name) {
            return;
        }
        for child in &self.children {
            match child {
                Node::Element(element) => element.write(syntax, out),
                Node::Text(text) if syntax == Syntax::Html && is_raw(&self.name) => {
                    // `</` would end the element early; neither CSS nor JSON needs it unescaped.
                    out.push_str(&text.replace("</", "<\\/"));
                }
                Node::Text(text) => escape(text, false, out),
            }
        }
        let _ = write!(out, "</{}>", self.name);
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}

impl From<&str> for Node {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// Escapes text, or an attribute's value. What XML 1.0 cannot hold at all becomes U+FFFD.
fn escape(text: &str, attribute: bool, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if attribute => out.push_str("&quot;"),
            '\n' | '\t' if attribute => {
                let _ = write!(out, "&#{};", c as u32);
            }
            '\r' => out.push_str("&#13;"),
            '\n' | '\t' => out.push(c),
            '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            c if (c as u32) < 0x20 => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
}

/// The void elements of HTML.
pub fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

/// XHTML elements that old readers misread when they are closed by a slash.
fn needs_end_tag(name: &str) -> bool {
    matches!(
        name,
        "a" | "div"
            | "p"
            | "script"
            | "span"
            | "td"
            | "th"
            | "title"
            | "style"
            | "li"
            | "dd"
            | "dt"
    )
}

fn is_raw(name: &str) -> bool {
    matches!(name, "script" | "style")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_tree_two_syntaxes() {
        let tree = Element::new("p")
            .with("title", "a \"b\" <c>\n")
            .text("1 < 2 & \u{1}")
            .child(Element::new("br"))
            .child(Element::new("td"));
        let attribute = "title=\"a &quot;b&quot; &lt;c&gt;&#10;\"";
        assert_eq!(
            tree.serialize(Syntax::Html),
            format!("<p {attribute}>1 &lt; 2 &amp; \u{FFFD}<br><td></td></p>")
        );
        assert_eq!(
            tree.serialize(Syntax::Xml),
            format!("<p {attribute}>1 &lt; 2 &amp; \u{FFFD}<br/><td></td></p>")
        );
    }

    #[test]
    fn raw_text_cannot_end_its_element() {
        let style = Element::new("style").text("a::before{content:'</style><script>'}");
        assert_eq!(
            style.serialize(Syntax::Html),
            "<style>a::before{content:'<\\/style><script>'}</style>"
        );
    }
}
