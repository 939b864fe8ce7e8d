//! `altform convert` over whole archives, `altform worker` and `altform verify`: arguments to a run, what
//! is seen of it, its exit status.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::arguments::{Conversion, Convert, Effort, Worker};
use super::progress::Progress;
use super::report::archive::{self as reports, Ended};
use super::report::print;
use super::{CLEAN, FAILED, FINDINGS, convert};
use crate::batch::archive::{self, Archive, Extent, Refusal, Totals};
use crate::batch::setup::Setup;
use crate::batch::verify::{self, Problem};
use crate::batch::worker;
use crate::batch::{bag, cluster};
use crate::read::warc;

/// Set by an interrupt: the run ends after the files in hand.
static STOP: AtomicBool = AtomicBool::new(false);

/// Whether what is asked for is a run over an archive: with a folder, a web archive or a list, or with what
/// only such a run makes.
pub(super) fn is_one(arguments: &Convert) -> bool {
    let is_many = |path: &PathBuf| path.is_dir() || path.is_file() && warc::is_one(path);
    let given = &arguments.archive;
    given.files_from.is_some()
        || given.bagit
        || !given.report.is_empty()
        || arguments.inputs.iter().any(is_many)
}

/// Converts an archive.
pub(super) fn run(arguments: &Convert) -> u8 {
    match attempt(arguments) {
        Ok(totals) => status(&totals),
        Err(message) => {
            print::complain(&message);
            FAILED
        }
    }
}

fn status(totals: &Totals) -> u8 {
    if totals.failed > 0 || totals.interrupted {
        FAILED
    } else if totals.findings > 0 {
        FINDINGS
    } else {
        CLEAN
    }
}

fn attempt(arguments: &Convert) -> Result<Totals, String> {
    let given = &arguments.archive;
    if arguments.output == Path::new("-") {
        return Err("an archive needs a folder for its outputs; name one with `-o`".into());
    }
    let Effects { setup, jobs, timeout, program } = effects(&arguments.conversion, &given.effort)?;
    let list: Option<Box<dyn BufRead + Send>> =
        match &given.files_from {
            None => None,
            Some(path) if path == Path::new("-") => Some(Box::new(BufReader::new(io::stdin()))),
            Some(path) => Some(Box::new(BufReader::new(File::open(path).map_err(|error| {
                format!("the list `{}` cannot be read: {error}", path.display())
            })?))),
        };
    // Whoever interrupts twice means it.
    let handler = ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::Relaxed) {
            #[allow(clippy::exit, reason = "the second interrupt")]
            std::process::exit(130);
        }
    });
    handler.map_err(|error| format!("interrupts cannot be heeded: {error}"))?;
    let out = arguments.output.clone();
    let shard = given.shard.unwrap_or((0, 1));
    let level = setup.level();
    let list_can_be_read_twice = given.files_from.as_ref().is_none_or(|path| path.is_file());
    let extent = list_can_be_read_twice.then(|| Extent {
        inputs: arguments.inputs.clone(),
        list: given.files_from.clone(),
        include: given.include.clone(),
        exclude: given.exclude.clone(),
        out: out.clone(),
        shard,
    });
    let run = Archive {
        inputs: arguments.inputs.clone(),
        list,
        include: given.include.clone(),
        exclude: given.exclude.clone(),
        out: out.clone(),
        force: given.force,
        shard,
        jobs,
        timeout,
        bag: given.bagit.then(|| bag::Options {
            info: given.bag_info.clone(),
            now: setup.epoch.unwrap_or(setup.now),
        }),
        setup,
        worker: program,
    };
    let mut seen = Progress::new(extent, arguments.quiet, given.verbose);
    let ended = archive::run(run, &STOP, |record| seen.record(record));
    seen.end();
    match ended {
        Ok(totals) => {
            if !arguments.quiet {
                summary(&totals, &out);
            }
            let (status, interrupted) = (status(&totals), totals.interrupted);
            let ended = Ended { out: &out, shard, level, status, interrupted };
            reports::write(&given.report, &ended)?;
            Ok(totals)
        }
        Err(Refusal::Busy) => Err(format!(
            "another run writes into `{}`; wait until it is done, or name another folder with `-o`",
            out.display()
        )),
        Err(Refusal::Failed(fact)) => Err(fact),
    }
}

