//! HTML and XHTML: what WCAG asks and can be decided without running the page, and what would be
//! announced. [`Page`] is the page as written and as a tree, [`Node`] one of its nodes with its role, name,
//! language and whether anybody gets it; `rules` judge, `transcript` tells.

pub mod css;
pub mod names;
pub mod node;
pub mod page;
pub mod role;
pub mod roles;
pub mod rules;
pub mod state;
pub mod table;
mod transcript;

pub use names::{Name, NameFrom};
pub use node::Node;
pub use page::{Id, Load, Namespace, Page, open, open_text, open_with_sheets};
pub use state::{Css, Display};

use std::sync::Arc;

use super::{Checked, Format, Results};
use crate::diagnostic::Fatal;
use crate::diagnostic::rules::input;
use crate::markup::Syntax;
use crate::transcript::Transcript;

/// Checks one file.
pub(super) fn check(name: &str, bytes: &[u8], load: Load<'_>) -> Result<Checked, Fatal> {
    let mut page = open(name, bytes)?;
    page.take_sheets(load);
    let mut results = Results::default();
    check_page(&page, &mut results);
    let transcript = transcript_of(&page);
    let (applied, findings) = results.finish();
    Ok(Checked {
        format: Format::Html,
        claims: Vec::new(),
        applied,
        findings,
        transcript,
        source: Some(page.source),
    })
}

/// What would be announced of one file.
pub(super) fn transcript(name: &str, bytes: &[u8]) -> Result<Transcript, Fatal> {
    Ok(transcript_of(&open(name, bytes)?))
}

/// Checks a page by all rules; places are in its source.
pub fn check_page(page: &Page, results: &mut Results) {
    limits(page, results);
    rules::run(page, results);
}

fn limits(page: &Page, results: &mut Results) {
    if let Some((span, message)) = page.limits_reached() {
        results.push(&input::TOO_DEEP, Some(span), message).hint("nest less deeply");
    }
}

/// Opens a part of a publication and checks it: the page, for its lines, or why it cannot be read. `load`
/// gives the style sheets that it links.
///
/// # Errors
/// As [`open`].
pub fn check_part(
    name: &str,
    text: &str,
    syntax: Syntax,
    load: Load<'_>,
    results: &mut Results,
) -> Result<Page, Fatal> {
    let page = open_with_sheets(name, text, syntax, load)?;
    limits(&page, results);
    rules::run_part(&page, results);
    Ok(page)
}

/// Adds what would be announced of a page to a transcript; `path` names the page in a publication, empty
/// for a file of its own. The title and language of the transcript stay as they are.
pub fn lines(page: &Page, path: &str, transcript: &mut Transcript) {
    transcript::lines(page, path, transcript);
}

/// The first words at the element that a fragment names (at the beginning if there is none): where a link
/// from another part of a publication leads.
pub fn words_at(page: &Page, fragment: Option<&str>) -> Option<Arc<str>> {
    let target = match fragment {
        Some(fragment) => page.place(fragment),
        None => page.first("body"),
    };
    target?.first_words()
}

fn transcript_of(page: &Page) -> Transcript {
    let mut transcript = Transcript {
        title: page.title(),
        language: page.language().map(Into::into),
        ..Transcript::default()
    };
    lines(page, "", &mut transcript);
    transcript
}

impl Page {
    /// What the `title` element says, white space collapsed; nothing if there is none or it is empty.
    pub fn title(&self) -> Option<String> {
        let words = names::collapse(&self.title_element()?.text_content());
        (!words.is_empty()).then_some(words)
    }

    /// The `title` element of the page: the first of HTML.
    pub fn title_element(&self) -> Option<Node<'_>> {
        self.first("title")
    }

    /// The language of the page: that of its `html` element.
    pub fn language(&self) -> Option<&str> {
        self.first("html")?.language()
    }
}
