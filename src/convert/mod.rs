//! The steps for one job: bytes in, outputs and findings out. It reads no file but through
//! `Resources`, and prints nothing.

mod told;
mod verify;

use crate::diagnostic::rules::document::NO_TITLE;
use crate::diagnostic::{Fatal, Finding, Findings, Place, rules::input};
use crate::fonts::FontBook;
use crate::markup::charset;
use crate::model::{Document, Meta};
use crate::normalise::{Hints, normalise};
use crate::read::page::{archive::Archive, saved::Saved};
use crate::read::{self, InputFormat, page, resources::Resources};
use crate::source::{Source, Span};
use crate::text::{Decoded, How, Language, decode_declared};
use crate::transcript::Transcript;
use crate::write::{self, OutputFormat, Target};

pub use told::{Front, about, told};

/// One input, and what is to become of it.
#[derive(Debug)]
pub struct Job<'a> {
    /// The name of the input, as the user knows it.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Its format, if the user said it.
    pub format: Option<InputFormat>,
    /// Its encoding, if the user said it.
    pub encoding: Option<&'a str>,
    /// Its language, if the user said it; the input's own word and the words themselves come first.
    pub language: Option<Language>,
    /// What the user said of web pages.
    pub page: &'a page::Options,
    /// What to write.
    pub targets: &'a [Target],
    /// `SOURCE_DATE_EPOCH`: seconds since 1970, where the document has no date of its own.
    pub epoch: Option<i64>,
}

/// What came of a job.
#[derive(Debug)]
pub struct Outcome {
    /// The decoded input, for showing findings at their place.
    pub source: Source,
    /// The outputs that could be made, in the order of the targets.
    pub outputs: Vec<Output>,
    /// All that is to be said, in the order of the source.
    pub findings: Vec<Finding>,
    /// Whether every target has its output.
    pub complete: bool,
    /// What is said about the document, once it is normal.
    pub meta: Option<Meta>,
}

/// A document in one format.
#[derive(Debug)]
pub struct Output {
    /// The format.
    pub format: OutputFormat,
    /// The file.
    pub bytes: Vec<u8>,
    /// The standards that the file claims, as people say them: "PDF/UA-1", "PDF/A-2a".
    pub claims: Vec<String>,
    /// Whether it was read back and found to say what the document says, and to meet what it claims.
    pub sound: bool,
}

/// Reads, normalises and writes one input.
pub fn convert(job: &Job<'_>, fonts: &FontBook, resources: &dyn Resources) -> Outcome {
    let mut findings = Findings::default();
    let (source, media_type, result) = open(job, resources, &mut findings);
    let mut outputs = Vec::new();
    let mut meta = None;
    match result {
        Ok(document) => {
            let hints = Hints { title: stem(job.name), language: job.language.clone() };
            let document = normalise(document, &hints, &mut findings);
            meta = Some(document.meta.clone());
            let name = std::path::Path::new(job.name).file_name().and_then(|name| name.to_str());
            let name = name.unwrap_or(job.name);
            let original = Some(write::Original { name, media_type, bytes: job.bytes });
            let mut cx = write::Context {
                fonts,
                findings: &mut findings,
                epoch: job.epoch,
                source: original,
            };
            let mut written = Vec::new();
            for target in job.targets {
                match write::write(&document, target, &mut cx) {
                    Ok(bytes) => written.push((target.format(), bytes)),
                    Err(Fatal(finding)) => cx.findings.add(*finding),
                }
            }
            outputs = verify::verify(&document, written, &mut findings);
        }
        Err(Fatal(finding)) => findings.add(*finding),
    }
    let complete = outputs.len() == job.targets.len();
    Outcome { source, outputs, findings: findings.into_sorted(), complete, meta }
}

/// What an input is to announce.
#[derive(Debug)]
pub struct Heard {
    /// The decoded input.
    pub source: Source,
    /// What is to be announced of it.
    pub transcript: Transcript,
    /// Words that a program may add: of its metadata.
    pub about: String,
    /// Words of the input that are no part of the article.
    pub beside: String,
}

/// What an input is to announce, read as [`convert`] reads it: as our own outputs announce it if `ours`,
/// else without what only altform adds.
///
/// # Errors
/// There is no text to go on with.
pub fn hear(job: &Job<'_>, resources: &dyn Resources, ours: bool) -> Result<Heard, Fatal> {
    let mut findings = Findings::default();
    let (source, media_type, result) = open(job, resources, &mut findings);
    let hints = Hints { title: stem(job.name), language: job.language.clone() };
    let document = normalise(result?, &hints, &mut findings);
    let titled = findings.iter().all(|finding| finding.rule != &NO_TITLE);
    let front = if ours { Front::Ours } else { Front::Theirs { titled } };
    let mut transcript = told(&document, front);
    // In a text, a caption or quotation is one by our judgement only.
    transcript.carries.groups &= ours || media_type != InputFormat::Plain.media_type();
    let mut beside = String::new();
    for removed in &document.removed {
        beside.push_str(&removed.text);
        beside.push('\n');
    }
    Ok(Heard { source, transcript, about: about(&document.meta), beside })
}

