//! Rules about links out of the document.

use crate::diagnostic::{Rule, Severity};

/// The address of a link cannot be followed from an output.
pub static UNUSABLE: Rule = Rule {
    id: "link/unusable",
    severity: Severity::Warning,
    summary: "the address of a link cannot be followed from an output",
    references: &["WCAG 2.2 SC 2.4.4", "EPUB 3.3 resource references"],
    checks: "Whether the address of every link is whole (`https://…`, `mailto:…`), or can be made whole with the article's own address. Addresses that run scripts or name files of this machine are never written.",
    affects: "Readers get the words of the link, but not the link.",
    fix: "Write the whole address, or give the article's own address (`source`), against which the others are read.",
};

/// Several places have the name to which a link goes.
pub static AMBIGUOUS: Rule = Rule {
    id: "link/ambiguous",
    severity: Severity::Note,
    summary: "several places have the name to which a link goes",
    references: &["WCAG 2.2 SC 2.4.4"],
    checks: "Whether the name (`id`) to which a link inside the document goes is of one place only. If not, the link goes to the first, as in browsers.",
    affects: "People may arrive at another place than the one that was meant.",
    fix: "Give each place a name of its own.",
};

/// The rules of this topic.
pub static ALL: &[&Rule] = &[&UNUSABLE, &AMBIGUOUS];
