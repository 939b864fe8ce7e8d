//! Reports as SARIF 2.1.0 for code-scanning viewers: findings at the lines of their sources. What is no
//! document is not in it.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::{Ended, Summary};
use crate::batch::record::{Record, Status, Told};
use crate::cli::report::sarif::{descriptor, level, uri};
use crate::cli::{CLEAN, FAILED, FINDINGS};
use crate::diagnostic::Severity;

/// The whole run.
pub(super) fn write(ended: &Ended<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
    let rules: Vec<_> = summary.known().collect();
    let index: BTreeMap<&str, usize> = rules.iter().map(|rule| rule.id).zip(0..).collect();
    let driver = json!({
        "name": "altform",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
    });
    let description = match ended.status {
        CLEAN => "nothing was found at or above the level that fails",
        FINDINGS => "something was found at or above the level that fails",
        _ => "a source could not be converted",
    };
    let invocation = json!({
        "executionSuccessful": ended.status != FAILED,
        "exitCode": ended.status,
        "exitCodeDescription": description,
    });
    write!(
        out,
        "{{\"$schema\":\"{}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{},\"columnKind\":\"utf16CodeUnits\",\
         \"invocations\":[{invocation}],\"results\":[",
        crate::cli::report::sarif::SCHEMA,
        json!({ "driver": driver }),
    )?;
    let mut between = "\n";
    for record in ended.records()? {
        let record = record?;
        if record.status == Status::Skipped {
            continue;
        }
        for told in &record.findings {
            write!(out, "{between}{}", result(&record, told, &index))?;
            between = ",\n";
        }
    }
    writeln!(out, "\n]}}]}}")
}

fn result(record: &Record, told: &Told, index: &BTreeMap<&str, usize>) -> Value {
    let severity = super::severity(told).unwrap_or(Severity::Note);
    let kind = if severity == Severity::Question { "review" } else { "fail" };
    // GitHub takes no result without a line, and shows that of a whole file at the first.
    let line = told.line.unwrap_or(1).max(1);
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&record.source) },
            "region": { "startLine": line },
        },
    });
    if let Some(output) = &told.file {
        location["logicalLocations"] =
            json!([{ "fullyQualifiedName": output, "kind": "resource" }]);
    }
    let mut out = json!({
        "ruleId": told.rule,
        "kind": kind,
        "level": level(severity),
        "message": { "text": told.message },
        "locations": [location],
    });
    if let Some(&at) = index.get(told.rule.as_str()) {
        out["ruleIndex"] = at.into();
    }
    out
}
