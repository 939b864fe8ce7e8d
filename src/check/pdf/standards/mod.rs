//! The standards that a PDF claims, or is asked to meet: PDF/UA-1 and PDF/A, through the validator
//! `page_validation`. It finds nothing by itself; it says for people what the validator found, and where.

mod clauses;
mod lengths;
mod places;
mod present;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::panic::catch_unwind;

use page_validation::{SafetyLimits, ValidationOptions, ValidationProfile, validate_pdf_bytes};

use self::places::At;
use super::Pdf;
use super::rules::at;
use crate::check::{Results, Standard, limits};
use crate::diagnostic::rules::pdf::claim::{
    CLAIM_NOT_CHECKED, CLAIM_WRONG, METADATA_MISSING, NO_CLAIM, NOT_MARKED, STANDARD,
    TITLE_MISSING, UNTAGGED,
};
use crate::diagnostic::rules::pdf::{UNREADABLE, annotation, structure};
use crate::diagnostic::{Fatal, Place, Rule};

/// The most places at which one fault is reported; the last one says how many more there are.
const MOST_PLACES: usize = 20;

/// The most bookmarks that the validator follows one after the other. Measured: 12,000 take more than 1 GB.
const MAX_BOOKMARKS: usize = 4096;

/// The most rows of a table.
const MAX_ROWS: usize = SafetyLimits::DEFAULT_MAX_TABLE_GRID_CELLS;

/// Bytes of stack for each step of the validator into a file. Measured: less than 1 KiB for bookmarks.
const STACK_OF_A_STEP: usize = 16 * 1024;

/// One thing that the validator found.
#[derive(Debug)]
struct Failure {
    standard: Standard,
    clause: String,
    test: u8,
    message: String,
}

/// Holds a file to the standards that it claims, or to those that are `wanted`.
///
/// # Errors
/// The validator could not read the file to its end.
pub(super) fn check(
    bytes: &[u8],
    pdf: &Pdf,
    wanted: &[Standard],
    results: &mut Results,
) -> Result<(), Fatal> {
    let untagged = !pdf.facts.tagged;
    results.test(&UNTAGGED, !untagged, at(pdf, None, ""), || {
        "the file has no tags: no headings, lists, tables, links or order can be announced".into()
    });
    let mut held = claimed(pdf, results);
    // An archive's file, or one that claims nothing, is for people all the same.
    let mut unclaimed = false;
    if !wanted.is_empty() {
        held = wanted.to_vec();
    } else if pdf.facts.claims.ua.is_none() {
        held.push(Standard::Ua1);
        unclaimed = true;
    }
    let is_missing_claim =
        |standard, rule: &Rule| unclaimed && standard == Standard::Ua1 && rule.id == CLAIM_WRONG.id;
    let parts = present::parts(pdf);
    let mut found: BTreeMap<(&'static str, String), (&'static Rule, Vec<Failure>)> =
        BTreeMap::new();
    for &standard in &held {
        for (_, _, rule, part) in clauses::clauses(standard) {
            if parts.contains(part) && !is_missing_claim(standard, rule) {
                results.applies(rule);
            }
        }
        for failure in validate(bytes, pdf, standard)? {
            let rule = clauses::rule(standard, &failure.clause, failure.test).unwrap_or(&STANDARD);
            let foretold = untagged && follows_from_no_tags(rule);
            if !foretold
                && !is_missing_claim(standard, rule)
                && !is_false_alarm(bytes, pdf, &failure)
            {
                let key = (rule.id, failure.message.clone());
                found.entry(key).or_insert((rule, Vec::new())).1.push(failure);
            }
        }
    }
    // A link without a description is told as such, and not again as an annotation; without any metadata
    // there is none for the title.
    let has = |rule: &Rule| found.values().any(|(other, _)| other.id == rule.id);
    let no_links = has(&annotation::LINK_CONTENTS) || untagged;
    let mut again = Vec::new();
    if no_links && !present::has_undescribed_annotation(pdf) {
        again.push(annotation::ANNOTATION_CONTENTS.id);
    }
    if has(&METADATA_MISSING) && pdf.title().is_some() {
        again.push(TITLE_MISSING.id);
    }
    found.retain(|(id, _), _| !again.contains(id));
    report(pdf, found.into_values(), results);
    Ok(())
}

