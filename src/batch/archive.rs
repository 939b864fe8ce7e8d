//! A run over whole archives: sources as a walk finds them, workers that convert them on all cores, a
//! journal in the order of the walk. Memory does not grow with the number of sources.

use std::collections::BTreeMap;
use std::io::{self, BufRead};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::bag;
use super::journal::{self, Busy, Journal};
use super::lines;
use super::pool::{self, Gone, Pool, Start};
use super::record::{self, Record, Status, Told};
use super::setup::Setup;
use super::walk::{Filter, Refused, Source, Walk};
use super::work::Task;
use crate::diagnostic::{Rule, rules};

/// What is asked of a run.
pub struct Archive<'a> {
    /// Folders and files.
    pub inputs: Vec<PathBuf>,
    /// Further inputs, a path a line.
    pub list: Option<Box<dyn BufRead + Send + 'a>>,
    /// Globs of files to take; if none, all.
    pub include: Vec<String>,
    /// Globs of files and folders to leave out.
    pub exclude: Vec<String>,
    /// The folder of the outputs.
    pub out: PathBuf,
    /// Whether files that no run made may be replaced.
    pub force: bool,
    /// The share of the sources that is this run's: the `.0`th of `.1`, from 0.
    pub shard: (u64, u64),
    /// Sources that are converted at the same time.
    pub jobs: usize,
    /// How long one source may take.
    pub timeout: Duration,
    /// What is asked of every source.
    pub setup: Setup,
    /// What is said of the bag that the outputs become, if they do.
    pub bag: Option<bag::Options>,
    /// The program and its arguments that serve as a worker (see [`super::worker::serve`]).
    pub worker: (PathBuf, Vec<String>),
}

/// What a run did, counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// Sources by what became of them.
    pub clean: u64,
    /// Sources with findings that count.
    pub findings: u64,
    /// Sources that failed.
    pub failed: u64,
    /// Files that are no documents.
    pub skipped: u64,
    /// Files that stand in their places.
    pub outputs: u64,
    /// Findings by rule.
    pub rules: BTreeMap<String, u64>,
    /// Whether the run was interrupted.
    pub interrupted: bool,
}

/// Why a run came to nothing.
#[derive(Debug)]
pub enum Refusal {
    /// Another run writes into the folder.
    Busy,
    /// Something else; the fact.
    Failed(String),
}

