//! The encoding that a page says it is in, before it is decoded: `meta` elements and the XML declaration,
//! read as bytes. Whether it is true is for `text::decode` to judge.

/// How far the beginning of a page is looked through. The standard asks for 1024 bytes; browsers find it
/// later too.
const LONGEST_HEAD: usize = 64 * 1024;

/// The name of the encoding that a page gives, if it gives one.
pub(crate) fn declared(bytes: &[u8]) -> Option<String> {
    let head = bytes[..bytes.len().min(LONGEST_HEAD)].to_ascii_lowercase();
    in_meta(&head).or_else(|| in_xml_declaration(&head))
}

fn in_xml_declaration(head: &[u8]) -> Option<String> {
    let start = head.iter().position(|byte| !byte.is_ascii_whitespace())?;
    let rest = head[start..].strip_prefix(b"<?xml")?;
    value_of(&rest[..find(rest, b"?>")?], b"encoding")
}

/// The first `meta` that names an encoding, outside comments.
fn in_meta(head: &[u8]) -> Option<String> {
    let mut at = 0;
    while let Some(next) = find(&head[at..], b"<") {
        at += next + 1;
        let rest = &head[at..];
        if let Some(comment) = rest.strip_prefix(b"!--") {
            at += 3 + find(comment, b"-->")?;
        } else if let Some(tag) = rest.strip_prefix(b"meta")
            && tag.first().is_some_and(|&byte| byte.is_ascii_whitespace() || byte == b'/')
        {
            let tag = &tag[..find(tag, b">").unwrap_or(tag.len())];
            if let Some(name) = value_of(tag, b"charset") {
                return Some(name);
            }
        }
    }
    None
}

/// What follows a name and `=`, with or without quotation marks.
fn value_of(tag: &[u8], name: &[u8]) -> Option<String> {
    let mut from = 0;
    loop {
        from += find(&tag[from..], name)? + name.len();
        let rest = tag[from..].trim_ascii_start();
        let Some(value) = rest.strip_prefix(b"=") else { continue };
        let value = value.trim_ascii_start();
        let is_end = |byte: &u8| byte.is_ascii_whitespace() || b"\"'>;/".contains(byte);
        let value = match value {
            [b'"' | b'\'', rest @ ..] => rest.trim_ascii_start(),
            other => other,
        };
        let end = value.iter().position(is_end).unwrap_or(value.len());
        let value = std::str::from_utf8(&value[..end]).ok()?;
        return (!value.is_empty()).then(|| value.to_owned());
    }
}

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_name_their_encoding_in_many_ways() {
        for (head, name) in [
            ("<meta charset=utf-8>", Some("utf-8")),
            ("<META CharSet = 'Windows-1250' />", Some("windows-1250")),
            (
                "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=ISO-8859-2\">",
                Some("iso-8859-2"),
            ),
            ("<!-- <meta charset=a> --><meta name=x content='charset'><meta charset=b>", Some("b")),
            ("\n<?xml version='1.0' encoding='koi8-r' ?><html>", Some("koi8-r")),
            ("<?xml version='1.0' encoding='koi8-r'?><meta charset='utf-8'>", Some("utf-8")),
            ("<metadata charset=a><meta charset=''><p>charset=b", None),
            ("<!-- <meta charset=a>", None),
            ("", None),
        ] {
            assert_eq!(declared(head.as_bytes()).as_deref(), name, "{head}");
        }
    }
}
