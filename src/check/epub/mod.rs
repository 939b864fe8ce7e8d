//! EPUB: container, package, navigation, metadata, and every content document as a page. Each file judges
//! one of them; none opens more than the book itself has, and none trusts another tool's word.

mod accessibility;
mod address;
mod archive;
mod book;
mod claims;
mod content;
mod manifest;
mod metadata;
mod navigation;
mod package;
mod pages;
mod reading;
mod references;
mod semantics;
mod sniff;
mod spine;
mod statements;
mod styles;
mod vocabulary;
mod xml;

use self::book::Book;
use super::{Checked, Format, Results};
use crate::diagnostic::Fatal;
use crate::transcript::Transcript;

/// Checks one file.
pub(super) fn check(name: &str, bytes: &[u8]) -> Result<Checked, Fatal> {
    let mut results = Results::default();
    let book = Book::open(name, bytes, &mut results)?;
    let lists = navigation::read(&book);
    metadata::check(&book, &mut results);
    manifest::check(&book, &mut results);
    spine::check(&book, &mut results);
    references::check(&book, &mut results);
    navigation::check(&book, &lists, &mut results);
    pages::check(&book, &lists, &mut results);
    semantics::check(&book, &mut results);
    accessibility::check(&book, &mut results);
    let transcript = reading::read(&book, Some(&mut results));
    claims::check(&book, &lists, &transcript, &mut results);
    let claims = accessibility::conformance(&book).map(|(claim, ..)| claim.to_owned()).collect();
    let (applied, findings) = results.finish();
    Ok(Checked { format: Format::Epub, claims, applied, findings, transcript, source: None })
}

/// What would be announced of one file.
pub(super) fn transcript(name: &str, bytes: &[u8]) -> Result<Transcript, Fatal> {
    let book = Book::open(name, bytes, &mut Results::default())?;
    Ok(reading::read(&book, None))
}
