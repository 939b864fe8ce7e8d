//! A baseline: the findings that a project knows, a line of JSON each, by file, rule and fingerprint. It
//! knows nothing of how findings are made or shown.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Value, json};

use crate::cli::report::{Report, Standing};
use crate::diagnostic::Severity;

/// The most bytes that a baseline may have.
const MAX: u64 = 256 * 1024 * 1024;

/// The findings that are known: by file the rule and the fingerprint.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Baseline(BTreeMap<String, BTreeSet<(String, String)>>);

impl Baseline {
    /// Reads a baseline; `Err` says what is wrong and in which line.
    pub(super) fn load(path: &Path) -> Result<Self, String> {
        let name = path.display();
        let text = super::text_of(path, MAX)
            .map_err(|error| format!("{name}: the baseline cannot be read: {error}"))?;
        Self::parse(&text).map_err(|(line, fault)| format!("{name}:{line}:1: {fault}"))
    }

    fn parse(text: &str) -> Result<Self, (usize, String)> {
        let mut known: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let value: Value = serde_json::from_str(line)
                .map_err(|error| (index + 1, format!("the line is not JSON: {error}")))?;
            let field = |key: &str| {
                let text = value.get(key).and_then(Value::as_str).map(str::to_owned);
                text.ok_or_else(|| (index + 1, format!("the line has no text `{key}`")))
            };
            let entry = (field("rule")?, field("fingerprint")?);
            known.entry(field("file")?).or_default().insert(entry);
        }
        Ok(Self(known))
    }

    /// Takes what is known out of what is reported; gives how many known findings of each rule are gone.
    pub(super) fn apply(&self, report: &mut Report) -> BTreeMap<String, usize> {
        let mut gone = BTreeMap::new();
        let known = self.0.get(&super::slashed(&report.name));
        let (Some(known), true) = (known, report.subject.is_some()) else { return gone };
        let mut left: BTreeSet<(&str, &str)> =
            known.iter().map(|(rule, print)| (rule.as_str(), print.as_str())).collect();
        for item in &mut report.items {
            let found = left.remove(&(item.finding.rule.id, item.fingerprint.as_str()));
            if found && item.standing == Standing::Reported {
                item.standing = Standing::Known;
            }
        }
        for (rule, _) in left {
            *gone.entry(rule.to_owned()).or_default() += 1;
        }
        gone
    }

    /// Makes all findings of a file known that weigh at least `level`, and writes them down.
    pub(super) fn accept(report: &mut Report, level: Severity, out: &mut String) {
        if report.subject.is_none() {
            return;
        }
        let file = super::slashed(&report.name);
        for item in &mut report.items {
            if item.standing == Standing::Allowed || item.finding.severity < level {
                continue;
            }
            item.standing = Standing::Known;
            let (rule, print) = (item.finding.rule.id, &item.fingerprint);
            let message = &item.finding.message;
            let line =
                json!({ "file": file, "rule": rule, "fingerprint": print, "message": message });
            out.push_str(&line.to_string());
            out.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Format;
    use crate::cli::report::{Subject, items};
    use crate::diagnostic::rules::{content::LINK_VAGUE, image::ALT_MISSING};
    use crate::diagnostic::{Finding, Place, Rule};
    use crate::source::Source;

    fn report(rules: &[&'static Rule]) -> Report {
        let findings = rules.iter().map(|rule| Finding::new(rule, Place::Document, "bad"));
        let subject = Subject { format: Format::Html, claims: Vec::new(), applied: rules.to_vec() };
        Report {
            name: "./a.html".into(),
            subject: Some(subject),
            items: items(findings.collect(), &Source::default()),
        }
    }

    #[test]
    fn what_is_known_is_not_reported_and_what_is_gone_is_told() {
        let mut out = String::new();
        let twice = [&ALT_MISSING, &ALT_MISSING, &LINK_VAGUE];
        Baseline::accept(&mut report(&twice), Severity::Note, &mut out);
        let baseline = Baseline::parse(&out).unwrap();
        let mut again = report(&[&ALT_MISSING, &ALT_MISSING, &ALT_MISSING]);
        let gone = baseline.apply(&mut again);
        assert_eq!(again.count(Standing::Known), 2);
        assert_eq!(again.count(Standing::Reported), 1);
        assert_eq!(gone, BTreeMap::from([("link/vague".to_owned(), 1)]));
        let fault = Baseline::parse("\n{\"file\": 1}\n").unwrap_err();
        assert_eq!(fault, (2, "the line has no text `rule`".to_owned()));
    }
}
