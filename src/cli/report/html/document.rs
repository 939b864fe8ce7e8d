//! One document in the page: its verdict, what was found, the questions, what passes, the tables.

use std::collections::BTreeMap;

use super::{counts, legible, outcomes, paragraph, verdict};
use crate::cli::clauses::{self, Criterion, Standard};
use crate::cli::report::{Item, Report, Standing, Subject, counted, place};
use crate::diagnostic::{Place, Rule, Severity};
use crate::markup::{Element, Node};

/// Findings of a rule that are shown before the rest is folded away.
const OPEN: usize = 10;

/// The section of a document.
pub(super) fn section(report: &Report, index: usize, fail_on: Option<Severity>) -> Element {
    let id = format!("document-{}", index + 1);
    let mut out = super::section(&id, &legible(&report.name)).with("class", "document");
    out =
        out.child(Element::new("p").with("class", "verdict").child(verdict(report, fail_on)).text(
            if report.subject.is_some() { format!(": {}", counts(report)) } else { String::new() },
        ));
    let Some(subject) = &report.subject else {
        out =
            out.child(paragraph("The file could not be read to its end, so nothing was decided."));
        return out.child(list(&report.items.iter().collect::<Vec<_>>()));
    };
    out = out.child(facts(report, subject));
    let found: Vec<&Item> =
        report.reported().filter(|i| i.finding.severity > Severity::Question).collect();
    if !found.is_empty() {
        out = out.child(heading("What was found")).children(groups(&found));
    }
    let questions: Vec<&Item> =
        report.reported().filter(|i| i.finding.severity == Severity::Question).collect();
    if !questions.is_empty() {
        out =
            out.child(heading("What a person must still judge")).child(checklist(&questions, &id));
    }
    out = out.child(heading("What passes")).child(passes(report));
    out.child(heading("By clause")).children(outcomes::tables(report, subject, &id))
}

fn heading(words: &str) -> Element {
    Element::new("h3").text(words)
}

/// What the document is and says of itself.
fn facts(report: &Report, subject: &Subject) -> Element {
    let claims = match subject.claims.as_slice() {
        [] => "no standard".to_owned(),
        claims => legible(&claims.join(", ")),
    };
    let mut out = Element::new("dl");
    let mut fact = |name: &str, value: String| {
        let entry = Element::new("div")
            .child(Element::new("dt").text(name))
            .child(Element::new("dd").text(value));
        out.children.push(entry.into());
    };
    fact("Format", subject.format.name().to_owned());
    fact("Claims", claims);
    let (known, allowed) = (report.count(Standing::Known), report.count(Standing::Allowed));
    if known > 0 {
        fact("Known to the baseline, not reported", counted(known, "finding"));
    }
    if allowed > 0 {
        fact("Allowed by the project, not reported", counted(allowed, "finding"));
    }
    out
}

/// Findings by rule, the heaviest first.
fn groups(items: &[&Item]) -> Vec<Node> {
    let mut groups: BTreeMap<(std::cmp::Reverse<Severity>, &str), Vec<&Item>> = BTreeMap::new();
    for item in items {
        let key = (std::cmp::Reverse(item.finding.severity), item.finding.rule.id);
        groups.entry(key).or_default().push(item);
    }
    groups.into_values().map(|items| group(&items).into()).collect()
}

fn group(items: &[&Item]) -> Element {
    let finding = &items[0].finding;
    let (class, weight) = match finding.severity {
        Severity::Error => ("fail", "✗ error"),
        Severity::Warning => ("warn", "! warning"),
        Severity::Note | Severity::Question => ("none", "note"),
    };
    let rule = finding.rule;
    let mut out = Element::new("div")
        .with("class", "rule")
        .child(Element::new("h4").text(sentence(rule.summary)))
        .child(
            Element::new("p")
                .child(Element::new("span").with("class", class).text(weight))
                .text(format!(", {}, ", counted(items.len(), "place")))
                .child(Element::new("code").text(rule.id)),
        );
    for (name, text) in [("Who is affected: ", rule.affects), ("How to fix it: ", rule.fix)] {
        out = out.child(
            Element::new("p").child(Element::new("strong").text(name)).children(coded(text)),
        );
    }
    if let Some(clauses) = rests_on(rule) {
        out = out.child(
            Element::new("p").child(Element::new("strong").text("Rests on: ")).text(clauses),
        );
    }
    out = out.child(list(&items[..items.len().min(OPEN)]));
    if let Some(rest) = items.get(OPEN..).filter(|rest| !rest.is_empty()) {
        let summary = format!("{} more of this", counted(rest.len(), "place"));
        out = out.child(
            Element::new("details").child(Element::new("summary").text(summary)).child(list(rest)),
        );
    }
    out
}

