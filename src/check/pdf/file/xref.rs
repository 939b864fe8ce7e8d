//! Where the objects of a file stand: cross-reference tables and streams (ISO 32000-1, 7.5.4 to 7.5.8),
//! or, where they are of no use, the headers of the objects themselves.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object};

use super::load::Loader;
use super::streams;
use super::{Objects, integer};
use crate::check::pdf::syntax::{Item, Lexer, is_white};

/// Where an object stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    /// At a place in the file.
    At(usize),
    /// In an object stream of this number.
    In(u32),
    Free,
}

/// The entries by number, and the trailer.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) entries: BTreeMap<u32, Entry>,
    pub(super) trailer: Dictionary,
}

/// Sections that are followed: a file has one per time it was saved.
const MAX_SECTIONS: usize = 10_000;

impl Table {
    /// Follows the sections from the last one back; none where one cannot be read.
    pub(super) fn read(loader: &mut Loader<'_>) -> Option<Self> {
        let bytes = loader.bytes;
        let tail = bytes.len().saturating_sub(2048);
        let start = bytes[tail..].windows(9).rposition(|part| part == b"startxref")?;
        let mut lexer = Lexer::new(bytes, tail + start + 9);
        let mut next = vec![offset(lexer.next()?)?];
        let mut table = Self::default();
        let mut seen = BTreeSet::new();
        while let Some(place) = next.pop() {
            if !seen.insert(place) {
                continue;
            }
            if seen.len() > MAX_SECTIONS || !loader.may_go_on() {
                return None;
            }
            let trailer = table.section(loader, place)?;
            for key in [&b"Prev"[..], b"XRefStm"] {
                // What a hybrid file hides from old readers goes before what is older.
                let place = trailer.get(key).ok().and_then(integer);
                next.extend(place.and_then(|place| usize::try_from(place).ok()));
            }
            for (key, value) in trailer {
                if !table.trailer.has(&key) {
                    table.trailer.set(key, value);
                }
            }
        }
        table.trailer.has(b"Root").then_some(table)
    }

    /// Notes an entry unless a later section has it.
    fn note(&mut self, number: u32, entry: Entry) {
        self.entries.entry(number).or_insert(entry);
    }

    /// Reads one section; returns its trailer.
    fn section(&mut self, loader: &mut Loader<'_>, place: usize) -> Option<Dictionary> {
        let mut lexer = Lexer::new(loader.bytes, place);
        if lexer.next()? != Item::Keyword(b"xref") {
            return self.stream(loader, place);
        }
        loop {
            let first = match lexer.next()? {
                Item::Keyword(b"trailer") => break,
                Item::Object(Object::Integer(first)) => u32::try_from(first).ok()?,
                _ => return None,
            };
            let count = offset(lexer.next()?)?;
            for n in 0..count {
                let place = offset(lexer.next()?)?;
                lexer.next()?;
                let entry = match lexer.next()? {
                    Item::Keyword(b"n") => Entry::At(place),
                    Item::Keyword(b"f") => Entry::Free,
                    _ => return None,
                };
                self.note(first.checked_add(u32::try_from(n).ok()?)?, entry);
            }
        }
        lexer.budget = loader.values;
        let trailer = lexer.next();
        loader.charge(lexer.pos().saturating_sub(place));
        match trailer? {
            Item::Object(Object::Dictionary(trailer)) => Some(trailer),
            _ => None,
        }
    }

    /// Reads a cross-reference stream.
    fn stream(&mut self, loader: &mut Loader<'_>, place: usize) -> Option<Dictionary> {
        let (_, object) = loader.indirect(place, &self.entries)?;
        let Object::Stream(stream) = object else { return None };
        let none = Objects::default();
        let data = streams::decode(&none, &stream, loader.parts).ok()?;
        loader.parts -= data.len();
        let dict = stream.dict;
        let mut widths = [0_usize; 3];
        for (width, value) in widths.iter_mut().zip(none.array(&dict, b"W")?) {
            *width = usize::try_from(integer(value)?).ok().filter(|width| *width <= 8)?;
        }
        let length: usize = widths.iter().sum();
        let index: Vec<i64> = match none.array(&dict, b"Index") {
            Some(index) => index.iter().filter_map(integer).collect(),
            None => vec![0, none.integer(&dict, b"Size")?],
        };
        let mut lines = data.chunks_exact(length.max(1));
        for pair in index.chunks_exact(2) {
            let first = u32::try_from(pair[0]).ok()?;
            let count = usize::try_from(pair[1]).ok()?;
            for (n, line) in (0..count).zip(lines.by_ref()) {
                let (kind, rest) = line.split_at(widths[0]);
                let value = |bytes: &[u8]| bytes.iter().fold(0_u64, |v, b| v << 8 | u64::from(*b));
                let second = value(&rest[..widths[1]]);
                let entry = match if widths[0] == 0 { 1 } else { value(kind) } {
                    1 => Entry::At(usize::try_from(second).ok()?),
                    2 => Entry::In(u32::try_from(second).ok()?),
                    _ => Entry::Free,
                };
                self.note(first.checked_add(u32::try_from(n).ok()?)?, entry);
            }
        }
        Some(dict)
    }

    /// Finds the objects by their headers; the last of a number counts.
    pub(super) fn rebuild(loader: &Loader<'_>) -> Self {
        let bytes = loader.bytes;
        let mut table = Self::default();
        let mut at = 0;
        while let Some(found) = bytes[at..].windows(3).position(|three| three == b"obj") {
            let place = at + found;
            at = place + 3;
            if let Some((number, start)) = header_before(bytes, place) {
                table.entries.insert(number, Entry::At(start));
            }
        }
        at = 0;
        while let Some(found) = bytes[at..].windows(7).position(|word| word == b"trailer") {
            at += found + 7;
            let mut lexer = Lexer::new(bytes, at);
            lexer.budget = 10_000;
            if let Some(Item::Object(Object::Dictionary(trailer))) = lexer.next() {
                table.trailer.extend(&trailer);
            }
            at = at.max(lexer.pos());
        }
        table
    }
}

/// The number of the object whose header ends with the `obj` at `place`, and where it begins.
fn header_before(bytes: &[u8], place: usize) -> Option<(u32, usize)> {
    let back = |end: usize, what: fn(u8) -> bool| {
        let length = bytes[..end].iter().rev().take(12).take_while(|b| what(**b)).count();
        (length > 0).then(|| end - length)
    };
    let digit = |byte: u8| byte.is_ascii_digit();
    let generation_end = back(place, is_white)?;
    let generation = back(generation_end, digit)?;
    let number_end = back(generation, is_white)?;
    let start = back(number_end, digit)?;
    let number = std::str::from_utf8(&bytes[start..number_end]).ok()?.parse().ok()?;
    Some((number, start))
}

fn offset(item: Item<'_>) -> Option<usize> {
    match item {
        Item::Object(Object::Integer(value)) => usize::try_from(value).ok(),
        _ => None,
    }
}
