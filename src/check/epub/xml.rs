//! XML as files of a book hold it: decoded, held within limits before it is parsed, its document type
//! set aside so that no entity is ever expanded. It knows no element by name.

use std::collections::BTreeMap;

use roxmltree::{Document, ParsingOptions};

use crate::check::limits::MAX_DEPTH;
use crate::source::Source;

/// The most attributes of an element, and the most declarations of namespaces around one: the parser
/// compares each with all.
const MAX_ATTRIBUTES: usize = 512;
/// The most nodes of a document; each takes about a hundred bytes.
const MAX_NODES: u32 = 2_000_000;

/// A file of XML, decoded and ready to be parsed.
#[derive(Debug)]
pub(super) struct Xml {
    /// The path and the text; the document type is blanked out.
    pub(super) source: Source,
    /// What its document type says.
    pub(super) doctype: Option<Doctype>,
    /// What is wrong with its encoding.
    pub(super) encoding: Option<String>,
}

/// A document type declaration.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Doctype {
    /// The public identifier.
    pub(super) public: Option<String>,
    /// Whether it names an external file.
    pub(super) external: bool,
    /// Whether it declares entities.
    pub(super) entities: bool,
    /// Where it begins, in bytes.
    pub(super) start: usize,
}

/// Why a file is not parsed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// It is not well formed: what, and where (line and column, from 1).
    Malformed(String, u32, u32),
    /// It is beyond the limits: what.
    TooLarge(&'static str),
}

impl Xml {
    /// Decodes a file. In old books the named entities of XHTML are characters: `named`.
    pub(super) fn new(path: &str, bytes: &[u8], named: bool) -> Self {
        let (mut text, encoding) = decode(bytes);
        let doctype = doctype(&text).map(|(doctype, end)| {
            let blank: String = text[doctype.start..end]
                .chars()
                .flat_map(|c| match c {
                    '\n' => vec!['\n'],
                    c => vec![' '; c.len_utf8()],
                })
                .collect();
            text.replace_range(doctype.start..end, &blank);
            doctype
        });
        if named && doctype.as_ref().is_some_and(|d| d.external) {
            text = with_characters(&text);
        }
        Self { source: Source::new(path, text), doctype, encoding }
    }

    /// Parses the file.
    pub(super) fn parse(&self) -> Result<Document<'_>, Failure> {
        let text = self.source.text();
        within_limits(text).map_err(Failure::TooLarge)?;
        let options = ParsingOptions { nodes_limit: MAX_NODES, ..ParsingOptions::default() };
        Document::parse_with_options(text, options).map_err(|error| match error {
            roxmltree::Error::NodesLimitReached => Failure::TooLarge("it has too many elements"),
            error => {
                let (at, told) = (error.pos(), error.to_string());
                let told = told.strip_suffix(&format!(" at {at}")).unwrap_or(&told);
                Failure::Malformed(told.to_owned(), at.row, at.col)
            }
        })
    }

    /// Where a byte stands: `EPUB/article.xhtml:12:5`.
    pub(super) fn at(&self, byte: usize) -> String {
        let at = self.source.locate(u32::try_from(byte).unwrap_or(u32::MAX));
        format!("{}:{}:{}", self.source.name(), at.line, at.column)
    }
}

/// The text, and what is wrong with its encoding (EPUB 3.3, 3.2: UTF-8 or UTF-16, UTF-8 recommended).
fn decode(bytes: &[u8]) -> (String, Option<String>) {
    if let Some((encoding, length)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, _, broken) = encoding.decode(&bytes[length..]);
        let fault = if encoding != encoding_rs::UTF_8 {
            Some(format!("the file is in {}", encoding.name()))
        } else {
            broken.then(|| "the file has bytes that are no UTF-8".to_owned())
        };
        return (text.into_owned(), fault);
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(256)]).into_owned();
    let declared = head.strip_prefix("<?xml").and_then(|rest| {
        let (declaration, _) = rest.split_once("?>")?;
        let (_, value) = declaration.split_once("encoding")?;
        value.split(['"', '\'']).nth(1).map(str::to_owned)
    });
    match declared.filter(|name| !name.eq_ignore_ascii_case("utf-8")) {
        Some(name) => {
            let encoding = encoding_rs::Encoding::for_label(name.as_bytes());
            let (text, _, _) = encoding.unwrap_or(encoding_rs::UTF_8).decode(bytes);
            // US-ASCII is UTF-8, whatever it is called.
            let fault = !(bytes.is_ascii() && name.eq_ignore_ascii_case("us-ascii"));
            (text.into_owned(), fault.then(|| format!("the file says that it is in `{name}`")))
        }
        None => match std::str::from_utf8(bytes) {
            Ok(text) => (text.to_owned(), None),
            Err(_) => (
                String::from_utf8_lossy(bytes).into_owned(),
                Some("the file has bytes that are no UTF-8".to_owned()),
            ),
        },
    }
}

/// The document type declaration before the first element, and where it ends.
fn doctype(text: &str) -> Option<(Doctype, usize)> {
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        let next = at + rest.find('<')?;
        let rest = &text[next..];
        let skip = |end: &str| rest.find(end).map(|found| next + found + end.len());
        if rest.starts_with("<?") {
            at = skip("?>")?;
        } else if rest.starts_with("<!--") {
            at = skip("-->")?;
        } else if rest.get(..9).is_some_and(|r| r.eq_ignore_ascii_case("<!doctype")) {
            return Some(declaration(rest, next));
        } else {
            return None;
        }
    }
}

