//! Inputs to jobs to files: reads each input, converts it, puts its outputs in their places. One bad
//! file never stops the rest. It prints nothing.

mod addresses;
pub mod archive;
pub mod bag;
pub mod cluster;
mod folder;
mod journal;
mod lines;
mod metadata;
mod names;
mod pages;
pub mod place;
mod pool;
pub mod record;
pub mod setup;
pub mod verify;
mod walk;
mod work;
pub mod worker;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use crate::convert::{Job, Outcome, Output, convert};
use crate::diagnostic::{Finding, Place, rules};
use crate::fonts::FontBook;
use crate::read::InputFormat;
use crate::read::page;
use crate::read::resources::{Folders, read_within};
use crate::source::Source;
use crate::text::Language;
use crate::write::Target;

/// What standard input is called.
const STDIN: &str = "stdin";

/// An input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

/// Where outputs go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// A folder, made if it is not there: `article.md` becomes `article.pdf` in it.
    Folder(PathBuf),
    /// This very file (one input, one format); its folder is made if it is not there.
    File(PathBuf),
    /// Back to the caller (one input, one format), who prints it.
    Caller,
}

/// What is asked of a run.
#[derive(Debug)]
pub struct Request {
    /// The inputs, in order.
    pub inputs: Vec<Input>,
    /// Where outputs go.
    pub destination: Destination,
    /// What to write of each input.
    pub targets: Vec<Target>,
    /// The inputs' format, if the user said it.
    pub format: Option<InputFormat>,
    /// The inputs' encoding, if the user said it.
    pub encoding: Option<String>,
    /// The inputs' language, if the user said it.
    pub language: Option<Language>,
    /// What the user said of web pages.
    pub page: page::Options,
    /// Folders, beside each input's own, from which pictures may be read.
    pub resources: Vec<PathBuf>,
    /// The largest input, in bytes.
    pub max_input: u64,
    /// `SOURCE_DATE_EPOCH`.
    pub epoch: Option<i64>,
}

/// What came of one input.
#[derive(Debug)]
pub struct Report {
    /// The input, for showing findings at their place.
    pub source: Source,
    /// The files that were written.
    pub written: Vec<PathBuf>,
    /// The output, if the caller wants it.
    pub output: Option<Vec<u8>>,
    /// All that is to be said.
    pub findings: Vec<Finding>,
    /// Whether every output was made and stands in its place.
    pub complete: bool,
}

/// Converts every input, in order; `each` gets what came of it as soon as it is known.
pub fn run(request: &Request, fonts: &FontBook, mut each: impl FnMut(Report)) {
    let mut taken = BTreeSet::new();
    // No output may replace an input, whatever their order.
    for input in &request.inputs {
        if let Input::File(path) = input
            && let Ok(path) = path.canonicalize()
        {
            taken.insert(path);
        }
    }
    for input in &request.inputs {
        each(one(input, request, fonts, &mut taken));
    }
}

fn one(
    input: &Input,
    request: &Request,
    fonts: &FontBook,
    taken: &mut BTreeSet<PathBuf>,
) -> Report {
    let name = match input {
        Input::File(path) => path.to_string_lossy().into_owned(),
        Input::Stdin => STDIN.to_owned(),
    };
    let bytes = match load(input, request.max_input) {
        Ok(bytes) => bytes,
        Err(finding) => return failed(&name, *finding),
    };
    let job = Job {
        name: &name,
        bytes: &bytes,
        format: request.format,
        encoding: request.encoding.as_deref(),
        language: request.language.clone(),
        page: &request.page,
        targets: &request.targets,
        epoch: request.epoch,
    };
    let own = match input {
        Input::File(path) => path.parent().map(Path::to_owned).filter(|p| p != Path::new("")),
        Input::Stdin => None,
    };
    let own = own.unwrap_or_else(|| PathBuf::from("."));
    let folders = Folders::new(std::iter::once(own).chain(request.resources.iter().cloned()));
    // A panic is our mistake, and this input's alone.
    match catch_unwind(AssertUnwindSafe(|| convert(&job, fonts, &folders))) {
        Ok(outcome) => put(outcome, input, request, taken),
        Err(_) => failed(&name, panic_finding()),
    }
}

/// What there is to say of a panic.
fn panic_finding() -> Finding {
    let message = "altform stopped by a mistake of its own";
    let mut finding = Finding::new(&rules::output::PANIC, Place::Document, message);
    finding.hint("please report this as a bug, with the input if you can");
    finding
}

fn failed(name: &str, finding: Finding) -> Report {
    Report {
        source: Source::new(name, ""),
        written: Vec::new(),
        output: None,
        findings: vec![finding],
        complete: false,
    }
}

/// The bytes of an input, if they are not more than the limit.
fn load(input: &Input, limit: u64) -> Result<Vec<u8>, Box<Finding>> {
    let read = match input {
        Input::Stdin => read_within(io::stdin().lock(), limit),
        Input::File(path) if path.is_dir() => Err(io::Error::other("it is a folder")),
        Input::File(path) => std::fs::File::open(path).and_then(|file| read_within(file, limit)),
    };
    let (rule, message, hint) = match read {
        Ok(Some(bytes)) => return Ok(bytes),
        Ok(None) => (
            &rules::input::TOO_LARGE,
            format!("the input is larger than {limit} bytes"),
            "split it, or raise `--max-input`",
        ),
        Err(error) => (
            &rules::input::UNREADABLE,
            format!("the input cannot be read: {error}"),
            "check the path and its permissions",
        ),
    };
    let mut finding = Finding::new(rule, Place::Document, message);
    finding.hint(hint);
    Err(Box::new(finding))
}

/// What the outputs of an input are called, without extension. A name need not be text.
fn stem(input: &Input) -> OsString {
    match input {
        Input::File(path) => path.file_stem().unwrap_or(path.as_os_str()).to_owned(),
        Input::Stdin => STDIN.into(),
    }
}

/// Puts the outputs of a job in their places.
fn put(
    outcome: Outcome,
    input: &Input,
    request: &Request,
    taken: &mut BTreeSet<PathBuf>,
) -> Report {
    let Outcome { source, outputs, mut findings, mut complete, .. } = outcome;
    let mut written = Vec::new();
    let mut output = None;
    for Output { format, bytes, .. } in outputs {
        let path = match &request.destination {
            Destination::Caller => {
                output = Some(bytes);
                continue;
            }
            Destination::File(path) => path.clone(),
            Destination::Folder(folder) => {
                let mut file = stem(input);
                file.push(".");
                file.push(format.extension());
                folder.join(file)
            }
        };
        match place::place(&path, &bytes, taken) {
            Ok(()) => written.push(path),
            Err(finding) => {
                findings.push(*finding);
                complete = false;
            }
        }
    }
    Report { source, written, output, findings, complete }
}
