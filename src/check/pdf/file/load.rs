//! Reads all objects of a file, within limits of time and memory: what a hostile file asks for beyond them
//! is refused.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::Objects;
use super::streams::{self, Undecoded};
use super::xref::{Entry, Table};
use crate::check::limits::{MAX_FILE, MAX_PARTS};
use crate::check::pdf::syntax::{Item, Lexer};

/// Why a file cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check::pdf) enum Failure {
    /// It is no PDF, or broken beyond repair.
    Unreadable(String),
    /// It asks for a password, or is encrypted in a way that nobody here knows.
    Encrypted(String),
    /// It asks for more than the limits allow.
    TooLarge(String),
}

/// Objects, at most: each takes about a hundred bytes.
const MAX_VALUES: usize = 8_000_000;
/// Bytes of objects in object streams, at most.
const MAX_OBJECT_STREAMS: usize = MAX_PARTS / 4;

/// A file that is being read.
pub(super) struct Loader<'a> {
    pub(super) bytes: &'a [u8],
    /// How many more objects may be made.
    pub(super) values: usize,
    /// How many more bytes may come out of object and cross-reference streams.
    pub(super) parts: usize,
    /// How many more bytes may be read: objects that lie over each other are read again and again.
    work: usize,
}

/// Reads all objects of a file.
pub(in crate::check::pdf) fn load(bytes: &[u8]) -> Result<Objects, Failure> {
    if bytes.len() as u64 > MAX_FILE {
        return Err(Failure::TooLarge(format!("the file has {} bytes", bytes.len())));
    }
    let head = &bytes[..bytes.len().min(1024)];
    let start = head.windows(5).position(|part| part == b"%PDF-");
    let start = start.ok_or_else(|| Failure::Unreadable("there is no `%PDF-` header".into()))?;
    let bytes = &bytes[start..];
    let mut loader = Loader {
        bytes,
        values: MAX_VALUES,
        parts: MAX_OBJECT_STREAMS,
        work: bytes.len().saturating_mul(4).saturating_add(1 << 20),
    };
    if let Some(table) = Table::read(&mut loader) {
        let objects = loader.objects(table)?;
        if has_pages(&objects) {
            return Ok(objects);
        }
    }
    let mut objects = loader.rebuilt()?;
    if !has_pages(&objects) {
        return Err(Failure::Unreadable("there is no catalogue with pages".into()));
    }
    objects.repaired = true;
    Ok(objects)
}

fn has_pages(objects: &Objects) -> bool {
    objects.catalog().is_some_and(|catalog| objects.dict(catalog, b"Pages").is_some())
}

impl<'a> Loader<'a> {
    /// Notes that bytes were read.
    pub(super) fn charge(&mut self, bytes: usize) {
        self.work = self.work.saturating_sub(bytes);
    }

    /// Whether more may be read.
    pub(super) fn may_go_on(&self) -> bool {
        self.work > 0 && self.values > 0
    }

    fn too_large<T>() -> Result<T, Failure> {
        Err(Failure::TooLarge("its objects take more room than a document needs".into()))
    }

    /// All objects that a table names.
    fn objects(&mut self, table: Table) -> Result<Objects, Failure> {
        let mut objects = Objects { trailer: table.trailer, ..Objects::default() };
        for (&number, &entry) in &table.entries {
            let Entry::At(place) = entry else { continue };
            match self.indirect(place, &table.entries) {
                Some((id, object)) if id.0 == number => {
                    objects.all.insert(id, object);
                }
                _ => {
                    objects.unread.insert(number);
                }
            }
            if !self.may_go_on() {
                return Self::too_large();
            }
        }
        decrypt(&mut objects)?;
        let mut containers: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for (&number, &entry) in &table.entries {
            if let Entry::In(stream) = entry {
                containers.entry(stream).or_default().insert(number);
            }
        }
        for (container, wanted) in containers {
            let inside = self.unpack(&objects, container)?;
            for number in wanted {
                match inside.get(&number) {
                    Some(object) => {
                        objects.all.insert((number, 0), object.clone());
                    }
                    None => {
                        objects.unread.insert(number);
                    }
                }
            }
        }
        Ok(objects)
    }

