//! Fields and buttons of forms, which nobody can use in a document. One that stands in the running text
//! is part of it: "press the Save button".

use super::{Canon, Id};
use crate::read::html::tree::Kind;

const CONTROLS: [&str; 9] =
    ["button", "select", "textarea", "input", "datalist", "progress", "meter", "output", "keygen"];
/// What a button may open.
const OPENED: [&str; 8] = ["img", "picture", "h1", "h2", "h3", "h4", "h5", "h6"];
const REASON: &str = "form control";

pub(super) fn pass(canon: &mut Canon<'_>) {
    for id in canon.named(&CONTROLS) {
        let closed = canon.tree.element(id).is_some_and(|element| element.closed);
        if canon.name(id) == "input" || closed {
            canon.control(id);
        }
    }
    // Nothing to fill in, nothing to label.
    for id in canon.named(&["label"]) {
        let control = canon.get(id, "for").is_some_and(|name| !name.is_empty());
        if control && !canon.is_in_text(id) && !canon.holds_box(id) {
            canon.remove(id, REASON);
        }
    }
    // What is for programs only.
    for id in canon.named(&["meta", "link", "base", "param"]) {
        canon.detach(id);
    }
}

impl Canon<'_> {
    fn control(&mut self, id: Id) {
        let is_box = self.get(id, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox"));
        if is_box {
            // A box to tick in a list of tasks has its words beside it.
            let parent = self.parent(id);
            if self.letters(parent) == 0 || self.name(parent) == "form" {
                self.detach(id);
            }
            return;
        }
        // It opens the picture in it, or what stands below its heading.
        let opens = self.tree.walk(id).any(|id| OPENED.contains(&self.name(id)))
            || self.is_within(id, &["h1", "h2", "h3", "h4", "h5", "h6", "summary"]);
        if self.name(id) == "button" && opens {
            return self.rename(id, "span");
        }
        match self.name(id) {
            "input" => self.detach(id),
            _ if self.is_in_text(id) => self.rename_in_text(id),
            _ => self.remove(id, REASON),
        }
    }

    fn rename_in_text(&mut self, id: Id) {
        if self.name(id) != "select" {
            self.rename(id, "span");
        }
    }

    /// Whether words stand right beside an element.
    fn is_in_text(&self, id: Id) -> bool {
        let (before, after) = self.neighbours(id);
        [before, after]
            .into_iter()
            .flatten()
            .any(|id| matches!(self.tree.node(id).kind, Kind::Text(_)) && self.own_letters(id) > 0)
    }

    fn holds_box(&self, id: Id) -> bool {
        self.tree.walk(id).any(|id| self.get(id, "type") == Some("checkbox"))
    }
}
