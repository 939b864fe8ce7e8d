//! Rules about what a PDF claims and says of itself.

use crate::diagnostic::{Rule, Severity};

/// A PDF claims no accessibility standard.
pub static NO_CLAIM: Rule = Rule {
    id: "pdf/no-claim",
    severity: Severity::Warning,
    summary: "a PDF claims no accessibility standard",
    references: &["ISO 14289-1:2014 5", "Matterhorn 1.1 06-002"],
    checks: "Whether the metadata names PDF/UA, or PDF/A of level A. A file that claims no PDF/UA is held to PDF/UA-1 all the same.",
    affects: "Libraries and authorities that look for the claim do not find it; people cannot tell an accessible file from others.",
    fix: "Mend what else is found, then export with PDF/UA switched on, so that the file says what it is.",
};

/// A PDF claims a standard that altform does not know.
pub static CLAIM_NOT_CHECKED: Rule = Rule {
    id: "pdf/claim-not-checked",
    severity: Severity::Warning,
    summary: "a PDF claims a standard that altform does not know",
    references: &["ISO 14289-1:2014 5"],
    checks: "Whether every standard that the file claims is one that altform can hold it to: PDF/UA-1, PDF/A-1a, 1b, 2a, 2b, 2u, 3a, 3b, 3u. A file of another kind is checked for all the rest.",
    affects: "Nobody knows whether the claim is true.",
    fix: "Check the file with a validator for that standard, or claim one that altform knows.",
};

/// The claim of a standard is not well formed.
pub static CLAIM_WRONG: Rule = Rule {
    id: "pdf/claim-wrong",
    severity: Severity::Error,
    summary: "the claim of a standard is not well formed",
    references: &[
        "ISO 14289-1:2014 5",
        "ISO 19005-2:2011 6.6.4",
        "ISO 19005-1:2005 6.7.11",
        "Matterhorn 1.1 06-002",
    ],
    checks: "Whether the metadata names the standard as it prescribes: one part, one level, the prefixes `pdfuaid` and `pdfaid`; for a standard that was asked for, whether it is claimed.",
    affects: "Programs that look for the claim do not find it, or find another one.",
    fix: "Write `pdfuaid:part` 1, or `pdfaid:part` and `pdfaid:conformance`, once each, into the XMP metadata.",
};

/// A PDF has no tags.
pub static UNTAGGED: Rule = Rule {
    id: "pdf/untagged",
    severity: Severity::Error,
    summary: "a PDF has no tags",
    references: &[
        "WCAG 2.2 SC 1.3.1",
        "WCAG 2.2 SC 1.3.2",
        "ISO 14289-1:2014 7.1-11",
        "ISO 19005-2:2011 6.7.3.3",
        "Matterhorn 1.1 01-005",
    ],
    checks: "Whether the file has a structure tree with something in it. Without one, what follows from it is not reported: it would be said of every line.",
    affects: "People who listen get words without headings, lists, tables, links or descriptions, in whatever order they were painted.",
    fix: "Export again from the source with tags (\"tagged PDF\", \"PDF/UA\"); tagging afterwards is last resort.",
};

/// A PDF has tags but does not say so.
pub static NOT_MARKED: Rule = Rule {
    id: "pdf/not-marked-as-tagged",
    severity: Severity::Error,
    summary: "a PDF has tags but does not say so",
    references: &[
        "WCAG 2.2 SC 1.3.1",
        "ISO 14289-1:2014 6.2",
        "ISO 19005-2:2011 6.7.2.2",
        "Matterhorn 1.1 01-005",
    ],
    checks: "Whether the catalog says `MarkInfo` `Marked` `true`.",
    affects: "Assistive technology may ignore the tags and guess.",
    fix: "Set `Marked` to `true` in `MarkInfo`.",
};

/// A PDF says that its tags are suspect.
pub static SUSPECTS: Rule = Rule {
    id: "pdf/tags-suspect",
    severity: Severity::Error,
    summary: "a PDF says that its tags are suspect",
    references: &["ISO 14289-1:2014 7.1-4", "Matterhorn 1.1 01-007"],
    checks: "Whether `MarkInfo` says `Suspects` `true`: a program guessed the tags and nobody has looked.",
    affects: "Nobody can rely on what is announced.",
    fix: "Look through the tags, mend them, and remove `Suspects`.",
};

/// A PDF has no XMP metadata.
pub static METADATA_MISSING: Rule = Rule {
    id: "pdf/metadata-missing",
    severity: Severity::Error,
    summary: "a PDF has no XMP metadata",
    references: &[
        "ISO 14289-1:2014 7.1-8",
        "ISO 19005-2:2011 6.6.2.1",
        "ISO 19005-1:2005 6.7.2",
        "Matterhorn 1.1 06-001",
    ],
    checks: "Whether the catalog holds a metadata stream of type `Metadata` and subtype `XML`.",
    affects: "Title, language and claims are nowhere to be read.",
    fix: "Export with metadata.",
};

/// A PDF has no title.
pub static TITLE_MISSING: Rule = Rule {
    id: "pdf/title-missing",
    severity: Severity::Error,
    summary: "a PDF has no title",
    references: &["WCAG 2.2 SC 2.4.2", "ISO 14289-1:2014 7.1-9", "Matterhorn 1.1 06-003"],
    checks: "Whether the metadata has a `dc:title`.",
    affects: "People who keep many documents open hear only file names.",
    fix: "Set the title in the document's properties before the export.",
};

