//! The container of a book (ZIP), opened within limits and read to its end: every entry is decompressed
//! and its checksum compared, so that a truncated file is never taken for a whole one. It knows no XML.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::check::limits::{MAX_FILE, MAX_PART, MAX_PARTS};

/// The most entries that a container may have.
const MAX_ENTRIES: usize = 65_536;
/// The most bytes of text in one entry.
const MAX_TEXT: usize = 32 * 1024 * 1024;
/// The most bytes of text that are kept of all entries together.
const MAX_TEXTS: usize = 256 * 1024 * 1024;
/// How much of an entry that is a picture, a sound, a film or a font is kept.
const HEAD: usize = 4096;

/// Why a container cannot be opened.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// It is damaged, or no container; why, and the entry.
    Unreadable(String, String),
    /// It asks for more than the limits allow; what, and the entry.
    TooLarge(String, String),
    /// An entry needs a password.
    Encrypted(String),
}

/// A container.
#[derive(Debug, Default)]
pub(super) struct Archive {
    /// The files by name: texts whole, of others the first [`HEAD`] bytes.
    pub(super) files: BTreeMap<String, Vec<u8>>,
    /// The names in the order of the directory, with repetitions.
    pub(super) names: Vec<String>,
}

impl Archive {
    /// Opens a container and reads it to its end.
    pub(super) fn open(bytes: &[u8]) -> Result<Self, Failure> {
        if bytes.len() as u64 > MAX_FILE {
            return Err(Failure::TooLarge("the file is larger than 1 GiB".into(), String::new()));
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| refused(&error, ""))?;
        let start = usize::try_from(zip.central_directory_start()).unwrap_or(usize::MAX);
        let names = directory(bytes, start);
        if names.len() > MAX_ENTRIES {
            let message = format!("the container has more than {MAX_ENTRIES} entries");
            return Err(Failure::TooLarge(message, String::new()));
        }
        let mut archive = Self { files: BTreeMap::new(), names };
        let (mut total, mut kept) = (0usize, 0usize);
        for index in 0..zip.len() {
            let name = zip.name_for_index(index).unwrap_or_default().to_owned();
            let mut entry = zip.by_index(index).map_err(|error| refused(&error, &name))?;
            if entry.is_dir() {
                continue;
            }
            let (bytes, size) = read(&mut entry, &name)?;
            total = total.saturating_add(size);
            kept = kept.saturating_add(bytes.len());
            if total > MAX_PARTS || kept > MAX_TEXTS {
                let message = "all entries together become larger than the limit".to_owned();
                return Err(Failure::TooLarge(message, name));
            }
            archive.files.insert(name, bytes);
        }
        Ok(archive)
    }
}

/// Reads an entry to its end; its size in bytes.
fn read(entry: &mut impl Read, name: &str) -> Result<(Vec<u8>, usize), Failure> {
    let broken = |error: io::Error| {
        Failure::Unreadable(format!("an entry is damaged ({error})"), name.to_owned())
    };
    let mut bytes = Vec::new();
    entry.by_ref().take(HEAD as u64).read_to_end(&mut bytes).map_err(broken)?;
    let text = !super::sniff::is_binary(&bytes);
    if text {
        entry.by_ref().take((MAX_TEXT - HEAD) as u64).read_to_end(&mut bytes).map_err(broken)?;
    }
    let rest = io::copy(&mut entry.by_ref().take(MAX_PART as u64), &mut io::sink());
    let rest = usize::try_from(rest.map_err(broken)?).unwrap_or(usize::MAX);
    let size = bytes.len().saturating_add(rest);
    let limit = if text { MAX_TEXT } else { MAX_PART };
    if size > limit {
        let message = format!("an entry becomes larger than {} MiB", limit / 1024 / 1024);
        return Err(Failure::TooLarge(message, name.to_owned()));
    }
    Ok((bytes, size))
}

fn refused(error: &ZipError, name: &str) -> Failure {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            Failure::Encrypted(name.to_owned())
        }
        ZipError::UnsupportedArchive(why) => Failure::Unreadable(
            format!("the container is packed in a way that books may not be ({why})"),
            name.to_owned(),
        ),
        other => {
            Failure::Unreadable(format!("the container is damaged ({other})"), name.to_owned())
        }
    }
}

/// The names in the directory, as often as they stand there: `zip` keeps one entry of each name.
fn directory(bytes: &[u8], start: usize) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = bytes.get(start..).unwrap_or_default();
    // APPNOTE 4.3.12: a header of 46 bytes with the lengths of name, extra field and comment from 28 on.
    while rest.starts_with(b"PK\x01\x02") && names.len() <= MAX_ENTRIES {
        let length = |at: usize| match rest.get(at..at + 2) {
            Some(&[low, high]) => usize::from(u16::from_le_bytes([low, high])),
            _ => 0,
        };
        let (name, end) = (length(28), 46 + length(28) + length(30) + length(32));
        let name = rest.get(46..46 + name).unwrap_or_default();
        names.push(String::from_utf8_lossy(name).into_owned());
        rest = rest.get(end..).unwrap_or_default();
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_container_is_refused() {
        assert!(matches!(Archive::open(b"PK\x03\x04"), Err(Failure::Unreadable(..))));
        assert!(matches!(Archive::open(b""), Err(Failure::Unreadable(..))));
    }

    #[test]
    fn a_directory_that_lies_ends() {
        assert_eq!(directory(b"PK\x01\x02", 0), [""]);
        assert!(directory(b"PK", 9).is_empty());
    }
}
