//! Bytes to `Document`, one room per input format. Text parsers never fail: what they do not
//! understand is a finding, and its words are kept. Nothing here knows of passes, writers or checks.

pub(crate) mod html;
pub mod json;
pub mod markdown;
pub mod page;
pub mod pictures;
pub mod plain;
pub mod resources;
mod walk;
pub mod warc;

pub(crate) use html::percent_decoded;

use std::ffi::OsStr;
use std::path::Path;

use crate::diagnostic::{Fatal, Findings};
use crate::model::Document;
use crate::source::Source;
use resources::Resources;

/// The formats that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum InputFormat {
    /// Text scraped from a web page.
    Plain,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// A document written by `--to json`.
    Json,
}

/// What a reader works with.
pub struct Context<'a> {
    /// Where pictures come from.
    pub resources: &'a dyn Resources,
    /// What is to be said to the user.
    pub findings: &'a mut Findings,
}

impl InputFormat {
    /// The format that the end of a name stands for.
    pub fn named(path: &Path) -> Option<Self> {
        let extension = path.extension().map(OsStr::to_ascii_lowercase);
        Some(match extension.as_deref().and_then(OsStr::to_str)? {
            "md" | "markdown" | "mdown" | "mkd" => Self::Markdown,
            "html" | "htm" | "xhtml" | "xht" | "shtml" | "mhtml" | "mht" => Self::Html,
            "json" => Self::Json,
            "txt" | "text" => Self::Plain,
            _ => return None,
        })
    }

    /// The format of an input: by what it is beyond doubt, else by the end of its name, else by what it
    /// looks like.
    pub fn sniff(path: Option<&Path>, text: &str) -> Self {
        match path.and_then(Self::named) {
            _ if page::sniff::is_whole(text) => Self::Html,
            Some(Self::Html) if !page::sniff::has_markup(text) => Self::Plain,
            Some(Self::Plain) if page::sniff::is_fragment(text) => Self::Html,
            Some(named) => named,
            None if looks_like_json(text) => Self::Json,
            None if page::sniff::is_fragment(text) => Self::Html,
            None if markdown::looks_like(text) => Self::Markdown,
            None => Self::Plain,
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Plain => "text/plain",
            Self::Markdown => "text/markdown",
            Self::Html => "text/html",
            Self::Json => "application/json",
        }
    }

    /// Its name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain text",
            Self::Markdown => "Markdown",
            Self::Html => "a web page",
            Self::Json => "a document as JSON",
        }
    }
}

fn looks_like_json(text: &str) -> bool {
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    let is_key = |rest: &str| rest.trim_start().starts_with(':');
    text.starts_with('{') && text.split_once("\"altform\"").is_some_and(|(_, rest)| is_key(rest))
}

/// Reads a decoded source into a document.
pub fn read(
    source: &Source,
    format: InputFormat,
    page: &page::Options,
    cx: &mut Context<'_>,
) -> Result<Document, Fatal> {
    match format {
        InputFormat::Plain => Ok(plain::read(source, cx)),
        InputFormat::Markdown => Ok(markdown::read(source, cx)),
        InputFormat::Html => Ok(page::read(source, page, cx)),
        InputFormat::Json => json::read(source, cx),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_known_by_name_then_by_look() {
        let sniff = |name: &str, text| InputFormat::sniff(Some(Path::new(name)), text);
        assert_eq!(sniff("a.MD", "{}"), InputFormat::Markdown);
        assert_eq!(sniff("a.json", "# A"), InputFormat::Json);
        assert_eq!(sniff("a.txt", "# A\n\n- b\n- c"), InputFormat::Plain);
        assert_eq!(sniff("a", " {\"altform\": 1}"), InputFormat::Json);
        assert_eq!(sniff("a.txt", "<!DOCTYPE html><p>x"), InputFormat::Html);
        assert_eq!(sniff("a.txt", "<p>x</p>"), InputFormat::Html);
        assert_eq!(sniff("a.md", "<p>x</p>"), InputFormat::Markdown);
        assert_eq!(sniff("a.html", "Words, & nothing else"), InputFormat::Plain);
        assert_eq!(sniff("a.HTM", "Words <b>more"), InputFormat::Html);
        let look = |text| InputFormat::sniff(None, text);
        assert_eq!(look("---\ntitle: x\n---\nwords"), InputFormat::Markdown);
        assert_eq!(look("# A\n\nSee [this](https://e.org) and\n\n> that"), InputFormat::Markdown);
        assert_eq!(look("A title\n\n- one\n- two\n\n#1 in the charts"), InputFormat::Plain);
        assert_eq!(look("{\"a\": 1}"), InputFormat::Plain);
        assert_eq!(look("<article><h1>x</h1></article>"), InputFormat::Html);
        assert_eq!(look(""), InputFormat::Plain);
    }
}
