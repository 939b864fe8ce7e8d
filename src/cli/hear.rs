//! What a document announces, whatever its format: PDF, EPUB, pages and texts as they stand, Markdown and
//! JSON, and whatever the user names a format for, as articles.

use std::fs;
use std::io;
use std::path::Path;

use super::arguments::{InputName, Reading};
use super::report::print;
use crate::check::{self, Format};
use crate::convert::{self, Heard, Job};
use crate::diagnostic::Fatal;
use crate::read::resources::{Folders, read_within};
use crate::read::{InputFormat, page};
use crate::source::Source;
use crate::text::decode;

/// How a document is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum As {
    /// As it stands: what it announces now.
    Itself,
    /// As a source: what an article made of it is to announce.
    Source,
}

/// What a file announces, or is to announce.
///
/// # Errors
/// Why it cannot be read, as a sentence.
pub(super) fn hear(file: &Path, reading: &Reading, how: As) -> Result<Heard, String> {
    let stdin = file == Path::new("-");
    let name = if stdin { "stdin".to_owned() } else { file.to_string_lossy().into_owned() };
    let bytes = load(file, stdin).map_err(|error| format!("{}: {error}", print::shown(&name)))?;
    let format = Format::sniff(&name, &bytes);
    let heard = if is_article(&name, &bytes, format, reading, how) {
        let options =
            page::Options { keep_all: reading.keep_all, article: reading.article.clone() };
        let job = Job {
            name: &name,
            bytes: &bytes,
            format: reading.from.map(InputName::format),
            encoding: None,
            language: None,
            page: &options,
            targets: &[],
            epoch: None,
        };
        let folder = file.parent().filter(|path| *path != Path::new(""));
        let folders = Folders::new([folder.unwrap_or(Path::new(".")).to_owned()]);
        convert::hear(&job, &folders, how == As::Itself)
    } else {
        check::transcript(&name, &bytes).map(|transcript| {
            let text = matches!(format, Format::Html | Format::Plain);
            let text = if text { decode(&bytes, None).text } else { String::new() };
            let source = Source::new(&name, text);
            Heard { source, transcript, about: String::new(), beside: String::new() }
        })
    };
    heard.map_err(|Fatal(finding)| {
        let hints = finding.hints.iter().map(|hint| format!("; {hint}")).collect::<String>();
        format!("{}: {}{hints}", print::shown(&name), finding.message)
    })
}

/// Whether a file is read as an article: Markdown and JSON always, pages and texts as sources, or if the
/// user says how.
fn is_article(name: &str, bytes: &[u8], format: Format, reading: &Reading, how: As) -> bool {
    match format {
        Format::Pdf | Format::Epub => false,
        _ if how == As::Source || reading.from.is_some() => true,
        _ if reading.article.is_some() || reading.keep_all => true,
        Format::Html => false,
        Format::Plain => {
            let path = Path::new(name);
            let text = || InputFormat::sniff(Some(path), &String::from_utf8_lossy(bytes));
            let format = InputFormat::named(path).unwrap_or_else(text);
            matches!(format, InputFormat::Markdown | InputFormat::Json)
        }
    }
}

fn load(file: &Path, stdin: bool) -> io::Result<Vec<u8>> {
    let limit = check::limits::MAX_FILE;
    let read = if stdin {
        read_within(io::stdin().lock(), limit)
    } else {
        read_within(fs::File::open(file)?, limit)
    };
    read?.ok_or_else(|| io::Error::other(format!("it is larger than {limit} bytes")))
}
