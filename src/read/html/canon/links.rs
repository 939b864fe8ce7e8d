//! Links and what is hidden from listeners: the page's own address is the page, a mark that only links to
//! its own heading goes, and so does what is a double or a decoration for those who listen.

use std::collections::HashSet;

use super::{Canon, Id, name_parts};
use crate::read::html::anchors::{anchor, percent_decoded};
use crate::read::plain::told;
use crate::text::absolute;

const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];
/// Words in the names of what only links to its own heading, and of what is only heard.
const PERMALINK: [&str; 5] = ["headerlink", "permalink", "anchor", "hash", "anchorjs"];
const ONLY_HEARD: [&str; 5] = ["sr", "visually", "visuallyhidden", "screenreader", "screen"];

pub(super) fn pass(canon: &mut Canon<'_>) {
    let order = canon.tree.in_order();
    let places: HashSet<String> = order
        .iter()
        .filter_map(|&id| canon.get(id, "id").or_else(|| canon.get(id, "name")).map(anchor))
        .collect();
    for id in order {
        if canon.name(id) == "a" {
            canon.own_address(id, &places);
            canon.permalink(id);
        } else if canon.get(id, "aria-hidden") == Some("true") {
            canon.hidden(id);
        } else if canon.name(id) == "span" && canon.name(canon.parent(id)) == "a" {
            canon.notice(id);
        }
    }
}

impl Canon<'_> {
    /// A link to a place of the page by its whole address.
    fn own_address(&mut self, id: Id, places: &HashSet<String>) {
        let Some(own) = self.tree.own.as_deref() else { return };
        let Some((address, place)) = self.get(id, "href").and_then(|href| href.split_once('#'))
        else {
            return;
        };
        let is_own = !address.is_empty() && absolute(address, Some(own)) == absolute(own, None);
        if is_own && places.contains(&anchor(&percent_decoded(place))) {
            let href = format!("#{place}");
            self.set(id, "href", href);
        }
    }

    /// A mark beside the words of a heading that only leads back to it.
    fn permalink(&mut self, id: Id) {
        if !self.get(id, "href").is_some_and(|href| href.starts_with('#'))
            || !self.is_within(id, &HEADINGS)
        {
            return;
        }
        let parts = self.get(id, "class").map(name_parts).unwrap_or_default();
        let named = parts.iter().any(|part| PERMALINK.contains(&&**part));
        let mut heading = id;
        while !HEADINGS.contains(&self.name(heading)) {
            heading = self.parent(heading);
        }
        let words = self.letters(id);
        let shows =
            self.tree.walk(id).any(|id| self.get(id, "alt").is_some_and(|alt| !alt.is_empty()));
        let mut all = 0;
        let says_more = self.tree.walk(heading).any(|id| {
            all += self.own_letters(id);
            all > words
        });
        if !shows && words == 0 {
            self.detach(id);
        } else if !shows && named && says_more {
            self.remove(id, "link of a heading to itself");
        }
    }

    /// How a link opens, behind its words: only a style sheet parts the two.
    fn notice(&mut self, id: Id) {
        const LONGEST: usize = 60;
        let words = self.label(id, LONGEST).filter(|words| !words.is_empty());
        if words.is_some_and(|words| told::without_opening(&words).is_empty()) {
            let texts = self.tree.below(id);
            let first = texts.into_iter().find(|&id| self.own_letters(id) > 0);
            if let Some(text) = first.and_then(|id| self.text_mut(id)) {
                text.insert(0, ' ');
            }
        }
    }

    /// What a page hides from those who listen: words stay, unless others stand there for listeners.
    fn hidden(&mut self, id: Id) {
        if matches!(self.name(id), "img" | "svg" | "math") || self.name(id).starts_with('#') {
            return;
        }
        let pictures: Vec<Id> =
            self.tree.walk(id).filter(|&id| matches!(self.name(id), "img" | "svg")).collect();
        if self.tree.walk(id).any(|id| self.own_letters(id) > 0) {
            let (before, after) = self.neighbours(id);
            let is_heard = |id: Id| {
                let parts = self.get(id, "class").map(name_parts).unwrap_or_default();
                parts.iter().any(|part| ONLY_HEARD.contains(&&**part)) && self.letters(id) > 0
            };
            if before.is_some_and(is_heard) || after.is_some_and(is_heard) {
                self.remove(id, "double of what is read out");
            }
        } else if pictures.is_empty() {
            self.remove(id, "decoration");
        }
        for picture in pictures {
            self.set(picture, "aria-hidden", "true");
        }
    }
}