/// A window shows the file name and not the title.
pub static TITLE_NOT_SHOWN: Rule = Rule {
    id: "pdf/title-not-shown",
    severity: Severity::Error,
    summary: "a window shows the file name and not the title",
    references: &[
        "WCAG 2.2 SC 2.4.2",
        "ISO 14289-1:2014 7.1-10",
        "Matterhorn 1.1 07-001",
        "Matterhorn 1.1 07-002",
    ],
    checks: "Whether the viewer preferences say `DisplayDocTitle` `true`.",
    affects: "A screen reader says the file's name when the window opens.",
    fix: "Set the initial view to show the document's title.",
};

/// Two places in a PDF give different metadata.
pub static METADATA_DIFFERS: Rule = Rule {
    id: "pdf/metadata-differs",
    severity: Severity::Error,
    summary: "two places in a PDF give different metadata",
    references: &["ISO 19005-1:2005 6.7.3"],
    checks: "Whether title, author, subject, keywords, programs and dates of the information dictionary are the same as in the XMP metadata.",
    affects: "Catalogues show one or the other, and archivists cannot tell which is true.",
    fix: "Write both from the same values; most exporters do.",
};

/// The metadata of a PDF cannot be read as XMP.
pub static METADATA_MALFORMED: Rule = Rule {
    id: "pdf/metadata-malformed",
    severity: Severity::Error,
    summary: "the metadata of a PDF cannot be read as XMP",
    references: &["ISO 19005-2:2011 6.6.2.1", "ISO 19005-1:2005 6.7.5", "ISO 19005-1:2005 6.7.9"],
    checks: "Whether the metadata is well-formed XML in UTF-8, without the outdated `bytes` and `encoding` in its header.",
    affects: "Programs do not find title, language and claims.",
    fix: "Write the metadata again with the program that made the file.",
};

/// Metadata uses properties that nothing defines.
pub static METADATA_UNDEFINED: Rule = Rule {
    id: "pdf/metadata-undefined",
    severity: Severity::Error,
    summary: "metadata uses properties that nothing defines",
    references: &["ISO 19005-2:2011 6.6.2.3", "ISO 19005-1:2005 6.7.8", "ISO 19005-1:2005 6.7.9"],
    checks: "Whether every property of the metadata is one of the predefined schemas, with a value of its type, or is described by an extension schema that is complete itself.",
    affects: "In decades nobody knows what the property meant.",
    fix: "Describe the property in an extension schema, or leave it out.",
};

/// The first line of a PDF is not as prescribed.
pub static HEADER: Rule = Rule {
    id: "pdf/header",
    severity: Severity::Error,
    summary: "the first line of a PDF is not as prescribed",
    references: &["ISO 14289-1:2014 6.1", "ISO 19005-2:2011 6.1.2"],
    checks: "Whether the file begins with `%PDF-1.` and a digit from 0 to 7, and in PDF/A with a comment of four high bytes. PDF 2.0 cannot be PDF/UA-1.",
    affects: "Programs may refuse the file, or read it as another version.",
    fix: "Export as PDF 1.7.",
};

/// Protection keeps assistive technology out.
pub static EXTRACTION_FORBIDDEN: Rule = Rule {
    id: "pdf/extraction-forbidden",
    severity: Severity::Error,
    summary: "protection keeps assistive technology out",
    references: &[
        "ISO 14289-1:2014 7.16",
        "WCAG 2.2 SC 4.1.2",
        "Matterhorn 1.1 26-001",
        "Matterhorn 1.1 26-002",
    ],
    checks: "Whether an encrypted file permits that text is extracted for accessibility (bit 10 of `P`).",
    affects: "A screen reader reads nothing at all.",
    fix: "Allow \"text access for screen readers\", or remove the protection.",
};

/// A long PDF has no bookmarks.
pub static BOOKMARKS_MISSING: Rule = Rule {
    id: "pdf/no-bookmarks",
    severity: Severity::Note,
    summary: "a long PDF has no bookmarks",
    references: &["WCAG 2.2 SC 2.4.5"],
    checks: "Whether a document of more than 20 pages that has headings has bookmarks.",
    affects: "People cannot see its parts at a glance, nor jump to one.",
    fix: "Export with bookmarks made from the headings.",
};

/// A page has no text, only a picture.
pub static SCAN: Rule = Rule {
    id: "pdf/scan",
    severity: Severity::Error,
    summary: "a page has no text, only a picture",
    references: &["WCAG 2.2 SC 1.1.1", "WCAG 2.2 SC 1.4.5", "ISO 14289-1:2014 7.1"],
    checks: "Whether a page that is filled by a picture has any text. A described picture, tagged as one, is left alone.",
    affects: "People who listen hear nothing; nobody can search, copy or enlarge the text.",
    fix: "Recognise the text (OCR), correct and tag it; better, export from the source.",
};

/// A requirement of a standard is not met.
pub static STANDARD: Rule = Rule {
    id: "pdf/standard",
    severity: Severity::Error,
    summary: "a requirement of a standard is not met",
    references: &["ISO 14289-1:2014 7.1"],
    checks: "What no other rule of altform names: the finding's message gives the clause and the test.",
    affects: "It depends on the clause.",
    fix: "Read the clause that the message names.",
};

/// The rules of this topic.
pub static ALL: &[&Rule] = &[
    &NO_CLAIM,
    &CLAIM_NOT_CHECKED,
    &CLAIM_WRONG,
    &UNTAGGED,
    &NOT_MARKED,
    &SUSPECTS,
    &METADATA_MISSING,
    &TITLE_MISSING,
    &TITLE_NOT_SHOWN,
    &METADATA_DIFFERS,
    &METADATA_MALFORMED,
    &METADATA_UNDEFINED,
    &HEADER,
    &EXTRACTION_FORBIDDEN,
    &BOOKMARKS_MISSING,
    &SCAN,
    &STANDARD,
];
