//! References from file to file: each leads to a file of the book and to an element in it, or to what may
//! be on the web (EPUB 3.3, 3.4 and 3.6).

use std::collections::BTreeSet;

use super::address::{self, Address};
use super::book::Book;
use super::content::{Content, Reference, Use};
use super::{manifest, styles};
use crate::check::Results;
use crate::diagnostic::rules::{document, epub as rules};
use crate::diagnostic::{Place, Severity};

/// Checks every reference of the content documents and style sheets.
pub(super) fn check(book: &Book, results: &mut Results) {
    for (path, content) in &book.contents {
        for reference in &content.references {
            one(book, path, reference, book.in_content(path, reference.at), results);
        }
        repeated_ids(book, path, content, results);
    }
    for item in book.package.items.iter().filter(|item| item.media_type == "text/css") {
        let Some((path, css)) = item.path().and_then(|path| Some((path, sheet(book, path)?)))
        else {
            continue;
        };
        let source = crate::source::Source::new(path, css);
        for (used, url, at) in styles::urls(source.text()) {
            let location = source.locate(u32::try_from(at).unwrap_or(u32::MAX));
            let at = book.in_file(&format!("{path}:{}:{}", location.line, location.column));
            one(book, path, &Reference { used, url, has_fallback: true, at: 0 }, at, results);
        }
    }
}

/// A style sheet as text.
fn sheet(book: &Book, path: &str) -> Option<String> {
    let file = book.archive.files.get(path)?;
    Some(String::from_utf8_lossy(file).into_owned())
}

/// The files that documents and style sheets refer to.
pub(super) fn used(book: &Book) -> BTreeSet<String> {
    let inside = |base: &str, url: &str| match address::resolve(base, url) {
        Address::Inside { path, .. } => Some(path),
        _ => None,
    };
    let documents = book.contents.iter().flat_map(|(base, content)| {
        content.references.iter().filter_map(move |reference| inside(base, &reference.url))
    });
    let sheets = book.package.items.iter().filter(|item| item.media_type == "text/css");
    let sheets = sheets.filter_map(|item| item.path()).flat_map(|base| {
        let urls = styles::urls(&sheet(book, base).unwrap_or_default());
        urls.into_iter().filter_map(move |(_, url, _)| inside(base, &url))
    });
    documents.chain(sheets).collect()
}

/// Whether a document, or a style sheet that it uses, needs something from the web.
pub(super) fn has_remote(book: &Book, path: &str, content: &Content) -> bool {
    content.references.iter().any(|reference| match reference.used {
        Use::Link => false,
        Use::StyleSheet => match address::resolve(path, &reference.url) {
            Address::Remote => true,
            Address::Inside { path, .. } => sheet(book, &path).is_some_and(|css| {
                styles::urls(&css)
                    .iter()
                    .any(|(_, url, _)| address::resolve(&path, url) == Address::Remote)
            }),
            _ => false,
        },
        _ => address::resolve(path, &reference.url) == Address::Remote,
    })
}

fn one(book: &Book, base: &str, reference: &Reference, at: Place, results: &mut Results) {
    let url = &reference.url;
    results.applies(&rules::ADDRESS);
    match address::resolve(base, url) {
        Address::Bad(why) => {
            results.push(&rules::ADDRESS, at, format!("the address `{}` {why}", shortened(url)));
        }
        Address::Data if reference.used == Use::Link => {
            results.push(&rules::ADDRESS, at, "a link leads to data inside its own address");
        }
        Address::Remote => remote(book, reference, at, results),
        Address::Inside { path, fragment } if reference.used == Use::Link => {
            link(book, base, &path, fragment.as_deref(), &at, results);
        }
        // An empty address is the page itself: no picture, no style sheet.
        Address::Inside { path, .. } => resource(book, reference, &path, at, results),
        Address::Data | Address::Other => {}
    }
}

