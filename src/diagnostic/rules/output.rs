//! Rules about what goes out.

use crate::diagnostic::{Rule, Severity};

/// An output cannot be written.
pub static UNWRITABLE: Rule = Rule {
    id: "output/unwritable",
    severity: Severity::Error,
    summary: "an output cannot be written",
    references: &[],
    checks: "Whether every output could be written whole and put in its place. No part of a file is ever left under its final name.",
    affects: "The output is missing.",
    fix: "Check that the folder exists, may be written, and has room.",
};

/// Two inputs would be written to the same file.
pub static COLLISION: Rule = Rule {
    id: "output/collision",
    severity: Severity::Error,
    summary: "two inputs would be written to the same file",
    references: &[],
    checks: "Whether the outputs of one run have names of their own.",
    affects: "One of the documents would overwrite the other.",
    fix: "Convert them into different folders with `-o`.",
};

/// A file stands where an output would go.
pub static EXISTS: Rule = Rule {
    id: "output/exists",
    severity: Severity::Error,
    summary: "a file stands where an output would go",
    references: &[],
    checks: "Whether every output of a run over an archive replaces only what such a run made.",
    affects: "The output is missing; the file that stands there is as it was.",
    fix: "Move the file away, convert into another folder with `-o`, or say `--force`.",
};

/// No bundled font has a character; the PDF does not show it.
pub static NO_GLYPH: Rule = Rule {
    id: "font/no-glyph",
    severity: Severity::Warning,
    summary: "no bundled font has a character; the PDF does not show it",
    references: &["ISO 14289-1:2014 7.21.8", "ISO 19005-2:2011 6.2.11.8", "Matterhorn 1.1 31-027"],
    checks: "Whether the bundled fonts have a glyph for every character. The PDF shows U+FFFD in its place, keeps the character as text for search and speech, and claims neither PDF/UA nor PDF/A.",
    affects: "Sighted readers of the PDF do not see the character. EPUB, HTML and text are whole.",
    fix: "Read the EPUB or HTML instead, or write the character in words.",
};

/// The PDF does not claim a standard that it does not meet.
pub static CLAIM_DROPPED: Rule = Rule {
    id: "pdf/claim-dropped",
    severity: Severity::Note,
    summary: "the PDF does not claim a standard that it does not meet",
    references: &["ISO 14289-1:2014 5", "ISO 19005-2:2011 6.7.11"],
    checks: "Whether everything that PDF/UA-1 and PDF/A-2a ask of the document was there. The best usable PDF is written all the same.",
    affects: "Systems that accept only PDF/UA or PDF/A refuse the file.",
    fix: "Mend the findings that are named.",
};

/// A document is too long for one PDF.
pub static PDF_TOO_LONG: Rule = Rule {
    id: "pdf/too-long",
    severity: Severity::Error,
    summary: "a document is too long for one PDF",
    references: &[],
    checks: "The text of a document against 8 MiB and its passages (blocks, inlines, cells) against 250,000: what one PDF of some 3,500 pages holds. A PDF is made whole in memory; the limit keeps one input from taking all of it.",
    affects: "The PDF is missing. EPUB, HTML and plain text are whole.",
    fix: "Split the document, or leave the PDF out: `--to epub,html,txt`.",
};

/// A document has more headings than a PDF gets bookmarks.
pub static PDF_TOO_MANY_BOOKMARKS: Rule = Rule {
    id: "pdf/too-many-bookmarks",
    severity: Severity::Note,
    summary: "some headings have no bookmark in the PDF",
    references: &[],
    checks: "The number of headings against 4,000. Beyond that the headings of the deepest levels get no bookmark: readers and validators give up on longer lists.",
    affects: "Who moves by bookmarks must go on by headings, which are all in the PDF.",
    fix: "Split the document.",
};

/// Altform made a mistake.
pub static PANIC: Rule = Rule {
    id: "internal/panic",
    severity: Severity::Error,
    summary: "altform made a mistake",
    references: &[],
    checks: "Whether a conversion ended by itself.",
    affects: "The outputs of this input are missing.",
    fix: "Please report this as a bug, with the input if you can.",
};

/// The rules of this topic.
pub static ALL: &[&Rule] = &[
    &UNWRITABLE,
    &COLLISION,
    &EXISTS,
    &NO_GLYPH,
    &CLAIM_DROPPED,
    &PDF_TOO_LONG,
    &PDF_TOO_MANY_BOOKMARKS,
    &PANIC,
];