/// Runs; `each` gets what became of each source, in the order of the walk. `stop` ends the run after the
/// sources in hand.
///
/// # Errors
/// Nothing was done, or the journal could not be kept: what stands in it counts.
pub fn run(
    archive: Archive<'_>,
    stop: &AtomicBool,
    mut each: impl FnMut(&Record) + Send,
) -> Result<Totals, Refusal> {
    let Archive {
        inputs,
        list,
        include,
        exclude,
        out,
        force,
        shard,
        jobs,
        timeout,
        setup,
        bag,
        worker,
    } = archive;
    let sorted = inputs.len() == 1 && list.is_none();
    let begun = Journal::begin(&out, &journal_name(shard), sorted);
    let (mut journal, mut old) = begun.map_err(|busy| match busy {
        Busy::Locked => Refusal::Busy,
        Busy::Failed(error) => {
            Refusal::Failed(format!("`{}` cannot be used: {error}", out.display()))
        }
    })?;
    if bag.is_some() {
        bag::open(&out).map_err(|error| bag_failed(&error))?;
    }
    if old.was_interrupted() {
        sweep_all(&out);
    }
    let filter = Filter::new(&include, &exclude, &out).map_err(Refusal::Failed)?;
    let extensions: Vec<&str> = setup.to.iter().map(String::as_str).collect();
    let digest = setup.digest();
    let pool = Pool::new(Start { program: worker.0, arguments: worker.1, timeout });
    let failure: Mutex<Option<String>> = Mutex::new(None);
    let fail = |error: &std::io::Error| {
        stop.store(true, Ordering::Relaxed);
        let mut failure = failure.lock().unwrap_or_else(PoisonError::into_inner);
        failure.get_or_insert(format!("the journal cannot be kept: {error}"));
    };
    let mut totals = Totals::default();
    let tasks = Walk::new(&inputs, list, &filter, &extensions)
        .stopped_by(stop)
        .take_while(|_| !stop.load(Ordering::Relaxed))
        .filter(|source| is_mine(source, shard))
        .map(|source| {
            let known = Record::new(&source.name, &digest);
            let old = old.find(&known).unwrap_or_else(|error| {
                fail(&error);
                None
            });
            task(source, known, old, &out, bag.is_some(), force)
        });
    let work = |task: Result<Task, Box<Record>>| match task {
        Ok(task) => ask(&pool, &task, timeout),
        Err(record) => *record,
    };
    lines::through(tasks, jobs, true, work, |record| {
        if let Err(error) = journal.add(&record) {
            fail(&error);
        }
        totals.count(&record);
        each(&record);
    })
    .map_err(Refusal::Failed)?;
    drop(pool);
    let failure = failure.into_inner().unwrap_or_else(PoisonError::into_inner);
    totals.interrupted = stop.load(Ordering::Relaxed);
    let ended = journal.finish();
    match (failure, ended) {
        (None, Ok(()))
            if !totals.interrupted
                && let Some(options) = &bag =>
        {
            bag::close(&out, &journal_name(shard), options).map_err(|error| bag_failed(&error))?;
            Ok(totals)
        }
        (Some(fact), _) => Err(Refusal::Failed(fact)),
        (None, Err(error)) => Err(Refusal::Failed(format!("the journal cannot be kept: {error}"))),
        (None, Ok(())) => Ok(totals),
    }
}

fn bag_failed(error: &std::io::Error) -> Refusal {
    Refusal::Failed(format!("the bag cannot be made: {error}"))
}

/// The name of the journal of a share, without its extension.
pub fn journal_name((share, shares): (u64, u64)) -> String {
    if shares <= 1 { "manifest".into() } else { format!("manifest-{share}-of-{shares}") }
}

/// What became of each source of the last run into a folder, from its journal.
///
/// # Errors
/// The journal cannot be read.
pub fn records(
    out: &Path,
    shard: (u64, u64),
) -> io::Result<impl Iterator<Item = io::Result<Record>> + use<>> {
    journal::lines(&out.join(format!("{}.jsonl", journal_name(shard))))
}

/// What a run will come to, for counting: inputs and filters as an [`Archive`] has them.
#[derive(Debug, Clone)]
pub struct Extent {
    /// Folders and files.
    pub inputs: Vec<PathBuf>,
    /// A file with further inputs, a path a line.
    pub list: Option<PathBuf>,
    /// Globs of files to take; if none, all.
    pub include: Vec<String>,
    /// Globs of files and folders to leave out.
    pub exclude: Vec<String>,
    /// The folder of the outputs.
    pub out: PathBuf,
    /// The share of the sources that is counted.
    pub shard: (u64, u64),
}

/// Counts the sources of a run; a web archive, which is not opened, counts as one. `None` if it is told to
/// stop before it is through, or the list cannot be read.
pub fn count(extent: &Extent, stop: impl Fn() -> bool) -> Option<u64> {
    let Extent { inputs, list, include, exclude, out, shard } = extent;
    let filter = Filter::new(include, exclude, out).ok()?;
    let list: Option<Box<dyn BufRead + Send>> = match list {
        Some(path) => Some(Box::new(io::BufReader::new(std::fs::File::open(path).ok()?))),
        None => None,
    };
    let mut count = 0;
    for source in Walk::new(inputs, list, &filter, &[]).without_pages() {
        if stop() {
            return None;
        }
        count += u64::from(is_mine(&source, *shard));
    }
    Some(count)
}

