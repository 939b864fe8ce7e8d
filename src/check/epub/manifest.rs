//! The manifest (EPUB 3.3, 5.6): every file is there, declared once, and is what the package says.

use std::collections::BTreeSet;

use super::address::{self, Address};
use super::book::Book;
use super::content::{Content, SVG, XHTML};
use super::package::Item;
use super::references;
use super::sniff::{self, Kind};
use super::vocabulary::CORE_TYPES;
use crate::check::Results;
use crate::diagnostic::Severity;
use crate::diagnostic::rules::epub as rules;

/// How far a chain of fallbacks is followed.
const MAX_FALLBACKS: usize = 100;

/// Checks the manifest.
pub(super) fn check(book: &Book, results: &mut Results) {
    let mut paths = BTreeSet::new();
    for item in &book.package.items {
        item_itself(book, item, results);
        if let Some(path) = item.path() {
            let message = || format!("`{path}` is in the manifest more than once");
            let new = paths.insert(path);
            results.test_at(&rules::MANIFEST_ITEM, new, || book.in_package(item.at), message);
            file(book, item, path, results);
        }
        fallback(book, item, results);
        if !book.package.is_old() {
            properties(book, item, results);
        }
    }
    undeclared(book, &paths, results);
    navigation_item(book, results);
}

fn item_itself(book: &Book, item: &Item, results: &mut Results) {
    let missing = |name: &str| format!("an item of the manifest has no `{name}`");
    let package = book.package_xml.source.name();
    let message = match (&item.href, &item.address) {
        _ if item.id.is_empty() => missing("id"),
        (None, _) => missing("href"),
        _ if item.media_type.is_empty() => missing("media-type"),
        (Some(href), Some(Address::Bad(why))) => format!("the address `{href}` {why}"),
        (Some(href), Some(Address::Data | Address::Other)) => format!("`{href}` is no file"),
        (Some(href), Some(Address::Inside { fragment: Some(_), .. })) => {
            format!("`{href}` names a part of a file")
        }
        (_, Some(Address::Inside { path, .. })) if path == package => {
            "the package document lists itself".to_owned()
        }
        (_, Some(Address::Inside { path, .. })) if path.starts_with("META-INF/") => {
            format!("`{path}` is in the folder `META-INF`, which is not part of the book")
        }
        _ => String::new(),
    };
    results.test_at(
        &rules::MANIFEST_ITEM,
        message.is_empty(),
        || book.in_package(item.at),
        || message,
    );
    let remote = item.address == Some(Address::Remote);
    let may_be_remote =
        ["audio/", "video/", "font/", "application/font", "application/vnd.ms-opentype"]
            .iter()
            .any(|start| item.media_type.starts_with(start));
    if remote {
        results.test_at(
            &rules::REMOTE,
            may_be_remote,
            || book.in_package(item.at),
            || {
                let href = item.href.as_deref().unwrap_or_default();
                format!("`{href}` is on the web; only sound, films and fonts may be")
            },
        );
    }
}

/// The file of an item: it is there, and it is what its media type says.
fn file(book: &Book, item: &Item, path: &str, results: &mut Results) {
    let at = || book.in_package(item.at);
    let file = book.archive.files.get(path);
    results.test_at(&rules::MISSING_FILE, file.is_some(), at, || {
        format!("`{path}` is in the manifest and not in the book")
    });
    let Some(file) = file else { return };
    if item.media_type == "text/html" {
        results
            .push(&rules::MEDIA_TYPE, at(), "`text/html` is no media type of pages in books")
            .hint("write the page as XHTML and say `application/xhtml+xml`");
        return;
    }
    let kind = sniff::kind(file);
    let declared = &item.media_type;
    // Old names of the same types (`image/jpg`) need a fallback, but say what is so.
    let picture = matches!(kind, Kind::Png | Kind::Jpeg | Kind::Gif | Kind::Webp)
        && !["image/jpg", "image/pjpeg", "image/x-png"].contains(&declared.as_str());
    let root = book.contents.get(path).map(|content| content.root);
    let message = match (sniff::expected(declared), root) {
        (Some(expected), _) if expected != kind && file.is_empty() => {
            format!("`{path}` is empty")
        }
        (Some(expected), _) if expected != kind => {
            format!("`{path}` is declared as `{declared}`, but is {}", kind.name())
        }
        (None, _) if picture => {
            format!("`{path}` is declared as `{declared}`, but is {}", kind.name())
        }
        (None, Some(root)) if item.is_page() && root != Some(XHTML) => {
            format!("`{path}` is declared as a page, but its root is no `html` of XHTML")
        }
        (None, Some(root)) if declared == "image/svg+xml" && root != Some(SVG) => {
            format!("`{path}` is declared as a drawing, but its root is no `svg` of SVG")
        }
        _ => String::new(),
    };
    results.test_at(&rules::MEDIA_TYPE, message.is_empty(), at, || message);
}

