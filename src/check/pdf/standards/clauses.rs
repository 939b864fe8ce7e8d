//! Which rule of ours stands for which test of PDF/UA-1 and PDF/A, and what must be there for the rule to
//! apply. It runs nothing.

use super::present::Part;
use crate::check::Standard;
use crate::diagnostic::Rule;
use crate::diagnostic::rules::content::UNREADABLE_CHARACTERS;
use crate::diagnostic::rules::document::HEADING_SKIPPED;
use crate::diagnostic::rules::image::ALT_MISSING;
use crate::diagnostic::rules::pdf::annotation::{
    ANNOTATION_CONTENTS, ANNOTATION_UNTAGGED, ATTACHMENT_KIND, ATTACHMENT_NAME, DYNAMIC_FORM,
    FIELD_NAME, FIELD_UNTAGGED, LAYERS, LINK_CONTENTS, LINK_UNTAGGED, MEDIA_CLIP, PRODUCTION_MARKS,
    TAB_ORDER,
};
use crate::diagnostic::rules::pdf::archive::{
    ACTION, ANNOTATION_FLAGS, ANNOTATION_KIND, APPEARANCE, COLOUR_PROFILE, CONTENT_OPERATORS,
    DEVICE_COLOUR, ENCRYPTION, EXTERNAL_CONTENT, FILE_ID, FILE_SYNTAX, FILTER, GRAPHICS_STATE,
    IMAGE_DATA, LIMITS, NAME_ENCODING, OUTPUT_INTENT, POSTSCRIPT, PRESENTATION, SIGNATURE,
    SPOT_COLOUR, TRANSPARENCY,
};
use crate::diagnostic::rules::pdf::claim::{
    CLAIM_WRONG, EXTRACTION_FORBIDDEN, HEADER, METADATA_DIFFERS, METADATA_MALFORMED,
    METADATA_MISSING, METADATA_UNDEFINED, NOT_MARKED, SUSPECTS, TITLE_MISSING, TITLE_NOT_SHOWN,
    UNTAGGED,
};
use crate::diagnostic::rules::pdf::font::{
    FONT_CMAP, FONT_DICTIONARY, FONT_ENCODING, FONT_GLYPH_MAP, FONT_NOT_EMBEDDED, FONT_SUBSET_LIST,
    FONT_WIDTHS, GLYPH_MISSING, NO_UNICODE,
};
use crate::diagnostic::rules::pdf::structure::{
    ARTIFACT_NESTING, CONTENTS_STRUCTURE, FORM_REUSED, FORMULA_ALT, HEADING_MIXED,
    LANGUAGE_INVALID, LANGUAGE_MISSING, LIST_STRUCTURE, NOTE_ID, ROLE_MAP, STRUCTURE_TREE,
    TABLE_GRID, TABLE_HEADERS, TABLE_STRUCTURE, UNTAGGED_CONTENT,
};

