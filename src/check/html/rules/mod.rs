//! The rules for pages, a file per topic. Each function here asks one thing of one page; none changes it,
//! and none knows what a reader of the findings does with them.

mod aria;
mod document;
mod focus;
mod forms;
mod language;
mod lists;
mod media;
mod names;
mod pictures;
mod style;
mod tables;
mod words;

use super::{Node, Page};
use crate::check::Results;

/// Checks a page by all rules.
pub fn run(page: &Page, results: &mut Results) {
    document::whole_page(page, results);
    run_part(page, results);
}

/// Checks a part of a publication: all but what only a page of its own must have (one main heading, a
/// landmark, a way past the menu).
pub fn run_part(page: &Page, results: &mut Results) {
    document::check(page, results);
    language::check(page, results);
    words::check(page, results);
    pictures::check(page, results);
    names::check(page, results);
    forms::check(page, results);
    aria::check(page, results);
    focus::check(page, results);
    lists::check(page, results);
    tables::check(page, results);
    media::check(page, results);
    style::check(page, results);
}

/// How an element is named in messages: its tag, and what tells it from others.
fn told(node: Node<'_>) -> String {
    const LONGEST: usize = 40;
    const TELLING: [&str; 6] = ["id", "name", "src", "href", "role", "class"];
    let name = node.name();
    let Some((attribute, value)) = TELLING.iter().find_map(|a| Some((a, node.value(a)?))) else {
        return format!("`<{name}>`");
    };
    let short: String =
        value.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let rest = if short.len() < value.len() { "…" } else { "" };
    format!("`<{name} {attribute}=\"{short}{rest}\">`")
}

#[cfg(test)]
fn ids(html: &str) -> Vec<&'static str> {
    let page = super::open("a.html", html.as_bytes()).expect("a page");
    let mut results = Results::default();
    run(&page, &mut results);
    let (_, findings) = results.finish();
    let faults = findings.iter().filter(|f| f.severity > crate::diagnostic::Severity::Question);
    let mut ids: Vec<_> = faults.map(|finding| finding.rule.id).collect();
    ids.dedup();
    ids
}
