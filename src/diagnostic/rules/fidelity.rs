//! Rules about what was lost between two documents that are to say the same.

use crate::diagnostic::{Rule, Severity};

/// Words are lost.
pub static LOST: Rule = Rule {
    id: "fidelity/lost",
    severity: Severity::Error,
    summary: "words are lost, or became other words",
    references: &["WCAG 2.2 SC 1.3.1"],
    checks: "Whether every word of the source is announced. Case, invisible characters, ligatures, the shape of quotation marks, dashes and bullets do not count.",
    affects: "People who read this file do not get what others get.",
    fix: "Look in the program that made the file for what it leaves out; words that run together or fall apart have lost or gained a space or a hyphen.",
};

/// Words are added or repeated.
pub static ADDED: Rule = Rule {
    id: "fidelity/added",
    severity: Severity::Error,
    summary: "words are announced that the source does not have, or has once",
    references: &["WCAG 2.2 SC 1.3.1"],
    checks: "Whether a word is announced that the source does not have, or more often than it has it: running heads, page numbers, a caption that is read twice.",
    affects: "People who listen hear sentences torn apart by words that do not belong to them.",
    fix: "Mark what only decorates the page as an artifact, and tag what is said once, once.",
};

/// The file keeps what is no part of the article.
pub static BESIDE: Rule = Rule {
    id: "fidelity/beside",
    severity: Severity::Note,
    summary: "words of the source are kept that are no part of the article",
    references: &[],
    checks: "Whether the file announces words that the source has around its article: navigation, related articles, notices.",
    affects: "People who listen have to find the article among other words.",
    fix: "Leave out what is around the article when the file is made; or compare with `--keep-all` or `--article` if it belongs to it.",
};

/// The order is another.
pub static ORDER: Rule = Rule {
    id: "fidelity/order",
    severity: Severity::Error,
    summary: "words are announced earlier or later than in the source",
    references: &["WCAG 2.2 SC 1.3.2", "Matterhorn 1.1 09-001"],
    checks: "Whether what is announced comes in the order of the source. No validator sees this: the file may be valid.",
    affects: "People who listen hear an answer before its question, or the items of a list before what they belong to.",
    fix: "Change the order of tags, or report it to whoever makes the program: a nested list, for example, belongs after the words of its item.",
};

/// The level of a heading is another.
pub static LEVEL: Rule = Rule {
    id: "fidelity/level",
    severity: Severity::Error,
    summary: "a heading has another level, or is none",
    references: &["WCAG 2.2 SC 1.3.1", "Matterhorn 1.1 14-001"],
    checks: "Whether headings are announced as such, on levels that stand to each other as in the source.",
    affects: "People who move by headings miss a part, or take it for part of another.",
    fix: "Tag the heading as one, on its level.",
};

/// The language is another.
pub static LANGUAGE: Rule = Rule {
    id: "fidelity/language",
    severity: Severity::Error,
    summary: "words are announced in another language than in the source",
    references: &["WCAG 2.2 SC 3.1.2", "WCAG 2.2 SC 3.1.1", "Matterhorn 1.1 11-007"],
    checks: "Whether every word whose language the source says is announced in that language.",
    affects: "A screen reader speaks the words with the wrong voice.",
    fix: "Carry the language of the passage into the file: `lang` in HTML and EPUB, `Lang` of a tag in PDF.",
};

/// The description of a picture is another.
pub static DESCRIPTION: Rule = Rule {
    id: "fidelity/description",
    severity: Severity::Error,
    summary: "the description of a picture is lost or another",
    references: &["WCAG 2.2 SC 1.1.1", "Matterhorn 1.1 13-004"],
    checks: "Whether every picture that the source describes is announced with this description, and no other picture is announced.",
    affects: "People who cannot see the picture lose what the author wrote for them.",
    fix: "Carry the description into the file: `alt` in HTML and EPUB, `Alt` of the figure in PDF.",
};

/// A link is lost or leads elsewhere.
pub static LINK: Rule = Rule {
    id: "fidelity/link",
    severity: Severity::Error,
    summary: "a link is lost or leads elsewhere",
    references: &["WCAG 2.2 SC 2.4.4", "WCAG 2.2 SC 1.3.1"],
    checks: "Whether the words that are a link in the source are one here, and lead to the same place.",
    affects: "People cannot follow the link, or come out elsewhere.",
    fix: "Carry the link into the file.",
};

/// A note or a reference to one is lost.
pub static NOTE: Rule = Rule {
    id: "fidelity/note",
    severity: Severity::Error,
    summary: "a note, or a reference to one, is no longer announced as such",
    references: &["WCAG 2.2 SC 1.3.1", "ISO 14289-1:2014 7.9"],
    checks: "Whether references to notes and notes are announced as such, under the same numbers.",
    affects: "People who listen hear a note in the middle of a sentence, or cannot get to it.",
    fix: "Tag the note as a note and link its reference to it.",
};

/// A table, or the headers of its cells, are lost.
pub static TABLE: Rule = Rule {
    id: "fidelity/table",
    severity: Severity::Error,
    summary: "a table, or the headers of its cells, are lost",
    references: &["WCAG 2.2 SC 1.3.1", "ISO 14289-1:2014 7.5", "Matterhorn 1.1 15-003"],
    checks: "Whether words that stand in a table in the source stand in one here, and whether every cell is announced with the headers that it has there.",
    affects: "People who move through the cells do not hear what a number stands for.",
    fix: "Carry the header cells into the file, with their scope where a table has headers beside its rows.",
};

/// A list is another.
pub static LIST: Rule = Rule {
    id: "fidelity/list",
    severity: Severity::Error,
    summary: "a list is lost, has other items, or nests otherwise",
    references: &["WCAG 2.2 SC 1.3.1"],
    checks: "Whether the items of a list are announced as such, at the same depth and under the same numbers.",
    affects: "People who listen do not hear how many things there are and where one ends.",
    fix: "Tag the list and its items.",
};

/// A caption, quotation or box is another.
pub static GROUP: Rule = Rule {
    id: "fidelity/group",
    severity: Severity::Error,
    summary: "a caption, a quotation or a box is no longer announced as such",
    references: &["WCAG 2.2 SC 1.3.1"],
    checks: "Whether captions, quotations and passages beside the text are announced as what they are.",
    affects: "People who listen take a quotation for the author's own words, or a caption for part of the text.",
    fix: "Tag the passage as what it is.",
};

/// Deleted or raised words and expansions are lost.
pub static MARK: Rule = Rule {
    id: "fidelity/mark",
    severity: Severity::Error,
    summary: "words are no longer marked as deleted, raised or short for something",
    references: &["WCAG 2.2 SC 1.3.1"],
    checks: "Whether words that are struck through, numbers that stand above or below the line, and abbreviations with what they stand for are still told as such.",
    affects: "What is no longer true is heard as true; 10⁶ is heard as 106.",
    fix: "Carry the mark into the file: `del`, `sup` and `abbr` in HTML, attributes and `E` in PDF.",
};

/// The rules of this topic.
pub static ALL: &[&Rule] = &[
    &LOST,
    &ADDED,
    &BESIDE,
    &ORDER,
    &LEVEL,
    &LANGUAGE,
    &DESCRIPTION,
    &LINK,
    &NOTE,
    &TABLE,
    &LIST,
    &GROUP,
    &MARK,
];
