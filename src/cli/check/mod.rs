//! `altform check`: files to reports, on all cores and in order, and the exit status.

mod baseline;
mod config;
mod files;
mod levels;
mod pattern;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use baseline::Baseline;
use files::{Files, Globs, Named};
use levels::{Level, Levels, Step};

use super::against::Against;
use super::arguments::{Check, FailOn, Form, StandardName};
use super::report::{
    self, Report, Run, Subject, Verdict, github, html, human, json, junit, print, sarif,
};
use super::{CLEAN, FAILED, FINDINGS};
use crate::batch::place;
use crate::check::{self, Options, limits};
use crate::diagnostic::{Fatal, Finding, Place, Severity, rules};
use crate::read::resources::read_within;
use crate::source::Source;

/// The rule that is nearest to a word.
pub(super) fn nearest_rule(word: &str) -> Option<&'static str> {
    pattern::nearest(word, rules::all().map(|rule| rule.id))
}

/// What standard input is called.
const STDIN: &str = "stdin";
/// Bytes of a worker's stack: as much as a main thread has.
const STACK: usize = 8 * 1024 * 1024;

/// What is asked of a run.
#[derive(Debug, Default)]
struct Settings {
    options: Options,
    fail_on: Option<Severity>,
    levels: Levels,
    baseline: Option<Baseline>,
    against: Option<Against>,
}

pub(super) fn run(arguments: &Check) -> u8 {
    match settings(arguments) {
        Ok(settings) => check(arguments, &settings),
        Err(()) => FAILED,
    }
}

fn check(arguments: &Check, settings: &Settings) -> u8 {
    let whole = matches!(arguments.format, Form::Sarif | Form::Junit | Form::Html);
    let mut sink = Sink::new(arguments);
    let colour = arguments.output.is_none() && print::colours(&io::stdout());
    let (mut status, mut totals) = (CLEAN, human::Totals::default());
    let (mut known, mut kept) = (String::new(), Vec::new());
    let globs = Globs { include: &arguments.include, exclude: &arguments.exclude };
    if let Err(message) = globs.below(Path::new(".")) {
        print::complain(&message);
        return FAILED;
    }
    let files = Files::new(&arguments.files, globs, arguments.output.as_deref());
    let work = |file: Named| examine(file, settings);
    in_order(
        || files.next(),
        work,
        |(mut report, gone)| {
            for (rule, count) in gone {
                let known = report::counted(count, "known finding");
                let file = print::shown(&report.name);
                print::to_stderr(&format!("note: {file}: {known} of `{rule}` no longer there\n"));
            }
            if arguments.write_baseline.is_some() {
                let level = settings.fail_on.unwrap_or(Severity::Note).min(Severity::Note);
                Baseline::accept(&mut report, level, &mut known);
            }
            status = status.max(match report.verdict(settings.fail_on) {
                Verdict::Pass => CLEAN,
                Verdict::Fail => FINDINGS,
                Verdict::Unreadable => FAILED,
            });
            totals.add(&report, settings.fail_on);
            let mut out = String::new();
            match arguments.format {
                Form::Human => {
                    human::file(&report, settings.fail_on, arguments.quiet, colour, &mut out);
                }
                Form::Json => json::file(&report, settings.fail_on, &mut out),
                Form::Github => github::file(&report, settings.fail_on, &mut out),
                Form::Sarif | Form::Junit | Form::Html => {}
            }
            sink.write(&out);
            if whole {
                kept.push(report);
            }
        },
    );
    if let Some(path) = &arguments.write_baseline {
        status = status.max(put(path, known.as_bytes(), arguments));
    }
    let run = Run { files: &kept, fail_on: settings.fail_on, status };
    match arguments.format {
        Form::Sarif => sink.write(&sarif::run(&run)),
        Form::Junit => sink.write(&junit::run(&run)),
        Form::Html => sink.write(&html::run(&run)),
        Form::Human | Form::Json | Form::Github => {}
    }
    let walked = files.walked();
    if !arguments.quiet {
        if walked.skipped > 0 {
            let skipped = report::counted(walked.skipped, "file");
            print::to_stderr(&format!("note: {skipped} in folders skipped: no documents\n"));
        }
        if arguments.format == Form::Human {
            sink.write(&totals.line());
        } else {
            print::to_stderr(&totals.line());
        }
    }
    status.max(sink.finish(arguments, walked.met_report))
}

