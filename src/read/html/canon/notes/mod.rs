//! Notes: a reference and what it refers to find each other by their address, their roles and their way
//! back, and become `#note-ref` and `#note`. A link that only looks like a reference stays a link.

mod make;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Canon, Id, name_parts};
use crate::read::html::anchors::{anchor, percent_decoded};
use crate::read::html::elements::is_block;

/// The longest label of a reference and of a way back, in characters and letters.
const MAX_LABEL: usize = 12;
const MAX_WAY_BACK: usize = 40;
/// How far above a note the list of notes is looked for.
const MAX_CLIMB: usize = 4;
/// How many nodes may stand before the mark of a note in it.
const MAX_BEFORE: usize = 64;

/// What a link may refer to.
struct Target {
    /// The element that is the note.
    body: Id,
    /// The places that it has links to.
    ways: BTreeSet<String>,
    /// Whether it stands in a list of notes, or is said to be one.
    listed: bool,
}

/// A reference, as far as it is one.
struct Reference {
    link: Id,
    key: String,
    label: String,
}

/// A note, with the labels that refer to it and the places from which they do.
#[derive(Default)]
struct Found {
    key: String,
    labels: BTreeSet<String>,
    places: BTreeSet<String>,
}

pub(super) fn pass(canon: &mut Canon<'_>) {
    let order = canon.tree.in_order();
    let mut places = HashMap::new();
    for &id in &order {
        let name =
            canon.get(id, "id").or_else(|| canon.get(id, "name").filter(|_| canon.name(id) == "a"));
        if let Some(name) = name {
            places.entry(anchor(name)).or_insert(id);
        }
    }
    let mut targets: HashMap<Id, Option<Target>> = HashMap::new();
    let mut references = Vec::new();
    let mut notes: BTreeMap<Id, Found> = BTreeMap::new();
    for &link in &order {
        let Some(key) = canon.leads_to(link) else { continue };
        let Some(&at) = places.get(&key) else { continue };
        let target = targets.entry(at).or_insert_with(|| canon.target(at));
        let Some(target) = target.as_ref() else { continue };
        let near = canon.places_near(link);
        if canon.is_reference(link, target, &near) {
            let found = notes.entry(target.body).or_default();
            // Two places that a note is reached by are two notes in one element: who can part them?
            if found.key.is_empty() {
                found.key.clone_from(&key);
            }
            let label = canon.label(link, MAX_WAY_BACK).unwrap_or_default();
            found.labels.insert(bare(&label).to_owned());
            found.places.extend(near);
            references.push(Reference { link, key: found.key.clone(), label });
        }
    }
    let bodies: BTreeSet<Id> = notes.keys().copied().collect();
    for reference in references {
        canon.refer(reference);
    }
    for (body, found) in notes {
        canon.make_note(body, &found);
    }
    canon.complete_lists(&bodies);
}

