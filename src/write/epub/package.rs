//! The package document that `epub-builder` made, amended: language, unique ids, dates that do not
//! depend on the clock, and what the book says of its accessibility.

use super::{Book, claims, xml};
use crate::markup::{Element, Node};
use crate::text::moment;
use crate::write::web;

impl Book<'_> {
    /// The package document.
    pub(super) fn amended_package(&self, made: &str, identifier: &str) -> Result<String, String> {
        let mut package = xml::parse(made)?;
        package.set("xml:lang", self.language.as_str());
        if self.right_to_left {
            package.set("dir", "rtl");
        }
        package.set("unique-identifier", "identifier");
        package.set("prefix", "schema: http://schema.org/");
        // What only EPUB 2 reads, and what stood for it.
        package.children.retain(|child| !is(child, "guide"));
        let manifest = child(&mut package, "manifest")?;
        manifest.children.retain(
            |item| !matches!(item, Node::Element(item) if item.get("href") == Some("toc.ncx")),
        );
        child(&mut package, "spine")?.attributes.retain(|(name, _)| name != "toc");
        *child(&mut package, "metadata")? = self.metadata(identifier);
        xml::indent(&mut package, 0);
        Ok(xml::document(&package, false))
    }

    /// The metadata, whole: `epub-builder` has no place for most of it.
    fn metadata(&self, identifier: &str) -> Element {
        let meta = &self.document.meta;
        let mut metadata =
            Element::new("metadata").with("xmlns:dc", "http://purl.org/dc/elements/1.1/");
        let mut put = |element: Element| metadata.children.push(element.into());
        let dc = |name: &'static str, text: &str| Element::new(name).text(text);
        let property =
            |name: &str, text: &str| Element::new("meta").with("property", name).text(text);

        put(dc("dc:identifier", identifier).with("id", "identifier"));
        put(dc("dc:title", &self.title).with("id", "title"));
        put(property("title-type", "main").with("refines", "#title"));
        if let Some(subtitle) = &meta.subtitle {
            put(dc("dc:title", subtitle).with("id", "subtitle"));
            put(property("title-type", "subtitle").with("refines", "#subtitle"));
        }
        for (index, author) in meta.authors.iter().enumerate() {
            let id = format!("creator-{}", index + 1);
            put(dc("dc:creator", author).with("id", id.clone()));
            let role = property("role", "aut").with("refines", format!("#{id}"));
            put(role.with("scheme", "marc:relators"));
        }
        put(dc("dc:language", self.language.as_str()));
        // The day is enough, and every reading system understands it.
        let date = meta.date.as_deref().filter(|date| web::is_datetime(date));
        let date = date.and_then(|date| date.split(['T', ' ']).next());
        for (name, value) in [
            ("dc:date", date),
            ("dc:publisher", meta.publisher.as_deref()),
            ("dc:source", meta.source.as_deref()),
            ("dc:description", meta.description.as_deref()),
        ] {
            if let Some(value) = value {
                put(dc(name, value));
            }
        }
        for keyword in &meta.keywords {
            put(dc("dc:subject", keyword));
        }
        put(property("dcterms:modified", &modified(meta.date.as_deref(), self.epoch)));
        for (name, value) in claims::claims(self) {
            let claim = property(name, &value);
            let english = name == "schema:accessibilitySummary" && self.language.primary() != "en";
            put(if english { claim.with("xml:lang", "en") } else { claim });
        }
        metadata
    }
}

fn is(node: &Node, name: &str) -> bool {
    matches!(node, Node::Element(element) if element.name == name)
}

fn child<'a>(package: &'a mut Element, name: &str) -> Result<&'a mut Element, String> {
    xml::find(package, &|element| element.name == name).ok_or(format!("it has no `{name}`"))
}

/// When the book was last changed, as EPUB wants it: midnight of the document's date, else
/// `SOURCE_DATE_EPOCH`, else the start of 1980. Never the clock: the same input gives the same book.
fn modified(date: Option<&str>, epoch: Option<i64>) -> String {
    if let Some(date) = date.filter(|date| web::is_datetime(date)) {
        let day = date.get(..10).unwrap_or(date);
        return format!("{day}{}T00:00:00Z", &"-01-01"[day.len().clamp(4, 10) - 4..]);
    }
    let moment = epoch.and_then(moment::from_epoch);
    moment.unwrap_or_else(|| "1980-01-01T00:00:00Z".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_of_change_never_depends_on_the_clock() {
        assert_eq!(modified(None, None), "1980-01-01T00:00:00Z");
        assert_eq!(modified(Some("2020"), None), "2020-01-01T00:00:00Z");
        assert_eq!(modified(Some("2020-05"), None), "2020-05-01T00:00:00Z");
        assert_eq!(modified(Some("2020-05-13T10:00"), Some(0)), "2020-05-13T00:00:00Z");
        assert_eq!(modified(Some("in May"), Some(951_827_696)), "2000-02-29T12:34:56Z");
        assert_eq!(modified(None, Some(-1)), "1969-12-31T23:59:59Z");
        assert_eq!(modified(None, Some(i64::MAX)), "1980-01-01T00:00:00Z");
    }
}
