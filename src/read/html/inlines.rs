//! Elements of running text.

use super::anchors::percent_decoded;
use super::elements::{is_block, is_embedded, is_hidden};
use super::mapper::Mapper;
use super::tree::{Id, Kind};
use crate::diagnostic::rules::markup;
use crate::model::{Alt, Attrs, Block, BlockKind, Image, Inline, InlineKind, Target, plain_text};

/// Makes an inline of what it holds.
pub(super) type Wrapper = Box<dyn Fn(Vec<Inline>) -> InlineKind>;

impl Mapper<'_, '_> {
    /// The inlines of a sequence of nodes.
    pub(super) fn inlines(&mut self, nodes: &[Id]) -> Vec<Inline> {
        let mut out = Vec::new();
        for &node in nodes {
            self.inline(node, &mut out);
        }
        trim(&mut out);
        out.shrink_to_fit();
        out
    }

    /// The inlines of a caption or another place where a picture by itself is no figure.
    pub(super) fn caption(&mut self, nodes: &[Id]) -> Vec<Inline> {
        let outer = std::mem::replace(&mut self.in_caption, true);
        let content = self.inlines(nodes);
        self.in_caption = outer;
        content
    }

    /// Adds what a node says to running text.
    pub(super) fn inline(&mut self, id: Id, out: &mut Vec<Inline>) {
        let tree = self.tree;
        let node = tree.node(id);
        let element = match &node.kind {
            Kind::Element(element) => element,
            Kind::Text(text) => {
                let text = text.replace(['\n', '\t', '\r', '\x0C'], " ");
                return push_text(out, text, node.span);
            }
            Kind::Edge => return push_break(out),
        };
        let name = &*element.name;
        let kind = match name {
            "br" => InlineKind::Break,
            "wbr" => return push_text(out, "\u{200B}".into(), None),
            "#soft-break" => return push_text(out, " ".into(), None),
            "#formula" | "#math" => InlineKind::Formula { tex: self.raw_text(id) },
            "#note-ref" => InlineKind::NoteReference(element.get("label").unwrap_or("").into()),
            "code" | "kbd" | "samp" | "tt" => {
                InlineKind::Literal(self.raw_text(id).replace('\n', " "))
            }
            "img" => self.image(id),
            "#note" => return self.note(id),
            "hr" => return push_break(out),
            "input" => return self.input(id, out),
            _ if is_embedded(name) => return self.embedded(id, out),
            // The parentheses around a reading, which are written anyway.
            "rp" if !self.raw_text(id).contains(char::is_alphanumeric) => return,
            _ if is_hidden(name) && element.closed => {
                let reason = if name == "style" { "style sheet" } else { "script" };
                return self.remove(id, reason);
            }
            _ => return self.phrase(name, id, out),
        };
        let at = self.attrs(id);
        out.push(Inline { at, kind });
    }

    /// Adds an element that says something of the words that it holds.
    fn phrase(&mut self, name: &str, id: Id, out: &mut Vec<Inline>) {
        let tree = self.tree;
        let is_link = name == "a" && self.get(id, "href").is_some();
        let outer = self.in_link;
        let (at, wrapper) = self.wrapper(name, id);
        self.in_link |= is_link;
        let mut content = Vec::new();
        if is_block(name) {
            push_break(out);
        }
        for &child in &tree.node(id).children {
            self.inline(child, &mut content);
        }
        self.in_link = outer;
        content.shrink_to_fit();
        if name == "rt" {
            content.insert(0, Inline::text("("));
            content.push(Inline::text(")"));
        }
        let says = at.lang.is_some() || at.dir.is_some() || at.anchor.is_some();
        match wrapper {
            Some(wrapper) if !content.is_empty() || is_link => {
                out.push(Inline { at, kind: wrapper(content) });
            }
            _ if says => out.push(Inline { at, kind: InlineKind::Span(content) }),
            _ => out.append(&mut content),
        }
        if is_block(name) {
            push_break(out);
        }
    }

