//! What can be typed. Help, completions and the manual page all come from here.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::report::archive::Wanted;
use crate::check::Standard;
use crate::diagnostic::Severity;
use crate::read::InputFormat;
use crate::text::{self, Language};
use crate::write::OutputFormat;

/// Makes articles accessible: tagged PDF (PDF/UA-1 and PDF/A-2a), EPUB 3, HTML and plain text that say
/// exactly the same thing.
#[derive(Debug, Parser)]
#[command(
    version,
    about,
    max_term_width = 100,
    after_help = "Exit status: 0 done and clean; 1 done, with findings; 2 something could not be done."
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Convert articles into accessible formats.
    Convert(Box<Convert>),
    /// Check that documents of any tool are accessible: PDF, EPUB, HTML and plain text.
    Check(Box<Check>),
    /// Say what a screen reader would say of a document, line by line.
    Speak {
        /// The document: PDF, EPUB, HTML, plain text, Markdown, JSON; `-` is standard input.
        file: PathBuf,
        #[command(flatten)]
        reading: Reading,
        /// How to say it: lines of text, or a line of JSON for each.
        #[arg(long, value_name = "FORM", value_enum, default_value = "human")]
        format: SpokenForm,
    },
    /// Say what a listener gains or loses from one document to another, in whatever formats.
    #[command(
        after_help = "Exit status: 0 both say the same; 1 they differ; 2 one of them cannot be read."
    )]
    Diff {
        /// One document.
        old: PathBuf,
        /// The other.
        new: PathBuf,
        #[command(flatten)]
        reading: Reading,
        /// How to say it: lines of text, or a line of JSON for each.
        #[arg(long, value_name = "FORM", value_enum, default_value = "human")]
        format: SpokenForm,
    },
    /// List the rules.
    Rules {
        /// How to list them.
        #[arg(long, value_name = "FORM", value_enum, default_value = "human")]
        format: ListForm,
    },
    /// Convert what JSON lines on standard input name, and answer each with a line: for clusters.
    Worker(Box<Worker>),
    #[command(hide = true)]
    WorkerProcess {
        /// What is asked of every file, as one JSON object.
        setup: String,
    },
    /// Read everything again that a run over an archive wrote, and compare it with its journal.
    Verify {
        /// The folder of the outputs.
        folder: PathBuf,
    },
    /// Explain a rule: what it checks, who is affected, how to fix it. Without a rule, list them all.
    Explain {
        /// The rule, for example `image/alt-missing`.
        rule: Option<String>,
    },
    /// List the formats that can be read and written.
    Formats,
    /// Print completions for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page.
    Man,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Limits: an input may have 64 MiB (`--max-input`), a picture 64 MiB and 100 million pixels; blocks may
stand in each other 64 levels deep, elements of a page 256; a table may have 63 columns, a PDF may hold 8 MiB of text (some 3,500
pages). What goes beyond is a finding, and its words are kept. Pictures are read only from the input's own folder and below, and from `--resources`.

Exit status: 0 done and clean; 1 done, with errors (`--strict`: or warnings); 2 something could not be done.")]
pub(super) struct Convert {
    /// The articles, folders of them, or web archives (WARC, WACZ); `-` is standard input.
    #[arg(required_unless_present = "files_from", value_name = "INPUT")]
    pub(super) inputs: Vec<PathBuf>,
    /// A folder for the outputs; with one input and one format also a file, or `-` for standard output.
    #[arg(short, long, value_name = "PATH", default_value = ".")]
    pub(super) output: PathBuf,
    #[command(flatten)]
    pub(super) conversion: Conversion,
    #[command(flatten)]
    pub(super) archive: Archive,
    /// Say nothing but errors.
    #[arg(short, long)]
    pub(super) quiet: bool,
}

