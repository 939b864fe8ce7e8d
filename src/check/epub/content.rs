//! What a content document (XHTML or SVG) holds, as far as the rest of the book turns on it: ids,
//! references, page breaks, `epub:type`, and what kinds of content there are. It judges nothing.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::styles;

pub(super) const XHTML: &str = "http://www.w3.org/1999/xhtml";
pub(super) const SVG: &str = "http://www.w3.org/2000/svg";
const MATHML: &str = "http://www.w3.org/1998/Math/MathML";
pub(super) const OPS: &str = "http://www.idpf.org/2007/ops";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const SSML: &str = "http://www.w3.org/2001/10/synthesis";

/// What refers to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// A link that people follow.
    Link,
    Picture,
    StyleSheet,
    Script,
    /// Sound, film, and their tracks.
    Media,
    /// A page in a page, an object.
    Frame,
    /// A font, by a style sheet.
    Font,
}

/// A reference to a file.
#[derive(Debug)]
pub(super) struct Reference {
    pub(super) used: Use,
    pub(super) url: String,
    /// Whether something else is shown where the file's type cannot be.
    pub(super) has_fallback: bool,
    pub(super) at: usize,
}

/// An element that begins a page of the print edition.
#[derive(Debug)]
pub(super) struct PageBreak {
    pub(super) id: Option<String>,
    pub(super) labelled: bool,
    pub(super) at: usize,
}

/// An element with `epub:type`.
#[derive(Debug)]
pub(super) struct Typed {
    pub(super) types: Vec<String>,
    /// Its role, its own or that of its element.
    pub(super) role: Option<String>,
    pub(super) in_landmarks: bool,
    pub(super) at: usize,
}

/// Kinds of content, and how often each occurs.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) words: usize,
    pub(super) headings: usize,
    /// Pictures of any kind, decorative ones too.
    pub(super) pictures: usize,
    /// Pictures that say something, as far as it is sure.
    pub(super) telling_pictures: usize,
    /// Inline SVG.
    pub(super) drawings: usize,
    pub(super) math: usize,
    /// Formulas with a description.
    pub(super) described_math: usize,
    pub(super) scripts: usize,
    /// Forms count as scripted (EPUB 3.3, 6.1.4).
    pub(super) forms: usize,
    pub(super) audio: usize,
    pub(super) video: usize,
    /// Frames and objects: nobody knows what is in them.
    pub(super) frames: usize,
    pub(super) ruby: usize,
    /// `role` and `aria-*`.
    pub(super) aria: usize,
    /// Pronunciation: SSML attributes, lexicons.
    pub(super) speech: usize,
    /// `epub:switch`.
    pub(super) switches: usize,
    /// Signs that formulas are written in (La)TeX.
    pub(super) tex: usize,
}

/// A content document.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// The namespace and name of the root are those of XHTML or SVG.
    pub(super) root: Option<&'static str>,
    /// Where each id stands first.
    pub(super) ids: BTreeMap<String, usize>,
    /// Ids that stand again, and where.
    pub(super) repeated: Vec<(String, usize)>,
    pub(super) references: Vec<Reference>,
    pub(super) page_breaks: Vec<PageBreak>,
    pub(super) typed: Vec<Typed>,
    pub(super) counts: Counts,
    /// `lang` or `xml:lang` of the root.
    pub(super) language: Option<String>,
}

impl Content {
    /// Reads a document.
    pub(super) fn read(document: &Document) -> Self {
        let root = document.root_element();
        let mut content = Self {
            root: match (root.tag_name().namespace(), root.tag_name().name()) {
                (Some(XHTML), "html") => Some(XHTML),
                (Some(SVG), "svg") => Some(SVG),
                _ => None,
            },
            language: language(root),
            ..Self::default()
        };
        let mut based = false;
        for node in document.descendants() {
            if node.is_text() && !is_code(node) {
                let text = node.text().unwrap_or_default();
                content.counts.words += text.split_whitespace().count();
                content.counts.tex += usize::from(text.contains('\\') || text.contains('$'));
            } else if node.is_element() {
                based |= node.has_tag_name((XHTML, "base"));
                content.take(node);
            }
        }
        if based {
            // What its references mean turns on an address that need not be of this book.
            content.references.clear();
        }
        content
    }

