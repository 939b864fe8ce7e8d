//! One source to files in their places, and the record of it. It is what a worker does for a line, and
//! knows nothing of other sources.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::names::hex;
use super::pages::Page;
use super::record::{self, About, Output, Record, Resource, Status};
use super::{Request, place};
use crate::convert::{self, Job, Outcome, convert};
use crate::diagnostic::{Finding, Place, Severity, rules};
use crate::fonts::FontBook;
use crate::read::InputFormat;
use crate::read::resources::{Folders, Refused, Resources};
use crate::read::warc::{Captured, Missing, Opened};
use crate::source::Source;
use crate::text::moment;

/// What a worker is asked to do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Task {
    /// The file to open.
    pub(super) path: String,
    /// Its bytes in hexadecimal digits, where it is not UTF-8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) path_bytes: Option<String>,
    /// The record as far as it is known: what the source is called, under which options.
    pub(super) record: Record,
    /// Where the outputs go.
    pub(super) folder: PathBuf,
    /// Their folder below that one, with `/` between its parts.
    pub(super) below: String,
    /// Their name without extension.
    pub(super) stem: String,
    /// Which page of the file is meant, if that is a web archive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) page: Option<Page>,
    /// What the last run wrote of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) old: Option<Record>,
    /// Whether files that this run did not make may be replaced.
    #[serde(default)]
    pub(super) force: bool,
}

/// What a worker has at hand from task to task.
pub(super) struct Bench {
    request: Request,
    /// The weight from which findings count.
    level: Severity,
    /// Seconds since 1970: when the run began.
    now: i64,
    fonts: FontBook,
    /// The web archive of the last page, and its path.
    archive: Option<(PathBuf, Opened)>,
}

/// What is converted.
struct Given<'a> {
    /// What it is called, for a title of last resort.
    name: &'a str,
    bytes: &'a [u8],
    format: Option<InputFormat>,
    resources: &'a dyn Resources,
    /// What was found already.
    findings: Vec<Finding>,
}

impl Bench {
    pub(super) fn new(request: Request, level: Severity, now: i64) -> Self {
        Self { request, level, now, fonts: FontBook::new(), archive: None }
    }

    /// Does what a task asks for.
    pub(super) fn work(&mut self, task: &Task) -> Record {
        let begun = Instant::now();
        let mut record = match catch_unwind(AssertUnwindSafe(|| self.attempt(task))) {
            Ok(Ok(record)) => record,
            Ok(Err(finding)) => failed(task, &finding),
            Err(_) => failed(task, &super::panic_finding()),
        };
        if record.converted.is_none() {
            record.converted = moment::from_epoch(self.request.epoch.unwrap_or(self.now));
        }
        record.seconds = (begun.elapsed().as_secs_f64() * 1000.0).round() / 1000.0;
        record
    }

    fn attempt(&mut self, task: &Task) -> Result<Record, Box<Finding>> {
        let path = record::path_of(&task.path, task.path_bytes.as_deref()).ok_or_else(|| {
            let fact = "the name of the input cannot be read";
            Box::new(Finding::new(&rules::input::UNREADABLE, Place::Document, fact))
        })?;
        if let Some(page) = &task.page {
            return self.page(task, &path, page);
        }
        let bytes = super::load(&super::Input::File(path.clone()), self.request.max_input)?;
        let own = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let own = own.to_owned();
        let further = self.request.resources.iter().cloned();
        let given = Given {
            name: &path.to_string_lossy(),
            bytes: &bytes,
            format: self.request.format,
            resources: &Folders::new(std::iter::once(own).chain(further)),
            findings: Vec::new(),
        };
        Ok(make(given, task, &path, &self.request, &self.fonts, self.level))
    }

