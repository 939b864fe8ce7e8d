//! The journal of a run, `manifest.jsonl`: a line for each source, in the order of the walk. It is written
//! beside its place and takes it when the run is done; what a run that was killed had written counts. It
//! is never held in memory.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use super::record::Record;

/// Held by the run that writes here.
const LOCK: &str = "lock";
/// Old lines that are held at most, where sources come in another order than the last time.
const WINDOW: usize = 10_000;

/// The files of one journal.
#[derive(Debug)]
struct Files {
    folder: PathBuf,
    /// Of a run that came to its end.
    whole: PathBuf,
    /// Of a run that has not.
    partial: PathBuf,
    /// While two are made into one.
    merged: PathBuf,
    lock: PathBuf,
}

impl Files {
    fn new(folder: &Path, name: &str) -> Self {
        let file = |end: &str| folder.join(format!("{name}.{end}"));
        Self {
            whole: file("jsonl"),
            partial: file("jsonl.partial"),
            merged: file("jsonl.merged"),
            lock: folder.join(format!(".{name}.{LOCK}")),
            folder: folder.to_owned(),
        }
    }
}

/// The journal of the run that goes on in a folder. Nobody else can write there meanwhile.
#[derive(Debug)]
pub(super) struct Journal {
    files: Files,
    out: BufWriter<File>,
    sorted: bool,
    _lock: File,
}

/// Why a run cannot begin.
#[derive(Debug)]
pub(super) enum Busy {
    /// Another run writes into the folder.
    Locked,
    /// The folder cannot be used.
    Failed(io::Error),
}

impl From<io::Error> for Busy {
    fn from(error: io::Error) -> Self {
        Self::Failed(error)
    }
}

impl Journal {
    /// Begins a run in a folder, or goes on with one; what the runs before it wrote comes with it;
    /// `sorted` if the sources are those of one walk, and were.
    ///
    /// # Errors
    /// Another run is going on there, or the folder cannot be written.
    pub(super) fn begin(folder: &Path, name: &str, sorted: bool) -> Result<(Self, Old), Busy> {
        fs::create_dir_all(folder)?;
        let files = Files::new(folder, name);
        let lock = File::create(&files.lock)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Err(Busy::Locked),
            Err(fs::TryLockError::Error(error)) => return Err(Busy::Failed(error)),
        }
        let interrupted = merge(&files, sorted)?;
        let old = Old { interrupted, sorted, ..Old::open(&files.whole)? };
        let out = BufWriter::new(File::create(&files.partial)?);
        Ok((Self { files, out, sorted, _lock: lock }, old))
    }

    /// Adds what became of the next source. It counts from now on, even if the program is killed.
    pub(super) fn add(&mut self, record: &Record) -> io::Result<()> {
        self.out.write_all(record.line().as_bytes())?;
        self.out.write_all(b"\n")?;
        self.out.flush()
    }

    /// Ends the run, done or before its time: what it did counts, and so does what earlier runs did with other
    /// sources, whose outputs still stand there.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.out.flush()?;
        self.out.get_ref().sync_all()?;
        drop(self.out);
        merge(&self.files, self.sorted)?;
        let _ = fs::remove_file(&self.files.lock);
        Ok(())
    }
}

/// Makes what a killed run wrote and what the run before it wrote into one journal: of a source that both
/// tell of, the later word counts. Whether there was such a run.
fn merge(files: &Files, sorted: bool) -> io::Result<bool> {
    if !files.partial.is_file() {
        return Ok(false);
    }
    let mut out = BufWriter::new(File::create(&files.merged)?);
    let mut old = Old { sorted, keeps_all: true, ..Old::open(&files.whole)? };
    for record in lines(&files.partial)? {
        let record = record?;
        // Taken out of the old one.
        old.find(&record)?;
        for record in old.pushed_out.drain(..) {
            writeln!(out, "{}", record.line())?;
        }
        writeln!(out, "{}", record.line())?;
    }
    old.rest(|record| writeln!(out, "{}", record.line()))?;
    out.flush()?;
    out.get_ref().sync_all()?;
    drop(out);
    fs::rename(&files.merged, &files.whole)?;
    fs::remove_file(&files.partial)?;
    sync_folder(&files.folder);
    Ok(true)
}

