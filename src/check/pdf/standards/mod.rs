//! The standards that a PDF claims, or is asked to meet: PDF/UA-1 and PDF/A, through the validator
//! `page_validation`. It finds nothing by itself; it says for people what the validator found, and where.

mod clauses;
mod places;
mod present;

use std::collections::{BTreeMap, BTreeSet};
use std::panic::catch_unwind;

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

use super::Pdf;
use super::rules::at;
use crate::check::{Results, Standard};
use crate::diagnostic::rules::pdf::claim::{
    CLAIM_NOT_CHECKED, CLAIM_WRONG, NO_CLAIM, NOT_MARKED, STANDARD, UNTAGGED,
};
use crate::diagnostic::rules::pdf::{UNREADABLE, annotation, structure};
use crate::diagnostic::{Fatal, Place, Rule};

/// The most places at which one fault is reported; the last one says how many more there are.
const MOST_PLACES: usize = 20;

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
            if !foretold && !is_missing_claim(standard, rule) && !is_false_alarm(&failure) {
                let key = (rule.id, failure.message.clone());
                found.entry(key).or_insert((rule, Vec::new())).1.push(failure);
            }
        }
    }
    report(pdf, found.into_values(), results);
    Ok(())
}

/// Says what was found: a fault of both standards once, at its places where they can be told.
fn report(
    pdf: &Pdf,
    found: impl Iterator<Item = (&'static Rule, Vec<Failure>)>,
    results: &mut Results,
) {
    let mut told: BTreeSet<(&'static str, Vec<String>)> = BTreeSet::new();
    for (rule, failures) in found {
        let places = places::of(pdf, rule, &failures[0]);
        let named: Vec<String> = failures.iter().map(Failure::name).collect();
        let clauses = named.join("; ");
        if places.is_empty() {
            let page = places::page_named(&failures[0].message);
            let message = format!("{} ({clauses})", in_our_way(&failures[0].message));
            error(results, rule, at(pdf, page, ""), message);
            continue;
        }
        // Two standards that say the same in other words lead to the same places.
        let same = places.iter().map(|(_, path, detail)| format!("{path}{detail}")).collect();
        if !told.insert((rule.id, same)) {
            continue;
        }
        let more = places.len().saturating_sub(MOST_PLACES);
        let last = places.len().min(MOST_PLACES) - 1;
        for (i, (page, path, detail)) in places.iter().take(MOST_PLACES).enumerate() {
            let rest = if i == last && more > 0 {
                format!("; {more} more like it")
            } else {
                String::new()
            };
            let message = format!("{detail} ({clauses}){rest}");
            error(results, rule, at(pdf, *page, path), message);
        }
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
    let options = ValidationOptions::default().profile(profile);
    // Whatever a hostile file does to the validator, it is no pass.
    let report = match catch_unwind(|| validate_pdf_bytes(bytes, &options)) {
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
    let message = format!("the validator cannot read the file: {reason}");
    let hint =
        "repair the file, for example with `qpdf in.pdf out.pdf`; split it if it is very large";
    Fatal::new(&UNREADABLE, at(pdf, None, ""), message, hint)
}

/// The validator misreads the widths of PostScript outlines in composite fonts: it knows no real numbers in
/// their dictionaries, and takes a first move for a width.
fn is_false_alarm(failure: &Failure) -> bool {
    failure.message.contains("in its embedded CIDFontType0C program")
        && failure.message.contains("width")
}

/// Whether a fault says of each part what `pdf/untagged` says of the whole.
fn follows_from_no_tags(rule: &Rule) -> bool {
    let language = [structure::LANGUAGE_MISSING.id, structure::LANGUAGE_INVALID.id];
    let annotations = [
        &UNTAGGED,
        &NOT_MARKED,
        &annotation::LINK_UNTAGGED,
        &annotation::ANNOTATION_UNTAGGED,
        &annotation::FIELD_UNTAGGED,
        &annotation::TAB_ORDER,
    ];
    (structure::ALL.iter().any(|other| other.id == rule.id) && !language.contains(&rule.id))
        || annotations.iter().any(|other| other.id == rule.id)
}

/// A message of the validator, beginning as ours do.
fn in_our_way(message: &str) -> String {
    let mut chars = message.chars();
    let first = chars.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
    // An abbreviation (XMP, PDF) stays as it is.
    if chars.clone().next().is_some_and(char::is_lowercase) {
        first + chars.as_str()
    } else {
        message.to_owned()
    }
}
