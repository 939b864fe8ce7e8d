//! The records of one WARC (ISO 28500), one after the other or the one at a place: plain, compressed
//! record by record, or compressed as a whole. What is damaged is told and passed; what follows it is
//! found again. It knows nothing of HTTP.

use std::io::{self, BufRead, BufReader, Read, Seek};

use flate2::bufread::GzDecoder;
use serde::{Deserialize, Serialize};

use super::fields::{self, Fields};
use super::stream::{Counted, GZIP, Raw, WARC, skip_newlines};

/// How far records are read inside one compressed member, in bytes.
const MAX_INNER: u64 = 1 << 30;
/// A member may unpack to so many bytes whatever its size,
const FREE: u64 = 64 << 20;
/// and beyond that to so many times its size.
const MAX_RATIO: u64 = 100;

/// Where a record stands in its file.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Position {
    /// Where it begins, or the compressed member that holds it, in bytes of the file.
    pub offset: u64,
    /// Where it begins in the unpacked member; 0 but for archives that were compressed as a whole.
    #[serde(default)]
    pub inner: u64,
}

/// A record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) at: Position,
    pub(super) fields: Fields,
    /// What it holds, as far as it was asked for.
    pub(super) block: Vec<u8>,
    /// Whether that is all.
    pub(super) whole: bool,
    /// What is wrong with it.
    pub(super) fault: Option<String>,
}

/// What stands next in a WARC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Event {
    Record(Record),
    /// Bytes that are no record; what is wrong with them.
    Damage(Position, String),
}

/// Reads a WARC.
#[derive(Debug)]
pub(super) struct Reader<R> {
    /// `None` once the file cannot be read.
    state: Option<State<R>>,
    /// The length of the file.
    length: u64,
    /// How many bytes may be read once more to find what follows damage.
    again: u64,
}

#[derive(Debug)]
enum State<R> {
    Plain(Raw<R>),
    Member(Box<Member<R>>),
}

/// A compressed member that is being read.
#[derive(Debug)]
struct Member<R> {
    start: u64,
    stream: Counted<BufReader<GzDecoder<Raw<R>>>>,
    /// The first line of the next record and where it stands, if it was found in search of it.
    found: Option<(u64, Vec<u8>)>,
}

enum Step {
    Event(Event),
    Again,
    End,
}

impl<R: Read + Seek> Reader<R> {
    pub(super) fn new(mut file: R) -> io::Result<Self> {
        let length = file.seek(io::SeekFrom::End(0))?;
        file.rewind()?;
        let raw = Counted::new(BufReader::with_capacity(64 * 1024, file));
        Ok(Self { state: Some(State::Plain(raw)), length, again: length })
    }

