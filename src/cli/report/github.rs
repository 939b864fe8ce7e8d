//! Reports as workflow commands of GitHub Actions: annotations at the line of the file. What GitHub shows
//! of a run has limits of its own; SARIF has not.

use std::fmt::Write as _;

use super::{Item, Report, counted, place};
use crate::diagnostic::{Place, Severity};

/// The annotations of one file; its questions for a person are one.
pub(in crate::cli) fn file(report: &Report, fail_on: Option<Severity>, out: &mut String) {
    let asked = |item: &&Item| {
        item.finding.severity == Severity::Question && fail_on != Some(Severity::Question)
    };
    report.reported().filter(|item| !asked(item)).for_each(|item| annotation(report, item, out));
    let questions: Vec<&Item> = report.reported().filter(asked).collect();
    if !questions.is_empty() {
        let title = format!("{} for a person", counted(questions.len(), "question"));
        let lines: Vec<&str> = questions.iter().map(|i| i.finding.message.as_str()).collect();
        let (name, title) = (property(&report.name), property(&title));
        let _ = writeln!(out, "::notice file={name},title={title}::{}", data(&lines.join("\n")));
    }
}

fn annotation(report: &Report, item: &Item, out: &mut String) {
    let command = match item.finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note | Severity::Question => "notice",
    };
    let _ = write!(out, "::{command} file={}", property(&report.name));
    if let (Some(region), Place::Source(_)) = (item.region, &item.finding.place) {
        let (start, end) = (region.start, region.end);
        let _ = write!(out, ",line={},endLine={},col={}", start.line, end.line, start.column);
        // GitHub takes an end column only within one line.
        if start.line == end.line {
            let _ = write!(out, ",endColumn={}", end.column);
        }
    }
    let mut message = item.finding.message.clone();
    if let Some(inside) = place::inside(&item.finding.place) {
        message = format!("{inside}: {message}");
    }
    for hint in &item.finding.hints {
        let _ = write!(message, "\n{hint}");
    }
    let _ = writeln!(out, ",title={}::{}", property(item.finding.rule.id), data(&message));
}

/// A message as workflow commands take it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property as workflow commands take it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Format;
    use crate::cli::report::{Subject, items};
    use crate::diagnostic::Finding;
    use crate::diagnostic::rules::{content::LINK_VAGUE, question::HEADINGS};
    use crate::source::{Source, Span};

    #[test]
    fn no_text_ends_a_command_early() {
        let source = Source::new("a,b.html", "<a>é</a>\n");
        let mut vague = Finding::new(&LINK_VAGUE, Place::Source(Span::new(3..5)), "100%\nof: a::b");
        vague.hint("say where");
        let question = Finding::new(&HEADINGS, Place::Document, "do they?");
        let report = Report {
            name: "a,b.html".into(),
            subject: Some(Subject { format: Format::Html, claims: vec![], applied: vec![] }),
            items: items(vec![vague, question], &source),
        };
        let mut out = String::new();
        file(&report, Some(Severity::Error), &mut out);
        assert_eq!(
            out,
            "::warning file=a%2Cb.html,line=1,endLine=1,col=4,endColumn=5,title=link/vague\
             ::100%25%0Aof: a::b%0Asay where\n\
             ::notice file=a%2Cb.html,title=1 question for a person::do they?\n"
        );
    }
}
