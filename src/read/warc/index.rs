//! Which records of an archive answer for an address or a digest: a sorted table of hashes in a file, so
//! that an archive of any size takes no memory. A hash may lie; whoever looks up compares.

use std::fs::File;
use std::io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};

use super::Place;
use super::reader::Position;

/// The bytes of an entry: hash, offset, part and inner offset.
const ENTRY: usize = 24;
/// Entries of one hash that are looked at.
const MOST: usize = 64;

/// A table that is being made.
#[derive(Debug, Default)]
pub(super) struct Table(Vec<(u64, Place)>);

impl Table {
    pub(super) fn add(&mut self, key: u64, place: Place) {
        self.0.push((key, place));
    }

    /// Writes the table.
    pub(super) fn write(mut self, file: &File) -> io::Result<()> {
        self.0.sort_unstable();
        self.0.dedup();
        let mut out = BufWriter::new(file);
        for (key, Place { part, at }) in self.0 {
            out.write_all(&key.to_le_bytes())?;
            out.write_all(&at.offset.to_le_bytes())?;
            out.write_all(&part.to_le_bytes())?;
            // Records are not read beyond 1 GiB of a member.
            out.write_all(&u32::try_from(at.inner).unwrap_or(u32::MAX).to_le_bytes())?;
        }
        out.flush()
    }
}

/// A table that was made.
#[derive(Debug)]
pub(super) struct Index {
    file: File,
    entries: u64,
}

impl Index {
    pub(super) fn open(file: File) -> io::Result<Self> {
        let entries = file.metadata()?.len() / ENTRY as u64;
        Ok(Self { file, entries })
    }

    fn entry(&mut self, number: u64) -> io::Result<(u64, Place)> {
        let mut bytes = [0; ENTRY];
        self.file.seek(SeekFrom::Start(number * ENTRY as u64))?;
        self.file.read_exact(&mut bytes)?;
        let [a, b, c] = [0, 8, 16].map(|from| {
            let mut word = [0; 8];
            word.copy_from_slice(&bytes[from..from + 8]);
            u64::from_le_bytes(word)
        });
        let inner = c >> 32;
        let part = (c & 0xFFFF_FFFF) as u32;
        Ok((a, Place { part, at: Position { offset: b, inner } }))
    }

    /// The places with a hash, in the order of the archive.
    pub(super) fn find(&mut self, key: u64) -> io::Result<Vec<Place>> {
        let (mut low, mut high) = (0, self.entries);
        while low < high {
            let middle = low.midpoint(high);
            if self.entry(middle)?.0 < key { low = middle + 1 } else { high = middle }
        }
        let mut places = Vec::new();
        while low < self.entries && places.len() < MOST {
            let (found, place) = self.entry(low)?;
            if found != key {
                break;
            }
            places.push(place);
            low += 1;
        }
        Ok(places)
    }
}

/// The hash under which an address is looked up: pages that are served in two ways are one, and a
/// fragment is no part of what is fetched.
pub(super) fn address_key(address: &str) -> u64 {
    hash(&bare(address))
}

/// The hash under which a digest is looked up.
pub(super) fn digest_key(digest: &str) -> u64 {
    hash(&format!("digest {}", digest.to_ascii_lowercase()))
}

/// An address as it is compared: escaped, without scheme and fragment, its host in small letters.
pub(super) fn bare(address: &str) -> String {
    let address = address.trim().trim_start_matches('<').trim_end_matches('>');
    let address = crate::text::absolute(address, None).unwrap_or_else(|| address.to_owned());
    let address = address.split('#').next().unwrap_or("");
    let Some((scheme, rest)) = address.split_once("://") else { return address.to_owned() };
    let (host, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let host = host.to_ascii_lowercase();
    let port = if scheme.eq_ignore_ascii_case("https") { ":443" } else { ":80" };
    let host = host.strip_suffix(port).unwrap_or(&host);
    let path = if path.is_empty() { "/" } else { path };
    format!("{host}{path}")
}

/// FNV-1a: the same on every machine.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_the_table_is_found() {
        let file = tempfile::tempfile().unwrap();
        let place = |n: u32| Place {
            part: n % 3,
            at: Position { offset: u64::from(n), inner: u64::from(n / 2) },
        };
        let mut table = Table::default();
        for n in (0..100_u32).rev() {
            table.add(u64::from(n / 2), place(n));
        }
        table.write(&file).unwrap();
        let mut index = Index::open(file).unwrap();
        for n in 0..50_u32 {
            let mut expected = vec![place(2 * n), place(2 * n + 1)];
            expected.sort();
            assert_eq!(index.find(u64::from(n)).unwrap(), expected);
        }
        assert_eq!(index.find(50).unwrap(), []);
    }

    #[test]
    fn addresses_are_compared_by_what_they_fetch() {
        let same = ["http://A.example", "<https://a.example:443/#x>"];
        assert_eq!(address_key(same[0]), address_key(same[1]));
        assert_eq!(address_key("http://a.example/b c"), address_key("https://a.example/b%20c"));
        assert_ne!(address_key("http://a.example/b"), address_key("http://a.example/B"));
    }
}