/// Whatever was renamed in a folder stays so; not every system can say it.
pub(super) fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// The records of a journal; a last line that a kill cut short does not count.
pub(super) fn lines(
    path: &Path,
) -> io::Result<impl Iterator<Item = io::Result<Record>> + Send + use<>> {
    let file = match File::open(path) {
        Ok(file) => Some(BufReader::new(file)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let lines = file.into_iter().flat_map(|file| file.split(b'\n'));
    Ok(lines.filter_map(|line| match line {
        Ok(line) => Record::parse(&String::from_utf8_lossy(&line)).map(Ok),
        Err(error) => Some(Err(error)),
    }))
}

/// The lines of the last run, as they are asked for.
pub(super) struct Old {
    interrupted: bool,
    /// Whether both runs come in the order of a walk.
    sorted: bool,
    lines: std::iter::Peekable<Box<dyn Iterator<Item = io::Result<Record>> + Send>>,
    /// Lines that were passed and not asked for yet, by their keys, with the order in which they came.
    passed: BTreeMap<String, (u64, Record)>,
    order: BTreeMap<u64, String>,
    next: u64,
    /// Whether lines that there is no room for are handed on and not forgotten.
    keeps_all: bool,
    pushed_out: Vec<Record>,
}

impl std::fmt::Debug for Old {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Old").field("passed", &self.passed.len()).finish_non_exhaustive()
    }
}

impl Old {
    fn open(path: &Path) -> io::Result<Self> {
        let lines: Box<dyn Iterator<Item = io::Result<Record>> + Send> = Box::new(lines(path)?);
        Ok(Self {
            interrupted: false,
            sorted: false,
            lines: lines.peekable(),
            passed: BTreeMap::new(),
            order: BTreeMap::new(),
            next: 0,
            keeps_all: false,
            pushed_out: Vec::new(),
        })
    }

    /// Whether the last run was killed.
    pub(super) fn was_interrupted(&self) -> bool {
        self.interrupted
    }

    /// What the last run wrote of a source. Sources are asked for in the order of the walk.
    pub(super) fn find(&mut self, source: &Record) -> io::Result<Option<Record>> {
        let key = source.key();
        if let Some((at, record)) = self.passed.remove(key) {
            self.order.remove(&at);
            return Ok(Some(record));
        }
        // What a walk has passed does not come again; a list may jump, and is looked ahead in.
        let mut ahead = WINDOW / 2;
        while let Some(line) = self.lines.peek() {
            let passed =
                line.as_ref().is_ok_and(|old| in_walk(&old.source, &source.source).is_lt());
            let found = line.as_ref().is_ok_and(|old| old.key() == key);
            if !(found || (passed && self.sorted)) {
                if ahead == 0 || self.passed.len() >= WINDOW {
                    break;
                }
                ahead -= 1;
            }
            let Some(record) = self.lines.next().transpose()? else { break };
            if found {
                return Ok(Some(record));
            }
            self.keep(record);
        }
        Ok(None)
    }

    /// Keeps a line that was passed; of too many, the first one goes.
    fn keep(&mut self, record: Record) {
        let key = record.key().to_owned();
        self.order.insert(self.next, key.clone());
        self.passed.insert(key, (self.next, record));
        self.next += 1;
        if self.passed.len() > WINDOW
            && let Some((_, first)) = self.order.pop_first()
            && let Some((_, record)) = self.passed.remove(&first)
            && self.keeps_all
        {
            self.pushed_out.push(record);
        }
    }

    /// Hands on what was not asked for, in its order.
    fn rest(mut self, mut each: impl FnMut(&Record) -> io::Result<()>) -> io::Result<()> {
        for key in self.order.values() {
            if let Some((_, record)) = self.passed.get(key) {
                each(record)?;
            }
        }
        self.lines.try_for_each(|record| each(&record?))
    }
}

/// The order in which a walk comes to two names: the files of a folder before its folders, the pages of a
/// web archive in its order.
fn in_walk(a: &str, b: &str) -> Ordering {
    let ((a, part), (b, other)) = (page(a), page(b));
    in_folders(a, b).then_with(|| part.cmp(&other))
}

/// The name of the file of a source, and which page of it the source is: the WARC in a WACZ, the offset
/// and that in the unpacked member.
fn page(name: &str) -> (&str, Option<(&str, u64, u64)>) {
    let parsed = name.rsplit_once('#').and_then(|(file, at)| {
        let (offset, inner) = at.split_once('+').unwrap_or((at, "0"));
        let place = (offset.parse().ok()?, inner.parse().ok()?);
        let zip = file.match_indices('!').find(|(at, _)| {
            [".wacz", ".zip"].iter().any(|end| {
                file[..*at]
                    .get(at.saturating_sub(end.len())..)
                    .is_some_and(|e| e.eq_ignore_ascii_case(end))
            })
        });
        let (file, part) = zip.map_or((file, ""), |(at, _)| (&file[..at], &file[at + 1..]));
        Some((file, Some((part, place.0, place.1))))
    });
    parsed.unwrap_or((name, None))
}

fn in_folders(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a.split('/').peekable(), b.split('/').peekable());
    loop {
        match (a.next(), b.next()) {
            (None, None) => return Ordering::Equal,
            (None, _) => return Ordering::Less,
            (_, None) => return Ordering::Greater,
            (Some(left), Some(right)) => {
                let files = (a.peek().is_none(), b.peek().is_none());
                let order = files.1.cmp(&files.0).then_with(|| left.cmp(right));
                if order.is_ne() {
                    return order;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(name: &str, sha256: &str) -> Record {
        Record { sha256: sha256.into(), ..Record::new(Path::new(name), "o") }
    }

    fn told(folder: &Path) -> Vec<String> {
        let records = lines(&folder.join("manifest.jsonl")).unwrap().map(Result::unwrap);
        records.map(|r| format!("{} {}", r.source, r.sha256)).collect()
    }

    #[test]
    fn a_killed_run_counts_and_a_second_one_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let (mut journal, _) = Journal::begin(dir.path(), "manifest", true).unwrap();
        for name in ["a", "b", "c"] {
            journal.add(&record(name, "1")).unwrap();
        }
        assert!(matches!(Journal::begin(dir.path(), "manifest", true), Err(Busy::Locked)));
        journal.finish().unwrap();
        assert_eq!(told(dir.path()), ["a 1", "b 1", "c 1"]);

        let (mut journal, mut old) = Journal::begin(dir.path(), "manifest", true).unwrap();
        assert_eq!(old.find(&record("a", "")).unwrap().unwrap().sha256, "1");
        journal.add(&record("a", "2")).unwrap();
        drop(journal);
        // Cut in the middle of a line.
        let partial = dir.path().join("manifest.jsonl.partial");
        let mut text = fs::read_to_string(&partial).unwrap();
        text.push_str("{\"source\":\"b\",");
        fs::write(&partial, text).unwrap();

        let (journal, mut old) = Journal::begin(dir.path(), "manifest", true).unwrap();
        assert_eq!(told(dir.path()), ["a 2", "b 1", "c 1"]);
        assert_eq!(old.find(&record("c", "")).unwrap().unwrap().sha256, "1");
        assert_eq!(old.find(&record("b", "")).unwrap().unwrap().sha256, "1");
        assert_eq!(old.find(&record("z", "")).unwrap(), None);
        journal.finish().unwrap();
        assert_eq!(told(dir.path()), ["a 2", "b 1", "c 1"]);
    }

    #[test]
    fn lines_are_found_whatever_came_new_or_went() {
        let dir = tempfile::tempdir().unwrap();
        let (mut journal, _) = Journal::begin(dir.path(), "manifest", true).unwrap();
        let name = |n: usize| format!("f/{n:06}");
        for n in 0..3 * WINDOW {
            journal.add(&record(&name(n), "1")).unwrap();
        }
        journal.finish().unwrap();
        let (_journal, mut old) = Journal::begin(dir.path(), "manifest", true).unwrap();
        for n in 0..2 * WINDOW {
            assert_eq!(old.find(&record(&format!("a{n}"), "")).unwrap(), None);
        }
        for n in [0, 5, 2 * WINDOW, 3 * WINDOW - 1] {
            assert!(old.find(&record(&name(n), "")).unwrap().is_some(), "{n}");
        }
    }

    #[test]
    fn files_come_before_folders() {
        let mut names = ["b/a", "a/z", "b", "a", "a/b/c", "a/c"];
        names.sort_by(|a, b| in_walk(a, b));
        assert_eq!(names, ["a", "b", "a/c", "a/z", "a/b/c", "b/a"]);
    }

    #[test]
    fn pages_of_a_web_archive_come_in_its_order() {
        let ordered = [
            "a.md",
            "b.WACZ!archive/1.warc.gz#20",
            "b.WACZ!archive/1.warc.gz#100",
            "b.WACZ!archive/2.warc#0+7",
            "b.WACZ!archive/2.warc#0+30",
            "b.warc",
            "b.warc#9",
            "b.warc#10",
            "b.warc.md",
            "a/b.warc#1",
        ];
        let mut names = ordered.to_vec();
        names.sort_unstable();
        names.sort_by(|a, b| in_walk(a, b));
        assert_eq!(names, ordered);
    }
}
