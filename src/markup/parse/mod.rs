//! A page to an element tree, as browsers build it, with the place of every element. Nesting has a limit
//! and so has what the standard's error recovery repeats: no input makes the tree larger than itself,
//! and none takes more time than its length allows.

mod limits;
mod sink;
mod tag;
mod xml;

use std::collections::HashMap;

use dom_query::{Document, NodeId};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};

use crate::source::Span;
use limits::Limits;
use sink::Sink;
use tag::{TagScan, Verdict};

/// A page as a tree.
pub struct Page {
    /// The tree.
    pub document: Document,
    /// Where the start tag of an element begins.
    places: HashMap<NodeId, usize>,
    /// Where nesting went beyond the limit first.
    pub too_deep: Option<Span>,
    /// From where on markup is left out: there is too much.
    pub too_many: Option<Span>,
}

impl Page {
    /// Where an element starts in the source.
    pub fn place(&self, id: NodeId) -> Option<Span> {
        self.places.get(&id).map(|&at| Span::new(at..at + 1))
    }
}

/// How many elements a page may have: each takes a quarter of a kilobyte, and some pages are nothing else.
const MAX_ELEMENTS: usize = 2_000_000;

/// Parses a page. It never fails: HTML has a meaning for every sequence of characters.
pub fn parse(text: &str) -> Page {
    parse_at_most(text, xml::is_declared(text), MAX_ELEMENTS)
}

/// Parses a page that is known to be XHTML though it may not say so: elements may end where they begin.
pub fn parse_xml(text: &str) -> Page {
    parse_at_most(text, true, MAX_ELEMENTS)
}

/// Parses a page of at most so many elements.
fn parse_at_most(text: &str, xml: bool, most: usize) -> Page {
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let builder = TreeBuilder::new(Sink::default(), options);
    let declarations = xml::declarations(text);
    let mut feed = Feed {
        tokenizer: Tokenizer::new(Limits::new(builder, xml, most), TokenizerOpts::default()),
        xml,
        queue: BufferQueue::default(),
        begun: Begun::Nothing,
        tokens: 0,
    };
    let mut from = 0;
    // Part by part, each beginning with a `<`, so that the place of a tag is known.
    while from < text.len() {
        let next = text.as_bytes()[from + 1..].iter().position(|&byte| byte == b'<');
        let to = next.map_or(text.len(), |next| from + 1 + next);
        let skip = declarations.clone().filter(|skip| (from..to).contains(&skip.start));
        feed.part(&text[from..skip.as_ref().map_or(to, |skip| skip.start)], from);
        from = skip.map_or(to, |skip| skip.end);
    }
    feed.tokenizer.end();
    let span = |at| Span::new(at..at + 1);
    let too_deep = feed.tokenizer.sink.too_deep.take().map(span);
    let too_many = feed.tokenizer.sink.too_many.take().map(span);
    let sink = feed.tokenizer.sink.builder.sink;
    Page { document: sink.document, places: sink.places.into_inner(), too_deep, too_many }
}

/// What has begun with a `<` and made no token yet.
enum Begun {
    Nothing,
    /// A tag.
    Tag(TagScan),
    /// What is left of a tag that has too many attributes.
    Rest(TagScan),
    /// A section of characters of XML.
    Characters,
    /// A comment, a declaration.
    Other,
}

/// Hands a page to the tokenizer.
struct Feed {
    tokenizer: Tokenizer<Limits>,
    queue: BufferQueue,
    begun: Begun,
    /// Whether the page is written as XML.
    xml: bool,
    /// The tokens there were when the last part was handed on.
    tokens: usize,
}