/// What is asked of every article.
#[derive(Debug, Args)]
pub(super) struct Conversion {
    /// The formats to write.
    #[arg(
        long,
        value_name = "FORMAT",
        value_delimiter = ',',
        value_enum,
        default_value = "pdf,epub,html,txt"
    )]
    pub(super) to: Vec<OutputName>,
    /// The format of the inputs, if it is not what their names and contents say.
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub(super) from: Option<InputName>,
    /// The encoding of the inputs, for example windows-1250; else it is told from the bytes, and from what a page says.
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub(super) encoding: Option<String>,
    /// The language of inputs that neither name it nor let it be told from their words.
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub(super) lang: Option<Language>,
    /// Wrap plain text at this many columns; else a paragraph is a line.
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..))]
    pub(super) wrap: Option<u16>,
    /// Put the source, byte for byte, into the PDF, which is PDF/A-3a then: one file carries both.
    #[arg(long)]
    pub(super) embed_source: bool,
    /// The article of a web page: a CSS selector, for example `main` or `#story`.
    #[arg(long, value_name = "SELECTOR")]
    pub(super) article: Option<String>,
    /// Take nothing away from web pages: they are the article.
    #[arg(long, conflicts_with = "article")]
    pub(super) keep_all: bool,
    /// A further folder from which pictures may be read; may be repeated.
    #[arg(long, value_name = "FOLDER")]
    pub(super) resources: Vec<PathBuf>,
    /// The largest input, in MiB.
    #[arg(long, value_name = "MIB", default_value_t = 64, value_parser = clap::value_parser!(u64).range(1..=1024))]
    pub(super) max_input: u64,
    /// Fail (exit status 1) on warnings too.
    #[arg(long)]
    pub(super) strict: bool,
}

/// What is said of runs over whole archives: with a folder, a web archive or a list as input. Such a run keeps a journal,
/// `manifest.jsonl`, in the folder of the outputs, and goes on where it was stopped.
#[derive(Debug, Args)]
#[command(next_help_heading = "Whole archives")]
pub(super) struct Archive {
    /// A file with the inputs, a path a line; `-` is standard input.
    #[arg(long, value_name = "LIST")]
    pub(super) files_from: Option<PathBuf>,
    /// Of a folder, only files that a glob matches; may be repeated.
    #[arg(long, value_name = "GLOB")]
    pub(super) include: Vec<String>,
    /// Of a folder, no files and folders that a glob matches; may be repeated. `.altformignore` files are heeded too.
    #[arg(long, value_name = "GLOB")]
    pub(super) exclude: Vec<String>,
    /// Replace files that no run over an archive made.
    #[arg(long)]
    pub(super) force: bool,
    #[command(flatten)]
    pub(super) effort: Effort,
    /// The share of the files that is this run's: `2/8` is the second of eight.
    #[arg(long, value_name = "I/N", value_parser = shard)]
    pub(super) shard: Option<(u64, u64)>,
    /// Make the folder of the outputs a bag (`BagIt` 1.0, RFC 8493), with Dublin Core and PREMIS metadata for each file.
    #[arg(long, conflicts_with = "shard")]
    pub(super) bagit: bool,
    /// A line for `bag-info.txt`, for example `Source-Organization: City Archive`; may be repeated.
    #[arg(long, value_name = "LABEL: VALUE", requires = "bagit", value_parser = bag_info)]
    pub(super) bag_info: Vec<(String, String)>,
    /// A report on the run, written when it ends; the form is told by the name: `.html`, `.sarif`, `.xml` (`JUnit`), `.json` or
    /// `.jsonl` (lines), `.csv`. May be repeated.
    #[arg(long, value_name = "FILE", value_parser = Wanted::parse)]
    pub(super) report: Vec<Wanted>,
    /// Tell every file, not only those that need a person.
    #[arg(short, long, conflicts_with = "quiet")]
    pub(super) verbose: bool,
}

/// What a run may take.
#[derive(Debug, Args)]
pub(super) struct Effort {
    /// Files converted at the same time; as many as there are processors if not said.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) jobs: Option<u16>,
    /// Seconds that one file may take.
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(super) timeout: u64,
    /// Memory that all conversions together may ask for, in MiB; 0 for as much as there is.
    #[arg(long, value_name = "MIB", default_value_t = 4096)]
    pub(super) max_memory: u64,
}

