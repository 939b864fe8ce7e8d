//! `epub:type`: words that exist, and that assistive technology hears of by a role too.

use std::collections::BTreeMap;

use super::book::Book;
use super::vocabulary::{ROLES, TYPES};
use crate::check::Results;
use crate::diagnostic::rules::epub as rules;

/// Checks the values of `epub:type`; each once for a file, where it stands first.
pub(super) fn check(book: &Book, results: &mut Results) {
    for (path, content) in &book.contents {
        let mut unknown: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        let mut silent: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
        for element in &content.typed {
            results.applies(&rules::TYPE_UNKNOWN);
            for kind in &element.types {
                if !kind.contains(':') && !TYPES.contains(&kind.as_str()) {
                    unknown.entry(kind).or_insert((element.at, 0)).1 += 1;
                }
            }
            let mapped =
                element.types.iter().find_map(|kind| ROLES.iter().find(|(t, _)| t == kind));
            let Some((kind, role)) = mapped.filter(|_| !element.in_landmarks) else { continue };
            results.applies(&rules::TYPE_WITHOUT_ROLE);
            if element.role.as_deref() != Some(role) {
                silent.entry((kind, role)).or_insert((element.at, 0)).1 += 1;
            }
        }
        for (kind, (at, count)) in unknown {
            let message = format!("`epub:type` has no value `{kind}`{}", times(count));
            results.push(&rules::TYPE_UNKNOWN, book.in_content(path, at), message);
        }
        for ((kind, role), (at, count)) in silent {
            let message = format!(
                "an element of the type `{kind}` has not the role `{role}`{}",
                times(count)
            );
            results.push(&rules::TYPE_WITHOUT_ROLE, book.in_content(path, at), message);
        }
    }
}

fn times(count: usize) -> String {
    if count == 1 { String::new() } else { format!(" ({count} times in this file)") }
}
