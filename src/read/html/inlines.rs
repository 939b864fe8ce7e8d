//! Elements of running text.

use super::anchors::{anchor, percent_decoded};
use super::canon::extension;
use super::elements::{is_block, is_embedded, is_hidden, is_line};
use super::mapper::Mapper;
use super::media::says;
use super::run::{is_blank, push_break, push_text, trim};
use super::tree::{Id, Kind};
use crate::diagnostic::rules::link;
use crate::model::{Attrs, Inline, InlineKind, Target, plain_text};
use crate::text::absolute;

/// Makes an inline of what it holds.
pub(super) type Wrapper = Box<dyn Fn(Vec<Inline>) -> InlineKind>;

/// Whether an address is that of the whole picture of which another one is a size.
fn is_larger(address: &str, picture: &str) -> bool {
    let rest = picture.strip_prefix(address.trim_end_matches('/'));
    address.starts_with("http") && rest.is_some_and(|rest| rest.starts_with(['/', '?']))
}

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
            "#note" => {
                self.note(id);
                return;
            }
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
        let is_apart = is_block(name) || is_line(name);
        let outer = self.in_link;
        let (at, wrapper) = self.wrapper(name, id);
        self.in_link |= is_link;
        let mut content = Vec::new();
        if is_apart {
            push_break(out);
        }
        for &child in &tree.node(id).children {
            self.inline(child, &mut content);
        }
        self.in_link = outer;
        if is_link {
            let href = self.get(id, "href").unwrap_or("");
            if is_blank(&content) && !extension(href).is_empty() {
                return self.remove_enlargement(href.to_owned(), at.span);
            }
            if let [Inline { kind: InlineKind::Image(image), .. }] = &content[..]
                && (!extension(href).is_empty() || is_larger(href, &image.path))
            {
                self.remove_enlargement(href.to_owned(), at.span);
                return out.append(&mut content);
            }
            self.name_link(id, &mut content);
        }
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
        if is_apart {
            push_break(out);
        }
    }

    /// What an element says of its words, and how; nothing if it only carries them.
    pub(super) fn wrapper(&mut self, name: &str, id: Id) -> (Attrs, Option<Wrapper>) {
        let at = self.attrs(id);
        let title = self.title(id);
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
                self.report_embedded(id);
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
            self.title_not_kept(name, title, id);
        }
        (at, wrapper)
    }

    /// What a link is called for those who listen: its words if it has any, unless the name only says more.
    fn name_link(&mut self, id: Id, content: &mut Vec<Inline>) {
        let words = plain_text(content);
        if self.get(id, "#host").is_some_and(|host| *host == *words) {
            content.iter_mut().for_each(|inline| inline.at.added = true);
            return;
        }
        let name = self.name_given(id);
        if words.trim().is_empty() {
            if let Some(name) = name.or_else(|| self.title(id).map(str::to_owned)) {
                content.push(Inline::text(name));
            }
            return;
        }
        let Some(name) = name.filter(|name| !says(&words, name)) else { return };
        match &mut content[..] {
            [Inline { kind: InlineKind::Text(text), .. }] if says(&name, &words) => *text = name,
            _ => self.not_kept(self.tree.node(id).span, format!("the label `{name}` of a link")),
        }
    }

    /// An address as the base of the document wants it.
    fn against_base(&self, href: &str) -> String {
        let relative = |address: &str| absolute(address, None).is_none() && !address.contains(':');
        let Some(base) = self.tree.base.as_deref().filter(|_| relative(href)) else {
            return href.to_owned();
        };
        let folder = &base[..base.rfind('/').map_or(0, |slash| slash + 1)];
        let joined = absolute(href, Some(base));
        let whole = href.starts_with('/') || !relative(base);
        joined.unwrap_or_else(|| if whole { href.to_owned() } else { format!("{folder}{href}") })
    }

    /// Where an address goes; none if it must not be followed.
    pub(super) fn target(&mut self, href: &str, id: Id) -> Option<Target> {
        let href = href.trim();
        let span = self.tree.node(id).span;
        if self.in_link {
            self.not_kept(span, format!("a link to `{href}` stands inside a link"));
            return None;
        }
        if let Some(name) = href.strip_prefix('#') {
            let name = anchor(&percent_decoded(name));
            if self.doubles.contains(name.as_str()) {
                let message =
                    format!("the name `{name}` is of several places; the link goes to the first");
                let findings = &mut *self.cx.findings;
                findings
                    .push(&link::AMBIGUOUS, span, message)
                    .hint("give each place a name of its own");
            }
            return (!name.is_empty()).then_some(Target::Internal(name));
        }
        if href.starts_with("//") {
            return Some(Target::External(format!("https:{href}")));
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
            findings.push(&link::UNUSABLE, span, message).hint("link to an address");
            return None;
        }
        (!href.is_empty()).then(|| Target::External(self.against_base(href)))
    }
}
