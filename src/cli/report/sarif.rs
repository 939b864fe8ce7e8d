//! Reports as SARIF 2.1.0 for code-scanning viewers. Questions for a person are results of the kind
//! `review`; what the baseline or the project accepts is not in it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Value;
use serde_sarif::sarif::{
    ArtifactLocation, Invocation, Location, LogicalLocation, Message, MultiformatMessageString,
    Notification, PhysicalLocation, PropertyBag, Region, ReportingConfiguration,
    ReportingDescriptor, Result, ResultKind, ResultLevel, Run, Sarif, Tool, ToolComponent,
};

use super::{Item, Report, place};
use crate::cli::clauses;
use crate::cli::{CLEAN, FAILED, FINDINGS};
use crate::diagnostic::{Place, Rule, Severity};

/// Where the schema of the format is published.
pub(super) const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// The whole run.
pub(in crate::cli) fn run(run: &super::Run<'_>) -> String {
    let rules: BTreeMap<&str, &Rule> = run
        .files
        .iter()
        .flat_map(|file| {
            let applied = file.subject.iter().flat_map(|subject| subject.applied.iter().copied());
            applied.chain(file.reported().map(|item| item.finding.rule))
        })
        .map(|rule| (rule.id, rule))
        .collect();
    let index: BTreeMap<&str, i64> = rules.keys().copied().zip(0..).collect();
    let driver = ToolComponent::builder()
        .name("altform")
        .version(env!("CARGO_PKG_VERSION"))
        .semantic_version(env!("CARGO_PKG_VERSION"))
        .rules(rules.values().map(|rule| descriptor(rule)).collect::<Vec<_>>())
        .build();
    let results = run.files.iter().flat_map(|file| {
        let index = &index;
        file.reported().map(move |item| result(file, item, index))
    });
    let one = Run::builder()
        .tool(Tool::builder().driver(driver).build())
        .column_kind("utf16CodeUnits")
        .artifacts(run.files.iter().map(|file| artifact(&file.name)).collect::<Vec<_>>())
        .invocations(vec![invocation(run)])
        .results(results.collect::<Vec<_>>())
        .build();
    let log = Sarif::builder().schema(SCHEMA).version("2.1.0").runs(vec![one]).build();
    let mut out = serde_json::to_string_pretty(&log).unwrap_or_default();
    out.push('\n');
    out
}

fn artifact(name: &str) -> serde_sarif::sarif::Artifact {
    serde_sarif::sarif::Artifact::builder()
        .location(ArtifactLocation::builder().uri(uri(name)).build())
        .roles(vec![Value::from("analysisTarget")])
        .build()
}

fn invocation(run: &super::Run<'_>) -> Invocation {
    let failed = run.files.iter().filter(|file| file.subject.is_none());
    let notifications = failed.flat_map(|file| {
        file.items.iter().map(move |item| {
            Notification::builder()
                .level("error")
                .message(message(item))
                .locations(vec![location(file, item)])
                .build()
        })
    });
    let description = match run.status {
        CLEAN => "nothing was found at or above the level that fails",
        FINDINGS => "something was found at or above the level that fails",
        _ => "a file could not be read to its end",
    };
    Invocation::builder()
        .execution_successful(run.status != FAILED)
        .exit_code(i64::from(run.status))
        .exit_code_description(description)
        .tool_execution_notifications(notifications.collect::<Vec<_>>())
        .build()
}

