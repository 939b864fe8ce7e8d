//! Pages saved as MHTML: one file that holds the page and its pictures, as a mail holds its attachments.
//! It opens the archive and finds files in it by their addresses; it knows no HTML.

use std::collections::BTreeMap;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{HeaderName, Message, MessageParser, MessagePart, MimeHeaders as _, PartType};

use crate::read::resources::{Refused, Resources};
use crate::text::absolute;

/// How much of an input is looked at to tell an archive by its headers.
const LONGEST_HEADERS: usize = 16 * 1024;

/// A page with all that was saved with it.
#[derive(Debug)]
pub(crate) struct Archive {
    page: Vec<u8>,
    charset: Option<String>,
    address: Option<String>,
    /// By address, and by `cid:` name.
    files: BTreeMap<String, Vec<u8>>,
}

impl Archive {
    /// The page itself, in its own encoding.
    pub(crate) fn page(&self) -> &[u8] {
        &self.page
    }

    /// The encoding that the archive says the page is in.
    pub(crate) fn charset(&self) -> Option<&str> {
        self.charset.as_deref()
    }
}

impl Resources for Archive {
    fn load(&self, reference: &str) -> Result<Vec<u8>, Refused> {
        let reference = reference.split('#').next().unwrap_or("").trim();
        let whole = absolute(reference, self.address());
        let found = whole.as_deref().and_then(|whole| self.files.get(whole));
        let found = found.or_else(|| self.files.get(reference));
        let missing = || Refused::Unreadable(std::io::ErrorKind::NotFound.into());
        found.cloned().ok_or_else(missing)
    }

    fn address(&self) -> Option<&str> {
        self.address.as_deref()
    }
}

/// Opens an archive; `None` if the bytes are none, or if there is no page in it.
pub(crate) fn open(bytes: &[u8]) -> Option<Archive> {
    if !has_headers(bytes) {
        return None;
    }
    let message = MessageParser::new().with_mime_headers().default_header_text().parse(bytes)?;
    // By what it says of itself: the library calls a part otherwise if its end is missing.
    let is_page = |part: &&MessagePart<'_>| {
        part.is_content_type("text", "html") || part.is_content_type("application", "xhtml+xml")
    };
    let root = message.parts.iter().find(is_page)?;
    let address = text_header(&message, "Snapshot-Content-Location")
        .or_else(|| location(root))
        .filter(|address| absolute(address, None).is_some());
    let mut files = BTreeMap::new();
    for part in &message.parts {
        let (PartType::Binary(content) | PartType::InlineBinary(content)) = &part.body else {
            continue;
        };
        let location = location(part);
        let whole = location.as_deref().and_then(|name| absolute(name, address.as_deref()));
        let id = part.content_id().map(|id| format!("cid:{}", id.trim_matches(['<', '>'])));
        for name in [location, whole, id].into_iter().flatten() {
            files.entry(name).or_insert_with(|| content.to_vec());
        }
    }
    let charset = root.content_type().and_then(|kind| kind.attribute("charset"));
    Some(Archive { page: raw(root, bytes), charset: charset.map(str::to_owned), address, files })
}

/// The bytes of a text as they were before the library decoded them: it takes them for UTF-8.
fn raw(part: &MessagePart<'_>, bytes: &[u8]) -> Vec<u8> {
    let range = part.offset_body as usize..part.offset_end as usize;
    let body = bytes.get(range).unwrap_or_default();
    let encoding = part.content_transfer_encoding().unwrap_or("").trim();
    let decoded = match encoding.to_ascii_lowercase().as_str() {
        "quoted-printable" => quoted_printable_decode(body),
        "base64" => base64_decode(body),
        _ => Some(body.to_vec()),
    };
    decoded.unwrap_or_else(|| part.contents().to_vec())
}

fn location(part: &MessagePart<'_>) -> Option<String> {
    part.content_location().map(unfolded)
}

fn text_header(message: &Message<'_>, name: &'static str) -> Option<String> {
    message.header(HeaderName::Other(name.into()))?.as_text().map(unfolded)
}

/// A long address is broken over lines.
fn unfolded(value: &str) -> String {
    value.split_ascii_whitespace().collect()
}

/// Whether the bytes begin with the headers of a mail, among them those of an archive.
fn has_headers(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(LONGEST_HEADERS)]);
    let head = head.trim_start_matches('\u{FEFF}').trim_start();
    let (mut version, mut kind) = (false, false);
    for line in head.lines().take_while(|line| !line.trim().is_empty()) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, value)) = line.split_once(':') else { return false };
        let value = value.trim().to_ascii_lowercase();
        match name.to_ascii_lowercase().as_str() {
            "mime-version" => version = true,
            "content-type" => {
                kind = value.starts_with("multipart/") || value.starts_with("text/html");
            }
            name if !name.bytes().all(|b| b.is_ascii_graphic()) => return false,
            _ => {}
        }
    }
    version && kind
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAVED: &str = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://leaf.example/a/\r\n mill.html\r\n\
        Subject: The mill\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\
        \tboundary=\"----b----\"\r\n\r\n\r\n------b----\r\nContent-Type: text/html\r\n\
        Content-ID: <f@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\n\
        Content-Location: https://leaf.example/a/mill.html\r\n\r\n\
        <!DOCTYPE html><meta charset=3D\"windows-1250\"><p>Laj=E8=E1k =\r\nwent\r\n\r\n------b----\r\n\
        Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\
        Content-Location: ../i/a%20b.png\r\n\r\niVBORw0=\r\n\r\n------b----\r\n\
        Content-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <x@y>\r\n\r\nR0lG\r\n\r\n------b------\r\n";

    #[test]
    fn an_archive_has_a_page_and_finds_its_pictures() {
        let archive = open(SAVED.as_bytes()).unwrap();
        assert_eq!(archive.address(), Some("https://leaf.example/a/mill.html"));
        let page = String::from_utf8_lossy(archive.page()).into_owned();
        assert!(page.contains("charset=\"windows-1250\"") && page.contains("k went"), "{page}");
        assert!(archive.page().windows(2).any(|pair| pair == b"\xE8\xE1"));
        for name in ["https://leaf.example/i/a%20b.png", "../i/a b.png", "/i/a%20b.png#x"] {
            assert_eq!(archive.load(name).unwrap(), b"\x89PNG\r", "{name}");
        }
        assert_eq!(archive.load("cid:x@y").unwrap(), b"GIF");
        assert!(archive.load("https://leaf.example/none.png").is_err());
    }

    #[test]
    fn what_is_no_archive_is_none() {
        for text in [
            "",
            "MIME-Version: 1.0",
            "<html>",
            "Note: MIME-Version is a header.\nContent-Type: text/html\n\n<p>x",
            "MIME-Version: 1.0\nContent-Type: text/plain\n\nx",
            "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/plain\n\nx\n--b--",
        ] {
            assert!(open(text.as_bytes()).is_none(), "{text}");
        }
        let cut = open(&SAVED.as_bytes()[..SAVED.find("k =").unwrap()]).unwrap();
        assert!(cut.page().ends_with(b"Laj\xE8\xE1"), "what is there of a broken download is read");
    }
}
