//! A PDF that was opened: what it says of itself, its tag tree and its pages. It judges nothing.

use super::page::{LinkAnnotation, Page};
use super::tree::Tree;
use crate::diagnostic::Fatal;

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
    pub(super) objects: super::file::Objects,
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
        let on = |page: &'_ Page| page.links.iter().position(|link| link.object == Some(object));
        self.pages.iter().enumerate().find_map(|(n, page)| on(page).map(|i| (n, &page.links[i])))
    }
}

/// Opens a PDF and reads all of it; `name` is what the user calls it.
///
/// # Errors
/// The file is no PDF, is broken beyond repair, asks for a password, or is beyond the limits.
pub fn open(name: &str, bytes: &[u8]) -> Result<Pdf, Fatal> {
    let _ = (name, bytes);
    todo!()
}
