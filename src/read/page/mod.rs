//! Web pages: the article out of the page, with all that a screen reader needs. `extract` says which
//! elements are the article, `read::html` what they mean. It knows nothing of passes.

mod addresses;
pub(crate) mod archive;
mod extract;
mod grow;
mod metadata;
pub(crate) mod saved;
pub(crate) mod sniff;

use super::{Context, html, plain};
use crate::diagnostic::Place;
use crate::diagnostic::rules::{input, markup, warc};
use crate::markup::parse;
use crate::model::Document;
use crate::source::Source;

/// What the user may say of pages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Take nothing away: the page is the article.
    pub keep_all: bool,
    /// A CSS selector of the element that is the article.
    pub article: Option<String>,
}

/// Reads a page.
pub fn read(source: &Source, options: &Options, cx: &mut Context<'_>) -> Document {
    let page = parse::parse(source.text());
    if let Some(span) = page.too_deep {
        cx.findings
            .push(&input::TOO_DEEP, Some(span), "elements stand in each other more than 256 deep")
            .hint("nest less deeply");
    }
    if let Some(span) = page.too_many {
        let message =
            "more than two million elements: from here on markup is left out, words are kept";
        cx.findings.push(&markup::TOO_MUCH, Some(span), message).hint("split the page");
    }
    let (meta, stand) = metadata::read(&page, cx);
    addresses::settle(&page, &stand);
    let choice = extract::choose(&page, options, cx.findings);
    let mut builder = html::Builder::new();
    let mut removed = grow::grow(&page, &choice, source, &mut builder);
    let mapped = html::map(builder, source, cx);
    removed.extend(mapped.removed);
    let mut document = Document { meta, body: mapped.body, notes: mapped.notes, removed };
    metadata::settle(&mut document, &page, source);
    if document.meta.date.is_none()
        && let Some(captured) = cx.resources.captured().and_then(plain::dates::timestamp)
    {
        let message =
            format!("the page does not say when it was published; it was captured `{captured}`");
        cx.findings
            .push(&warc::CAPTURE_DATE, Place::Document, message)
            .hint("find out when it was published, and set `date` in the document as JSON");
        document.meta.date = Some(captured);
    }
    document
}
