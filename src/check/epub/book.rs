//! A book opened: its files, its package, its content documents as data. What stands in the way of
//! opening it is judged here (EPUB 3.3, chapter 4); everything else elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization as _;

use super::address::{self, Address};
use super::archive::{self, Archive};
use super::content::Content;
use super::package::{Item, Package};
use super::xml::{self, Xml};
use crate::check::Results;
use crate::diagnostic::rules::{epub as rules, input};
use crate::diagnostic::{Fatal, Place};

const CONTAINER: &str = "META-INF/container.xml";
const OCF: &str = "urn:oasis:names:tc:opendocument:xmlns:container";

/// A book.
pub(super) struct Book<'a> {
    /// What the user calls it.
    pub(super) name: &'a str,
    pub(super) archive: Archive,
    /// The package document, and what it says.
    pub(super) package: Package,
    pub(super) package_xml: Xml,
    /// The content documents that could be parsed, by path, in the order of the manifest's paths.
    pub(super) contents: BTreeMap<String, Content>,
    /// The text of each content document, whether or not it could be parsed, and of each NCX.
    pub(super) texts: BTreeMap<String, Xml>,
}

impl<'a> Book<'a> {
    /// Opens a book.
    pub(super) fn open(name: &'a str, bytes: &[u8], results: &mut Results) -> Result<Self, Fatal> {
        for rule in [&rules::UNREADABLE, &input::TOO_LARGE, &rules::ENCRYPTED] {
            results.applies(rule);
        }
        let archive = Archive::open(bytes).map_err(|failure| refused(name, failure))?;
        check_mimetype(name, bytes, &archive, results);
        check_names(name, &archive, results);
        check_encryption(name, &archive)?;
        let path = package_path(name, &archive, results)?;
        let Some(xml) = load(&archive, &path, false) else {
            let message = format!("the package document `{path}` is not in the book");
            return Err(unreadable(name, CONTAINER, message));
        };
        let package = parsed(name, &xml, |document| Package::read(document, &path))?;
        check_xml(name, &xml, package.is_old(), results);
        if !package.is_rooted {
            return Err(unreadable(name, &path, "the file is no package document".to_owned()));
        }
        let mut book = Self {
            name,
            archive,
            package,
            package_xml: xml,
            contents: BTreeMap::new(),
            texts: BTreeMap::new(),
        };
        book.read_contents(results)?;
        Ok(book)
    }

    /// Reads the content documents of the manifest.
    fn read_contents(&mut self, results: &mut Results) -> Result<(), Fatal> {
        let old = self.package.is_old();
        let documents = ["application/xhtml+xml", "image/svg+xml", "application/x-dtbncx+xml"];
        let items =
            self.package.items.iter().filter(|i| documents.contains(&i.media_type.as_str()));
        let paths: BTreeSet<String> = items.filter_map(Item::path).map(str::to_owned).collect();
        for path in paths {
            let Some(xml) = load(&self.archive, &path, old) else { continue };
            check_xml(self.name, &xml, old, results);
            results.applies(&rules::NOT_WELL_FORMED);
            match xml.parse() {
                Ok(document) => {
                    self.contents.insert(path.clone(), Content::read(&document));
                }
                Err(xml::Failure::Malformed(why, line, column)) => {
                    let at = format!("{path}:{line}:{column}");
                    results.push(&rules::NOT_WELL_FORMED, place(self.name, at), why);
                }
                Err(xml::Failure::TooLarge(why)) => return Err(too_large(self.name, &path, why)),
            }
            self.texts.insert(path, xml);
        }
        Ok(())
    }

    /// A place in the package document.
    pub(super) fn in_package(&self, byte: usize) -> Place {
        place(self.name, self.package_xml.at(byte))
    }

    /// A place in a content document.
    pub(super) fn in_content(&self, path: &str, byte: usize) -> Place {
        place(self.name, self.texts.get(path).map_or_else(|| path.to_owned(), |xml| xml.at(byte)))
    }

    /// A file as a whole, or the book itself if the path is empty.
    pub(super) fn in_file(&self, path: &str) -> Place {
        place(self.name, path.to_owned())
    }

    /// The content documents that are read one after the other, by path.
    pub(super) fn reading_order(&self) -> impl Iterator<Item = (&str, &Item)> {
        let steps = self.package.spine.iter().filter(|step| step.linear);
        steps.filter_map(|step| {
            let item = self.package.item(&step.idref)?;
            item.path().map(|path| (path, item))
        })
    }

    /// The navigation document: its path, and what it holds.
    pub(super) fn navigation(&self) -> Option<(&str, &Content)> {
        let path = self.package.with_property("nav")?.path()?;
        Some((path, self.contents.get(path)?))
    }