/// The clauses that a rule rests on, in words.
fn rests_on(rule: &Rule) -> Option<String> {
    let clauses: Vec<String> = clauses::of(rule)
        .iter()
        .map(|clause| {
            let name = if clause.standard == Standard::Wcag {
                Criterion::find(clause.number)
            } else {
                None
            };
            match name {
                Some(criterion) => format!(
                    "{} {} {} (level {})",
                    clause.title, clause.number, criterion.name, criterion.level
                ),
                None => format!("{} {}", clause.title, clause.number),
            }
        })
        .collect();
    (!clauses.is_empty()).then(|| clauses.join("; "))
}

fn list(items: &[&Item]) -> Element {
    let mut out = Element::new("ul").with("class", "places");
    for item in items {
        out = out.child(entry(item));
    }
    out
}

/// One finding: where, what, the line, what to do.
fn entry(item: &Item) -> Element {
    let finding = &item.finding;
    let mut out = Element::new("li");
    let at = place::inside(&finding.place).or_else(|| match (&finding.place, item.region) {
        (Place::Source(_), Some(region)) => {
            Some(format!("line {}, column {}", region.start.line, region.start.column))
        }
        _ => None,
    });
    if let Some(at) = at {
        out = out.child(Element::new("span").with("class", "at").text(legible(&at))).text(": ");
    }
    out = out.children(coded(&finding.message));
    if let Some(excerpt) = &item.excerpt {
        let chars: Vec<char> = excerpt.text.chars().collect();
        let part = |from: usize, to: usize| -> String {
            let part = chars.get(from..to.min(chars.len()).max(from)).unwrap_or_default();
            legible(&part.iter().collect::<String>())
        };
        let (start, end) = (excerpt.indent, excerpt.indent + excerpt.length);
        let code = Element::new("code")
            .text(part(0, start))
            .child(Element::new("mark").text(part(start, end)))
            .text(part(end, chars.len()));
        out = out.child(Element::new("pre").child(code));
    }
    for hint in &finding.hints {
        out = out.child(Element::new("p").with("class", "hint").text("→ ").children(coded(hint)));
    }
    out
}

/// The questions as a list to tick off.
fn checklist(items: &[&Item], id: &str) -> Element {
    let mut out = Element::new("ul").with("class", "questions");
    for (index, item) in items.iter().enumerate() {
        let name = format!("{id}-question-{}", index + 1);
        let tick = Element::new("input").with("type", "checkbox").with("id", name.clone());
        let label = Element::new("label")
            .with("for", name)
            .children(coded(&sentence(&item.finding.message)));
        let how = Element::new("p").with("class", "hint").children(coded(item.finding.rule.fix));
        out = out.child(Element::new("li").child(tick).text(" ").child(label).child(how));
    }
    out
}

/// The rules that found nothing.
fn passes(report: &Report) -> Element {
    let rules: Vec<_> = report.passed().collect();
    if rules.is_empty() {
        return paragraph("No rule that had something to look at found nothing.");
    }
    let mut list = Element::new("ul");
    for rule in &rules {
        let id = Element::new("code").text(rule.id);
        list = list.child(Element::new("li").child(id).text(": ").children(coded(rule.checks)));
    }
    let summary = format!("{} found nothing", counted(rules.len(), "rule"));
    Element::new("details").child(Element::new("summary").text(summary)).child(list)
}

/// A text with what stands in backticks as code.
pub(in crate::cli::report) fn coded(text: &str) -> Vec<Node> {
    let text = legible(text);
    let parts: Vec<&str> = text.split('`').collect();
    // A backtick without its fellow is only a sign.
    let last = parts.len() - 1;
    let mut out = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        if index % 2 == 0 {
            out.push(Node::from(*part));
        } else if index == last {
            out.push(Node::Text(format!("`{part}")));
        } else {
            out.push(Element::new("code").text(*part).into());
        }
    }
    out
}

/// A text with a capital to begin with.
pub(in crate::cli::report) fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    first + chars.as_str()
}
