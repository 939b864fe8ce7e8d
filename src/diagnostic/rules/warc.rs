//! Rules about web archives.

use crate::diagnostic::{Rule, Severity};

/// A record of a web archive is damaged or cut short.
pub static DAMAGED: Rule = Rule {
    id: "warc/damaged",
    severity: Severity::Error,
    summary: "a record of a web archive is damaged or cut short",
    references: &["ISO 28500:2017 4", "ISO 28500:2017 5.2"],
    checks: "Whether each record of a WARC has a header, is as long as it says and can be unpacked. A page is converted as far as it goes; reading goes on at the next record that is whole.",
    affects: "Words at the end of a page, or a whole page, are missing, and nobody who reads it can tell.",
    fix: "Get a whole copy of the archive and compare its checksum, or capture the page again.",
};

/// The record of a page leads to another that the archive does not hold.
pub static NO_ORIGINAL: Rule = Rule {
    id: "warc/no-original",
    severity: Severity::Error,
    summary: "a page is recorded as unchanged, and the archive does not hold what it is unchanged from",
    references: &["ISO 28500:2017 6.7"],
    checks: "Whether the record to which a `revisit` refers, by digest or by address and date, stands in the same archive.",
    affects: "The page is missing. All others are made.",
    fix: "Put the archive of the earlier crawl and this one together into one file, and convert that.",
};

/// A page is compressed in a way that is not known.
pub static ENCODING: Rule = Rule {
    id: "warc/encoding",
    severity: Severity::Error,
    summary: "a page of a web archive is compressed in a way that is not known",
    references: &["RFC 9110 8.4"],
    checks: "Whether the body of a response is plain or compressed as `gzip` or `deflate`.",
    affects: "The page is missing. All others are made.",
    fix: "Rewrite the archive with plain bodies, for example with `warcio recompress` after decoding, or capture it without `br` and `zstd`.",
};

/// The date of a page is that of its capture.
pub static CAPTURE_DATE: Rule = Rule {
    id: "warc/capture-date",
    severity: Severity::Note,
    summary: "the date of a page is that of its capture",
    references: &["ISO 28500:2017 5.4"],
    checks: "Whether a page of a web archive says when it was published. If it does not, the day on which it was captured stands in its place.",
    affects: "Readers take the day of the capture for that of the publication.",
    fix: "Find out when the page was published; convert it to JSON and set `date` there.",
};

/// The rules of this topic.
pub static ALL: &[&Rule] = &[&DAMAGED, &NO_ORIGINAL, &ENCODING, &CAPTURE_DATE];
