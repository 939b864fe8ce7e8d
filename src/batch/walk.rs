//! Inputs to sources, one after the other: folders are walked in the order of their names, lists are
//! read as they come, and never more than one folder's names are held at a time. It reads no document.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs;
use std::io::{self, BufRead, Read as _};
use std::path::{Component, Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use ignore::overrides::{Override, OverrideBuilder};

use super::names;

/// The file that says what a walk leaves out, in the manner of `.gitignore`.
const IGNORE_FILE: &str = ".altformignore";
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

/// The names in one folder that count, in order, with what their outputs are called.
#[derive(Debug, Default)]
struct Folder {
    files: Vec<(OsString, String, Option<Refused>)>,
    folders: Vec<(OsString, String)>,
    ignore: Option<Gitignore>,
}

/// Reads one folder. `ignored` says what is left out.
fn read(
    path: &Path,
    ignored: impl Fn(&Path, bool) -> bool,
    extensions: &[&str],
) -> io::Result<Folder> {
    let mut names: Vec<(OsString, fs::FileType)> = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        names.push((entry.file_name(), entry.file_type()?));
    }
    names.sort_by(|a, b| a.0.cmp(&b.0));
    let own = path.join(IGNORE_FILE);
    let ignore = own.is_file().then(|| {
        let mut builder = GitignoreBuilder::new(path);
        // A line that cannot be read leaves nothing out.
        let _ = builder.add(&own);
        builder.build().unwrap_or_else(|_| Gitignore::empty())
    });
    let left_out = |name: &OsString, is_folder: bool| {
        let full = path.join(name);
        name.as_encoded_bytes().starts_with(b".")
            || ignore.as_ref().is_some_and(|i| i.matched(&full, is_folder).is_ignore())
            || ignored(&full, is_folder)
    };
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    for (name, kind) in names {
        if left_out(&name, kind.is_dir()) {
            continue;
        }
        if kind.is_dir() {
            if !holds_files_of_a_page(path, &name) {
                folders.push(name);
            }
        } else {
            let refused = refuse(path, &name, kind);
            files.push((name, refused));
        }
    }
    // Only what is converted needs a name.
    let converted: Vec<OsString> = files
        .iter()
        .filter(|(_, refused)| refused.is_none())
        .map(|(name, _)| name.clone())
        .collect();
    let stems = names::stems(&converted);
    let called = names::folders(&folders, &stems, extensions);
    let mut stems = stems.into_iter();
    let files = files
        .into_iter()
        .map(|(name, refused)| {
            let stem =
                if refused.is_none() { stems.next().unwrap_or_default() } else { String::new() };
            (name, stem, refused)
        })
        .collect();
    Ok(Folder { files, folders: folders.into_iter().zip(called).collect(), ignore })
}

/// Whether a folder holds the pictures and scripts of a page saved beside it.
fn holds_files_of_a_page(parent: &Path, name: &OsString) -> bool {
    let name = name.to_string_lossy();
    [
        "_files",
        "-files",
        ".files",
        "_Dateien",
        "_fichiers",
        "_archivos",
        "_bestanden",
        "_pliki",
        "_soubory",
    ]
    .iter()
    .filter_map(|end| name.strip_suffix(end))
    .any(|stem| {
        ["html", "htm", "xhtml"].iter().any(|e| parent.join(format!("{stem}.{e}")).is_file())
    })
}

/// Why a file of a walked folder is not converted, if it is not.
fn refuse(folder: &Path, name: &OsString, kind: fs::FileType) -> Option<Refused> {
    let path = folder.join(name);
    if kind.is_symlink() {
        return match (path.canonicalize(), folder.canonicalize()) {
            (Ok(target), Ok(folder)) if target.is_file() && target.starts_with(&folder) => {
                no_document(&path)
            }
            (Ok(target), _) if target.is_dir() => Some(Refused::Skipped("a link to a folder")),
            (Ok(_), Ok(_)) => Some(Refused::Skipped("a link that leads out of its folder")),
            (Err(error), _) | (_, Err(error)) => Some(Refused::Unreadable(error.to_string())),
        };
    }
    if !kind.is_file() {
        return Some(Refused::Skipped("not a regular file"));
    }
    no_document(&path)
}

/// Extensions of files that go with documents and are none. What has none of these is looked into.
const COMPANIONS: &[&str] = &[
    "css", "js", "mjs", "map", "woff", "woff2", "ttf", "otf", "eot", "png", "jpg", "jpeg", "gif",
    "webp", "svg", "ico", "bmp", "tif", "tiff", "avif", "mp3", "mp4", "m4a", "m4v", "ogg", "oga",
    "ogv", "webm", "wav", "avi", "mov",
];
/// Extensions of documents: what they hold is judged by the reader, which says what is wrong with it.
const DOCUMENTS: &[&str] =
    &["txt", "text", "md", "markdown", "html", "htm", "xhtml", "xht", "mhtml", "mht", "json"];