impl Feed {
    /// Hands on the next part, which stands at this place.
    fn part(&mut self, mut part: &str, at: usize) {
        if let Begun::Rest(scan) = &mut self.begun {
            let Some(end) = scan.end(part.as_bytes()) else { return };
            self.begun = Begun::Nothing;
            part = &part[end..];
        }
        if self.xml && part.starts_with("<![CDATA[") && !self.tokenizer.sink.raw.get() {
            self.begun = Begun::Characters;
            part = &part["<![CDATA[".len()..];
        }
        if matches!(self.begun, Begun::Characters) {
            let (words, end) = xml::characters(part);
            self.feed(&words);
            let Some(end) = end else { return };
            self.begun = Begun::Nothing;
            part = &part[end..];
        }
        let limits = &self.tokenizer.sink;
        if limits.tokens.get() != self.tokens {
            self.begun = Begun::Nothing;
        }
        if matches!(self.begun, Begun::Nothing) {
            limits.builder.sink.at.set(at);
            self.begun = if limits.raw.get() { Begun::Nothing } else { begun(part) };
        }
        self.tokens = limits.tokens.get();
        let Begun::Tag(scan) = &mut self.begun else { return self.feed(part) };
        match scan.over(part.as_bytes()) {
            Verdict::All { ended } => {
                if ended {
                    self.begun = Begun::Nothing;
                }
                self.feed(part);
            }
            Verdict::Cut(cut) => {
                let begun = std::mem::replace(&mut self.begun, Begun::Nothing);
                let mut scan = if let Begun::Tag(scan) = begun { scan } else { TagScan::new() };
                // It cuts where an attribute begins: an ASCII letter or the first byte of another.
                let end = scan.end(&part.as_bytes()[cut..]).map(|end| cut + end);
                self.feed(&part[..cut]);
                self.feed(">");
                match end {
                    Some(end) => self.feed(&part[end..]),
                    None => self.begun = Begun::Rest(scan),
                }
            }
        }
    }

    fn feed(&self, text: &str) {
        self.queue.push_back(StrTendril::from(text));
        // It stops after each script, for somebody who would run it.
        while !self.queue.is_empty() {
            let _ = self.tokenizer.feed(&self.queue);
        }
    }
}

/// What a part begins.
fn begun(part: &str) -> Begun {
    let rest = part.strip_prefix('<').unwrap_or("");
    let name = rest.strip_prefix('/').unwrap_or(rest);
    match (name.as_bytes().first(), rest.as_bytes().first()) {
        (Some(byte), _) if byte.is_ascii_alphabetic() => Begun::Tag(TagScan::new()),
        (_, Some(b'!' | b'?' | b'/')) => Begun::Other,
        _ => Begun::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::limits::MAX_DEPTH;
    use super::*;

    /// The same markup over and over, with a number for each `@`.
    fn repeat(times: usize, markup: &str) -> String {
        let pieces: Vec<String> = (0..times).map(|n| markup.replace('@', &n.to_string())).collect();
        pieces.concat()
    }

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
        let words = parse(&format!("{}<p>one<p>two", "<div>".repeat(300))).document.text();
        assert_eq!(words.split_whitespace().collect::<Vec<_>>(), ["one", "two"]);
        let text = repeat(20_000, "<p><b id=@>x");
        assert!(parse(&text).document.tree.len() < 300_000);
        let closed = parse(&"<div></div>".repeat(10_000));
        assert_eq!(closed.document.select("div").length(), 10_000);
        let open = parse(&"<li>x".repeat(10_000));
        assert_eq!(open.document.select("li").length(), 10_000);
    }

    #[test]
    fn elements_beyond_the_limit_leave_their_words() {
        let page =
            format!("{}<script>if (a<b)</script>", repeat(100, "<p>word@<br/>more<!-- x -->"));
        let page = parse_at_most(&page, false, 50);
        assert!(page.too_many.is_some() && page.document.select("p, br").length() <= 50);
        page.document.select("script").remove();
        assert!(page.document.text().ends_with("word98\nmore\nword99\nmore"));
        let closed = parse(&format!("{}<script>a<b</script>x", "<div/>".repeat(1000)));
        assert!(closed.document.select("div").length() <= MAX_DEPTH);
        assert_eq!(closed.document.select("script").text().to_string(), "a<b");
    }

    #[test]
    fn a_tag_of_many_attributes_swallows_nothing() {
        let many = repeat(5000, " a@='>' <b@");
        for (page, words) in [
            (format!("<p{many}>One</p><p>Two"), "OneTwo"),
            (format!("<!-- <p{many}> --><p>Two"), "Two"),
            (format!("<title><p{many}></title><p>Two"), "Two"),
            (format!("<p>One</p{many}><p>Two"), "OneTwo"),
        ] {
            let page = parse(&page);
            assert_eq!(page.document.select("p").text().to_string(), words);
        }
        let bodies = repeat(5000, "<body a@=1>x");
        assert!(parse(&bodies).document.tree.body().unwrap().attrs().len() < 300);
    }

    #[test]
    fn formatting_that_is_never_closed_keeps_its_words() {
        let text = repeat(2000, "<b id=@>x");
        let page = parse(&format!("{text}{}", "</i>".repeat(2000)));
        assert_eq!(page.document.select("body").text().len(), 2000);
        let cells = repeat(100, "<tr><td><font size=@>x");
        let page = parse(&format!("<table>{cells}</table><p><b>kept</b>"));
        assert_eq!(page.document.select("b").text().to_string(), "kept");
    }
}