/// What the user and the project say; what is wrong with it is printed.
fn settings(arguments: &Check) -> Result<Settings, ()> {
    let folder = std::env::current_dir().unwrap_or_default();
    let path = arguments.config.clone().or_else(|| config::find(&folder));
    let config = match path.as_deref().map(config::load).transpose() {
        Ok(config) => config.unwrap_or_default(),
        Err((source, findings)) => {
            let mut out = String::new();
            let colour = print::colours(&io::stderr());
            for item in report::items(findings, &source) {
                human::finding(source.name(), &item, colour, &mut out);
            }
            print::to_stderr(&out);
            return Err(());
        }
    };
    let mut typed = Vec::new();
    for (patterns, level) in [(&arguments.deny, Level::Error), (&arguments.allow, Level::Allow)] {
        for rule in patterns {
            if let Err((message, hint)) = levels::known(rule) {
                print::complain(&format!("{message}; {hint}"));
                return Err(());
            }
            typed.push(Step { path: None, rule: rule.clone(), level });
        }
    }
    levels::by_strength(&mut typed);
    let steps = config.steps.into_iter().chain(typed).collect();
    let baseline = arguments.baseline.as_deref().map(Baseline::load).transpose();
    let baseline = baseline.map_err(|message| print::complain(&message))?;
    let fail_on = arguments.fail_on.or(config.fail_on).unwrap_or(FailOn::Error);
    let named = arguments.standard.iter().map(|name| StandardName::standard(*name)).collect();
    let standards =
        if arguments.standard.is_empty() { config.standards.unwrap_or_default() } else { named };
    let against = arguments.against.as_deref();
    let against = against.map(|source| Against::load(source, &arguments.reading)).transpose();
    let against = against.map_err(|message| print::complain(&message))?;
    Ok(Settings {
        against,
        options: Options { standards },
        fail_on: fail_on.severity(),
        levels: Levels { steps, folder: config.folder },
        baseline,
    })
}

/// Checks one file; also gives how many known findings of each rule are gone.
fn examine(file: Named, settings: &Settings) -> (Report, BTreeMap<String, usize>) {
    let (file, known) = match file {
        Named::File(path) => (path, None),
        Named::Unreadable(path, why) => (path, Some(why)),
    };
    let stdin = file == Path::new("-");
    let name = if stdin { STDIN.to_owned() } else { file.to_string_lossy().into_owned() };
    let loaded = match known {
        None => load(&file, stdin),
        Some(why) => Err(Fatal::new(
            &rules::input::UNREADABLE,
            Place::Document,
            format!("it cannot be read: {why}"),
            "check the path and its permissions",
        )),
    };
    let checked = loaded.and_then(|bytes| {
        // A panic is our mistake, and this file's alone.
        catch_unwind(AssertUnwindSafe(|| {
            let sheet = |href: &str| if stdin { None } else { sheet(&file, href) };
            check::check_with_sheets(&name, &bytes, &settings.options, &sheet)
        }))
        .unwrap_or_else(|_| {
            Err(Fatal::new(
                &rules::output::PANIC,
                Place::Document,
                "altform stopped by a mistake of its own",
                "please report this as a bug, with the file if you can",
            ))
        })
    });
    let mut report = match checked {
        Ok(mut checked) => {
            if let Some(against) = &settings.against {
                against.compare(&name, &mut checked);
            }
            let source = checked.source.unwrap_or_default();
            let subject = Subject {
                format: checked.format,
                claims: checked.claims,
                applied: checked.applied,
            };
            Report { items: report::items(checked.findings, &source), name, subject: Some(subject) }
        }
        Err(Fatal(finding)) => unreadable(name, *finding),
    };
    settings.levels.apply(&mut report);
    let gone = settings.baseline.as_ref().map(|baseline| baseline.apply(&mut report));
    (report, gone.unwrap_or_default())
}

