//! Rules about markup: what it says that a document cannot hold.

use crate::diagnostic::{Rule, Severity};

/// What markup says beside its words is not kept.
pub static NOT_KEPT: Rule = Rule {
    id: "markup/not-kept",
    severity: Severity::Note,
    summary: "what markup says beside its words is not kept",
    references: &["WCAG 2.2 SC 1.3.1", "WCAG 2.2 SC 3.3.2"],
    checks: "Whether a link or a picture in running text carries a title (a tooltip), a title a link or a picture, a link another link.",
    affects: "Tooltips reach neither keyboard, touch, paper nor most screen readers; what they say is lost.",
    fix: "Say it in the text.",
};

/// Sound, film or another page is linked to; it cannot be carried.
pub static EMBEDDED: Rule = Rule {
    id: "markup/embedded",
    severity: Severity::Warning,
    summary: "sound, film or another page is linked to; it cannot be carried",
    references: &["WCAG 2.2 SC 1.2.1", "WCAG 2.2 SC 1.2.3"],
    checks: "Whether the input embeds what no output can hold: `video`, `audio`, `iframe`, `embed`, `object`. A link to it stands in its place.",
    affects: "Readers must leave the document, and cannot once the address is gone.",
    fix: "Add a transcript or a description to the text.",
};

/// A line of the front matter is not understood.
pub static FRONT_MATTER: Rule = Rule {
    id: "input/front-matter",
    severity: Severity::Note,
    summary: "a line of the front matter is not understood",
    references: &[],
    checks: "Whether every line of the front matter is a key that the document knows with a value of the right form.",
    affects: "What the line says is missing from the metadata of the outputs.",
    fix: "Use the keys `title`, `subtitle`, `author`, `date`, `lang`, `publisher`, `source`, `description` and `keywords`, each with plain text or a list.",
};

/// A title, an author, a date or a language of the front matter is lost.
pub static METADATA_LOST: Rule = Rule {
    id: "input/metadata-lost",
    severity: Severity::Warning,
    summary: "a title, an author, a date or a language of the front matter is lost",
    references: &["WCAG 2.2 SC 2.4.2", "WCAG 2.2 SC 3.1.1"],
    checks: "Whether the keys `title`, `author`, `date` and `lang` have values of a form that is understood: text, lists of texts, mappings with a `name`, dates that exist.",
    affects: "Readers do not learn from any output who wrote the article, or when.",
    fix: "Write the value as plain text: `author: Jane Doe`, `date: 2020-05-13`. Several authors are a list.",
};

/// Markup goes beyond the limit of passages; words are kept, emphasis and links are not.
pub static TOO_MUCH: Rule = Rule {
    id: "markup/too-much",
    severity: Severity::Warning,
    summary: "markup goes beyond the limit of passages; words are kept, emphasis and links are not",
    references: &[],
    checks: "The passages (blocks, inlines, texts) of an input against one million, and the elements of a web page against two. Each takes memory until the outputs are written; the limit keeps one input from taking all of it.",
    affects: "From the place that is named, readers get the words without emphasis, languages and links.",
    fix: "Split the document.",
};

/// The rules of this topic.
pub static ALL: &[&Rule] = &[&NOT_KEPT, &EMBEDDED, &FRONT_MATTER, &METADATA_LOST, &TOO_MUCH];