    /// What comes next, with at most `keep` bytes of a record; `None` at the end.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(super) fn next(&mut self, keep: u64) -> io::Result<Option<Event>> {
        loop {
            let gone = || io::Error::other("the archive can no longer be read");
            let (state, step) = match self.state.take().ok_or_else(gone)? {
                State::Plain(raw) => self.between(raw, keep)?,
                State::Member(member) => self.inside(member, keep)?,
            };
            self.state = Some(state);
            match step {
                Step::Event(event) => return Ok(Some(event)),
                Step::Again => {}
                Step::End => return Ok(None),
            }
        }
    }

    /// The record at a place, with at most `keep` bytes of it; `None` if there is none.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(super) fn at(&mut self, place: Position, keep: u64) -> io::Result<Option<Record>> {
        let gone = || io::Error::other("the archive can no longer be read");
        self.state = Some(match self.state.take().ok_or_else(gone)? {
            State::Member(member) if member.stands_before(place) => State::Member(member),
            state => {
                let mut raw = state.into_raw();
                raw.seek(place.offset)?;
                if raw.peek(GZIP.len() as u64)? == GZIP {
                    State::Member(Member::new(raw))
                } else {
                    State::Plain(raw)
                }
            }
        });
        if let Some(State::Member(member)) = &mut self.state {
            let ahead = place.inner.min(MAX_INNER).saturating_sub(member.stream.at);
            // What cannot be unpacked is found to be no record.
            let _ = member.pass(ahead);
        }
        match self.next(keep)? {
            Some(Event::Record(record)) if record.at == place => Ok(Some(record)),
            _ => Ok(None),
        }
    }

    /// What stands where a record or a member should begin.
    fn between(&mut self, mut raw: Raw<R>, keep: u64) -> io::Result<(State<R>, Step)> {
        if raw.at >= self.length || !skip_newlines(&mut raw)? {
            return Ok((State::Plain(raw), Step::End));
        }
        let start = raw.at;
        let head = raw.peek(WARC.len() as u64)?;
        if head.starts_with(GZIP) {
            return Ok((State::Member(Member::new(raw)), Step::Again));
        }
        if head == WARC {
            let mut line = Vec::new();
            raw.by_ref().take(fields::LONGEST as u64).read_until(b'\n', &mut line)?;
            return match header(&line, &mut raw)? {
                Ok(fields) => self.plain(raw, start, fields, keep),
                Err(fact) => self.damage(raw, Position { offset: start, inner: 0 }, fact),
            };
        }
        self.damage(raw, Position { offset: start, inner: 0 }, "here is no record".into())
    }

    /// Tells damage and goes to where the next record begins.
    fn damage(
        &mut self,
        mut raw: Raw<R>,
        at: Position,
        fact: String,
    ) -> io::Result<(State<R>, Step)> {
        // What is broken may hold the beginning of what follows it, and so on; but not for ever.
        let from = match self.again.checked_sub(raw.at.saturating_sub(at.offset)) {
            Some(left) => {
                self.again = left;
                at.offset + 1
            }
            None => raw.at.max(at.offset + 1),
        };
        let next = raw.next_start(from)?.unwrap_or(self.length);
        raw.seek(next)?;
        Ok((State::Plain(raw), Step::Event(Event::Damage(at, fact))))
    }

    /// A record that is not compressed, behind its header.
    fn plain(
        &self,
        mut raw: Raw<R>,
        start: u64,
        fields: Fields,
        keep: u64,
    ) -> io::Result<(State<R>, Step)> {
        let begin = raw.at;
        let declared = declared(&fields);
        let said = declared.and_then(|length| begin.checked_add(length));
        let (end, fault) = match said {
            Some(end) if end <= self.length && ends_at(&mut raw, end, self.length)? => (end, None),
            _ => {
                let next = raw.next_start(begin)?;
                let end = next.unwrap_or(self.length);
                let fact = match declared {
                    None => "it does not say how long it is".into(),
                    Some(length) if next.is_none() && length > end - begin => {
                        cut(end - begin, length)
                    }
                    Some(length) => {
                        format!("it says that it has {length} bytes, and has {}", end - begin)
                    }
                };
                (end, Some(fact))
            }
        };
        raw.seek(begin)?;
        let mut block = Vec::new();
        raw.by_ref().take(keep.min(end - begin)).read_to_end(&mut block)?;
        raw.seek(end)?;
        let whole = block.len() as u64 == end - begin;
        if whole && fault.is_some() {
            trim(&mut block);
        }
        let at = Position { offset: start, inner: 0 };
        let record = Record { at, fields, block, whole, fault };
        Ok((State::Plain(raw), Step::Event(Event::Record(record))))
    }

    /// What stands next in a member.
    fn inside(&mut self, mut member: Box<Member<R>>, keep: u64) -> io::Result<(State<R>, Step)> {
        let start = member.start;
        let place = |inner| Position { offset: start, inner };
        let (at, line) = match member.found.take() {
            Some((inner, line)) => (place(inner), line),
            None => match skip_newlines(&mut member.stream) {
                Ok(true) => (place(member.stream.at), Vec::new()),
                Ok(false) => return Ok((State::Plain(member.into_raw()), Step::Again)),
                Err(error) => {
                    let at = place(member.stream.at);
                    return self.damage(member.into_raw(), at, broken(&error));
                }
            },
        };
        if at.inner > MAX_INNER {
            let fact = "more than 1 GiB is compressed as one: what follows is not read; \
                        decompress the archive with `gunzip`";
            return self.damage(member.into_raw(), at, fact.into());
        }
        let (record, broken) = match member.record(at, line, keep) {
            Ok(read) => read,
            Err(error) => return self.damage(member.into_raw(), at, broken(&error)),
        };
        if !broken {
            return Ok((State::Member(member), Step::Event(record)));
        }
        // The rest of the member is lost.
        let (state, _) = self.damage(member.into_raw(), at, String::new())?;
        Ok((state, Step::Event(record)))
    }
}

impl<R: Read + Seek> State<R> {
    fn into_raw(self) -> Raw<R> {
        match self {
            Self::Plain(raw) => raw,
            Self::Member(member) => member.into_raw(),
        }
    }
}

impl<R: Read + Seek> Member<R> {
    fn new(raw: Raw<R>) -> Box<Self> {
        let start = raw.at;
        let stream = Counted::new(BufReader::with_capacity(64 * 1024, GzDecoder::new(raw)));
        Box::new(Self { start, stream, found: None })
    }

    fn into_raw(self) -> Raw<R> {
        self.stream.inner.into_inner().into_inner()
    }

    /// Whether a place is reached by reading on.
    fn stands_before(&self, place: Position) -> bool {
        self.start == place.offset && self.found.is_none() && self.stream.at <= place.inner
    }

    /// Passes bytes; how many there were.
    fn pass(&mut self, bytes: u64) -> io::Result<u64> {
        const STEP: u64 = 1 << 20;
        let mut passed = 0;
        while passed < bytes {
            let step = STEP.min(bytes - passed);
            let count = io::copy(&mut self.stream.by_ref().take(step), &mut io::sink())?;
            passed += count;
            self.hold()?;
            if count < step {
                break;
            }
        }
        Ok(passed)
    }

