//! References as the files of a book write them: resolved to the file in the container, or told apart
//! from what leads out of it (EPUB 3.3, 4.1.3 and 3.4: container root URL). It opens nothing.

/// Where a reference leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Address {
    /// To a file of the container (its path from the root), and perhaps an element in it.
    Inside { path: String, fragment: Option<String> },
    /// To the web.
    Remote,
    /// `data:`.
    Data,
    /// `mailto:`, `tel:` and the like.
    Other,
    /// Nowhere that a book may lead: why.
    Bad(&'static str),
}

/// Resolves a reference against the file in which it stands.
pub(super) fn resolve(base: &str, reference: &str) -> Address {
    let reference = reference.trim_matches([' ', '\t', '\r', '\n']);
    if let Some(scheme) = scheme(reference) {
        return match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" | "ftp" => match reference.bytes().find(|b| !allowed(*b)) {
                Some(_) => Address::Bad("has a character that must be escaped"),
                None => Address::Remote,
            },
            "data" => Address::Data,
            "file" => Address::Bad("names a file of one machine"),
            _ => Address::Other,
        };
    }
    if reference.starts_with("//") {
        return Address::Remote;
    }
    if reference.contains('\\') {
        return Address::Bad("has a backslash");
    }
    if !reference.bytes().all(allowed) {
        return Address::Bad("has a character that must be escaped");
    }
    let (rest, fragment) = match reference.split_once('#') {
        Some((rest, fragment)) => (rest, Some(decode(fragment))),
        None => (reference, None),
    };
    if rest.contains('?') {
        return Address::Bad("has a query, which no file of a book can answer");
    }
    if rest.is_empty() {
        return Address::Inside { path: base.to_owned(), fragment };
    }
    if rest.starts_with('/') {
        return Address::Bad("begins at the root of the container");
    }
    let mut parts: Vec<&str> = base.split('/').collect();
    parts.pop();
    let decoded = decode(rest);
    for part in decoded.split('/') {
        match part {
            "." => {}
            ".." => {
                if parts.pop().is_none() {
                    return Address::Bad("leads out of the container");
                }
            }
            part => parts.push(part),
        }
    }
    Address::Inside { path: parts.join("/"), fragment }
}

/// The scheme of an address (RFC 3986, 3.1).
fn scheme(reference: &str) -> Option<&str> {
    let (scheme, _) = reference.split_once(':')?;
    let first = scheme.bytes().next()?.is_ascii_alphabetic();
    let all = scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    (first && all).then_some(scheme)
}

/// Whether a byte may stand in a URL; letters of other scripts may (WHATWG URL, URL code points).
fn allowed(byte: u8) -> bool {
    !(byte <= b' ' || byte == 0x7F || b"\"<>^`{|}\\".contains(&byte))
}

/// The text with its percent signs decoded; what is no UTF-8 then stays as it was.
fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    let digit = |at: usize| bytes.get(at).and_then(|&b| char::from(b).to_digit(16));
    while let Some(&byte) = bytes.get(at) {
        match (byte, digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(path: &str, fragment: Option<&str>) -> Address {
        Address::Inside { path: path.into(), fragment: fragment.map(Into::into) }
    }

    #[test]
    fn references_lead_from_file_to_file() {
        assert_eq!(resolve("EPUB/text/a.xhtml", "../b%20c.css"), inside("EPUB/b c.css", None));
        assert_eq!(resolve("EPUB/a.xhtml", "#n%C3%A9"), inside("EPUB/a.xhtml", Some("né")));
        assert_eq!(resolve("a.xhtml", "b.xhtml#c"), inside("b.xhtml", Some("c")));
    }

    #[test]
    fn references_that_leave_the_book_are_told() {
        assert_eq!(resolve("a/b", "../../c"), Address::Bad("leads out of the container"));
        assert_eq!(resolve("a/b", "https://example.org/"), Address::Remote);
        assert_eq!(resolve("a/b", "mailto:a@example.org"), Address::Other);
        assert!(matches!(resolve("a/b", "file:///etc/passwd"), Address::Bad(_)));
        assert!(matches!(resolve("a/b", "c:\\d"), Address::Other));
        assert!(matches!(resolve("a/b", "100%"), Address::Inside { .. }));
    }
}
