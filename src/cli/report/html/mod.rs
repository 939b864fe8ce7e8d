//! Reports as one page to read and to hand on: for each document what it is, what was found, what a
//! person must still judge, what passes, and what that means by clause. The page keeps the rules itself.

pub(in crate::cli::report) mod document;
mod outcomes;

use std::fmt::Write as _;

use super::{Report, Run, Verdict, counted, human};
use crate::check::Format;
use crate::cli::clauses::{CRITERIA, Clause, Standard};
use crate::diagnostic::{Severity, rules};
use crate::markup::{Element, Node, Syntax};

/// The whole run.
pub(in crate::cli) fn run(run: &Run<'_>) -> String {
    let title = title(run);
    let head = Element::new("head")
        .child(Element::new("meta").with("charset", "utf-8"))
        .child(
            Element::new("meta")
                .with("name", "viewport")
                .with("content", "width=device-width, initial-scale=1"),
        )
        .child(Element::new("title").text(title))
        .child(Element::new("meta").with("name", "generator").with("content", version()))
        .child(Element::new("style").text(include_str!("style.css")));
    let skip = link("#main", "Skip to the report").with("class", "skip");
    let header = Element::new("header")
        .child(Element::new("h1").text("Accessibility report"))
        .child(paragraph(format!(
            "{}, checked by {}.",
            counted(run.files.len(), "document"),
            version()
        )));
    let mut main = Element::new("main").with("id", "main").child(overview(run));
    for (index, report) in run.files.iter().enumerate() {
        main = main.child(document::section(report, index, run.fail_on));
    }
    let body = Element::new("body").child(skip).child(header).child(main.child(how_to_read(run)));
    let page = Element::new("html").with("lang", "en").child(head).child(body);
    format!("<!DOCTYPE html>\n{}\n", page.serialize(Syntax::Html))
}

pub(in crate::cli::report) fn version() -> String {
    format!("altform {}", env!("CARGO_PKG_VERSION"))
}

fn title(run: &Run<'_>) -> String {
    let count = |verdict| run.files.iter().filter(|f| f.verdict(run.fail_on) == verdict).count();
    let (fail, unreadable) = (count(Verdict::Fail), count(Verdict::Unreadable));
    let mut parts = vec![counted(run.files.len(), "document")];
    if fail > 0 {
        parts.push(format!("{fail} {}", if fail == 1 { "fails" } else { "fail" }));
    }
    if unreadable > 0 {
        parts.push(format!("{unreadable} could not be read"));
    }
    format!("Accessibility report: {}", parts.join(", "))
}

/// All documents and what came of them.
fn overview(run: &Run<'_>) -> Element {
    let columns = ["Document", "Verdict", "Errors", "Warnings", "Notes", "Questions"];
    let rows = run.files.iter().enumerate().map(|(index, report)| {
        let counts = report.by_severity();
        let severities = [Severity::Error, Severity::Warning, Severity::Note, Severity::Question];
        let name = link(&format!("#document-{}", index + 1), &legible(&report.name));
        let verdict = verdict(report, run.fail_on);
        let mut cells = vec![Node::from(name), verdict.into()];
        for severity in severities {
            let told = match report.verdict(run.fail_on) {
                Verdict::Unreadable => "–".to_owned(),
                Verdict::Pass | Verdict::Fail => counts.of(severity).to_string(),
            };
            cells.push(Node::Text(told));
        }
        cells
    });
    let level = match run.fail_on {
        None => "No finding fails a document.".to_owned(),
        Some(Severity::Error) => "A document fails if it has an error.".to_owned(),
        Some(level) => {
            format!(
                "A document fails if it has a finding of the weight “{}” or more.",
                level.name()
            )
        }
    };
    section("overview", "Overview").child(paragraph(level)).child(table(
        "overview",
        "overview-table",
        "The documents and what came of them",
        &columns,
        rows,
    ))
}

/// The verdict of a document, in a word that does not need its colour.
fn verdict(report: &Report, fail_on: Option<Severity>) -> Element {
    let (class, words) = match report.verdict(fail_on) {
        Verdict::Pass => ("pass", "✓ passes"),
        Verdict::Fail => ("fail", "✗ fails"),
        Verdict::Unreadable => ("fail", "✗ not checked"),
    };
    Element::new("strong").with("class", class).text(words)
}

