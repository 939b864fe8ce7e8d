//! The document as one HTML file that needs nothing else: no script, no other file, no network.

mod metadata;

use crate::diagnostic::Fatal;
use crate::markup::{Element, Node, Syntax};
use crate::normalise::Normal;
use crate::text::terms;
use crate::write::Context;
use crate::write::web::{self, Flavour};

const STYLE: &str = include_str!("style.css");

/// Writes the document.
pub fn write(document: &Normal, cx: &mut Context<'_>) -> Result<Vec<u8>, Fatal> {
    let page = web::page(document, Flavour::Html, cx.findings);
    let language = web::language(document);
    let title = document.meta.title.clone().unwrap_or_default();
    let head = Element::new("head")
        .children(lines([Element::new("meta").with("charset", "utf-8")]))
        .children(lines([named("viewport", "width=device-width, initial-scale=1")]))
        .children(lines([Element::new("title").text(title)]))
        .children(lines(metadata::names(&document.meta)))
        .children(lines([Element::new("style").text(STYLE)]))
        .children(lines([metadata::json_ld(&document.meta)]));

    let skip = Element::new("a").with("class", "skip").with("href", "#content");
    let skip = web::mark_own_words(skip.text(terms(&language).skip), document, Flavour::Html);
    let content = Element::new("div").with("id", "content").children(lines(page.body));
    let article = Element::new("article")
        .with("aria-labelledby", "title")
        .children(lines([page.front, content]))
        .children(lines(page.notes));
    let main = Element::new("main").children(lines([article]));
    let body = Element::new("body").children(lines([skip, main]));

    let direction = web::document_is_right_to_left(document).then_some("rtl");
    let html = Element::new("html")
        .with("lang", language.as_str())
        .with_some("dir", direction)
        .children(lines([head, body]));
    Ok(format!("<!DOCTYPE html>\n{}\n", html.serialize(Syntax::Html)).into_bytes())
}

fn named(name: &'static str, content: &str) -> Element {
    Element::new("meta").with("name", name).with("content", content)
}

/// Each element with a line end after it.
fn lines(elements: impl IntoIterator<Item = Element>) -> Vec<Node> {
    elements.into_iter().flat_map(|element| [element.into(), Node::from("\n")]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::fixture::{assert_words, everything, markup_text, run};

    fn html(document: &Normal) -> String {
        String::from_utf8(run(|cx| write(document, cx).unwrap())).unwrap()
    }

    #[test]
    fn all_words_are_there_in_order() {
        let html = html(&everything());
        if let Ok(folder) = std::env::var("DUMP") {
            std::fs::write(folder + "/all.html", &html).unwrap();
        }
        assert_words(&markup_text(&html));
    }
}