/// What is on the web: sound, films and fonts may be, if the manifest lists them.
fn remote(book: &Book, reference: &Reference, at: Place, results: &mut Results) {
    let url = shortened(&reference.url);
    match reference.used {
        Use::Link => {}
        Use::Media | Use::Font => {
            let mut items = book.package.items.iter();
            let declared = items.any(|item| item.href.as_deref() == Some(reference.url.trim()));
            results.test(&rules::REMOTE, declared || book.package.is_old(), at, || {
                format!("`{url}` is on the web, and the manifest does not list it")
            });
        }
        // The types of what a style sheet names are not known.
        Use::Picture | Use::StyleSheet | Use::Script | Use::Frame => {
            let message =
                format!("`{url}` is on the web; what a page is made of must be in the book");
            results.push(&rules::REMOTE, at, message);
        }
    }
}

fn link(
    book: &Book,
    base: &str,
    path: &str,
    fragment: Option<&str>,
    at: &Place,
    results: &mut Results,
) {
    results.applies(&document::LINK_DANGLING);
    if !book.archive.files.contains_key(path) {
        let message = format!("the target `{path}` is not in the book");
        let finding = results.push(&document::LINK_DANGLING, at.clone(), message);
        finding.severity = Severity::Error;
        return;
    }
    // EPUB CFI counts from the package (EPUB Canonical Fragment Identifiers 1.1, 2.1).
    if path == book.package_xml.source.name()
        && fragment.is_some_and(|place| place.starts_with("epubcfi("))
    {
        return;
    }
    let Some(item) = book.package.item_at(path) else {
        let message = format!("`{path}` is linked to and not in the manifest");
        results.push(&rules::NOT_DECLARED, at.clone(), message);
        return;
    };
    let in_spine = book.package.is_in_spine(item);
    let page = item.is_page() || item.media_type == "image/svg+xml";
    // The navigation is found by the reading system; pictures and the like open by themselves.
    let fine = in_spine || !page || path == base;
    results.test_at(
        &rules::LINK_OUT_OF_SPINE,
        fine,
        || at.clone(),
        || format!("`{path}` is linked to and not in the spine"),
    );
    let (Some(fragment), Some(content)) = (fragment, book.contents.get(path)) else { return };
    // Other fragments name a place by counting (EPUB CFI) or by words; inside one page the rules of
    // pages have told already.
    let is_id = !fragment.is_empty() && !fragment.contains(['(', '=', ':']);
    if is_id && path != base && !content.ids.contains_key(fragment) {
        let message = format!("there is no `{fragment}` in `{path}`");
        let finding = results.push(&document::LINK_DANGLING, at.clone(), message);
        finding.severity = Severity::Error;
    }
}

/// What a page is made of: in the book, in the manifest, of a type that is shown.
fn resource(book: &Book, reference: &Reference, path: &str, at: Place, results: &mut Results) {
    let missing = !book.archive.files.contains_key(path);
    results.test_at(
        &rules::MISSING_RESOURCE,
        !missing,
        || at.clone(),
        || format!("`{path}` is not in the book"),
    );
    if missing {
        return;
    }
    let item = book.package.item_at(path);
    results.test_at(
        &rules::NOT_DECLARED,
        item.is_some(),
        || at.clone(),
        || format!("`{path}` is used and not in the manifest"),
    );
    let Some(item) = item else { return };
    // Films and fonts may be of any type; so may data for scripts and tracks (EPUB 3.3, 3.4).
    if reference.has_fallback || !matches!(reference.used, Use::Picture | Use::Frame) {
        return;
    }
    let shown = manifest::falls_back(book, item, manifest::is_shown)
        || item.media_type.starts_with("video/");
    results.test(&rules::FALLBACK, shown, at, || {
        format!("`{path}` is `{}`, and nothing stands in for it", item.media_type)
    });
}

/// Ids that stand twice in files that are not pages; those of pages are for the rules of pages.
fn repeated_ids(book: &Book, path: &str, content: &Content, results: &mut Results) {
    if !content.ids.is_empty() {
        results.applies(&rules::DUPLICATE_ID);
    }
    for (id, at) in &content.repeated {
        let message = format!("the id `{id}` stands in the file more than once");
        results.push(&rules::DUPLICATE_ID, book.in_content(path, *at), message);
    }
}

/// An address that fits into a line.
fn shortened(url: &str) -> String {
    match url.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &url[..end]),
        None => url.to_owned(),
    }
}