/// A clause, its tests (none: all), the rule of ours, and what the rule looks at.
pub(super) type Clause = (&'static str, &'static [u8], &'static Rule, Part);

/// All tests of the clause.
const ALL: &[u8] = &[];

/// PDF/UA-1, ISO 14289-1:2014.
const UA1: &[Clause] = &[
    ("5", ALL, &CLAIM_WRONG, Part::File),
    ("6.1", ALL, &HEADER, Part::File),
    ("6.2", ALL, &NOT_MARKED, Part::File),
    ("7.1", &[1, 2], &ARTIFACT_NESTING, Part::Content),
    ("7.1", &[3], &UNTAGGED_CONTENT, Part::Content),
    ("7.1", &[4], &SUSPECTS, Part::File),
    ("7.1", &[5, 6, 7], &ROLE_MAP, Part::RoleMap),
    ("7.1", &[8], &METADATA_MISSING, Part::File),
    ("7.1", &[9], &TITLE_MISSING, Part::File),
    ("7.1", &[10], &TITLE_NOT_SHOWN, Part::File),
    ("7.1", &[11], &UNTAGGED, Part::File),
    ("7.1", &[12], &STRUCTURE_TREE, Part::Tags),
    ("7.2", &[29], &LANGUAGE_INVALID, Part::Languages),
    ("7.2", &[2, 21, 22, 23, 24, 25, 30, 31, 32, 33, 34], &LANGUAGE_MISSING, Part::File),
    ("7.2", &[15, 41, 42, 43], &TABLE_GRID, Part::Tables),
    ("7.2", &[17, 18, 19, 20, 40], &LIST_STRUCTURE, Part::Lists),
    ("7.2", &[26, 27, 28], &CONTENTS_STRUCTURE, Part::Contents),
    (
        "7.2",
        &[3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 36, 37, 38, 39],
        &TABLE_STRUCTURE,
        Part::Tables,
    ),
    ("7.3", ALL, &ALT_MISSING, Part::Figures),
    ("7.4.2", ALL, &HEADING_SKIPPED, Part::Headings),
    ("7.4.4", ALL, &HEADING_MIXED, Part::Headings),
    ("7.5", ALL, &TABLE_HEADERS, Part::Tables),
    ("7.7", ALL, &FORMULA_ALT, Part::Formulas),
    ("7.9", ALL, &NOTE_ID, Part::Notes),
    ("7.10", ALL, &LAYERS, Part::Layers),
    ("7.11", ALL, &ATTACHMENT_NAME, Part::Attachments),
    ("7.15", ALL, &DYNAMIC_FORM, Part::Fields),
    ("7.16", ALL, &EXTRACTION_FORBIDDEN, Part::Encryption),
    ("7.18.1", &[1], &ANNOTATION_UNTAGGED, Part::Annotations),
    ("7.18.1", &[2], &ANNOTATION_CONTENTS, Part::Annotations),
    ("7.18.1", &[3], &FIELD_NAME, Part::Fields),
    ("7.18.2", ALL, &PRODUCTION_MARKS, Part::Annotations),
    ("7.18.3", ALL, &TAB_ORDER, Part::Annotations),
    ("7.18.4", ALL, &FIELD_UNTAGGED, Part::Fields),
    ("7.18.5", &[1], &LINK_UNTAGGED, Part::Links),
    ("7.18.5", &[2], &LINK_CONTENTS, Part::Links),
    ("7.18.6.2", ALL, &MEDIA_CLIP, Part::Media),
    ("7.18.8", ALL, &PRODUCTION_MARKS, Part::Annotations),
    ("7.20", &[1], &EXTERNAL_CONTENT, Part::Forms),
    ("7.20", &[2], &FORM_REUSED, Part::Forms),
    ("7.21.3.1", ALL, &FONT_CMAP, Part::CompositeFonts),
    ("7.21.3.2", ALL, &FONT_GLYPH_MAP, Part::CompositeFonts),
    ("7.21.3.3", ALL, &FONT_CMAP, Part::CompositeFonts),
    ("7.21.4.1", &[1], &FONT_NOT_EMBEDDED, Part::Fonts),
    ("7.21.4.1", &[2], &GLYPH_MISSING, Part::Fonts),
    ("7.21.4.2", ALL, &FONT_SUBSET_LIST, Part::Fonts),
    ("7.21.5", ALL, &FONT_WIDTHS, Part::Fonts),
    ("7.21.6", ALL, &FONT_ENCODING, Part::TrueTypeFonts),
    ("7.21.7", &[1], &NO_UNICODE, Part::Fonts),
    ("7.21.7", &[2], &UNREADABLE_CHARACTERS, Part::Fonts),
    ("7.21.8", ALL, &GLYPH_MISSING, Part::Fonts),
];

/// PDF/A-1, ISO 19005-1:2005.
const A1: &[Clause] = &[
    ("6.1.2", ALL, &HEADER, Part::File),
    ("6.1.3", &[1, 4], &FILE_ID, Part::File),
    ("6.1.3", &[2], &ENCRYPTION, Part::File),
    ("6.1.3", &[3], &FILE_SYNTAX, Part::File),
    ("6.1.4", ALL, &FILE_SYNTAX, Part::File),
    ("6.1.6", ALL, &FILE_SYNTAX, Part::File),
    ("6.1.7", &[1, 2], &FILE_SYNTAX, Part::File),
    ("6.1.7", &[3], &EXTERNAL_CONTENT, Part::File),
    ("6.1.8", ALL, &FILE_SYNTAX, Part::File),
    ("6.1.10", ALL, &FILTER, Part::File),
    ("6.1.11", ALL, &ATTACHMENT_KIND, Part::Attachments),
    ("6.1.12", ALL, &LIMITS, Part::File),
    ("6.1.13", ALL, &LAYERS, Part::Layers),
    ("6.2.2", ALL, &OUTPUT_INTENT, Part::OutputIntents),
    ("6.2.3.2", ALL, &COLOUR_PROFILE, Part::File),
    ("6.2.3.3", ALL, &DEVICE_COLOUR, Part::Content),
    ("6.2.4", &[2], &POSTSCRIPT, Part::Images),
    ("6.2.4", &[1, 3, 4, 5], &IMAGE_DATA, Part::Images),
    ("6.2.5", ALL, &POSTSCRIPT, Part::Forms),
    ("6.2.6", ALL, &EXTERNAL_CONTENT, Part::Forms),
    ("6.2.7", ALL, &POSTSCRIPT, Part::Forms),
    ("6.2.8", ALL, &GRAPHICS_STATE, Part::Content),
    ("6.2.9", ALL, &GRAPHICS_STATE, Part::Content),
    ("6.2.10", ALL, &CONTENT_OPERATORS, Part::Content),
    ("6.3.2", ALL, &FONT_DICTIONARY, Part::Fonts),
    ("6.3.3.1", ALL, &FONT_CMAP, Part::CompositeFonts),
    ("6.3.3.2", ALL, &FONT_GLYPH_MAP, Part::CompositeFonts),
    ("6.3.3.3", ALL, &FONT_CMAP, Part::CompositeFonts),
    ("6.3.4", ALL, &FONT_NOT_EMBEDDED, Part::Fonts),
    ("6.3.5", &[1], &GLYPH_MISSING, Part::Fonts),
    ("6.3.5", &[2, 3], &FONT_SUBSET_LIST, Part::Fonts),
    ("6.3.6", ALL, &FONT_WIDTHS, Part::Fonts),
    ("6.3.7", ALL, &FONT_ENCODING, Part::TrueTypeFonts),
    ("6.3.8", ALL, &NO_UNICODE, Part::Fonts),
    ("6.4", ALL, &TRANSPARENCY, Part::Content),
    ("6.5.2", ALL, &ANNOTATION_KIND, Part::Annotations),
    ("6.5.3", &[1, 2, 3], &ANNOTATION_FLAGS, Part::Annotations),
    ("6.5.3", &[4, 5, 6], &APPEARANCE, Part::Annotations),
    ("6.6.1", ALL, &ACTION, Part::File),
    ("6.6.2", ALL, &ACTION, Part::File),
    ("6.7.2", ALL, &METADATA_MISSING, Part::File),
    ("6.7.3", ALL, &METADATA_DIFFERS, Part::File),
    ("6.7.5", ALL, &METADATA_MALFORMED, Part::File),
    ("6.7.8", ALL, &METADATA_UNDEFINED, Part::File),
    ("6.7.9", &[1], &METADATA_MALFORMED, Part::File),
    ("6.7.9", &[2, 3], &METADATA_UNDEFINED, Part::File),
    ("6.7.11", ALL, &CLAIM_WRONG, Part::File),
    ("6.8.2.2", ALL, &NOT_MARKED, Part::File),
    ("6.8.3.3", ALL, &UNTAGGED, Part::File),
    ("6.8.3.4", ALL, &ROLE_MAP, Part::RoleMap),
    ("6.8.4", ALL, &LANGUAGE_INVALID, Part::Languages),
    ("6.9", ALL, &APPEARANCE, Part::Fields),
];

/// PDF/A-2, ISO 19005-2:2011, and PDF/A-3, ISO 19005-3:2012, which number their clauses alike.
const A2_AND_3: &[Clause] = &[
    ("6.1.2", ALL, &HEADER, Part::File),
    ("6.1.3", &[1], &FILE_ID, Part::File),
    ("6.1.3", &[2], &ENCRYPTION, Part::File),
    ("6.1.3", &[3], &FILE_SYNTAX, Part::File),
    ("6.1.4", ALL, &FILE_SYNTAX, Part::File),
    ("6.1.6", ALL, &FILE_SYNTAX, Part::File),
    ("6.1.7.1", &[1, 2], &FILE_SYNTAX, Part::File),
    ("6.1.7.1", &[3], &EXTERNAL_CONTENT, Part::File),
    ("6.1.7.2", ALL, &FILTER, Part::File),
    ("6.1.8", ALL, &NAME_ENCODING, Part::File),
    ("6.1.9", ALL, &FILE_SYNTAX, Part::File),
    ("6.1.10", ALL, &FILTER, Part::File),
    ("6.1.12", ALL, &SIGNATURE, Part::Signatures),
    ("6.1.13", ALL, &LIMITS, Part::File),
    ("6.2.2", ALL, &CONTENT_OPERATORS, Part::Content),
    ("6.2.3", ALL, &OUTPUT_INTENT, Part::OutputIntents),
    ("6.2.4.2", ALL, &COLOUR_PROFILE, Part::File),
    ("6.2.4.3", ALL, &DEVICE_COLOUR, Part::Content),
    ("6.2.4.4", ALL, &SPOT_COLOUR, Part::SpotColours),
    ("6.2.5", ALL, &GRAPHICS_STATE, Part::Content),
    ("6.2.6", ALL, &GRAPHICS_STATE, Part::Content),
    ("6.2.8", &[2], &POSTSCRIPT, Part::Images),
    ("6.2.8", &[1, 3, 4, 5], &IMAGE_DATA, Part::Images),
    ("6.2.8.3", ALL, &IMAGE_DATA, Part::Images),
    ("6.2.9", &[1, 3], &POSTSCRIPT, Part::Forms),
    ("6.2.9", &[2], &EXTERNAL_CONTENT, Part::Forms),
    ("6.2.10", ALL, &TRANSPARENCY, Part::Content),
    ("6.2.11.2", ALL, &FONT_DICTIONARY, Part::Fonts),
    ("6.2.11.3.1", ALL, &FONT_CMAP, Part::CompositeFonts),
    ("6.2.11.3.2", ALL, &FONT_GLYPH_MAP, Part::CompositeFonts),
    ("6.2.11.3.3", ALL, &FONT_CMAP, Part::CompositeFonts),
    ("6.2.11.4.1", &[1], &FONT_NOT_EMBEDDED, Part::Fonts),
    ("6.2.11.4.1", &[2], &GLYPH_MISSING, Part::Fonts),
    ("6.2.11.4.2", ALL, &FONT_SUBSET_LIST, Part::Fonts),
    ("6.2.11.5", ALL, &FONT_WIDTHS, Part::Fonts),
    ("6.2.11.6", ALL, &FONT_ENCODING, Part::TrueTypeFonts),
    ("6.2.11.7.2", &[1], &NO_UNICODE, Part::Fonts),
    ("6.2.11.7.2", &[2], &UNREADABLE_CHARACTERS, Part::Fonts),
    ("6.2.11.7.3", ALL, &UNREADABLE_CHARACTERS, Part::Fonts),
    ("6.2.11.8", ALL, &GLYPH_MISSING, Part::Fonts),
    ("6.3.1", ALL, &ANNOTATION_KIND, Part::Annotations),
    ("6.3.2", ALL, &ANNOTATION_FLAGS, Part::Annotations),
    ("6.3.3", ALL, &APPEARANCE, Part::Annotations),
    ("6.4.1", &[1, 2], &ACTION, Part::File),
    ("6.4.1", &[3], &APPEARANCE, Part::Fields),
    ("6.4.2", ALL, &DYNAMIC_FORM, Part::Fields),
    ("6.4.3", ALL, &SIGNATURE, Part::Signatures),
    ("6.5.1", ALL, &ACTION, Part::File),
    ("6.5.2", ALL, &ACTION, Part::File),
    ("6.6.2.1", &[1], &METADATA_MISSING, Part::File),
    ("6.6.2.1", &[2, 3, 4, 5], &METADATA_MALFORMED, Part::File),
    ("6.6.2.3.1", ALL, &METADATA_UNDEFINED, Part::File),
    ("6.6.2.3.2", ALL, &METADATA_UNDEFINED, Part::File),
    ("6.6.2.3.3", ALL, &METADATA_UNDEFINED, Part::File),
    ("6.6.4", ALL, &CLAIM_WRONG, Part::File),
    ("6.7.2.2", ALL, &NOT_MARKED, Part::File),
    ("6.7.3.3", ALL, &UNTAGGED, Part::File),
    ("6.7.3.4", ALL, &ROLE_MAP, Part::RoleMap),
    ("6.7.4", ALL, &LANGUAGE_INVALID, Part::Languages),
    ("6.8", &[2], &ATTACHMENT_NAME, Part::Attachments),
    ("6.8", &[1, 3, 4, 5], &ATTACHMENT_KIND, Part::Attachments),
    ("6.9", ALL, &LAYERS, Part::Layers),
    ("6.10", ALL, &PRESENTATION, Part::File),
    ("6.11", ALL, &PRESENTATION, Part::File),
];

/// The clauses of a standard that machines can test.
pub(super) fn clauses(standard: Standard) -> impl Iterator<Item = &'static Clause> {
    // What level B (basic) leaves to levels A (accessible) and U (Unicode).
    let tags = ["6.8.2.2", "6.8.3.3", "6.8.3.4", "6.8.4", "6.7.2.2", "6.7.3.3", "6.7.3.4", "6.7.4"];
    let unicode = ["6.3.8", "6.2.11.7.2", "6.2.11.7.3"];
    let (table, has_tags, has_unicode) = match standard {
        Standard::Ua1 => (UA1, true, true),
        Standard::A1a => (A1, true, true),
        Standard::A1b => (A1, false, false),
        Standard::A2a | Standard::A3a => (A2_AND_3, true, true),
        Standard::A2b | Standard::A3b => (A2_AND_3, false, false),
        Standard::A2u | Standard::A3u => (A2_AND_3, false, true),
    };
    table.iter().filter(move |(clause, ..)| {
        standard == Standard::Ua1
            || (has_tags || !tags.contains(clause)) && (has_unicode || !unicode.contains(clause))
    })
}