/// Faults by rule and places, each with the clauses that say so.
type Placed = BTreeMap<(&'static str, Vec<At>), (&'static Rule, Vec<String>)>;

/// Says what was found: at its places where they can be told, a fault of both standards once, and what has
/// no place once for each rule.
fn report(
    pdf: &Pdf,
    found: impl Iterator<Item = (&'static Rule, Vec<Failure>)>,
    results: &mut Results,
) {
    let mut placed = Placed::new();
    let mut unplaced: BTreeMap<&'static str, (&'static Rule, Option<usize>, Vec<String>)> =
        BTreeMap::new();
    for (rule, failures) in found {
        let places = places::of(pdf, rule, &failures[0]);
        let clauses = failures.iter().map(Failure::name);
        if places.is_empty() {
            let message = &failures[0].message;
            let page = places::page_named(message);
            let clauses = clauses.collect::<Vec<_>>().join("; ");
            let (_, _, said) = unplaced.entry(rule.id).or_insert((rule, page, Vec::new()));
            said.push(format!("{} ({clauses})", said_of(&failures[0])));
        } else {
            // Tests that say the same in other words lead to the same places.
            let (_, known) = placed.entry((rule.id, places)).or_insert((rule, Vec::new()));
            known.extend(clauses);
        }
    }
    // What has a place says it better.
    unplaced.retain(|rule, _| !placed.keys().any(|(id, _)| id == rule));
    for ((_, places), (rule, clauses)) in placed {
        let more = places.len().saturating_sub(MOST_PLACES);
        let last = places.len().min(MOST_PLACES) - 1;
        for (i, (page, path, detail)) in places.iter().take(MOST_PLACES).enumerate() {
            let mut message = format!("{detail} ({})", clauses.join("; "));
            if i == last && more > 0 {
                let _ = write!(message, "; {more} more like it");
            }
            error(results, rule, at(pdf, *page, path), message);
        }
    }
    for (rule, page, said) in unplaced.into_values() {
        error(results, rule, at(pdf, page, ""), said.join("; "));
    }
}

/// A standard that is not met is an error, whatever the rule weighs elsewhere.
fn error(results: &mut Results, rule: &'static Rule, place: Place, message: String) {
    results.push(rule, place, message).severity = crate::diagnostic::Severity::Error;
}

impl Failure {
    /// The clause and the test, as people cite them.
    fn name(&self) -> String {
        let standard = match self.standard {
            Standard::Ua1 => "ISO 14289-1:2014",
            Standard::A1a | Standard::A1b => "ISO 19005-1:2005",
            Standard::A2a | Standard::A2b | Standard::A2u => "ISO 19005-2:2011",
            Standard::A3a | Standard::A3b | Standard::A3u => "ISO 19005-3:2012",
        };
        format!("{standard} {}, test {}", self.clause, self.test)
    }
}

/// What a file claims, as people say it: `PDF/UA-1`, `PDF/A-2a`.
pub(super) fn claims(pdf: &Pdf) -> Vec<String> {
    let claims = &pdf.facts.claims;
    let level = claims.a_conformance.as_deref().map_or("", str::trim).to_lowercase();
    let ua = claims.ua.as_deref().map(|part| format!("PDF/UA-{}", part.trim()));
    let a = claims.a_part.as_deref().map(|part| format!("PDF/A-{}{level}", part.trim()));
    ua.into_iter().chain(a).collect()
}