/// Decodes and reads an input; says which media type it has.
fn open(
    job: &Job<'_>,
    resources: &dyn Resources,
    findings: &mut Findings,
) -> (Source, &'static str, Result<Document, Fatal>) {
    let may_be_page = job.format.is_none_or(|format| format == InputFormat::Html);
    let archive = if may_be_page { page::archive::open(job.bytes) } else { None };
    let bytes = archive.as_ref().map_or(job.bytes, Archive::page);
    let said = archive.as_ref().map_or(resources.charset(), Archive::charset);
    let declared = if may_be_page { declared(job, said, archive.is_some(), bytes) } else { None };
    let decoded = decode_declared(bytes, job.encoding, declared.as_deref());
    let unfit = decoding_findings(job, &decoded, findings).err();
    let source = Source::new(job.name, decoded.text);
    let (media_type, result) = match unfit {
        Some(fatal) => ("application/octet-stream", Err(fatal)),
        None => match &archive {
            Some(archive) => {
                let result = read_source(InputFormat::Html, job, &source, archive, findings);
                ("multipart/related", result)
            }
            None => {
                let format = format(job, &source, findings);
                (format.media_type(), read_source(format, job, &source, resources, findings))
            }
        },
    };
    (source, media_type, result)
}

/// The encoding that what a page was kept in, or the page, says it is in.
fn declared(job: &Job<'_>, said: Option<&str>, kept: bool, bytes: &[u8]) -> Option<String> {
    const HEAD: usize = 1024;
    let named = job.format.or_else(|| InputFormat::named(job.name.as_ref()));
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    // Other texts may be about encodings.
    let is_page = named == Some(InputFormat::Html) || page::sniff::is_whole(&head);
    let said = said.map(str::to_owned);
    said.or_else(|| charset::declared(bytes).filter(|_| is_page || kept))
}

/// The format of an input that is no archive; says so if its name stands for another.
fn format(job: &Job<'_>, source: &Source, findings: &mut Findings) -> InputFormat {
    if let Some(format) = job.format {
        return format;
    }
    let path = std::path::Path::new(job.name);
    let format = InputFormat::sniff(Some(path), source.text());
    if let Some(named) = InputFormat::named(path).filter(|&named| named != format) {
        let (name, is) = (named.name(), format.name());
        let message = format!("the name stands for {name}, but this is {is}, and is read as such");
        findings
            .push(&input::FORMAT_SNIFFED, Place::Document, message)
            .hint("name the format with `--from` if this is wrong");
    }
    format
}

fn read_source(
    format: InputFormat,
    job: &Job<'_>,
    source: &Source,
    resources: &dyn Resources,
    findings: &mut Findings,
) -> Result<Document, Fatal> {
    let saved;
    // What was kept with its address finds all by address.
    let resources: &dyn Resources = if format == InputFormat::Html && resources.address().is_none()
    {
        saved = Saved::new(source.text(), resources);
        &saved
    } else {
        resources
    };
    let mut cx = read::Context { resources, findings };
    let mut document = read::read(source, format, job.page, &mut cx)?;
    read::pictures::load(&mut document, &mut cx);
    Ok(document)
}

/// Says what decoding found; an error if there is no text to go on with.
fn decoding_findings(
    job: &Job<'_>,
    decoded: &Decoded,
    findings: &mut Findings,
) -> Result<(), Fatal> {
    if decoded.binary {
        return Err(Fatal::new(
            &input::BINARY,
            Place::Document,
            "the input is not text in any known encoding",
            "convert it to text, Markdown or JSON first",
        ));
    }
    if decoded.text.chars().all(|c| c.is_whitespace() || c.is_control()) {
        return Err(Fatal::new(
            &input::EMPTY,
            Place::Document,
            if job.bytes.is_empty() {
                "the input is empty"
            } else {
                "the input holds nothing but white space"
            },
            "check that the file was saved or downloaded whole",
        ));
    }
    if let Some(label) = job.encoding.filter(|_| decoded.how != How::Label) {
        findings
            .push(
                &input::ENCODING_GUESSED,
                Place::Document,
                format!("`{label}` is not the encoding that was used; `{}` was", decoded.encoding),
            )
            .hint("name an encoding of the web, for example `windows-1250` or `iso-8859-2`");
    } else if let Some(declared) = decoded.contradicts {
        findings
            .push(
                &input::ENCODING_GUESSED,
                Place::Document,
                format!(
                    "the page says that it is {declared}, but its bytes are {}",
                    decoded.encoding
                ),
            )
            .hint("if names look wrong, name the encoding with `--encoding`");
    } else if decoded.how == How::Guessed {
        findings
            .push(
                &input::ENCODING_GUESSED,
                Place::Document,
                format!("the encoding was guessed: {}", decoded.encoding),
            )
            .hint("if names look wrong, name the encoding with `--encoding`");
    }
    for bad in &decoded.bad {
        let (message, hint) = match bad.control {
            Some(control) => (
                format!(
                    "the control character U+{:04X} means nothing in a text",
                    u32::from(control)
                ),
                "take it out, or name the right encoding with `--encoding`",
            ),
            None => (
                format!("bytes that mean nothing in {}", decoded.encoding),
                "name the right encoding with `--encoding`, or mend the bytes",
            ),
        };
        let place = Place::Source(Span::new(bad.range.clone()));
        findings.push(&input::UNDECODABLE, place, message).hint(hint);
    }
    if let Some(more @ 1..) = decoded.bad_count.checked_sub(decoded.bad.len()) {
        findings
            .push(
                &input::UNDECODABLE,
                Place::Document,
                format!("{more} more places with bytes that mean nothing in {}", decoded.encoding),
            )
            .hint("name the right encoding with `--encoding`");
    }
    Ok(())
}

/// The name of a file without folders and extension: the title of last resort.
fn stem(name: &str) -> String {
    let path = std::path::Path::new(name);
    path.file_stem().map_or_else(|| name.to_owned(), |stem| stem.to_string_lossy().into_owned())
}
