//! `altform convert`: arguments to a run, its reports to the user, its exit status.

use std::fmt::Write as _;
use std::path::Path;

use super::arguments::{Conversion, Convert};
use super::report::{self, Counts, counted, human, print};
use super::{CLEAN, FAILED, FINDINGS};
use crate::batch::{self, Destination, Input, Report, Request};
use crate::diagnostic::Severity;
use crate::fonts::FontBook;
use crate::read::page;
use crate::write::{OutputFormat, Target, pdf, plain};

pub(super) fn run(arguments: &Convert) -> u8 {
    let request = match request(arguments) {
        Ok(request) => request,
        Err(message) => {
            print::complain(&message);
            return FAILED;
        }
    };
    let level = if arguments.conversion.strict { Severity::Warning } else { Severity::Error };
    let mut status = CLEAN;
    let mut totals = Totals::default();
    batch::run(&request, &FontBook::new(), |done| {
        let bad = done.findings.iter().any(|finding| finding.severity >= level);
        totals.count(&done);
        status = status.max(if !done.complete {
            FAILED
        } else if bad {
            FINDINGS
        } else {
            CLEAN
        });
        if let Some(output) = &done.output {
            status = status.max(print::to_stdout(output));
        }
        tell(done, if arguments.quiet { Severity::Error } else { Severity::Note });
    });
    if !arguments.quiet {
        print::to_stderr(&totals.line());
    }
    status
}

/// What a run did, counted.
#[derive(Debug, Default)]
struct Totals {
    inputs: usize,
    complete: usize,
    files: usize,
    counts: Counts,
}

impl Totals {
    fn count(&mut self, report: &Report) {
        self.inputs += 1;
        self.complete += usize::from(report.complete);
        self.files += report.written.len();
        report.findings.iter().for_each(|finding| self.counts.add(finding.severity));
    }

    fn line(&self) -> String {
        let mut out = format!("converted {} of {}", self.complete, self.inputs);
        if self.files > 0 {
            let _ = write!(out, ", {}", counted(self.files, "file"));
        }
        for count in human::weights(self.counts) {
            let _ = write!(out, ", {count}");
        }
        out.push('\n');
        out
    }
}

/// Prints the findings of one input that weigh at least `level`.
fn tell(done: Report, level: Severity) {
    let colour = print::colours(&std::io::stderr());
    let mut out = String::new();
    for item in report::items(done.findings, &done.source) {
        if item.finding.severity >= level {
            human::finding(done.source.name(), &item, colour, &mut out);
        }
    }
    print::to_stderr(&out);
}

fn request(arguments: &Convert) -> Result<Request, String> {
    let mut request = of_each(&arguments.conversion)?;
    request.inputs = arguments.inputs.iter().map(|path| input(path)).collect();
    let formats: Vec<OutputFormat> = request.targets.iter().map(Target::format).collect();
    let single = request.inputs.len() == 1 && formats.len() == 1;
    request.destination = destination(&arguments.output, &formats, single)?;
    Ok(request)
}

/// What is asked of every input, without the inputs.
pub(super) fn of_each(asked: &Conversion) -> Result<Request, String> {
    let mut formats: Vec<OutputFormat> = Vec::new();
    for format in asked.to.iter().map(|name| name.format()) {
        if !formats.contains(&format) {
            formats.push(format);
        }
    }
    if asked.embed_source && !formats.contains(&OutputFormat::Pdf) {
        return Err("`--embed-source` puts the source into the PDF; add `pdf` to `--to`".into());
    }
    let epoch = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(value) => Some(value.trim().parse().map_err(|_| {
            format!("`SOURCE_DATE_EPOCH` is `{value}`, not a number of seconds; unset it or set it to one")
        })?),
        Err(_) => None,
    };
    Ok(Request {
        inputs: Vec::new(),
        destination: Destination::Caller,
        targets: formats.into_iter().map(|format| target(format, asked)).collect(),
        format: asked.from.map(super::arguments::InputName::format),
        encoding: asked.encoding.clone(),
        language: asked.lang.clone(),
        page: page::Options { keep_all: asked.keep_all, article: asked.article.clone() },
        resources: asked.resources.clone(),
        max_input: asked.max_input * 1024 * 1024,
        epoch,
    })
}

fn input(path: &Path) -> Input {
    if path == Path::new("-") { Input::Stdin } else { Input::File(path.to_owned()) }
}

/// `-` is the caller; a path with the format's own extension that is no folder is a file; all else is a
/// folder.
fn destination(path: &Path, formats: &[OutputFormat], single: bool) -> Result<Destination, String> {
    if path == Path::new("-") {
        return if single {
            Ok(Destination::Caller)
        } else {
            Err("standard output takes one document in one format; name one input and one `--to`, or a folder".into())
        };
    }
    let names_a_file = path.extension().is_some_and(|extension| {
        formats.iter().any(|f| extension.eq_ignore_ascii_case(f.extension()))
    });
    if names_a_file && !path.is_dir() && !path.to_string_lossy().ends_with(std::path::is_separator)
    {
        if !single {
            return Err(format!(
                "`{}` is one file, but there is more to write; name one input and one `--to`, or a folder",
                path.display()
            ));
        }
        return Ok(Destination::File(path.to_owned()));
    }
    Ok(Destination::Folder(path.to_owned()))
}

fn target(format: OutputFormat, asked: &Conversion) -> Target {
    match format {
        OutputFormat::Plain => Target::Plain(plain::Options { wrap: asked.wrap.map(usize::from) }),
        OutputFormat::Pdf => Target::Pdf(pdf::Options {
            embed_source: asked.embed_source,
            ..pdf::Options::default()
        }),
        other => Target::new(other),
    }
}
