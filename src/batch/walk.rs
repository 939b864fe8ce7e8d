//! Inputs to sources, one after the other: folders are walked in the order of their names, lists are
//! read as they come, and never more than one folder's names are held at a time. It reads no document.

use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, BufRead};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use ignore::gitignore::Gitignore;
use ignore::overrides::{Override, OverrideBuilder};

use super::folder::{self, Folder, What};
use super::names;
use super::pages::{Page, Pages};
use crate::read::warc;

/// The deepest folder that is entered.
const MAX_DEPTH: usize = 256;
/// How many folders' names are kept for lists, which may jump about.
const KEPT_FOLDERS: usize = 256;

/// A file to convert, and what its outputs are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    /// The file, as a path that can be opened.
    pub(super) path: PathBuf,
    /// What the user calls it: below the walked folder, or as the list has it.
    pub(super) name: PathBuf,
    /// Where its outputs go, below the folder of all outputs.
    pub(super) folder: PathBuf,
    /// The name of its outputs, without extension.
    pub(super) stem: String,
    /// Which page of the file it is, if that is a web archive.
    pub(super) page: Option<Page>,
    /// Why it is not converted.
    pub(super) refused: Option<Refused>,
}

/// Why a file is not converted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refused {
    /// It is no document: nothing is lost.
    Skipped(&'static str),
    /// It could not be looked at.
    Unreadable(String),
    /// It is a part of a web archive that is damaged.
    Damaged(String),
}

impl Source {
    /// A source that nothing more is known of.
    pub(super) fn new(path: PathBuf, name: PathBuf, folder: PathBuf) -> Self {
        Self { path, name, folder, stem: String::new(), page: None, refused: None }
    }
}

/// What is left out of a walk.
#[derive(Debug)]
pub(super) struct Filter {
    globs: Override,
    /// The folder of the outputs: it is not walked if it stands inside an input.
    out: Option<PathBuf>,
}

impl Filter {
    /// A filter of globs; the error says which of them cannot be read.
    pub(super) fn new(include: &[String], exclude: &[String], out: &Path) -> Result<Self, String> {
        // The globs are held against names below the walked folder.
        let mut builder = OverrideBuilder::new("");
        let excluded = exclude.iter().map(|glob| format!("!{glob}"));
        for glob in include.iter().cloned().chain(excluded) {
            builder.add(&glob).map_err(|error| {
                format!("`{}` is not a glob: {error}", glob.trim_start_matches('!'))
            })?;
        }
        let globs = builder.build().map_err(|error| error.to_string())?;
        Ok(Self { globs, out: out.canonicalize().ok() })
    }

    fn leaves_out(&self, name: &Path, is_folder: bool) -> bool {
        self.globs.matched(name, is_folder).is_ignore()
    }
}

/// A folder that is being walked.
struct Level {
    path: PathBuf,
    name: PathBuf,
    out: PathBuf,
    ignore: Option<Gitignore>,
    files: std::vec::IntoIter<(OsString, What)>,
    folders: std::vec::IntoIter<(OsString, String)>,
}

/// The sources of a run.
pub(super) struct Walk<'a> {
    filter: &'a Filter,
    extensions: &'a [&'a str],
    inputs: Box<dyn Iterator<Item = io::Result<PathBuf>> + Send + 'a>,
    /// Whether there is but one input, whose own name then does not count.
    alone: bool,
    levels: Vec<Level>,
    known: HashMap<PathBuf, Folder>,
    /// The web archive whose pages come next.
    pages: Option<Pages>,
    stop: Option<&'a AtomicBool>,
    /// Whether web archives are one source each, and are not opened.
    without_pages: bool,
}

