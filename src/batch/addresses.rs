//! What the outputs of pages are called that were captured at addresses: the address as folders and a
//! name, safe on any file system, never two alike. It knows no archive.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::PathBuf;

use super::names::{folded, marked, safe, text};
use crate::read::percent_decoded;

/// Folders beyond so many, or longer than so many bytes together, become a part of the name.
const MOST_FOLDERS: usize = 12;
const LONGEST_FOLDERS: usize = 600;
/// Ends of addresses that say nothing.
const PAGES: &[&str] = &["html", "htm", "xhtml", "shtml"];

/// An address, and when a page was captured there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Address<'a> {
    pub(super) address: &'a str,
    /// ISO 8601.
    pub(super) date: Option<&'a str>,
}

impl Address<'_> {
    /// The folder and the name, without extension, of the outputs of a page: as the address says where
    /// that is free, else with the date of the capture, else with a digest of `key`. `taken` holds the
    /// names of other pages, by hash.
    pub(super) fn names(
        &self,
        key: &[u8],
        extensions: &[String],
        taken: &mut HashSet<u64>,
    ) -> (PathBuf, String) {
        let (folders, stem) = self.parts(extensions);
        let folder: PathBuf = folders.iter().collect();
        let mut is_free =
            |stem: &str| taken.insert(hash(&folded(&format!("{}/{stem}", folders.join("/")))));
        if is_free(&stem) {
            return (folder, stem);
        }
        let date: String =
            self.date.unwrap_or("").chars().filter(char::is_ascii_digit).take(14).collect();
        let dated = if date.is_empty() { stem } else { format!("{stem}~{date}") };
        if !date.is_empty() && is_free(&dated) {
            return (folder, dated);
        }
        // A key is of one source alone.
        let whole = String::from_utf8_lossy(key);
        let with = |digits| marked(&dated, OsStr::new(&*whole), digits);
        let digits = [8, 16, 32].into_iter().find(|&digits| is_free(&with(digits)));
        (folder, with(digits.unwrap_or(64)))
    }

    /// The address as folders and a name.
    fn parts(&self, extensions: &[String]) -> (Vec<String>, String) {
        let address = self.address.split('#').next().unwrap_or("");
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        let (path, query) = rest.split_at(rest.find('?').unwrap_or(rest.len()));
        let mut parts: Vec<String> =
            path.split('/').filter(|part| !part.is_empty()).map(percent_decoded).collect();
        if let Some(host) = parts.first_mut() {
            *host = host.to_lowercase();
        }
        let names_a_page = parts.len() > 1 && !path.ends_with('/');
        let last = if names_a_page { parts.pop() } else { None };
        let last = last.unwrap_or_else(|| "index".to_owned());
        let (stem, end) = last.rsplit_once('.').unwrap_or((&last, ""));
        let is_page = PAGES.iter().any(|page| end.eq_ignore_ascii_case(page)) && !stem.is_empty();
        let mut name = format!("{}{query}", if is_page { stem } else { &last });
        let mut length = 0;
        let most = parts.iter().take(MOST_FOLDERS).take_while(|part| {
            length += part.len();
            length <= LONGEST_FOLDERS
        });
        let deeper = parts.split_off(most.count());
        if !deeper.is_empty() {
            name = format!("{}/{name}", deeper.join("/"));
        }
        let folders = parts.iter().map(|part| {
            // A folder is not called as an output may be.
            let is_output = part.rsplit_once('.').is_some_and(|(_, end)| {
                extensions.iter().any(|extension| end.eq_ignore_ascii_case(extension))
            });
            let part = OsStr::new(part);
            if is_output { marked(&text(part), part, 8) } else { safe(part) }
        });
        (folders.collect(), safe(OsStr::new(&name)))
    }
}

/// FNV-1a.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(pages: &[(&str, &str)]) -> Vec<String> {
        let mut taken = HashSet::new();
        let name = |(at, (address, date)): (usize, &(&str, &str))| {
            let address = Address { address, date: Some(*date).filter(|date| !date.is_empty()) };
            let key = format!("a.warc#{at}");
            let (folder, stem) = address.names(key.as_bytes(), &["pdf".to_owned()], &mut taken);
            folder.join(stem).to_string_lossy().into_owned()
        };
        pages.iter().enumerate().map(name).collect()
    }

    #[test]
    fn pages_are_called_by_their_addresses() {
        for (address, name) in [
            ("https://Example.org", "example.org/index"),
            ("https://example.org/news/a-page.html#x", "example.org/news/a-page"),
            ("https://example.org/news//", "example.org/news/index"),
            ("http://example.org/%C5%A1koly/v1.2", "example.org/školy/v1.2"),
            ("urn:x", "urn_x~"),
            ("http://example.org/a?id=1", "example.org/a_id=1~"),
            ("http://example.org:8080/a%2Fb", "example.org_8080~"),
            ("http://example.org/../../etc/passwd", "example.org/_~"),
            ("http://example.org/news.PDF/a", "example.org/news.PDF~"),
            ("", "index"),
        ] {
            let found = named(&[(address, "")]);
            let fits = match name.strip_suffix('~') {
                Some(start) => found[0].starts_with(&format!("{start}~")),
                None => found[0] == name,
            };
            assert!(fits && !found[0].contains(".."), "{address}: {found:?}");
        }
        let deep = named(&[(&format!("http://a.example/{}", "x/".repeat(5000)), "")]);
        assert!(deep[0].len() < 1000 && deep[0].matches('/').count() <= MOST_FOLDERS, "{deep:?}");
    }

    #[test]
    fn no_two_pages_are_called_alike() {
        let names = named(&[
            ("http://a.example/b", "2020-05-13T10:15:00Z"),
            ("https://a.example/b.html", "2020-05-13T10:15:00Z"),
            ("https://a.example/B", "2021-05-13T10:15:00Z"),
            ("https://a.example/b", "2020-05-13T10:15:00Z"),
            ("https://a.example/b", ""),
            ("https://a.example/b", ""),
        ]);
        assert_eq!(
            names[..3],
            ["a.example/b", "a.example/b~20200513101500", "a.example/B~20210513101500"]
        );
        let mut folded: Vec<String> = names.iter().map(|name| super::folded(name)).collect();
        folded.sort();
        folded.dedup();
        assert_eq!(folded.len(), names.len(), "{names:?}");
    }
}
