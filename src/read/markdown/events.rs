//! The events of the Markdown parser into the element tree, each with its place in the source.

use std::collections::BTreeSet;
use std::ops::Range;

use html5ever::LocalName;
use pulldown_cmark::{
    BlockQuoteKind, BrokenLink, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd,
};

use crate::read::html::{Builder, Fragment, attribute};
use crate::source::Span;

/// What is understood beside `CommonMark`. Front matter is cut off before: the parser would see it anywhere.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// A reference to a note or a link that nothing defines; it stays in the text as it is written.
pub(super) struct Undefined {
    pub(super) label: String,
    pub(super) is_note: bool,
    pub(super) span: Span,
}

/// Builds the tree of a Markdown text from `start` on; hands back what is referred to and not there.
pub(super) fn build(text: &str, start: usize, builder: &mut Builder) -> Vec<Undefined> {
    let mut events = Events {
        text,
        builder,
        fragment: None,
        picture: None,
        in_head: false,
        tail: None,
        undefined: Vec::new(),
    };
    let body = text.get(start..).unwrap_or("");
    let mut links = Vec::new();
    let mut report = |link: BrokenLink<'_>| {
        // A word in brackets is no link, two pairs of brackets are.
        if link.link_type == LinkType::Reference {
            let span = Span::new(link.span.start + start..link.span.end + start);
            links.push(Undefined { label: link.reference.to_string(), is_note: false, span });
        }
        None
    };
    let parser = Parser::new_with_broken_link_callback(body, options(), Some(&mut report));
    for (event, range) in parser.into_offset_iter() {
        events.event(event, range.start + start..range.end + start);
    }
    links.append(&mut events.undefined);
    links
}

/// How many kinds of marks a text has that only Markdown has, in its first part.
pub(super) fn kinds_of_marks(text: &str) -> usize {
    const ENOUGH: usize = 64 * 1024;
    let end = (0..=ENOUGH.min(text.len())).rev().find(|&at| text.is_char_boundary(at));
    let kind = |event| match event {
        Event::Start(Tag::Heading { .. }) => Some(0),
        Event::Start(Tag::Link { link_type, .. })
            if !matches!(link_type, LinkType::Autolink | LinkType::Email) =>
        {
            Some(1)
        }
        Event::Start(Tag::Image { .. }) => Some(2),
        Event::Start(Tag::Strong | Tag::Emphasis) => Some(3),
        Event::Start(Tag::BlockQuote(_)) => Some(4),
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) | Event::Code(_) => Some(5),
        Event::Start(Tag::Table(_)) => Some(6),
        Event::FootnoteReference(_) => Some(7),
        _ => None,
    };
    let first = &text[..end.unwrap_or(0)];
    Parser::new_ext(first, options()).filter_map(kind).collect::<BTreeSet<_>>().len()
}

/// A picture whose description is being read.
struct Picture {
    attributes: Vec<(LocalName, String)>,
    alt: String,
    /// Pictures inside its description.
    depth: usize,
    span: Span,
}

struct Events<'a, 'b> {
    text: &'a str,
    builder: &'b mut Builder,
    /// The block of HTML that is being read.
    fragment: Option<Fragment>,
    picture: Option<Picture>,
    in_head: bool,
    /// What the parser took for attributes of a heading and is none: `{1, 2}`.
    tail: Option<Range<usize>>,
    /// References to notes that are not there.
    undefined: Vec<Undefined>,
}

