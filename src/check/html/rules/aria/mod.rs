//! WAI-ARIA: that attributes and roles exist, may stand where they stand, and say what they can say.

mod attributes;
mod roles;
mod tables;

use crate::check::Results;
use crate::check::html::Page;

pub(super) fn check(page: &Page, results: &mut Results) {
    let mut owners = roles::Owners::new();
    for node in page.elements() {
        for id in node.tokens("aria-owns") {
            owners.entry(id).or_insert(node);
        }
    }
    for node in page.elements().filter(|node| !node.is_hidden()) {
        attributes::check(node, results);
        roles::check(node, &owners, results);
    }
}
