//! The document as an EPUB 3.3 book: content documents made of web elements, in a container that
//! `epub-builder` makes and this room amends.

mod claims;
mod container;
mod navigation;
mod package;
mod parts;
mod xml;

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::diagnostic::rules::output;
use crate::diagnostic::{Fatal, Place};
use crate::normalise::Normal;
use crate::text::{Language, Terms, terms};
use crate::write::Context;
use crate::write::json;
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
    let page = web::page(document, Flavour::Epub);
    let language = web::language(document);
    let title = document.meta.title.clone().unwrap_or_default();
    let (headings, facts) = (page.headings, page.facts);
    let parts = parts::split(page.front, page.body, page.notes);
    let book = Book {
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
    container::archive(&book).map_err(|reason| {
        let message = format!("the EPUB cannot be put together: {reason}");
        Fatal::new(&output::UNWRITABLE, Place::Document, message, "please report this as a bug")
    })
}

impl Book<'_> {
    /// An identifier that is the same for the same article: a UUID of version 8 made of its content.
    fn identifier(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(json::write(self.document));
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
            let _ = write!(text, "{byte:02x}");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::io::{Cursor, Read as _};

    use super::*;
    use crate::model::{Alt, Block, Document, InlineKind, Meta, Target};
    use crate::write::fixture::{
        anchor, assert_words, everything, figure, heading, image, inline, markup_text, normal,
        paragraph, picture, run, text, with_body,
    };

    fn book(document: &Normal) -> Vec<(String, String)> {
        let bytes = run(|cx| write(document, cx).unwrap());
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let count = archive.len();
        let read = |index| {
            let mut file = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            (file.name().to_owned(), String::from_utf8_lossy(&content).into_owned())
        };
        (0..count).map(read).collect()
    }

    fn file<'a>(book: &'a [(String, String)], name: &str) -> &'a str {
        let found = book.iter().find(|(n, _)| n.strip_prefix("OEBPS/").unwrap_or(n) == name);
        &found.unwrap_or_else(|| panic!("no {name}")).1
    }

    fn claims(package: &str, property: &str) -> Vec<String> {
        let document = roxmltree::Document::parse(package).unwrap();
        let property = format!("schema:{property}");
        let claims = document.descendants().filter(|n| n.attribute("property") == Some(&property));
        claims.filter_map(|n| n.text().map(str::to_owned)).collect()
    }

    #[test]
    fn all_words_are_there_in_order() {
        let book = book(&everything());
        assert_words(&markup_text(file(&book, "article.xhtml")));
        assert_eq!(book[0], ("mimetype".into(), "application/epub+zip".into()));
    }

    #[test]
    fn the_same_book_has_the_same_bytes() {
        let write = || run(|cx| write(&everything(), cx).unwrap());
        assert_eq!(write(), write());
        let other = Meta { title: Some("Other".into()), ..Meta::default() };
        let other = book(&normal(Document { meta: other, ..Document::default() }));
        let identifier = |book: &[(String, String)]| {
            let package = file(book, "content.opf");
            let start = package.find("urn:uuid:").unwrap();
            package[start..start + 45].to_owned()
        };
        assert_ne!(identifier(&other), identifier(&book(&everything())));
    }

    #[test]
    fn claims_are_earned() {
        let of = |body: Vec<Block>, property| {
            claims(file(&book(&with_body(body)), "content.opf"), property)
        };
        let shows = |alt| vec![figure(Some(image(alt, Some(picture()))), "", "")];
        let words = || vec![paragraph("Words.")];
        assert_eq!(of(words(), "accessMode"), ["textual"]);
        assert_eq!(of(words(), "accessModeSufficient"), ["textual"]);
        assert_eq!(of(words(), "accessibilityHazard"), ["none"]);
        let plain = ["readingOrder", "displayTransformability"];
        assert_eq!(of(words(), "accessibilityFeature"), plain);
        assert_eq!(of(shows(Alt::Decorative), "accessMode"), ["textual"]);
        assert_eq!(of(shows(Alt::Decorative), "accessibilityFeature"), plain);

        let described = || shows(Alt::Authored("A view".into()));
        assert_eq!(of(described(), "accessMode"), ["textual", "visual"]);
        assert_eq!(of(described(), "accessModeSufficient"), ["textual", "textual,visual"]);
        assert!(of(described(), "accessibilityFeature").contains(&"alternativeText".into()));
        let one_missing = || [described(), shows(Alt::Missing)].concat();
        assert_eq!(of(one_missing(), "accessModeSufficient"), ["textual,visual"]);
        assert_eq!(of(one_missing(), "accessibilityFeature"), plain);
        assert!(of(one_missing(), "accessibilitySummary")[0].contains("Not all pictures"));

        let headed = vec![heading(2, "One")];
        let expected = ["tableOfContents", "structuralNavigation", plain[0], plain[1]];
        assert_eq!(of(headed, "accessibilityFeature"), expected);
        let formula = InlineKind::Formula { tex: "x".into() };
        let formula = vec![Block::paragraph(vec![inline(formula)])];
        assert!(of(formula, "accessibilityFeature").contains(&"latex".into()));
    }

    #[test]
    fn a_long_article_is_cut_at_headings_and_its_links_follow() {
        let target = Target::Internal("last".into());
        let link = inline(InlineKind::Link { target, content: text("to the last") });
        let mut body = vec![Block::paragraph(vec![link])];
        for chapter in 0..5 {
            body.push(heading(2, &format!("Chapter {chapter}")));
            body.extend((0..1000).map(|_| paragraph(&"word ".repeat(20))));
            body.push(heading(3, &format!("Section {chapter}")));
        }
        body.push(Block { at: anchor("last"), kind: paragraph("The last.").kind });
        let long = with_body(body);
        let book = book(&long);
        let documents: Vec<_> = book.iter().filter(|(n, _)| n.contains("part-")).collect();
        assert!(documents.len() > 1);
        let last = documents.len();
        let first = file(&book, "part-1.xhtml");
        assert!(first.contains(&format!("href=\"part-{last}.xhtml#last\"")));
        assert_no_dangling_links(&book);
    }

    fn assert_no_dangling_links(book: &[(String, String)]) {
        let mut ids = BTreeSet::new();
        let mut links = BTreeSet::new();
        for (name, content) in book.iter().filter(|(_, content)| content.contains("<html")) {
            let name = name.trim_start_matches("OEBPS/");
            ids.insert(name.to_owned());
            let document = dom_query::Document::from(content.as_str());
            for node in &document.select("[id]") {
                let id = format!("{name}#{}", node.attr("id").unwrap());
                assert!(ids.insert(id.clone()), "{id} twice");
            }
            for node in &document.select("a[href]") {
                let href = node.attr("href").unwrap();
                links.insert(if href.starts_with('#') {
                    format!("{name}{href}")
                } else {
                    href.to_string()
                });
            }
        }
        links.retain(|link| !link.contains("://"));
        assert!(!links.is_empty());
        assert_eq!(links.difference(&ids).collect::<Vec<_>>(), Vec::<&String>::new());
    }

    #[test]
    fn nothing_dangles_and_languages_are_said() {
        let book = book(&everything());
        assert_no_dangling_links(&book);
        for name in ["content.opf", "nav.xhtml", "article.xhtml"] {
            assert!(file(&book, name).contains("xml:lang=\"en-GB\""), "{name}");
        }
    }

    #[test]
    fn a_book_from_right_to_left_says_so_everywhere() {
        let meta = Meta {
            title: Some("שלום & \u{1}".into()),
            language: Language::parse("he"),
            ..Meta::default()
        };
        let body = vec![heading(2, "אחד"), heading(3, "\u{2}"), paragraph("שתיים")];
        let book = book(&normal(Document { meta, body, ..Document::default() }));
        assert!(file(&book, "content.opf").contains("page-progression-direction=\"rtl\""));
        for name in ["nav.xhtml", "article.xhtml"] {
            assert!(file(&book, name).contains("dir=\"rtl\""), "{name}");
        }
        assert_no_dangling_links(&book);
    }
}