    fn take(&mut self, node: Node) {
        let at = node.range().start;
        if let Some(id) = node.attribute("id") {
            if self.ids.contains_key(id) {
                self.repeated.push((id.to_owned(), at));
            } else {
                self.ids.insert(id.to_owned(), at);
            }
        }
        for attribute in node.attributes() {
            let (namespace, name) = (attribute.namespace(), attribute.name());
            self.counts.aria += usize::from(name == "role" || name.starts_with("aria-"));
            self.counts.speech += usize::from(namespace == Some(SSML));
            self.counts.scripts += usize::from(namespace.is_none() && is_handler(name));
        }
        if let Some(style) = node.attribute("style") {
            self.take_styles(style, at);
        }
        self.take_semantics(node, at);
        match (node.tag_name().namespace(), node.tag_name().name()) {
            (Some(XHTML), name) => self.take_html(node, name, at),
            (Some(SVG), name) => self.take_svg(node, name, at),
            (Some(MATHML), "math") => {
                self.counts.math += 1;
                let described = ["alttext", "aria-label", "aria-labelledby", "aria-describedby"];
                let described = described.iter().any(|name| has_value(node, name));
                self.counts.described_math += usize::from(described);
            }
            (Some(MATHML), "annotation") => {
                let encoding = node.attribute("encoding").unwrap_or_default().to_ascii_lowercase();
                self.counts.tex += usize::from(encoding.contains("tex"));
            }
            (Some(OPS), "switch") => self.counts.switches += 1,
            _ => {}
        }
    }

    fn take_html(&mut self, node: Node, name: &str, at: usize) {
        let counts = &mut self.counts;
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => counts.headings += 1,
            "a" | "area" => self.refer(Use::Link, node.attribute("href"), at),
            "img" => {
                counts.pictures += 1;
                counts.telling_pictures += usize::from(tells(node));
                // Inside `picture` the sources come first; EPUB 3.3 asks a core type of the last.
                self.refer(Use::Picture, node.attribute("src"), at);
                self.refer_set(node.attribute("srcset"), at);
            }
            "source" if is_in(node, "picture") => self.refer_set(node.attribute("srcset"), at),
            "source" | "track" => self.refer(Use::Media, node.attribute("src"), at),
            "audio" => {
                counts.audio += 1;
                self.refer(Use::Media, node.attribute("src"), at);
            }
            "video" => {
                counts.video += 1;
                self.refer(Use::Media, node.attribute("src"), at);
                self.refer(Use::Picture, node.attribute("poster"), at);
            }
            "input" if node.attribute("type") == Some("image") => {
                counts.pictures += 1;
                self.refer(Use::Picture, node.attribute("src"), at);
            }
            "iframe" | "embed" => {
                counts.frames += 1;
                self.refer(Use::Frame, node.attribute("src"), at);
            }
            "object" => {
                counts.frames += 1;
                self.refer(Use::Frame, node.attribute("data"), at);
                if let Some(last) = self.references.last_mut() {
                    last.has_fallback = node.children().any(|child| child.is_element());
                }
            }
            "canvas" => counts.frames += 1,
            "form" => counts.forms += 1,
            "ruby" => counts.ruby += 1,
            "script" => {
                counts.scripts += usize::from(is_script(node));
                self.refer(Use::Script, node.attribute("src"), at);
            }
            "style" => {
                let text = node.text().unwrap_or_default().to_owned();
                self.take_styles(&text, at);
            }
            "link" => {
                let rel = node.attribute("rel").unwrap_or_default().to_ascii_lowercase();
                let rels: Vec<&str> = rel.split_whitespace().collect();
                counts.speech += usize::from(rels.contains(&"pronunciation"));
                if rels.contains(&"stylesheet") {
                    self.refer(Use::StyleSheet, node.attribute("href"), at);
                }
            }
            _ => {}
        }
    }

    fn take_svg(&mut self, node: Node, name: &str, at: usize) {
        let href = node.attribute((XLINK, "href")).or_else(|| node.attribute("href"));
        let in_svg = node.parent_element().is_some_and(|p| p.tag_name().namespace() == Some(SVG));
        match name {
            "svg" if !in_svg => {
                self.counts.drawings += 1;
                self.counts.pictures += 1;
            }
            "a" => self.refer(Use::Link, href, at),
            "image" => {
                self.counts.pictures += 1;
                self.refer(Use::Picture, href, at);
            }
            "script" => {
                self.counts.scripts += 1;
                self.refer(Use::Script, href, at);
            }
            "style" => {
                let text = node.text().unwrap_or_default().to_owned();
                self.take_styles(&text, at);
            }
            _ => {}
        }
    }

    fn take_styles(&mut self, css: &str, at: usize) {
        for (used, url, _) in styles::urls(css) {
            self.refer(used, Some(&url), at);
        }
        self.counts.speech += usize::from(styles::speaks(css));
    }

    fn take_semantics(&mut self, node: Node, at: usize) {
        let types = node.attribute((OPS, "type")).unwrap_or_default();
        let types: Vec<String> = types.split_whitespace().map(str::to_owned).collect();
        let own = node.attribute("role").and_then(|role| role.split_whitespace().next());
        if types.iter().any(|t| t == "pagebreak") || own == Some("doc-pagebreak") {
            let labels = ["aria-label", "aria-labelledby", "title"];
            let words = node.descendants().filter(Node::is_text).filter_map(|n| n.text());
            let said = words.into_iter().any(|text| !text.trim().is_empty());
            self.page_breaks.push(PageBreak {
                id: node.attribute("id").map(str::to_owned),
                labelled: said || labels.iter().any(|name| has_value(node, name)),
                at,
            });
        }
        if !types.is_empty() {
            let landmarks = |n: Node| {
                let types = n.attribute((OPS, "type")).unwrap_or_default();
                types.split_whitespace().any(|t| t == "landmarks")
            };
            let in_landmarks = node.ancestors().skip(1).any(landmarks);
            let role = own.map(str::to_owned).or_else(|| role_of(node).map(str::to_owned));
            self.typed.push(Typed { types, role, in_landmarks, at });
        }
    }

    fn refer(&mut self, used: Use, url: Option<&str>, at: usize) {
        if let Some(url) = url {
            let url = url.to_owned();
            self.references.push(Reference { used, url, has_fallback: false, at });
        }
    }

    fn refer_set(&mut self, set: Option<&str>, at: usize) {
        // A candidate is an address and a width; addresses with commas are escaped in practice.
        let candidates = set.unwrap_or_default().split(',');
        for url in candidates.filter_map(|c| c.split_whitespace().next()) {
            self.refer(Use::Picture, Some(url), at);
            if let Some(last) = self.references.last_mut() {
                last.has_fallback = true;
            }
        }
    }
}

