//! The lines right below a title, as the page has them: its byline and its date, where nothing else says
//! them. It changes nothing.

use dom_query::{NodeId, NodeRef};

use super::claims::{Claim, Claims, Origin};
use super::names::single_spaced;
use crate::markup::parse::Page;
use crate::read::plain::{bylines, datelines};

/// How many nodes below the title are looked at.
const MAX_NODES: usize = 400;
/// A line of so many words is prose, and the end of what stands above an article.
const PROSE: usize = 30;

/// Adds what the lines below a heading say of author and date.
pub(super) fn read(page: &Page, heading: NodeId, claims: &mut Claims) {
    let root = page.document.tree.root();
    let mut nodes = root.descendants_it().skip_while(|node| node.id != heading);
    let Some(heading) = nodes.next() else { return };
    let inside = heading.descendants_it().count();
    let mut line = String::new();
    for node in nodes.skip(inside).take(MAX_NODES) {
        if node.is_text() {
            let in_script =
                |parent: NodeRef<'_>| parent.has_name("script") || parent.has_name("style");
            if !node.parent().is_some_and(in_script) {
                line.push_str(&node.text());
            }
        } else if node.is_element() && !is_inline(&node) {
            if line.split_whitespace().count() >= PROSE {
                return;
            }
            say(&std::mem::take(&mut line), claims);
        } else if node.has_name("time") {
            let datetime = node.attr("datetime").filter(|_| claims.dates.is_empty());
            claims.dates.extend(datetime.map(|date| Claim::new(Origin::Page, date.trim())));
        }
    }
}

/// Notes what a line says, if it says nothing else.
fn say(line: &str, claims: &mut Claims) {
    let line = single_spaced(line);
    let mut names = |text: &str| {
        let Some((names, bylines::Sign::Said)) = bylines::read(text) else { return };
        if claims.authors.is_empty() {
            claims.authors.extend(names.into_iter().map(|name| Claim::new(Origin::Page, name)));
        }
    };
    names(&line);
    let Some(date) = datelines::line(&line).filter(|date| date.plain && !date.updated) else {
        return;
    };
    date.rest.iter().for_each(|part| names(part));
    if claims.dates.is_empty() {
        claims.dates.push(Claim::new(Origin::Page, date.iso));
    }
}

/// Whether an element stands in a line of text.
fn is_inline(node: &NodeRef<'_>) -> bool {
    ["a", "abbr", "address", "b", "cite", "em", "font", "i", "small", "span", "strong", "time", "u"]
        .iter()
        .any(|name| node.has_name(name))
}