    /// The content documents but for the navigation, which is found again in the others.
    pub(super) fn pages(&self) -> impl Iterator<Item = (&str, &Content)> {
        let navigation = self.navigation().map(|(path, _)| path);
        let spine: BTreeSet<&str> = self.reading_order().map(|(path, _)| path).collect();
        let pages = self.contents.iter().filter(|(_, content)| content.root.is_some());
        let pages = pages.map(|(path, content)| (path.as_str(), content));
        pages.filter(move |(path, _)| navigation != Some(path) || spine.contains(path))
    }
}

/// A place in a file of the book.
pub(super) fn place(name: &str, path: String) -> Place {
    Place::Output { file: name.to_owned(), page: None, path, source: None }
}

fn unreadable(name: &str, path: &str, message: String) -> Fatal {
    let hint = "make the book again, or fetch it again";
    Fatal::new(&rules::UNREADABLE, place(name, path.to_owned()), message, hint)
}

fn too_large(name: &str, path: &str, message: &str) -> Fatal {
    let hint = "split the file if it is honest; do not open it if you do not know where it is from";
    Fatal::new(&input::TOO_LARGE, place(name, path.to_owned()), message, hint)
}

fn encrypted(name: &str, path: &str, message: &str) -> Fatal {
    let hint = "check the book before it is encrypted";
    Fatal::new(&rules::ENCRYPTED, place(name, path.to_owned()), message, hint)
}

fn refused(name: &str, failure: archive::Failure) -> Fatal {
    match failure {
        archive::Failure::Unreadable(why, path) => unreadable(name, &path, why),
        archive::Failure::TooLarge(why, path) => too_large(name, &path, &why),
        archive::Failure::Encrypted(path) => encrypted(name, &path, "an entry needs a password"),
    }
}

/// A file as XML, if it is there.
fn load(archive: &Archive, path: &str, named: bool) -> Option<Xml> {
    archive.files.get(path).map(|file| Xml::new(path, file, named))
}

/// What a file says, which the book cannot be opened without.
fn parsed<T>(
    name: &str,
    xml: &Xml,
    read: impl FnOnce(&roxmltree::Document) -> T,
) -> Result<T, Fatal> {
    match xml.parse() {
        Ok(document) => Ok(read(&document)),
        Err(xml::Failure::TooLarge(why)) => Err(too_large(name, xml.source.name(), why)),
        Err(xml::Failure::Malformed(why, line, column)) => {
            let at = format!("{}:{line}:{column}", xml.source.name());
            Err(unreadable(name, &at, format!("the file is not well formed: {why}")))
        }
    }
}

/// The encoding and the document type of a file.
fn check_xml(name: &str, xml: &Xml, old: bool, results: &mut Results) {
    results.applies(&rules::ENCODING);
    if let Some((severity, message)) = &xml.encoding {
        let path = place(name, xml.source.name().to_owned());
        results.push(&rules::ENCODING, path, message.clone()).severity = *severity;
    }
    let Some(doctype) = &xml.doctype else { return };
    let at = place(name, xml.at(doctype.start));
    // EPUB 3.3, 3.9 and B: the NCX, MathML and SVG may name the public identifiers that they have.
    let known = doctype.public.as_deref().is_some_and(|public| {
        ["-//NISO//DTD ncx 2005-1//EN", "-//W3C//DTD MathML 3.0//EN", "-//W3C//DTD SVG 1.1//EN"]
            .contains(&public)
    });
    let message = if doctype.entities {
        "the document type declares entities; they are not followed"
    } else {
        "the document type names an external file"
    };
    let fine = !doctype.entities && (old || known || !doctype.external);
    results.test(&rules::DOCTYPE, fine, at, || message.to_owned());
}

/// The first entry (EPUB 3.3, 4.2.3): the bytes themselves are prescribed.
fn check_mimetype(name: &str, bytes: &[u8], archive: &Archive, results: &mut Results) {
    const TYPE: &[u8] = b"application/epub+zip";
    let first = bytes.starts_with(b"PK\x03\x04") && bytes.get(30..38) == Some(b"mimetype");
    let content = archive.files.get("mimetype").map(Vec::as_slice);
    let message = match content {
        None => "there is no file `mimetype`",
        Some(_) if !first => "`mimetype` is not the first file",
        Some(_) if bytes.get(8..10) != Some(&[0, 0]) => "`mimetype` is compressed",
        Some(_) if bytes.get(28..30) != Some(&[0, 0]) => {
            "the entry of `mimetype` has an extra field"
        }
        Some(TYPE) => "",
        Some(_) => "`mimetype` does not say `application/epub+zip`, or says more",
    };
    results.test_at(
        &rules::MIMETYPE,
        message.is_empty(),
        || place(name, "mimetype".into()),
        || message.to_owned(),
    );
}

