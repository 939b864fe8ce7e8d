//! The reading order (EPUB 3.3, 5.7): what is in it exists, once, and can be read.

use std::collections::BTreeSet;

use super::address::{self, Address};
use super::book::Book;
use super::content::Use;
use super::manifest;
use crate::check::Results;
use crate::diagnostic::rules::epub as rules;

/// Checks the spine.
pub(super) fn check(book: &Book, results: &mut Results) {
    let package = &book.package;
    let at = package.spine_at.unwrap_or_default();
    let message = if package.spine_at.is_none() {
        "the package has no spine"
    } else if package.spine.is_empty() {
        "the spine is empty"
    } else if package.spine.iter().all(|step| !step.linear) {
        "nothing in the spine is to be read one after the other"
    } else {
        ""
    };
    results.test_at(
        &rules::SPINE,
        message.is_empty(),
        || book.in_package(at),
        || message.to_owned(),
    );
    let mut seen = BTreeSet::new();
    for step in &package.spine {
        let place = || book.in_package(step.at);
        results.test_at(&rules::SPINE, seen.insert(&step.idref), &place, || {
            format!("`{}` is in the spine more than once", step.idref)
        });
        let Some(item) = package.item(&step.idref) else {
            let message = format!("`{}` is in the spine and not in the manifest", step.idref);
            results.push(&rules::SPINE, place(), message);
            continue;
        };
        let readable = |item: &super::package::Item| {
            item.is_page()
                || item.media_type == "image/svg+xml"
                || (package.is_old() && item.media_type.contains("dtb"))
        };
        let fits = manifest::falls_back(book, item, readable);
        results.test_at(&rules::FALLBACK, fits, &place, || {
            format!(
                "`{}` in the spine is `{}`, and nothing stands in for it",
                item.id, item.media_type
            )
        });
    }
    non_linear(book, results);
}

/// What is not read in order can be reached by a link (EPUB 3.3, 5.7.2.1).
fn non_linear(book: &Book, results: &mut Results) {
    let mut reached = BTreeSet::new();
    let scripted = book.contents.values().any(|content| content.counts.scripts > 0);
    for (path, content) in &book.contents {
        for reference in content.references.iter().filter(|r| r.used == Use::Link) {
            if let Address::Inside { path, .. } = address::resolve(path, &reference.url) {
                reached.insert(path);
            }
        }
    }
    for step in book.package.spine.iter().filter(|step| !step.linear) {
        let Some(path) = book.package.item(&step.idref).and_then(|item| item.path()) else {
            continue;
        };
        // Scripts may lead there; old books have their NCX.
        let fine = reached.contains(path) || scripted || book.package.is_old();
        results.test_at(
            &rules::UNREACHABLE,
            fine,
            || book.in_package(step.at),
            || format!("`{path}` is not in the reading order, and no link leads to it"),
        );
    }
}
