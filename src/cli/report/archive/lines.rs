//! Reports as lines: of JSON, one for each finding, one for each source after its findings and one for the
//! run; and of CSV, for spreadsheets. It knows nothing of rules.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::{Ended, Summary, count, status};
use crate::batch::record::{Record, Told};
use crate::diagnostic::Severity;

/// Lines of JSON, their keys as those of `altform check` where they mean the same.
pub(super) fn json(ended: &Ended<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    for record in ended.records()? {
        let record = record?;
        for told in &record.findings {
            writeln!(out, "{}", finding(&record, told))?;
        }
        let outputs: Vec<&str> = record.outputs.iter().map(|output| output.path.as_str()).collect();
        let line = json!({
            "type": "file",
            "file": record.source,
            "status": status(&record),
            "outputs": outputs,
            "errors": count(&record, Severity::Error),
            "warnings": count(&record, Severity::Warning),
            "notes": count(&record, Severity::Note),
            "more_findings": record.more_findings,
        });
        writeln!(out, "{line}")?;
    }
    let rules: Map<String, Value> =
        summary.rules.iter().map(|(rule, tally)| (rule.clone(), tally.findings.into())).collect();
    let line = json!({
        "type": "run",
        "clean": summary.clean,
        "findings": summary.findings,
        "failed": summary.failed,
        "skipped": summary.skipped,
        "outputs": summary.outputs,
        "interrupted": ended.interrupted,
        "rules": rules,
    });
    writeln!(out, "{line}")
}

fn finding(record: &Record, told: &Told) -> Value {
    let mut out = Map::new();
    let mut set = |key: &str, value: Value| out.insert(key.to_owned(), value);
    set("type", "finding".into());
    set("file", record.source.as_str().into());
    set("rule", told.rule.as_str().into());
    set("severity", told.severity.as_str().into());
    set("message", told.message.as_str().into());
    if let Some(line) = told.line {
        set("line", line.into());
    }
    if let Some(output) = &told.file {
        set("output", output.as_str().into());
    }
    out.into()
}

/// A row for each finding, and one for each source without any (RFC 4180).
pub(super) fn csv(ended: &Ended<'_>, out: &mut dyn Write) -> io::Result<()> {
    row(out, &["file", "status", "severity", "rule", "line", "output", "message"])?;
    for record in ended.records()? {
        let record = record?;
        let (name, status) = (record.source.as_str(), status(&record));
        if record.findings.is_empty() {
            row(out, &[name, status, "", "", "", "", ""])?;
        }
        for told in &record.findings {
            let line = told.line.map(|line| line.to_string()).unwrap_or_default();
            let output = told.file.as_deref().unwrap_or("");
            row(out, &[name, status, &told.severity, &told.rule, &line, output, &told.message])?;
        }
    }
    Ok(())
}

fn row(out: &mut dyn Write, fields: &[&str]) -> io::Result<()> {
    let fields: Vec<String> = fields.iter().map(|field| quoted(field)).collect();
    write!(out, "{}\r\n", fields.join(","))
}

/// A field. What a spreadsheet would take for a formula begins with an apostrophe: names of files are
/// anybody's words.
fn quoted(field: &str) -> String {
    let guard = if field.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    if guard.is_empty() && !field.contains(['"', ',', '\n', '\r']) {
        return field.to_owned();
    }
    format!("\"{guard}{}\"", field.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_field_is_one_cell_and_no_formula() {
        for (field, cell) in
            [("a b", "a b"), ("a,\"b\"", "\"a,\"\"b\"\"\""), ("=cmd()", "\"'=cmd()\""), ("", "")]
        {
            assert_eq!(super::quoted(field), cell);
        }
    }
}
