//! What the findings of a document mean for the clauses that the rules rest on. It makes no page but its
//! tables.

use std::collections::BTreeMap;

use super::table;
use crate::check::Format;
use crate::cli::clauses::{self, Clause, Criterion, Part, Standard};
use crate::cli::report::{Report, Subject};
use crate::diagnostic::rules::{content, epub, html, pdf, plain, question};
use crate::diagnostic::{Rule, Severity};
use crate::markup::{Element, Node};

/// What is known of a clause; the later outweighs the earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Outcome {
    NotApplicable,
    Passes,
    ForAPerson,
    Doubtful,
    Fails,
}

/// The words for outcomes, and what they mean.
pub(super) static MEANINGS: &[(&str, &str)] = &[
    (
        "✗ fails",
        "A rule found what the clause does not allow, also where the project knows or allows it.",
    ),
    ("! doubtful", "A rule found what serves people worse, and may fail the clause."),
    ("? for a person", "No rule found a fault, and a person must judge the rest."),
    ("✓ passes", "Rules had something to look at, and found nothing."),
    (
        "– not applicable",
        "The document has nothing that the rules look at, or the project does not want them.",
    ),
];

impl Outcome {
    fn words(self) -> &'static str {
        let index = match self {
            Self::Fails => 0,
            Self::Doubtful => 1,
            Self::ForAPerson => 2,
            Self::Passes => 3,
            Self::NotApplicable => 4,
        };
        MEANINGS[index].0
    }

    fn class(self) -> &'static str {
        match self {
            Self::Fails => "fail",
            Self::Doubtful => "warn",
            Self::ForAPerson => "ask",
            Self::Passes => "pass",
            Self::NotApplicable => "none",
        }
    }
}

/// The rules that are made for a format.
pub(super) fn rules_of(format: Format) -> impl Iterator<Item = &'static Rule> {
    let own = match format {
        Format::Pdf => [content::ALL, pdf::ALL, &[]],
        Format::Epub => [content::ALL, epub::ALL, html::ALL],
        Format::Html => [content::ALL, html::ALL, &[]],
        Format::Plain => [plain::ALL, &[], &[]],
    };
    own.into_iter().flatten().copied()
}

/// What each rule says of a document.
fn by_rule(report: &Report, subject: &Subject) -> BTreeMap<&'static str, (&'static Rule, Outcome)> {
    let mut out = BTreeMap::new();
    let mut raise = |rule: &'static Rule, outcome: Outcome| {
        let (_, known) = out.entry(rule.id).or_insert((rule, outcome));
        *known = (*known).max(outcome);
    };
    for rule in rules_of(subject.format).chain(question::ALL.iter().copied()) {
        raise(rule, Outcome::NotApplicable);
    }
    for &rule in &subject.applied {
        let question = rule.severity == Severity::Question;
        raise(rule, if question { Outcome::NotApplicable } else { Outcome::Passes });
    }
    for item in &report.items {
        // What a project makes of a finding changes nothing in what it means.
        let outcome = match item.weight {
            Severity::Question => Outcome::ForAPerson,
            Severity::Note => Outcome::Passes,
            Severity::Warning => Outcome::Doubtful,
            Severity::Error => Outcome::Fails,
        };
        raise(item.finding.rule, outcome);
    }
    out
}

/// A clause, what came of it, and by which rules.
type Row = (Clause, Outcome, Vec<(&'static Rule, Outcome)>);

/// The clauses of a standard that rules for this document rest on, in order.
fn rows(rules: &BTreeMap<&str, (&'static Rule, Outcome)>, standard: Standard) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for &(rule, outcome) in rules.values() {
        for clause in clauses::of(rule).into_iter().filter(|clause| clause.standard == standard) {
            match rows.iter_mut().find(|(known, ..)| *known == clause) {
                Some((_, all, by)) => {
                    *all = (*all).max(outcome);
                    by.push((rule, outcome));
                }
                None => rows.push((clause, outcome, vec![(rule, outcome)])),
            }
        }
    }
    rows.sort_by(|(a, ..), (b, ..)| a.order(b));
    rows
}

/// The tables of a document.
pub(super) fn tables(report: &Report, subject: &Subject, id: &str) -> Vec<Node> {
    let rules = by_rule(report, subject);
    let mut out = Vec::new();
    let wcag = rows(&rules, Standard::Wcag);
    if !wcag.is_empty() {
        let part = Part::of(subject.format);
        let rows = wcag.into_iter().map(|(clause, outcome, by)| {
            let criterion = Criterion::find(clause.number);
            let name = criterion.map_or("", |criterion| criterion.name);
            let norm = criterion.and_then(|criterion| criterion.en301549(part));
            vec![
                Node::Text(format!("{} {name}", clause.number)),
                Node::from(criterion.map_or("", |criterion| criterion.level)),
                Node::Text(norm.unwrap_or_else(|| "–".to_owned())),
                said(outcome),
                by_which(&by, outcome),
            ]
        });
        out.push(Node::from(table(
            id,
            &format!("{id}-wcag"),
            "By criterion of WCAG 2.2 and clause of EN 301 549",
            &["Criterion", "Level", "EN 301 549", "Outcome", "Rules"],
            rows,
        )));
    }
    for (standard, key, caption) in [
        (Standard::PdfUa, "pdfua", "By clause of PDF/UA-1 (ISO 14289-1:2014)"),
        (Standard::EpubAccessibility, "epub", "By part of EPUB Accessibility 1.1"),
    ] {
        let belongs = match subject.format {
            Format::Pdf => standard == Standard::PdfUa,
            Format::Epub => standard == Standard::EpubAccessibility,
            Format::Html | Format::Plain => false,
        };
        let rows = if belongs { rows(&rules, standard) } else { Vec::new() };
        if rows.is_empty() {
            continue;
        }
        let rows = rows.into_iter().map(|(clause, outcome, by)| {
            vec![Node::from(clause.number), said(outcome), by_which(&by, outcome)]
        });
        let columns = ["Clause", "Outcome", "Rules"];
        out.push(table(id, &format!("{id}-{key}"), caption, &columns, rows).into());
    }
    out
}

fn said(outcome: Outcome) -> Node {
    Element::new("span").with("class", outcome.class()).text(outcome.words()).into()
}

/// The rules that decided; of those that agree that all is well, how many they are.
fn by_which(by: &[(&'static Rule, Outcome)], outcome: Outcome) -> Node {
    let same = by.iter().filter(|(_, one)| *one == outcome);
    if outcome <= Outcome::Passes {
        return Node::Text(super::counted(same.count(), "rule"));
    }
    let mut out = Element::new("span");
    for (index, (rule, _)) in same.enumerate() {
        if index > 0 {
            out = out.text(", ");
        }
        out = out.child(Element::new("code").text(rule.id));
    }
    out.into()
}