    /// All objects that can be found without a table.
    fn rebuilt(&mut self) -> Result<Objects, Failure> {
        let mut table = Table::rebuild(self);
        let mut known: BTreeSet<u32> = table.entries.keys().copied().collect();
        let mut containers = Vec::new();
        for (&number, &entry) in &table.entries {
            let Entry::At(place) = entry else { continue };
            let Some((_, object)) = self.indirect(place, &table.entries) else { continue };
            let Object::Stream(stream) = &object else {
                if let Object::Dictionary(dict) = &object
                    && dict.has_type(b"Catalog")
                    && !table.trailer.has(b"Root")
                {
                    table.trailer.set("Root", Object::Reference((number, 0)));
                }
                continue;
            };
            if stream.dict.has_type(b"XRef") {
                for key in ["Root", "Info", "Encrypt", "ID"] {
                    if let Ok(value) = stream.dict.get(key.as_bytes()) {
                        table.trailer.set(key, value.clone());
                    }
                }
            } else if stream.dict.has_type(b"ObjStm") {
                containers.push(number);
            }
        }
        let mut objects = self.objects(table)?;
        for container in containers {
            for (number, object) in self.unpack(&objects, container)? {
                if known.insert(number) {
                    objects.all.insert((number, 0), object);
                }
            }
        }
        Ok(objects)
    }

    /// The object at a place in the file.
    pub(super) fn indirect(
        &mut self,
        place: usize,
        entries: &BTreeMap<u32, Entry>,
    ) -> Option<(ObjectId, Object)> {
        let (id, mut lexer) = self.header(place)?;
        lexer.budget = self.values;
        let object = match lexer.next() {
            Some(Item::Object(object)) => object,
            Some(Item::Keyword(b"endobj")) => Object::Null,
            _ => return None,
        };
        self.values = lexer.budget;
        let object = match object {
            Object::Dictionary(dict) => self.stream(dict, &mut lexer, entries)?,
            other => other,
        };
        self.charge(lexer.pos() - place);
        Some((id, object))
    }

    /// The header of the object at a place, and what follows it.
    fn header(&mut self, place: usize) -> Option<(ObjectId, Lexer<'a>)> {
        let mut lexer = Lexer::new(self.bytes, place);
        // A table may name places behind the end.
        let start = lexer.pos();
        lexer.skip_white();
        if !lexer.rest().first().is_some_and(u8::is_ascii_digit) {
            self.charge(lexer.pos() - start);
            return None;
        }
        let items = (lexer.next(), lexer.next(), lexer.next());
        self.charge(lexer.pos() - start);
        match items {
            (
                Some(Item::Object(Object::Integer(number))),
                Some(Item::Object(Object::Integer(generation))),
                Some(Item::Keyword(b"obj")),
            ) => Some(((u32::try_from(number).ok()?, u16::try_from(generation).ok()?), lexer)),
            _ => None,
        }
    }

    /// What follows a dictionary: the data of a stream, or nothing.
    fn stream(
        &mut self,
        dict: Dictionary,
        lexer: &mut Lexer<'_>,
        entries: &BTreeMap<u32, Entry>,
    ) -> Option<Object> {
        let after = lexer.pos();
        lexer.skip_white();
        if !lexer.rest().starts_with(b"stream") {
            lexer.seek(after);
            return Some(Object::Dictionary(dict));
        }
        let mut start = lexer.pos() + 6;
        start += match &self.bytes[start..] {
            [b'\r', b'\n', ..] => 2,
            [b'\n' | b'\r', ..] => 1,
            _ => 0,
        };
        let length = match dict.get(b"Length").ok() {
            Some(Object::Integer(length)) => usize::try_from(*length).ok(),
            Some(Object::Reference(id)) => self.length(id.0, entries),
            _ => None,
        };
        let end = length.and_then(|length| start.checked_add(length)).filter(|&end| {
            let mut after = Lexer::new(self.bytes, end);
            end <= self.bytes.len() && {
                after.skip_white();
                after.rest().starts_with(b"endstream") || after.rest().starts_with(b"endobj")
            }
        });
        let end = match end {
            Some(end) => end,
            None => {
                let rest = &self.bytes[start..];
                let found = rest.windows(9).position(|word| word == b"endstream");
                self.charge(found.unwrap_or(rest.len()));
                let found = found?;
                // The line end before the keyword is not part of the data.
                let data = &rest[..found];
                let data = data.strip_suffix(b"\n").unwrap_or(data);
                start + data.strip_suffix(b"\r").unwrap_or(data).len()
            }
        };
        lexer.seek(end);
        Some(Object::Stream(Stream::new(dict, self.bytes[start..end].to_vec())))
    }

