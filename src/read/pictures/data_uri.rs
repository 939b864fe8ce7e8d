//! Pictures inside their address: `data:image/png;base64,…`. It does not judge what they are.

use crate::read::html::percent_decoded_bytes;

/// Whether an address carries its own data.
pub(in crate::read) fn is_one(address: &str) -> bool {
    address.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
}

/// The bytes in a `data:` address, if it is well formed.
pub(in crate::read) fn bytes(address: &str) -> Option<Vec<u8>> {
    let (kind, data) = address.get(5..)?.split_once(',')?;
    let data = percent_decoded_bytes(data);
    let last = kind.rsplit(';').next().unwrap_or("").trim();
    if last.eq_ignore_ascii_case("base64") { base64(&data) } else { Some(data) }
}

/// Base64 as browsers read it: white space and missing padding are forgiven.
fn base64(data: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(data.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for &byte in data.iter().filter(|byte| !byte.is_ascii_whitespace() && **byte != b'=') {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(digit);
        count += 1;
        if count == 4 {
            out.extend_from_slice(&bits.to_be_bytes()[1..]);
            (bits, count) = (0, 0);
        }
    }
    match count {
        0 => {}
        2 => out.extend_from_slice(&(bits << 12).to_be_bytes()[1..2]),
        3 => out.extend_from_slice(&(bits << 6).to_be_bytes()[1..3]),
        _ => return None,
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_and_percent() {
        assert_eq!(bytes("data:;base64,aGVsbG8=").as_deref(), Some(&b"hello"[..]));
        assert_eq!(bytes("DATA:image/png;BASE64,aGVs%0AbG8h").as_deref(), Some(&b"hello!"[..]));
        assert_eq!(bytes("data:,a%20b").as_deref(), Some(&b"a b"[..]));
        assert_eq!(bytes("data:;base64,?"), None);
        assert_eq!(bytes("data:;base64,a"), None);
        assert_eq!(bytes("data:image/png"), None);
        assert!(is_one("Data:,") && !is_one("a.png") && !is_one("dat\u{e1}:,"));
    }
}
