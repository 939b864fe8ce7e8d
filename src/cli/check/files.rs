//! The files of a run: those that the user names, and the documents in the folders that the user names,
//! one after the other. It reads no more of a file than says whether it is a document.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use ignore::WalkBuilder;
use ignore::overrides::{Override, OverrideBuilder};

use crate::check::Format;

/// The file that says what a walk leaves out, in the manner of `.gitignore`.
const IGNORE_FILE: &str = ".altformignore";
/// The deepest folder that is entered.
const MAX_DEPTH: usize = 256;

/// What is wrong with a folder that holds none.
const NOTHING: &str = "there is no PDF, EPUB, HTML or plain text in the folder";

/// A file to check, or what there is in its place.
#[derive(Debug, PartialEq)]
pub(super) enum Named {
    File(PathBuf),
    /// Something that cannot be looked at, and why.
    Unreadable(PathBuf, String),
}

/// The files of a run, which may be asked for from many threads.
pub(super) struct Files<'a> {
    walk: Mutex<Walk<'a>>,
}

struct Walk<'a> {
    named: std::slice::Iter<'a, PathBuf>,
    globs: Globs<'a>,
    /// The folder that is being walked, and whether a document was in it.
    folder: Option<(ignore::Walk, &'a Path, bool)>,
    /// The report: whether a walk met it.
    report: Option<PathBuf>,
    met_report: bool,
    given: usize,
    skipped: usize,
}

/// Which files of folders are meant.
#[derive(Debug, Clone, Copy)]
pub(super) struct Globs<'a> {
    pub(super) include: &'a [String],
    pub(super) exclude: &'a [String],
}

impl Globs<'_> {
    /// The globs as they hold below a folder; the error says which of them cannot be read.
    pub(super) fn below(self, folder: &Path) -> Result<Override, String> {
        let mut builder = OverrideBuilder::new(folder);
        let excluded = self.exclude.iter().map(|glob| format!("!{glob}"));
        for glob in self.include.iter().cloned().chain(excluded) {
            builder.add(&glob).map_err(|error| {
                format!("`{}` is not a glob: {error}", glob.trim_start_matches('!'))
            })?;
        }
        builder.build().map_err(|error| error.to_string())
    }
}

/// What came of a walk.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Walked {
    /// How many files there were to check.
    pub(super) given: usize,
    /// How many files below folders are no documents.
    pub(super) skipped: usize,
    /// Whether the report would stand in the place of a document.
    pub(super) met_report: bool,
}

impl<'a> Files<'a> {
    /// The files that a user names. `report` is where the report goes.
    pub(super) fn new(named: &'a [PathBuf], globs: Globs<'a>, report: Option<&Path>) -> Self {
        let report = report.and_then(|path| path.canonicalize().ok());
        let named = named.iter();
        let (folder, met_report, given, skipped) = (None, false, 0, 0);
        Self { walk: Mutex::new(Walk { named, globs, folder, report, met_report, given, skipped }) }
    }

    /// The next file, and which it is of all.
    pub(super) fn next(&self) -> Option<(usize, Named)> {
        // Who panicked in here lost nothing that the next one needs.
        let mut walk = self.walk.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let file = walk.next()?;
        walk.given += 1;
        Some((walk.given - 1, file))
    }

    /// What came of it so far.
    pub(super) fn walked(&self) -> Walked {
        let walk = self.walk.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let Walk { given, skipped, met_report, .. } = *walk;
        Walked { given, skipped, met_report }
    }
}

impl<'a> Walk<'a> {
    fn next(&mut self) -> Option<Named> {
        loop {
            let Some((walk, named, found)) = &mut self.folder else {
                let path = self.named.next()?;
                if path.is_dir() {
                    self.enter(path);
                    continue;
                }
                return Some(Named::File(path.clone()));
            };
            let Some(entry) = walk.next() else {
                let nothing =
                    (!*found).then(|| Named::Unreadable(named.to_path_buf(), NOTHING.into()));
                self.folder = None;
                match nothing {
                    // A run that looked at nothing must not look like one that found nothing.
                    Some(nothing) => return Some(nothing),
                    None => continue,
                }
            };
            match entry {
                Ok(entry) if !entry.path().is_file() => {}
                Ok(entry) => match is_document(entry.path()) {
                    Ok(true) => {
                        *found = true;
                        self.meet(entry.path());
                        return Some(Named::File(entry.into_path()));
                    }
                    Ok(false) => self.skipped += 1,
                    Err(error) => {
                        *found = true;
                        return Some(Named::Unreadable(entry.into_path(), error.to_string()));
                    }
                },
                Err(error) => {
                    *found = true;
                    let path = path_of(&error).unwrap_or_default();
                    let why =
                        error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
                    return Some(Named::Unreadable(path, why));
                }
            }
        }
    }

    fn enter(&mut self, folder: &'a Path) {
        let mut builder = WalkBuilder::new(folder);
        builder
            .standard_filters(false)
            .hidden(true)
            .max_depth(Some(MAX_DEPTH))
            .add_custom_ignore_filename(IGNORE_FILE)
            .sort_by_file_name(std::cmp::Ord::cmp);
        // They were read once before, or nothing would be walked.
        if let Ok(globs) = self.globs.below(folder) {
            builder.overrides(globs);
        }
        self.folder = Some((builder.build(), folder, false));
    }

    fn meet(&mut self, path: &Path) {
        self.met_report |= self
            .report
            .as_ref()
            .is_some_and(|report| path.canonicalize().ok().as_ref() == Some(report));
    }
}

/// The path that an error is about.
fn path_of(error: &ignore::Error) -> Option<PathBuf> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path.clone()),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            path_of(err)
        }
        _ => None,
    }
}

/// Whether a file in a folder is a document: by its name, or if that says nothing by its first bytes.
fn is_document(path: &Path) -> std::io::Result<bool> {
    let Some(extension) = path.extension() else {
        let mut head = Vec::new();
        File::open(path)?.take(1024).read_to_end(&mut head)?;
        return Ok(Format::sniff("", &head) != Format::Plain);
    };
    let extension = extension.to_string_lossy().to_lowercase();
    let known = ["pdf", "epub", "html", "htm", "xhtml", "xht", "txt", "text"];
    Ok(known.contains(&extension.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_of_folders_come_in_order_and_named_files_always() {
        let dir = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = dir.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, text).unwrap();
            path
        };
        for name in ["b.html", "a.PDF", "sub/c.txt", "sub/skip.txt", "no/d.epub", "style.css"] {
            write(name, "text");
        }
        write("page", "<!DOCTYPE html><title>x</title>");
        write("notes", "words");
        write(".hidden.html", "<p>");
        write("sub/.altformignore", "skip.txt\n");
        let css = write("style.css", "p {}");
        let inputs = [dir.path().to_owned(), css.clone()];
        let exclude = ["no".to_owned()];
        let globs = Globs { include: &[], exclude: &exclude };
        let report = dir.path().join("b.html");
        let files = Files::new(&inputs, globs, Some(&report));
        let mut told = Vec::new();
        while let Some((at, Named::File(path))) = files.next() {
            assert_eq!(at, told.len());
            let name = path.strip_prefix(dir.path()).unwrap().to_string_lossy().into_owned();
            told.push(name);
        }
        assert_eq!(told, ["a.PDF", "b.html", "page", "sub/c.txt", "style.css"]);
        assert_eq!(files.walked(), Walked { given: 5, skipped: 2, met_report: true });
        assert!(Globs { include: &["{".to_owned()], exclude: &[] }.below(dir.path()).is_err());
    }
}