fn is_mine(source: &Source, (share, shares): (u64, u64)) -> bool {
    shares <= 1 || share_of(&source.name) % shares == share
}

/// The share to which a source belongs, the same on every machine (FNV-1a).
fn share_of(name: &Path) -> u64 {
    let bytes = name.as_os_str().as_encoded_bytes();
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The task of a source, or its record where there is nothing to do.
pub(super) fn task(
    source: Source,
    mut known: Record,
    old: Option<Record>,
    out: &Path,
    in_bag: bool,
    force: bool,
) -> Result<Task, Box<Record>> {
    if let Some(refused) = source.refused {
        let (status, rule, fact) = match refused {
            Refused::Skipped(why) => (Status::Skipped, &rules::run::NO_DOCUMENT, why.to_owned()),
            Refused::Unreadable(why) => (Status::Failed, &rules::input::UNREADABLE, why),
            Refused::Damaged(why) => (Status::Failed, &rules::warc::DAMAGED, why),
        };
        known.status = status;
        known.findings.push(told(rule, fact));
        return Err(Box::new(known));
    }
    if let Some(page) = &source.page {
        let (address, date) = (page.address.clone(), page.date.clone());
        known.captured = Some(record::Captured { address, date });
    }
    let (path, path_bytes) = record::written(&source.path);
    let payload = in_bag.then(|| Path::new(bag::PAYLOAD).join(&source.folder));
    let below = payload
        .as_ref()
        .unwrap_or(&source.folder)
        .iter()
        .map(|part| part.to_string_lossy())
        .collect::<Vec<_>>()
        .join("/");
    Ok(Task {
        path,
        path_bytes,
        record: known,
        folder: out.to_owned(),
        below,
        stem: source.stem,
        page: source.page,
        old,
        force,
    })
}

pub(super) fn told(rule: &Rule, message: String) -> Told {
    Told {
        rule: rule.id.into(),
        severity: rule.severity.name().into(),
        line: None,
        file: None,
        message,
    }
}

/// Has a worker do a task; a worker that is lost is a finding on its source.
pub(super) fn ask(pool: &Pool, task: &Task, timeout: Duration) -> Record {
    // A structure of strings and numbers always has a form in JSON.
    let line = serde_json::to_string(task).unwrap_or_default();
    let answer = pool.ask(&line, &task.folder.join(&task.below));
    let gone = match answer {
        Ok(line) => match Record::parse(&line) {
            Some(record) => return record,
            None => Gone::Died("it answered what is no record".into()),
        },
        Err(gone) => gone,
    };
    let finding = match gone {
        Gone::TimedOut => told(
            &rules::run::TIMED_OUT,
            format!("the conversion took more than {} s and was given up", timeout.as_secs_f64()),
        ),
        Gone::OutOfMemory => told(
            &rules::run::OUT_OF_MEMORY,
            "the conversion asked for more memory than it may have".into(),
        ),
        Gone::Died(words) => {
            let last = words.lines().last().unwrap_or("").to_owned();
            told(&rules::output::PANIC, format!("the conversion came down: {last}"))
        }
        Gone::NotStarted(error) => {
            told(&rules::output::PANIC, format!("no worker could be started: {error}"))
        }
    };
    Record { status: Status::Failed, findings: vec![finding], ..task.record.clone() }
}

impl Totals {
    fn count(&mut self, record: &Record) {
        *match record.status {
            Status::Clean => &mut self.clean,
            Status::Findings => &mut self.findings,
            Status::Failed => &mut self.failed,
            Status::Skipped => &mut self.skipped,
        } += 1;
        self.outputs += record.outputs.len() as u64;
        for finding in &record.findings {
            *self.rules.entry(finding.rule.clone()).or_default() += 1;
        }
    }
}

/// Removes what a killed run had begun, in the folder of the outputs and below.
fn sweep_all(folder: &Path) {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        pool::sweep(&folder, None);
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(entry.path());
            }
        }
    }
}