    /// Converts a page of a web archive.
    fn page(&mut self, task: &Task, path: &Path, page: &Page) -> Result<Record, Box<Finding>> {
        let limit = self.request.max_input;
        // The index is another for each run and archive.
        if self.archive.as_ref().is_none_or(|(index, _)| *index != page.index) {
            let opened = Opened::open(path, &page.index).map_err(|e| missing(e.into(), limit))?;
            self.archive = Some((page.index.clone(), opened));
        }
        let Some((_, archive)) = &mut self.archive else {
            return Err(missing(Missing::Absent, limit));
        };
        let capture = archive.page(page.place, limit).map_err(|why| missing(why, limit))?;
        if capture.fault.is_none() && capture.bytes.trim_ascii().is_empty() {
            let why = Finding::new(&rules::run::NO_DOCUMENT, Place::Document, "an empty response");
            return Ok(Record { status: Status::Skipped, ..failed(task, &why) });
        }
        let fault = capture.fault.map(|fault| {
            let message = format!("the page is damaged, and stands as far as it goes: {fault}");
            let mut finding = Finding::new(&rules::warc::DAMAGED, Place::Document, message);
            finding.hint("get a whole copy of the archive, or capture the page again");
            finding
        });
        let (date, charset) = (page.date.as_deref(), capture.charset.as_deref());
        let given = Given {
            name: &format!("{}.html", task.stem),
            bytes: &capture.bytes,
            format: Some(InputFormat::Html),
            resources: &Captured::new(archive, page.place, &page.address, date, charset),
            findings: fault.into_iter().collect(),
        };
        Ok(make(given, task, path, &self.request, &self.fonts, self.level))
    }
}

/// Why there is no page.
fn missing(why: Missing, limit: u64) -> Box<Finding> {
    use rules::{input, warc};
    let (rule, message, hint) = match why {
        Missing::Absent => (
            &warc::DAMAGED,
            "the archive no longer has a page here".to_owned(),
            "check whether the archive was changed during the run",
        ),
        Missing::Original => (
            &warc::NO_ORIGINAL,
            "the page is recorded as unchanged since another capture, which the archive does not hold"
                .to_owned(),
            "put the archive of the earlier crawl and this one into one file",
        ),
        Missing::Encoding(name) => (
            &warc::ENCODING,
            format!("the page is compressed as `{name}`, which is not known"),
            "rewrite the archive with plain bodies, or capture the page again",
        ),
        Missing::TooLarge => (
            &input::TOO_LARGE,
            format!("the page is larger than {limit} bytes"),
            "raise `--max-input`",
        ),
        Missing::Unreadable(error) => (
            &input::UNREADABLE,
            format!("the web archive cannot be read: {error}"),
            "check the path and its permissions",
        ),
    };
    let mut finding = Finding::new(rule, Place::Document, message);
    finding.hint(hint);
    Box::new(finding)
}

/// Converts what is given, unless the last run has done it, and puts the outputs in their places.
fn make(
    given: Given<'_>,
    task: &Task,
    path: &Path,
    request: &Request,
    fonts: &FontBook,
    level: Severity,
) -> Record {
    let mut record = task.record.clone();
    record.size = given.bytes.len() as u64;
    record.sha256 = hex(&Sha256::digest(given.bytes));
    let is_current = |old: &&Record| is_current(old, &record, task, given.resources);
    if let Some(old) = task.old.as_ref().filter(is_current) {
        return Record { seconds: 0.0, ..old.clone() };
    }
    let job = Job {
        name: given.name,
        bytes: given.bytes,
        format: given.format,
        encoding: request.encoding.as_deref(),
        language: request.language.clone(),
        page: &request.page,
        targets: &request.targets,
        epoch: request.epoch,
    };
    let resources = Recorded { inner: given.resources, seen: Mutex::default() };
    let mut outcome = convert(&job, fonts, &resources);
    outcome.findings.splice(..0, given.findings);
    record.resources = resources.seen();
    put(outcome, task, path, record, level)
}

/// The record of a source of which nothing came.
pub(super) fn failed(task: &Task, finding: &Finding) -> Record {
    let mut record = Record { status: Status::Failed, ..task.record.clone() };
    record.tell(std::slice::from_ref(finding), &Source::default());
    record
}

/// Whether what was made the last time is what would be made now.
fn is_current(old: &Record, new: &Record, task: &Task, resources: &dyn Resources) -> bool {
    let same = (&old.sha256, &old.options, &old.tool) == (&new.sha256, &new.options, &new.tool)
        && old.captured == new.captured;
    let stands = |output: &Output| {
        std::fs::metadata(task.folder.join(&output.path))
            .is_ok_and(|meta| meta.is_file() && meta.len() == output.size)
    };
    let named = |output: &Output| output.path.starts_with(&prefix(task));
    same && matches!(old.status, Status::Clean | Status::Findings)
        && old.outputs.iter().all(|output| named(output) && stands(output))
        && old
            .resources
            .iter()
            .all(|resource| digest(resources.load(&resource.name)) == resource.sha256)
}

/// How the paths of a task's outputs begin.
fn prefix(task: &Task) -> String {
    let below = task.below.trim_end_matches('/');
    if below.is_empty() { format!("{}.", task.stem) } else { format!("{below}/{}.", task.stem) }
}

