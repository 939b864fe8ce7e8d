//! Reports on a run over an archive, each streamed from the journal into its place: nothing grows with the
//! number of sources. It knows the journal's records and not how they came about.

mod html;
mod junit;
mod lines;
mod sarif;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::batch::archive;
use crate::batch::place;
use crate::batch::record::{Record, Status, Told};
use crate::diagnostic::{Rule, Severity, rules};

/// Sources that are named of each rule.
const EXAMPLES: usize = 10;

/// A report that is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) struct Wanted {
    path: PathBuf,
    form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Html,
    Sarif,
    Junit,
    Lines,
    Csv,
}

impl Wanted {
    /// Reads a path; what it ends in tells the form.
    ///
    /// # Errors
    /// No form is called so; the fact.
    pub(in crate::cli) fn parse(text: &str) -> Result<Self, String> {
        let path = PathBuf::from(text);
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let form = match ending.as_deref() {
            Some("html" | "htm") => Form::Html,
            Some("sarif") => Form::Sarif,
            Some("xml") => Form::Junit,
            Some("json" | "jsonl") => Form::Lines,
            Some("csv") => Form::Csv,
            _ => {
                return Err(
                    "its form is not known; let the name end in `.html`, `.sarif`, `.xml`, \
                            `.json`, `.jsonl` or `.csv`"
                        .into(),
                );
            }
        };
        Ok(Self { path, form })
    }
}

/// The journal of a run that has ended; it is read as often as a form needs.
pub(in crate::cli) struct Ended<'a> {
    /// The folder of the outputs.
    pub(in crate::cli) out: &'a Path,
    /// The share of the run.
    pub(in crate::cli) shard: (u64, u64),
    /// The weight from which findings count.
    pub(in crate::cli) level: Severity,
    /// The exit status.
    pub(in crate::cli) status: u8,
    /// Whether the run was interrupted.
    pub(in crate::cli) interrupted: bool,
}

impl Ended<'_> {
    fn records(&self) -> io::Result<impl Iterator<Item = io::Result<Record>>> {
        archive::records(self.out, self.shard)
    }
}

/// Writes every report that is wanted.
///
/// # Errors
/// One of them cannot be written, or the journal cannot be read; the fact.
pub(in crate::cli) fn write(wanted: &[Wanted], ended: &Ended<'_>) -> Result<(), String> {
    if wanted.is_empty() {
        return Ok(());
    }
    let summary =
        Summary::of(ended).map_err(|error| format!("the journal cannot be read: {error}"))?;
    for Wanted { path, form } in wanted {
        let fill = |out: &mut dyn Write| match form {
            Form::Html => html::write(ended, &summary, out),
            Form::Sarif => sarif::write(ended, &summary, out),
            Form::Junit => junit::write(ended, &summary, out),
            Form::Lines => lines::json(ended, &summary, out),
            Form::Csv => lines::csv(ended, out),
        };
        place::replace(path, fill).map_err(|error| {
            format!("the report `{}` cannot be written: {error}", path.display())
        })?;
    }
    Ok(())
}

/// What a journal comes to.
#[derive(Debug, Default)]
struct Summary {
    clean: u64,
    findings: u64,
    failed: u64,
    skipped: u64,
    outputs: u64,
    rules: BTreeMap<String, Tally>,
}

/// What was found by one rule, in documents.
#[derive(Debug, Default)]
struct Tally {
    /// The heaviest weight that it had.
    severity: Option<Severity>,
    findings: u64,
    documents: u64,
    /// The first documents.
    examples: Vec<String>,
}

impl Summary {
    fn of(ended: &Ended<'_>) -> io::Result<Self> {
        let mut out = Self::default();
        for record in ended.records()? {
            out.count(&record?);
        }
        Ok(out)
    }

    fn count(&mut self, record: &Record) {
        *match record.status {
            Status::Clean => &mut self.clean,
            Status::Findings => &mut self.findings,
            Status::Failed => &mut self.failed,
            Status::Skipped => &mut self.skipped,
        } += 1;
        self.outputs += record.outputs.len() as u64;
        if record.status == Status::Skipped {
            return;
        }
        let mut seen: Vec<&str> = Vec::new();
        for finding in &record.findings {
            let tally = self.rules.entry(finding.rule.clone()).or_default();
            tally.findings += 1;
            tally.severity = tally.severity.max(severity(finding));
            if !seen.contains(&finding.rule.as_str()) {
                seen.push(&finding.rule);
                tally.documents += 1;
                if tally.examples.len() < EXAMPLES {
                    tally.examples.push(record.source.clone());
                }
            }
        }
    }

    fn documents(&self) -> u64 {
        self.clean + self.findings + self.failed
    }

    /// The rules that found most, those of a kind by name.
    fn most_frequent(&self, count: usize) -> Vec<(&str, &Tally)> {
        let mut out: Vec<_> =
            self.rules.iter().map(|(rule, tally)| (rule.as_str(), tally)).collect();
        out.sort_by_key(|(_, tally)| std::cmp::Reverse(tally.findings));
        out.truncate(count);
        out
    }

    /// The rules that found something and are known.
    fn known(&self) -> impl Iterator<Item = &'static Rule> {
        self.rules.keys().filter_map(|id| rules::find(id))
    }
}

/// The weight of a finding.
fn severity(told: &Told) -> Option<Severity> {
    let all = [Severity::Question, Severity::Note, Severity::Warning, Severity::Error];
    all.into_iter().find(|severity| severity.name() == told.severity)
}

/// How many findings of a record are of a weight.
fn count(record: &Record, severity: Severity) -> usize {
    record.findings.iter().filter(|told| told.severity == severity.name()).count()
}

/// What became of a source, in the word that machines read.
fn status(record: &Record) -> &'static str {
    match record.status {
        Status::Clean => "clean",
        Status::Findings => "findings",
        Status::Failed => "failed",
        Status::Skipped => "skipped",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_report_tells_its_form() {
        let form = |name: &str| Wanted::parse(name).map(|wanted| wanted.form);
        assert_eq!(form("a/report.HTML"), Ok(Form::Html));
        assert_eq!(form("report.junit.xml"), Ok(Form::Junit));
        assert_eq!(form("r.jsonl"), Ok(Form::Lines));
        assert!(form("report").is_err() && form("report.pdf").is_err());
    }

    #[test]
    fn findings_are_counted_once_a_finding_and_once_a_document() {
        let told = |rule: &str, severity: &str| Told {
            rule: rule.into(),
            severity: severity.into(),
            line: None,
            file: None,
            message: "m".into(),
        };
        let mut summary = Summary::default();
        for number in 0..12 {
            let mut record = Record::new(Path::new(&format!("{number}.md")), "");
            record.status = Status::Clean;
            record.findings =
                vec![told("b/b", "note"), told("a/a", "note"), told("b/b", "warning")];
            summary.count(&record);
        }
        let most = summary.most_frequent(1);
        let (rule, tally) = most[0];
        assert_eq!((rule, tally.findings, tally.documents), ("b/b", 24, 12));
        assert_eq!((tally.severity, tally.examples.len()), (Some(Severity::Warning), EXAMPLES));
    }
}
