//! The names by which links reach places: made from headings as GitHub does, kept unique, and handed
//! on where the place itself leaves no trace in the document.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// The anchors of one document.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// Names that the author gave, known before any is made.
    given: BTreeSet<String>,
    used: BTreeSet<String>,
    /// How often each slug was asked for.
    counts: BTreeMap<String, u32>,
    /// Names of places that are reached by another name.
    pub(super) aliases: BTreeMap<String, String>,
}

impl Anchors {
    /// Knows the names that the author gives.
    pub(super) fn new<'a>(given: impl Iterator<Item = &'a str>) -> Self {
        Self { given: given.map(anchor).collect(), ..Self::default() }
    }

    /// A name that the author gave; the first place that has it keeps it.
    pub(super) fn take(&mut self, name: &str) -> Option<String> {
        let name = anchor(name);
        (!name.is_empty() && self.used.insert(name.clone())).then_some(name)
    }

    /// A name for a heading of these words, as GitHub makes it.
    pub(super) fn slug(&mut self, words: &str) -> Option<String> {
        let slug = slug(words);
        if slug.trim_matches('-').is_empty() {
            return None;
        }
        let count = self.counts.entry(slug.clone()).or_default();
        loop {
            let name = if *count == 0 { slug.clone() } else { format!("{slug}-{count}") };
            *count += 1;
            if !self.given.contains(&name) && self.used.insert(name.clone()) {
                return Some(name);
            }
        }
    }
}

/// A name as it is compared: however its letters are composed.
pub(super) fn anchor(name: &str) -> String {
    name.trim().nfc().collect()
}

fn slug(words: &str) -> String {
    let kept =
        |c: &char| c.is_alphanumeric() || is_combining_mark(*c) || matches!(c, '-' | '_' | ' ');
    let kept = words.trim().nfc().filter(kept);
    kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// Text with its percent escapes decoded; as it is where they are not UTF-8.
pub(crate) fn percent_decoded(text: &str) -> String {
    let bytes = percent_decoded_bytes(text);
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The bytes that a text with percent escapes stands for.
pub(crate) fn percent_decoded_bytes(text: &str) -> Vec<u8> {
    let digit = |b: Option<&u8>| b.and_then(|&b| char::from(b).to_digit(16));
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let pair = (digit(bytes.get(at + 1)), digit(bytes.get(at + 2)));
        if let (b'%', (Some(high), Some(low))) = (bytes[at], pair) {
            out.push(u8::try_from(high * 16 + low).unwrap_or(b'%'));
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_as_on_github_and_unique() {
        let mut anchors = Anchors::new(["notes-1"].into_iter());
        assert_eq!(anchors.slug("Čo je nové? (1.2)").as_deref(), Some("čo-je-nové-12"));
        assert_eq!(anchors.slug("C\u{30C}o?").as_deref(), Some("\u{10D}o"));
        assert_eq!(anchors.slug("Notes").as_deref(), Some("notes"));
        assert_eq!(anchors.slug("Notes").as_deref(), Some("notes-2"));
        assert_eq!(anchors.slug("???"), None);
        assert_eq!(anchors.take("notes-1").as_deref(), Some("notes-1"));
        assert_eq!(anchors.take("notes-1"), None);
    }

    #[test]
    fn percent_escapes_that_are_none_stay() {
        assert_eq!(percent_decoded("a%20b%"), "a b%");
        assert_eq!(percent_decoded("%zz%C4%8D"), "%zzč");
        assert_eq!(percent_decoded("%FF"), "%FF");
    }
}