/// Puts the outputs in their places and completes the record.
fn put(outcome: Outcome, task: &Task, path: &Path, mut record: Record, level: Severity) -> Record {
    let Outcome { source, outputs, mut findings, mut complete, meta, .. } = outcome;
    record.about = meta.as_ref().map(about);
    let mut taken: BTreeSet<PathBuf> = path.canonicalize().into_iter().collect();
    let old: BTreeMap<&str, &Output> =
        task.old.iter().flat_map(|old| &old.outputs).map(|o| (o.path.as_str(), o)).collect();
    for convert::Output { format, bytes, claims, sound } in outputs {
        let relative = format!("{}{}", prefix(task), format.extension());
        let file = task.folder.join(&relative);
        let ours = task.force || old.contains_key(relative.as_str()) || is_ours(&file, &bytes);
        let placed =
            if ours { place::place(&file, &bytes, &mut taken) } else { Err(exists(&relative)) };
        match placed {
            Ok(()) => record.outputs.push(Output {
                sound,
                claims,
                size: bytes.len() as u64,
                sha256: hex(&Sha256::digest(&bytes)),
                path: relative,
            }),
            Err(finding) => {
                findings.push(*finding);
                complete = false;
            }
        }
    }
    // What the last run made under names that are no longer its own.
    for (relative, output) in old {
        let file = task.folder.join(relative);
        if !record.outputs.iter().any(|now| now.path == relative)
            && has_digest(&file, &output.sha256)
        {
            let _ = std::fs::remove_file(file);
        }
    }
    record.status = if !complete {
        Status::Failed
    } else if findings.iter().any(|finding| finding.severity >= level) {
        Status::Findings
    } else {
        Status::Clean
    };
    record.tell(&findings, &source);
    record
}

/// Whether a place is free, or holds these very bytes: a run that was killed may have put them there.
fn is_ours(file: &Path, bytes: &[u8]) -> bool {
    match std::fs::metadata(file) {
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
        Ok(meta) => {
            meta.len() == bytes.len() as u64
                && std::fs::read(file).is_ok_and(|found| found == bytes)
        }
    }
}

fn has_digest(file: &Path, sha256: &str) -> bool {
    std::fs::read(file).is_ok_and(|bytes| hex(&Sha256::digest(&bytes)) == sha256)
}

fn exists(relative: &str) -> Box<Finding> {
    let place =
        Place::Output { file: relative.into(), page: None, path: String::new(), source: None };
    let message = "a file of this name is there that this run did not make";
    let mut finding = Finding::new(&rules::output::EXISTS, place, message);
    finding.hint("move it away, convert into another folder, or say `--force`");
    Box::new(finding)
}

fn digest(loaded: Result<Vec<u8>, Refused>) -> Option<String> {
    loaded.ok().map(|bytes| hex(&Sha256::digest(&bytes)))
}

/// Resources that remember what was asked of them.
struct Recorded<'a> {
    inner: &'a dyn Resources,
    seen: Mutex<BTreeMap<String, Option<String>>>,
}

impl Recorded<'_> {
    fn seen(self) -> Vec<Resource> {
        let seen = self.seen.into_inner().unwrap_or_else(PoisonError::into_inner);
        seen.into_iter().map(|(name, sha256)| Resource { name, sha256 }).collect()
    }
}

impl Resources for Recorded<'_> {
    fn load(&self, reference: &str) -> Result<Vec<u8>, Refused> {
        let loaded = self.inner.load(reference);
        let digest = loaded.as_ref().ok().map(|bytes| hex(&Sha256::digest(bytes)));
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.insert(reference.to_owned(), digest);
        loaded
    }

    fn path_of(&self, reference: &str) -> Option<&str> {
        self.inner.path_of(reference)
    }

    fn address(&self) -> Option<&str> {
        self.inner.address()
    }

    fn captured(&self) -> Option<&str> {
        self.inner.captured()
    }

    fn charset(&self) -> Option<&str> {
        self.inner.charset()
    }
}

/// What catalogues want to know.
fn about(meta: &crate::model::Meta) -> About {
    About {
        title: meta.title.clone().unwrap_or_default(),
        authors: meta.authors.clone(),
        date: meta.date.clone(),
        language: meta.language.as_ref().map(|language| language.as_str().to_owned()),
        publisher: meta.publisher.clone(),
        address: meta.source.clone(),
        description: meta.description.clone(),
    }
}
