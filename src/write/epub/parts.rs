//! The content documents: one, or several where the article is long, cut before headings of level 2.
//! Links find what they point at in whichever file it is.

use std::collections::BTreeMap;

use super::{Book, xml};
use crate::markup::{Element, Node, Syntax};
use crate::write::web;
use crate::write::web::Flavour;

/// A part is closed at the next heading of level 2 once it has so many bytes: reading systems slow
/// down on long documents.
const ENOUGH: usize = 200_000;

/// A content document.
pub(super) struct Part {
    /// Its file name.
    pub(super) file: String,
    /// What its `article` holds.
    pub(super) elements: Vec<Element>,
}

/// Cuts the article into parts, the notes in the last one.
pub(super) fn split(front: Element, body: Vec<Element>, notes: Option<Element>) -> Vec<Part> {
    let mut parts: Vec<Vec<Element>> = vec![vec![front]];
    let mut size = 0;
    for element in body.into_iter().chain(notes) {
        let starts = element.name == "h2" || element.name == "section";
        if starts && size >= ENOUGH {
            parts.push(Vec::new());
            size = 0;
        }
        size += element.serialize(Syntax::Xml).len();
        if let Some(part) = parts.last_mut() {
            part.push(element);
        }
    }
    let one = parts.len() == 1;
    let name =
        |index| if one { "article.xhtml".into() } else { format!("part-{}.xhtml", index + 1) };
    let mut parts: Vec<_> = parts
        .into_iter()
        .enumerate()
        .map(|(index, elements)| Part { file: name(index), elements })
        .collect();
    let files = files(&parts);
    for part in &mut parts {
        for element in &mut part.elements {
            web::rewrite_fragments(element, &mut |id| {
                let file = files.get(id)?;
                Some(if *file == part.file { format!("#{id}") } else { format!("{file}#{id}") })
            });
        }
    }
    parts
}

/// The file of every id.
pub(super) fn files(parts: &[Part]) -> BTreeMap<String, String> {
    let elements = parts.iter().flat_map(|part| part.elements.iter().map(move |e| (e, &part.file)));
    elements
        .flat_map(|(element, file)| {
            web::fragments(element).into_iter().map(move |id| (id, file.clone()))
        })
        .collect()
}

impl Book<'_> {
    /// A part as an XHTML document.
    pub(super) fn content_document(&self, part: &Part) -> String {
        let mut article = Element::new("article").with("epub:type", "bodymatter");
        article.set("aria-labelledby", "title");
        // The title is in the first part only; the others are known by theirs.
        if !part.elements.iter().any(|element| element.name == "header") {
            article.attributes.retain(|(name, _)| name != "aria-labelledby");
        }
        for element in &part.elements {
            let mut element = element.clone();
            if element.get("role") == Some("doc-endnotes") {
                element.set("epub:type", "endnotes");
            }
            article = article.text("\n").child(element);
        }
        let body = Element::new("body").text("\n").child(article.text("\n")).text("\n");
        xml::document(&self.html(&self.title).child(body).text("\n"), true)
    }

    /// The `html` element of a file, with its head.
    pub(super) fn html(&self, title: &str) -> Element {
        let mut html = Element::new("html")
            .with("xmlns", "http://www.w3.org/1999/xhtml")
            .with("xmlns:epub", "http://www.idpf.org/2007/ops")
            .with_some("dir", self.right_to_left.then_some("rtl"));
        web::set_language(&mut html, self.language.as_str(), Flavour::Epub);
        let style = Element::new("link").with("rel", "stylesheet").with("href", "stylesheet.css");
        let head = Element::new("head").children([
            Node::from("\n"),
            Element::new("title").text(title).into(),
            Node::from("\n"),
            style.with("type", "text/css").into(),
            Node::from("\n"),
        ]);
        html.text("\n").child(head).text("\n")
    }
}