    /// The number that stands as an object of its own.
    fn length(&mut self, number: u32, entries: &BTreeMap<u32, Entry>) -> Option<usize> {
        let Some(Entry::At(place)) = entries.get(&number) else { return None };
        let (id, mut lexer) = self.header(*place)?;
        match lexer.next()? {
            Item::Object(Object::Integer(length)) if id.0 == number => usize::try_from(length).ok(),
            _ => None,
        }
    }

    /// The objects of an object stream (7.5.7) by number.
    fn unpack(
        &mut self,
        objects: &Objects,
        container: u32,
    ) -> Result<BTreeMap<u32, Object>, Failure> {
        let mut out = BTreeMap::new();
        let Some(Object::Stream(stream)) = objects.all.get(&(container, 0)) else {
            return Ok(out);
        };
        let data = match streams::decode(objects, stream, self.parts) {
            Ok(data) => data,
            Err(Undecoded::TooLarge) => return Self::too_large(),
            Err(Undecoded::Damaged | Undecoded::Filter) => return Ok(out),
        };
        self.parts -= data.len();
        let first = objects.integer(&stream.dict, b"First").and_then(|n| usize::try_from(n).ok());
        let mut head = Lexer::new(&data, 0);
        let mut places = Vec::new();
        while head.pos() < first.unwrap_or(0) {
            let (Some(Item::Object(number)), Some(Item::Object(offset))) =
                (head.next(), head.next())
            else {
                break;
            };
            if let (Some(number), Some(offset)) = (super::integer(&number), super::integer(&offset))
                && let (Ok(number), Ok(offset)) = (u32::try_from(number), usize::try_from(offset))
            {
                places.push((number, first.unwrap_or(0).saturating_add(offset)));
            }
        }
        for (number, place) in places {
            let mut lexer = Lexer::new(&data, place);
            lexer.budget = self.values;
            if let Some(Item::Object(object)) = lexer.next() {
                out.entry(number).or_insert(object);
            }
            self.values = lexer.budget;
            self.charge(lexer.pos().saturating_sub(place) / 16);
            if !self.may_go_on() {
                return Self::too_large();
            }
        }
        Ok(out)
    }
}

/// Decrypts all objects with the empty password (7.6).
fn decrypt(objects: &mut Objects) -> Result<(), Failure> {
    let Some(encrypt) = objects.get(&objects.trailer, b"Encrypt").cloned() else { return Ok(()) };
    let mut document = lopdf::Document::new();
    document.trailer = objects.trailer.clone();
    if document.trailer.get(b"Encrypt").and_then(Object::as_reference).is_err() {
        document.objects.insert((u32::MAX, 0), encrypt);
        document.trailer.set("Encrypt", Object::Reference((u32::MAX, 0)));
    }
    // The library would unpack object streams without a limit: it must not know them.
    let mut packed = Vec::new();
    for (&id, object) in &mut objects.all {
        if let Object::Stream(stream) = object
            && stream.dict.has_type(b"ObjStm")
        {
            stream.dict.set("Type", "Packed");
            packed.push(id);
        }
    }
    document.objects = std::mem::take(&mut objects.all);
    let result = document.decrypt("");
    objects.all = document.objects;
    for id in packed {
        if let Some(Object::Stream(stream)) = objects.all.get_mut(&id) {
            stream.dict.set("Type", "ObjStm");
        }
    }
    objects.trailer.remove(b"Encrypt");
    objects.encrypted = true;
    match result {
        Ok(()) => Ok(()),
        Err(lopdf::Error::InvalidPassword) => {
            Err(Failure::Encrypted("it does not open without a password".into()))
        }
        Err(error) => Err(Failure::Encrypted(format!("it cannot be decrypted: {error}"))),
    }
}
