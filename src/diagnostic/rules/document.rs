//! Rules about what an article says and how it is built.

use crate::diagnostic::{Rule, Severity};

/// No article was found, only lines that repeat or look like a site's menus.
pub static ONLY_FURNITURE: Rule = Rule {
    id: "document/only-furniture",
    severity: Severity::Error,
    summary: "no article was found, only lines that repeat or look like a site's menus",
    references: &[],
    checks: "Whether anything is left once navigation, share and cookie lines, and lines that repeat, are taken away. If not, all lines are kept as they are.",
    affects: "Readers would get menus instead of an article.",
    fix: "Check that the text was scraped from the article's own page and not from a list or an error page.",
};

/// The document has no title.
pub static NO_TITLE: Rule = Rule {
    id: "document/no-title",
    severity: Severity::Warning,
    summary: "the document has no title",
    references: &[
        "WCAG 2.2 SC 2.4.2",
        "ISO 14289-1:2014 7.1",
        "Matterhorn 1.1 06-003",
        "ACT 2779a5",
    ],
    checks: "Whether the metadata or the text names a title. Without one the file's name serves.",
    affects: "People who keep many documents open hear only file names.",
    fix: "Add a title: in a text as its first heading or as `title:` in its front matter, in a web page as `<title>`, in an EPUB or a PDF as `dc:title` of its metadata.",
};

/// The language of the document is not known.
pub static NO_LANGUAGE: Rule = Rule {
    id: "document/no-language",
    severity: Severity::Warning,
    summary: "the language of the document is not known",
    references: &[
        "WCAG 2.2 SC 3.1.1",
        "ISO 14289-1:2014 7.2",
        "Matterhorn 1.1 11-001",
        "ACT b5c3f8",
    ],
    checks: "Whether the input names its language, or it can be told from the words, or `--lang` gives it.",
    affects: "A screen reader speaks with the wrong voice.",
    fix: "Name it: in a text as `lang:` in its front matter or with `--lang en`, in a web page with `<html lang=\"en\">`, in an EPUB as `dc:language`, in a PDF as `Lang` of its catalogue.",
};

/// A language tag is not well formed.
pub static BAD_LANGUAGE: Rule = Rule {
    id: "document/bad-language",
    severity: Severity::Warning,
    summary: "a language tag is not well formed",
    references: &[
        "WCAG 2.2 SC 3.1.1",
        "WCAG 2.2 SC 3.1.2",
        "ISO 14289-1:2014 7.2-29",
        "ACT bf051a",
        "ACT de46e4",
    ],
    checks: "Whether every language is a well-formed BCP 47 tag that names a language, by its code of two letters where it has one.",
    affects: "A screen reader ignores the tag and speaks with the wrong voice.",
    fix: "Use a tag such as `en`, `fr` or `sr-Latn`.",
};

/// What a page says of itself in several places does not agree.
pub static METADATA_DIFFERS: Rule = Rule {
    id: "document/metadata-differs",
    severity: Severity::Note,
    summary: "a page gives two titles or two dates of itself",
    references: &["WCAG 2.2 SC 2.4.2"],
    checks: "Whether the titles and the dates of publication that a page gives in linked data, in its head and in its text mean the same. Names of sites beside a title and hours of a day do not count.",
    affects: "People who search by title or date do not find the article, or find it under a title that it does not have.",
    fix: "Check which of them is right; the finding says which is kept.",
};

/// A heading level was skipped; the levels were closed up.
pub static HEADING_SKIPPED: Rule = Rule {
    id: "heading/skipped",
    severity: Severity::Note,
    summary: "a heading level was skipped; the levels were closed up",
    references: &["WCAG 2.2 SC 1.3.1", "ISO 14289-1:2014 7.4.2", "Matterhorn 1.1 14-003"],
    checks: "Whether each heading is at most one level below the one before it. In the outputs the levels are made to follow each other.",
    affects: "People who move by headings believe that they have missed one.",
    fix: "Use the next level: after level 2 comes 3, not 4.",
};

/// A heading without words was left out.
pub static HEADING_EMPTY: Rule = Rule {
    id: "heading/empty",
    severity: Severity::Note,
    summary: "a heading without words is not kept as one",
    references: &["WCAG 2.2 SC 2.4.6", "ACT ffd0e9"],
    checks: "Whether every heading has words.",
    affects: "People who move by headings stop at nothing.",
    fix: "Write the heading, or remove it.",
};

