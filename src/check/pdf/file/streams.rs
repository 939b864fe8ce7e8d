//! The bytes of streams (ISO 32000-1, 7.4), decoded within limits. It knows no meaning of them.

use lopdf::{Dictionary, Object, Stream};

use super::Objects;
use crate::check::limits::{MAX_PART, MAX_PARTS};

/// Why a stream could not be decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check::pdf) enum Undecoded {
    /// It becomes larger than a stream may.
    TooLarge,
    /// Its bytes are not what its filters make.
    Damaged,
    /// It has a filter for pictures, or an unknown one.
    Filter,
}

/// Filters in a row that are followed.
const MAX_FILTERS: usize = 8;

/// Bytes of all streams that are decoded, at most: pictures and fonts are not.
const MAX_DECODED: usize = MAX_PARTS / 4;

/// Decodes a stream into at most `limit` bytes.
pub(in crate::check::pdf) fn decode(
    objects: &Objects,
    stream: &Stream,
    limit: usize,
) -> Result<Vec<u8>, Undecoded> {
    let limit = limit.min(MAX_PART).min(MAX_DECODED.saturating_sub(objects.decoded.get()));
    let filters = listed(objects, &stream.dict, b"Filter", b"F");
    let parameters = listed(objects, &stream.dict, b"DecodeParms", b"DP");
    if filters.len() > MAX_FILTERS {
        return Err(Undecoded::TooLarge);
    }
    let mut data = stream.content.clone();
    for (n, filter) in filters.iter().enumerate() {
        let filter = filter.as_name().map_err(|_| Undecoded::Filter)?;
        let parameters = parameters.get(n).and_then(|object| object.as_dict().ok());
        data = step(objects, filter, &data, parameters, limit)?;
    }
    objects.decoded.set(objects.decoded.get().saturating_add(data.len()));
    if data.len() > limit { Err(Undecoded::TooLarge) } else { Ok(data) }
}

/// The value of a key, one or several.
fn listed<'a>(
    objects: &'a Objects,
    dict: &'a Dictionary,
    key: &[u8],
    short: &[u8],
) -> Vec<&'a Object> {
    match objects.get(dict, key).or_else(|| objects.get(dict, short)) {
        None => Vec::new(),
        Some(Object::Array(all)) => {
            all.iter().take(MAX_FILTERS + 1).map(|one| objects.resolve(one)).collect()
        }
        Some(one) => vec![one],
    }
}

fn step(
    objects: &Objects,
    filter: &[u8],
    data: &[u8],
    parameters: Option<&Dictionary>,
    limit: usize,
) -> Result<Vec<u8>, Undecoded> {
    let early = parameters.and_then(|p| objects.integer(p, b"EarlyChange"));
    let out = match filter {
        b"FlateDecode" | b"Fl" => {
            let out = library("FlateDecode", data, None, limit)?;
            if !data.is_empty() && !is_whole(data, &out) {
                return Err(Undecoded::Damaged);
            }
            out
        }
        b"LZWDecode" | b"LZW" => library("LZWDecode", data, early, limit)?,
        b"ASCII85Decode" | b"A85" => library("ASCII85Decode", data.trim_ascii(), None, limit)?,
        b"ASCIIHexDecode" | b"AHx" => hexadecimal(data),
        b"RunLengthDecode" | b"RL" => run_lengths(data, limit)?,
        b"Crypt" => data.to_vec(),
        _ => return Err(Undecoded::Filter),
    };
    match parameters {
        Some(parameters) => predicted(objects, parameters, out),
        None => Ok(out),
    }
}

/// What the library can do, one filter at a time, within the limit.
fn library(
    filter: &str,
    data: &[u8],
    early: Option<i64>,
    limit: usize,
) -> Result<Vec<u8>, Undecoded> {
    let mut dict = Dictionary::new();
    dict.set("Filter", filter);
    if let Some(early) = early {
        dict.set("DecodeParms", Dictionary::from_iter([("EarlyChange", Object::Integer(early))]));
    }
    Stream::new(dict, data.to_vec()).decompressed_content_with_limit(limit).map_err(|error| {
        match error {
            lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => {
                Undecoded::TooLarge
            }
            _ => Undecoded::Damaged,
        }
    })
}

/// Whether the checksum at the end of deflated data is that of what came out. The library says nothing
/// of data that end too early; line ends may follow the checksum.
fn is_whole(data: &[u8], out: &[u8]) -> bool {
    let (mut a, mut b) = (1_u32, 0_u32);
    for part in out.chunks(3800) {
        for &byte in part {
            a += u32::from(byte);
            b += a;
        }
        a %= 65521;
        b %= 65521;
    }
    let sum = ((b << 16) | a).to_be_bytes();
    let tail = &data[data.len().saturating_sub(8)..];
    tail.windows(4).any(|four| four == sum)
}

