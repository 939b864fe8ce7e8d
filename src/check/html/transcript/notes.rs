//! Notes and who refers to them: by DPUB-ARIA roles, else by the types of EPUB.

use std::collections::BTreeMap;

use super::flow::Style;
use super::{Teller, blocks};
use crate::check::html::node::Node;
use crate::check::html::page::{Id, Page};
use crate::transcript::Group;

/// The types of a section of notes.
pub(super) const NOTES: &[&str] = &["endnotes", "footnotes", "rearnotes"];
/// The types of a note.
pub(super) const NOTE: &[&str] = &["footnote", "endnote", "rearnote", "note"];
/// The types of a reference to a note.
pub(super) const REFERENCE: &[&str] = &["noteref"];

/// Whether an element says by `epub:type` that it is one of these.
pub(super) fn is_of_type(node: Node<'_>, types: &[&str]) -> bool {
    node.tokens("epub:type").any(|own| types.contains(&own))
}

/// What each note is called where it is first referred to.
pub(super) fn labels(page: &Page) -> BTreeMap<Id, String> {
    let mut labels = BTreeMap::new();
    for node in page.elements() {
        let refers = node.role() == Some("doc-noteref") || is_of_type(node, REFERENCE);
        let id = node.attr("href").and_then(|href| href.strip_prefix('#'));
        let Some(note) = id.filter(|_| refers).and_then(|id| page.place(id)) else {
            continue;
        };
        labels.entry(note.id).or_insert_with(|| {
            let words = node.name_words();
            words.trim_matches(|c: char| "[](){}.:".contains(c)).to_owned()
        });
    }
    labels
}

impl<'p> Teller<'p> {
    /// A section of notes: its list is no list, its items are the notes.
    pub(super) fn notes(&mut self, node: Node<'p>, style: &Style) {
        let outer = std::mem::replace(&mut self.in_notes, true);
        self.group(node, Group::Notes, style, Self::children);
        self.in_notes = outer;
    }

    /// A list among the notes: each item is one, called by its number.
    pub(super) fn note_list(&mut self, list: Node<'p>, style: &Style) {
        self.flow.edge(style);
        let ordinals = if list.is("ol") { blocks::ordinals(list) } else { Vec::new() };
        let mut ordinals = ordinals.into_iter();
        for child in list.children() {
            if blocks::is_item(child) {
                let number = ordinals.next().map(|number| number.to_string());
                let style = self.style(child, style);
                self.note(child, number, &style);
            } else {
                self.node(child, style);
            }
        }
    }

    /// A note; its label is what refers to it, else its number.
    pub(super) fn note(&mut self, node: Node<'p>, number: Option<String>, style: &Style) {
        let label = self.note_labels.get(&node.id).cloned().or(number).unwrap_or_default();
        let outer = std::mem::replace(&mut self.in_notes, false);
        self.group(node, Group::Note { label }, style, Self::children);
        self.in_notes = outer;
    }
}
