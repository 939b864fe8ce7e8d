//! The navigation document and the NCX (EPUB 3.3, chapter 7; EPUB 2): the table of contents is there, has
//! the prescribed form and words, and follows the reading order. Where its links lead is checked as for
//! any page.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;

use super::address::{self, Address};
use super::book::Book;
use super::content::{OPS, XHTML};
use crate::check::Results;
use crate::diagnostic::rules::{document, epub as rules};
use crate::diagnostic::{Place, Severity};

/// One list of the navigation.
#[derive(Debug, Default)]
pub(super) struct List {
    /// The path of the navigation document.
    pub(super) file: String,
    /// `toc`, `page-list`, `landmarks` or another.
    pub(super) types: Vec<String>,
    pub(super) entries: Vec<Entry>,
    /// What is wrong with its form, and where.
    faults: Vec<(&'static str, usize)>,
    /// Where a list stands inside another one that may hold none.
    nested: Option<usize>,
    pub(super) at: usize,
}

/// An entry: a link, or words above a list.
#[derive(Debug)]
pub(super) struct Entry {
    /// Its words.
    pub(super) label: String,
    /// The file and the id that it leads to.
    pub(super) target: Option<(String, Option<String>)>,
    href: Option<String>,
    /// `epub:type`.
    kind: Option<String>,
    pub(super) at: usize,
}

impl List {
    /// Whether it is of this type.
    pub(super) fn is(&self, kind: &str) -> bool {
        self.types.iter().any(|t| t == kind)
    }
}

/// The lists of the navigation document; none if it cannot be read.
pub(super) fn read(book: &Book) -> Vec<List> {
    let Some((path, _)) = book.navigation() else { return Vec::new() };
    let Some(Ok(document)) = book.texts.get(path).map(super::xml::Xml::parse) else {
        return Vec::new();
    };
    let is_nav = |node: &Node| node.has_tag_name((XHTML, "nav"));
    // What stands in a list is part of it, whatever it is called.
    let navs = document.descendants().filter(is_nav);
    let navs = navs.filter(|nav| !nav.ancestors().skip(1).any(|outer| is_nav(&outer)));
    navs.filter_map(|nav| list(nav, path)).collect()
}

fn list(nav: Node, path: &str) -> Option<List> {
    let types = nav.attribute((OPS, "type"))?.split_whitespace().map(str::to_owned).collect();
    let mut list = List { file: path.to_owned(), types, at: nav.range().start, ..List::default() };
    let mut lists = 0;
    for node in nav.descendants().filter(Node::is_element) {
        let at = node.range().start;
        match node.tag_name().name() {
            "ol" => {
                lists += 1;
                if lists == 2 && (list.is("page-list") || list.is("landmarks")) {
                    list.nested = Some(at);
                }
                if !node.children().any(|child| child.has_tag_name((XHTML, "li"))) {
                    list.faults.push(("a list of it is empty", at));
                }
            }
            "li" => item(node, path, &mut list),
            _ => {}
        }
    }
    let is_heading = |node: &Node| {
        matches!(node.tag_name().name(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hgroup")
    };
    let mut parts = nav.children().filter(Node::is_element);
    if let Some(other) =
        parts.clone().find(|node| !is_heading(node) && !node.has_tag_name((XHTML, "ol")))
    {
        list.faults.push(("it holds what is neither a heading nor a list", other.range().start));
    }
    let known = ["toc", "page-list", "landmarks"].iter().any(|kind| list.is(kind));
    if !known && !parts.next().is_some_and(|first| is_heading(&first)) {
        list.faults.push(("it has no heading, which lists of its type need", list.at));
    }
    if lists == 0 {
        list.faults.push(("it has no list (`ol`)", list.at));
    }
    Some(list)
}

/// An item holds a link, or words and a list (EPUB 3.3, 7.3).
fn item(item: Node, path: &str, list: &mut List) {
    let mut parts = item.children().filter(Node::is_element);
    let (first, second) = (parts.next(), parts.next());
    let at = item.range().start;
    let Some(label) = first.filter(|node| ["a", "span"].contains(&node.tag_name().name())) else {
        list.faults.push(("an item of it begins with neither a link nor words", at));
        return;
    };
    let below = second.map(|node| node.tag_name().name());
    if below.is_some_and(|name| name != "ol") {
        list.faults.push(("an item of it holds more than a link and a list", at));
    }
    let href = label.attribute("href");
    if label.has_tag_name((XHTML, "a")) && href.is_none() {
        list.faults.push(("a link of it has no address", at));
    } else if label.has_tag_name((XHTML, "span")) && below.is_none() {
        list.faults.push(("words of it head no list", at));
    }
    let target = href.and_then(|href| match address::resolve(path, href) {
        Address::Inside { path, fragment } => Some((path, fragment)),
        _ => None,
    });
    list.entries.push(Entry {
        label: words(label),
        target,
        href: href.map(str::to_owned),
        kind: label.attribute((OPS, "type")).map(str::to_owned),
        at: label.range().start,
    });
}

/// The words of a label: text, descriptions of pictures, names.
fn words(node: Node) -> String {
    let mut out = String::new();
    for part in node.descendants() {
        let said = ["aria-label", "alt", "title"].iter().filter_map(|name| part.attribute(*name));
        out.extend(said);
        out.push_str(if part.is_text() { part.text().unwrap_or_default() } else { "" });
    }
    out
}

/// Checks the navigation.
pub(super) fn check(book: &Book, lists: &[List], results: &mut Results) {
    if book.navigation().is_some() {
        toc(book, lists, results);
        for list in lists {
            form(book, list, results);
        }
        for list in lists.iter().filter(|list| list.is("toc")) {
            order(book, list, results);
        }
        landmarks(book, lists, results);
    }
    ncx(book, results);
}

fn toc(book: &Book, lists: &[List], results: &mut Results) {
    let Some((path, _)) = book.navigation() else { return };
    for (kind, least) in [("toc", 1), ("page-list", 0), ("landmarks", 0)] {
        let found = lists.iter().filter(|list| list.is(kind)).count();
        results.test_at(
            &rules::TOC,
            (least..=1).contains(&found),
            || book.in_file(path),
            || match found {
                0 => "the navigation has no table of contents (`nav epub:type=\"toc\"`)".to_owned(),
                more => format!("the navigation has {more} lists of the type `{kind}`"),
            },
        );
    }
}

fn form(book: &Book, list: &List, results: &mut Results) {
    let kind = list.types.join(" ");
    results.applies(&rules::NAVIGATION_FORM);
    for (fault, at) in &list.faults {
        let message =
            format!("the list `{kind}` of the navigation has not the form that it must: {fault}");
        results.push(&rules::NAVIGATION_FORM, book.in_content(&list.file, *at), message);
    }
    if let Some(at) = list.nested {
        let message = format!(
            "the list `{kind}` of the navigation holds another one: readers show one level"
        );
        let finding =
            results.push(&rules::NAVIGATION_FORM, book.in_content(&list.file, at), message);
        finding.severity = Severity::Warning;
    }
    for entry in &list.entries {
        let at = || book.in_content(&list.file, entry.at);
        results.test_at(&rules::NAVIGATION_LABEL, !entry.label.trim().is_empty(), at, || {
            format!("an entry of the list `{kind}` has no words")
        });
        let stays = ["toc", "page-list", "landmarks"].iter().any(|kind| list.is(kind));
        if let Some(href) = entry.href.as_ref().filter(|_| stays && entry.target.is_none()) {
            let message = format!("the list `{kind}` leads out of the book, to `{href}`");
            results.push(&rules::NAVIGATION_FORM, at(), message);
        }
    }
}

/// The table of contents goes through the book as the reading order does (EPUB 3.3, 7.4.1).
fn order(book: &Book, list: &List, results: &mut Results) {
    results.applies(&rules::TOC_ORDER);
    let order = book.reading_order().enumerate().map(|(step, (path, _))| (path, step));
    let order: BTreeMap<&str, usize> = order.collect();
    let mut last = (0, 0);
    for entry in &list.entries {
        let Some((path, fragment)) = &entry.target else { continue };
        let Some(&step) = order.get(path.as_str()) else { continue };
        let ids = book.contents.get(path).map(|content| &content.ids);
        let place = ids.zip(fragment.as_ref()).and_then(|(ids, id)| ids.get(id)).copied();
        let here = (step, place.unwrap_or_default());
        if here < last {
            let message =
                format!("`{}` stands in the book before the entry above it", entry.label.trim());
            results.push(&rules::TOC_ORDER, book.in_content(&list.file, entry.at), message);
            return;
        }
        last = here;
    }
}

/// Landmarks say what they are, each once (EPUB 3.3, 7.4.3).
fn landmarks(book: &Book, lists: &[List], results: &mut Results) {
    for list in lists.iter().filter(|list| list.is("landmarks")) {
        let mut seen = BTreeSet::new();
        for entry in &list.entries {
            let message = match &entry.kind {
                None => format!("the landmark `{}` has no `epub:type`", entry.label.trim()),
                Some(kind) if !seen.insert((kind.to_lowercase(), &entry.href)) => {
                    format!("the landmark `{kind}` leads to the same place twice")
                }
                Some(_) => String::new(),
            };
            let at = book.in_content(&list.file, entry.at);
            results.test(&rules::LANDMARKS, message.is_empty(), at, || message);
        }
    }
}

/// The table of contents of EPUB 2.
fn ncx(book: &Book, results: &mut Results) {
    const NCX: &str = "application/x-dtbncx+xml";
    let package = &book.package;
    let at = package.spine_at.unwrap_or_default();
    let item = package.items.iter().find(|item| item.media_type == NCX);
    let named =
        package.toc.as_ref().map(|id| package.item(id).map(|item| item.media_type.as_str()));
    let message = match (named, item) {
        (None, None) if !package.is_old() => return,
        (None, None) => "the book has no table of contents (NCX)",
        (None, Some(_)) => "the spine does not say that the book has an NCX (`toc`)",
        (Some(Some(NCX)), _) => "",
        (Some(_), _) => "`toc` of the spine names no NCX",
    };
    results.test_at(&rules::NCX, message.is_empty(), || book.in_package(at), || message.to_owned());
    let Some((path, xml)) =
        item.and_then(|item| item.path()).and_then(|p| Some((p, book.texts.get(p)?)))
    else {
        return;
    };
    let Ok(document) = xml.parse() else { return };
    let own = package.unique_identifier.as_ref().and_then(|id| {
        package.metadata.iter().find(|m| m.property == "dc:identifier" && m.id.as_ref() == Some(id))
    });
    for node in document.descendants().filter(Node::is_element) {
        let place = || book.in_content(path, node.range().start);
        match node.tag_name().name() {
            "meta" if node.attribute("name") == Some("dtb:uid") => {
                let said = node.attribute("content").unwrap_or_default().trim();
                let same = own.is_none_or(|own| own.value == said);
                results.test_at(&rules::NCX, same, place, || {
                    format!("the NCX is of the book `{said}`, which is not this one's identifier")
                });
            }
            "navLabel" => {
                let words: String =
                    node.descendants().filter(Node::is_text).filter_map(|n| n.text()).collect();
                results.applies(&rules::NAVIGATION_LABEL);
                if words.trim().is_empty() {
                    let message = "an entry of the NCX has no words";
                    let finding = results.push(&rules::NAVIGATION_LABEL, place(), message);
                    // The NCX has no rule that asks for words.
                    finding.severity = Severity::Warning;
                }
            }
            "content" => ncx_target(book, path, node, place(), results),
            _ => {}
        }
    }
}

fn ncx_target(book: &Book, path: &str, node: Node, at: Place, results: &mut Results) {
    let src = node.attribute("src").unwrap_or_default();
    let fine = match address::resolve(path, src) {
        Address::Inside { path, fragment } => {
            let ids = book.contents.get(&path).map(|content| &content.ids);
            let known = |id: &String| id.is_empty() || ids.is_none_or(|ids| ids.contains_key(id));
            book.archive.files.contains_key(&path) && fragment.as_ref().is_none_or(known)
        }
        _ => false,
    };
    results.applies(&document::LINK_DANGLING);
    if !fine {
        let message = format!("the NCX leads to `{src}`, which is not in the book");
        results.push(&document::LINK_DANGLING, at, message).severity = Severity::Error;
    }
}
