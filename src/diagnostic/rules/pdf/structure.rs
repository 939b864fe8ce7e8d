//! Rules about the tags of a PDF.

use crate::diagnostic::{Rule, Severity};

/// Something on a page is neither tagged nor an artifact.
pub static UNTAGGED_CONTENT: Rule = Rule {
    id: "pdf/untagged-content",
    severity: Severity::Error,
    summary: "something on a page is neither tagged nor an artifact",
    references: &["WCAG 2.2 SC 1.3.1", "ISO 14289-1:2014 7.1-3", "Matterhorn 1.1 01-005"],
    checks: "Whether every mark on a page stands in the structure tree or is marked as an artifact.",
    affects: "Assistive technology leaves it out, or guesses where it belongs.",
    fix: "Tag what has a meaning; mark lines, backgrounds and page furniture as artifacts.",
};

/// Artifacts and tagged content stand inside each other.
pub static ARTIFACT_NESTING: Rule = Rule {
    id: "pdf/artifact-nesting",
    severity: Severity::Error,
    summary: "artifacts and tagged content stand inside each other",
    references: &[
        "WCAG 2.2 SC 1.3.1",
        "ISO 14289-1:2014 7.1-1",
        "ISO 14289-1:2014 7.1-2",
        "Matterhorn 1.1 01-003",
        "Matterhorn 1.1 01-004",
    ],
    checks: "Whether no artifact is marked inside tagged content, and nothing tagged inside an artifact.",
    affects: "Programs read it or leave it out, each as it likes.",
    fix: "End the one before the other begins.",
};

/// A tag of the file's own has no standard meaning.
pub static ROLE_MAP: Rule = Rule {
    id: "pdf/role-map",
    severity: Severity::Error,
    summary: "a tag of the file's own has no standard meaning",
    references: &[
        "WCAG 2.2 SC 1.3.1",
        "ISO 14289-1:2014 7.1-5",
        "ISO 14289-1:2014 7.1-6",
        "ISO 14289-1:2014 7.1-7",
        "ISO 19005-2:2011 6.7.3.4",
        "Matterhorn 1.1 02-001",
        "Matterhorn 1.1 02-003",
        "Matterhorn 1.1 02-004",
    ],
    checks: "Whether the role map leads every type that is not standard to one that is, without circles, and leaves the standard types as they are.",
    affects: "Assistive technology does not know what the element is.",
    fix: "Map the type to the standard one that it means.",
};

/// The tags make no tree.
pub static STRUCTURE_TREE: Rule = Rule {
    id: "pdf/structure-tree",
    severity: Severity::Error,
    summary: "the tags make no tree",
    references: &["WCAG 2.2 SC 1.3.1", "ISO 14289-1:2014 7.1-12"],
    checks: "Whether every structure element names its parent (`P`), stands in one place only, and not inside itself.",
    affects: "Assistive technology cannot tell where the element stands; it may stop, or read it twice.",
    fix: "Set `P` of each element to the one that holds it, and let nothing else hold it.",
};

/// Nothing says in which language text is.
pub static LANGUAGE_MISSING: Rule = Rule {
    id: "pdf/language-missing",
    severity: Severity::Error,
    summary: "nothing says in which language text is",
    references: &[
        "WCAG 2.2 SC 3.1.1",
        "ISO 14289-1:2014 7.2",
        "Matterhorn 1.1 11-001",
        "Matterhorn 1.1 11-002",
        "Matterhorn 1.1 11-003",
        "Matterhorn 1.1 11-004",
        "Matterhorn 1.1 11-005",
        "Matterhorn 1.1 11-006",
    ],
    checks: "Whether text, descriptions, bookmarks, annotations, fields and metadata have a language, their own, inherited or the document's.",
    affects: "A screen reader speaks with the wrong voice.",
    fix: "Set the language of the document (`Lang` in the catalog), and of passages in another one.",
};

/// A language is not well formed.
pub static LANGUAGE_INVALID: Rule = Rule {
    id: "pdf/language-invalid",
    severity: Severity::Error,
    summary: "a language is not well formed",
    references: &[
        "WCAG 2.2 SC 3.1.1",
        "WCAG 2.2 SC 3.1.2",
        "ISO 14289-1:2014 7.2-29",
        "ISO 19005-2:2011 6.7.4",
        "ISO 19005-1:2005 6.8.4",
    ],
    checks: "Whether every `Lang` is a well-formed language tag (BCP 47).",
    affects: "A screen reader ignores the tag and speaks with the wrong voice.",
    fix: "Use a tag such as `en`, `fr` or `sr-Latn`.",
};

