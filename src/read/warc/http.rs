//! HTTP responses as they are kept in records: their head, and their body freed from what it was packed
//! in for the way. It knows no record.

use std::io::{self, Read};

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::fields::{self, Fields};

/// The head of a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) status: u16,
    pub(super) fields: Fields,
    /// Where the body begins.
    pub(super) length: usize,
}

/// A body as its server meant it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Body {
    pub(super) bytes: Vec<u8>,
    /// What is wrong with it; the bytes go as far as they do.
    pub(super) fault: Option<String>,
}

/// Why there is no body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is packed in a way that is not known.
    Encoding(String),
    /// It is larger than the limit.
    TooLarge,
}

impl Head {
    /// The head with which a block begins (RFC 9112, 2.1); `None` if it is no response.
    pub(super) fn parse(block: &[u8]) -> Option<Self> {
        if !block.starts_with(b"HTTP/") {
            return None;
        }
        let length = fields::end(block)?;
        let line = block[..length].split(|byte| *byte == b'\n').next()?;
        let line = String::from_utf8_lossy(line);
        let status = line.split_ascii_whitespace().nth(1)?.parse().ok()?;
        Some(Self { status, fields: Fields::parse(&block[line.len().min(length)..length]), length })
    }

    /// Where the response sends who asks for it.
    pub(super) fn redirect(&self) -> Option<&str> {
        let redirects = matches!(self.status, 301 | 302 | 303 | 307 | 308);
        self.fields.get("location").filter(|_| redirects)
    }

    /// The body out of what follows the head, at most `limit` bytes of it.
    ///
    /// # Errors
    /// It is packed in a way that is not known, or too large.
    pub(super) fn body(&self, packed: Vec<u8>, limit: u64) -> Result<Body, Refusal> {
        let mut body = Body { bytes: packed, fault: None };
        let is = |name, value: &str| {
            let field: &str = self.fields.get(name).unwrap_or("");
            field.split(',').any(|part| part.trim().eq_ignore_ascii_case(value))
        };
        // Some crawlers keep the field though they have put the chunks together.
        if is("transfer-encoding", "chunked")
            && let Some((bytes, whole)) = unchunked(&body.bytes)
        {
            let fault = (!whole).then(|| "the response ends in the middle of a chunk".into());
            body = Body { bytes, fault };
        }
        let encodings: Vec<&str> =
            self.fields.get("content-encoding").unwrap_or("").split(',').collect();
        // The last was put on last (RFC 9110, 8.4); nobody puts on more than two.
        for encoding in encodings.iter().rev().take(4) {
            let name = encoding.trim().to_ascii_lowercase();
            let bytes = &body.bytes[..];
            let is_text = || std::str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0'));
            let unpacked = match name.as_str() {
                "gzip" | "x-gzip" if bytes.starts_with(&[0x1F, 0x8B]) => {
                    unpacked(MultiGzDecoder::new(bytes), limit)
                }
                "deflate" if is_zlib(bytes) => unpacked(ZlibDecoder::new(bytes), limit),
                // As some servers send it.
                "deflate" if !is_text() => unpacked(DeflateDecoder::new(bytes), limit),
                // Some crawlers keep the field though they have unpacked the body.
                "" | "identity" | "gzip" | "x-gzip" => continue,
                _ if is_text() => continue,
                _ => Err(Refusal::Encoding(name)),
            }?;
            let fault = body.fault.take().or(unpacked.fault);
            body = Body { bytes: unpacked.bytes, fault };
        }
        if body.bytes.len() as u64 > limit { Err(Refusal::TooLarge) } else { Ok(body) }
    }
}

/// Whether bytes begin as zlib's do (RFC 1950, 2.2).
fn is_zlib(bytes: &[u8]) -> bool {
    matches!(bytes, [cmf, flags, ..]
        if cmf & 0x0F == 8 && u16::from_be_bytes([*cmf, *flags]).is_multiple_of(31))
}

fn unpacked(from: impl Read, limit: u64) -> Result<Body, Refusal> {
    let mut bytes = Vec::new();
    let read = from.take(limit.saturating_add(1)).read_to_end(&mut bytes);
    if bytes.len() as u64 > limit {
        return Err(Refusal::TooLarge);
    }
    let fault = read.err().map(|error| match error.kind() {
        io::ErrorKind::UnexpectedEof => "the compressed response ends early".into(),
        _ => format!("the compressed response is damaged: {error}"),
    });
    Ok(Body { bytes, fault })
}