/// The standards that a file claims and that it can be held to.
fn claimed(pdf: &Pdf, results: &mut Results) -> Vec<Standard> {
    let claims = &pdf.facts.claims;
    let mut held = Vec::new();
    let mut unknown = Vec::new();
    match claims.ua.as_deref().map(str::trim) {
        None => {}
        Some(part @ ("2" | "3")) => unknown.push(format!("PDF/UA-{part}")),
        // Whatever else it says, it means to be PDF/UA-1; the validator says what is wrong with it.
        Some(_) => held.push(Standard::Ua1),
    }
    let level = claims.a_conformance.as_deref().map_or("", str::trim).to_ascii_uppercase();
    match (claims.a_part.as_deref().map(str::trim), level.as_str()) {
        (None, _) => {}
        (Some("1"), "A") => held.push(Standard::A1a),
        (Some("1"), _) => held.push(Standard::A1b),
        (Some("2"), "A") => held.push(Standard::A2a),
        (Some("2"), "U") => held.push(Standard::A2u),
        (Some("2"), _) => held.push(Standard::A2b),
        (Some("3"), "A") => held.push(Standard::A3a),
        (Some("3"), "U") => held.push(Standard::A3u),
        (Some("3"), _) => held.push(Standard::A3b),
        (Some(part), _) => unknown.push(format!("PDF/A-{part}{}", level.to_lowercase())),
    }
    let accessible = claims.ua.is_some() || level == "A";
    results.test(&NO_CLAIM, accessible, at(pdf, None, ""), || {
        match self::claims(pdf).join(" and ") {
            said if said.is_empty() => "the file claims neither PDF/UA nor PDF/A".into(),
            said => format!("the file claims {said}, and no standard for accessibility"),
        }
    });
    if !held.is_empty() || !unknown.is_empty() {
        results.test(&CLAIM_NOT_CHECKED, unknown.is_empty(), at(pdf, None, ""), || {
            format!("the file claims {}, which altform cannot check", unknown.join(" and "))
        });
    }
    held
}

/// What the validator has against a file.
fn validate(bytes: &[u8], pdf: &Pdf, standard: Standard) -> Result<Vec<Failure>, Fatal> {
    let profile = match standard {
        Standard::Ua1 => ValidationProfile::PdfUa1,
        Standard::A1a => ValidationProfile::PdfA1a,
        Standard::A1b => ValidationProfile::PdfA1b,
        Standard::A2a => ValidationProfile::PdfA2a,
        Standard::A2b => ValidationProfile::PdfA2b,
        Standard::A2u => ValidationProfile::PdfA2u,
        Standard::A3a => ValidationProfile::PdfA3a,
        Standard::A3b => ValidationProfile::PdfA3b,
        Standard::A3u => ValidationProfile::PdfA3u,
    };
    // It goes through bookmarks one in the other, those that stand side by side too, and remembers the way
    // to each: what that takes is bounded here.
    let bookmarks = pdf.outline.len().min(MAX_BOOKMARKS);
    let depth = SafetyLimits::DEFAULT_MAX_REFERENCE_DEPTH + bookmarks;
    // Its own limits of a table are less than a long list of names has; that of all cells stays.
    let bounds = SafetyLimits::default()
        .with_max_reference_depth(depth)
        .with_max_table_grid_rows(MAX_ROWS)
        .with_max_table_span(MAX_ROWS)
        .with_max_input_size(limits::MAX_FILE);
    let options = ValidationOptions::default().profile(profile).limits(bounds);
    // Whatever a hostile file does to the validator, it is no pass.
    let run = || catch_unwind(|| validate_pdf_bytes(bytes, &options));
    let ran = if bookmarks < SafetyLimits::DEFAULT_MAX_REFERENCE_DEPTH {
        run()
    } else {
        std::thread::scope(|scope| {
            let deep = std::thread::Builder::new().stack_size(depth * STACK_OF_A_STEP);
            deep.spawn_scoped(scope, run).ok()?.join().ok()
        })
        .unwrap_or_else(|| Err(Box::new("no thread")))
    };
    let report = match ran {
        Ok(Ok(report)) => report,
        Ok(Err(error)) => return Err(unread(pdf, &error.to_string())),
        Err(_) => return Err(unread(pdf, "it gave up")),
    };
    let failures = report.failures.into_iter().map(|failure| {
        let mut parts = failure.rule_id.rsplitn(3, ':');
        let test = parts.next().and_then(|test| test.parse().ok()).unwrap_or(0);
        let clause = parts.next().unwrap_or(&failure.rule_id).to_owned();
        Failure { standard, clause, test, message: failure.message }
    });
    Ok(failures.collect())
}

