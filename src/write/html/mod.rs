//! The document as one HTML file that needs nothing else: no script, no other file, no network.

mod metadata;

use crate::markup::{Element, Node, Syntax};
use crate::normalise::Normal;
use crate::text::terms;
use crate::write::web::{self, Flavour};

const STYLE: &str = include_str!("style.css");

/// Writes the document.
pub fn write(document: &Normal) -> Vec<u8> {
    let page = web::page(document, Flavour::Html);
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
    format!("<!DOCTYPE html>\n{}\n", html.serialize(Syntax::Html)).into_bytes()
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
    use std::collections::BTreeSet;

    use super::*;
    use crate::model::{Alt, Block, BlockKind, Cell, Document, Heads, Inline, InlineKind, Meta};
    use crate::text::Language;
    use crate::write::fixture::{
        assert_words, cell, everything, figure, heading, image, markup_text, normal, picture,
        table, with_body,
    };

    fn html(document: &Normal) -> String {
        String::from_utf8(write(document)).unwrap()
    }

    /// What stands in the content of an article with this body, without line ends.
    fn content(body: Vec<Block>) -> String {
        let html = html(&with_body(body));
        let start = html.find("<div id=\"content\">").unwrap() + 18;
        html[start..html.find("</div>\n</article>").unwrap()].replace('\n', "")
    }

    #[test]
    fn all_words_are_there_in_order() {
        let html = html(&everything());
        assert_words(&markup_text(&html));
    }

    #[test]
    fn the_same_document_has_the_same_bytes_and_no_link_dangles() {
        let html = html(&everything());
        assert_eq!(html, super::tests::html(&everything()));
        let document = dom_query::Document::from(html.as_str());
        let mut ids = BTreeSet::new();
        for node in &document.select("[id]") {
            assert!(ids.insert(node.attr("id").unwrap().to_string()), "twice");
        }
        let referring = ["href", "aria-labelledby", "headers"];
        for name in referring {
            let nodes = document.select(&format!("[{name}]"));
            let values = nodes.iter().filter_map(|node| node.attr(name));
            let local = values.filter(|value| name != "href" || value.starts_with('#'));
            let missing = local
                .flat_map(|v| {
                    v.split(' ').map(|id| id.trim_start_matches('#').to_owned()).collect::<Vec<_>>()
                })
                .find(|id| !ids.contains(id));
            assert_eq!(missing, None, "{name}");
            assert!(!nodes.is_empty(), "{name}");
        }
        assert_eq!(document.select("h1").length(), 1);
        assert_eq!(document.select("script:not([type='application/ld+json'])").length(), 0);
    }

    #[test]
    fn languages_and_directions_are_said_where_they_change() {
        let meta = Meta {
            title: Some("</script><script>alert(1)".into()),
            language: Language::parse("ar"),
            ..Meta::default()
        };
        let at = |tag| crate::write::fixture::lang(tag);
        let inline = |tag, kind| Inline { at: at(tag), kind };
        let inner = inline("he", InlineKind::Text("שלום".into()));
        let words = vec![inline("en", InlineKind::Emphasis(vec![Inline::text("Peace "), inner]))];
        let body = vec![Block::paragraph(words)];
        let html = html(&normal(Document { meta, body, ..Document::default() }));
        assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"ar\" dir=\"rtl\">"));
        assert!(html.contains(
            "<em lang=\"en\" dir=\"ltr\">Peace <span lang=\"he\" dir=\"rtl\">שלום</span></em>"
        ));
        assert_eq!(html.matches("<script").count(), 1, "a title cannot start a script");
    }

    #[test]
    fn own_words_are_english_where_the_language_has_none() {
        let meta = Meta { language: Language::parse("th"), ..Meta::default() };
        let html = html(&normal(Document { meta, ..Document::default() }));
        assert!(html.contains("<a class=\"skip\" href=\"#content\" lang=\"en\">"));
    }

    #[test]
    fn pictures_say_what_they_show_or_that_nobody_knows() {
        let of =
            |alt, shown: bool| content(vec![figure(Some(image(alt, shown.then(picture))), "", "")]);
        let authored = || Alt::Authored("A \"view\"".into());
        assert!(
            of(authored(), true).contains("alt=\"A &quot;view&quot;\" width=\"120\" height=\"60\"")
        );
        assert!(of(authored(), true).contains("src=\"data:image/png;base64,iVBOR"));
        assert!(of(Alt::Decorative, true).contains("alt=\"\""));
        let undescribed = of(Alt::Missing, true);
        assert!(!undescribed.contains("alt="));
        assert!(undescribed.contains("title=\"Image without description\""));
        assert_eq!(
            of(authored(), false),
            "<figure><span class=\"absent\" role=\"img\" aria-label=\"A &quot;view&quot;\">A \"view\"</span></figure>"
        );
        assert_eq!(of(Alt::Decorative, false), "");
        let caption = content(vec![figure(None, "C", "© A")]);
        assert_eq!(
            caption,
            "<figure><figcaption><span class=\"caption\">C</span> <span class=\"credit\">© A</span></figcaption></figure>"
        );
    }

    #[test]
    fn headers_are_named_where_scope_does_not_suffice() {
        use Heads::{Column, Row};
        let simple = vec![
            vec![cell(Some(Column), ""), cell(Some(Column), "a")],
            vec![cell(Some(Row), "b"), cell(None, "1")],
        ];
        assert_eq!(
            content(vec![table("", simple)]),
            "<div class=\"scroll\"><table><thead><tr><td></td><th scope=\"col\">a</th></tr></thead>\
             <tbody><tr><th scope=\"row\">b</th><td>1</td></tr></tbody></table></div>"
        );
        let wide = Cell { colspan: 2, ..cell(Some(Column), "a") };
        let rows = vec![
            vec![cell(None, ""), wide],
            vec![cell(Some(Row), "b"), cell(None, "1"), cell(None, "2")],
        ];
        let spans = content(vec![heading(2, "H"), table("Caption", rows)]);
        assert!(spans.contains("<th colspan=\"2\" scope=\"col\" id=\"head\">"));
        assert!(spans.contains("<td headers=\"head-2 head\">2</td>"));
        let region = "role=\"region\" aria-labelledby=\"table\" tabindex=\"0\"";
        assert!(spans.contains(region) && spans.contains("<caption id=\"table\">"));
    }

    #[test]
    fn a_picture_among_words_is_no_higher_than_they_are() {
        let picture = || {
            let image = image(Alt::Authored("A".into()), Some(picture()));
            vec![Inline::new(InlineKind::Image(image))]
        };
        let strong = vec![Inline::new(InlineKind::Strong(picture())), Inline::text(" words")];
        let target = crate::model::Target::External("https://a.example".into());
        let link = Inline::new(InlineKind::Link { target, content: picture() });
        assert!(content(vec![Block::paragraph(strong)]).contains("class=\"in-line\""));
        assert!(!content(vec![Block::paragraph(vec![link])]).contains("class"));
    }

    #[test]
    fn a_task_has_its_box_for_a_bullet() {
        use crate::write::fixture::{list, paragraphs};
        let items = || vec![paragraphs("☐ to do"), paragraphs("no task")];
        assert_eq!(
            content(vec![list(None, items())]),
            "<ul><li class=\"task\">☐ to do</li><li>no task</li></ul>"
        );
        assert!(!content(vec![list(Some(1), items())]).contains("task\">"), "numbers say more");
    }

    #[test]
    fn code_keeps_its_lines() {
        let code = BlockKind::Code { language: Some("c++".into()), text: "a\n  b\n".into() };
        let html = html(&with_body(vec![Block::new(code)]));
        assert!(html.contains("<pre><code class=\"language-c++\">a\n  b</code></pre>"));
    }
}
