//! Fields of a header, as records and HTTP messages have them: `Name: value`, lines that are folded
//! included. It knows none of their names.

/// The longest header that is read, in bytes.
pub(super) const LONGEST: usize = 64 * 1024;

/// The fields of a header.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    /// The fields in the lines of a header; lines that are none are passed over.
    pub(super) fn parse(lines: &[u8]) -> Self {
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in String::from_utf8_lossy(lines).lines() {
            if line.starts_with([' ', '\t']) {
                if let Some((_, value)) = fields.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            } else if let Some((name, value)) = line.split_once(':') {
                fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        Self(fields)
    }

    /// The first value of a field, by its name in lower case.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The media type in lower case, and its charset.
    pub(super) fn media(&self) -> (String, Option<String>) {
        let mut parts = self.get("content-type").unwrap_or("").split(';');
        let media = parts.next().unwrap_or("").trim().to_ascii_lowercase();
        let charset = parts.find_map(|part| {
            let (name, value) = part.split_once('=')?;
            let value = value.trim().trim_matches(['"', '\'']);
            (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty())
                .then(|| value.to_owned())
        });
        (media, charset)
    }
}

/// Whether a media type is that of a web page.
pub(super) fn is_page(media: &str) -> bool {
    matches!(media, "text/html" | "application/xhtml+xml")
}

/// How long a header is with the empty line that ends it; `None` if it does not end in time.
pub(super) fn end(bytes: &[u8]) -> Option<usize> {
    let bytes = &bytes[..bytes.len().min(LONGEST)];
    let mut line = 0;
    for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n') {
        if matches!(&bytes[line..at], [] | [b'\r']) {
            return Some(at + 1);
        }
        line = at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_by_name() {
        let header = b"WARC/1.0\r\nA: 1\r\n  and 2\r\nno field\r\na: 3\r\ncontent-TYPE: Text/HTML; x=y; Charset=\"utf-8\"\r\n\r\nb: 4";
        let fields = Fields::parse(&header[..end(header).unwrap()]);
        assert_eq!(fields.get("a"), Some("1 and 2"));
        assert_eq!(fields.get("b"), None);
        assert_eq!(fields.media(), ("text/html".into(), Some("utf-8".into())));
        assert_eq!(end(b"a: 1\r\n"), None);
        assert_eq!(end(b"a: 1\n\nb"), Some(6));
    }
}
