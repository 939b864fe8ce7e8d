//! The outputs as a bag (`BagIt` 1.0, RFC 8493), with Dublin Core and PREMIS metadata for each source. It
//! reads the journal and the payload, and knows nothing of conversions.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use super::record::{Record, Status};
use super::verify::{sha256_of, written};
use super::{journal, metadata, names};
use crate::markup::{Element, Syntax};
use crate::text::moment;

/// The folder of the payload.
pub(super) const PAYLOAD: &str = "data";
/// The folder of the metadata, a part of the bag that is not payload.
pub(super) const METADATA: &str = "metadata";
const DECLARATION: &str = "bagit.txt";
const INFO: &str = "bag-info.txt";
const MANIFEST: &str = "manifest-sha256.txt";
const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";
/// The files of a bag that stand beside the payload.
pub(super) const FILES: &[&str] = &[DECLARATION, INFO, MANIFEST, TAG_MANIFEST];

/// What the user says of a bag.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Labels and values for `bag-info.txt`, in their order (RFC 8493, 2.2.2).
    pub info: Vec<(String, String)>,
    /// Seconds since 1970: when the bag is made.
    pub now: i64,
}

/// A bag that is being changed is none: its manifests go until the run is done.
pub(super) fn open(folder: &Path) -> io::Result<()> {
    for name in [MANIFEST, TAG_MANIFEST] {
        match fs::remove_file(folder.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// Makes a folder a bag whose journal is complete.
pub(super) fn close(folder: &Path, journal_name: &str, options: &Options) -> io::Result<()> {
    let below = folder.join(METADATA);
    for record in journal::lines(&folder.join(format!("{journal_name}.jsonl")))? {
        let record = record?;
        if matches!(record.status, Status::Skipped) {
            continue;
        }
        let base = below.join(base_name(&record));
        put(&base, "dc.xml", &metadata::dublin_core(&record))?;
        put(&base, "premis.xml", &metadata::premis(&record))?;
    }
    let (size, count) = manifest(folder)?;
    write(&folder.join(DECLARATION), "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")?;
    let day = moment::from_epoch(options.now).unwrap_or_default();
    let mut info = format!(
        "Bag-Software-Agent: altform {}\nBagging-Date: {}\nPayload-Oxum: {size}.{count}\n",
        env!("CARGO_PKG_VERSION"),
        day.get(..10).unwrap_or("")
    );
    for (label, value) in &options.info {
        info.push_str(&format!("{label}: {}\n", value.replace(['\r', '\n'], " ")));
    }
    write(&folder.join(INFO), &info)?;
    tag_manifest(folder, journal_name)
}

/// Writes the manifest of the payload; its size in bytes and number of files.
fn manifest(folder: &Path) -> io::Result<(u64, u64)> {
    let mut out = Beside::new(&folder.join(MANIFEST))?;
    let (mut size, mut count) = (0, 0);
    walk(folder, Path::new(PAYLOAD), &mut |path| {
        let file = folder.join(path);
        size += fs::metadata(&file)?.len();
        count += 1;
        writeln!(out.file, "{}  {}", sha256_of(&file)?, encoded(path))
    })?;
    out.place()?;
    Ok((size, count))
}

/// Writes the manifest of all that is not payload.
fn tag_manifest(folder: &Path, journal_name: &str) -> io::Result<()> {
    let mut out = Beside::new(&folder.join(TAG_MANIFEST))?;
    let journal = format!("{journal_name}.jsonl");
    for name in [INFO, DECLARATION, MANIFEST, &journal] {
        writeln!(out.file, "{}  {name}", sha256_of(&folder.join(name))?)?;
    }
    walk(folder, Path::new(METADATA), &mut |path| {
        writeln!(out.file, "{}  {}", sha256_of(&folder.join(path))?, encoded(path))
    })?;
    out.place()
}

/// Every file below a folder, in order, by its path from the root.
fn walk(
    root: &Path,
    below: &Path,
    each: &mut dyn FnMut(&Path) -> io::Result<()>,
) -> io::Result<()> {
    let mut folders = vec![below.to_owned()];
    while let Some(below) = folders.pop() {
        let mut entries = match fs::read_dir(root.join(&below)) {
            Ok(entries) => entries.collect::<Result<Vec<_>, _>>()?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        entries.sort_by_key(fs::DirEntry::file_name);
        let mut inner: Vec<PathBuf> = Vec::new();
        for entry in entries {
            let path = below.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                inner.push(path);
            } else {
                each(&path)?;
            }
        }
        folders.extend(inner.into_iter().rev());
    }
    Ok(())
}

/// A path as a manifest has it: line ends and percent signs escaped (RFC 8493, 2.1.3).
fn encoded(path: &Path) -> String {
    written(path).replace('%', "%25").replace('\n', "%0A").replace('\r', "%0D")
}

/// Where the metadata of a source stands: as its outputs, else by its own name.
fn base_name(record: &Record) -> PathBuf {
    if let Some(output) = record.outputs.first() {
        let path = Path::new(&output.path).with_extension("");
        return path.strip_prefix(PAYLOAD).map(Path::to_owned).unwrap_or(path);
    }
    let parts = record.source.split('/').filter(|part| !matches!(*part, "" | "." | ".."));
    parts.map(|part| names::safe(part.as_ref())).collect()
}

fn put(base: &Path, end: &str, element: &Element) -> io::Result<()> {
    if let Some(folder) = base.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut name = base.as_os_str().to_owned();
    name.push(".");
    name.push(end);
    let text =
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", element.serialize(Syntax::Xml));
    write(Path::new(&name), &text)
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    if fs::read(path).is_ok_and(|found| found == text.as_bytes()) {
        return Ok(());
    }
    let mut out = Beside::new(path)?;
    out.file.write_all(text.as_bytes())?;
    out.place()
}

/// A file that is written beside its place and put there when it is whole.
struct Beside {
    file: BufWriter<File>,
    temporary: PathBuf,
    path: PathBuf,
}

impl Beside {
    fn new(path: &Path) -> io::Result<Self> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let id = std::process::id();
        let temporary = path.with_file_name(format!(
            "{}{id}-{name}{}",
            super::place::PARTIAL_START,
            super::place::PARTIAL_END
        ));
        Ok(Self {
            file: BufWriter::new(File::create(&temporary)?),
            temporary,
            path: path.to_owned(),
        })
    }

    fn place(mut self) -> io::Result<()> {
        self.file.flush()?;
        self.file.get_ref().sync_all()?;
        fs::rename(&self.temporary, &self.path)
    }
}
