//! Rules about pictures.

use crate::diagnostic::{Rule, Severity};

/// A picture has no description.
pub static ALT_MISSING: Rule = Rule {
    id: "image/alt-missing",
    severity: Severity::Warning,
    summary: "a picture has no description",
    references: &[
        "WCAG 2.2 SC 1.1.1",
        "ISO 14289-1:2014 7.3",
        "Matterhorn 1.1 13-004",
        "ACT 23a2a8",
        "ACT 7d6734",
        "ACT 8fc3b6",
        "EN 301 549 9.1.1.1",
        "EPUB Accessibility 1.1 alternativeText",
    ],
    checks: "Whether every picture that is not declared decorative has an alternative text, a caption that can serve, or a description supplied by a person.",
    affects: "People who cannot see the picture hear \"graphic\" and nothing else. The PDF/UA claim and the EPUB's `alternativeText` are dropped.",
    fix: "Describe the picture where it stands in the source: `![what it shows](file.png)`, or `<img alt=\"what it shows\">`. If it says nothing, declare it decorative: `<img src=\"file.png\" alt=\"\">`.",
};

/// The caption serves as the description of a picture.
pub static ALT_FROM_CAPTION: Rule = Rule {
    id: "image/alt-from-caption",
    severity: Severity::Note,
    summary: "the caption serves as the description of a picture",
    references: &["WCAG 2.2 SC 1.1.1"],
    checks: "Whether a figure with a caption also has a description of its own.",
    affects: "A caption seldom says what the picture shows; people who cannot see it hear the caption twice.",
    fix: "Write what the picture shows as its alternative text, beside the caption.",
};

/// The description of a picture is its file name.
pub static ALT_IS_FILE_NAME: Rule = Rule {
    id: "image/alt-is-file-name",
    severity: Severity::Warning,
    summary: "the description of a picture is its file name",
    references: &["WCAG 2.2 SC 1.1.1", "ACT 9eb3f6"],
    checks: "Whether an alternative text is the name of the picture's file or has the form of one.",
    affects: "People who cannot see the picture hear letters and digits that say nothing.",
    fix: "Write what the picture shows.",
};

/// A picture cannot be read; its description and caption are kept.
pub static NOT_FOUND: Rule = Rule {
    id: "image/not-found",
    severity: Severity::Warning,
    summary: "a picture cannot be read; its description and caption are kept",
    references: &["WCAG 2.2 SC 1.1.1"],
    checks: "Whether the file of every picture exists below the input's folder (or a folder named with `--resources`) and can be read.",
    affects: "The outputs show the description in the picture's place.",
    fix: "Put the file where the source says it is, or name its folder with `--resources`.",
};

/// A picture is outside the folders that may be read.
pub static OUTSIDE: Rule = Rule {
    id: "image/outside",
    severity: Severity::Warning,
    summary: "a picture is outside the folders that may be read",
    references: &[],
    checks: "Whether a picture's path stays below the input's folder or a folder named with `--resources`. Absolute paths, `..`, links that lead out, and addresses are never followed: an input must not make the program read other files.",
    affects: "The outputs show the description in the picture's place.",
    fix: "Put the picture below the input's folder, or name its folder with `--resources`.",
};

/// A picture's bytes cannot be decoded.
pub static CORRUPT: Rule = Rule {
    id: "image/corrupt",
    severity: Severity::Warning,
    summary: "a picture's bytes cannot be decoded",
    references: &[],
    checks: "Whether the bytes of every picture decode to pixels.",
    affects: "The outputs show the description in the picture's place.",
    fix: "Save the picture again from its original.",
};

/// A picture is larger than the limit of pixels.
pub static TOO_MANY_PIXELS: Rule = Rule {
    id: "image/too-many-pixels",
    severity: Severity::Warning,
    summary: "a picture is larger than the limit of pixels",
    references: &[],
    checks: "The width times height that a picture's header claims, against 100 million pixels, before any pixel is decoded.",
    affects: "The outputs show the description in the picture's place; the limit keeps one picture from taking the machine's memory.",
    fix: "Scale the picture down: 4,000 pixels on the longer side are more than any page can show.",
};

/// A picture's format cannot be carried into all outputs.
pub static UNSUPPORTED: Rule = Rule {
    id: "image/unsupported",
    severity: Severity::Warning,
    summary: "a picture's format cannot be carried into all outputs",
    references: &["EPUB 3.3 core media types"],
    checks: "Whether a picture is JPEG, PNG, GIF, WebP or SVG, by its bytes and not by its name. An SVG is drawn once, with the bundled fonts; it may name no other file, and what it may cost in memory and time has bounds.",
    affects: "The outputs show the description in the picture's place.",
    fix: "Save the picture as PNG or JPEG.",
};

/// The source names a picture that it does not carry.
pub static NOT_CARRIED: Rule = Rule {
    id: "image/not-carried",
    severity: Severity::Note,
    summary: "the source names a picture that it does not carry",
    references: &["WCAG 2.2 SC 1.1.1"],
    checks: "Whether a caption in scraped text has its picture.",
    affects: "Readers get the caption and the credit, but not the picture.",
    fix: "If you have the picture, add it: convert to JSON, set the figure's `image`, and convert that.",
};

/// The title of a picture in running text is not kept.
pub static TITLE_LOST: Rule = Rule {
    id: "image/title-lost",
    severity: Severity::Warning,
    summary: "the title of a picture in running text is not kept",
    references: &["WCAG 2.2 SC 1.3.1"],
    checks: "Whether the title of every picture can be its caption: a picture in a paragraph of its own has one, a picture among words or with a caption of its own has not.",
    affects: "What the title says is missing from all outputs.",
    fix: "Say it in the text, or give the picture a paragraph of its own.",
};

/// The rules of this topic.
pub static ALL: &[&Rule] = &[
    &ALT_MISSING,
    &ALT_FROM_CAPTION,
    &ALT_IS_FILE_NAME,
    &NOT_FOUND,
    &OUTSIDE,
    &CORRUPT,
    &TOO_MANY_PIXELS,
    &UNSUPPORTED,
    &NOT_CARRIED,
    &TITLE_LOST,
];
