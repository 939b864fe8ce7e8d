//! Rules about what documents of any format say, as they were written: titles, descriptions, links, languages, contrast.

use crate::diagnostic::{Rule, Severity};

/// The title is the name of a file.
pub static TITLE_IS_FILE_NAME: Rule = Rule {
    id: "document/title-is-file-name",
    severity: Severity::Warning,
    summary: "the title is the name of a file",
    references: &["WCAG 2.2 SC 2.4.2", "Matterhorn 1.1 06-004"],
    checks: "Whether the title in the metadata is a file name, the name of a template or of a program (`article_final2.docx`, `Untitled`, `Microsoft Word - a.doc`).",
    affects: "A screen reader says the title first, and windows, libraries and search results show it: nobody learns what the document is.",
    fix: "Write the title of the document into its properties.",
};

/// The description of a picture says only that it is one.
pub static ALT_SAYS_NOTHING: Rule = Rule {
    id: "image/alt-says-nothing",
    severity: Severity::Warning,
    summary: "the description of a picture says only that it is one",
    references: &["WCAG 2.2 SC 1.1.1"],
    checks: "Whether an alternative text is a word such as `image`, `photo`, `graphic`, `null` or `alt`, or nothing but punctuation.",
    affects: "People who cannot see the picture hear that there is one, which they knew.",
    fix: "Write what the picture shows; if it says nothing, declare it decorative.",
};

/// The words of a link say nothing about where it goes.
pub static LINK_VAGUE: Rule = Rule {
    id: "link/vague",
    severity: Severity::Warning,
    summary: "the words of a link say nothing about where it goes",
    references: &["WCAG 2.2 SC 2.4.4", "ACT 5effbb"],
    checks: "Whether the words of a link, with its accessible name, are a phrase such as `click here`, `here`, `more`, `read more` or `link`, in the languages that altform knows.",
    affects: "People who list the links of a document hear the same words over and over.",
    fix: "Let the words say what stands at the other end.",
};

/// The words of a link are a bare address.
pub static LINK_BARE_ADDRESS: Rule = Rule {
    id: "link/bare-address",
    severity: Severity::Note,
    summary: "the words of a link are a bare address",
    references: &["WCAG 2.2 SC 2.4.4"],
    checks: "Whether the words of a link are a web address with a path. The name of a site alone (`example.org`) and a mail address can be said and are left alone.",
    affects: "A screen reader spells the address sign by sign.",
    fix: "Write what stands there, and keep the address as the target.",
};

/// The language that is said is not that of the words.
pub static LANGUAGE_CONTRADICTS: Rule = Rule {
    id: "language/contradicts-text",
    severity: Severity::Warning,
    summary: "the language that is said is not that of the words",
    references: &["WCAG 2.2 SC 3.1.1", "ACT ucwvc8", "Matterhorn 1.1 11-007"],
    checks: "Whether the words of the document are plainly in another language than the one that the document says. Short texts, and languages that are close to each other, are left alone.",
    affects: "A screen reader speaks the words with the wrong voice; nobody understands them.",
    fix: "Say the language that the words are in.",
};

/// The contrast of text is too low.
pub static CONTRAST: Rule = Rule {
    id: "text/contrast",
    severity: Severity::Error,
    summary: "the contrast of text is too low",
    references: &["WCAG 2.2 SC 1.4.3", "ACT afw4f7"],
    checks: "Whether text has a contrast of at least 4.5 to 1 against what is behind it, or 3 to 1 where it is large (18 points, or 14 bold). Text whose background cannot be told without running or painting the page is left alone.",
    affects: "People with low vision, and everybody in sunlight, cannot read it.",
    fix: "Make the text darker or its background lighter.",
};

/// Text has no readable characters.
pub static UNREADABLE_CHARACTERS: Rule = Rule {
    id: "text/unreadable-characters",
    severity: Severity::Error,
    summary: "text has no readable characters",
    references: &["WCAG 2.2 SC 1.3.1", "ISO 14289-1:2014 7.21.7", "Matterhorn 1.1 10-001"],
    checks: "Whether the characters of the text are ones that have a meaning: no private use, no replacement characters, no noncharacters, no control characters.",
    affects: "A screen reader is silent, or says nonsense; search and copy find nothing.",
    fix: "Mend the encoding of the source, or the character map (ToUnicode) of the font.",
};

/// The rules of this topic.
pub static ALL: &[&Rule] = &[
    &TITLE_IS_FILE_NAME,
    &ALT_SAYS_NOTHING,
    &LINK_VAGUE,
    &LINK_BARE_ADDRESS,
    &LANGUAGE_CONTRADICTS,
    &CONTRAST,
    &UNREADABLE_CHARACTERS,
];
