//! A line of the journal: what became of one source. It is what a worker answers, what a rerun goes by
//! and what is verified years later. It does nothing.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Finding, Place};
use crate::source;

/// Findings that a line tells one by one; the rest are counted.
const MOST_FINDINGS: usize = 100;

/// What became of one source.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The source, as the user calls it; parts of a web archive as `crawl.warc.gz#12345`.
    pub source: String,
    /// The bytes of that name in hexadecimal digits, where it is not UTF-8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_bytes: Option<String>,
    /// Where and when it was captured, if it is a page of a web archive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub captured: Option<Captured>,
    /// What became of it.
    pub status: Status,
    /// Its size in bytes.
    #[serde(default)]
    pub size: u64,
    /// Its SHA-256 in hexadecimal digits; empty if it could not be read.
    #[serde(default)]
    pub sha256: String,
    /// The files that it names and what they were when it was converted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<Resource>,
    /// What was made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outputs: Vec<Output>,
    /// What was found, the first hundred.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Told>,
    /// How many more were found.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub more_findings: usize,
    /// What catalogues want to know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<About>,
    /// The version of altform that made it.
    pub tool: String,
    /// A digest of all options that change the outputs.
    pub options: String,
    /// When it was converted, ISO 8601: `SOURCE_DATE_EPOCH` if that is set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub converted: Option<String>,
    /// How long it took.
    #[serde(default)]
    pub seconds: f64,
}

/// Where and when a page of a web archive was captured.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Captured {
    /// The address.
    pub address: String,
    /// The moment, as the archive has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// What became of a source.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Every output was made, and nothing weighs as much as the run fails on.
    Clean,
    /// Every output was made, and there are findings that weigh as much.
    Findings,
    /// Not every output could be made.
    #[default]
    Failed,
    /// It is no document.
    Skipped,
}

/// A file that a source names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Resource {
    /// As the source names it.
    pub name: String,
    /// Its SHA-256; `None` if it could not be read.
    pub sha256: Option<String>,
}

/// A file that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// Its path below the folder of the outputs, with `/` between its parts.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its SHA-256 in hexadecimal digits.
    pub sha256: String,
    /// The standards that it claims.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<String>,
    /// Whether the checks on its bytes found it sound.
    pub sound: bool,
}

/// A finding, told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The rule.
    pub rule: String,
    /// The weight.
    pub severity: String,
    /// The line of the source, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The output that it is about, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The fact.
    pub message: String,
}

/// What catalogues want to know of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The title.
    pub title: String,
    /// The authors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// The date of publication, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The language tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The publisher.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// The address at which it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// A summary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_zero(n: &usize) -> bool {
    *n == 0
}

impl Record {
    /// A record of a source of this name, of which nothing is known yet.
    pub fn new(name: &Path, options: &str) -> Self {
        let (source, source_bytes) = written(name);
        Self {
            source,
            source_bytes,
            tool: env!("CARGO_PKG_VERSION").into(),
            options: options.into(),
            ..Self::default()
        }
    }

    /// What tells this source from every other.
    pub fn key(&self) -> &str {
        self.source_bytes.as_deref().unwrap_or(&self.source)
    }

    /// Adds findings, each with its line in the source.
    pub fn tell(&mut self, findings: &[Finding], source: &source::Source) {
        for finding in findings {
            if self.findings.len() == MOST_FINDINGS {
                self.more_findings += 1;
                continue;
            }
            let (span, file) = match &finding.place {
                Place::Document => (None, None),
                Place::Source(span) => (Some(*span), None),
                Place::Output { file, source, .. } => (*source, Some(file.clone())),
            };
            self.findings.push(Told {
                rule: finding.rule.id.into(),
                severity: finding.severity.name().into(),
                line: span.map(|span| source.locate(span.start).line),
                file,
                message: finding.message.clone(),
            });
        }
    }

    /// The line, without its end.
    pub fn line(&self) -> String {
        // Strings and numbers always have a form in JSON.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads a line.
    pub fn parse(line: &str) -> Option<Self> {
        serde_json::from_str(line).ok()
    }
}

/// A path as text, and its bytes in hexadecimal digits where it is no text.
pub fn written(path: &Path) -> (String, Option<String>) {
    match path.to_str() {
        Some(text) => (text.to_owned(), None),
        None => (
            path.to_string_lossy().into_owned(),
            Some(super::names::hex(path.as_os_str().as_encoded_bytes())),
        ),
    }
}

/// The path that was written so; the digits count where there are any.
pub fn path_of(text: &str, bytes: Option<&str>) -> Option<PathBuf> {
    let Some(digits) = bytes else { return Some(PathBuf::from(text)) };
    let byte = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    let bytes: Option<Vec<u8>> = (0..digits.len()).step_by(2).map(byte).collect();
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStringExt as _;
        Some(PathBuf::from(std::ffi::OsString::from_vec(bytes?)))
    }
    #[cfg(not(unix))]
    String::from_utf8(bytes?).ok().map(PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_comes_back_as_it_was() {
        let mut record = Record::new(Path::new("a\nb.md"), "x");
        record.outputs.push(Output {
            path: "a.pdf".into(),
            size: 1,
            sha256: "00".into(),
            claims: vec!["PDF/UA-1".into()],
            sound: true,
        });
        let line = record.line();
        assert!(!line.contains('\n'));
        assert_eq!(Record::parse(&line), Some(record));
        assert_eq!(Record::parse(&line[..line.len() - 1]), None);
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_no_text_survive() {
        use std::os::unix::ffi::OsStrExt as _;
        let path = Path::new(std::ffi::OsStr::from_bytes(b"a\xFF.md"));
        let (text, bytes) = written(path);
        assert_eq!(path_of(&text, bytes.as_deref()).as_deref(), Some(path));
    }
}