/// A list is not built as lists are.
pub static LIST_STRUCTURE: Rule = Rule {
    id: "pdf/list-structure",
    severity: Severity::Error,
    summary: "a list is not built as lists are",
    references: &[
        "WCAG 2.2 SC 1.3.1",
        "ISO 14289-1:2014 7.2-17",
        "ISO 14289-1:2014 7.2-20",
        "Matterhorn 1.1 09-005",
    ],
    checks: "Whether `L` holds only `L`, `LI` and a `Caption` that comes first, `LI` only `Lbl` and `LBody`, and neither stands elsewhere.",
    affects: "A screen reader counts items wrongly, or does not say that it is a list.",
    fix: "Build `L` of `LI`, and each `LI` of `Lbl` and `LBody`; a nested list stands in the `LBody` of its item.",
};

/// A table of contents is not built as such.
pub static CONTENTS_STRUCTURE: Rule = Rule {
    id: "pdf/contents-structure",
    severity: Severity::Error,
    summary: "a table of contents is not built as such",
    references: &[
        "WCAG 2.2 SC 1.3.1",
        "ISO 14289-1:2014 7.2-26",
        "ISO 14289-1:2014 7.2-28",
        "Matterhorn 1.1 09-006",
    ],
    checks: "Whether `TOC` holds only `TOC`, `TOCI` and a `Caption` that comes first, and `TOCI` stands only there.",
    affects: "People who look for the contents do not find them as such.",
    fix: "Build `TOC` of `TOCI`.",
};

/// A table is not built of rows and cells.
pub static TABLE_STRUCTURE: Rule = Rule {
    id: "pdf/table-structure",
    severity: Severity::Error,
    summary: "a table is not built of rows and cells",
    references: &[
        "WCAG 2.2 SC 1.3.1",
        "ISO 14289-1:2014 7.2-3",
        "ISO 14289-1:2014 7.2-10",
        "Matterhorn 1.1 09-004",
    ],
    checks: "Whether a `Table` holds only `TR`, at most one `THead` and `TFoot` beside `TBody`, and one `Caption` first or last; parts only rows, rows only cells; and none of them stands elsewhere.",
    affects: "A screen reader does not offer the table, or reads cells without their place.",
    fix: "Build `Table` of `THead` and `TBody`, these of `TR`, these of `TH` and `TD`.",
};

/// The cells of a table make no grid.
pub static TABLE_GRID: Rule = Rule {
    id: "pdf/table-grid",
    severity: Severity::Error,
    summary: "the cells of a table make no grid",
    references: &[
        "WCAG 2.2 SC 1.3.1",
        "ISO 14289-1:2014 7.2-15",
        "ISO 14289-1:2014 7.2-41",
        "ISO 14289-1:2014 7.2-42",
        "ISO 14289-1:2014 7.2-43",
    ],
    checks: "Whether all rows take the same number of columns and all columns the same number of rows, spans counted, and no cells overlap.",
    affects: "A screen reader counts columns wrongly and names the wrong header.",
    fix: "Give each row the same number of cells, and tag empty cells too.",
};

/// Nothing says which headers belong to a cell.
pub static TABLE_HEADERS: Rule = Rule {
    id: "pdf/table-headers-unclear",
    severity: Severity::Error,
    summary: "nothing says which headers belong to a cell",
    references: &["WCAG 2.2 SC 1.3.1", "ISO 14289-1:2014 7.5", "Matterhorn 1.1 15-003"],
    checks: "Whether the headers of each cell follow from `Scope` of the header cells, or from `Headers` that name cells of the table.",
    affects: "People who move through the cells hear values and not what they mean.",
    fix: "Give every `TH` a `Scope`: `Row`, `Column` or `Both`.",
};

/// Two ways of numbering headings are mixed.
pub static HEADING_MIXED: Rule = Rule {
    id: "pdf/heading-mixed",
    severity: Severity::Error,
    summary: "two ways of numbering headings are mixed",
    references: &[
        "WCAG 2.2 SC 1.3.1",
        "ISO 14289-1:2014 7.4.4",
        "Matterhorn 1.1 14-006",
        "Matterhorn 1.1 14-007",
    ],
    checks: "Whether a document uses either `H` or `H1` to `H6`, and no element holds two `H`.",
    affects: "A screen reader says wrong levels.",
    fix: "Use `H1` to `H6`.",
};

