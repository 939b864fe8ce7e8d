//! Bytes to `Document`, one room per input format. Text parsers never fail: what they do not
//! understand is a finding, and its words are kept. Nothing here knows of passes, writers or checks.

pub(crate) mod html;
pub mod markdown;
pub mod plain;
pub mod resources;
mod walk;

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

/// Reads a decoded source into a document.
pub fn read(
    _source: &Source,
    _format: InputFormat,
    _cx: &mut Context<'_>,
) -> Result<Document, Fatal> {
    Ok(Document::default())
}
