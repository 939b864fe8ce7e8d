//! The book read from its first page to its last: each page checked by the rules of pages, and what would
//! be announced of it. It knows no rule of books.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::address::{self, Address};
use super::book::Book;
use super::package::Item;
use crate::check::{Results, html};
use crate::diagnostic::rules::{document, html as pages};
use crate::diagnostic::{Finding, Place, Severity};
use crate::markup::Syntax;
use crate::transcript::{Link, Transcript};

/// The transcript of a book; with `results`, every page is checked as well.
pub(super) fn read(book: &Book, mut results: Option<&mut Results>) -> Transcript {
    let mut opened = BTreeMap::new();
    let mut asked = Questions::default();
    let documents = book.package.items.iter().filter(|item| item.is_page());
    let paths: BTreeSet<&str> = documents.filter_map(Item::path).collect();
    for path in paths {
        let Some(xml) = book.texts.get(path) else { continue };
        let text = xml.source.text();
        let page = match &mut results {
            None => html::open_text(path, text, Syntax::Xml),
            Some(results) => {
                let mut part = Results::default();
                let page = html::check_part(path, text, Syntax::Xml, &mut part);
                take(book, path, part, results, &mut asked);
                page
            }
        };
        match (page, &mut results) {
            (Ok(page), _) => {
                opened.insert(path, page);
            }
            (Err(fatal), Some(results)) => report(book, path, *fatal.0, results),
            (Err(_), None) => {}
        }
    }
    if let Some(results) = results {
        asked.ask(book, results);
    }
    let mut transcript = Transcript {
        title: book.package.said("dc:title").next().map(|meta| meta.value.clone()),
        language: book.package.said("dc:language").next().map(|meta| meta.value.as_str().into()),
        ..Transcript::default()
    };
    let mut targets = Targets { pages: &opened, known: BTreeMap::new() };
    for (path, _) in book.reading_order() {
        if let Some(page) = opened.get(path) {
            let from = transcript.lines.len();
            html::lines(page, path, &mut transcript);
            for run in transcript.lines[from..].iter_mut().flat_map(|line| &mut line.runs) {
                let Some(Link::External(address)) = &run.link else { continue };
                if let Address::Inside { path, fragment } = address::resolve(path, address) {
                    run.link = Some(Link::Internal(targets.words_at(path, fragment)));
                }
            }
        }
    }
    transcript
}

/// Where links from page to page lead: into the same text.
struct Targets<'p> {
    pages: &'p BTreeMap<&'p str, html::Page>,
    /// The first words of those that were asked for.
    known: BTreeMap<(String, Option<String>), Option<Arc<str>>>,
}

impl Targets<'_> {
    fn words_at(&mut self, path: String, fragment: Option<String>) -> Option<Arc<str>> {
        let page = self.pages.get(path.as_str())?;
        let key = (path, fragment);
        if let Some(words) = self.known.get(&key) {
            return words.clone();
        }
        let words = html::words_at(page, key.1.as_deref());
        self.known.insert(key, words.clone());
        words
    }
}

/// Takes over what was found in a page, but for questions, which are asked once for a book.
fn take(book: &Book, path: &str, part: Results, results: &mut Results, asked: &mut Questions) {
    let (applied, findings) = part.finish();
    // Books are strict about ids: their own rule has told.
    let ids = &pages::DUPLICATE_ID;
    applied.into_iter().filter(|rule| rule.id != ids.id).for_each(|rule| results.applies(rule));
    for finding in findings.into_iter().filter(|finding| finding.rule.id != ids.id) {
        if finding.severity == Severity::Question {
            asked.take(path, finding);
        } else {
            report(book, path, finding, results);
        }
    }
}

/// Tells a finding of a page at its place in the book.
fn report(book: &Book, path: &str, finding: Finding, results: &mut Results) {
    let place = match finding.place {
        Place::Source(span) => book.in_content(path, span.start as usize),
        Place::Document => book.in_file(path),
        Place::Output { path: inner, .. } if inner.is_empty() => book.in_file(path),
        Place::Output { path: inner, .. } => book.in_file(&format!("{path} {inner}")),
    };
    let new = results.push(finding.rule, place, finding.message);
    // In books, links that lead nowhere are a failure (EPUB 3.3, 3.4; EPUBCheck RSC-012).
    let dangling = finding.rule.id == document::LINK_DANGLING.id;
    new.severity = if dangling { Severity::Error } else { finding.severity };
    new.hints = finding.hints;
}

/// The questions of all pages, by rule.
#[derive(Default)]
struct Questions(BTreeMap<&'static str, (usize, String, Finding)>);

impl Questions {
    fn take(&mut self, path: &str, finding: Finding) {
        let first = || (0, path.to_owned(), finding.clone());
        self.0.entry(finding.rule.id).or_insert_with(first).0 += 1;
    }

    fn ask(self, book: &Book, results: &mut Results) {
        for (count, path, finding) in self.0.into_values() {
            let message = match count {
                1 => finding.message,
                _ => format!("in {count} files, first in `{path}`: {}", finding.message),
            };
            results.push(finding.rule, book.in_file(""), message);
        }
    }
}
