//! Addresses as they may stand in an output: absolute, of a scheme that opens a page or a message, and
//! with nothing in them that needs escaping. It opens none of them.

use std::fmt::Write as _;

/// The address, resolved against that of the article and escaped; `None` if nothing can follow it.
pub fn absolute(address: &str, base: Option<&str>) -> Option<String> {
    let address = address.trim();
    let escaped = match scheme(address) {
        Some("http" | "https" | "ftp") => {
            let rest = address.split_once(':')?.1;
            (rest.len() > 2 && rest.starts_with("//")).then(|| escape(address))
        }
        Some("mailto" | "tel" | "doi" | "urn") => Some(escape(address)),
        Some(_) => None,
        None if address.is_empty() => None,
        None => join(&absolute(base?, None)?, address).map(|joined| escape(&joined)),
    }?;
    Some(escaped)
}

/// An address as a message has it: of data, only what they are; never more than a line.
pub fn shown(address: &str) -> &str {
    const LONGEST: usize = 100;
    let is_data = address.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"));
    let end = if is_data { address.find(',') } else { None };
    let end = end.unwrap_or(address.len()).min(LONGEST);
    let end = (0..=end).rev().find(|&at| address.is_char_boundary(at)).unwrap_or(0);
    &address[..end]
}

/// The scheme of an address in lower case, if it is one that this module knows; `Some("")` for others.
fn scheme(address: &str) -> Option<&'static str> {
    let (scheme, _) = address.split_once(':')?;
    let well_formed = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    if !well_formed {
        return None;
    }
    ["http", "https", "ftp", "mailto", "tel", "doi", "urn"]
        .into_iter()
        .find(|known| scheme.eq_ignore_ascii_case(known))
        .or(Some(""))
}

/// Resolves a relative reference against a base with an authority (RFC 3986, 5.2).
fn join(base: &str, reference: &str) -> Option<String> {
    let (scheme, rest) = base.split_once("://")?;
    let base = &base[..base.find(['?', '#']).unwrap_or(base.len())];
    let root = scheme.len() + 3 + rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (root, base_path) = base.split_at(root.min(base.len()));
    if let Some(authority) = reference.strip_prefix("//") {
        return Some(format!("{scheme}://{authority}"));
    }
    let (path, tail) = reference.split_at(reference.find(['?', '#']).unwrap_or(reference.len()));
    if path.is_empty() {
        return Some(format!("{root}{base_path}{tail}"));
    }
    let folder = &base_path[..base_path.rfind('/').map_or(0, |slash| slash + 1)];
    let merged = if path.starts_with('/') { path.to_owned() } else { format!("{folder}{path}") };
    let mut segments: Vec<&str> = Vec::new();
    let all: Vec<&str> = merged.trim_start_matches('/').split('/').collect();
    for (index, segment) in all.iter().enumerate() {
        let last = index + 1 == all.len();
        match *segment {
            "." | ".." => {
                if *segment == ".." {
                    segments.pop();
                }
                if last {
                    segments.push("");
                }
            }
            other => segments.push(other),
        }
    }
    Some(format!("{root}/{}{tail}", segments.join("/")))
}

/// Percent-encodes what may not stand in an address; what is encoded already stays.
fn escape(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    let host_end = address.find("://").map_or(0, |at| {
        at + 3 + address[at + 3..].find(['/', '?', '#']).unwrap_or(address.len() - at - 3)
    });
    let mut fragment = false;
    for (at, c) in address.char_indices() {
        let encoded = match c {
            '%' => !address
                .as_bytes()
                .get(at + 1..at + 3)
                .is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)),
            '#' => std::mem::replace(&mut fragment, true),
            '[' | ']' => at >= host_end,
            '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => true,
            c => c.is_control() || c.is_whitespace(),
        };
        if encoded {
            for byte in c.to_string().bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_in_a_line() {
        assert_eq!(shown("DATA:image/png;base64,iVBORw0KGgo"), "DATA:image/png;base64");
        assert_eq!(shown("a/b,c.png"), "a/b,c.png");
        assert_eq!(shown(&"é".repeat(99)).len(), 100);
    }

    #[test]
    fn only_what_can_be_followed_is_an_address() {
        let base = Some("https://a.example/x/y.html?q#f");
        let of = |address| absolute(address, base);
        for (address, expected) in [
            ("HTTPS://b.example", "HTTPS://b.example"),
            ("z.html", "https://a.example/x/z.html"),
            ("../../z/./", "https://a.example/z/"),
            ("/z?a=b", "https://a.example/z?a=b"),
            ("?p", "https://a.example/x/y.html?p"),
            ("//c.example/", "https://c.example/"),
            (" https://a.example/a b|c%20%zz#d#e ", "https://a.example/a%20b%7Cc%20%25zz#d%23e"),
            ("http://[::1]/[x]", "http://[::1]/%5Bx%5D"),
            ("mailto:a@b.example", "mailto:a@b.example"),
        ] {
            assert_eq!(of(address).as_deref(), Some(expected), "{address}");
        }
        for address in [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "",
            "http:",
            "https://",
        ] {
            assert_eq!(of(address), None, "{address}");
        }
        assert_eq!(absolute("z.html", None), None);
    }
}
