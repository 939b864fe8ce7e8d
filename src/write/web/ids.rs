//! Ids of elements: unique in the document, and names that XML allows. It knows only names.

use std::collections::{BTreeMap, BTreeSet};

/// Gives out ids.
#[derive(Debug, Default)]
pub(super) struct Ids {
    used: BTreeSet<String>,
    anchors: BTreeMap<String, String>,
    placed: BTreeSet<String>,
    next: BTreeMap<String, usize>,
}

impl Ids {
    /// With ids that are taken from the start.
    pub(super) fn new(reserved: &[&str]) -> Self {
        Self { used: reserved.iter().map(|&id| id.to_owned()).collect(), ..Self::default() }
    }

    /// The id of an anchor for a link to it.
    pub(super) fn of(&mut self, anchor: &str) -> String {
        if let Some(id) = self.anchors.get(anchor) {
            return id.clone();
        }
        let id = self.fresh(&name(anchor));
        self.anchors.insert(anchor.to_owned(), id.clone());
        id
    }

    /// The id of an anchor for the element that carries it; `None` if another one carries it already.
    pub(super) fn place(&mut self, anchor: &str) -> Option<String> {
        let id = self.of(anchor);
        self.placed.insert(id.clone()).then_some(id)
    }

    /// An id that nothing else has: the stem itself, or the stem with a number.
    pub(super) fn fresh(&mut self, stem: &str) -> String {
        if self.used.insert(stem.to_owned()) {
            return stem.to_owned();
        }
        let next = self.next.entry(stem.to_owned()).or_insert(2);
        loop {
            let id = format!("{stem}-{next}");
            *next += 1;
            if self.used.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// A name of ASCII letters, digits, `-`, `_` and `.` that starts with a letter.
fn name(anchor: &str) -> String {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let name: String = anchor.chars().map(|c| if allowed(c) { c } else { '-' }).collect();
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) { name } else { format!("a-{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_names_and_unique() {
        let mut ids = Ids::new(&["title"]);
        assert_eq!(ids.of("title"), "title-2");
        assert_eq!(ids.of("1. über"), "a-1.--ber");
        assert_eq!(ids.place("x"), Some("x".into()));
        assert_eq!(ids.place("x"), None, "only the first carries it");
        assert_eq!(
            (ids.of("x"), ids.fresh("x"), ids.fresh("x")),
            ("x".into(), "x-2".into(), "x-3".into())
        );
        assert_eq!(ids.of("x-2"), "x-2-2");
    }
}