impl Events<'_, '_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if self.picture.is_some() {
            return self.describe(&event);
        }
        let span = Some(Span::new(range.clone()));
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Html(html) | Event::Text(html) if self.fragment.is_some() => {
                if let Some(fragment) = &mut self.fragment {
                    fragment.feed(&html, range.start, self.builder);
                }
            }
            Event::Text(words) => {
                self.look_for_note(&words, &range);
                self.builder.text(&words, span);
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                Fragment::whole(&html, range.start, self.builder);
            }
            Event::Code(code) => self.builder.leaf("code", vec![], &code, span),
            // `$5–$10` are two prices.
            Event::InlineMath(_) if self.is_price(&range) => {
                self.builder.text(&self.text[range], span);
            }
            Event::InlineMath(tex) => self.builder.leaf("#formula", vec![], &tex, span),
            Event::DisplayMath(tex) => self.builder.leaf("#math", vec![], &tex, span),
            Event::FootnoteReference(label) => {
                self.builder.leaf("#note-ref", vec![attribute("label", key(&label))], "", span);
            }
            Event::SoftBreak => self.builder.leaf("#soft-break", vec![], "", span),
            Event::HardBreak => self.builder.leaf("br", vec![], "", span),
            Event::Rule => self.builder.leaf("hr", vec![], "", span),
            Event::TaskListMarker(done) => {
                self.builder.text(if done { "\u{2611} " } else { "\u{2610} " }, span);
            }
        }
    }

    /// The parser leaves a reference to a note that is not there in the text: `[`, `^label`, `]`.
    fn look_for_note(&mut self, words: &str, range: &Range<usize>) {
        let Some(label) = words.strip_prefix('^') else { return };
        let before = self.text[..range.start].strip_suffix('[');
        let after = self.text[range.end..].strip_prefix(']');
        let escaped = before.is_some_and(|before| before.ends_with('\\'));
        let is_link = after.is_some_and(|after| after.starts_with(['(', '[']));
        let is_label = !label.is_empty() && !label.contains(char::is_whitespace);
        if before.is_some() && after.is_some() && !escaped && !is_link && is_label {
            let span = Span::new(range.start - 1..range.end + 1);
            self.undefined.push(Undefined { label: label.to_owned(), is_note: true, span });
        }
    }

    fn is_price(&self, range: &Range<usize>) -> bool {
        self.text.as_bytes().get(range.end).is_some_and(u8::is_ascii_digit)
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let span = Some(Span::new(range.clone()));
        let mut attributes = Vec::new();
        let name = match tag {
            Tag::HtmlBlock => {
                self.fragment = Some(Fragment::new());
                return;
            }
            Tag::Image { dest_url, title, .. } => {
                attributes.push(attribute("src", &*dest_url));
                if !title.is_empty() {
                    attributes.push(attribute("#caption", &*title));
                }
                let span = Span::new(range);
                self.picture = Some(Picture { attributes, alt: String::new(), depth: 0, span });
                return;
            }
            Tag::CodeBlock(kind) => {
                if let CodeBlockKind::Fenced(info) = kind
                    && let Some(language) = language(&info)
                {
                    attributes.push(attribute("class", format!("language-{language}")));
                }
                self.builder.start("pre", vec![], span);
                self.builder.start("code", attributes, span);
                return;
            }
            Tag::BlockQuote(Some(kind)) => {
                self.builder.start("aside", vec![], span);
                self.builder.leaf("summary", vec![], marker(kind), span);
                return;
            }
            Tag::Paragraph => "p",
            Tag::Heading { level, id, attrs, .. } => {
                attributes.extend(id.map(|id| attribute("id", &*id)));
                for (name, value) in attrs {
                    match value {
                        Some(value) if matches!(&*name, "lang" | "dir") => {
                            attributes.push(attribute(&name, value.trim_matches(['"', '\''])));
                        }
                        _ => self.tail = self.braces(range.clone()),
                    }
                }
                ["h1", "h2", "h3", "h4", "h5", "h6"][(level as usize - 1).min(5)]
            }
            Tag::BlockQuote(None) => "blockquote",
            Tag::List(Some(first)) => {
                attributes.push(attribute("start", first.to_string()));
                "ol"
            }
            Tag::List(None) => "ul",
            Tag::Item => "li",
            Tag::FootnoteDefinition(label) => {
                attributes.push(attribute("label", key(&label)));
                "#note"
            }
            Tag::DefinitionList => "dl",
            Tag::DefinitionListTitle => "dt",
            Tag::DefinitionListDefinition => "dd",
            Tag::Table(_) => "table",
            Tag::TableHead => {
                self.in_head = true;
                self.builder.start("thead", vec![], span);
                "tr"
            }
            Tag::TableRow => "tr",
            Tag::TableCell if self.in_head => "th",
            Tag::TableCell => "td",
            Tag::Emphasis => "em",
            Tag::Strong => "strong",
            Tag::Strikethrough => "del",
            Tag::Superscript => "sup",
            Tag::Subscript => "sub",
            Tag::Link { link_type, dest_url, title, .. } => {
                let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
                attributes.push(attribute("href", format!("{scheme}{dest_url}")));
                if !title.is_empty() {
                    attributes.push(attribute("title", &*title));
                }
                "a"
            }
            // Never asked for.
            Tag::MetadataBlock(_) => "pre",
        };
        self.builder.start(name, attributes, span);
    }

    /// The last braces of a heading.
    fn braces(&self, heading: Range<usize>) -> Option<Range<usize>> {
        let written = &self.text[heading.clone()];
        let start = written.rfind('{')?;
        let length = written[start..].find('}')? + 1;
        Some(heading.start + start..heading.start + start + length)
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                if let Some(tail) = self.tail.take() {
                    let words = format!(" {}", &self.text[tail.clone()]);
                    self.builder.text(&words, Some(Span::new(tail)));
                }
                self.builder.end();
            }
            TagEnd::HtmlBlock => {
                if let Some(fragment) = self.fragment.take() {
                    fragment.finish(self.builder);
                }
            }
            TagEnd::CodeBlock => {
                self.builder.end();
                self.builder.end();
            }
            TagEnd::TableHead => {
                self.in_head = false;
                self.builder.end();
                self.builder.end();
            }
            TagEnd::Image => {}
            _ => self.builder.end(),
        }
    }

    /// Reads on in the description of a picture, of which only the words count.
    fn describe(&mut self, event: &Event<'_>) {
        let Some(picture) = &mut self.picture else { return };
        match event {
            Event::Start(Tag::Image { .. }) => picture.depth += 1,
            Event::End(TagEnd::Image) if picture.depth > 0 => picture.depth -= 1,
            Event::End(TagEnd::Image) => self.end_picture(),
            Event::Text(words)
            | Event::Code(words)
            | Event::InlineMath(words)
            | Event::DisplayMath(words) => picture.alt.push_str(words),
            Event::SoftBreak | Event::HardBreak => picture.alt.push(' '),
            Event::FootnoteReference(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::Rule
            | Event::TaskListMarker(_)
            | Event::Start(_)
            | Event::End(_) => {}
        }
    }

    fn end_picture(&mut self) {
        let Some(mut picture) = self.picture.take() else { return };
        // Nothing between the brackets is no description, not one that says "decorative".
        if !picture.alt.trim().is_empty() {
            picture.attributes.push(attribute("alt", picture.alt));
        }
        self.builder.leaf("img", picture.attributes, "", Some(picture.span));
    }
}

/// The name of a note: references and notes find each other whatever the case.
fn key(label: &str) -> String {
    label.trim().to_lowercase()
}

/// The language that the line above a code block names: `rust`, `{.rust}`, `rust,ignore`.
fn language(info: &str) -> Option<&str> {
    let first = info.trim().trim_start_matches(['{', '.']);
    let first = first.split([' ', '\t', ',', '}']).next().unwrap_or("");
    (!first.is_empty()).then_some(first)
}

/// The word that marks an admonition: `[!NOTE]`.
fn marker(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "Note",
        BlockQuoteKind::Tip => "Tip",
        BlockQuoteKind::Important => "Important",
        BlockQuoteKind::Warning => "Warning",
        BlockQuoteKind::Caution => "Caution",
    }
}