fn no_document(path: &Path) -> Option<Refused> {
    let extension =
        path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    if COMPANIONS.contains(&extension.as_str()) {
        return Some(Refused::Skipped("not a document"));
    }
    if DOCUMENTS.contains(&extension.as_str()) {
        return None;
    }
    let mut head = Vec::new();
    match fs::File::open(path).and_then(|file| file.take(1024).read_to_end(&mut head)) {
        Err(error) => Some(Refused::Unreadable(error.to_string())),
        Ok(_)
            if head.contains(&0)
                || std::str::from_utf8(&head).is_err_and(|e| e.error_len().is_some()) =>
        {
            Some(Refused::Skipped("not a text"))
        }
        Ok(_) => None,
    }
}

/// A folder that is being walked.
struct Level {
    path: PathBuf,
    name: PathBuf,
    out: PathBuf,
    ignore: Option<Gitignore>,
    files: std::vec::IntoIter<(OsString, String, Option<Refused>)>,
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
        Self { filter, extensions, inputs, alone, levels: Vec::new(), known: HashMap::new() }
    }

    /// Enters a folder; one that cannot be read is a source that is refused.
    fn enter(&mut self, path: PathBuf, name: PathBuf, out: PathBuf) -> Option<Source> {
        let unreadable = |why: String| Source {
            path: path.clone(),
            name: if name.as_os_str().is_empty() { path.clone() } else { name.clone() },
            folder: out.clone(),
            stem: String::new(),
            refused: Some(Refused::Unreadable(why)),
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
        match read(&path, ignored, self.extensions) {
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
        let mut source = self.named(root.join(name));
        let folder = name.parent().unwrap_or(Path::new(""));
        source.folder = self.mirrored(root, folder);
        source.name = name.to_owned();
        source
    }

    /// The source that a list or the user names.
    fn named(&mut self, path: PathBuf) -> Source {
        let folder = path
            .parent()
            .filter(|p| !p.as_os_str().is_empty())
            .unwrap_or(Path::new("."))
            .to_owned();
        let file = path.file_name().unwrap_or_default().to_owned();
        let stem = self
            .known(&folder)
            .files
            .iter()
            .find(|(name, ..)| *name == file)
            .map(|(_, stem, _)| stem.clone());
        let stem = stem.filter(|stem| !stem.is_empty());
        let refused = match fs::metadata(&path) {
            Err(error) => Some(Refused::Unreadable(error.to_string())),
            Ok(meta) if !meta.is_file() => {
                Some(Refused::Unreadable("it is not a regular file".into()))
            }
            Ok(_) => None,
        };
        Source {
            folder: self.mirrored(Path::new(""), &folder),
            // What is no document to a walk may be one to who names it.
            stem: stem.unwrap_or_else(|| names::safe(&file)),
            name: path.clone(),
            path,
            refused,
        }
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
            let read = read(folder, |_, _| false, self.extensions).unwrap_or_default();
            self.known.insert(folder.to_owned(), read);
        }
        &self.known[folder]
    }
}

impl Iterator for Walk<'_> {
    type Item = Source;

    fn next(&mut self) -> Option<Source> {
        loop {
            let Some(level) = self.levels.last_mut() else {
                match self.inputs.next()? {
                    Err(error) => {
                        return Some(Source {
                            path: PathBuf::new(),
                            name: PathBuf::from("(list of files)"),
                            folder: PathBuf::new(),
                            stem: String::new(),
                            refused: Some(Refused::Unreadable(error.to_string())),
                        });
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
                    Ok(path) => return Some(self.named(path)),
                }
            };
            if let Some((file, stem, refused)) = level.files.next() {
                return Some(Source {
                    path: level.path.join(&file),
                    name: level.name.join(&file),
                    folder: level.out.clone(),
                    stem,
                    refused,
                });
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
            .map(|line| line.replace("->  refused", "->  refused"))
        );
        assert_eq!(told(&walk(&inputs, None, &["*.md"], &[])), ["a.md -> a", "b.md -> b"]);
        let list = format!("{0}/b.md\r\n{0}/a.md\n\n{0}/none.md\n", dir.path().display());
        let listed = walk(&[], Some(&list), &[], &[]);
        let stems: Vec<_> = listed.iter().map(|s| (s.stem.as_str(), s.refused.is_some())).collect();
        assert_eq!(stems, [("b", false), ("a.md", false), ("none.md", true)]);
    }
}
