//! Questions that no program can answer. They are asked, never passed.

use crate::diagnostic::{Rule, Severity};

/// Do the descriptions say what the pictures show?.
pub static DESCRIPTIONS: Rule = Rule {
    id: "question/descriptions",
    severity: Severity::Question,
    summary: "do the descriptions say what the pictures show?",
    references: &["WCAG 2.2 SC 1.1.1", "Matterhorn 1.1 13-004"],
    checks: "That pictures are described. Whether a description is true and says what matters here is for a person.",
    affects: "People who cannot see the pictures have nothing but their descriptions.",
    fix: "Read each description beside its picture and its text.",
};

/// Is what is declared decorative without meaning?.
pub static DECORATIVE: Rule = Rule {
    id: "question/decorative",
    severity: Severity::Question,
    summary: "is what is declared decorative without meaning?",
    references: &["WCAG 2.2 SC 1.1.1", "Matterhorn 1.1 01-002"],
    checks: "That pictures are declared decorative (an empty alternative text, an artifact). Whether they say something is for a person.",
    affects: "People who cannot see the pictures do not learn that they exist.",
    fix: "Look at each of them; describe those that say something.",
};

/// Is the order in which it is read the order in which it is meant?.
pub static READING_ORDER: Rule = Rule {
    id: "question/reading-order",
    severity: Severity::Question,
    summary: "is the order in which it is read the order in which it is meant?",
    references: &["WCAG 2.2 SC 1.3.2", "Matterhorn 1.1 09-001"],
    checks: "Nothing: the order in which text is tagged can be compared with a source (`--against`), but its sense is for a person.",
    affects: "People who listen hear sentences torn apart.",
    fix: "Listen to `altform speak`, or compare with the source: `altform check --against SOURCE`.",
};

/// Do the headings say what stands below them?.
pub static HEADINGS: Rule = Rule {
    id: "question/headings",
    severity: Severity::Question,
    summary: "do the headings say what stands below them?",
    references: &["WCAG 2.2 SC 2.4.6", "ACT b49b2e", "Matterhorn 1.1 14-001"],
    checks: "That there are headings. Whether they describe their parts, and whether everything that is a heading is one, is for a person.",
    affects: "People who move by headings choose by their words.",
    fix: "Read the headings alone, as a list.",
};

/// Do the words of the links say where they go?.
pub static LINK_PURPOSE: Rule = Rule {
    id: "question/link-purpose",
    severity: Severity::Question,
    summary: "do the words of the links say where they go?",
    references: &["WCAG 2.2 SC 2.4.4"],
    checks: "That links have words. Whether the words and their sentence say where the link goes is for a person.",
    affects: "People who list the links choose by their words.",
    fix: "Read the links alone, as a list.",
};

/// Are the headers of the tables the ones that are meant?.
pub static TABLE_HEADERS: Rule = Rule {
    id: "question/table-headers",
    severity: Severity::Question,
    summary: "are the headers of the tables the ones that are meant?",
    references: &["WCAG 2.2 SC 1.3.1", "Matterhorn 1.1 15-001"],
    checks: "That tables have headers. Whether each heads what it is said to head is for a person.",
    affects: "People who move through cells hear the headers that the table names.",
    fix: "Go through each table cell by cell: `altform speak` says the headers of each.",
};

/// Is every passage in another language marked as such?.
pub static LANGUAGES: Rule = Rule {
    id: "question/languages",
    severity: Severity::Question,
    summary: "is every passage in another language marked as such?",
    references: &["WCAG 2.2 SC 3.1.2", "Matterhorn 1.1 11-007"],
    checks: "That the document has a language. Whether each foreign passage, name aside, is marked is for a person.",
    affects: "A screen reader speaks an unmarked passage with the wrong voice.",
    fix: "Mark passages in other languages with their tag.",
};

/// Does anything depend on colour or shape alone?.
pub static COLOUR_ALONE: Rule = Rule {
    id: "question/colour-alone",
    severity: Severity::Question,
    summary: "does anything depend on colour or shape alone?",
    references: &["WCAG 2.2 SC 1.4.1", "WCAG 2.2 SC 1.3.3", "Matterhorn 1.1 04-001"],
    checks: "Nothing: whether words refer to colours or places on the page is for a person.",
    affects: "People who do not see colours, or the page, miss what only they say.",
    fix: "Say in words what a colour or a place says.",
};

/// Do the recordings have captions or a transcript?
pub static MEDIA: Rule = Rule {
    id: "question/media",
    severity: Severity::Question,
    summary: "do the recordings have captions, a transcript or a description?",
    references: &[
        "WCAG 2.2 SC 1.2.1",
        "WCAG 2.2 SC 1.2.2",
        "WCAG 2.2 SC 1.2.3",
        "WCAG 2.2 SC 1.2.5",
    ],
    checks: "That there are videos or sound recordings. Whether captions are right, and whether a text beside them says what they say, is for a person.",
    affects: "People who cannot hear or see them get nothing of what they say or show.",
    fix: "Watch and listen to each of them with its captions and its transcript.",
};

/// Do frames of the same name hold the same?
pub static SAME_NAME: Rule = Rule {
    id: "question/same-name",
    severity: Severity::Question,
    summary: "do frames of the same name hold the same?",
    references: &["WCAG 2.2 SC 4.1.2", "ACT 4b1c6c"],
    checks: "That frames with different addresses have the same name. Whether they hold the same is for a person.",
    affects: "People who list the frames cannot tell them apart.",
    fix: "Open each of them; if they hold different things, name them so.",
};

/// The rules of this topic.
pub static ALL: &[&Rule] = &[
    &DESCRIPTIONS,
    &DECORATIVE,
    &READING_ORDER,
    &HEADINGS,
    &LINK_PURPOSE,
    &TABLE_HEADERS,
    &LANGUAGES,
    &COLOUR_ALONE,
    &MEDIA,
    &SAME_NAME,
];
