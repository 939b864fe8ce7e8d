//! Rules about PDF files.

use crate::diagnostic::{Rule, Severity};

/// The file is not a PDF that can be read.
pub static UNREADABLE: Rule = Rule {
    id: "pdf/unreadable",
    severity: Severity::Error,
    summary: "the file is not a PDF that can be read",
    references: &["ISO 32000-1:2008 7.5"],
    checks: "Whether the file can be opened as a PDF: its cross-reference table, its catalogue, its pages and all that they show.",
    affects: "Nobody can read it with certainty; what a program could not open it must not call accessible.",
    fix: "Make the file again, or repair it, for example with `qpdf in.pdf out.pdf`.",
};

/// The file asks for a password.
pub static ENCRYPTED: Rule = Rule {
    id: "pdf/encrypted",
    severity: Severity::Error,
    summary: "the file asks for a password",
    references: &["ISO 14289-1:2014 7.16", "Matterhorn 1.1 26-001"],
    checks: "Whether the file opens without a password.",
    affects: "Nobody without the password can read it, and nothing in it can be checked.",
    fix: "Save the document without a password for opening.",
};

/// The rules of this topic.
pub static ALL: &[&Rule] = &[&UNREADABLE, &ENCRYPTED];
