//! Links: where they lead, what stands there, and which of them skip to the content.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::flow::Style;
use super::{Display, Teller, notes};
use crate::check::html::node::Node;
use crate::check::html::page::{Id, Page};
use crate::transcript::{Link, What};

impl<'p> Teller<'p> {
    pub(super) fn link(&mut self, node: Node<'p>, style: &Style) {
        let at = self.at(node);
        self.flow.stand(|| at);
        let link = Some((node.id, self.target(node)));
        let is_reference = matches!(node.role(), Some("doc-noteref" | "doc-backlink"))
            || notes::is_of_type(node, notes::REFERENCE);
        if is_reference {
            let words = node.name_words();
            let style = Style { link, raised: false, ..style.clone() };
            if !words.is_empty() {
                self.flow.whole(What::NoteReference, &words, &style);
            }
            return;
        }
        let style = Style { link, ..style.clone() };
        let is_block = node.display() == Display::Block;
        if is_block {
            self.flow.edge(&style);
        }
        self.named(node, &style);
        if is_block {
            self.flow.edge(&style);
        }
    }

    /// Where a link leads.
    fn target(&mut self, node: Node<'p>) -> Link {
        let Some(address) = node.attr("href").or(node.attr("xlink:href")).map(str::trim) else {
            return Link::Nowhere;
        };
        match address.strip_prefix('#') {
            None if address.is_empty() => Link::Nowhere,
            None => Link::External(address.into()),
            Some(id) => match self.page.place(id) {
                Some(target) => Link::Internal(self.first_words(target)),
                None if id.is_empty() || id.eq_ignore_ascii_case("top") => Link::Internal(None),
                None => Link::Nowhere,
            },
        }
    }

    fn first_words(&mut self, target: Node<'p>) -> Option<Arc<str>> {
        self.places.entry(target.id).or_insert_with(|| target.first_words()).clone()
    }
}

/// The links at the beginning of a page that lead past what comes first.
pub(super) fn skip_links(page: &Page) -> BTreeSet<Id> {
    let mut out = BTreeSet::new();
    let Some(body) = page.first("body") else { return out };
    let mut inside: Option<Node<'_>> = None;
    for node in body.descendants() {
        if node.is_silent() || inside.is_some_and(|link| link.holds(node)) {
            continue;
        }
        if node.text().is_some_and(|text| !text.trim().is_empty()) || node.is("img") {
            break;
        }
        if matches!(node.role(), Some("link")) {
            let target = node.attr("href").and_then(|href| href.strip_prefix('#'));
            let target = target.and_then(|id| page.place(id));
            if target.is_none_or(|target| target.id < node.id) {
                break;
            }
            out.insert(node.id);
            inside = Some(node);
        }
    }
    out
}
