//! What single statements of the package must be beside known: what each refines, their languages and
//! dates, and the records that are linked to (EPUB 3.3, 5.3 and 5.5).

use std::collections::{BTreeMap, BTreeSet};

use super::address::{self, Address};
use super::book::Book;
use super::package::Meta;
use super::vocabulary;
use crate::check::Results;
use crate::diagnostic::Severity;
use crate::diagnostic::rules::epub as rules;
use crate::text::language::Language;

/// Properties that may only be said of some elements (EPUB 3.3, D.3).
const REFINING: &[(&str, &[&str])] = &[
    ("authority", &["dc:subject"]),
    ("collection-type", &["belongs-to-collection"]),
    ("identifier-type", &["dc:identifier", "dc:source"]),
    ("role", &["dc:creator", "dc:contributor", "dc:publisher"]),
    ("source-of", &["dc:source"]),
    ("term", &["dc:subject"]),
    ("title-type", &["dc:title"]),
];

/// Checks the statements of a package of EPUB 3.
pub(super) fn check(book: &Book, results: &mut Results) {
    refinements(book, results);
    languages(book, results);
    dates(book, results);
    links(book, results);
    for meta in &book.package.metadata {
        let Some(scheme) = &meta.scheme else { continue };
        let prefix = scheme.split_once(':').filter(|(prefix, name)| {
            !prefix.is_empty() && !name.is_empty() && !scheme.contains(char::is_whitespace)
        });
        results.test_at(
            &rules::PROPERTY,
            prefix.is_some(),
            || book.in_package(meta.at),
            || format!("`{scheme}` is no scheme that EPUB knows"),
        );
    }
}

/// `refines` names what it may be said of, and goes in no circle.
fn refinements(book: &Book, results: &mut Results) {
    let package = &book.package;
    let by_id: BTreeMap<&str, &Meta> =
        package.metadata.iter().filter_map(|meta| Some((meta.id.as_deref()?, meta))).collect();
    let under_authority: BTreeSet<&str> = package
        .metadata
        .iter()
        .filter(|meta| meta.property == "authority")
        .filter_map(|meta| meta.refines.as_deref())
        .collect();
    let files: BTreeSet<&str> =
        package.items.iter().filter_map(|item| item.href.as_deref()).collect();
    for meta in &package.metadata {
        let Some(refined) = meta.refines.as_deref() else { continue };
        let mut weight = Severity::Error;
        let of = by_id.get(refined).map(|target| target.property.as_str());
        let only = REFINING.iter().find(|(property, _)| *property == meta.property);
        let message = if !meta.refines_id && refined.contains("://") {
            format!("`{}` refines `{refined}`, which is not in the book", meta.property)
        } else if !meta.refines_id && files.contains(refined) {
            weight = Severity::Warning;
            format!(
                "`{}` refines a file by its address rather than its item by `#` and its id",
                meta.property
            )
        } else if let (Some(of), Some((_, allowed))) = (of, only)
            && !allowed.contains(&of)
        {
            format!(
                "`{}` is said of a `{of}`, not of a `{}`",
                meta.property,
                allowed.join("` or `")
            )
        } else if is_circle(&by_id, meta) {
            format!("`{}` refines itself, by way of others", meta.property)
        } else if meta.property == "term" && !under_authority.contains(refined) {
            "a `term` is given, but not the `authority` whose term it is".to_owned()
        } else {
            continue;
        };
        results.push(&rules::REFINES, book.in_package(meta.at), message).severity = weight;
    }
}

/// Whether what is refined refines the first again; longer ways are not followed.
fn is_circle(by_id: &BTreeMap<&str, &Meta>, meta: &Meta) -> bool {
    const LONGEST: usize = 16;
    let refined = |meta: &&Meta| meta.refines.as_deref().and_then(|id| by_id.get(id)).copied();
    let way = std::iter::successors(Some(meta), refined).skip(1).take(LONGEST);
    way.into_iter().any(|other| std::ptr::eq(other, meta))
}

/// The language tags of statements and links; empty ones say that the language is not known.
fn languages(book: &Book, results: &mut Results) {
    for (tag, at) in book.package.languages.iter().filter(|(tag, _)| !tag.is_empty()) {
        let valid = !tag.contains([' ', '\t', '\n', '_']) && Language::parse(tag).is_some();
        results.test_at(
            &rules::LANGUAGE,
            valid,
            || book.in_package(*at),
            || format!("`{tag}` in the metadata is no language tag"),
        );
    }
}