/// The chunks of a body put together (RFC 9112, 7.1), and whether the last of them is there; `None` if it
/// is not in chunks.
fn unchunked(packed: &[u8]) -> Option<(Vec<u8>, bool)> {
    let mut out = Vec::new();
    let mut rest = packed;
    let mut first = true;
    loop {
        let Some(end) = rest.iter().take(1024).position(|byte| *byte == b'\n') else {
            return (!first).then_some((out, false));
        };
        let line = String::from_utf8_lossy(&rest[..end]);
        let digits = line.split(';').next().unwrap_or("").trim();
        let Ok(size) = usize::from_str_radix(digits, 16) else {
            return (!first).then_some((out, false));
        };
        first = false;
        rest = &rest[end + 1..];
        if size == 0 {
            return Some((out, true));
        }
        out.extend_from_slice(&rest[..size.min(rest.len())]);
        if size > rest.len() {
            return Some((out, false));
        }
        rest = &rest[size..];
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use std::io::Write as _;

    fn body(head: &str, packed: &[u8], limit: u64) -> Result<(String, bool), Refusal> {
        let head = format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n");
        let parsed = Head::parse(head.as_bytes()).unwrap();
        assert_eq!((parsed.status, parsed.length), (200, head.len()));
        let body = parsed.body(packed.to_vec(), limit)?;
        Ok((String::from_utf8(body.bytes).unwrap(), body.fault.is_some()))
    }

    #[allow(clippy::unnecessary_wraps, reason = "it is what `body` gives")]
    fn whole(text: &str) -> Result<(String, bool), Refusal> {
        Ok((text.into(), false))
    }

    #[test]
    fn bodies_are_freed_from_their_packing() {
        const CHUNKED: &str = "Transfer-Encoding: chunked";
        let gzip = |text: &[u8]| {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
            encoder.write_all(text).unwrap();
            encoder.finish().unwrap()
        };
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
        zlib.write_all(b"<p>zlib").unwrap();
        let mut raw = DeflateEncoder::new(Vec::new(), Compression::fast());
        raw.write_all(b"<p>raw").unwrap();
        assert_eq!(body("A: b", b"<p>x", 99), whole("<p>x"));
        assert_eq!(body(CHUNKED, b"3;x=y\r\nabc\r\n1\r\nd\r\n0\r\n\r\n", 99), whole("abcd"));
        assert_eq!(
            body(CHUNKED, b"<p>it is whole already\n", 99),
            whole("<p>it is whole already\n")
        );
        assert_eq!(body(CHUNKED, b"3\r\nabc\r\n9\r\nde", 99), Ok(("abcde".into(), true)));
        assert_eq!(body(CHUNKED, b"ffffffffffffffff\r\nab", 99), Ok(("ab".into(), true)));
        assert_eq!(body("Content-Encoding: GZIP", &gzip(b"<p>x"), 99), whole("<p>x"));
        assert_eq!(body("Content-Encoding: gzip, gzip", &gzip(&gzip(b"<p>x")), 99), whole("<p>x"));
        assert_eq!(body("Content-Encoding: gzip", b"<p>unpacked", 99), whole("<p>unpacked"));
        assert_eq!(
            body("Content-Encoding: deflate", &zlib.finish().unwrap(), 99),
            whole("<p>zlib")
        );
        assert_eq!(body("Content-Encoding: deflate", &raw.finish().unwrap(), 99), whole("<p>raw"));
        assert_eq!(body("Content-Encoding: br", b"<p>unpacked", 99), whole("<p>unpacked"));
        let br = body("Content-Encoding: br", b"\x8B\xFF", 99);
        assert_eq!(br, Err(Refusal::Encoding("br".into())));
        let cut = gzip(b"<p>some words");
        assert!(body("Content-Encoding: gzip", &cut[..cut.len() - 6], 99).unwrap().1);
        let bomb = gzip(&vec![b' '; 1 << 20]);
        assert_eq!(body("Content-Encoding: gzip", &bomb, 1 << 16), Err(Refusal::TooLarge));
    }
}