#[derive(Debug, Args)]
#[command(after_help = "\
A job is a line of JSON: an object with `source`, the path of a file below `--root`, and whatever else \
(`id`), or just the path as a string. Each is answered by one line, whatever happens: the record of the \
source as `manifest.jsonl` has it, with that whatever else. Outputs go below `-o`, mirrored as the sources \
stand below `--root`.")]
pub(super) struct Worker {
    /// The folder of the outputs.
    #[arg(short, long, value_name = "FOLDER", default_value = ".")]
    pub(super) output: PathBuf,
    /// The folder against which the paths of jobs are read.
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    pub(super) root: PathBuf,
    /// Answer as the answers come, not in the order of the jobs.
    #[arg(long)]
    pub(super) unordered: bool,
    /// Replace files that are there and are not what would be written.
    #[arg(long)]
    pub(super) force: bool,
    #[command(flatten)]
    pub(super) effort: Effort,
    #[command(flatten)]
    pub(super) conversion: Conversion,
}

fn bag_info(text: &str) -> Result<(String, String), String> {
    let parts = text.split_once(':').map(|(label, value)| (label.trim(), value.trim()));
    match parts {
        Some((label, value)) if !label.is_empty() && !value.is_empty() => {
            Ok((label.into(), value.into()))
        }
        _ => {
            Err("not a label and a value; write them as `Source-Organization: City Archive`".into())
        }
    }
}

/// `I/N`, I from 1, as a share from 0.
fn shard(text: &str) -> Result<(u64, u64), String> {
    let parts = text.split_once('/').and_then(|(i, n)| Some((i.parse().ok()?, n.parse().ok()?)));
    match parts {
        Some((share @ 1.., shares)) if share <= shares => Ok((share - 1, shares)),
        _ => Err("not a share; use one such as `1/4` to `4/4`".into()),
    }
}

#[derive(Debug, Args)]
#[command(after_help = "\
Levels: what `--allow` and `--deny` say is stronger than what `altform.toml` says, which is looked for in this folder
and its parents up to the root of the repository.

Exit status: 0 nothing was found at or above `--fail-on`; 1 something was; 2 a file could not be read to its end, which
is never a pass, or something else could not be done.")]
pub(super) struct Check {
    /// The documents, and folders with documents; `-` is standard input.
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Of a folder, only files that a glob matches; may be repeated.
    #[arg(long, value_name = "GLOB")]
    pub(super) include: Vec<String>,
    /// Of a folder, no files and folders that a glob matches; may be repeated. `.altformignore` files are heeded too.
    #[arg(long, value_name = "GLOB")]
    pub(super) exclude: Vec<String>,
    /// The standards to hold PDFs to; else those that each claims.
    #[arg(long, value_name = "STANDARD", value_delimiter = ',', value_enum)]
    pub(super) standard: Vec<StandardName>,
    /// What the documents were made from: find what was lost on the way, changed or put elsewhere.
    #[arg(long, value_name = "SOURCE")]
    pub(super) against: Option<PathBuf>,
    #[command(flatten)]
    pub(super) reading: Reading,
    /// The form of the report.
    #[arg(long, value_name = "FORM", value_enum, default_value = "human")]
    pub(super) format: Form,
    /// Where the report goes; else to standard output.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// The least severity that fails; else `error`.
    #[arg(long, value_name = "LEVEL", value_enum)]
    pub(super) fail_on: Option<FailOn>,
    /// A rule, or a pattern such as `html/*`, whose findings are counted and not reported; may be repeated.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) allow: Vec<String>,
    /// A rule, or a pattern of rules, whose findings are errors; may be repeated.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(super) deny: Vec<String>,
    /// The configuration, instead of the `altform.toml` that is found.
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Findings that are known: they are counted, and neither reported nor fail.
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// Write all that is found down as known.
    #[arg(long, value_name = "FILE")]
    pub(super) write_baseline: Option<PathBuf>,
    /// Say nothing but what fails.
    #[arg(short, long)]
    pub(super) quiet: bool,
}

/// The forms of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// For people: the place, the line, what to do
    Human,
    /// A line of JSON for every finding, and for every file what was checked
    Json,
    /// SARIF 2.1.0, for code-scanning viewers
    Sarif,
    /// `JUnit` XML, for build servers
    Junit,
    /// Annotations of GitHub Actions
    Github,
    /// A page to read and to hand on, by clause of WCAG, PDF/UA and EN 301 549
    Html,
}

/// How a source is read.
#[derive(Debug, Default, Args)]
pub(super) struct Reading {
    /// The format of the source, if it is to be read as an article and not as it stands.
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub(super) from: Option<InputName>,
    /// The article of a web page: a CSS selector, for example `main` or `#story`.
    #[arg(long, value_name = "SELECTOR")]
    pub(super) article: Option<String>,
    /// Take nothing away from a web page that is the source.
    #[arg(long, conflicts_with = "article")]
    pub(super) keep_all: bool,
}

