//! Pages saved with a folder of their files: a picture that the page also names by its address on the
//! web is looked for among the files that the page names beside itself. It opens nothing.

use std::collections::BTreeMap;

use crate::read::html::percent_decoded_bytes;
use crate::read::resources::{Refused, Resources, is_on_network};

/// Longer references are none.
const LONGEST: usize = 2000;

/// The files beside a page, and where they are.
pub(crate) struct Saved<'a> {
    files: &'a dyn Resources,
    /// The path of each file that the page names, by its name; `None` where two have the same.
    paths: BTreeMap<String, Option<String>>,
}

impl<'a> Saved<'a> {
    /// Looks a page through for the files that it names.
    pub(crate) fn new(page: &str, files: &'a dyn Resources) -> Self {
        let mut paths: BTreeMap<String, Option<String>> = BTreeMap::new();
        for path in references(page).filter(|path| is_beside(path)) {
            let path = path.replace("&amp;", "&");
            let slot = paths.entry(name_of(&path)).or_insert_with(|| Some(path.clone()));
            if slot.as_ref().is_some_and(|known| *known != path) {
                *slot = None;
            }
        }
        Self { files, paths }
    }
}

impl Resources for Saved<'_> {
    fn load(&self, reference: &str) -> Result<Vec<u8>, Refused> {
        self.files.load(self.path_of(reference).unwrap_or(reference))
    }

    fn path_of(&self, reference: &str) -> Option<&str> {
        let known = is_on_network(reference).then(|| self.paths.get(&name_of(reference)))?;
        known?.as_deref()
    }

    fn address(&self) -> Option<&str> {
        self.files.address()
    }
}

/// The values of the attributes of a page, in quotation marks as everything that saves pages sets them.
fn references(page: &str) -> impl Iterator<Item = &str> {
    page.match_indices(['"', '\'']).filter_map(move |(at, quote)| {
        let value = page[..at].ends_with('=').then(|| &page[at + 1..])?;
        let mut end = value.len().min(LONGEST);
        while !value.is_char_boundary(end) {
            end -= 1;
        }
        value[..end].find(quote).map(|end| &value[..end])
    })
}

/// Whether a reference is to a picture in a folder beside the page.
fn is_beside(path: &str) -> bool {
    let Some((folder, name)) = path.rsplit_once('/') else { return false };
    let is_picture = name.rsplit_once('.').is_some_and(|(_, end)| {
        ["jpg", "jpeg", "png", "gif", "webp", "svg"]
            .iter()
            .any(|known| end.eq_ignore_ascii_case(known))
    });
    is_picture && !folder.is_empty() && !folder.starts_with('/') && !folder.contains(':')
}

/// The last part of a path, as the file is called.
fn name_of(reference: &str) -> String {
    let path = reference.split(['?', '#']).next().unwrap_or("");
    let name = path.rsplit('/').next().unwrap_or("");
    String::from_utf8_lossy(&percent_decoded_bytes(name)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::resources::Memory;

    #[test]
    fn a_picture_of_the_web_is_found_among_the_saved_files() {
        let page = r#"<img src="./The mill_files/a%20b.jpg" data-src='https://leaf.example/i/a%20b.jpg?w=9'>
            <img src="x_files/c.png"><img src="y_files/c.png"><img src="/d.png"><a href="http://e.example/e.png">"#;
        let files = ["./The mill_files/a%20b.jpg", "x_files/c.png", "/d.png", "a.png"];
        let memory =
            Memory(files.iter().map(|name| ((*name).into(), name.as_bytes().to_vec())).collect());
        let saved = Saved::new(page, &memory);
        assert_eq!(
            saved.load("https://leaf.example/i/a%20b.jpg?w=9").unwrap(),
            files[0].as_bytes()
        );
        assert_eq!(saved.load("//leaf.example/a b.jpg").unwrap(), files[0].as_bytes());
        assert_eq!(saved.load("a.png").unwrap(), b"a.png");
        for bad in [
            "http://e.example/c.png",
            "http://e.example/d.png",
            "b/a%20b.jpg",
            "http://e.example/a.png",
        ] {
            assert!(saved.load(bad).is_err(), "{bad}");
        }
    }
}
