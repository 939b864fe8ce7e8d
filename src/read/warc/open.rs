//! Opens web archives: told by how they begin, or by name. It reads no record.

use std::ffi::OsStr;
use std::fmt;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;

use flate2::bufread::GzDecoder;
use zip::{CompressionMethod, ZipArchive};

use super::reader::Reader;
use super::stream::{GZIP, WARC};

/// How a zip begins.
const ZIP: &[u8] = b"PK\x03\x04";
/// The most that a WARC which is compressed inside a WACZ may unpack to.
const MAX_SPOOLED: u64 = 16 << 30;

/// What records are read from.
pub(super) trait Input: Read + Seek + Send + fmt::Debug {}
impl<T: Read + Seek + Send + fmt::Debug> Input for T {}

/// A web archive.
#[derive(Debug)]
pub struct Archive {
    /// Its WARCs, by their names in the order of these; the name of one that is a file of its own is empty.
    pub(super) parts: Vec<(String, Reader<Box<dyn Input>>)>,
}

/// Whether a file is a web archive: it begins as one, or is called one.
pub fn is_one(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    is_warc(&name) || ends(&name, ".wacz") || begins_as_one(path).unwrap_or(false)
}

fn is_warc(name: &str) -> bool {
    ends(name, ".warc") || ends(name, ".warc.gz")
}

/// Whether a name ends so, in capitals or not, and is more than that.
fn ends(name: &str, end: &str) -> bool {
    let at = name.len().checked_sub(end.len()).filter(|&at| at > 0);
    at.and_then(|at| name.get(at..)).is_some_and(|last| last.eq_ignore_ascii_case(end))
}

fn begins_as_one(path: &Path) -> io::Result<bool> {
    // To open a pipe would block for ever.
    if !path.is_file() {
        return Ok(false);
    }
    let mut file = File::open(path)?;
    let mut head = Vec::new();
    file.by_ref().take(1024).read_to_end(&mut head)?;
    if head.starts_with(GZIP) {
        let mut start = [0; WARC.len()];
        return Ok(GzDecoder::new(&head[..]).read_exact(&mut start).is_ok() && start == WARC);
    }
    let is_zip =
        path.extension().and_then(OsStr::to_str).is_some_and(|e| e.eq_ignore_ascii_case("zip"));
    if head.starts_with(ZIP) && is_zip {
        file.rewind()?;
        return Ok(ZipArchive::new(file).is_ok_and(|zip| zip.file_names().any(is_warc)));
    }
    Ok(head.starts_with(WARC))
}

impl Archive {
    /// Opens a file.
    ///
    /// # Errors
    /// It cannot be read, or is a zip that is broken.
    pub fn open(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let mut head = Vec::new();
        file.by_ref().take(ZIP.len() as u64).read_to_end(&mut head)?;
        let name = path.extension().and_then(OsStr::to_str);
        if head == ZIP || name.is_some_and(|name| name.eq_ignore_ascii_case("wacz")) {
            return Self::open_zip(file);
        }
        Self::of(file)
    }

    /// The archive that a WARC is.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn of(warc: impl Read + Seek + Send + fmt::Debug + 'static) -> io::Result<Self> {
        let warc: Box<dyn Input> = Box::new(warc);
        Ok(Self { parts: vec![(String::new(), Reader::new(warc)?)] })
    }

    fn open_zip(file: File) -> io::Result<Self> {
        let file = Arc::new(file);
        let mut zip =
            ZipArchive::new(io::BufReader::new(Shared { file: Arc::clone(&file), at: 0 }))
                .map_err(io::Error::other)?;
        let mut names: Vec<String> =
            zip.file_names().filter(|name| is_warc(name)).map(str::to_owned).collect();
        names.sort();
        names.dedup();
        let mut parts = Vec::new();
        for name in names {
            let mut entry = zip.by_name(&name).map_err(io::Error::other)?;
            let warc: Box<dyn Input> = if entry.compression() == CompressionMethod::Stored {
                let (begin, length) = (entry.data_start(), entry.compressed_size());
                Box::new(Section { file: Arc::clone(&file), begin, length, at: 0 })
            } else {
                let mut spooled = tempfile::tempfile()?;
                let length = io::copy(&mut entry.by_ref().take(MAX_SPOOLED + 1), &mut spooled);
                // What can be unpacked of it counts; the records say that the end is missing.
                if length.unwrap_or(0) > MAX_SPOOLED {
                    return Err(io::Error::other(format!("`{name}` unpacks to more than 16 GiB")));
                }
                Box::new(spooled)
            };
            parts.push((name, Reader::new(warc)?));
        }
        Ok(Self { parts })
    }

    /// The name of a part: that of its entry in a WACZ; empty for a WARC.
    pub fn name(&self, part: u32) -> &str {
        self.parts.get(part as usize).map_or("", |(name, _)| name)
    }

    /// The number of its WARCs.
    pub fn len(&self) -> usize {
        self.parts.len()
    }

    /// Whether no WARC is in it.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

/// A file that is read in several places by turns.
#[derive(Debug)]
struct Shared {
    file: Arc<File>,
    at: u64,
}

impl Read for Shared {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let mut file = &*self.file;
        file.seek(SeekFrom::Start(self.at))?;
        let count = file.read(out)?;
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Shared {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = moved(to, self.at, self.file.metadata()?.len())?;
        Ok(self.at)
    }
}

/// A stretch of a file.
#[derive(Debug)]
struct Section {
    file: Arc<File>,
    begin: u64,
    length: u64,
    at: u64,
}

impl Read for Section {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let left = self.length.saturating_sub(self.at);
        let at = self.begin.saturating_add(self.at);
        let mut file = Shared { file: Arc::clone(&self.file), at }.take(left);
        let count = file.read(out)?;
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Section {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = moved(to, self.at, self.length)?;
        Ok(self.at)
    }
}

/// Where a movement leads in a file of this length.
fn moved(to: SeekFrom, at: u64, length: u64) -> io::Result<u64> {
    let to = match to {
        SeekFrom::Start(to) => Some(to),
        SeekFrom::End(by) => length.checked_add_signed(by),
        SeekFrom::Current(by) => at.checked_add_signed(by),
    };
    to.ok_or_else(|| io::ErrorKind::InvalidInput.into())
}
