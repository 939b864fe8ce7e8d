//! One folder of a walk: which of its files are documents, which are web archives, which are neither, and
//! what the outputs of each are called. It enters no other folder.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::names;
use super::walk::Refused;
use crate::read::warc;

/// The file that says what a walk leaves out, in the manner of `.gitignore`.
const IGNORE_FILE: &str = ".altformignore";

/// The names in one folder that count, in order, with what their outputs are called.
#[derive(Debug, Default)]
pub(super) struct Folder {
    pub(super) files: Vec<(OsString, What)>,
    pub(super) folders: Vec<(OsString, String)>,
    pub(super) ignore: Option<Gitignore>,
}

/// What a file of a folder is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// A document; the name of its outputs, without extension.
    Document(String),
    /// A web archive; the name of the folder of its outputs.
    Archive(String),
    /// Not to be converted.
    Refused(Refused),
}

/// Reads one folder. `ignored` says what is left out.
pub(super) fn read(
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
            let what = judge(path, &name, kind);
            files.push((name, what));
        }
    }
    // Only what is converted needs a name.
    let all = |meant: fn(&What) -> bool| -> Vec<OsString> {
        files.iter().filter(|(_, what)| meant(what)).map(|(name, _)| name.clone()).collect()
    };
    let documents = all(|what| matches!(what, What::Document(_)));
    let archives = all(|what| matches!(what, What::Archive(_)));
    let stems = names::stems(&documents);
    let (called, archives) = names::folders(&folders, &archives, &stems, extensions);
    let (mut stems, mut archives) = (stems.into_iter(), archives.into_iter());
    for (_, what) in &mut files {
        match what {
            What::Document(stem) => *stem = stems.next().unwrap_or_default(),
            What::Archive(folder) => *folder = archives.next().unwrap_or_default(),
            What::Refused(_) => {}
        }
    }
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

/// What a file of a walked folder is; its outputs have no name yet.
fn judge(folder: &Path, name: &OsString, kind: fs::FileType) -> What {
    let path = folder.join(name);
    let refused = if kind.is_symlink() {
        match (path.canonicalize(), folder.canonicalize()) {
            (Ok(target), Ok(folder)) if target.is_file() && target.starts_with(&folder) => None,
            (Ok(target), _) if target.is_dir() => Some(Refused::Skipped("a link to a folder")),
            (Ok(_), Ok(_)) => Some(Refused::Skipped("a link that leads out of its folder")),
            (Err(error), _) | (_, Err(error)) => Some(Refused::Unreadable(error.to_string())),
        }
    } else {
        (!kind.is_file()).then_some(Refused::Skipped("not a regular file"))
    };
    refused.map_or_else(|| content(&path), What::Refused)
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

/// What a regular file is, by its name where that is plain, else by what it begins with.
fn content(path: &Path) -> What {
    let extension =
        path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    if COMPANIONS.contains(&extension.as_str()) {
        return What::Refused(Refused::Skipped("not a document"));
    }
    if DOCUMENTS.contains(&extension.as_str()) {
        return What::Document(String::new());
    }
    if warc::is_one(path) {
        return What::Archive(String::new());
    }
    let mut head = Vec::new();
    match fs::File::open(path).and_then(|file| file.take(1024).read_to_end(&mut head)) {
        Err(error) => What::Refused(Refused::Unreadable(error.to_string())),
        Ok(_)
            if head.contains(&0)
                || std::str::from_utf8(&head).is_err_and(|e| e.error_len().is_some()) =>
        {
            What::Refused(Refused::Skipped("not a text"))
        }
        Ok(_) => What::Document(String::new()),
    }
}
