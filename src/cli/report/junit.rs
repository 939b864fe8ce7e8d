//! Reports as `JUnit` XML for build servers: a suite for each file, a case for each rule that had something to
//! look at. Questions for a person are skipped cases, never passed ones. No time, no random number.

use std::collections::BTreeMap;

use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};

use super::{Item, Report, Run, Standing, counted, place};
use crate::diagnostic::Severity;

/// The whole run.
pub(in crate::cli) fn run(run: &Run<'_>) -> String {
    let mut out = quick_junit::Report::new("altform check");
    for report in run.files {
        out.add_test_suite(suite(report, run.fail_on));
    }
    // Serialising into memory fails for no text that can be named.
    out.to_string().unwrap_or_default()
}

fn suite(report: &Report, fail_on: Option<Severity>) -> TestSuite {
    let mut suite = TestSuite::new(report.name.as_str());
    let applied = report.subject.iter().flat_map(|subject| &subject.applied);
    let mut cases: BTreeMap<&str, Vec<&Item>> = applied.map(|rule| (rule.id, Vec::new())).collect();
    for item in &report.items {
        cases.entry(item.finding.rule.id).or_default().push(item);
    }
    for (rule, items) in cases {
        suite.add_test_case(case(report, rule, &items, fail_on));
    }
    suite
}

fn case(report: &Report, rule: &str, items: &[&Item], fail_on: Option<Severity>) -> TestCase {
    let counts: Vec<&&Item> =
        items.iter().filter(|item| item.standing == Standing::Reported).collect();
    let worst = counts.iter().map(|item| item.finding.severity).max();
    let lines: Vec<String> = counts.iter().map(|item| line(report, item)).collect();
    let told = match counts.as_slice() {
        [] => String::new(),
        [one] => one.finding.message.clone(),
        many => counted(many.len(), "finding"),
    };
    let fails = worst.is_some_and(|worst| fail_on.is_some_and(|level| worst >= level));
    let mut status = if report.subject.is_none() {
        TestCaseStatus::non_success(NonSuccessKind::Error)
    } else if fails {
        TestCaseStatus::non_success(NonSuccessKind::Failure)
    } else if worst == Some(Severity::Question) || (worst.is_none() && !items.is_empty()) {
        TestCaseStatus::skipped()
    } else {
        TestCaseStatus::success()
    };
    let told = if told.is_empty() && !items.is_empty() {
        format!("{}: known, or allowed by the project", counted(items.len(), "finding"))
    } else {
        told
    };
    status.set_message(told).set_type(worst.map_or("none", Severity::name));
    if worst != Some(Severity::Question) || fails {
        status.set_description(lines.join("\n"));
    }
    let passes_with = matches!(status, TestCaseStatus::Success { .. }) && !lines.is_empty();
    let mut case = TestCase::new(rule, status);
    case.set_classname(report.name.as_str());
    if passes_with {
        case.set_system_out(lines.join("\n"));
    }
    case
}

/// `a.html:3:1: error: message (hint; hint)`.
fn line(report: &Report, item: &Item) -> String {
    let mut out = report.name.clone();
    if let Some(inside) = place::inside(&item.finding.place) {
        out = format!("{out} {inside}");
    } else if let Some(region) = item.region {
        out = format!("{out}:{}:{}", region.start.line, region.start.column);
    }
    out = format!("{out}: {}: {}", item.finding.severity.name(), item.finding.message);
    if !item.finding.hints.is_empty() {
        out = format!("{out} ({})", item.finding.hints.join("; "));
    }
    out
}
