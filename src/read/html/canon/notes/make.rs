//! Makes notes and references of what is known to be them: without labels and ways back, which the outputs
//! write themselves. It judges nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Canon, Id};
use super::{Found, MAX_WAY_BACK, Reference, bare};
use crate::read::html::anchors::anchor;
use crate::read::html::elements::is_block;
use crate::read::html::tree::Kind;

/// How many ways back lose what holds them too, and how many lists of notes become whole.
const MAX_WAYS_BACK: usize = 1000;
const MAX_LISTS: usize = 64;

impl Canon<'_> {
    /// Puts a reference in the place of a link, and of what raises it and nothing else.
    pub(super) fn refer(&mut self, reference: Reference) {
        let mut at = reference.link;
        loop {
            let up = self.parent(at);
            let same = up != 0
                && !is_block(self.name(up))
                && self
                    .label(up, MAX_WAY_BACK)
                    .is_some_and(|all| bare(&all) == bare(&reference.label))
                && matches!(self.name(up), "sup" | "span" | "small" | "a" | "b" | "cite");
            if !same {
                break;
            }
            at = up;
        }
        // Several in one: they are raised anyway.
        let up = self.parent(at);
        if self.name(up) == "sup" {
            self.rename(up, "span");
        }
        for &child in &self.tree.node(at).children.clone() {
            self.detach(child);
        }
        self.rename(at, "#note-ref");
        self.set(at, "label", reference.key);
    }

    /// Makes a note of an element: without its label, and without its ways back.
    pub(super) fn make_note(&mut self, body: Id, found: &Found) {
        let letters = self.letters(body);
        let mut ways = self.tree.below(body);
        ways.retain(|&id| id != body && self.is_way_back(id, &found.places));
        for (count, way) in ways.into_iter().enumerate() {
            self.take_way_back(way, body, letters, count < MAX_WAYS_BACK);
        }
        self.strip_label(body, &found.labels);
        if self.name(body) == "table" {
            self.flatten_table(body);
        }
        if let Some(term) = self.term_of(body) {
            self.detach(term);
        }
        self.rename(body, "#note");
        self.set(body, "placed", String::new());
        self.set(body, "label", found.key.clone());
        let mut labels = found.labels.iter().filter_map(|label| label.parse::<u32>().ok());
        if let (Some(number), None) = (labels.next(), labels.next()) {
            self.set(body, "number", number.to_string());
        }
        if self.get(body, "id").is_none() {
            self.set(body, "id", found.key.clone());
        }
    }

    fn is_way_back(&self, id: Id, places: &BTreeSet<String>) -> bool {
        let Some(element) = self.tree.element(id) else { return false };
        element.has_word("role", "doc-backlink")
            || element.has_word("epub:type", "backlink")
            || self.leads_to(id).is_some_and(|name| places.contains(&name))
    }

    /// Takes out a way back with what holds nothing else; a link with the words of the note only loses its
    /// way.
    fn take_way_back(&mut self, link: Id, body: Id, letters: usize, with_frame: bool) {
        let own = self.letters(link);
        if own > MAX_WAY_BACK || own >= letters {
            return self.rename(link, "span");
        }
        let mut at = link;
        self.empty(at);
        loop {
            let up = self.parent(at);
            let named = self.get(up, "class").is_some_and(|class| class.contains("backlink"));
            if !with_frame
                || up == body
                || up == 0
                || !named && self.tree.walk(up).any(|id| self.own_letters(id) > 0)
            {
                break;
            }
            at = up;
            self.empty(at);
        }
        // The brackets around it.
        let siblings = &self.tree.node(self.parent(at)).children;
        let slot = self.slots[at as usize];
        let before = slot.checked_sub(1).and_then(|slot| siblings.get(slot)).copied();
        let after = siblings.get(slot + 1).copied();
        if let Some(text) = before.and_then(|id| self.text_mut(id)) {
            text.truncate(text.trim_end_matches(['[', '(', ' ', '^', '↑']).len());
        }
        if let Some(text) = after.and_then(|id| self.text_mut(id)) {
            text.drain(..text.len() - text.trim_start_matches([']', ')', '.', ':', ' ']).len());
        }
        self.detach(at);
    }

    /// Takes the words out of an element, for all who count them.
    fn empty(&mut self, id: Id) {
        for id in self.tree.below(id) {
            if let Some(text) = self.text_mut(id) {
                text.clear();
            }
        }
    }

    /// Takes the label off the beginning of a note: the outputs number notes themselves.
    fn strip_label(&mut self, body: Id, labels: &BTreeSet<String>) {
        let in_list = self.name(body) == "li";
        let first = self.tree.walk(body).find(|&id| self.own_letters(id) > 0 || self.is_mark(id));
        let Some(text) = first.and_then(|id| self.text_mut(id)) else { return };
        let start = text.trim_start().trim_start_matches(['[', '(']);
        let rest = labels.iter().filter(|label| !label.is_empty()).find_map(|label| {
            let rest = start.strip_prefix(label.as_str())?;
            let closed = rest.trim_start_matches([']', ')', '.', ':']);
            let ends = closed.is_empty()
                || closed.len() < rest.len() && closed.starts_with([' ', '\u{A0}', '\n']);
            (ends || !in_list && rest.starts_with([' ', '\u{A0}']))
                .then(|| closed.trim_start().to_owned())
        });
        if let Some(rest) = rest {
            *text = rest;
        }
    }

    fn is_mark(&self, id: Id) -> bool {
        matches!(&self.tree.node(id).kind, Kind::Text(text) if text.trim_start().starts_with(['*', '†', '‡', '§']))
    }

    /// Makes notes of the other items of a list of notes.
    pub(super) fn complete_lists(&mut self, notes: &BTreeSet<Id>) {
        let mut lists: BTreeMap<Id, usize> = BTreeMap::new();
        for &note in notes {
            *lists.entry(self.parent(note)).or_default() += 1;
        }
        for (list, count) in lists.into_iter().take(MAX_LISTS) {
            if list == 0 {
                continue;
            }
            if matches!(self.name(list), "ol" | "ul") {
                let items = self.tree.node(list).children.clone();
                self.number_rest(&items);
                let rest: Vec<Id> = items.into_iter().filter(|&id| self.name(id) == "li").collect();
                for item in rest.into_iter().filter(|_| count > 1) {
                    let name = self.get(item, "id").map_or_else(|| format!("note-{item}"), anchor);
                    self.rename(item, "#note");
                    self.set(item, "placed", String::new());
                    self.set(item, "label", name);
                }
            }
            // What holds nothing but notes is where they stand.
            for place in [list, self.parent(list)] {
                let is_frame =
                    matches!(self.name(place), "ol" | "ul" | "dl" | "aside" | "blockquote");
                if is_frame && self.holds_only_notes(place) {
                    self.rename(place, "div");
                }
            }
        }
    }

    /// Numbers the items of a list of notes to which nothing refers by a number, after those before them.
    fn number_rest(&mut self, items: &[Id]) {
        let items = items.iter().copied().filter(|&id| matches!(self.name(id), "li" | "#note"));
        let number = |id| self.get(id, "number").and_then(|number| number.parse::<u32>().ok());
        let items: Vec<(Id, Option<u32>)> = items.map(|id| (id, number(id))).collect();
        let mut taken: BTreeSet<u32> = items.iter().filter_map(|&(_, number)| number).collect();
        let mut last = 0;
        if taken.is_empty() {
            return;
        }
        for (id, number) in items {
            last = number.unwrap_or(last + 1);
            if number.is_none() && taken.insert(last) {
                self.set(id, "number", last.to_string());
            }
        }
    }

    /// Whether an element has no words but those of notes and their headings.
    fn holds_only_notes(&self, id: Id) -> bool {
        let mut todo = vec![id];
        while let Some(id) = todo.pop() {
            match self.name(id) {
                "#note" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => continue,
                "img" | "table" => return false,
                _ if self.own_letters(id) > 0 => return false,
                _ => {}
            }
            let children = self.tree.node(id).children.iter();
            todo.extend(children.filter(|&&child| self.parents[child as usize] == id));
        }
        true
    }
}
