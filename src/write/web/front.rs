//! The title of the document and the lines below it as elements.

use super::{Web, lines};
use crate::markup::{Element, Node};
use crate::text::absolute;
use crate::write::front::{FrontLine, FrontPart, front};

impl Web<'_> {
    /// The head of the article: one `h1`, a line each for the rest.
    pub(super) fn front(&self) -> Element {
        let elements = front(&self.document.meta).into_iter().map(Self::front_line);
        let elements = elements.collect();
        Element::new("header").children(lines(elements))
    }

    fn front_line(line: FrontLine) -> Element {
        let paragraph = |class: &str| Element::new("p").with("class", class);
        match line.part {
            FrontPart::Title => Element::new("h1").with("id", "title").text(line.text),
            FrontPart::Subtitle => {
                paragraph("subtitle").with("role", "doc-subtitle").text(line.text)
            }
            FrontPart::Byline => paragraph("byline").text(line.text),
            FrontPart::Date => {
                let datetime = line.value.filter(|value| super::is_datetime(value));
                paragraph("date").child(match datetime {
                    Some(value) => {
                        Element::new("time").with("datetime", value).text(line.text).into()
                    }
                    None => Node::Text(line.text),
                })
            }
            FrontPart::Publisher => paragraph("publisher").text(line.text),
            FrontPart::Source => paragraph("source").child(source(&line)),
        }
    }
}

/// The whole line is the link: alone, the address would be spelled and say nothing of what it is.
fn source(line: &FrontLine) -> Node {
    match absolute(line.value.as_deref().unwrap_or(""), None) {
        Some(href) => Element::new("a").with("href", href).text(line.text.as_str()).into(),
        None => line.text.as_str().into(),
    }
}