impl<'a> Walk<'a> {
    /// The sources below these files and folders, in order; then those of the list.
    pub(super) fn new(
        inputs: &'a [PathBuf],
        list: Option<Box<dyn BufRead + Send + 'a>>,
        filter: &'a Filter,
        extensions: &'a [&'a str],
    ) -> Self {
        let alone = inputs.len() == 1 && list.is_none();
        let listed = list.into_iter().flat_map(|list| {
            list.split(b'\n')
                .filter(|line| line.as_ref().map_or(true, |l| !l.is_empty() && l != b"\r"))
                .map(|line| line.map(path_of))
        });
        let inputs = Box::new(inputs.iter().cloned().map(Ok).chain(listed));
        Self {
            filter,
            extensions,
            inputs,
            alone,
            levels: Vec::new(),
            known: HashMap::new(),
            pages: None,
            stop: None,
            without_pages: false,
        }
    }

    /// Gives up what takes long when it is told to stop.
    pub(super) fn stopped_by(self, stop: &'a AtomicBool) -> Self {
        Self { stop: Some(stop), ..self }
    }

    /// Takes a web archive for one source.
    pub(super) fn without_pages(self) -> Self {
        Self { without_pages: true, ..self }
    }

    /// Goes on with the pages of a web archive, called `name`, whose outputs go into a folder.
    fn open(&mut self, path: &Path, name: &Path, folder: &Path) {
        let scratch = self.filter.out.as_deref();
        let go_on = || self.stop.is_none_or(|stop| !stop.load(Ordering::Relaxed));
        self.pages = Some(Pages::open(path, name, folder, scratch, self.extensions, go_on));
    }

    /// Enters a folder; one that cannot be read is a source that is refused.
    fn enter(&mut self, path: PathBuf, name: PathBuf, out: PathBuf) -> Option<Source> {
        let unreadable = |why: String| {
            let name = if name.as_os_str().is_empty() { path.clone() } else { name.clone() };
            let refused = Some(Refused::Unreadable(why));
            Source { refused, ..Source::new(path.clone(), name, out.clone()) }
        };
        if self.levels.len() >= MAX_DEPTH {
            return Some(unreadable(format!(
                "folders stand in each other more than {MAX_DEPTH} deep"
            )));
        }
        if self.filter.out.is_some() && path.canonicalize().ok() == self.filter.out {
            return None;
        }
        let (filter, levels) = (self.filter, &self.levels);
        let ignored = |full: &Path, is_folder: bool| {
            let by_file = levels.iter().rev().filter_map(|level| level.ignore.as_ref());
            let mut verdicts = by_file.map(|ignore| ignore.matched(full, is_folder));
            verdicts.any(|verdict| verdict.is_ignore())
                || filter.leaves_out(&name.join(full.file_name().unwrap_or_default()), is_folder)
        };
        match folder::read(&path, ignored, self.extensions) {
            Err(error) => Some(unreadable(format!("the folder cannot be read: {error}"))),
            Ok(folder) => {
                self.levels.push(Level {
                    ignore: folder.ignore,
                    files: folder.files.into_iter(),
                    folders: folder.folders.into_iter(),
                    path,
                    name,
                    out,
                });
                None
            }
        }
    }

    /// The source of this name below a folder, which its outputs do not repeat.
    pub(super) fn below(&mut self, root: &Path, name: &Path) -> Source {
        let path = root.join(name);
        if is_archive(&path) {
            let fact = "a web archive is many documents, and a job is one; \
                        convert it with `altform convert`";
            let refused = Some(Refused::Unreadable(fact.into()));
            return Source { refused, ..Source::new(path, name.to_owned(), PathBuf::new()) };
        }
        let mut source = self.named(path);
        let folder = name.parent().unwrap_or(Path::new(""));
        source.folder = self.mirrored(root, folder);
        name.clone_into(&mut source.name);
        source
    }

    /// What a file that a list or the user names is in its folder.
    fn what(&mut self, folder: &Path, file: &OsStr) -> Option<What> {
        let files = &self.known(folder).files;
        files.iter().find(|(name, _)| name == file).map(|(_, what)| what.clone())
    }

    /// Goes on with a web archive that a list or the user names.
    fn named_archive(&mut self, path: &Path) {
        let (folder, file) = parts(path);
        let called = match self.what(&folder, &file) {
            Some(What::Archive(called)) => called,
            _ => names::safe(&file),
        };
        if self.alone {
            self.open(path, Path::new(&file), Path::new(&called));
        } else {
            let out = self.mirrored(Path::new(""), &folder).join(called);
            self.open(path, path, &out);
        }
    }

    /// The source that a list or the user names.
    fn named(&mut self, path: PathBuf) -> Source {
        let (folder, file) = parts(&path);
        // What is no document to a walk may be one to who names it.
        let stem = match self.what(&folder, &file) {
            Some(What::Document(stem)) => stem,
            _ => names::safe(&file),
        };
        let refused = match fs::metadata(&path) {
            Err(error) => Some(Refused::Unreadable(error.to_string())),
            Ok(meta) if !meta.is_file() => {
                Some(Refused::Unreadable("it is not a regular file".into()))
            }
            Ok(_) => None,
        };
        let out = self.mirrored(Path::new(""), &folder);
        Source { stem, refused, ..Source::new(path.clone(), path, out) }
    }

    /// Where the outputs of a folder go that a list names: as the list has it, but never upwards.
    fn mirrored(&mut self, root: &Path, folder: &Path) -> PathBuf {
        let mut out = PathBuf::new();
        let mut here = root.to_owned();
        for part in folder.components() {
            match part {
                Component::Normal(name) => {
                    let parent =
                        if here.as_os_str().is_empty() { PathBuf::from(".") } else { here.clone() };
                    let called = self
                        .known(&parent)
                        .folders
                        .iter()
                        .find(|(n, _)| n == name)
                        .map(|(_, c)| c.clone());
                    out.push(called.unwrap_or_else(|| names::safe(name)));
                }
                Component::CurDir => {}
                Component::ParentDir => out.push("_up"),
                Component::RootDir | Component::Prefix(_) => out.push("_root"),
            }
            here.push(part);
        }
        out
    }

    /// The names in a folder, from memory if it was asked for lately.
    fn known(&mut self, folder: &Path) -> &Folder {
        if !self.known.contains_key(folder) {
            if self.known.len() >= KEPT_FOLDERS {
                self.known.clear();
            }
            let read = folder::read(folder, |_, _| false, self.extensions).unwrap_or_default();
            self.known.insert(folder.to_owned(), read);
        }
        &self.known[folder]
    }
}