/// A formula has no description.
pub static FORMULA_ALT: Rule = Rule {
    id: "pdf/formula-alt-missing",
    severity: Severity::Error,
    summary: "a formula has no description",
    references: &["WCAG 2.2 SC 1.1.1", "ISO 14289-1:2014 7.7", "Matterhorn 1.1 17-002"],
    checks: "Whether every `Formula` has an alternative text or the text that it stands for.",
    affects: "People hear scattered letters and signs.",
    fix: "Write the formula in words as its alternative text.",
};

/// A note cannot be told from others.
pub static NOTE_ID: Rule = Rule {
    id: "pdf/note-id",
    severity: Severity::Error,
    summary: "a note cannot be told from others",
    references: &[
        "WCAG 2.2 SC 1.3.1",
        "ISO 14289-1:2014 7.9",
        "Matterhorn 1.1 19-003",
        "Matterhorn 1.1 19-004",
    ],
    checks: "Whether every `Note` has an `ID` of its own.",
    affects: "The reference to a note may lead to another one, or nowhere.",
    fix: "Give every `Note` its own `ID`.",
};

/// Tagged content is painted in several places.
pub static FORM_REUSED: Rule = Rule {
    id: "pdf/tagged-form-reused",
    severity: Severity::Error,
    summary: "tagged content is painted in several places",
    references: &["WCAG 2.2 SC 1.3.1", "ISO 14289-1:2014 7.20-2", "Matterhorn 1.1 30-002"],
    checks: "Whether a form XObject with tagged content is painted only once.",
    affects: "Nobody can tell which of the places the tags mean.",
    fix: "Paint the content anew in each place, or tag the place and not what is inside.",
};

/// A paragraph looks like a heading and is none.
pub static VISUAL_HEADING: Rule = Rule {
    id: "pdf/visual-heading",
    severity: Severity::Warning,
    summary: "a paragraph looks like a heading and is none",
    references: &["WCAG 2.2 SC 1.3.1", "ACT b49b2e", "Matterhorn 1.1 14-001"],
    checks: "Whether, in a document without headings, short paragraphs that stand alone are set much larger than the rest, or bold.",
    affects: "People who move by headings find none; they must read everything.",
    fix: "Use the heading styles of the program that made the document.",
};

/// The tagged order jumps up and down a page.
pub static READING_ORDER: Rule = Rule {
    id: "pdf/reading-order",
    severity: Severity::Warning,
    summary: "the tagged order jumps up and down a page",
    references: &["WCAG 2.2 SC 1.3.2", "Matterhorn 1.1 09-001"],
    checks: "Whether, on a page with plainly one column, paragraphs follow each other from top to bottom. Pages with columns, tables, notes or figures beside text are left alone.",
    affects: "People who listen hear the paragraphs in the wrong order.",
    fix: "Put the tags in the order in which the text is meant to be read.",
};

/// A word divided at the end of a line stays divided.
pub static HYPHENATED: Rule = Rule {
    id: "pdf/hyphenated-word",
    severity: Severity::Warning,
    summary: "a word divided at the end of a line stays divided",
    references: &["WCAG 2.2 SC 1.3.1", "ISO 14289-1:2014 7.2"],
    checks: "Whether a hyphen that only the end of the line asked for is a soft hyphen, or has an `ActualText` without it. Only words that stand elsewhere in the document as a whole count.",
    affects: "A screen reader says two halves; search and copy find neither.",
    fix: "Export without hyphenation, or with a program that marks such hyphens.",
};

/// The rules of this topic.
pub static ALL: &[&Rule] = &[
    &UNTAGGED_CONTENT,
    &ARTIFACT_NESTING,
    &ROLE_MAP,
    &STRUCTURE_TREE,
    &LANGUAGE_MISSING,
    &LANGUAGE_INVALID,
    &LIST_STRUCTURE,
    &CONTENTS_STRUCTURE,
    &TABLE_STRUCTURE,
    &TABLE_GRID,
    &TABLE_HEADERS,
    &HEADING_MIXED,
    &FORMULA_ALT,
    &NOTE_ID,
    &FORM_REUSED,
    &VISUAL_HEADING,
    &READING_ORDER,
    &HYPHENATED,
];
