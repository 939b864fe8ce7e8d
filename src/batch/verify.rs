//! Years later: what a run over an archive wrote is read again and compared with its journal. It knows
//! nothing of documents.

use std::collections::HashSet;
use std::fs::File;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io;
use std::path::{Component, Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::journal;
use super::names::hex;

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// It is not there.
    Missing(String),
    /// It is there and is not what was written.
    Changed(String),
    /// No journal tells of it.
    Extra(String),
    /// It cannot be read.
    Unreadable(String, String),
    /// A journal tells of a run that did not come to its end.
    Unfinished(String),
}

/// What was verified.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// Sources that the journals tell of.
    pub sources: u64,
    /// Outputs that are what was written.
    pub sound: u64,
    /// Problems.
    pub problems: u64,
}

/// Reads everything again; `each` gets the problems.
///
/// # Errors
/// There is no journal in the folder, or one that cannot be read.
pub fn verify(folder: &Path, mut each: impl FnMut(&Problem)) -> io::Result<Verified> {
    let mut out = Verified::default();
    let mut known: HashSet<u64> = HashSet::new();
    let journals = journals(folder)?;
    if journals.is_empty() {
        return Err(io::Error::other(
            "there is no `manifest.jsonl`; no run over an archive wrote here",
        ));
    }
    let mut problem = |problem: Problem, out: &mut Verified| {
        out.problems += 1;
        each(&problem);
    };
    for path in &journals {
        if path.extension().is_some_and(|extension| extension == "partial") {
            problem(Problem::Unfinished(path.display().to_string()), &mut out);
        }
        for record in journal::lines(path)? {
            let record = record?;
            out.sources += 1;
            for output in &record.outputs {
                known.insert(digest_of(&output.path));
                match look(folder, &output.path, output.size, &output.sha256) {
                    None => out.sound += 1,
                    Some(found) => problem(found, &mut out),
                }
            }
        }
    }
    let mut folders = vec![PathBuf::new()];
    while let Some(below) = folders.pop() {
        let mut entries = std::fs::read_dir(folder.join(&below))?.collect::<Result<Vec<_>, _>>()?;
        entries.sort_by_key(std::fs::DirEntry::file_name);
        for entry in entries {
            let path = below.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                if path != Path::new(super::bag::METADATA) {
                    folders.push(path);
                }
                continue;
            }
            let name = written(&path);
            let ours = below.as_os_str().is_empty() && is_our_own(&name);
            if !ours && !known.contains(&digest_of(&name)) {
                problem(Problem::Extra(name), &mut out);
            }
        }
    }
    Ok(out)
}

/// The journals in a folder; a run may have been shared among machines.
fn journals(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let ends = [".jsonl", ".jsonl.partial"];
        if name.starts_with("manifest") && ends.iter().any(|end| name.ends_with(end)) {
            out.push(entry.path());
        }
    }
    out.sort();
    Ok(out)
}

/// Whether a file beside the outputs is a run's own.
fn is_our_own(name: &str) -> bool {
    let journal = name.starts_with("manifest") && name.contains(".jsonl");
    let lock = name.starts_with(".manifest.") || name.starts_with(".manifest-");
    journal || lock || super::bag::FILES.contains(&name)
}

fn look(folder: &Path, path: &str, size: u64, sha256: &str) -> Option<Problem> {
    // A journal that was tampered with leads nowhere.
    let inside = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    if !inside {
        return Some(Problem::Changed(path.to_owned()));
    }
    let file = folder.join(path);
    match std::fs::symlink_metadata(&file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Some(Problem::Missing(path.to_owned()));
        }
        Err(error) => return Some(Problem::Unreadable(path.to_owned(), error.to_string())),
        Ok(meta) if !meta.is_file() || meta.len() != size => {
            return Some(Problem::Changed(path.to_owned()));
        }
        Ok(_) => {}
    }
    match sha256_of(&file) {
        Ok(found) if found == sha256 => None,
        Ok(_) => Some(Problem::Changed(path.to_owned())),
        Err(error) => Some(Problem::Unreadable(path.to_owned(), error.to_string())),
    }
}

/// The SHA-256 of a file, in hexadecimal digits.
pub(super) fn sha256_of(path: &Path) -> io::Result<String> {
    let mut digest = Sha256::new();
    let mut file = File::open(path)?;
    let mut part = vec![0; 64 * 1024];
    loop {
        match io::Read::read(&mut file, &mut part)? {
            0 => return Ok(hex(&digest.finalize())),
            count => digest.update(&part[..count]),
        }
    }
}

/// A path as a journal has it.
pub(super) fn written(path: &Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// A name in eight bytes: all that is kept of millions of them.
fn digest_of(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::super::journal::Journal;
    use super::super::record::{Output, Record};
    use super::Problem::{Changed, Extra, Missing};
    use super::*;

    #[test]
    fn what_is_missing_changed_or_extra_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let (mut journal, _) = Journal::begin(dir.path(), "manifest", true).unwrap();
        let mut record = Record::new(Path::new("s"), "o");
        for (name, text) in [("good", "1"), ("changed", "2"), ("missing", "3"), ("../out", "4")] {
            record.outputs.push(Output {
                path: name.into(),
                size: 1,
                sha256: hex(&Sha256::digest(text)),
                claims: Vec::new(),
                sound: true,
            });
            if !name.contains('/') && name != "missing" {
                std::fs::write(dir.path().join(name), text).unwrap();
            }
        }
        journal.add(&record).unwrap();
        journal.finish().unwrap();
        std::fs::write(dir.path().join("changed"), "x").unwrap();
        std::fs::create_dir(dir.path().join("sub")).unwrap();
        std::fs::write(dir.path().join("sub/extra"), "x").unwrap();
        let mut problems = Vec::new();
        let verified = verify(dir.path(), |problem| problems.push(problem.clone())).unwrap();
        assert_eq!((verified.sources, verified.sound, verified.problems), (1, 1, 4));
        let expected = [
            Changed("changed".into()),
            Missing("missing".into()),
            Changed("../out".into()),
            Extra("sub/extra".into()),
        ];
        assert_eq!(problems, expected);
        assert!(verify(&dir.path().join("sub"), |_| {}).is_err());
    }
}
