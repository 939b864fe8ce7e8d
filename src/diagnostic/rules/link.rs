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

/// The rules of this topic.
pub static ALL: &[&Rule] = &[&UNUSABLE];