/// At most one date, as W3CDTF writes it.
fn dates(book: &Book, results: &mut Results) {
    let all: Vec<&Meta> =
        book.package.metadata.iter().filter(|meta| meta.property == "dc:date").collect();
    for (at, meta) in all.iter().enumerate() {
        results.applies(&rules::DATE);
        if at == 1 {
            let message = format!("the package gives {} dates of publication", all.len());
            results.push(&rules::DATE, book.in_package(meta.at), message).severity =
                Severity::Error;
        }
        if !meta.value.is_empty() && !is_date(&meta.value) {
            let message = format!("`{}` is not of the form `2026-05-13`", meta.value);
            results.push(&rules::DATE, book.in_package(meta.at), message);
        }
    }
}

/// Whether a text is a year, a month, a day or a moment (W3C Note "Date and Time Formats").
fn is_date(text: &str) -> bool {
    let (day, moment) = match text.split_once('T') {
        Some((day, moment)) => (day, Some(moment)),
        None => (text, None),
    };
    let parts: Vec<&str> = day.split('-').collect();
    let number = |text: &str, length: usize, range: std::ops::RangeInclusive<u32>| {
        text.len() == length
            && text.bytes().all(|byte| byte.is_ascii_digit())
            && text.parse().is_ok_and(|number| range.contains(&number))
    };
    let is_day = match parts.as_slice() {
        [year] => number(year, 4, 0..=9999),
        [year, month] => number(year, 4, 0..=9999) && number(month, 2, 1..=12),
        [year, month, day] => {
            number(year, 4, 0..=9999) && number(month, 2, 1..=12) && number(day, 2, 1..=31)
        }
        _ => false,
    };
    let is_moment = |moment: &str| {
        let (clock, zone) = match moment.find(['Z', '+', '-']) {
            Some(at) => moment.split_at(at),
            None => return false,
        };
        let clock: Vec<&str> = clock.split(':').collect();
        let seconds = |text: &str| number(text.split('.').next().unwrap_or(text), 2, 0..=60);
        let is_clock = match clock.as_slice() {
            [hour, minute] => number(hour, 2, 0..=24) && number(minute, 2, 0..=59),
            [hour, minute, second] => {
                number(hour, 2, 0..=24) && number(minute, 2, 0..=59) && seconds(second)
            }
            _ => false,
        };
        is_clock && (zone == "Z" || zone.len() == 6)
    };
    is_day && moment.is_none_or(|moment| parts.len() == 3 && is_moment(moment))
}

/// Records that are linked to: what stands in the book says its type; properties are known.
fn links(book: &Book, results: &mut Results) {
    let path = book.package_xml.source.name();
    for link in &book.package.links {
        let at = || book.in_package(link.at);
        results.applies(&rules::ADDRESS);
        if link.href.starts_with('#') {
            let message = format!("a `link` leads to `{}`, an element of the package", link.href);
            results.push(&rules::ADDRESS, at(), message);
        } else if matches!(address::resolve(path, &link.href), Address::Inside { .. })
            && link.media_type.is_none()
        {
            let message = format!("`{}` is linked to without its media type", link.href);
            results.push(&rules::MEDIA_TYPE, at(), message);
        }
        let Some(properties) = &link.properties else { continue };
        let known = |property: &str| {
            property.contains(':') || vocabulary::LINK_PROPERTIES.contains(&property)
        };
        let unknown = properties.split_whitespace().find(|property| !known(property));
        let message = match unknown {
            Some(unknown) => format!("`{unknown}` is no property of a `link` that EPUB knows"),
            None if properties.trim().is_empty() => "the properties of a `link` are empty".into(),
            None => continue,
        };
        results.push(&rules::PROPERTY, at(), message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_in_one_way() {
        for good in
            ["2017", "2017-02", "2017-02-28", "2017-02-28T10:00Z", "2017-02-28T10:00:01.5+01:00"]
        {
            assert!(is_date(good), "{good}");
        }
        for bad in
            ["17", "2011-13-35", "the day before", "2017-2-3", "2017T10:00Z", "2017-02-28T10:00"]
        {
            assert!(!is_date(bad), "{bad}");
        }
    }
}
