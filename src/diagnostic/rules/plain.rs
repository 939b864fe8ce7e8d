//! Rules about plain text: the profile in which it reads well by speech and in braille, and lasts.

use crate::diagnostic::{Rule, Severity};

/// A text is not in UTF-8.
pub static NOT_UTF8: Rule = Rule {
    id: "plain/not-utf8",
    severity: Severity::Warning,
    summary: "a text is not in UTF-8",
    references: &["WCAG 2.2 SC 1.3.1"],
    checks: "Whether the bytes of the text are UTF-8. A text file does not say its encoding, so that any other has to be guessed.",
    affects: "Letters come out wrong, or not at all, wherever the guess is wrong.",
    fix: "Save the text as UTF-8, or convert it: `altform convert --to txt`.",
};

/// A text begins with a byte order mark.
pub static BYTE_ORDER_MARK: Rule = Rule {
    id: "plain/byte-order-mark",
    severity: Severity::Note,
    summary: "a text begins with a byte order mark",
    references: &[],
    checks: "Whether the text begins with U+FEFF. UTF-8 has no byte order.",
    affects: "Some programs show or speak it, or do not find the first word.",
    fix: "Save the text as UTF-8 without BOM.",
};

/// Letters and their accents are apart.
pub static NOT_NFC: Rule = Rule {
    id: "plain/not-nfc",
    severity: Severity::Note,
    summary: "letters and their accents are apart",
    references: &[],
    checks: "Whether the text is in Unicode normalisation form C, in which a letter with its accent is one character.",
    affects: "Braille displays and some voices take the letter and its accent for two; searches miss the word.",
    fix: "Normalise the text to NFC.",
};

/// Lines do not end in line feeds alone.
pub static LINE_ENDS: Rule = Rule {
    id: "plain/line-ends",
    severity: Severity::Note,
    summary: "lines do not end in line feeds alone",
    references: &[],
    checks: "Whether every line ends in a line feed, without a carriage return.",
    affects: "Tools for archives and versions see changes where there are none; old Macintosh line ends make one line of the whole text.",
    fix: "Save the text with Unix line ends (LF).",
};

/// A text has tabs.
pub static TABS: Rule = Rule {
    id: "plain/tab",
    severity: Severity::Warning,
    summary: "a text has tabs",
    references: &["WCAG 2.2 SC 1.3.1"],
    checks: "Whether a line has a tab. How wide it is, nobody knows.",
    affects: "What tabs set apart runs together in speech, and falls out of line on braille displays and in large type.",
    fix: "Write spaces at the beginning of lines, and a sentence instead of a table.",
};

/// Lines end in white space.
pub static TRAILING_SPACE: Rule = Rule {
    id: "plain/trailing-space",
    severity: Severity::Note,
    summary: "lines end in white space",
    references: &[],
    checks: "Whether a line ends in spaces or tabs.",
    affects: "Cursors and braille displays stop where nothing stands.",
    fix: "Take the white space at the ends of lines away.",
};

/// Something is drawn with signs.
pub static DRAWING: Rule = Rule {
    id: "plain/drawing",
    severity: Severity::Warning,
    summary: "something is drawn with signs",
    references: &["WCAG 2.2 SC 1.1.1"],
    checks: "Whether a line has box-drawing characters, or is nothing but a rule of four or more equal signs.",
    affects: "A screen reader says every sign, or nothing at all: “dash dash dash dash”.",
    fix: "Set parts apart with blank lines; write a table as sentences, and describe a picture.",
};

/// Columns are aligned by spaces.
pub static COLUMNS: Rule = Rule {
    id: "plain/columns",
    severity: Severity::Warning,
    summary: "columns are aligned by spaces",
    references: &["WCAG 2.2 SC 1.3.1", "WCAG 2.2 SC 1.3.2"],
    checks: "Whether three or more lines in a row have words that begin, or end, in the same column after two or more spaces.",
    affects: "Speech runs the columns together; nobody hears to which column a word belongs.",
    fix: "Write a line per row, each value after the name of its column: `Oslo: January 10, February 20.`",
};

/// Words are split at the ends of lines.
pub static HYPHENATION: Rule = Rule {
    id: "plain/hyphenation",
    severity: Severity::Warning,
    summary: "words are split at the ends of lines",
    references: &["WCAG 2.2 SC 1.3.1"],
    checks: "Whether a line ends in a hyphen and the word that it splits stands whole elsewhere in the text. A word that stands nowhere else may have a hyphen of its own, and is left alone.",
    affects: "A screen reader says two pieces of a word; searches miss it.",
    fix: "Do not hyphenate plain text.",
};

/// The rules of this topic.
pub static ALL: &[&Rule] = &[
    &NOT_UTF8,
    &BYTE_ORDER_MARK,
    &NOT_NFC,
    &LINE_ENDS,
    &TABS,
    &TRAILING_SPACE,
    &DRAWING,
    &COLUMNS,
    &HYPHENATION,
];