fn hexadecimal(data: &[u8]) -> Vec<u8> {
    let digits = data.iter().take_while(|b| **b != b'>').filter_map(|b| (*b as char).to_digit(16));
    let digits: Vec<u32> = digits.collect();
    let byte = |pair: &[u32]| ((pair[0] << 4 | pair.get(1).unwrap_or(&0)) & 0xFF) as u8;
    digits.chunks(2).map(byte).collect()
}

fn run_lengths(data: &[u8], limit: usize) -> Result<Vec<u8>, Undecoded> {
    let mut out = Vec::new();
    let mut rest = data;
    while let [length, tail @ ..] = rest {
        if out.len() > limit {
            return Err(Undecoded::TooLarge);
        }
        let length = usize::from(*length);
        match length {
            0..=127 => {
                let copied = tail.get(..=length).ok_or(Undecoded::Damaged)?;
                out.extend_from_slice(copied);
                rest = &tail[copied.len()..];
            }
            128 => break,
            _ => {
                let [byte, tail @ ..] = tail else { return Err(Undecoded::Damaged) };
                out.extend(std::iter::repeat_n(*byte, 257 - length));
                rest = tail;
            }
        }
    }
    Ok(out)
}

/// Undoes a PNG predictor (7.4.4.4).
fn predicted(
    objects: &Objects,
    parameters: &Dictionary,
    data: Vec<u8>,
) -> Result<Vec<u8>, Undecoded> {
    let number = |key: &[u8], default| objects.integer(parameters, key).unwrap_or(default);
    match number(b"Predictor", 1) {
        1 => return Ok(data),
        10..=15 => {}
        _ => return Err(Undecoded::Filter),
    }
    let small = |value: i64, most: i64| usize::try_from(value.clamp(1, most)).unwrap_or(1);
    let colours = small(number(b"Colors", 1), 64);
    let bits = small(number(b"BitsPerComponent", 8), 16);
    let columns = small(number(b"Columns", 1), 1 << 20);
    let before = (colours * bits).div_ceil(8);
    let length = (colours * bits * columns).div_ceil(8);
    let mut out: Vec<u8> = Vec::with_capacity(data.len());
    for line in data.chunks(length + 1) {
        let [kind, line @ ..] = line else { break };
        let start = out.len();
        for (n, &byte) in line.iter().enumerate() {
            let up = if start >= length { out[start - length + n] } else { 0 };
            let left = if n >= before { out[start + n - before] } else { 0 };
            let diagonal =
                if n >= before && start >= length { out[start - length + n - before] } else { 0 };
            let guess = match kind {
                0 => 0,
                1 => left,
                2 => up,
                3 => u16::midpoint(left.into(), up.into()).to_le_bytes()[0],
                4 => paeth(left, up, diagonal),
                _ => return Err(Undecoded::Damaged),
            };
            out.push(byte.wrapping_add(guess));
        }
    }
    Ok(out)
}

fn paeth(left: u8, up: u8, diagonal: u8) -> u8 {
    let [l, u, d] = [left, up, diagonal].map(i16::from);
    let guess = l + u - d;
    let [to_left, to_up, to_diagonal] = [l, u, d].map(|value| (guess - value).abs());
    if to_left <= to_up && to_left <= to_diagonal {
        left
    } else if to_up <= to_diagonal {
        up
    } else {
        diagonal
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stream(filter: &str, data: &[u8]) -> Stream {
        let mut stream = Stream::new(Dictionary::new(), data.to_vec());
        stream.dict.set("Filter", filter);
        stream
    }

    #[test]
    fn filters_are_undone_within_limits() {
        let objects = Objects::default();
        let hex = stream("ASCIIHexDecode", b"48 65 6c 6C 6f>");
        assert_eq!(decode(&objects, &hex, 100).unwrap(), b"Hello");
        let runs = stream("RunLengthDecode", b"\x01ab\xFFc\x80");
        assert_eq!(decode(&objects, &runs, 100).unwrap(), b"abcc");
        assert_eq!(decode(&objects, &stream("DCTDecode", b"x"), 100), Err(Undecoded::Filter));

        let mut bomb = Stream::new(Dictionary::new(), vec![b' '; 1_000_000]);
        bomb.compress().unwrap();
        assert_eq!(decode(&objects, &bomb, 1000), Err(Undecoded::TooLarge));
        assert_eq!(decode(&objects, &bomb, 1_000_000).unwrap().len(), 1_000_000);
        let half = bomb.content.len() / 2;
        bomb.content.truncate(half);
        assert_eq!(decode(&objects, &bomb, 2_000_000), Err(Undecoded::Damaged));
    }

    #[test]
    fn predictors_are_undone() {
        let objects = Objects::default();
        let parameters = [("Predictor", 12), ("Columns", 2)];
        let parameters = Dictionary::from_iter(parameters.map(|(k, v)| (k, Object::Integer(v))));
        let data = vec![2, 1, 2, 2, 1, 1];
        assert_eq!(predicted(&objects, &parameters, data), Ok(vec![1, 2, 2, 3]));
    }
}
