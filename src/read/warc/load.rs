//! Loads what a record captured: a page at its place, a file by its address. Records that only say that
//! nothing has changed lead to those that have it. It decodes no text.

use std::io;

use super::Place;
use super::fields::{self, Fields};
use super::http::{self, Head};
use super::index::{Index, address_key, bare, digest_key};
use super::open::Archive;
use super::reader::Record;
use super::survey::{Kind, address, digest, kind};
use crate::text::absolute;

/// How many redirects and revisits are followed.
const MOST_STEPS: usize = 6;

/// What was captured.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Capture {
    /// As its server meant it: not packed.
    pub bytes: Vec<u8>,
    /// The encoding that the server gave.
    pub charset: Option<String>,
    /// What is wrong with it; the bytes go as far as they do.
    pub fault: Option<String>,
}

/// Why there is no capture.
#[derive(Debug)]
pub enum Missing {
    /// The archive holds none.
    Absent,
    /// The record says that it is the same as another, which the archive does not hold.
    Original,
    /// It is packed in a way that is not known.
    Encoding(String),
    /// It is larger than the limit.
    TooLarge,
    /// The archive cannot be read.
    Unreadable(io::Error),
}

impl From<io::Error> for Missing {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(error)
    }
}

impl Archive {
    /// The page at a place, at most `limit` bytes.
    pub(super) fn page(
        &mut self,
        index: &mut Index,
        place: Place,
        limit: u64,
    ) -> Result<Capture, Missing> {
        let record = self.record(place, limit)?.ok_or(Missing::Absent)?;
        if kind(&record.fields) != Kind::Revisit {
            return capture(record, limit);
        }
        let original = self.original(index, &record, place, limit)?;
        capture(original.ok_or(Missing::Original)?, limit)
    }

    /// The file that was captured at an address, near a place.
    pub(super) fn file(
        &mut self,
        index: &mut Index,
        address: &str,
        near: Place,
        limit: u64,
    ) -> Result<Capture, Missing> {
        let mut address = address.to_owned();
        for _ in 0..MOST_STEPS {
            let places = index.find(address_key(&address))?;
            let is_it = |record: &Record| is_at(&record.fields, &address);
            let Some((record, place)) = self.first(nearest(places, near), limit, is_it)? else {
                return Err(Missing::Absent);
            };
            if kind(&record.fields) == Kind::Revisit {
                let original = self.original(index, &record, place, limit)?;
                return capture(original.ok_or(Missing::Original)?, limit);
            }
            let to = Head::parse(&record.block)
                .and_then(|head| absolute(head.redirect()?, Some(&address)));
            match to {
                Some(to) => address = to,
                None => return capture(record, limit),
            }
        }
        Err(Missing::Absent)
    }

    fn record(&mut self, place: Place, limit: u64) -> io::Result<Option<Record>> {
        let keep = limit.saturating_add(fields::LONGEST as u64);
        let part = self.parts.get_mut(place.part as usize);
        part.map_or(Ok(None), |(_, reader)| reader.at(place.at, keep))
    }

    /// The first record at these places that is meant.
    fn first(
        &mut self,
        places: Vec<Place>,
        limit: u64,
        is_meant: impl Fn(&Record) -> bool,
    ) -> io::Result<Option<(Record, Place)>> {
        for place in places {
            if let Some(record) = self.record(place, limit)?.filter(&is_meant) {
                return Ok(Some((record, place)));
            }
        }
        Ok(None)
    }

    /// The record of which a revisit says that nothing has changed since: by its digest, by the address
    /// that it refers to, or at its own address.
    fn original(
        &mut self,
        index: &mut Index,
        revisit: &Record,
        place: Place,
        limit: u64,
    ) -> io::Result<Option<Record>> {
        let wanted = digest(&revisit.fields);
        if let Some(wanted) = wanted {
            let is_it = |record: &Record| {
                holds(&record.fields)
                    && digest(&record.fields).is_some_and(|has| has.eq_ignore_ascii_case(wanted))
            };
            let places = index.find(digest_key(wanted))?;
            if let Some((record, _)) = self.first(nearest(places, place), limit, is_it)? {
                return Ok(Some(record));
            }
        }
        let of = revisit.fields.get("warc-refers-to-target-uri");
        let of = of.map(|of| of.trim_start_matches('<').trim_end_matches('>'));
        let Some(of) = of.or_else(|| address(&revisit.fields)) else { return Ok(None) };
        let when = revisit.fields.get("warc-refers-to-date");
        let is_it = |record: &Record| {
            let differs = |field: Option<&str>, other: Option<&str>| matches!((field, other), (Some(a), Some(b)) if !a.eq_ignore_ascii_case(b));
            holds(&record.fields)
                && is_at(&record.fields, of)
                && Head::parse(&record.block).is_none_or(|head| head.status == 200)
                && !differs(wanted, digest(&record.fields))
                && !differs(when, record.fields.get("warc-date"))
        };
        let places = index.find(address_key(of))?;
        Ok(self.first(nearest(places, place), limit, is_it)?.map(|(record, _)| record))
    }
}

/// Whether a record has what it captured.
fn holds(fields: &Fields) -> bool {
    matches!(kind(fields), Kind::Response | Kind::Resource)
}

fn is_at(fields: &Fields, wanted: &str) -> bool {
    address(fields).is_some_and(|address| bare(address) == bare(wanted))
}

/// Places, those after a page first, then those before it from the last: a crawler fetches what a page
/// names when it has the page, or has it already.
fn nearest(places: Vec<Place>, near: Place) -> Vec<Place> {
    let (mut out, mut before) = (Vec::new(), Vec::new());
    for place in places {
        if place >= near { out.push(place) } else { before.push(place) }
    }
    out.extend(before.into_iter().rev());
    out
}

/// What a record captured.
fn capture(record: Record, limit: u64) -> Result<Capture, Missing> {
    if !record.whole {
        return Err(Missing::TooLarge);
    }
    let truncated = record.fields.get("warc-truncated");
    let segment = record.fields.get("warc-segment-number");
    let fault = record.fault.or_else(|| match (truncated, segment) {
        (Some(why), _) => Some(format!("the crawler cut it off (`{why}`)")),
        (None, Some(_)) => Some("only its first segment is read".into()),
        (None, None) => None,
    });
    if kind(&record.fields) == Kind::Resource {
        let charset = record.fields.media().1;
        return Ok(Capture { bytes: record.block, charset, fault });
    }
    let head = Head::parse(&record.block).ok_or(Missing::Absent)?;
    let mut block = record.block;
    let body = head.body(block.split_off(head.length), limit).map_err(|refusal| match refusal {
        http::Refusal::Encoding(name) => Missing::Encoding(name),
        http::Refusal::TooLarge => Missing::TooLarge,
    })?;
    let charset = head.fields.media().1;
    Ok(Capture { bytes: body.bytes, charset, fault: fault.or(body.fault) })
}
