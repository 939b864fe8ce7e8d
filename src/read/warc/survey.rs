//! One reading of a whole archive: where its pages are, what is damaged, and which records answer for
//! which address. Memory is the table of the addresses, never a record more.

use std::collections::HashSet;
use std::fs::File;
use std::io;

use serde::{Deserialize, Serialize};

use super::Place;
use super::fields::{self, Fields};
use super::http::Head;
use super::index::{Table, address_key, digest_key};
use super::open::Archive;
use super::reader::{Event, Record};

/// What a survey finds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Found {
    /// A page.
    Page(Page),
    /// A record that is damaged and no page, or bytes that are no record.
    Damage {
        /// Where it stands.
        place: Place,
        /// What is wrong.
        fact: String,
    },
}

/// A page of an archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Where its record stands.
    pub place: Place,
    /// The address at which it was captured.
    pub address: String,
    /// When, as the archive has it: `2020-05-13T10:15:00Z`.
    pub date: Option<String>,
}

impl Archive {
    /// Reads the archive once, writes its index into a file, and hands on what it finds in its order, for
    /// as long as `go_on` says so.
    ///
    /// # Errors
    /// The archive cannot be read, the index cannot be written, or `each` failed.
    pub fn survey(
        &mut self,
        index: &File,
        go_on: impl Fn() -> bool,
        mut each: impl FnMut(Found) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut known = Known::default();
        for (part, (_, reader)) in (0..).zip(&mut self.parts) {
            while go_on() {
                // Enough to see the head of a response.
                let Some(event) = reader.next(fields::LONGEST as u64)? else { break };
                let found = match event {
                    Event::Damage(at, fact) => {
                        Some(Found::Damage { place: Place { part, at }, fact })
                    }
                    Event::Record(record) => known.record(&record, Place { part, at: record.at }),
                };
                found.map_or(Ok(()), &mut each)?;
            }
        }
        known.table.write(index)
    }
}

/// What is known of the records that were read.
#[derive(Default)]
struct Known {
    table: Table,
    /// The keys of pages, for revisits that do not say what they revisit.
    pages: HashSet<u64>,
}

impl Known {
    /// What a record is.
    fn record(&mut self, record: &Record, place: Place) -> Option<Found> {
        let address = address(&record.fields).unwrap_or_default();
        if !address.is_empty() && self.is_page(record, address, place) {
            let date = record.fields.get("warc-date").map(str::to_owned);
            return Some(Found::Page(Page { place, address: address.to_owned(), date }));
        }
        let fact = record.fault.as_ref()?;
        let of = if address.is_empty() { String::new() } else { format!(" of `{address}`") };
        Some(Found::Damage { place, fact: format!("a record{of} is damaged: {fact}") })
    }

    /// Whether a record is a page; whatever answers for an address is noted.
    fn is_page(&mut self, record: &Record, address: &str, place: Place) -> bool {
        let key = address_key(address);
        let digest = digest(&record.fields).map(digest_key);
        let head = Head::parse(&record.block);
        match kind(&record.fields) {
            Kind::Response => {
                let Some(head) = head else { return false };
                if head.redirect().is_some() {
                    self.table.add(key, place);
                }
                if head.status != 200 {
                    return false;
                }
                self.answers(fields::is_page(&head.fields.media().0), key, digest, place)
            }
            Kind::Resource => {
                self.answers(fields::is_page(&record.fields.media().0), key, digest, place)
            }
            Kind::Revisit => {
                self.table.add(key, place);
                match head.filter(|head| head.fields.get("content-type").is_some()) {
                    Some(head) => head.status < 400 && fields::is_page(&head.fields.media().0),
                    None => {
                        let of = record.fields.get("warc-refers-to-target-uri").map(address_key);
                        let mut keys = [digest, of, Some(key)].into_iter().flatten();
                        keys.any(|key| self.pages.contains(&key))
                    }
                }
            }
            Kind::Other => false,
        }
    }

    fn answers(&mut self, is_page: bool, key: u64, digest: Option<u64>, place: Place) -> bool {
        for key in [Some(key), digest].into_iter().flatten() {
            self.table.add(key, place);
            if is_page {
                self.pages.insert(key);
            }
        }
        is_page
    }
}

/// The kinds of records that count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Response,
    Resource,
    Revisit,
    Other,
}

pub(super) fn kind(fields: &Fields) -> Kind {
    match fields.get("warc-type").unwrap_or("").to_ascii_lowercase().as_str() {
        "response" => Kind::Response,
        "resource" => Kind::Resource,
        "revisit" => Kind::Revisit,
        _ => Kind::Other,
    }
}

/// The address of what was captured; WARC 1.0 has it between angle brackets.
pub(super) fn address(fields: &Fields) -> Option<&str> {
    let address = fields.get("warc-target-uri")?;
    Some(address.trim_start_matches('<').trim_end_matches('>'))
}

/// The digest of what was captured.
pub(super) fn digest(fields: &Fields) -> Option<&str> {
    fields.get("warc-payload-digest")
}