/// What the words of the report mean, and what it does not speak of.
fn how_to_read(run: &Run<'_>) -> Element {
    let mut formats: Vec<Format> = Vec::new();
    for subject in run.files.iter().filter_map(|file| file.subject.as_ref()) {
        if !formats.contains(&subject.format) {
            formats.push(subject.format);
        }
    }
    let mut out = section("reading", "How to read this report").child(paragraph(
        "Rules decide what a program can decide. A clause is said to pass only where a rule that rests on it had \
         something to look at and found nothing; that is no statement of conformity. What no program can decide, \
         such as whether a description is true, stands as a question for a person, and is never said to pass.",
    ));
    let mut meanings = Element::new("dl");
    for (word, meaning) in outcomes::MEANINGS {
        meanings =
            meanings.child(Element::new("dt").text(*word)).child(Element::new("dd").text(*meaning));
    }
    out = out.child(meanings);
    for format in formats {
        let touched = |number: &str| {
            outcomes::rules_of(format).chain(rules::question::ALL.iter().copied()).any(|rule| {
                let mut clauses = rule.references.iter().map(|reference| Clause::parse(reference));
                clauses.any(|c| c.standard == Standard::Wcag && c.number == number)
            })
        };
        let untouched = CRITERIA.iter().filter(|criterion| criterion.level != "AAA");
        let untouched: Vec<String> = untouched
            .filter(|criterion| !touched(criterion.number))
            .map(|criterion| format!("{} {}", criterion.number, criterion.name))
            .collect();
        if !untouched.is_empty() {
            out = out.child(paragraph(format!(
                "Of {} files, no rule touches these criteria of level A and AA, and this report does not speak of \
                 them: {}.",
                format.name(),
                untouched.join("; ")
            )));
        }
    }
    out.child(paragraph(
        "EN 301 549 is version 3.2.1, which repeats WCAG 2.1: clause 9 for web pages and for what an EPUB holds, clause \
         10 for other documents. Criteria that came with WCAG 2.2 have no clause there.",
    ))
}

/// A part of the page with its heading.
pub(in crate::cli::report) fn section(id: &str, heading: &str) -> Element {
    let name = format!("{id}-heading");
    Element::new("section")
        .with("id", id)
        .with("aria-labelledby", name.clone())
        .child(Element::new("h2").with("id", name).text(heading))
}

/// A table whose rows are headed by their first cells. It scrolls by itself where it is too wide; `part` is
/// the section that it stands in, for a name that no other table has.
pub(in crate::cli::report) fn table(
    part: &str,
    id: &str,
    caption: &str,
    columns: &[&str],
    rows: impl Iterator<Item = Vec<Node>>,
) -> Element {
    let mut head = Element::new("tr");
    for column in columns {
        head = head.child(Element::new("th").with("scope", "col").text(*column));
    }
    let mut body = Element::new("tbody");
    for row in rows {
        let mut tr = Element::new("tr");
        for (index, cell) in row.into_iter().enumerate() {
            let element = if index == 0 {
                Element::new("th").with("scope", "row")
            } else {
                Element::new("td")
            };
            tr = tr.child(element.child(cell));
        }
        body = body.child(tr);
    }
    let table = Element::new("table")
        .child(Element::new("caption").with("id", id).text(caption))
        .child(Element::new("thead").child(head))
        .child(body);
    Element::new("div")
        .with("class", "wide")
        .with("role", "region")
        .with("aria-labelledby", format!("{part}-heading {id}"))
        .with("tabindex", "0")
        .child(table)
}

/// A text in which every character can be read and said: one that cannot, of a file that is quoted, is
/// named.
pub(in crate::cli::report) fn legible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => out.push(' '),
            c if c.is_control() => push_name(c, &mut out),
            // Directions that would go on behind the quotation, replacements, private use, noncharacters.
            '\u{202A}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}'
            | '\u{FFFD}'
            | '\u{E000}'..='\u{F8FF}'
            | '\u{FDD0}'..='\u{FDEF}'
            | '\u{F0000}'.. => push_name(c, &mut out),
            c if u32::from(c) & 0xFFFE == 0xFFFE => push_name(c, &mut out),
            c => out.push(c),
        }
    }
    out
}

fn push_name(c: char, out: &mut String) {
    let _ = write!(out, "[U+{:04X}]", u32::from(c));
}

pub(in crate::cli::report) fn paragraph(text: impl Into<String>) -> Element {
    Element::new("p").text(text)
}

pub(in crate::cli::report) fn link(to: &str, words: &str) -> Element {
    Element::new("a").with("href", to).text(words)
}

/// What was found, counted: `2 errors, 1 warning`.
fn counts(report: &Report) -> String {
    let mut counts = human::weights(report.by_severity());
    let questions = report.by_severity().of(Severity::Question);
    if questions > 0 {
        counts.push(format!("{} for a person", counted(questions, "question")));
    }
    if counts.is_empty() { "nothing found".to_owned() } else { counts.join(", ") }
}
