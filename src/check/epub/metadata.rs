//! What the package says of the book: identifier, title, language, date of change, properties
//! (EPUB 3.3, 5.4 and 5.5).

use std::collections::BTreeSet;

use super::book::Book;
use super::{statements, vocabulary};
use crate::check::Results;
use crate::diagnostic::Severity;
use crate::diagnostic::rules::{content, epub as rules};
use crate::text::language::Language;
use crate::text::wording;

/// Checks the metadata.
pub(super) fn check(book: &Book, results: &mut Results) {
    version(book, results);
    identifier(book, results);
    title(book, results);
    languages(book, results);
    empty(book, results);
    ids(book, results);
    if !book.package.is_old() {
        modified(book, results);
        prefixes(book, results);
        properties(book, results);
        statements::check(book, results);
    }
}

fn version(book: &Book, results: &mut Results) {
    let version = &book.package.version;
    let known = ["2.0", "3.0", "3.1", "3.2", "3.3"].contains(&version.as_str());
    results.test_at(
        &rules::VERSION,
        known,
        || book.in_package(0),
        || format!("the version of the package is `{version}`; every EPUB 3 says `3.0`"),
    );
}

fn identifier(book: &Book, results: &mut Results) {
    let package = &book.package;
    results.applies(&rules::IDENTIFIER);
    let identifiers = || package.metadata.iter().filter(|meta| meta.property == "dc:identifier");
    let message = match &package.unique_identifier {
        _ if identifiers().all(|meta| meta.value.is_empty()) => "the book has no identifier".into(),
        None => "the package does not say which identifier is its own".into(),
        Some(id) if !identifiers().any(|meta| meta.id.as_ref() == Some(id)) => {
            format!("the package's own identifier `{id}` is not among the identifiers")
        }
        Some(_) => String::new(),
    };
    if !message.is_empty() {
        results.push(&rules::IDENTIFIER, book.in_package(0), message);
    }
    for meta in identifiers() {
        let Some(uuid) = meta.value.strip_prefix("urn:uuid:") else { continue };
        let groups: Vec<usize> = uuid.split('-').map(str::len).collect();
        let hexadecimal = uuid.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit());
        if groups != [8, 4, 4, 4, 12] || !hexadecimal {
            let message = format!("`{uuid}` is no UUID");
            let finding = results.push(&rules::IDENTIFIER, book.in_package(meta.at), message);
            finding.severity = Severity::Warning;
        }
    }
}

fn title(book: &Book, results: &mut Results) {
    let has = book.package.said("dc:title").next().is_some();
    results.test_at(
        &rules::NO_TITLE,
        has,
        || book.in_package(0),
        || "the book has no title".to_owned(),
    );
    for meta in book.package.said("dc:title") {
        let given = !wording::is_program_title(&meta.value);
        results.test_at(
            &content::TITLE_IS_FILE_NAME,
            given,
            || book.in_package(meta.at),
            || format!("the title of the book is `{}`", meta.value),
        );
    }
}

fn languages(book: &Book, results: &mut Results) {
    let package = &book.package;
    let has = package.said("dc:language").next().is_some();
    results.test_at(
        &rules::LANGUAGE,
        has,
        || book.in_package(0),
        || "the book does not say its language".to_owned(),
    );
    for meta in package.said("dc:language") {
        results.test_at(
            &rules::LANGUAGE,
            is_tag(&meta.value),
            || book.in_package(meta.at),
            || format!("`{}` is no language tag", meta.value),
        );
    }
    if !package.is_old() {
        let has = package.language.as_deref().is_some_and(|tag| !tag.trim().is_empty());
        results.test_at(
            &rules::PACKAGE_LANGUAGE,
            has,
            || book.in_package(0),
            || "the package document does not say the language of its own words".to_owned(),
        );
        let tag = package.language.as_deref().map(str::trim).filter(|tag| !tag.is_empty());
        let valid = tag.is_none_or(is_tag);
        results.test_at(
            &rules::LANGUAGE,
            valid,
            || book.in_package(0),
            || format!("`{}` on the package is no language tag", tag.unwrap_or_default()),
        );
    }
    different_language(book, results);
}

