//! Bytes that know where they are, and where in them the next record may begin. It knows no record.

use std::io::{self, BufRead, BufReader, Read, Seek};

use flate2::bufread::GzDecoder;

/// How a member of a gzip file begins: its mark, and the only method there is (RFC 1952, 2.3).
pub(super) const GZIP: &[u8] = &[0x1F, 0x8B, 8];
/// How a record begins.
pub(super) const WARC: &[u8] = b"WARC/";

/// A stream that counts what was taken from it.
#[derive(Debug)]
pub(super) struct Counted<B> {
    pub(super) inner: B,
    /// How many bytes stand before the next one.
    pub(super) at: u64,
}

/// The bytes of a file as they are stored.
pub(super) type Raw<R> = Counted<BufReader<R>>;

impl<B: BufRead> Counted<B> {
    pub(super) fn new(inner: B) -> Self {
        Self { inner, at: 0 }
    }
}

impl<B: BufRead> Read for Counted<B> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(out)?;
        self.at += count as u64;
        Ok(count)
    }
}

impl<B: BufRead> BufRead for Counted<B> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.at += amount as u64;
        self.inner.consume(amount);
    }
}

impl<R: Read + Seek> Raw<R> {
    /// Goes to a place.
    pub(super) fn seek(&mut self, to: u64) -> io::Result<()> {
        let delta = i128::from(to) - i128::from(self.at);
        let delta = i64::try_from(delta).map_err(io::Error::other)?;
        self.inner.seek_relative(delta)?;
        self.at = to;
        Ok(())
    }

    /// The next bytes, which stay; fewer at the end.
    pub(super) fn peek(&mut self, count: u64) -> io::Result<Vec<u8>> {
        let at = self.at;
        let mut bytes = Vec::new();
        self.by_ref().take(count).read_to_end(&mut bytes)?;
        self.seek(at)?;
        Ok(bytes)
    }

    /// The first place from `from` on where a record begins, or a compressed one.
    pub(super) fn next_start(&mut self, from: u64) -> io::Result<Option<u64>> {
        const CHUNK: u64 = 64 * 1024;
        /// What must be seen of a start to tell it, the name in the header of a member included.
        const LONGEST: usize = 1024;
        // The byte before tells whether a line begins.
        let mut base = from.saturating_sub(1);
        self.seek(base)?;
        let mut window = Vec::new();
        let mut next = usize::from(from > 0);
        loop {
            let last = self.by_ref().take(CHUNK).read_to_end(&mut window)? == 0;
            while next < window.len() && (last || window.len() - next >= LONGEST) {
                let rest = &window[next..];
                let place = base + next as u64;
                let line_begins = place == 0 || window[next.saturating_sub(1)] == b'\n';
                if is_record(rest, line_begins) {
                    return Ok(Some(place));
                }
                if is_member(&rest[..rest.len().min(LONGEST)]) {
                    return Ok(Some(place));
                }
                let rest = &window[next + 1..];
                next +=
                    1 + rest.iter().position(|b| matches!(b, b'W' | 0x1F)).unwrap_or(rest.len());
            }
            if last {
                return Ok(None);
            }
            // All but the byte before the next one to look at.
            let done = next.min(window.len()).saturating_sub(1);
            window.drain(..done);
            base += done as u64;
            next -= done;
        }
    }
}

/// Whether bytes are those of a record: inside a line only if its first field follows.
fn is_record(bytes: &[u8], line_begins: bool) -> bool {
    match bytes.strip_prefix(WARC) {
        Some([b'0' | b'1', b'.', b'0'..=b'9', rest @ ..]) => {
            line_begins || rest.starts_with(b"\r\nW")
        }
        _ => false,
    }
}

/// Whether bytes are those of a compressed record.
fn is_member(bytes: &[u8]) -> bool {
    let may_be = bytes.starts_with(GZIP) && bytes.get(3).is_some_and(|flags| flags & 0xE0 == 0);
    let mut start = [0; WARC.len()];
    may_be && GzDecoder::new(bytes).read_exact(&mut start).is_ok() && start == WARC
}

/// Passes line ends; whether anything follows.
pub(super) fn skip_newlines(stream: &mut impl BufRead) -> io::Result<bool> {
    loop {
        let bytes = stream.fill_buf()?;
        let newlines = bytes.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        let (empty, all) = (bytes.is_empty(), newlines == bytes.len());
        stream.consume(newlines);
        if empty || !all {
            return Ok(!empty);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write as _};

    #[test]
    fn the_next_start_is_found_wherever_it_stands() {
        let mut member = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        member.write_all(b"WARC/1.1\r\n").unwrap();
        let member = member.finish().unwrap();
        for distance in [0, 1, 9, 65_535, 65_536, 70_000] {
            for start in [&b"\nWARC/1.0\r\n"[..], &member] {
                let mut bytes = b"x WARC/1.0 \x1F\x8B\x08\0 \nWARC/x".to_vec();
                bytes.resize(bytes.len() + distance, b'-');
                let expected = bytes.len() + usize::from(start[0] == b'\n');
                bytes.extend_from_slice(start);
                let mut raw = Counted::new(BufReader::new(Cursor::new(bytes)));
                assert_eq!(raw.next_start(1).unwrap(), Some(expected as u64), "{distance}");
                assert_eq!(raw.next_start(expected as u64).unwrap(), Some(expected as u64));
                assert_eq!(raw.next_start(expected as u64 + 1).unwrap(), None);
            }
        }
    }
}
