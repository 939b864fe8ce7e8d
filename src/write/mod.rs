//! `Normal` to bytes, one room per output format. Writers say what the document says and claim what it
//! earns; they know nothing of readers and checks.

pub mod epub;
#[cfg(test)]
mod fixture;
pub mod front;
pub mod grid;
pub mod html;
pub mod json;
pub mod pdf;
pub mod plain;
mod web;

use crate::diagnostic::{Fatal, Findings};
use crate::fonts::FontBook;
use crate::normalise::Normal;

/// What a writer works with.
pub struct Context<'a> {
    /// The bundled fonts.
    pub fonts: &'a FontBook,
    /// What is to be said to the user.
    pub findings: &'a mut Findings,
    /// `SOURCE_DATE_EPOCH`, seconds since 1970: the time of making, where the document has no date.
    pub epoch: Option<i64>,
}

/// The formats that can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OutputFormat {
    /// Tagged PDF.
    Pdf,
    /// EPUB 3.3.
    Epub,
    /// One self-contained HTML page.
    Html,
    /// Plain text.
    Plain,
    /// The document itself.
    Json,
}

impl OutputFormat {
    /// The extension of its files, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Epub => "epub",
            Self::Html => "html",
            Self::Plain => "txt",
            Self::Json => "json",
        }
    }
}

/// A format with its options.
#[derive(Debug, Clone)]
pub enum Target {
    /// Tagged PDF.
    Pdf(pdf::Options),
    /// EPUB 3.3.
    Epub,
    /// One self-contained HTML page.
    Html,
    /// Plain text.
    Plain(plain::Options),
    /// The document itself.
    Json,
}

impl Target {
    /// A format with its usual options.
    pub fn new(format: OutputFormat) -> Self {
        match format {
            OutputFormat::Pdf => Self::Pdf(pdf::Options::default()),
            OutputFormat::Epub => Self::Epub,
            OutputFormat::Html => Self::Html,
            OutputFormat::Plain => Self::Plain(plain::Options::default()),
            OutputFormat::Json => Self::Json,
        }
    }

    /// The format.
    pub fn format(&self) -> OutputFormat {
        match self {
            Self::Pdf(_) => OutputFormat::Pdf,
            Self::Epub => OutputFormat::Epub,
            Self::Html => OutputFormat::Html,
            Self::Plain(_) => OutputFormat::Plain,
            Self::Json => OutputFormat::Json,
        }
    }
}

/// Writes a document in one format.
pub fn write(document: &Normal, target: &Target, cx: &mut Context<'_>) -> Result<Vec<u8>, Fatal> {
    match target {
        Target::Pdf(options) => pdf::write(document, options, cx),
        Target::Epub => epub::write(document, cx),
        Target::Html => html::write(document, cx),
        Target::Plain(options) => plain::write(document, options, cx),
        Target::Json => Ok(json::write(document)),
    }
}
