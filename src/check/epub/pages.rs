//! Pages of a print edition: every page break is in the page list, every entry of the list is a page
//! break, and the edition is named (EPUB Accessibility 1.1, chapter 4.2).

use std::collections::BTreeSet;

use super::accessibility;
use super::book::Book;
use super::navigation::List;
use super::package::Meta;
use crate::check::Results;
use crate::diagnostic::rules::epub as rules;

/// Checks page breaks and the page list.
pub(super) fn check(book: &Book, lists: &[List], results: &mut Results) {
    let list = lists.iter().find(|list| list.is("page-list"));
    if !book.package.is_fixed() {
        breaks(book, list, results);
    }
    if let Some(list) = list {
        source(book, list, results);
        entries(book, list, results);
    }
}

/// The files and ids that the list leads to.
fn targets(list: Option<&List>) -> BTreeSet<(&str, &str)> {
    let entries = list.into_iter().flat_map(|list| &list.entries);
    let targets = entries.filter_map(|entry| entry.target.as_ref());
    targets.map(|(path, id)| (path.as_str(), id.as_deref().unwrap_or_default())).collect()
}

fn breaks(book: &Book, list: Option<&List>, results: &mut Results) {
    let listed = targets(list);
    let navigable = book.navigation().is_some() || !book.package.is_old();
    for (path, content) in book.pages() {
        for page in &content.page_breaks {
            results.test_at(
                &rules::PAGE_LABEL,
                page.labelled,
                || book.in_content(path, page.at),
                || "a page break does not say its page".to_owned(),
            );
        }
        let mut missing = content
            .page_breaks
            .iter()
            .filter(|page| !listed.contains(&(path, page.id.as_deref().unwrap_or_default())));
        if content.page_breaks.is_empty() || !navigable {
            continue;
        }
        results.applies(&rules::PAGE_NOT_LISTED);
        if let Some(first) = missing.next() {
            let count = missing.count() + 1;
            let all = content.page_breaks.len();
            let list = if list.is_some() {
                "in the page list"
            } else {
                "in a page list, which the book has not"
            };
            let message = format!("{count} of {all} page breaks are not {list}");
            results.push(&rules::PAGE_NOT_LISTED, book.in_content(path, first.at), message);
        }
    }
}

fn entries(book: &Book, list: &List, results: &mut Results) {
    let breaks: BTreeSet<(&str, &str)> = book
        .pages()
        .flat_map(|(path, content)| {
            let ids = content.page_breaks.iter().filter_map(|page| page.id.as_deref());
            ids.map(move |id| (path, id))
        })
        .collect();
    for entry in &list.entries {
        // A page may begin with its file; where the target is missing, that is told elsewhere.
        let Some((path, Some(id))) = &entry.target else { continue };
        let known = book.contents.get(path).is_some_and(|content| content.ids.contains_key(id));
        let fine =
            !known || book.package.is_fixed() || breaks.contains(&(path.as_str(), id.as_str()));
        results.test_at(
            &rules::PAGE_TARGET,
            fine,
            || book.in_content(&list.file, entry.at),
            || format!("the page list leads to `{id}`, which is no page break"),
        );
    }
}

fn source(book: &Book, list: &List, results: &mut Results) {
    if book.package.is_fixed() {
        return;
    }
    let package = &book.package;
    // The form of EPUB Accessibility 1.0 and 1.1 before `pageBreakSource`: a source of the pagination.
    let pagination = |meta: &&Meta| meta.property == "source-of" && meta.value == "pagination";
    let refined = package.metadata.iter().filter(pagination).filter_map(|m| m.refines.as_deref());
    let of_pages: BTreeSet<&str> = refined.collect();
    let plain =
        package.is_old() || accessibility::conformance(book).any(|(c, ..)| c.contains("idpf.org"));
    let mut sources = package.said("dc:source");
    let named = sources
        .any(|meta| plain || meta.id.as_deref().is_some_and(|id| of_pages.contains(id)))
        || package.said("pageBreakSource").next().is_some();
    results.test_at(
        &rules::PAGE_SOURCE,
        named,
        || book.in_content(&list.file, list.at),
        || "the book has a page list and does not say of what edition".to_owned(),
    );
}
