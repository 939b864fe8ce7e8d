//! The accessibility metadata of a book (EPUB Accessibility 1.1, chapters 2 and 4.4): present, and of
//! words that exist and do not contradict each other. Whether they are true is for `claims`.

use std::collections::BTreeSet;

use super::book::Book;
use super::package::Meta;
use super::vocabulary::{ACCESS_MODES, FEATURES, HAZARDS, ONE_HAZARD, SUFFICIENT_MODES};
use crate::check::Results;
use crate::diagnostic::Severity;
use crate::diagnostic::rules::epub as rules;

/// What a book says of itself by a property of `schema.org`. EPUB 2 writes it by name.
pub(super) fn said<'a>(book: &'a Book, property: &'a str) -> impl Iterator<Item = &'a Meta> {
    let old = book.package.is_old();
    book.package.said(property).filter(move |meta| old || !meta.named)
}

/// What a book claims to conform to.
pub(super) fn conformance<'a>(
    book: &'a Book,
) -> impl Iterator<Item = (&'a str, Option<&'a str>, usize)> {
    let metas = said(book, "dcterms:conformsTo");
    let metas = metas.map(|meta| (meta.value.as_str(), meta.id.as_deref(), meta.at));
    let links = book.package.links.iter().filter(|link| link.rel == "dcterms:conformsTo");
    metas.chain(links.map(|link| (link.href.as_str(), None, link.at)))
}

/// Checks the metadata.
pub(super) fn check(book: &Book, results: &mut Results) {
    presence(book, results);
    words(book, "schema:accessMode", ACCESS_MODES, results);
    words(book, "schema:accessibilityFeature", FEATURES, results);
    words(book, "schema:accessibilityHazard", HAZARDS, results);
    sufficient(book, results);
    contradictions(book, results);
    claim(book, results);
}

fn presence(book: &Book, results: &mut Results) {
    let properties = [
        ("schema:accessMode", Severity::Error),
        ("schema:accessibilityFeature", Severity::Error),
        ("schema:accessibilityHazard", Severity::Error),
        ("schema:accessModeSufficient", Severity::Warning),
        ("schema:accessibilitySummary", Severity::Warning),
    ];
    results.applies(&rules::ACCESSIBILITY_METADATA);
    for severity in [Severity::Error, Severity::Warning] {
        let missing: Vec<String> = properties
            .iter()
            .filter(|(property, weight)| {
                *weight == severity && said(book, property).next().is_none()
            })
            .map(|(property, _)| format!("`{property}`"))
            .collect();
        if !missing.is_empty() {
            let message = format!("the book does not say {}", missing.join(", "));
            let at = book.in_package(0);
            results.push(&rules::ACCESSIBILITY_METADATA, at, message).severity = severity;
        }
    }
}

fn words(book: &Book, property: &str, known: &[&str], results: &mut Results) {
    for meta in said(book, property) {
        results.applies(&rules::ACCESSIBILITY_VALUE);
        if !known.contains(&meta.value.as_str()) {
            let message = format!("`{}` is no value of `{property}`", meta.value);
            let at = book.in_package(meta.at);
            // Books may use words of their own; nobody will understand them.
            results.push(&rules::ACCESSIBILITY_VALUE, at, message).severity = Severity::Warning;
        }
    }
}

/// A list of modes, each once, in commas.
fn sufficient(book: &Book, results: &mut Results) {
    let property = "schema:accessModeSufficient";
    for meta in said(book, property) {
        let mut seen = BTreeSet::new();
        let mut modes = meta.value.split(',').map(str::trim);
        let fine = modes.all(|mode| SUFFICIENT_MODES.contains(&mode) && seen.insert(mode));
        results.test_at(
            &rules::ACCESSIBILITY_VALUE,
            fine,
            || book.in_package(meta.at),
            || format!("`{}` is no list of modes for `{property}`", meta.value),
        );
    }
}

/// Values of which only one can be true.
fn contradictions(book: &Book, results: &mut Results) {
    for property in ["schema:accessibilityFeature", "schema:accessibilityHazard"] {
        let metas: Vec<&Meta> = said(book, property).collect();
        let values: BTreeSet<&str> = metas.iter().map(|meta| meta.value.as_str()).collect();
        let Some(last) = metas.last() else { continue };
        let at = || book.in_package(last.at);
        for alone in ["none", "unknown"] {
            if values.contains(alone) && values.len() > 1 {
                let message = format!("`{property}` says `{alone}` and also something else");
                results.push(&rules::ACCESSIBILITY_VALUE, at(), message);
            }
        }
        for group in ONE_HAZARD {
            let said: Vec<&str> = values.iter().copied().filter(|v| group.contains(v)).collect();
            if said.len() > 1 {
                let message = format!("`{property}` says both `{}`", said.join("` and `"));
                results.push(&rules::ACCESSIBILITY_VALUE, at(), message);
            }
        }
    }
}

/// A claim to conform has a form, and somebody who makes it (EPUB Accessibility 1.1, 4.4).
fn claim(book: &Book, results: &mut Results) {
    let by = book.package.metadata.iter().filter(|meta| meta.property == "a11y:certifiedBy");
    let by: BTreeSet<Option<&str>> =
        by.filter(|meta| !meta.value.is_empty()).map(|meta| meta.refines.as_deref()).collect();
    for (value, id, at) in conformance(book) {
        let lower = value.to_ascii_lowercase();
        if !lower.contains("epub accessibility") && !lower.contains("idpf.org/epub/a11y") {
            // The book may conform to anything else as well.
            continue;
        }
        results.test_at(
            &rules::CONFORMANCE_FORM,
            is_claim(value),
            || book.in_package(at),
            || format!("`{value}` is no claim that can be recognised"),
        );
        let certified = by.contains(&None) || (id.is_some() && by.contains(&id));
        results.test_at(
            &rules::CONFORMANCE_BY_NOBODY,
            certified,
            || book.in_package(at),
            || "the book claims to be accessible and does not say who evaluated it".to_owned(),
        );
    }
}

/// Whether a text is a claim of EPUB Accessibility: of 1.1 in words, of 1.0 as an address.
fn is_claim(value: &str) -> bool {
    let old = "http://www.idpf.org/epub/a11y/accessibility-20170105.html#wcag-";
    let level = |rest: &str| ["A", "AA", "AAA"].contains(&rest);
    match value.strip_prefix("EPUB Accessibility 1.1 - WCAG 2.") {
        Some(rest) => ["0", "1", "2"].iter().any(|version| {
            rest.strip_prefix(version)
                .is_some_and(|rest| rest.strip_prefix(" Level ").is_some_and(level))
        }),
        None => value.strip_prefix(old).is_some_and(|rest| level(&rest.to_ascii_uppercase())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_are_exact() {
        assert!(is_claim("EPUB Accessibility 1.1 - WCAG 2.2 Level AA"));
        assert!(is_claim("http://www.idpf.org/epub/a11y/accessibility-20170105.html#wcag-aa"));
        assert!(!is_claim("EPUB Accessibility 1.1 – WCAG 2.2 Level AA"));
        assert!(!is_claim("EPUB Accessibility 1.1 - WCAG 2.2 Level B"));
    }
}
