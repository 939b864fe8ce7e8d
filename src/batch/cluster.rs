//! Jobs as JSON lines in, results as JSON lines out, for engines that pipe: one line in, one line out,
//! whatever happens. It keeps no journal; the lines are one.

use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Map, Value};

use super::archive::{ask, task, told};
use super::lines;
use super::pool::{Pool, Start};
use super::record::{Record, Status};
use super::setup::Setup;
use super::walk::{Filter, Walk};
use crate::diagnostic::rules;

/// What is asked of a worker.
#[derive(Debug)]
pub struct Worker {
    /// The folder against which the paths of the jobs are read, and which their outputs do not repeat.
    pub root: PathBuf,
    /// The folder of the outputs.
    pub out: PathBuf,
    /// Whether files that nobody is known to have made may be replaced.
    pub force: bool,
    /// Whether answers come in the order of the jobs.
    pub ordered: bool,
    /// Jobs that are done at the same time.
    pub jobs: usize,
    /// How long one job may take.
    pub timeout: Duration,
    /// What is asked of every job.
    pub setup: Setup,
    /// The program and its arguments that serve as a process for jobs.
    pub program: (PathBuf, Vec<String>),
}

/// A job: its line is an object with `source`, a path below the root, and whatever else; the answer is the
/// record of the source with that whatever else.
struct Job {
    rest: Map<String, Value>,
    path: Result<PathBuf, String>,
}

impl Job {
    fn read(line: &[u8]) -> Self {
        let (rest, path) = match serde_json::from_slice(line) {
            Ok(Value::Object(mut rest)) => {
                let path = match rest.remove("source") {
                    Some(Value::String(path)) => Ok(PathBuf::from(path)),
                    _ => Err("the job names no `source`".to_owned()),
                };
                (rest, path)
            }
            Ok(Value::String(path)) => (Map::new(), Ok(PathBuf::from(path))),
            Ok(_) => (Map::new(), Err("the job is no object".to_owned())),
            Err(error) => (Map::new(), Err(format!("the job is no JSON: {error}"))),
        };
        Self { rest, path }
    }
}

/// Answers every line until the input ends.
///
/// # Errors
/// The input cannot be read, or the output cannot be written.
pub fn serve(
    worker: &Worker,
    input: impl BufRead + Send,
    mut output: impl Write + Send,
) -> io::Result<()> {
    let Worker { root, out, force, ordered, jobs, timeout, setup, program } = worker;
    let digest = setup.digest();
    let extensions: Vec<&str> = setup.to.iter().map(String::as_str).collect();
    let filter = Filter::new(&[], &[], out).map_err(io::Error::other)?;
    let pool = Pool::new(Start {
        program: program.0.clone(),
        arguments: program.1.clone(),
        timeout: *timeout,
    });
    let mut walk = Walk::new(&[], None, &filter, &extensions);
    let mut failure: Option<io::Error> = None;
    let broken = std::sync::atomic::AtomicBool::new(false);
    let lines = input
        .split(b'\n')
        .take_while(|_| !broken.load(std::sync::atomic::Ordering::Relaxed))
        .filter(|line| line.as_ref().map_or(true, |line| !line.trim_ascii().is_empty()));
    let tasks = lines.map(|line| {
        let Job { rest, path } = match line {
            Ok(line) => Job::read(&line),
            Err(error) => {
                Job { rest: Map::new(), path: Err(format!("the job cannot be read: {error}")) }
            }
        };
        let task = match path {
            Ok(path) => {
                let source = walk.below(root, &path);
                let known = Record::new(&source.name, &digest);
                task(source, known, None, out, false, *force)
            }
            Err(fact) => {
                let findings = vec![told(&rules::run::BAD_JOB, fact)];
                Err(Box::new(Record {
                    status: Status::Failed,
                    findings,
                    ..Record::new(Path::new(""), &digest)
                }))
            }
        };
        (rest, task)
    });
    let work = |(rest, task): (Map<String, Value>, Result<_, Box<Record>>)| {
        let record = task.map_or_else(|record| *record, |task| ask(&pool, &task, *timeout));
        answer(rest, &record)
    };
    let threads = lines::through(tasks, *jobs, *ordered, work, |line| {
        let written = writeln!(output, "{line}").and_then(|()| output.flush());
        if let Err(error) = written {
            broken.store(true, std::sync::atomic::Ordering::Relaxed);
            failure.get_or_insert(error);
        }
    });
    threads.map_err(io::Error::other)?;
    failure.map_or(Ok(()), Err)
}

/// The line that answers a job: what it came with, then the record.
fn answer(mut rest: Map<String, Value>, record: &Record) -> String {
    if let Ok(Value::Object(record)) = serde_json::to_value(record) {
        rest.extend(record);
    }
    Value::Object(rest).to_string()
}