impl Iterator for Walk<'_> {
    type Item = Source;

    fn next(&mut self) -> Option<Source> {
        loop {
            if let Some(pages) = &mut self.pages {
                match pages.next() {
                    Some(page) => return Some(page),
                    None => self.pages = None,
                }
            }
            let Some(level) = self.levels.last_mut() else {
                match self.inputs.next()? {
                    Err(error) => {
                        let name = PathBuf::from("(list of files)");
                        let refused = Some(Refused::Unreadable(error.to_string()));
                        let nowhere = Source::new(PathBuf::new(), name, PathBuf::new());
                        return Some(Source { refused, ..nowhere });
                    }
                    Ok(path) if path.is_dir() => {
                        let out = if self.alone {
                            PathBuf::new()
                        } else {
                            self.mirrored(Path::new(""), &path)
                        };
                        let name = if self.alone { PathBuf::new() } else { path.clone() };
                        if let Some(refused) = self.enter(path, name, out) {
                            return Some(refused);
                        }
                        continue;
                    }
                    Ok(path) if !self.without_pages && is_archive(&path) => {
                        self.named_archive(&path);
                        continue;
                    }
                    Ok(path) => return Some(self.named(path)),
                }
            };
            if let Some((file, what)) = level.files.next() {
                let (path, name) = (level.path.join(&file), level.name.join(&file));
                let out = level.out.clone();
                match what {
                    What::Document(stem) => {
                        return Some(Source { stem, ..Source::new(path, name, out) });
                    }
                    What::Refused(refused) => {
                        return Some(Source {
                            refused: Some(refused),
                            ..Source::new(path, name, out)
                        });
                    }
                    What::Archive(_) if self.without_pages => {
                        return Some(Source::new(path, name, out));
                    }
                    What::Archive(folder) => self.open(&path, &name, &out.join(folder)),
                }
                continue;
            }
            if let Some((folder, called)) = level.folders.next() {
                let (path, name) = (level.path.join(&folder), level.name.join(&folder));
                let out = level.out.join(called);
                if let Some(refused) = self.enter(path, name, out) {
                    return Some(refused);
                }
                continue;
            }
            self.levels.pop();
        }
    }
}