/// What follows from what is asked of every source.
struct Effects {
    setup: Setup,
    jobs: usize,
    timeout: Duration,
    program: (PathBuf, Vec<String>),
}

fn effects(asked: &Conversion, effort: &Effort) -> Result<Effects, String> {
    let request = convert::of_each(asked)?;
    let processors = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let jobs = effort.jobs.map_or_else(processors, usize::from);
    let setup = Setup::of(&request, asked.strict, effort.max_memory / jobs as u64, now());
    let words = serde_json::to_string(&setup).map_err(|error| error.to_string())?;
    let program = std::env::current_exe()
        .map_err(|error| format!("the program cannot find itself to start workers: {error}"))?;
    let program = (program, vec![PROCESS.to_owned(), words]);
    Ok(Effects { setup, jobs, timeout: Duration::from_secs(effort.timeout), program })
}

/// Seconds since 1970.
fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(0))
}

/// The command of the processes that altform starts itself.
pub(super) const PROCESS: &str = "worker-process";

fn summary(totals: &Totals, out: &Path) {
    let mut text = format!(
        "{} files: {} clean, {} with findings, {} failed, {} that are no documents; {} outputs in `{}`\n",
        totals.clean + totals.findings + totals.failed + totals.skipped,
        totals.clean,
        totals.findings,
        totals.failed,
        totals.skipped,
        totals.outputs,
        out.display()
    );
    if totals.interrupted {
        text.push_str("interrupted: the same command goes on from here\n");
    }
    print::to_stderr(&text);
}

/// Answers jobs until there are no more.
pub(super) fn work(arguments: &Worker) -> u8 {
    let served = effects(&arguments.conversion, &arguments.effort).and_then(|effects| {
        let worker = cluster::Worker {
            root: arguments.root.clone(),
            out: arguments.output.clone(),
            force: arguments.force,
            ordered: !arguments.unordered,
            jobs: effects.jobs,
            timeout: effects.timeout,
            setup: effects.setup,
            program: effects.program,
        };
        cluster::serve(&worker, BufReader::new(io::stdin()), io::stdout())
            .map_err(|error| format!("the jobs cannot be answered: {error}"))
    });
    match served {
        Ok(()) => CLEAN,
        Err(message) => {
            print::complain(&message);
            FAILED
        }
    }
}

/// Serves as one of the processes that altform starts itself.
pub(super) fn process(setup: &str) -> u8 {
    match serde_json::from_str(setup) {
        Ok(setup) => match worker::serve(&setup, io::stdin().lock(), io::stdout().lock()) {
            Ok(()) => CLEAN,
            Err(_) => FAILED,
        },
        Err(error) => {
            print::complain(&format!("the setup cannot be read: {error}"));
            FAILED
        }
    }
}

/// Verifies a folder of outputs.
pub(super) fn verify(folder: &Path) -> u8 {
    let mut out = String::new();
    let verified = verify::verify(folder, |problem| {
        let (what, name) = match problem {
            Problem::Missing(name) => ("missing", name.clone()),
            Problem::Changed(name) => ("changed", name.clone()),
            Problem::Extra(name) => ("extra", name.clone()),
            Problem::Unreadable(name, error) => ("unreadable", format!("{name}: {error}")),
            Problem::Unfinished(name) => ("unfinished run", name.clone()),
        };
        out.push_str(&format!("{what}: {}\n", print::shown(&name)));
    });
    match verified {
        Ok(verified) => {
            let status = print::to_stdout(out.as_bytes());
            print::to_stderr(&format!(
                "{} outputs of {} sources are as they were written; {} problems\n",
                verified.sound, verified.sources, verified.problems
            ));
            status.max(if verified.problems > 0 { FINDINGS } else { CLEAN })
        }
        Err(error) => {
            print::complain(&format!("`{}` cannot be verified: {error}", folder.display()));
            FAILED
        }
    }
}