/// Whether a picture is not declared decorative.
fn tells(node: Node) -> bool {
    let role = node.attribute("role").unwrap_or_default().trim();
    let hidden = node.attribute("aria-hidden") == Some("true");
    let empty = node.attribute("alt").is_some_and(|alt| alt.trim().is_empty());
    !empty && !hidden && !["none", "presentation"].contains(&role)
}

/// Whether an attribute runs a script: `onclick`.
fn is_handler(name: &str) -> bool {
    name.len() > 4 && name.starts_with("on") && name.bytes().all(|b| b.is_ascii_lowercase())
}

/// Whether a `script` is run, and not data (HTML, 4.12.1).
fn is_script(node: Node) -> bool {
    let kind = node.attribute("type").unwrap_or_default().trim().to_ascii_lowercase();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.is_empty()
        || kind == "module"
        || kind.ends_with("javascript")
        || kind.ends_with("ecmascript")
        || kind.ends_with("jscript")
}

/// Whether the text of a node is not read by anybody.
fn is_code(node: Node) -> bool {
    let parent = node.parent_element().map(|parent| parent.tag_name().name());
    matches!(parent, Some("script" | "style" | "title") | None)
}

fn is_in(node: Node, parent: &str) -> bool {
    node.parent_element().is_some_and(|p| p.has_tag_name((XHTML, parent)))
}

fn has_value(node: Node, name: &str) -> bool {
    node.attribute(name).is_some_and(|value| !value.trim().is_empty())
}

/// The language of an element by its own attributes.
fn language(node: Node) -> Option<String> {
    let xml = node.attribute(("http://www.w3.org/XML/1998/namespace", "lang"));
    xml.or_else(|| node.attribute("lang")).map(str::trim).filter(|l| !l.is_empty()).map(Into::into)
}

/// The role that an element has without `role` (HTML-AAM), where Ace's table turns on it.
fn role_of(node: Node) -> Option<&'static str> {
    Some(match node.tag_name().name() {
        "figure" => "figure",
        "table" => "table",
        "tr" => "row",
        "td" => "cell",
        "ul" | "ol" | "menu" => "list",
        "li" => "listitem",
        "dfn" | "dt" => "term",
        "dd" => "definition",
        _ => return None,
    })
}
