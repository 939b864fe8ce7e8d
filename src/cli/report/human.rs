//! Findings for people: the place, the weight, the fact, the line it stands in with a caret, and what to
//! do; of a checked file also the questions for a person, and of a run its sum. It knows no other form.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::print::shown;
use super::{Counts, Item, Report, Standing, Subject, Verdict, counted, place};
use crate::diagnostic::{Finding, Place, Severity};

fn paint(colour: bool, code: &str, text: &str) -> String {
    if colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
}

/// Sentences as hints are written: `Embed the fonts.` becomes `embed the fonts`, and names stay as they are.
fn as_hint(fix: &str) -> String {
    let fix = fix.strip_suffix('.').unwrap_or(fix);
    let mut letters = fix.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(fix.chars().skip(1)).collect()
        }
        _ => fix.to_owned(),
    }
}

/// One finding of a file.
pub(in crate::cli) fn finding(file: &str, item: &Item, colour: bool, out: &mut String) {
    let paint = |code: &str, text: &str| paint(colour, code, text);
    let finding = &item.finding;
    let weight = match finding.severity {
        Severity::Question => paint("35", "question"),
        Severity::Note => paint("36", "note"),
        Severity::Warning => paint("33;1", "warning"),
        Severity::Error => paint("31;1", "error"),
    };
    let file = match &finding.place {
        Place::Output { file, .. } => file,
        Place::Document | Place::Source(_) => file,
    };
    let place = match place::inside(&finding.place) {
        Some(inside) => format!("{file} {inside}"),
        None => file.to_owned(),
    };
    let _ = write!(out, "{}", paint("1", &shown(&place)));
    if let (Some(region), Place::Source(_)) = (item.region, &finding.place) {
        let _ = write!(out, ":{}:{}", region.start.line, region.start.column);
    }
    let _ = writeln!(out, ": {weight}[{}]: {}", finding.rule.id, shown(&finding.message));
    if let Some(excerpt) = &item.excerpt {
        let number = excerpt.line.to_string();
        let _ = writeln!(out, "  {number} | {}", shown(&excerpt.text));
        let _ = writeln!(
            out,
            "  {:width$} | {:indent$}{}",
            "",
            "",
            "^".repeat(excerpt.length),
            width = number.len(),
            indent = excerpt.indent,
        );
    }
    for hint in &finding.hints {
        let _ = writeln!(out, "  {} {}", paint("32", "hint:"), shown(hint));
    }
}

/// All that there is to say of one checked file; if `quiet`, only what fails it.
pub(in crate::cli) fn file(
    report: &Report,
    fail_on: Option<Severity>,
    quiet: bool,
    colour: bool,
    out: &mut String,
) {
    let fails = |item: &&Item| fail_on.is_some_and(|level| item.finding.severity >= level);
    let shows = |item: &&Item| report.subject.is_none() || !quiet || fails(item);
    let asked = |item: &&Item| {
        item.finding.severity == Severity::Question && fail_on != Some(Severity::Question)
    };
    let mut told = BTreeSet::new();
    for item in report.reported().filter(|item| !asked(item) && shows(item)) {
        finding(&report.name, item, colour, out);
        // What has no hint of its own is told once how its rule is kept.
        let Finding { rule, hints, severity, .. } = &item.finding;
        if hints.is_empty() && *severity >= Severity::Warning && told.insert(rule.id) {
            let _ = writeln!(out, "  {} {}", paint(colour, "32", "hint:"), as_hint(rule.fix));
        }
    }
    let Some(subject) = &report.subject else { return };
    if quiet {
        return;
    }
    let name = shown(&report.name);
    if report.verdict(fail_on) == Verdict::Pass {
        let _ = writeln!(out, "{name}: passes: {}", extent(report, subject));
    }
    let questions: Vec<&Item> = report.reported().filter(asked).collect();
    if !questions.is_empty() {
        let _ = writeln!(out, "{name}: {} for a person", counted(questions.len(), "question"));
        for item in questions {
            let (message, id) = (shown(&item.finding.message), item.finding.rule.id);
            let _ = writeln!(out, "  ? {message} [{id}]");
        }
    }
}

/// What a verdict of a file extends to: `PDF, claims PDF/UA-1, 81 rules found nothing`.
fn extent(report: &Report, subject: &Subject) -> String {
    let mut out = subject.format.name().to_owned();
    if !subject.claims.is_empty() {
        let _ = write!(out, ", claims {}", shown(&subject.claims.join(" and ")));
    }
    let _ = write!(out, ", {} found nothing", counted(report.passed().count(), "rule"));
    out
}

/// What came of all files, counted.
#[derive(Debug, Default)]
pub(in crate::cli) struct Totals {
    files: usize,
    verdicts: [usize; 3],
    counts: Counts,
    known: usize,
    allowed: usize,
}

impl Totals {
    /// One more file.
    pub(in crate::cli) fn add(&mut self, report: &Report, fail_on: Option<Severity>) {
        self.files += 1;
        self.verdicts[report.verdict(fail_on) as usize] += 1;
        self.counts.sum(report.by_severity());
        self.known += report.count(Standing::Known);
        self.allowed += report.count(Standing::Allowed);
    }

    /// The last line of a run.
    pub(in crate::cli) fn line(&self) -> String {
        let [pass, fail, unreadable] = self.verdicts;
        let mut out = format!("checked {}", counted(self.files, "file"));
        let verbs = [(pass, "passes", "pass"), (fail, "fails", "fail")];
        let told = verbs.into_iter().filter(|&(count, ..)| count > 0);
        let mut told: Vec<String> = told
            .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
            .collect();
        if unreadable > 0 {
            told.push(format!("{unreadable} could not be read"));
        }
        let _ = write!(out, ": {}", told.join(", "));
        let mut counts = weights(self.counts);
        let questions = self.counts.of(Severity::Question);
        if questions > 0 {
            counts.push(format!("{} for a person", counted(questions, "question")));
        }
        for (count, word) in [(self.known, "known"), (self.allowed, "allowed")] {
            if count > 0 {
                counts.push(format!("{count} {word}"));
            }
        }
        if !counts.is_empty() {
            let _ = write!(out, "; {}", counts.join(", "));
        }
        out.push('\n');
        out
    }
}

/// `2 errors`, `1 warning`, `3 notes`: those that there are.
pub(in crate::cli) fn weights(counts: Counts) -> Vec<String> {
    [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .filter(|&severity| counts.of(severity) > 0)
        .map(|severity| counted(counts.of(severity), severity.name()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Finding;
    use crate::diagnostic::rules::image::ALT_MISSING;
    use crate::source::{Source, Span};

    #[test]
    fn a_finding_shows_its_line_and_what_to_do() {
        let source = Source::new("a.md", "one\nsee ![](b.png) there\n");
        let mut missing = Finding::new(
            &ALT_MISSING,
            Place::Source(Span::new(8..18)),
            "picture `b.png` has no description",
        );
        missing.hint("write what it shows");
        let mut out = String::new();
        finding("a.md", &super::super::items(vec![missing], &source)[0], false, &mut out);
        assert_eq!(
            out,
            "a.md:2:5: warning[image/alt-missing]: picture `b.png` has no description\n  \
             2 | see ![](b.png) there\n    |     ^^^^^^^^^^\n  hint: write what it shows\n"
        );
    }
}