    /// Gives up what unpacks to far more than it is.
    fn hold(&self) -> io::Result<()> {
        let packed = self.stream.inner.get_ref().get_ref().at.saturating_sub(self.start);
        if self.stream.at > FREE && self.stream.at / MAX_RATIO > packed {
            return Err(io::Error::other("it unpacks to more than a hundred times its size"));
        }
        Ok(())
    }

    /// The record at this place, its first line perhaps read already; and whether the member is broken
    /// behind it.
    fn record(&mut self, at: Position, mut line: Vec<u8>, keep: u64) -> io::Result<(Event, bool)> {
        if line.is_empty() {
            let limit = fields::LONGEST as u64;
            self.stream.by_ref().take(limit).read_until(b'\n', &mut line)?;
        }
        let fields = match header(&line, &mut self.stream)? {
            Ok(fields) => fields,
            Err(fact) => {
                let broken = self.find_next().is_err();
                return Ok((Event::Damage(at, fact), broken));
            }
        };
        let declared = declared(&fields);
        let length = declared.unwrap_or(u64::MAX);
        let mut block = Vec::new();
        let read = self.stream.by_ref().take(keep.min(length)).read_to_end(&mut block);
        let read = read.and_then(|_| self.hold());
        let more = length - block.len() as u64;
        let passed = match read {
            Ok(()) if more > 0 => self.pass(more),
            Ok(()) => Ok(0),
            Err(error) => Err(error),
        };
        let mut broken = false;
        let mut fault = match &passed {
            Ok(_) if declared.is_none() => Some("it does not say how long it is".into()),
            Ok(passed) if *passed < more => Some(cut(length - (more - passed), length)),
            Ok(_) => None,
            Err(error) => {
                broken = true;
                Some(self::broken(error))
            }
        };
        let whole = more == 0 || !passed.is_ok_and(|passed| passed > 0);
        if fault.is_some() && whole {
            trim(&mut block);
        }
        // What follows must be a line end, or the end.
        if !broken && fault.is_none() {
            match self.stream.fill_buf() {
                // Where the member is broken behind it, the record is whole; what is wrong is told next.
                Ok([] | [b'\r' | b'\n' | b'W', ..]) | Err(_) => {}
                Ok(_) => {
                    fault =
                        Some(format!("it goes on after the {length} bytes that it says it has"));
                    broken = self.find_next().is_err();
                }
            }
        }
        Ok((Event::Record(Record { at, fields, block, whole, fault }), broken))
    }

    /// Reads on to where the next record begins in the member, or to its end.
    fn find_next(&mut self) -> io::Result<()> {
        let mut begins = false;
        loop {
            let at = self.stream.at;
            let mut line = Vec::new();
            self.stream.by_ref().take(fields::LONGEST as u64).read_until(b'\n', &mut line)?;
            self.hold()?;
            if line.is_empty() {
                return Ok(());
            }
            if begins && line.starts_with(WARC) {
                self.found = Some((at, line));
                return Ok(());
            }
            begins = line.ends_with(b"\n");
        }
    }
}

/// The header whose first line was read; what is wrong with it if it is none.
fn header(line: &[u8], stream: &mut impl BufRead) -> io::Result<Result<Fields, String>> {
    if !line.starts_with(WARC) {
        return Ok(Err("here is no record".into()));
    }
    let mut bytes = Vec::new();
    let mut stream = stream.take(fields::LONGEST as u64);
    loop {
        let from = bytes.len();
        stream.read_until(b'\n', &mut bytes)?;
        match &bytes[from..] {
            b"\r\n" | b"\n" => return Ok(Ok(Fields::parse(&bytes))),
            [.., b'\n'] => {}
            _ if stream.limit() == 0 => {
                return Ok(Err("the header of a record is too long".into()));
            }
            _ => return Ok(Err("the archive ends in the header of a record".into())),
        }
    }
}

/// How long a record says it is.
fn declared(fields: &Fields) -> Option<u64> {
    fields.get("content-length").and_then(|length| length.parse().ok())
}

/// Whether a record can end at a place: two line ends follow, or another record, or nothing.
fn ends_at<R: Read + Seek>(raw: &mut Raw<R>, end: u64, length: u64) -> io::Result<bool> {
    raw.seek(end)?;
    let bytes = raw.peek(12)?;
    let rest = &bytes[bytes.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count()..];
    let at_end = rest.is_empty() && end + bytes.len() as u64 >= length;
    Ok(bytes.starts_with(b"\r\n\r\n") || at_end || rest.starts_with(WARC))
}

/// Takes the line ends away that stand between records.
fn trim(block: &mut Vec<u8>) {
    if block.ends_with(b"\r\n\r\n") {
        block.truncate(block.len() - 4);
    }
}

fn cut(has: u64, says: u64) -> String {
    format!("it says that it has {says} bytes, and the archive ends after {has}")
}

fn broken(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => "the archive ends in the middle of compressed data".into(),
        _ => format!("the compressed data is damaged: {error}"),
    }
}
