//! The pages of one web archive as sources, one after the other. The archive is surveyed once; what was
//! found waits in a file, so that memory does not grow with it.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, BufWriter, Lines, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tempfile::TempPath;

use super::addresses::Address;
use super::place::{PARTIAL_END, PARTIAL_START};
use super::walk::{Refused, Source};
use crate::read::warc::{self, Archive, Found, Place};

/// A page of a web archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Page {
    /// Where its record stands.
    pub(super) place: Place,
    /// The address at which it was captured.
    pub(super) address: String,
    /// When it was.
    pub(super) date: Option<String>,
    /// The index of the archive.
    pub(super) index: PathBuf,
    /// The index stays as long as anybody has a page of it.
    #[serde(skip)]
    held: Held,
}

/// A file that goes when nobody holds it any more.
#[derive(Debug, Clone, Default)]
struct Held(#[allow(dead_code, reason = "held, not read")] Option<Arc<TempPath>>);

impl PartialEq for Held {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Held {}

/// The pages of an archive.
pub(super) struct Pages {
    path: PathBuf,
    name: PathBuf,
    folder: PathBuf,
    extensions: Vec<String>,
    found: Option<Lines<BufReader<File>>>,
    /// The names of the WARCs in a WACZ.
    parts: Vec<String>,
    index: PathBuf,
    held: Held,
    /// The names of outputs that are taken, by hash.
    taken: HashSet<u64>,
    any: bool,
    /// Why the archive could not be read to its end.
    failure: Option<String>,
}

impl Pages {
    /// Surveys an archive, called `name`, whose outputs go into a folder; what is noted meanwhile stands in
    /// `scratch`, or where the system has it.
    pub(super) fn open(
        path: &Path,
        name: &Path,
        folder: &Path,
        scratch: Option<&Path>,
        extensions: &[&str],
        go_on: impl Fn() -> bool,
    ) -> Self {
        let mut pages = Self {
            path: path.to_owned(),
            name: name.to_owned(),
            folder: folder.to_owned(),
            extensions: extensions.iter().map(|&extension| extension.to_owned()).collect(),
            found: None,
            parts: Vec::new(),
            index: PathBuf::new(),
            held: Held::default(),
            taken: HashSet::new(),
            any: false,
            failure: None,
        };
        if let Err(error) = pages.survey(scratch, go_on) {
            pages.failure = Some(error.to_string());
        }
        pages
    }

    fn survey(&mut self, scratch: Option<&Path>, go_on: impl Fn() -> bool) -> io::Result<()> {
        if std::fs::metadata(&self.path)?.len() == 0 {
            return Err(io::Error::other("the web archive is empty"));
        }
        let mut archive = Archive::open(&self.path)?;
        if archive.is_empty() {
            return Err(io::Error::other("no WARC is in it"));
        }
        self.parts = (0..).take(archive.len()).map(|part| archive.name(part).to_owned()).collect();
        // Named so that a run after one that was killed removes it.
        let prefix = format!("{PARTIAL_START}{}-", std::process::id());
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).suffix(PARTIAL_END);
        let (index, found) = match scratch {
            Some(folder) => (builder.tempfile_in(folder)?, tempfile::tempfile_in(folder)?),
            None => (builder.tempfile()?, tempfile::tempfile()?),
        };
        let mut found = BufWriter::new(found);
        let surveyed = archive.survey(index.as_file(), go_on, |one| {
            serde_json::to_writer(&mut found, &one)?;
            found.write_all(b"\n")
        });
        let mut found = found.into_inner().map_err(io::IntoInnerError::into_error)?;
        found.rewind()?;
        self.found = Some(BufReader::new(found).lines());
        let index = index.into_temp_path();
        self.index = index.to_path_buf();
        self.held = Held(Some(Arc::new(index)));
        surveyed
    }

    /// A source that is the archive, or its record at a place.
    fn source(&self, place: Option<Place>) -> Source {
        let mut name: OsString = self.name.clone().into();
        if let Some(place) = place {
            if let Some(part) = self.parts.get(place.part as usize).filter(|part| !part.is_empty())
            {
                name.push("!");
                name.push(part);
            }
            name.push(format!("#{}", place.at.offset));
            if place.at.inner > 0 {
                name.push(format!("+{}", place.at.inner));
            }
        }
        Source::new(self.path.clone(), name.into(), self.folder.clone())
    }

    fn page(&mut self, page: warc::Page) -> Source {
        let mut source = self.source(Some(page.place));
        let address = Address { address: &page.address, date: page.date.as_deref() };
        let key = source.name.as_os_str().as_encoded_bytes();
        let (folder, stem) = address.names(key, &self.extensions, &mut self.taken);
        source.folder.push(folder);
        source.stem = stem;
        source.page = Some(Page {
            place: page.place,
            address: page.address,
            date: page.date,
            index: self.index.clone(),
            held: self.held.clone(),
        });
        source
    }
}

impl Iterator for Pages {
    type Item = Source;

    fn next(&mut self) -> Option<Source> {
        let line = self.found.as_mut().and_then(Iterator::next);
        let found = line.map(|line| Ok(serde_json::from_str(&line?)?));
        let refused = match found {
            Some(Ok(Found::Page(page))) => {
                self.any = true;
                return Some(self.page(page));
            }
            Some(Ok(Found::Damage { place, fact })) => {
                self.any = true;
                let refused = Some(Refused::Damaged(fact));
                return Some(Source { refused, ..self.source(Some(place)) });
            }
            Some(Err(error)) => {
                let error: io::Error = error;
                self.found = None;
                Refused::Unreadable(error.to_string())
            }
            None => match self.failure.take() {
                Some(fact) => Refused::Unreadable(fact),
                None if self.any => return None,
                None => Refused::Skipped("a web archive without pages"),
            },
        };
        self.any = true;
        Some(Source { refused: Some(refused), ..self.source(None) })
    }
}
