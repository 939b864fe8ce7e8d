//! Reports as `JUnit` XML for build servers: a case for each source. No time, no random number.

use std::io::{self, Write};

use super::{Ended, Summary};
use crate::batch::record::{Record, Status, Told};
use crate::cli::report::html::legible;
use crate::markup::{Element, Syntax};

/// The whole run.
pub(super) fn write(ended: &Ended<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let counts = |element: Element| {
        element
            .with("name", "altform convert")
            .with("tests", (summary.documents() + summary.skipped).to_string())
            .with("failures", summary.findings.to_string())
            .with("errors", summary.failed.to_string())
    };
    let suite = counts(Element::new("testsuite")).with("skipped", summary.skipped.to_string());
    let whole = counts(Element::new("testsuites")).child(suite.text("\n")).serialize(Syntax::Xml);
    // The cases go where the suite ends.
    let (start, end) = whole.split_once("</testsuite>").unwrap_or((&whole, ""));
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}", start.trim_end())?;
    for record in ended.records()? {
        writeln!(out, "{}", case(&record?).serialize(Syntax::Xml))?;
    }
    writeln!(out, "</testsuite>{end}")
}

fn case(record: &Record) -> Element {
    let case = Element::new("testcase")
        .with("classname", "altform.convert")
        .with("name", legible(&record.source));
    let lines: Vec<String> = record.findings.iter().map(line).collect();
    let name = match record.status {
        Status::Failed => "error",
        Status::Findings => "failure",
        Status::Skipped => "skipped",
        Status::Clean if lines.is_empty() => return case,
        Status::Clean => {
            return case.child(Element::new("system-out").text(lines.join("\n")));
        }
    };
    // The heaviest finding is what happened.
    let worst = record.findings.iter().rev().max_by_key(|told| super::severity(told));
    let mut result = Element::new(name);
    if let Some(worst) = worst {
        result = result.with("message", legible(&worst.message));
        if record.status != Status::Skipped {
            result = result.with("type", worst.rule.clone());
        }
    }
    case.child(if record.status == Status::Skipped {
        result
    } else {
        result.text(lines.join("\n"))
    })
}

fn line(told: &Told) -> String {
    let at = told.line.map(|line| format!("{line}: ")).unwrap_or_default();
    legible(&format!("{at}{}[{}]: {}", told.severity, told.rule, told.message))
}