impl Canon<'_> {
    /// The place in the document that a link leads to.
    fn leads_to(&self, id: Id) -> Option<String> {
        let fragment =
            (self.name(id) == "a").then(|| self.get(id, "href"))??.trim().strip_prefix('#')?;
        Some(anchor(&percent_decoded(fragment))).filter(|name| !name.is_empty())
    }

    /// What stands at a place, if it can be a note: an element with words and no headings.
    fn target(&self, at: Id) -> Option<Target> {
        let body = self.body_of(at)?;
        let inside = self.tree.below(body);
        let is_heading = |&id: &Id| {
            matches!(
                self.name(id),
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "article" | "main" | "nav"
            )
        };
        if inside.iter().any(is_heading) || self.letters(body) == 0 {
            return None;
        }
        // Who can part several notes in one element?
        let is_start = |&&id: &&Id| {
            self.leads_to(id).is_some() && (self.get(id, "id").or(self.get(id, "name"))).is_some()
        };
        if inside.iter().filter(is_start).count() > 1 {
            return None;
        }
        let term = self.term_of(body).into_iter().flat_map(|term| self.tree.walk(term));
        let ways = inside.iter().copied().chain(term).filter_map(|id| self.leads_to(id)).collect();
        let mut listed = false;
        let mut up = body;
        for _ in 0..MAX_CLIMB {
            listed |= self.is_said_to_hold_notes(up);
            up = self.parent(up);
            if up == 0 {
                break;
            }
        }
        Some(Target { body, ways, listed })
    }

    /// The label of a note in a list of terms.
    fn term_of(&self, body: Id) -> Option<Id> {
        let before = (self.name(body) == "dd").then(|| self.neighbours(body).0)?;
        before.filter(|&id| self.name(id) == "dt" && self.label(id, MAX_WAY_BACK).is_some())
    }

    fn body_of(&self, at: Id) -> Option<Id> {
        match self.name(at) {
            "li" | "p" | "div" | "dd" | "aside" | "section" | "table" => return Some(at),
            "dt" => return self.neighbours(at).1.filter(|&id| self.name(id) == "dd"),
            name if is_block(name) => return None,
            _ => {}
        }
        // A mark at the beginning of the note.
        let mut body = self.parent(at);
        while !is_block(self.name(body)) {
            if body == 0 {
                return None;
            }
            body = self.parent(body);
        }
        if self.name(body) == "p" && self.name(self.parent(body)) == "li" {
            body = self.parent(body);
        }
        let mut letters = 0;
        let mut first = self.tree.walk(body).take(MAX_BEFORE);
        let at_start = first.any(|id| {
            letters += self.own_letters(id);
            id == at
        });
        let is_note = matches!(self.name(body), "li" | "p" | "div" | "dd" | "aside");
        (is_note && at_start && letters <= 3).then_some(body)
    }

    fn is_said_to_hold_notes(&self, id: Id) -> bool {
        const ROLES: [&str; 9] = [
            "doc-footnote",
            "doc-endnote",
            "doc-endnotes",
            "footnote",
            "footnotes",
            "endnote",
            "endnotes",
            "rearnote",
            "rearnotes",
        ];
        const NAMES: [&str; 8] = [
            "footnote",
            "footnotes",
            "endnotes",
            "endnote",
            "references",
            "reflist",
            "notes",
            "fn",
        ];
        let Some(element) = self.tree.element(id) else { return false };
        let has_role = |name| ROLES.iter().any(|role| element.has_word(name, role));
        let parts = element.get("class").map(name_parts).unwrap_or_default();
        has_role("role")
            || has_role("epub:type")
            || parts.iter().any(|part| NAMES.contains(&&**part))
    }

    /// The names of the place where a reference stands: its own and those of what is raised with it.
    fn places_near(&self, link: Id) -> Vec<String> {
        let mut near: Vec<Id> = self.tree.walk(link).take(MAX_LABEL).collect();
        let mut up = link;
        for _ in 0..3 {
            near.extend(self.neighbours(up).0.filter(|&id| self.tree.node(id).children.is_empty()));
            up = self.parent(up);
            if up == 0 || is_block(self.name(up)) {
                break;
            }
            near.push(up);
        }
        let names = near.into_iter().filter_map(|id| self.get(id, "id").or(self.get(id, "name")));
        names.map(anchor).collect()
    }

    fn is_reference(&self, link: Id, target: &Target, near: &[String]) -> bool {
        let Some(words) = self.label(link, MAX_WAY_BACK) else { return false };
        if words.is_empty() || self.stands_in(link, target.body) {
            return false;
        }
        let said = [link, self.parent(link)].into_iter().filter_map(|id| self.tree.element(id));
        let mut said = said.map(|element| {
            element.has_word("role", "doc-noteref") || element.has_word("epub:type", "noteref")
        });
        if said.any(|said| said) {
            return true;
        }
        let label = bare(&words);
        let short = words.chars().count() <= MAX_LABEL && label.split_whitespace().count() <= 2;
        let is_number = label.chars().all(|c| !c.is_alphabetic()) || label.chars().count() == 1;
        let raised =
            self.is_within(link, &["sup"]) || self.tree.walk(link).any(|id| self.name(id) == "sup");
        let back = near.iter().any(|name| target.ways.contains(name));
        short
            && (back && (raised || is_number || target.listed)
                || raised && (target.listed || is_number))
    }

    fn stands_in(&self, id: Id, outer: Id) -> bool {
        let mut at = id;
        while at != 0 {
            if at == outer {
                return true;
            }
            at = self.parent(at);
        }
        false
    }
}

/// A label without what encloses it.
fn bare(label: &str) -> &str {
    label
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '(' | ')' | '{' | '}'))
}
