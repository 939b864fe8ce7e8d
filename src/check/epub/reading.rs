//! The book read from its first page to its last: each page checked by the rules of pages, and what would
//! be announced of it. It knows no rule of books.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::address::{self, Address};
use super::book::Book;
use super::content::Use;
use super::package::Item;
use crate::check::{Results, html};
use crate::diagnostic::rules::{document, html as pages};
use crate::diagnostic::{Finding, Place, Severity};
use crate::markup::Syntax;
use crate::transcript::{Line, Link, Transcript};

/// How many bytes of style sheets are read for all pages together; later pages go without.
const MOST_SHEETS: usize = 64 << 20;

/// The style sheets of a book.
struct Sheets<'b> {
    book: &'b Book<'b>,
    /// How many bytes may still be read.
    left: Cell<usize>,
}

impl Sheets<'_> {
    /// The sheet that a page links by this address.
    fn load(&self, page: &str, href: &str) -> Option<String> {
        let Address::Inside { path, .. } = address::resolve(page, href) else { return None };
        let file = self.book.archive.files.get(&path)?;
        self.left.set(self.left.get().checked_sub(file.len())?);
        Some(String::from_utf8_lossy(file).into_owned())
    }
}

/// The transcript of a book; with `results`, every page is checked as well. One page is open at a time.
pub(super) fn read(book: &Book, mut results: Option<&mut Results>) -> Transcript {
    let wanted = wanted(book);
    let mut heard: BTreeMap<&str, Vec<Line>> = BTreeMap::new();
    let mut targets: BTreeMap<(&str, Option<&str>), Option<Arc<str>>> = BTreeMap::new();
    let mut asked = Questions::default();
    let sheets = Sheets { book, left: Cell::new(MOST_SHEETS) };
    let documents = book.package.items.iter().filter(|item| item.is_page());
    let paths: BTreeSet<&str> = documents.filter_map(Item::path).collect();
    for path in paths {
        let Some(xml) = book.texts.get(path) else { continue };
        let text = xml.source.text();
        let load = |href: &str| sheets.load(path, href);
        let page = match &mut results {
            None => html::open_with_sheets(path, text, Syntax::Xml, &load),
            Some(results) => {
                let mut part = Results::default();
                let page = html::check_part(path, text, Syntax::Xml, &load, &mut part);
                take(book, path, part, results, &mut asked);
                page
            }
        };
        match (page, &mut results) {
            (Ok(page), _) => {
                let mut part = Transcript::default();
                html::lines(&page, path, &mut part);
                heard.insert(path, part.lines);
                let fragments = wanted.range((path.to_owned(), None)..);
                for (_, fragment) in fragments.take_while(|(target, _)| target == path) {
                    let words = html::words_at(&page, fragment.as_deref());
                    targets.insert((path, fragment.as_deref()), words);
                }
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
    for (path, _) in book.reading_order() {
        // A page that stands in the spine twice is told once; that it does is a finding.
        let mut lines = heard.remove(path).unwrap_or_default();
        for run in lines.iter_mut().flat_map(|line| &mut line.runs) {
            let Some(Link::External(address)) = &run.link else { continue };
            if let Address::Inside { path, fragment } = address::resolve(path, address) {
                let words = targets.get(&(path.as_str(), fragment.as_deref()));
                run.link = Some(Link::Internal(words.cloned().flatten()));
            }
        }
        transcript.lines.append(&mut lines);
    }
    transcript
}

/// The places to which links lead from page to page.
fn wanted(book: &Book) -> BTreeSet<(String, Option<String>)> {
    let links = book.contents.iter().flat_map(|(base, content)| {
        let links = content.references.iter().filter(|reference| reference.used == Use::Link);
        links.map(move |link| address::resolve(base, &link.url))
    });
    let inside = links.filter_map(|address| match address {
        Address::Inside { path, fragment } => Some((path, fragment)),
        _ => None,
    });
    inside.collect()
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
        let first = (0, path.to_owned(), finding);
        self.0.entry(first.2.rule.id).or_insert(first).0 += 1;
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
