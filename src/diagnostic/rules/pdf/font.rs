//! Rules about the fonts of a PDF.

use crate::diagnostic::{Rule, Severity};

/// A font is not in the file.
pub static FONT_NOT_EMBEDDED: Rule = Rule {
    id: "pdf/font-not-embedded",
    severity: Severity::Error,
    summary: "a font is not in the file",
    references: &[
        "ISO 14289-1:2014 7.21.4.1-1",
        "ISO 19005-2:2011 6.2.11.4.1",
        "ISO 19005-1:2005 6.3.4",
        "Matterhorn 1.1 31-009",
    ],
    checks: "Whether the program of every font that is used is embedded.",
    affects: "Other machines show other letters, or none.",
    fix: "Export with all fonts embedded.",
};

/// A font has no shape for a character.
pub static GLYPH_MISSING: Rule = Rule {
    id: "pdf/glyph-missing",
    severity: Severity::Error,
    summary: "a font has no shape for a character",
    references: &[
        "WCAG 2.2 SC 1.3.1",
        "ISO 14289-1:2014 7.21.4.1-2",
        "ISO 14289-1:2014 7.21.8",
        "ISO 19005-2:2011 6.2.11.8",
        "ISO 19005-1:2005 6.3.5",
        "Matterhorn 1.1 31-011",
        "Matterhorn 1.1 31-030",
    ],
    checks: "Whether every character that is shown has a glyph in its font, and none is `.notdef`.",
    affects: "People see a box or nothing.",
    fix: "Use a font that has the character, and do not cut it out of the subset.",
};

/// A font says other widths than it has.
pub static FONT_WIDTHS: Rule = Rule {
    id: "pdf/font-widths",
    severity: Severity::Error,
    summary: "a font says other widths than it has",
    references: &[
        "ISO 14289-1:2014 7.21.5",
        "ISO 19005-2:2011 6.2.11.5",
        "ISO 19005-1:2005 6.3.6",
        "Matterhorn 1.1 31-016",
    ],
    checks: "Whether the widths in the font's dictionary are those of its program, to a thousandth of the font size.",
    affects: "Letters overlap or stand apart in some programs; words are cut in the wrong places.",
    fix: "Export again with a current version of the program; it wrote the font wrongly.",
};

/// Text cannot be told as characters.
pub static NO_UNICODE: Rule = Rule {
    id: "pdf/no-unicode",
    severity: Severity::Error,
    summary: "text cannot be told as characters",
    references: &[
        "WCAG 2.2 SC 1.3.1",
        "WCAG 2.2 SC 1.4.5",
        "ISO 14289-1:2014 7.21.7-1",
        "ISO 19005-2:2011 6.2.11.7.2",
        "ISO 19005-1:2005 6.3.8",
        "Matterhorn 1.1 31-027",
    ],
    checks: "Whether every glyph that is shown leads to characters, through `ToUnicode` or a known encoding.",
    affects: "A screen reader is silent or says nonsense; search and copy find nothing.",
    fix: "Export again with a program that writes `ToUnicode` for all fonts.",
};

/// The character codes of a font cannot be read everywhere.
pub static FONT_CMAP: Rule = Rule {
    id: "pdf/font-cmap",
    severity: Severity::Error,
    summary: "the character codes of a font cannot be read everywhere",
    references: &[
        "ISO 14289-1:2014 7.21.3",
        "ISO 19005-2:2011 6.2.11.3",
        "ISO 19005-1:2005 6.3.3",
        "Matterhorn 1.1 31-001",
        "Matterhorn 1.1 31-006",
        "Matterhorn 1.1 31-007",
    ],
    checks: "Whether the character map (CMap) of every composite font is predefined or embedded, and agrees with the font on collection and writing direction.",
    affects: "Other machines show other letters.",
    fix: "Use `Identity-H`, or embed the character map.",
};

/// A font does not say which shape belongs to which code.
pub static FONT_GLYPH_MAP: Rule = Rule {
    id: "pdf/font-glyph-map",
    severity: Severity::Error,
    summary: "a font does not say which shape belongs to which code",
    references: &[
        "ISO 14289-1:2014 7.21.3.2",
        "ISO 19005-2:2011 6.2.11.3.2",
        "ISO 19005-1:2005 6.3.3.2",
        "Matterhorn 1.1 31-004",
    ],
    checks: "Whether every embedded TrueType font in a composite font has a `CIDToGIDMap`.",
    affects: "Other machines show other letters.",
    fix: "Set `CIDToGIDMap` to `Identity`, or embed the map.",
};

/// The encoding of a TrueType font is not as prescribed.
pub static FONT_ENCODING: Rule = Rule {
    id: "pdf/font-encoding",
    severity: Severity::Error,
    summary: "the encoding of a TrueType font is not as prescribed",
    references: &[
        "ISO 14289-1:2014 7.21.6",
        "ISO 19005-2:2011 6.2.11.6",
        "ISO 19005-1:2005 6.3.7",
        "Matterhorn 1.1 31-017",
    ],
    checks: "Whether TrueType fonts for text use MacRoman or WinAnsi encoding and have a Unicode character map, and symbol fonts have one map and no encoding.",
    affects: "Other machines show other letters.",
    fix: "Export again with fonts embedded as composite fonts (`Identity-H`).",
};

/// A font's list of its glyphs is wrong.
pub static FONT_SUBSET_LIST: Rule = Rule {
    id: "pdf/font-subset-list",
    severity: Severity::Error,
    summary: "a font's list of its glyphs is wrong",
    references: &[
        "ISO 14289-1:2014 7.21.4.2",
        "ISO 19005-2:2011 6.2.11.4.2",
        "ISO 19005-1:2005 6.3.5",
        "Matterhorn 1.1 31-012",
        "Matterhorn 1.1 31-014",
    ],
    checks: "Whether `CharSet` and `CIDSet`, where there are any, list the glyphs that the font holds.",
    affects: "Programs that trust the list leave letters out.",
    fix: "Leave `CIDSet` and `CharSet` out (PDF/A-1 wants them: write them right).",
};

/// What a PDF says of a font is not complete.
pub static FONT_DICTIONARY: Rule = Rule {
    id: "pdf/font-dictionary",
    severity: Severity::Error,
    summary: "what a PDF says of a font is not complete",
    references: &["ISO 19005-2:2011 6.2.11.2", "ISO 19005-1:2005 6.3.2"],
    checks: "Whether every font has its type, name, first and last character, widths and kind of program as prescribed.",
    affects: "Some programs do not show the text.",
    fix: "Export again with a current version of the program; it wrote the font wrongly.",
};

/// The rules of this topic.
pub static ALL: &[&Rule] = &[
    &FONT_NOT_EMBEDDED,
    &GLYPH_MISSING,
    &FONT_WIDTHS,
    &NO_UNICODE,
    &FONT_CMAP,
    &FONT_GLYPH_MAP,
    &FONT_ENCODING,
    &FONT_SUBSET_LIST,
    &FONT_DICTIONARY,
];