/// A fallback leads to an item, and a chain of them to an end.
fn fallback(book: &Book, item: &Item, results: &mut Results) {
    let Some(first) = &item.fallback else { return };
    let mut seen = BTreeSet::from([item.id.as_str()]);
    let mut next = Some(first);
    let mut message = String::new();
    while let Some(id) = next {
        if !seen.insert(id) {
            message = format!("the fallbacks of `{}` go round in a circle", item.id);
            break;
        }
        if seen.len() > MAX_FALLBACKS {
            message = format!("`{}` has more than {MAX_FALLBACKS} fallbacks", item.id);
            break;
        }
        let Some(step) = book.package.item(id) else {
            message = format!("the fallback `{id}` is not in the manifest");
            break;
        };
        next = step.fallback.as_ref();
    }
    results.test_at(&rules::FALLBACK, message.is_empty(), || book.in_package(item.at), || message);
}

/// Whether an item, or one of its fallbacks, has a media type that is fit.
pub(super) fn falls_back(book: &Book, item: &Item, fit: impl Fn(&Item) -> bool) -> bool {
    let mut item = item;
    for _ in 0..=MAX_FALLBACKS {
        if fit(item) {
            return true;
        }
        match item.fallback.as_ref().and_then(|id| book.package.item(id)) {
            Some(next) => item = next,
            None => return false,
        }
    }
    false
}

/// Whether every reading system shows this type, or need not.
pub(super) fn is_shown(item: &Item) -> bool {
    CORE_TYPES.contains(&item.media_type.as_str())
}

/// `properties` say what is in a page, and nothing else.
fn properties(book: &Book, item: &Item, results: &mut Results) {
    let at = || book.in_package(item.at);
    if item.has("cover-image") {
        let first = book.package.with_property("cover-image").is_some_and(|c| c.at == item.at);
        let picture = item.media_type.starts_with("image/");
        results.test_at(&rules::COVER, first && picture, at, || {
            let what = if first { "is no picture" } else { "is not the only one" };
            format!("the cover `{}` {what}", item.id)
        });
    }
    let Some(content) = item.path().and_then(|path| book.contents.get(path)) else { return };
    if content.root.is_none() || item.media_type == "application/x-dtbncx+xml" {
        return;
    }
    for (property, holds) in truths(book, item, content) {
        let says = item.has(property);
        let message = match (says, holds) {
            (false, true) => format!("`{}` needs the property `{property}`", item.id),
            (true, false) => {
                format!("`{}` has the property `{property}`, but no such thing", item.id)
            }
            _ => String::new(),
        };
        results.applies(&rules::ITEM_PROPERTIES);
        if !message.is_empty() {
            let finding = results.push(&rules::ITEM_PROPERTIES, at(), message);
            // A script may fetch what nobody sees in the page.
            if says && property == "remote-resources" {
                finding.severity = Severity::Warning;
            }
        }
    }
}

/// The properties that can be told from a document, and whether each is true of it.
fn truths(book: &Book, item: &Item, content: &Content) -> Vec<(&'static str, bool)> {
    let counts = &content.counts;
    let path = item.path().unwrap_or_default();
    let mut out = vec![
        ("mathml", counts.math > 0),
        ("scripted", counts.scripts + counts.forms > 0),
        ("remote-resources", references::has_remote(book, path, content)),
        ("switch", counts.switches > 0),
    ];
    // A page that shows a drawing from another file may have the property, and need not.
    let shows =
        content.references.iter().any(|reference| match address::resolve(path, &reference.url) {
            Address::Inside { path, .. } => {
                let shown = book.package.item_at(&path);
                shown.is_some_and(|item| item.media_type == "image/svg+xml")
            }
            _ => false,
        });
    if item.is_page() && (!shows || counts.drawings > 0) {
        out.push(("svg", counts.drawings > 0));
    }
    out
}

/// Files that the manifest does not know (EPUB 3.3, 5.6.1). Those that are used are told where they are.
fn undeclared(book: &Book, declared: &BTreeSet<&str>, results: &mut Results) {
    results.applies(&rules::UNDECLARED);
    let own = book.package_xml.source.name();
    let used = references::used(book);
    // A record about the book is no part of it (EPUB 3.3, 5.5.6).
    let linked: BTreeSet<String> = book
        .package
        .links
        .iter()
        .filter_map(|link| match address::resolve(own, &link.href) {
            Address::Inside { path, .. } => Some(path),
            _ => None,
        })
        .collect();
    for path in book.archive.files.keys() {
        let known = path == "mimetype" || path.starts_with("META-INF/") || path == own;
        if !known
            && !declared.contains(path.as_str())
            && !used.contains(path)
            && !linked.contains(path)
        {
            let message = format!("`{path}` is in the book and not in the manifest");
            results.push(&rules::UNDECLARED, book.in_file(path), message);
        }
    }
}

/// There is one navigation document (EPUB 3.3, 5.6.2.1 and 7).
fn navigation_item(book: &Book, results: &mut Results) {
    if book.package.is_old() {
        return;
    }
    let items: Vec<&Item> = book.package.items.iter().filter(|item| item.has("nav")).collect();
    let message = match items.as_slice() {
        [] => "no item of the manifest is the navigation".to_owned(),
        [one] if !one.is_page() => format!("the navigation `{}` is no page of XHTML", one.id),
        [_] => String::new(),
        more => format!("{} items of the manifest are the navigation", more.len()),
    };
    let at = items.last().map_or(0, |item| item.at);
    results.test_at(&rules::NAVIGATION, message.is_empty(), || book.in_package(at), || message);
}