/// The style sheet beside a page that its address names: a file of CSS below or above the page's folder,
/// nothing from the web.
fn sheet(page: &Path, href: &str) -> Option<String> {
    const LARGEST: u64 = 4 << 20;
    let address = href.split(['?', '#']).next().unwrap_or(href);
    let is_css = Path::new(address).extension().is_some_and(|end| end.eq_ignore_ascii_case("css"));
    if !is_css || address.starts_with(['/', '\\']) || address.contains(':') {
        return None;
    }
    let path = page.parent()?.join(address);
    let about = fs::metadata(&path).ok()?;
    let bytes = (about.is_file() && about.len() <= LARGEST).then(|| fs::read(&path).ok())??;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

fn unreadable(name: String, finding: Finding) -> Report {
    Report { name, subject: None, items: report::items(vec![finding], &Source::default()) }
}

/// The bytes of a file, if they are not more than the limit.
fn load(file: &Path, stdin: bool) -> Result<Vec<u8>, Fatal> {
    let limit = limits::MAX_FILE;
    let read = if stdin {
        read_within(io::stdin().lock(), limit)
    } else {
        fs::File::open(file).and_then(|file| {
            // What is known to be too large is not read; a pipe says nothing of its size.
            if file.metadata()?.len() > limit { Ok(None) } else { read_within(file, limit) }
        })
    };
    match read {
        Ok(Some(bytes)) => Ok(bytes),
        Ok(None) => Err(Fatal::new(
            &rules::input::TOO_LARGE,
            Place::Document,
            format!("the file is larger than {limit} bytes"),
            "split it",
        )),
        Err(error) => Err(Fatal::new(
            &rules::input::UNREADABLE,
            Place::Document,
            format!("the file cannot be read: {error}"),
            match error.kind() {
                io::ErrorKind::OutOfMemory => "split it, or check fewer files at a time",
                _ => "check the path and its permissions",
            },
        )),
    }
}

/// Does work on all cores, one thing at a time on each, and hands on what comes of it in order. `next` gives
/// each thing with its number, from 0.
fn in_order<T, R: Send>(
    next: impl Fn() -> Option<(usize, T)> + Sync,
    work: impl Fn(T) -> R + Sync,
    mut each: impl FnMut(R),
) {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let (sender, receiver) = mpsc::channel();
    let work = |sender: &mpsc::Sender<(usize, R)>| {
        while let Some((at, thing)) = next() {
            if sender.send((at, work(thing))).is_err() {
                break;
            }
        }
    };
    let work = &work;
    std::thread::scope(|scope| {
        let mut started = 0;
        for _ in 0..cores {
            let sender = sender.clone();
            let builder = std::thread::Builder::new().stack_size(STACK);
            started += usize::from(builder.spawn_scoped(scope, move || work(&sender)).is_ok());
        }
        if started == 0 {
            work(&sender);
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut expected = 0;
        for (at, result) in receiver {
            waiting.insert(at, result);
            while let Some(result) = waiting.remove(&expected) {
                each(result);
                expected += 1;
            }
        }
    });
}

/// Where a report goes: to standard output bit by bit, or into a file when it is whole.
struct Sink {
    file: Option<String>,
    status: u8,
}

impl Sink {
    fn new(arguments: &Check) -> Self {
        let to_file = arguments.output.as_ref().is_some_and(|path| path != Path::new("-"));
        Self { file: to_file.then(String::new), status: CLEAN }
    }

    fn write(&mut self, text: &str) {
        match &mut self.file {
            Some(file) => file.push_str(text),
            None if self.status == CLEAN => self.status = print::to_stdout(text.as_bytes()),
            None => {}
        }
    }

    /// Puts a report in its place, unless that is a document's which was checked.
    fn finish(self, arguments: &Check, is_taken: bool) -> u8 {
        match (self.file, &arguments.output) {
            (Some(_), Some(path)) if is_taken => {
                print::complain(&format!("{}: it is one of the documents", path.display()));
                FAILED
            }
            (Some(file), Some(path)) => put(path, file.as_bytes(), arguments),
            _ => self.status,
        }
    }
}

/// Puts a file in its place, unless a file that was checked has it; gives the exit status.
fn put(path: &Path, bytes: &[u8], arguments: &Check) -> u8 {
    // A device or a pipe has no place to be put in.
    let written = if path.exists() && !path.is_file() {
        fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))
    } else {
        let files = arguments.files.iter().filter_map(|file| file.canonicalize().ok());
        let mut taken: BTreeSet<PathBuf> = files.collect();
        let placed = place::place(path, bytes, &mut taken);
        placed.map_err(|finding| format!("{}: {}", path.display(), finding.message))
    };
    match written {
        Ok(()) => CLEAN,
        Err(message) => {
            print::complain(&message);
            FAILED
        }
    }
}

/// The text of a small file.
fn text_of(path: &Path, limit: u64) -> io::Result<String> {
    let mut text = String::new();
    fs::File::open(path)?.take(limit + 1).read_to_string(&mut text)?;
    if text.len() as u64 > limit {
        return Err(io::Error::other(format!("it is larger than {limit} bytes")));
    }
    Ok(text)
}

/// A path as all machines write it: divided by `/`, without `./`.
fn slashed(name: &str) -> String {
    let name = if cfg!(windows) { name.replace('\\', "/") } else { name.to_owned() };
    name.strip_prefix("./").map_or_else(|| name.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_on_many_threads_comes_in_order() {
        let next = std::sync::atomic::AtomicUsize::new(0);
        let things = || {
            let n = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            (n < 200).then_some((n, n))
        };
        let mut seen = Vec::new();
        in_order(
            things,
            |n| {
                std::thread::sleep(std::time::Duration::from_micros((n % 7) as u64 * 50));
                n
            },
            |n| seen.push(n),
        );
        assert_eq!(seen, (0..200).collect::<Vec<_>>());
    }
}