/// The names of the files (EPUB 3.3, 4.1.2 and 4.2.2).
fn check_names(name: &str, archive: &Archive, results: &mut Results) {
    results.applies(&rules::FILE_NAME);
    results.applies(&rules::DUPLICATE_FILE);
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for file in archive.names.iter().filter(|file| !file.ends_with('/')) {
        if let Some(why) = bad_name(file) {
            let message = format!("the file name `{file}` {why}");
            results.push(&rules::FILE_NAME, place(name, file.clone()), message);
        }
        // Full case folding is more than lower case, but not for names that two files of a book have.
        let folded: String = file.nfc().collect::<String>().to_lowercase().nfc().collect();
        if let Some(other) = seen.insert(folded, file) {
            let message = if other == file {
                format!("there are two files `{file}`")
            } else {
                format!("`{other}` and `{file}` are the same name to some systems")
            };
            results.push(&rules::DUPLICATE_FILE, place(name, file.clone()), message);
        }
    }
}

/// What is wrong with a file name.
fn bad_name(name: &str) -> Option<&'static str> {
    let drive =
        name.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) && name.get(1..2) == Some(":");
    let forbidden = |c: char| {
        matches!(c, '"' | '*' | ':' | '<' | '>' | '?' | '\\' | '|' | '\u{7F}'..='\u{9F}')
            || c.is_control()
            || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FFF0}'..='\u{FFFF}' | '\u{E0000}'..='\u{E0FFF}' | '\u{F0000}'..)
    };
    if name.starts_with('/') || drive {
        Some("begins at the root of a disk")
    } else if name.split(['/', '\\']).any(|part| part == "..") {
        Some("leads out of the book")
    } else if name.chars().any(forbidden) {
        Some("has a character that books may not use in names")
    } else if name.split('/').any(|part| part.ends_with('.')) {
        Some("ends with a full stop")
    } else {
        None
    }
}

/// A book with encrypted text cannot be checked; fonts that are only obfuscated do not matter.
fn check_encryption(name: &str, archive: &Archive) -> Result<(), Fatal> {
    const FILE: &str = "META-INF/encryption.xml";
    const OBFUSCATIONS: [&str; 2] =
        ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];
    let Some(xml) = load(archive, FILE, false) else { return Ok(()) };
    let encrypted_file = parsed(name, &xml, |document| {
        let data = document.descendants().filter(|node| node.tag_name().name() == "EncryptedData");
        let mut files = data.filter_map(|data| {
            let mut parts = data.descendants();
            let method = parts.find(|node| node.tag_name().name() == "EncryptionMethod");
            let method = method.and_then(|node| node.attribute("Algorithm")).unwrap_or_default();
            let mut parts = data.descendants();
            let file = parts.find(|node| node.tag_name().name() == "CipherReference");
            let file = file.and_then(|node| node.attribute("URI")).unwrap_or_default();
            (!OBFUSCATIONS.contains(&method)).then(|| file.to_owned())
        });
        files.next()
    })?;
    match encrypted_file {
        Some(path) => {
            Err(encrypted(name, &path, "the file is encrypted (digital rights management)"))
        }
        None => Ok(()),
    }
}

/// The path of the package document (EPUB 3.3, 4.2.6.3).
fn package_path(name: &str, archive: &Archive, results: &mut Results) -> Result<String, Fatal> {
    let Some(xml) = load(archive, CONTAINER, false) else {
        let message = format!("there is no `{CONTAINER}`, so this is no EPUB");
        return Err(unreadable(name, CONTAINER, message));
    };
    check_xml(name, &xml, false, results);
    let paths: Vec<(Option<String>, Option<String>)> = parsed(name, &xml, |document| {
        let files = document.descendants().filter(|node| node.has_tag_name((OCF, "rootfile")));
        let own = |node: &roxmltree::Node, name| node.attribute(name).map(str::to_owned);
        files.map(|node| (own(&node, "full-path"), own(&node, "media-type"))).collect()
    })?;
    let package = "application/oebps-package+xml";
    let known = paths.iter().find(|(_, kind)| kind.as_deref() == Some(package));
    results.test_at(
        &rules::CONTAINER,
        known.is_some(),
        || place(name, CONTAINER.into()),
        || format!("no `rootfile` has the media type `{package}`"),
    );
    let path = known.or(paths.first()).and_then(|(path, _)| path.clone()).unwrap_or_default();
    match address::resolve("", &path) {
        Address::Inside { .. } if !path.is_empty() => Ok(path),
        _ => {
            let message = "no `rootfile` names the package document".to_owned();
            Err(unreadable(name, CONTAINER, message))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_leave_the_book_are_told() {
        for name in ["../a", "/a", "c:/a", "a/../b", "a\\..\\b", "a:b", "a.", "a./b", "a\u{1}"] {
            assert!(bad_name(name).is_some(), "{name}");
        }
        for name in ["mimetype", "EPUB/a b.xhtml", "EPUB/é..x", ".hidden"] {
            assert_eq!(bad_name(name), None, "{name}");
        }
    }
}