/// Whether a file that a list or the user names is a web archive.
fn is_archive(path: &Path) -> bool {
    path.is_file() && warc::is_one(path)
}

/// The folder and the name of a file.
fn parts(path: &Path) -> (PathBuf, OsString) {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    (folder.to_owned(), path.file_name().unwrap_or_default().to_owned())
}

/// A line of a list as a path: its bytes, whatever they are.
fn path_of(mut line: Vec<u8>) -> PathBuf {
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStringExt as _;
        PathBuf::from(OsString::from_vec(line))
    }
    #[cfg(not(unix))]
    PathBuf::from(String::from_utf8_lossy(&line).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXTENSIONS: &[&str] = &["pdf", "txt"];

    fn walk(
        inputs: &[PathBuf],
        list: Option<&str>,
        include: &[&str],
        exclude: &[&str],
    ) -> Vec<Source> {
        let owned = |globs: &[&str]| globs.iter().map(|&glob| glob.to_owned()).collect::<Vec<_>>();
        let filter =
            Filter::new(&owned(include), &owned(exclude), Path::new("/nonexistent")).unwrap();
        let list = list.map(|l| Box::new(io::Cursor::new(l.to_owned())) as Box<dyn BufRead + Send>);
        Walk::new(inputs, list, &filter, EXTENSIONS).collect()
    }

    fn told(sources: &[Source]) -> Vec<String> {
        let line = |source: &Source| {
            let out = source.folder.join(&source.stem);
            let end = if source.refused.is_some() { " refused" } else { "" };
            format!("{} -> {}{end}", source.name.display(), out.display())
        };
        sources.iter().map(line).collect()
    }

    #[test]
    fn folders_are_mirrored_in_the_order_of_their_names() {
        let dir = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        for name in [
            "b.md",
            "a.md",
            "a.html",
            "sub/c.txt",
            "sub/deep/d.txt",
            "sub/skip.txt",
            "no/e.txt",
            "p.png",
        ] {
            write(name, "text");
        }
        write("page.html", "<p>x");
        write("page_files/x.html", "<p>advertisement");
        write("blob", "\0\0");
        write("sub/.altformignore", "skip.txt\n");
        let inputs = [dir.path().to_owned()];
        assert_eq!(
            told(&walk(&inputs, None, &[], &["no"])),
            [
                "a.html -> a.html",
                "a.md -> a.md",
                "b.md -> b",
                "blob ->  refused",
                "p.png ->  refused",
                "page.html -> page",
                "sub/c.txt -> sub/c",
                "sub/deep/d.txt -> sub/deep/d",
            ]
        );
        assert_eq!(told(&walk(&inputs, None, &["*.md"], &[])), ["a.md -> a", "b.md -> b"]);
        let list = format!("{0}/b.md\r\n{0}/a.md\n\n{0}/none.md\n", dir.path().display());
        let listed = walk(&[], Some(&list), &[], &[]);
        let stems: Vec<_> = listed.iter().map(|s| (s.stem.as_str(), s.refused.is_some())).collect();
        assert_eq!(stems, [("b", false), ("a.md", false), ("none.md", true)]);
    }
}