/// Why the validator could not read the file.
fn unread(pdf: &Pdf, reason: &str) -> Fatal {
    let message =
        format!("the file opens, but the validator of the standards cannot read it: {reason}");
    let hint =
        "repair the file, for example with `qpdf in.pdf out.pdf`; split it if it is very large";
    Fatal::new(&UNREADABLE, at(pdf, None, ""), message, hint)
}

/// What the validator gets wrong, measured against veraPDF.
fn is_false_alarm(bytes: &[u8], pdf: &Pdf, failure: &Failure) -> bool {
    let says = |part: &str| failure.message.contains(part);
    // It knows no real numbers in the dictionaries of PostScript outlines, and takes a first move for a
    // width; of Type 1 programs it cannot read some glyphs, whose width is then 0.
    let width = says(" width ") && says("in its embedded CIDFontType0C program")
        || says(" width 0.000 in its embedded Type1 program");
    // For the same reason the list of a Type 1 program's glyphs seems to name too many.
    let list = says("/CharSet that omits a glyph from its embedded Type1 program");
    // It takes `NonStruct`, which stands for nothing, for an element among those that must not be there.
    let unmeant = failure.standard == Standard::Ua1
        && failure.clause == "7.2"
        && places::is_containment(failure.test)
        && pdf.tree.cut == 0
        && pdf.tree.elements.iter().any(|element| element.kind == "NonStruct")
        && places::containment(pdf, failure.test).is_empty();
    let length = says("/Length does not match") && lengths::are_true(bytes, &pdf.objects);
    width || list || unmeant || length
}

/// Whether a fault says of each part what `pdf/untagged` says of the whole.
fn follows_from_no_tags(rule: &Rule) -> bool {
    let language = [structure::LANGUAGE_MISSING.id, structure::LANGUAGE_INVALID.id];
    let annotations = [
        &UNTAGGED,
        &NOT_MARKED,
        &annotation::LINK_UNTAGGED,
        &annotation::LINK_CONTENTS,
        &annotation::ANNOTATION_UNTAGGED,
        &annotation::FIELD_UNTAGGED,
        &annotation::TAB_ORDER,
    ];
    (structure::ALL.iter().any(|other| other.id == rule.id) && !language.contains(&rule.id))
        || annotations.iter().any(|other| other.id == rule.id)
}

/// What a failure says: in our words where the validator speaks of the file's inside only.
fn said_of(failure: &Failure) -> String {
    let own = match (failure.standard, failure.clause.as_str(), failure.test) {
        (Standard::Ua1, "7.2", test) => match test {
            2 => "nothing says the language of the bookmarks",
            21 | 30 => "nothing says the language of a replacement text (`ActualText`)",
            22 | 31 => "nothing says the language of a description (`Alt`)",
            23 | 32 => "nothing says the language of an expanded abbreviation (`E`)",
            24 => "nothing says the language of an annotation's `Contents`",
            25 => "nothing says the language of a field's name (`TU`)",
            33 => "nothing says the language of the metadata",
            34 => "nothing says the language of the text",
            _ => "",
        },
        (Standard::Ua1, "7.1", 8) => "the file has no XMP metadata",
        (Standard::Ua1, "7.1", 9) => "the metadata has no title (`dc:title`)",
        (Standard::Ua1, "7.1", 10) => {
            "`DisplayDocTitle` is not set, so that windows show the file's name"
        }
        (Standard::Ua1, "6.2", 1) => "`MarkInfo` does not say that the file is tagged",
        _ => "",
    };
    if !own.is_empty() {
        return own.to_owned();
    }
    // An abbreviation (XMP, PDF) stays as it is.
    let mut chars = failure.message.chars();
    let first = chars.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
    if chars.clone().next().is_some_and(char::is_lowercase) {
        first + chars.as_str()
    } else {
        failure.message.clone()
    }
}