/// Whether a text is a language tag; an underscore is none of its signs.
fn is_tag(text: &str) -> bool {
    !text.contains('_') && Language::parse(text).is_some()
}

/// Tags that mean the same as another, or a part of it.
const SAME_LANGUAGE: [(&str, &str); 8] = [
    ("nb", "no"),
    ("nn", "no"),
    ("hr", "sh"),
    ("sr", "sh"),
    ("bs", "sh"),
    ("iw", "he"),
    ("in", "id"),
    ("ji", "yi"),
];

/// The book says one language, and every one of its pages another.
fn different_language(book: &Book, results: &mut Results) {
    let primary = |tag: &str| {
        let tag = Language::parse(tag)?.primary().to_owned();
        let same = SAME_LANGUAGE.iter().find(|(one, _)| *one == tag);
        Some(same.map_or(tag, |(_, other)| (*other).to_owned()))
    };
    let said: BTreeSet<String> =
        book.package.said("dc:language").filter_map(|meta| primary(&meta.value)).collect();
    let languages = book.pages().map(|(_, page)| page.language.as_deref().and_then(primary));
    let Some(pages) = languages.collect::<Option<BTreeSet<String>>>() else { return };
    let (Some(first), Some(other)) = (said.first(), pages.first()) else { return };
    // A tag of three letters may mean one of two.
    let comparable = said.iter().chain(&pages).all(|tag| tag.len() == 2);
    if comparable && said.is_disjoint(&pages) {
        let message = format!("the book says that it is in `{first}`, its pages say `{other}`");
        results.push(&rules::LANGUAGE, book.in_package(0), message);
    }
}

fn modified(book: &Book, results: &mut Results) {
    let found = book.package.metadata.iter().filter(|meta| meta.property == "dcterms:modified");
    let found: Vec<_> = found.filter(|meta| meta.refines.is_none()).collect();
    let message = match found.as_slice() {
        [] => "the package does not say when it was changed last".to_owned(),
        [one] if !is_moment(&one.value) => {
            format!("`{}` is not of the form `2026-05-13T14:30:00Z`", one.value)
        }
        [_] => String::new(),
        more => format!("the package says {} times when it was changed last", more.len()),
    };
    let at = found.last().map_or(0, |meta| meta.at);
    results.test_at(&rules::MODIFIED, message.is_empty(), || book.in_package(at), || message);
}

/// Whether a text is a moment as EPUB 3.3, 5.5.4.2 writes it: `CCYY-MM-DDThh:mm:ssZ`.
fn is_moment(text: &str) -> bool {
    let pattern = b"0000-00-00T00:00:00Z";
    let digit = |p: u8, b: u8| if p == b'0' { b.is_ascii_digit() } else { p == b };
    let number = |at: usize| text.get(at..at + 2).and_then(|n| n.parse::<u8>().ok()).unwrap_or(99);
    text.len() == pattern.len()
        && pattern.iter().zip(text.bytes()).all(|(&p, b)| digit(p, b))
        && (1..=12).contains(&number(5))
        && (1..=31).contains(&number(8))
        && number(11) <= 24
        && number(14) <= 59
        && number(17) <= 60
}

fn empty(book: &Book, results: &mut Results) {
    for meta in book.package.metadata.iter().filter(|meta| !meta.named) {
        results.test_at(
            &rules::EMPTY,
            !meta.value.is_empty(),
            || book.in_package(meta.at),
            || format!("`{}` is empty", meta.property),
        );
    }
}

