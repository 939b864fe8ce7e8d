//! Words that the end of a line divides, and that stay divided when they are read.

use std::collections::BTreeSet;

use super::of;
use super::words::{Joint, Words};
use crate::check::Results;
use crate::check::pdf::ElementId;
use crate::diagnostic::rules::pdf::structure::HYPHENATED;
use crate::text::number::count;

pub(super) fn check(words: &Words, results: &mut Results) {
    let pdf = words.pdf;
    let mut divided: Vec<(ElementId, String, String)> = Vec::new();
    let mut whole: BTreeSet<String> = BTreeSet::new();
    let mut compounds: BTreeSet<String> = BTreeSet::new();
    let innermost = |id: &ElementId| pdf.tree.children(*id).all(|kid| is_inline(pdf, kid));
    let blocks = pdf.tree.iter().filter(|(id, element)| {
        !matches!(&*element.kind, "Code" | "Formula") && !is_inline(pdf, *id) && innermost(id)
    });
    for (id, _) in blocks {
        let mut shown = words.shown(id);
        // What is said instead of white space is a break that the author set; it parts what it stands between.
        shown.retain(|part| part.replaces || !part.text.trim().is_empty());
        for (i, part) in shown.iter().enumerate() {
            for word in part.text.split(|c: char| !(c.is_alphabetic() || is_hyphen(c))) {
                let word = word.trim_matches(is_hyphen);
                let set = if word.contains(is_hyphen) { &mut compounds } else { &mut whole };
                if !word.is_empty() {
                    set.insert(word.to_lowercase());
                }
            }
            let Some(before) = i.checked_sub(1).map(|i| &shown[i]) else { continue };
            if part.replaces || before.replaces || part.joint(before) != Joint::Line {
                continue;
            }
            results.applies(&HYPHENATED);
            if let Some((start, rest)) = halves(before.text, part.text) {
                divided.push((id, start, rest));
            }
        }
    }
    // Only what stands elsewhere as one word is certainly one: "well-known" keeps its hyphen.
    divided.retain(|(_, start, rest)| {
        let (start, rest) = (start.to_lowercase(), rest.to_lowercase());
        whole.contains(&format!("{start}{rest}")) && !compounds.contains(&format!("{start}-{rest}"))
    });
    let Some((first, ..)) = divided.first() else { return };
    let examples: BTreeSet<_> = divided.iter().map(|(_, a, b)| format!("`{a}-{b}`")).collect();
    let examples: Vec<_> = examples.into_iter().take(5).collect();
    let message = format!(
        "{} divided at line ends: {}",
        count(divided.len(), "word is", "words are"),
        examples.join(", ")
    );
    results.push(&HYPHENATED, of(pdf, *first), message);
}

fn is_inline(pdf: &crate::check::pdf::Pdf, id: ElementId) -> bool {
    matches!(
        &*pdf.tree.get(id).kind,
        "Span" | "Link" | "Quote" | "Reference" | "Em" | "Strong" | "Annot" | "BibEntry"
    )
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}')
}

/// The two halves of a word, if a line ends in a letter and a hyphen, and the next begins with a small
/// letter.
fn halves(before: &str, after: &str) -> Option<(String, String)> {
    let start = before.trim_end().strip_suffix(is_hyphen)?;
    let start = start.rsplit(|c: char| !c.is_alphabetic()).next()?;
    let after = after.trim_start();
    let rest = after.split(|c: char| !c.is_alphabetic()).next()?;
    let small = rest.chars().next()?.is_lowercase();
    (small && start.chars().count() >= 2 && rest.chars().count() >= 2)
        .then(|| (start.to_owned(), rest.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::halves;

    #[test]
    fn a_word_has_two_halves_at_the_end_of_a_line() {
        let of = |a, b| halves(a, b).map(|(a, b)| a + "|" + &b);
        assert_eq!(of("the exam-", "ple is"), Some("exam|ple".into()));
        assert_eq!(of("the exam", "ple is"), None);
        assert_eq!(of("Müller-", "Meier"), None);
        assert_eq!(of("1990-", "er"), None);
        assert_eq!(of("über\u{2010} ", "setzen,"), Some("über|setzen".into()));
    }
}