/// The forms in which lines are said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SpokenForm {
    /// Lines of text
    Human,
    /// A line of JSON for each
    Json,
}

/// The forms in which rules can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ListForm {
    /// A line for each
    Human,
    /// All that is known of them, with the clauses that they rest on
    Json,
    /// A table
    Markdown,
}

/// What fails a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Nothing
    Never,
    /// Questions for a person, and all that weighs more
    Question,
    /// Notes, and all that weighs more
    Note,
    /// Warnings and errors
    Warning,
    /// Errors
    Error,
}

impl FailOn {
    pub(super) fn severity(self) -> Option<Severity> {
        match self {
            Self::Never => None,
            Self::Question => Some(Severity::Question),
            Self::Note => Some(Severity::Note),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

/// The names of the standards that PDFs can be held to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum StandardName {
    /// PDF/UA-1
    #[value(alias = "pdfua-1")]
    Ua1,
    /// PDF/A-1a
    #[value(name = "1a")]
    A1a,
    /// PDF/A-1b
    #[value(name = "1b")]
    A1b,
    /// PDF/A-2a
    #[value(name = "2a")]
    A2a,
    /// PDF/A-2b
    #[value(name = "2b")]
    A2b,
    /// PDF/A-2u
    #[value(name = "2u")]
    A2u,
    /// PDF/A-3a
    #[value(name = "3a")]
    A3a,
    /// PDF/A-3b
    #[value(name = "3b")]
    A3b,
    /// PDF/A-3u
    #[value(name = "3u")]
    A3u,
}

impl StandardName {
    pub(super) fn standard(self) -> Standard {
        match self {
            Self::Ua1 => Standard::Ua1,
            Self::A1a => Standard::A1a,
            Self::A1b => Standard::A1b,
            Self::A2a => Standard::A2a,
            Self::A2b => Standard::A2b,
            Self::A2u => Standard::A2u,
            Self::A3a => Standard::A3a,
            Self::A3b => Standard::A3b,
            Self::A3u => Standard::A3u,
        }
    }
}

/// The names of the formats that can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum OutputName {
    /// Tagged PDF: PDF/UA-1 and PDF/A-2a in one file
    Pdf,
    /// EPUB 3.3 with accessibility metadata
    Epub,
    /// One self-contained page for screen readers and eyes
    Html,
    /// Plain text for screen readers and archives
    Txt,
    /// The document itself, to be read back
    Json,
}

impl OutputName {
    pub(super) fn format(self) -> OutputFormat {
        match self {
            Self::Pdf => OutputFormat::Pdf,
            Self::Epub => OutputFormat::Epub,
            Self::Html => OutputFormat::Html,
            Self::Txt => OutputFormat::Plain,
            Self::Json => OutputFormat::Json,
        }
    }
}

/// The names of the formats that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum InputName {
    /// Text scraped from a web page
    #[value(alias = "text", alias = "plain")]
    Txt,
    /// Markdown: `CommonMark`, tables, notes, definition lists, front matter, inline HTML
    #[value(alias = "md")]
    Markdown,
    /// A web page: HTML, XHTML, a page saved with its folder of files, or an MHTML archive
    #[value(aliases = ["htm", "xhtml", "mhtml", "mht"])]
    Html,
    /// A document written by `--to json`
    Json,
}

impl InputName {
    pub(super) fn format(self) -> InputFormat {
        match self {
            Self::Txt => InputFormat::Plain,
            Self::Markdown => InputFormat::Markdown,
            Self::Html => InputFormat::Html,
            Self::Json => InputFormat::Json,
        }
    }
}

fn encoding(name: &str) -> Result<String, String> {
    if text::decode::knows(name) {
        return Ok(name.to_owned());
    }
    Err("not an encoding; use one of the web, such as `windows-1250` or `iso-8859-2`".into())
}

fn language(tag: &str) -> Result<Language, String> {
    Language::parse(tag)
        .ok_or_else(|| "not a language tag; use one such as `en` or `sr-Latn`".into())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_definition_is_sound() {
        super::Arguments::command().debug_assert();
    }
}
