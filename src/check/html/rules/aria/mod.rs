//! WAI-ARIA: that attributes and roles exist, may stand where they stand, and say what they can say.

mod attributes;
mod roles;
mod tables;

use crate::check::Results;
use crate::check::html::Page;

pub(super) fn check(page: &Page, results: &mut Results) {
    let mut owners = roles::Owners::new();
    for node in page.elements() {
        owners.extend(node.tokens("aria-owns").map(|id| (id, node)));
    }
    for node in page.elements().filter(|node| !node.is_hidden()) {
        attributes::check(node, results);
        roles::check(node, &owners, results);
    }
}
