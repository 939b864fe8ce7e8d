//! A page of a web archive with what it names: found in the same archive by address, as it was when the
//! page was captured. It knows no HTML.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::Place;
use super::index::Index;
use super::load::{Capture, Missing};
use super::open::Archive;
use crate::read::resources::{MAX_RESOURCE_BYTES, Refused, Resources};
use crate::text::absolute;

/// An archive that was surveyed, open for reading.
#[derive(Debug)]
pub struct Opened {
    archive: Archive,
    index: Index,
}

impl Opened {
    /// Opens an archive with the index that its survey wrote.
    ///
    /// # Errors
    /// One of them cannot be read.
    pub fn open(archive: &Path, index: &Path) -> io::Result<Self> {
        Self::of(Archive::open(archive)?, File::open(index)?)
    }

    /// An archive with its index.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn of(archive: Archive, index: File) -> io::Result<Self> {
        Ok(Self { archive, index: Index::open(index)? })
    }

    /// The page at a place, at most `limit` bytes.
    ///
    /// # Errors
    /// It is not there, or cannot be unpacked.
    pub fn page(&mut self, place: Place, limit: u64) -> Result<Capture, Missing> {
        self.archive.page(&mut self.index, place, limit)
    }
}

/// What a page of an archive names, out of that archive.
#[derive(Debug)]
pub struct Captured<'a> {
    archive: Mutex<&'a mut Opened>,
    place: Place,
    address: &'a str,
    date: Option<&'a str>,
    charset: Option<&'a str>,
}

impl<'a> Captured<'a> {
    /// What the page at a place names; its address, its date and its encoding as the archive has them.
    pub fn new(
        archive: &'a mut Opened,
        place: Place,
        address: &'a str,
        date: Option<&'a str>,
        charset: Option<&'a str>,
    ) -> Self {
        Self { archive: Mutex::new(archive), place, address, date, charset }
    }
}

impl Resources for Captured<'_> {
    fn load(&self, reference: &str) -> Result<Vec<u8>, Refused> {
        let address = absolute(reference, Some(self.address)).ok_or(Refused::NotArchived)?;
        let mut opened = self.archive.lock().unwrap_or_else(PoisonError::into_inner);
        let Opened { archive, index } = &mut **opened;
        match archive.file(index, &address, self.place, MAX_RESOURCE_BYTES) {
            Ok(capture) => Ok(capture.bytes),
            Err(Missing::Absent | Missing::Original) => Err(Refused::NotArchived),
            Err(Missing::TooLarge) => Err(Refused::TooLarge),
            Err(Missing::Encoding(name)) => {
                let fact = format!("it is compressed as `{name}`, which is not known");
                Err(Refused::Unreadable(io::Error::other(fact)))
            }
            Err(Missing::Unreadable(error)) => Err(Refused::Unreadable(error)),
        }
    }

    fn address(&self) -> Option<&str> {
        Some(self.address)
    }

    fn captured(&self) -> Option<&str> {
        self.date
    }

    fn charset(&self) -> Option<&str> {
        self.charset
    }
}
