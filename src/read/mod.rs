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
    /// The format of an input by the end of its name, or else by what it looks like.
    pub fn sniff(path: Option<&Path>, text: &str) -> Self {
        let extension = path.and_then(Path::extension).map(OsStr::to_ascii_lowercase);
        match extension.as_deref().and_then(OsStr::to_str) {
            Some("md" | "markdown" | "mdown" | "mkd") => Self::Markdown,
            Some("html" | "htm" | "xhtml" | "xht") => Self::Html,
            Some("json") => Self::Json,
            Some("txt" | "text") => Self::Plain,
            _ if looks_like_json(text) => Self::Json,
            _ if markdown::looks_like(text) => Self::Markdown,
            _ => Self::Plain,
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
        let look = |text| InputFormat::sniff(None, text);
        assert_eq!(look("---\ntitle: x\n---\nwords"), InputFormat::Markdown);
        assert_eq!(look("# A\n\nSee [this](https://e.org) and\n\n> that"), InputFormat::Markdown);
        assert_eq!(look("A title\n\n- one\n- two\n\n#1 in the charts"), InputFormat::Plain);
        assert_eq!(look("{\"a\": 1}"), InputFormat::Plain);
        assert_eq!(look(""), InputFormat::Plain);
    }
}
