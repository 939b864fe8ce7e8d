//! Output bytes to findings. It parses what was written, by altform or by anybody, and trusts nobody: it
//! shares no code with the writers and knows no document model. Nothing here prints, and nothing here
//! judges what only a person can; such things are findings of [`Severity::Question`].
//!
//! [`Severity::Question`]: crate::diagnostic::Severity::Question

pub mod colour;
pub mod epub;
pub mod fidelity;
pub mod html;
pub mod limits;
pub mod pdf;
pub mod plain;
mod results;

use std::path::Path;

pub use results::Results;

use crate::diagnostic::{Fatal, Finding, Rule};
use crate::source::Source;
use crate::transcript::Transcript;

/// The formats that can be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// PDF.
    Pdf,
    /// EPUB.
    Epub,
    /// HTML or XHTML.
    Html,
    /// Plain text.
    Plain,
}

/// A PDF standard that a file can be held to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the standards' own names")]
pub enum Standard {
    Ua1,
    A1a,
    A1b,
    A2a,
    A2b,
    A2u,
    A3a,
    A3b,
    A3u,
}

/// What the user can choose.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The standards to hold PDFs to; if none, those that a file claims.
    pub standards: Vec<Standard>,
}

/// What came of checking one file.
#[derive(Debug)]
pub struct Checked {
    /// What the file is.
    pub format: Format,
    /// What it says of itself: "PDF/UA-1", "EPUB Accessibility 1.1 - WCAG 2.2 Level AA".
    pub claims: Vec<String>,
    /// The rules that had something to look at, by id.
    pub applied: Vec<&'static Rule>,
    /// What was found, in order.
    pub findings: Vec<Finding>,
    /// What assistive technology would announce.
    pub transcript: Transcript,
    /// The file's text, for showing findings at their place, if the file is text.
    pub source: Option<Source>,
}

impl Format {
    /// The format of a file: by its first bytes, and for texts by its name too.
    pub fn sniff(name: &str, bytes: &[u8]) -> Self {
        // ISO 32000-1 Annex H, implementation note 13: the header may stand in the first 1,024 bytes.
        let head = &bytes[..bytes.len().min(1024)];
        let has = |needle: &[u8]| head.windows(needle.len()).any(|part| part == needle);
        let extension = Path::new(name).extension().map(|e| e.to_string_lossy().to_lowercase());
        let named = |names: &[&str]| extension.as_deref().is_some_and(|e| names.contains(&e));
        // A text may be about PDF.
        let is_text = named(&["txt", "text", "html", "htm", "xhtml", "xht"]);
        if head.starts_with(b"%PDF-") || (has(b"%PDF-") && !is_text) {
            Self::Pdf
        } else if head.starts_with(b"PK\x03\x04") {
            Self::Epub
        } else if named(&["txt", "text"]) {
            Self::Plain
        } else if named(&["html", "htm", "xhtml", "xht"]) || looks_like_html(head) {
            Self::Html
        } else if named(&["pdf"]) {
            Self::Pdf
        } else if named(&["epub"]) {
            Self::Epub
        } else {
            Self::Plain
        }
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Epub => "EPUB",
            Self::Html => "HTML",
            Self::Plain => "plain text",
        }
    }
}

fn looks_like_html(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let head = head.trim_start_matches('\u{FEFF}').trim_start();
    ["<!doctype html", "<html", "<?xml", "<head", "<body"].iter().any(|tag| head.starts_with(tag))
}

/// Checks one file; `name` is what the user calls it.
///
/// # Errors
/// The file cannot be opened as what it is (truncated, encrypted, beyond the limits): never a pass.
pub fn check(name: &str, bytes: &[u8], options: &Options) -> Result<Checked, Fatal> {
    check_with_sheets(name, bytes, options, &|_| None)
}

/// Checks one file; `load` gives the text of the style sheets that a page links, as far as they are at hand.
///
/// # Errors
/// As [`check`].
pub fn check_with_sheets(
    name: &str,
    bytes: &[u8],
    options: &Options,
    load: html::Load<'_>,
) -> Result<Checked, Fatal> {
    match Format::sniff(name, bytes) {
        Format::Pdf => pdf::check(name, bytes, options),
        Format::Epub => epub::check(name, bytes),
        Format::Html => html::check(name, bytes, load),
        Format::Plain => plain::check(name, bytes),
    }
}

/// What assistive technology would announce of one file.
///
/// # Errors
/// As [`check`].
pub fn transcript(name: &str, bytes: &[u8]) -> Result<Transcript, Fatal> {
    match Format::sniff(name, bytes) {
        Format::Pdf => pdf::transcript(name, bytes),
        Format::Epub => epub::transcript(name, bytes),
        Format::Html => html::transcript(name, bytes),
        Format::Plain => plain::transcript(name, bytes),
    }
}