/// The rule for a test of a standard.
pub(super) fn rule(standard: Standard, clause: &str, test: u8) -> Option<&'static Rule> {
    clauses(standard)
        .find(|(known, tests, ..)| *known == clause && (tests.is_empty() || tests.contains(&test)))
        .map(|(_, _, rule, _)| *rule)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tests that the validator knows, taken from its source (`guidance.rs` and `validation.rs`).
    const KNOWN: &str = include_str!("known.txt");

    #[test]
    fn every_test_of_the_validator_is_mapped_and_nothing_else_is() {
        let of = |name: &str| match name {
            "ua1" => Standard::Ua1,
            "a1" => Standard::A1a,
            "a2" => Standard::A2a,
            "a3" => Standard::A3a,
            _ => panic!("{name}"),
        };
        let mut seen = 0;
        for line in KNOWN.lines().filter(|line| !line.starts_with('#')) {
            let mut words = line.split_whitespace();
            let (standard, clause) = (of(words.next().unwrap()), words.next().unwrap());
            let tests: Vec<u8> = words.map(|word| word.parse().unwrap()).collect();
            for &test in &tests {
                assert!(rule(standard, clause, test).is_some(), "{standard:?} {clause} {test}");
                seen += 1;
            }
            for (_, mapped, ..) in clauses(standard).filter(|known| known.0 == clause) {
                assert!(mapped.iter().all(|test| tests.contains(test)), "{standard:?} {clause}");
            }
        }
        assert_eq!(seen, 552);
    }

    #[test]
    fn the_table_is_that_of_the_version_in_use() {
        let lock = include_str!("../../../../Cargo.lock");
        let at = lock.find("name = \"page_validation\"").unwrap();
        let version = lock[at..].lines().nth(1).unwrap().trim_start_matches("version = ");
        assert!(KNOWN.contains(version.trim_matches('"')), "make known.txt anew for {version}");
    }
}