    /// What an element says of its words, and how; nothing if it only carries them.
    pub(super) fn wrapper(&mut self, name: &str, id: Id) -> (Attrs, Option<Wrapper>) {
        let at = self.attrs(id);
        let title = self.get(id, "title").map(str::trim).filter(|title| !title.is_empty());
        let wrapper: Option<Wrapper> = match name {
            "em" | "i" | "var" | "dfn" | "mark" | "u" => Some(Box::new(InlineKind::Emphasis)),
            "strong" | "b" => Some(Box::new(InlineKind::Strong)),
            "s" | "strike" | "del" => Some(Box::new(InlineKind::Strikethrough)),
            "sub" => Some(Box::new(InlineKind::Subscript)),
            "sup" => Some(Box::new(InlineKind::Superscript)),
            "q" => Some(Box::new(InlineKind::Quotation)),
            "code" | "kbd" | "samp" | "tt" => {
                Some(Box::new(|content| InlineKind::Literal(plain_text(&content))))
            }
            "cite" => Some(Box::new(InlineKind::Citation)),
            "abbr" | "acronym" => {
                return match title.map(str::to_owned) {
                    Some(expansion) => {
                        let wrap = move |content| InlineKind::Abbreviation {
                            expansion: expansion.clone(),
                            content,
                        };
                        (at, Some(Box::new(wrap)))
                    }
                    None => (at, None),
                };
            }
            "time" => {
                let datetime = self.get(id, "datetime").map(|time| time.trim().to_owned());
                Some(Box::new(move |content| InlineKind::Time {
                    datetime: datetime.clone(),
                    content,
                }))
            }
            "a" => {
                let target = self.get(id, "href").and_then(|href| self.target(href, id));
                target.map(|target| -> Wrapper {
                    Box::new(move |content| InlineKind::Link { target: target.clone(), content })
                })
            }
            "span" | "small" | "ins" | "big" | "font" | "bdi" | "bdo" | "data" | "label"
            | "nobr" | "picture" | "source" | "track" | "ruby" | "rb" | "rp" | "rt" | "rtc"
            | "wbr" => None,
            _ => {
                if !is_block(name) {
                    self.unknown(name, id);
                }
                None
            }
        };
        if let Some(title) = title {
            let message = format!("the title `{title}` of `<{name}>` is not kept");
            self.not_kept(at.span, message);
        }
        (at, wrapper)
    }

    /// Where an address goes; none if it must not be followed.
    fn target(&mut self, href: &str, id: Id) -> Option<Target> {
        let href = href.trim();
        let span = self.tree.node(id).span;
        if self.in_link {
            self.not_kept(span, format!("a link to `{href}` stands inside a link"));
            return None;
        }
        if let Some(anchor) = href.strip_prefix('#') {
            let anchor = percent_decoded(anchor);
            return (!anchor.is_empty()).then_some(Target::Internal(anchor));
        }
        // Browsers ignore control characters and spaces in a scheme.
        let scheme: String = href
            .chars()
            .filter(|c| !c.is_whitespace() && !c.is_control())
            .take_while(|&c| c != ':')
            .take(12)
            .collect();
        if matches!(&*scheme.to_ascii_lowercase(), "javascript" | "vbscript" | "data") {
            let message = format!("a link runs `{scheme}:`; its words are kept without it");
            let findings = &mut *self.cx.findings;
            findings.push(&markup::UNSAFE_LINK, span, message).hint("link to an address");
            return None;
        }
        (!href.is_empty()).then(|| Target::External(href.to_owned()))
    }

    /// A picture; its title waits to be a caption.
    fn image(&mut self, id: Id) -> InlineKind {
        let title = self.get(id, "title").map(str::trim).filter(|title| !title.is_empty());
        if let Some(title) = title {
            self.titles.push_back((self.tree.node(id).span, title.to_owned()));
        }
        let declared = matches!(self.get(id, "role"), Some("presentation" | "none"));
        let alt = match self.get(id, "alt").map(|alt| (alt, alt.trim())) {
            _ if declared => Alt::Decorative,
            Some(("", _)) => Alt::Decorative,
            Some((_, words)) if !words.is_empty() => Alt::Authored(words.to_owned()),
            _ => Alt::Missing,
        };
        let path = self.get(id, "src").unwrap_or("").trim().to_owned();
        InlineKind::Image(Image { path, alt, picture: None })
    }

    /// A box to tick is a sign; other fields of forms have nothing to say.
    fn input(&mut self, id: Id, out: &mut Vec<Inline>) {
        let kind = self.get(id, "type").unwrap_or("");
        if kind.eq_ignore_ascii_case("checkbox") {
            let sign = if self.get(id, "checked").is_some() { "☑ " } else { "☐ " };
            push_text(out, sign.into(), self.tree.node(id).span);
        } else {
            self.unknown("input", id);
        }
    }