/// A link has no words; its address stands for them.
pub static LINK_EMPTY: Rule = Rule {
    id: "link/empty",
    severity: Severity::Warning,
    summary: "a link has no words; its address stands for them",
    references: &["WCAG 2.2 SC 2.4.4", "ACT c487ae"],
    checks: "Whether every link has words, or a picture with a description.",
    affects: "A screen reader spells the address.",
    fix: "Give the link words that say where it goes.",
};

/// A link goes to a place that the document does not have.
pub static LINK_DANGLING: Rule = Rule {
    id: "link/dangling",
    severity: Severity::Warning,
    summary: "a link goes to a place that the document does not have",
    references: &["EPUB 3.3 resource references"],
    checks: "Whether every link inside the document reaches an anchor. The words of one that does not are kept without the link.",
    affects: "People follow the link and stay where they are.",
    fix: "Mend the link, or set the anchor.",
};

/// A reference has no note.
pub static NOTE_MISSING: Rule = Rule {
    id: "note/missing",
    severity: Severity::Warning,
    summary: "a reference has no note",
    references: &["ISO 14289-1:2014 7.9"],
    checks: "Whether every reference reaches a note. One that does not stays as text.",
    affects: "People who want the note find none.",
    fix: "Write the note, or remove the reference.",
};

/// Nothing refers to a note; it stands among the notes.
pub static NOTE_UNUSED: Rule = Rule {
    id: "note/unused",
    severity: Severity::Note,
    summary: "nothing refers to a note; it stands among the notes",
    references: &["ISO 14289-1:2014 7.9"],
    checks: "Whether every note is referred to.",
    affects: "People reach the note only at the end.",
    fix: "Refer to the note where it belongs.",
};

/// Rows of a table had unequal lengths and were filled up.
pub static TABLE_RAGGED: Rule = Rule {
    id: "table/ragged",
    severity: Severity::Note,
    summary: "rows of a table had unequal lengths and were filled up",
    references: &["ISO 14289-1:2014 7.2-41", "WCAG 2.2 SC 1.3.1"],
    checks: "Whether all rows of a table take the same number of columns, spans counted, and no cells overlap.",
    affects: "A screen reader counts columns wrongly.",
    fix: "Give each row the same number of cells.",
};

/// A table is wider than the limit and is read out as lists of cells.
pub static TABLE_TOO_LARGE: Rule = Rule {
    id: "table/too-large",
    severity: Severity::Warning,
    summary: "a table is wider than the limit and is read out as lists of cells",
    references: &[],
    checks: "The columns of a table against the limit of 63 that a page can show. A wider one keeps its words, one row after the other.",
    affects: "Nobody can follow a table of hundreds of columns, on paper or by ear.",
    fix: "Split the table, or turn rows into columns.",
};

/// A table has no header cells.
pub static TABLE_NO_HEADERS: Rule = Rule {
    id: "table/no-headers",
    severity: Severity::Warning,
    summary: "a table has no header cells",
    references: &["WCAG 2.2 SC 1.3.1", "ISO 14289-1:2014 7.5", "Matterhorn 1.1 15-003"],
    checks: "Whether at least one cell of every table is a header.",
    affects: "People who move through the cells hear values and not what they mean.",
    fix: "Mark the header row or column.",
};

/// A formula is written as its TeX source.
pub static MATH_AS_TEX: Rule = Rule {
    id: "math/as-tex",
    severity: Severity::Note,
    summary: "a formula is written as its TeX source",
    references: &["WCAG 2.2 SC 1.1.1", "ISO 14289-1:2014 7.7"],
    checks: "Whether a formula could be written as more than its source.",
    affects: "People hear TeX commands.",
    fix: "Explain the formula in the words around it.",
};

/// The rules of this topic.
pub static ALL: &[&Rule] = &[
    &ONLY_FURNITURE,
    &NO_TITLE,
    &NO_LANGUAGE,
    &BAD_LANGUAGE,
    &METADATA_DIFFERS,
    &HEADING_SKIPPED,
    &HEADING_EMPTY,
    &LINK_EMPTY,
    &LINK_DANGLING,
    &NOTE_MISSING,
    &NOTE_UNUSED,
    &TABLE_RAGGED,
    &TABLE_TOO_LARGE,
    &TABLE_NO_HEADERS,
    &MATH_AS_TEX,
];
