//! A PDF that was opened: what it says of itself, its tag tree and its pages. It judges nothing.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::content::Reader;
use super::file::{self, Failure, Objects};
use super::page::{LinkAnnotation, Page};
use super::pages::Pages;
use super::tree::Tree;
use super::{metadata, structure};
use crate::diagnostic::rules::{input, pdf as rules};
use crate::diagnostic::{Fatal, Place};

/// A PDF, read to its end.
#[derive(Debug)]
pub struct Pdf {
    /// What the user calls the file.
    pub name: String,
    /// What it says of itself.
    pub facts: Facts,
    /// The tag tree (ISO 32000-1, 14.7); empty if the file has none.
    pub tree: Tree,
    /// The pages in order.
    pub pages: Vec<Page>,
    /// The outline, in order, parents before their children.
    pub outline: Vec<OutlineItem>,
    /// What could not be read and was left out (a page's content, a font): one sentence each, with the
    /// page from 1 where it is known. A file with such losses must not pass.
    pub losses: Vec<(Option<u32>, String)>,
    pub(super) objects: Objects,
    /// Where each link annotation that is an object of its own stands: page and place among its links.
    links: BTreeMap<(u32, u16), (usize, usize)>,
}

/// What a PDF says of itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// `dc:title` in the XMP metadata.
    pub xmp_title: Option<String>,
    /// `Title` in the information dictionary.
    pub info_title: Option<String>,
    /// `Producer` in the information dictionary.
    pub producer: Option<String>,
    /// `Lang` in the catalogue.
    pub language: Option<String>,
    /// `Marked` in the catalogue's `MarkInfo`.
    pub marked: bool,
    /// `Suspects` in the catalogue's `MarkInfo`.
    pub suspects: bool,
    /// Whether there is a structure tree with at least one element.
    pub tagged: bool,
    /// `DisplayDocTitle` in the viewer preferences.
    pub display_title: bool,
    /// The standards that the XMP metadata claim.
    pub claims: Claims,
    /// The file is encrypted (and opens without a password).
    pub encrypted: bool,
}

/// The standards that the XMP metadata claim.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Claims {
    /// `pdfuaid:part`.
    pub ua: Option<String>,
    /// `pdfaid:part`.
    pub a_part: Option<String>,
    /// `pdfaid:conformance`.
    pub a_conformance: Option<String>,
}

/// An entry of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineItem {
    /// How deep it stands, from 0.
    pub depth: usize,
    /// Its words.
    pub title: String,
}

impl Pdf {
    /// The title that assistive technology announces: of the XMP metadata, else of the information
    /// dictionary.
    pub fn title(&self) -> Option<&str> {
        self.facts.xmp_title.as_deref().or(self.facts.info_title.as_deref())
    }

    /// The link annotation of an object reference in the tag tree, with its page from 0.
    pub fn link(&self, object: (u32, u16)) -> Option<(usize, &LinkAnnotation)> {
        let &(page, n) = self.links.get(&object)?;
        Some((page, self.pages.get(page)?.links.get(n)?))
    }
}

/// Opens a PDF and reads all of it; `name` is what the user calls it.
///
/// # Errors
/// The file is no PDF, is broken beyond repair, asks for a password, or is beyond the limits.
pub fn open(name: &str, bytes: &[u8]) -> Result<Pdf, Fatal> {
    // The library that decrypts and inflates is not ours: should it fall, the file is at fault.
    let read = catch_unwind(AssertUnwindSafe(|| read(name, bytes)));
    let broken = || Failure::Unreadable("reading it came to an unforeseen end".into());
    read.unwrap_or_else(|_| Err(broken())).map_err(|failure| {
        let place =
            Place::Output { file: name.into(), page: None, path: String::new(), source: None };
        match failure {
            Failure::Unreadable(why) => {
                let hint = "make the file again, or repair it: `qpdf in.pdf out.pdf`";
                Fatal::new(
                    &rules::UNREADABLE,
                    place,
                    format!("the PDF cannot be read: {why}"),
                    hint,
                )
            }
            Failure::Encrypted(why) => {
                let hint = "save it without a password for opening";
                Fatal::new(&rules::ENCRYPTED, place, format!("the PDF is encrypted: {why}"), hint)
            }
            Failure::TooLarge(why) => {
                let hint = "split the document; a document of this size is not meant to be read";
                Fatal::new(&input::TOO_LARGE, place, format!("the PDF is too large: {why}"), hint)
            }
        }
    })
}

fn read(name: &str, bytes: &[u8]) -> Result<Pdf, Failure> {
    let objects = file::load(bytes)?;
    let mut losses: Vec<(Option<u32>, String)> = Vec::new();
    let mut found = Pages::new(&objects);
    if found.broken > 0 {
        losses.push((None, format!("{} branches of the page tree lead nowhere", found.broken)));
    }
    let tree = structure::read(&objects, &found);
    let mut reader = Reader::new(&objects);
    let mut pages = Vec::with_capacity(found.leaves.len());
    let mut links = BTreeMap::new();
    for (number, leaf) in found.leaves.clone().iter().enumerate() {
        let mut page = reader.page(number, leaf);
        if reader.exhausted {
            let why = format!("page {} asks for more than a document needs", number + 1);
            return Err(Failure::TooLarge(why));
        }
        page.tabs = objects.word(leaf.dict, b"Tabs");
        page.links = found.links(leaf);
        for (n, link) in page.links.iter().enumerate() {
            if let Some(object) = link.object {
                links.entry(object).or_insert((number, n));
            }
        }
        pages.push(page);
    }
    if pages.is_empty() {
        return Err(Failure::Unreadable("it has no pages".into()));
    }
    let on = |page: usize| u32::try_from(page + 1).ok();
    losses.extend(reader.losses.into_iter().map(|(page, what)| (on(page), what)));
    let mut facts = metadata::facts(&objects);
    facts.tagged = !tree.elements.is_empty();
    let outline = metadata::outline(&objects);
    let missed = objects.missed();
    if let Some(first) = missed.first() {
        losses.push((None, format!("{} objects are damaged, the first is {first}", missed.len())));
    }
    if objects.repaired {
        losses.push((None, "the cross-reference table is of no use".into()));
    }
    Ok(Pdf { name: name.into(), facts, tree, pages, outline, losses, objects, links })
}