pub(super) fn descriptor(rule: &Rule) -> ReportingDescriptor {
    let text = |text: &str| MultiformatMessageString::builder().text(text).build();
    let references: Vec<String> = clauses::of(rule)
        .iter()
        .map(|clause| format!("{} {}", clause.title, clause.number))
        .collect();
    let parts = [
        ("What it checks", rule.checks.to_owned()),
        ("Who is affected", rule.affects.to_owned()),
        ("How to fix it", rule.fix.to_owned()),
        ("Rests on", references.join(", ")),
    ];
    let parts = parts.iter().filter(|(_, text)| !text.is_empty());
    let (mut plain, mut markdown) = (Vec::new(), Vec::new());
    for (heading, text) in parts {
        plain.push(format!("{heading}: {text}"));
        markdown.push(format!("**{heading}.** {text}"));
    }
    let mut tags = vec!["accessibility".to_owned()];
    tags.extend(references);
    // What GitHub sorts by.
    let weight = match rule.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note | Severity::Question => "recommendation",
    };
    let more = BTreeMap::from([("problem.severity".to_owned(), Value::from(weight))]);
    ReportingDescriptor::builder()
        .id(rule.id)
        .short_description(text(rule.summary))
        .full_description(text(rule.checks))
        .help(
            MultiformatMessageString::builder()
                .text(plain.join("\n"))
                .markdown(markdown.join("\n\n"))
                .build(),
        )
        .default_configuration(
            ReportingConfiguration::builder().level(level(rule.severity)).build(),
        )
        .properties(PropertyBag::builder().tags(tags).additional_properties(more).build())
        .build()
}

/// The level of a rule; a question has none.
pub(super) fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Question => "none",
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn result(file: &Report, item: &Item, index: &BTreeMap<&str, i64>) -> Result {
    let rule = item.finding.rule.id;
    // A result of another kind than `fail` has no level (SARIF 2.1.0, 3.27.10).
    let (kind, level) = match item.finding.severity {
        Severity::Question => (ResultKind::Review, ResultLevel::None),
        Severity::Note => (ResultKind::Fail, ResultLevel::Note),
        Severity::Warning => (ResultKind::Fail, ResultLevel::Warning),
        Severity::Error => (ResultKind::Fail, ResultLevel::Error),
    };
    let print = BTreeMap::from([("altformFinding/v1".to_owned(), item.fingerprint.clone())]);
    Result::builder()
        .rule_id(rule)
        .rule_index(index.get(rule).copied().unwrap_or(-1))
        .kind(kind)
        .level(level)
        .message(message(item))
        .locations(vec![location(file, item)])
        .partial_fingerprints(print)
        .build()
}

fn message(item: &Item) -> Message {
    let mut text = item.finding.message.clone();
    for hint in &item.finding.hints {
        text = format!("{text}\n{hint}");
    }
    Message::builder().text(text).build()
}

fn location(file: &Report, item: &Item) -> Location {
    let artifact = ArtifactLocation::builder().uri(uri(&file.name)).build();
    let physical = match (item.region, &item.finding.place) {
        (Some(region), Place::Source(_)) => {
            let region = Region::builder()
                .start_line(i64::from(region.start.line))
                .start_column(i64::from(region.start.utf16))
                .end_line(i64::from(region.end.line))
                .end_column(i64::from(region.end.utf16))
                .build();
            PhysicalLocation::builder().artifact_location(artifact).region(region).build()
        }
        // GitHub takes no result without a line, and shows that of a whole file at the first.
        _ => {
            let region = Region::builder().start_line(1).build();
            PhysicalLocation::builder().artifact_location(artifact).region(region).build()
        }
    };
    match place::inside(&item.finding.place) {
        Some(inside) => Location::builder()
            .physical_location(physical)
            .logical_locations(vec![
                LogicalLocation::builder().fully_qualified_name(inside).kind("element").build(),
            ])
            .build(),
        None => Location::builder().physical_location(physical).build(),
    }
}

/// A path as a URI reference: relative paths stay so, that viewers find them in the repository.
pub(super) fn uri(name: &str) -> String {
    let name = if cfg!(windows) { name.replace('\\', "/") } else { name.to_owned() };
    let name = name.strip_prefix("./").unwrap_or(&name);
    let mut out = String::from(if name.starts_with('/') { "file://" } else { "" });
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            byte => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_path_becomes_a_uri_reference() {
        for (path, expected) in
            [("./a b/ü:1.pdf", "a%20b/%C3%BC%3A1.pdf"), ("/tmp/100%.pdf", "file:///tmp/100%25.pdf")]
        {
            assert_eq!(super::uri(path), expected);
        }
    }
}
