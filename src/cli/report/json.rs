//! Reports as lines of JSON: one for each finding, then one for its file, so that nothing need be
//! inferred from silence. The README describes the keys, and a test holds it to that.

use serde_json::{Map, Value, json};

use super::{Item, Report, Standing};
use crate::diagnostic::{Place, Rule, Severity};

/// All lines of one file.
pub(in crate::cli) fn file(report: &Report, fail_on: Option<Severity>, out: &mut String) {
    let mut line = |value: Value| {
        out.push_str(&value.to_string());
        out.push('\n');
    };
    report.reported().for_each(|item| line(finding(report, item)));
    line(summary(report, fail_on));
}

fn finding(report: &Report, item: &Item) -> Value {
    let mut out = Map::new();
    let mut set = |key: &str, value: Value| {
        out.insert(key.to_owned(), value);
    };
    set("type", "finding".into());
    set("file", report.name.as_str().into());
    set("rule", item.finding.rule.id.into());
    set("severity", item.finding.severity.name().into());
    set("message", item.finding.message.as_str().into());
    if let Some(region) = item.region {
        set("line", region.start.line.into());
        set("column", region.start.column.into());
        set("end_line", region.end.line.into());
        set("end_column", region.end.column.into());
    }
    if let Place::Output { page, path, .. } = &item.finding.place {
        if let Some(page) = page {
            set("page", (*page).into());
        }
        if !path.is_empty() {
            set("path", path.as_str().into());
        }
    }
    set("hints", item.finding.hints.as_slice().into());
    set("fingerprint", item.fingerprint.as_str().into());
    out.into()
}

fn summary(report: &Report, fail_on: Option<Severity>) -> Value {
    let ids = |rules: &mut dyn Iterator<Item = &'static Rule>| -> Value {
        rules.map(|rule| rule.id).collect()
    };
    let subject = report.subject.as_ref();
    let counts = report.by_severity();
    json!({
        "type": "file",
        "file": report.name,
        "format": subject.map(|subject| subject.format.name()),
        "claims": subject.map_or(&[][..], |subject| &subject.claims),
        "verdict": report.verdict(fail_on).name(),
        "applied": ids(&mut subject.into_iter().flat_map(|s| s.applied.iter().copied())),
        "passed": ids(&mut report.passed()),
        "errors": counts.of(Severity::Error),
        "warnings": counts.of(Severity::Warning),
        "notes": counts.of(Severity::Note),
        "questions": counts.of(Severity::Question),
        "known": report.count(Standing::Known),
        "allowed": report.count(Standing::Allowed),
    })
}