fn ids(book: &Book, results: &mut Results) {
    let mut seen = BTreeSet::new();
    for (id, at) in &book.package.ids {
        results.test_at(
            &rules::DUPLICATE_ID,
            seen.insert(id),
            || book.in_package(*at),
            || format!("the id `{id}` stands in the package more than once"),
        );
    }
    for meta in &book.package.metadata {
        let Some(refined) = &meta.refines else { continue };
        // A relative address of a file is allowed as well.
        let known = seen.contains(refined) || refined.contains(['/', '.', '#']);
        results.test_at(
            &rules::REFINES,
            known,
            || book.in_package(meta.at),
            || format!("`{}` refines `{refined}`, which is not in the package", meta.property),
        );
    }
}

/// The declarations in `prefix`: names and addresses in turn.
fn declared<'a>(book: &'a Book) -> Vec<(&'a str, &'a str)> {
    let prefix = book.package.prefix.as_deref().unwrap_or_default();
    let words: Vec<&str> = prefix.split_whitespace().collect();
    words.chunks(2).map(|pair| (pair[0], pair.get(1).copied().unwrap_or_default())).collect()
}

fn prefixes(book: &Book, results: &mut Results) {
    for (name, address) in declared(book) {
        let bare = name.strip_suffix(':').unwrap_or_default();
        let reserved = vocabulary::PREFIXES.iter().find(|(known, _)| *known == bare);
        let (message, weight) = if bare.is_empty() || bare == "_" || !is_name(bare) {
            (format!("`{name}` is no prefix: a name and a colon are"), None)
        } else if address == "http://purl.org/dc/elements/1.1/" {
            (format!("the prefix `{bare}` is for Dublin Core, whose elements need none"), None)
        } else if !address.contains(':') {
            (format!("the prefix `{bare}` has no address"), None)
        } else if reserved.is_some_and(|(_, known)| *known != address) {
            let weight = Severity::Warning;
            (format!("the prefix `{bare}` is reserved for another address"), Some(weight))
        } else {
            (String::new(), None)
        };
        results.applies(&rules::PREFIX);
        if !message.is_empty() {
            let finding = results.push(&rules::PREFIX, book.in_package(0), message);
            finding.severity = weight.unwrap_or(finding.severity);
        }
    }
}

fn is_name(name: &str) -> bool {
    let mut characters = name.chars();
    characters.next().is_some_and(|c| c.is_alphabetic() || c == '_')
        && characters.all(|c| c.is_alphanumeric() || "._-".contains(c))
}

fn properties(book: &Book, results: &mut Results) {
    let declared: Vec<&str> =
        declared(book).into_iter().filter_map(|(name, _)| name.strip_suffix(':')).collect();
    let items = book.package.items.iter().flat_map(|item| {
        item.properties.iter().map(|p| (p.as_str(), item.at, vocabulary::ITEM_PROPERTIES))
    });
    let metas = book.package.metadata.iter().filter(|m| !m.named && !m.property.starts_with("dc:"));
    let metas = metas.map(|m| (m.property.as_str(), m.at, vocabulary::META_PROPERTIES));
    for (property, at, known) in metas.chain(items) {
        let message = match property.split_once(':') {
            Some((prefix, name)) => {
                let reserved = vocabulary::PREFIXES.iter().any(|(known, _)| *known == prefix);
                if prefix.is_empty() || name.is_empty() || name.contains(char::is_whitespace) {
                    format!("`{property}` is no property")
                } else if reserved || declared.contains(&prefix) {
                    String::new()
                } else {
                    format!("the prefix of `{property}` is not declared")
                }
            }
            None if known.contains(&property) => String::new(),
            None => format!("`{property}` is no property that EPUB knows"),
        };
        results.test_at(&rules::PROPERTY, message.is_empty(), || book.in_package(at), || message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_in_one_way() {
        assert!(is_moment("2026-05-13T14:30:00Z"));
        for bad in [
            "2026-05-13",
            "2026-05-13T14:30:00+00:00",
            "2026-13-13T14:30:00Z",
            "é026-05-13T14:30:00",
        ] {
            assert!(!is_moment(bad), "{bad}");
        }
    }
}
