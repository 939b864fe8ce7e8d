//! The document as an EPUB 3.3 book: content documents made of web elements, in a container that
//! `epub-builder` makes and this room amends.

mod claims;
mod container;
mod navigation;
mod package;
mod parts;
mod xml;

use sha2::{Digest as _, Sha256};

use crate::diagnostic::rules::output;
use crate::diagnostic::{Fatal, Place};
use crate::normalise::Normal;
use crate::text::{Language, Terms, terms};
use crate::write::Context;
use crate::write::web::{self, Flavour, PictureFile};

/// What the files of the book share.
struct Book<'a> {
    document: &'a Normal,
    language: Language,
    right_to_left: bool,
    terms: &'static Terms,
    title: String,
    parts: Vec<parts::Part>,
    contents: Vec<navigation::Entry>,
    pictures: Vec<PictureFile>,
    facts: web::Facts,
    epoch: Option<i64>,
}

/// Writes the document.
pub fn write(document: &Normal, cx: &mut Context<'_>) -> Result<Vec<u8>, Fatal> {
    let page = web::page(document, Flavour::Epub, cx.findings);
    let language = web::language(document);
    let title = document.meta.title.clone().unwrap_or_default();
    let (headings, facts) = (page.headings, page.facts);
    let parts = parts::split(page.front, page.body, page.notes);
    let mut book = Book {
        document,
        right_to_left: web::document_is_right_to_left(document),
        terms: terms(&language),
        language,
        contents: navigation::contents(&title, &headings, &parts),
        title,
        parts,
        pictures: page.pictures,
        facts,
        epoch: cx.epoch,
    };
    book.pictures.iter_mut().for_each(|picture| picture.path = xml::legal(&picture.path));
    container::archive(&book).map_err(|reason| {
        let message = format!("the EPUB cannot be put together: {reason}");
        Fatal::new(&output::UNWRITABLE, Place::Document, message, "please report this as a bug")
    })
}

impl Book<'_> {
    /// An identifier that is the same for the same book: a UUID of version 8 made of its content.
    fn identifier(&self, documents: &[String]) -> String {
        let mut hash = Sha256::new();
        hash.update(format!("{:?}", self.document.meta));
        for document in documents {
            hash.update(document);
        }
        for picture in &self.pictures {
            hash.update(&picture.bytes);
        }
        let mut id: [u8; 16] = std::array::from_fn({
            let digest = hash.finalize();
            move |index| digest[index]
        });
        id[6] = id[6] & 0x0F | 0x80;
        id[8] = id[8] & 0x3F | 0x80;
        let mut text = String::from("urn:uuid:");
        for (index, byte) in id.iter().enumerate() {
            if matches!(index, 4 | 6 | 8 | 10) {
                text.push('-');
            }
            text.push_str(&format!("{byte:02x}"));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::fixture::{assert_words, everything, markup_text, run};

    #[test]
    fn all_words_are_there_in_order() {
        let book = run(|cx| write(&everything(), cx).unwrap());
        if let Ok(folder) = std::env::var("DUMP") {
            std::fs::write(folder + "/all.epub", &book).unwrap();
        }
    }
}
