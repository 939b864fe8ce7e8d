//! Differences between two transcripts as findings. It knows neither how the transcripts were read nor
//! who made the files.

use std::collections::BTreeMap;

use crate::diagnostic::rules::fidelity;
use crate::diagnostic::{Finding, Place, Rule};
use crate::transcript::{Difference, DifferenceKind as Kind, UNDESCRIBED};

/// More findings of a rule than this in one file are counted, not told.
const MOST: usize = 20;

/// What is to be said of each difference; `place` says where.
pub fn findings(
    differences: &[Difference],
    mut place: impl FnMut(&Difference) -> Place,
) -> Vec<Finding> {
    each(differences, |difference, finding| finding.place = place(difference))
}

/// What is to be said of each difference; `finish` completes it.
pub fn each(
    differences: &[Difference],
    mut finish: impl FnMut(&Difference, &mut Finding),
) -> Vec<Finding> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut out: Vec<Finding> = Vec::new();
    let mut beside = differences.iter().filter(|difference| difference.kind == Kind::Beside);
    if let Some(first) = beside.next() {
        let got = &first.got;
        let message = match beside.count() {
            0 => format!("`{got}` is no part of the article as it was read from the source"),
            more => format!(
                "{} passages are no part of the article as it was read from the source, the first is `{got}`",
                more + 1
            ),
        };
        let mut finding = Finding::new(&fidelity::BESIDE, Place::Document, message);
        finish(first, &mut finding);
        finding.hint("compare with `--keep-all` if all of the source is the article, or name it with `--article`");
        out.push(finding);
    }
    for difference in differences.iter().filter(|difference| difference.kind != Kind::Beside) {
        let rule = rule(difference.kind);
        let count = counts.entry(rule.id).or_default();
        *count += 1;
        if *count <= MOST {
            let mut finding = Finding::new(rule, Place::Document, message(difference));
            finish(difference, &mut finding);
            out.push(finding);
        }
    }
    for (id, count) in counts {
        let last = out.iter_mut().rfind(|finding| finding.rule.id == id);
        if let (Some(last), more @ 1..) = (last, count.saturating_sub(MOST)) {
            last.hint(format!("{more} more places are like this; they are not listed"));
        }
    }
    out
}

fn rule(kind: Kind) -> &'static Rule {
    match kind {
        Kind::Lost => &fidelity::LOST,
        Kind::Added | Kind::Repeated => &fidelity::ADDED,
        Kind::Beside => &fidelity::BESIDE,
        Kind::Moved => &fidelity::ORDER,
        Kind::Level => &fidelity::LEVEL,
        Kind::Language => &fidelity::LANGUAGE,
        Kind::Description => &fidelity::DESCRIPTION,
        Kind::Link => &fidelity::LINK,
        Kind::Note => &fidelity::NOTE,
        Kind::Header | Kind::Table => &fidelity::TABLE,
        Kind::List => &fidelity::LIST,
        Kind::Group => &fidelity::GROUP,
        Kind::Mark => &fidelity::MARK,
    }
}

fn message(difference: &Difference) -> String {
    let Difference { kind, expected, got, words, more, .. } = difference;
    let words = if words.is_empty() { "a picture" } else { words };
    let (none, nothing) = (got.is_empty(), expected.is_empty());
    let or = |text: &str, otherwise: &str| {
        if text.is_empty() { otherwise.to_owned() } else { text.to_owned() }
    };
    match kind {
        Kind::Lost if none => format!("`{expected}` is lost"),
        Kind::Lost => format!("`{expected}` became `{got}`"),
        Kind::Added | Kind::Beside => format!("`{got}` is added"),
        Kind::Repeated => format!("`{got}` is announced once more"),
        Kind::Moved if none => format!("`{expected}` is announced before everything else"),
        Kind::Moved => format!("`{expected}` is announced elsewhere: after `{got}`"),
        Kind::Description if none => format!("the description `{expected}` is lost"),
        Kind::Description if nothing && got == UNDESCRIBED => {
            "a picture that the source does not announce has no description".to_owned()
        }
        Kind::Description if got == UNDESCRIBED => {
            format!("the description `{expected}` is lost: the picture has none")
        }
        Kind::Description if nothing => format!("a picture is added: `{got}`"),
        Kind::Description => format!("the description `{expected}` became `{got}`"),
        Kind::Language => {
            let name = |tag: &str| {
                if tag.is_empty() { "no language".to_owned() } else { format!("`{tag}`") }
            };
            format!("`{words}` is in {}, not in {}", name(got), name(expected))
        }
        Kind::Header => {
            let cells = match more {
                0 => String::new(),
                1 => ", and so is 1 more cell".to_owned(),
                more => format!(", and so are {more} more cells"),
            };
            let heads = |text: &str| or(text, "no header");
            format!(
                "the cell `{words}` is announced with {}, not with {}{cells}",
                heads(got),
                heads(expected)
            )
        }
        Kind::List => {
            format!("`{words}` is in {}, not in {}", or(got, "no list"), or(expected, "no list"))
        }
        Kind::Level | Kind::Link | Kind::Note | Kind::Table | Kind::Group | Kind::Mark => {
            format!("`{words}` is {}, not {}", or(got, "plain text"), or(expected, "plain text"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::At;

    fn difference(kind: Kind, expected: &str, got: &str) -> Difference {
        Difference {
            kind,
            expected: expected.into(),
            got: got.into(),
            words: "words".into(),
            more: 0,
            expected_at: At::default(),
            got_at: At::default(),
        }
    }

    #[test]
    fn a_difference_is_told_in_a_sentence() {
        let of = |kind, expected, got| message(&difference(kind, expected, got));
        assert_eq!(of(Kind::Lost, "a", ""), "`a` is lost");
        assert_eq!(of(Kind::Language, "de", ""), "`words` is in no language, not in `de`");
        assert_eq!(
            of(Kind::Level, "heading level 2", ""),
            "`words` is plain text, not heading level 2"
        );
        let cell = Difference { more: 3, ..difference(Kind::Header, "the header “A”", "") };
        assert_eq!(
            message(&cell),
            "the cell `words` is announced with no header, not with the header “A”, and so are 3 more cells"
        );
    }

    #[test]
    fn many_differences_of_a_kind_are_counted() {
        let many: Vec<_> = (0..50).map(|_| difference(Kind::Lost, "a", "")).collect();
        let findings = findings(&many, |_| Place::Document);
        assert_eq!(findings.len(), MOST);
        assert!(findings[MOST - 1].hints[0].starts_with("30 more"));
    }
}
