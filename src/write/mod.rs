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
    /// The input that the document was read from, where it is known: a format may carry it.
    pub source: Option<Original<'a>>,
}

/// The input that a document was read from, as it was.
#[derive(Debug, Clone, Copy)]
pub struct Original<'a> {
    /// What it is called, without folders.
    pub name: &'a str,
    /// Its media type.
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: &'a [u8],
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
    /// Every format, in the order in which they are named to the user.
    pub const ALL: [Self; 5] = [Self::Pdf, Self::Epub, Self::Html, Self::Plain, Self::Json];

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

    /// Its name in sentences.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Epub => "EPUB",
            Self::Html => "HTML",
            Self::Plain => "plain text",
            Self::Json => "JSON",
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
        Target::Html => Ok(html::write(document)),
        Target::Plain(options) => Ok(plain::write(document, options)),
        Target::Json => Ok(json::write(document)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Attrs, Block, BlockKind, Inline, InlineKind, Item, List, Row, Table};

    fn all(document: &Normal) -> Vec<Vec<u8>> {
        let write = |format| fixture::run(|cx| write(document, &Target::new(format), cx).unwrap());
        OutputFormat::ALL.map(write).into()
    }

    #[test]
    fn the_deepest_document_that_a_reader_makes_is_written() {
        let deep = (0..100).fold(fixture::text("deep"), |content, _| {
            vec![Inline::new(InlineKind::Emphasis(content))]
        });
        let item = |body| Item { at: Attrs::default(), body };
        let deep = (0..64).fold(Block::paragraph(deep), |block, _| {
            Block::new(BlockKind::List(List { start: None, items: vec![item(vec![block])] }))
        });
        let outputs = all(&fixture::with_body(vec![deep]));
        assert!(outputs[2..].iter().all(|bytes| String::from_utf8_lossy(bytes).contains("deep")));
    }

    #[test]
    fn a_table_of_many_columns_is_written() {
        let cell = |column: u32| fixture::cell(None, &column.to_string());
        let rows =
            (0..3).map(|_| Row { at: Attrs::default(), cells: (0..5000).map(cell).collect() });
        let table = Table { caption: vec![], rows: rows.collect() };
        let document = fixture::with_body(vec![Block::new(BlockKind::Table(table))]);
        let outputs = all(&document);
        assert!(outputs[2..].iter().all(|bytes| String::from_utf8_lossy(bytes).contains("4999")));
    }

    #[test]
    fn an_empty_document_is_written() {
        assert!(
            all(&fixture::normal(crate::model::Document::default())).iter().all(|b| !b.is_empty())
        );
    }
}