/// Reads a declaration from its `<` on: literals in quotes hold neither brackets nor its end.
fn declaration(rest: &str, start: usize) -> (Doctype, usize) {
    let (mut quote, mut subset, mut literals) = (None, None, Vec::new());
    let mut end = rest.len();
    let mut opened = 0;
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (Some((mark, from)), _) if mark == byte => {
                if subset.is_none() {
                    literals.push(&rest[from..at]);
                }
                quote = None;
            }
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some((byte, at + 1)),
            (None, b'[') if subset.is_none() => (subset, opened) = (Some(at), 0),
            // The declarations inside the subset have brackets of their own.
            (None, b'<') if subset.is_some() => opened += 1,
            (None, b'>') if opened > 0 => opened -= 1,
            (None, b'>') => {
                end = at + 1;
                break;
            }
            _ => {}
        }
    }
    let head = &rest[..subset.unwrap_or(end)];
    let public = head.to_ascii_uppercase().contains("PUBLIC");
    let doctype = Doctype {
        public: literals.first().filter(|_| public).map(|literal| (*literal).to_owned()),
        // HTML, 13.1.1: this one names nothing.
        external: literals.first().is_some_and(|literal| *literal != "about:legacy-compat"),
        entities: subset.is_some_and(|from| rest[from..end].contains("<!ENTITY")),
        start,
    };
    (doctype, start + end)
}

/// The text with the named entities of XHTML written as numbers, of the same length where that is
/// possible, so that places stay.
fn with_characters(text: &str) -> String {
    let mut known: BTreeMap<&str, Option<String>> = BTreeMap::new();
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|b| b == b';');
        let name = end.map(|end| &rest[1..end]).filter(|name| {
            name.bytes().all(|b| b.is_ascii_alphanumeric())
                && !["amp", "lt", "gt", "quot", "apos"].contains(name)
        });
        let number =
            name.and_then(|name| known.entry(name).or_insert_with(|| number(name)).clone());
        match (number, end) {
            (Some(number), Some(end)) => {
                out.push_str(&number);
                rest = &rest[end + 1..];
            }
            _ => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// A named entity as a number: `&#0160;`.
fn number(name: &str) -> Option<String> {
    let page = crate::markup::parse::parse(&format!("<p>&{name};</p>"));
    let text = page.document.text().trim_matches('\n').to_owned();
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(c), None) => {
            let width = (name.len() + 2).saturating_sub(3);
            Some(format!("&#{:0width$};", u32::from(c)))
        }
        _ => None,
    }
}

/// Whether a text can be parsed in bounded time and memory; else why not.
fn within_limits(text: &str) -> Result<(), &'static str> {
    let bytes = text.as_bytes();
    // The declarations of namespaces on each element that is open, and all of them.
    let (mut at, mut open, mut namespaces) = (0, Vec::new(), 0);
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(|&b| b == b'<')) {
        let start = at + found;
        let rest = &text[start..];
        let skip =
            |end: &str| rest.find(end).map_or(bytes.len(), |found| start + found + end.len());
        if rest.starts_with("<!--") {
            at = skip("-->");
        } else if rest.starts_with("<![CDATA[") {
            at = skip("]]>");
        } else if rest.starts_with("<?") {
            at = skip("?>");
        } else if rest.starts_with("</") {
            namespaces -= open.pop().unwrap_or(0);
            at = skip(">");
        } else {
            let (end, attributes) = tag(rest.as_bytes());
            let declared = rest[..end].matches("xmlns").count();
            if attributes > MAX_ATTRIBUTES || namespaces + declared > MAX_ATTRIBUTES {
                return Err("it has too many attributes");
            }
            if !rest[..end].ends_with("/>") {
                open.push(declared);
                namespaces += declared;
            }
            if open.len() > MAX_DEPTH {
                return Err("its elements are nested too deep");
            }
            at = start + end;
        }
    }
    Ok(())
}

/// Where a tag ends, and how many attributes it has.
fn tag(bytes: &[u8]) -> (usize, usize) {
    let (mut quote, mut attributes) = (None, 0);
    for (at, &byte) in bytes.iter().enumerate() {
        match (quote, byte) {
            (Some(mark), _) if mark == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'=') => attributes += 1,
            (None, b'>') => return (at + 1, attributes),
            _ => {}
        }
    }
    (bytes.len(), attributes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn xml(text: &str) -> Xml {
        Xml::new("a.xhtml", text.as_bytes(), true)
    }

    #[test]
    fn a_document_type_is_read_and_never_followed() {
        let file = xml(
            "<?xml version='1.0'?>\n<!DOCTYPE a PUBLIC '-//X' \"x>.dtd\" [\n<!ENTITY b '>'>\n]>\n<a/>",
        );
        let doctype = file.doctype.as_ref().unwrap();
        assert_eq!((doctype.public.as_deref(), doctype.entities), (Some("-//X"), true));
        assert_eq!(
            file.parse().unwrap().root_element().range().start,
            file.source.text().find("<a").unwrap()
        );
        assert!(!xml("<!DOCTYPE html><html/>").doctype.unwrap().external);
    }

    #[test]
    fn entities_of_old_books_keep_their_length() {
        let file = xml("<!DOCTYPE a SYSTEM 'x'><a>1&nbsp;2&amp;&nope;</a>");
        assert!(
            file.source.text().ends_with("<a>1&#160;2&amp;&nope;</a>"),
            "{}",
            file.source.text()
        );
        assert!(matches!(file.parse(), Err(Failure::Malformed(_, 1, _))));
    }

    #[test]
    fn what_costs_too_much_is_not_parsed() {
        assert!(matches!(xml(&"<a>".repeat(300)).parse(), Err(Failure::TooLarge(_))));
        let attributes: String = (0..600).map(|n| format!(" a{n}=''")).collect();
        assert!(matches!(xml(&format!("<a{attributes}/>")).parse(), Err(Failure::TooLarge(_))));
    }
}