    /// What cannot be carried: a link to it, or what stands in its place.
    fn embedded(&mut self, id: Id, out: &mut Vec<Inline>) {
        let tree = self.tree;
        let node = tree.node(id);
        let from = |id| self.get(id, "src").or(self.get(id, "data"));
        let address = from(id).or_else(|| node.children.iter().find_map(|&child| from(child)));
        let name = tree.name(id);
        let message = match address {
            Some(address) => format!("`<{name}>` cannot be carried; it is a link to `{address}`"),
            None => format!("`<{name}>` cannot be carried; its words are kept"),
        };
        let findings = &mut *self.cx.findings;
        findings.push(&markup::EMBEDDED, node.span, message).hint("describe it in the text");
        let mut content = Vec::new();
        for &child in &node.children {
            self.inline(child, &mut content);
        }
        if let Some(address) = address {
            let words = self.get(id, "title").map(str::trim).filter(|title| !title.is_empty());
            let words = words.unwrap_or(address);
            let at = self.attrs(id);
            let text = vec![Inline::text(words)];
            let kind = match self.target(address, id) {
                Some(target) => InlineKind::Link { target, content: text },
                None => InlineKind::Span(text),
            };
            out.push(Inline { at, kind });
        }
        if !is_blank(&content) {
            push_text(out, " ".into(), None);
            out.append(&mut content);
        }
    }
}

/// Adds words, joined to those before them.
fn push_text(out: &mut Vec<Inline>, text: String, span: Option<crate::source::Span>) {
    if let Some(Inline { at, kind: InlineKind::Text(before) }) = out.last_mut() {
        before.push_str(&text);
        if let (Some(old), Some(new)) = (&mut at.span, span) {
            old.end = new.end.max(old.end);
        }
        return;
    }
    out.push(Inline { at: Attrs { span, ..Attrs::default() }, kind: InlineKind::Text(text) });
}

/// Adds the end of a line, unless nothing stands before it or a line has just ended.
fn push_break(out: &mut Vec<Inline>) {
    let ended = |inline: &Inline| matches!(inline.kind, InlineKind::Break);
    if !is_blank(out) && !out.last().is_some_and(ended) {
        out.push(Inline::new(InlineKind::Break));
    }
}

/// Whether inlines say nothing: no words, no pictures.
pub(super) fn is_blank(content: &[Inline]) -> bool {
    content.iter().all(|inline| match &inline.kind {
        InlineKind::Text(text) => text.trim().is_empty(),
        InlineKind::Break => true,
        InlineKind::Span(content) => is_blank(content),
        _ => false,
    })
}

/// Takes white space and line ends off both ends.
pub(super) fn trim(content: &mut Vec<Inline>) {
    let empty = |inline: &Inline| match &inline.kind {
        InlineKind::Text(text) => text.trim_matches(is_space).is_empty(),
        InlineKind::Break => inline.at.anchor.is_none(),
        _ => false,
    };
    while content.last().is_some_and(empty) {
        content.pop();
    }
    let leading = content.iter().take_while(|inline| empty(inline)).count();
    content.drain(..leading);
    if let Some(InlineKind::Text(text)) = content.first_mut().map(|inline| &mut inline.kind) {
        text.drain(..text.len() - text.trim_start_matches(is_space).len());
    }
    if let Some(InlineKind::Text(text)) = content.last_mut().map(|inline| &mut inline.kind) {
        text.truncate(text.trim_end_matches(is_space).len());
    }
}

/// White space that HTML collapses; a no-break space is not.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0C')
}

/// Says of the words in each block what an inline around the blocks says of them; whether it reached
/// all of them.
pub(super) fn wrap(blocks: &mut [Block], at: &Attrs, wrapper: &Wrapper) -> bool {
    let around = |content: &mut Vec<Inline>| {
        let words = std::mem::take(content);
        content.push(Inline { at: at.clone(), kind: wrapper(words) });
    };
    let mut all = true;
    for block in blocks {
        all &= match &mut block.kind {
            BlockKind::Heading { content, .. } | BlockKind::Paragraph { content, .. } => {
                around(content);
                true
            }
            BlockKind::Quote { body, .. } | BlockKind::Aside { body, .. } => {
                wrap(body, at, wrapper)
            }
            BlockKind::List(list) => {
                let items = list.items.iter_mut();
                items.filter_map(|item| (!wrap(&mut item.body, at, wrapper)).then_some(())).count()
                    == 0
            }
            BlockKind::Figure(figure) if !figure.caption.is_empty() => {
                around(&mut figure.caption);
                true
            }
            BlockKind::Rule => true,
            BlockKind::Definitions(_)
            | BlockKind::Table(_)
            | BlockKind::Figure(_)
            | BlockKind::Code { .. }
            | BlockKind::Math { .. } => false,
        };
    }
    all
}
