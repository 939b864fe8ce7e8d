//! What is said about the article, for machines: `meta` elements and JSON-LD.

use serde_json::{Map, Value, json};

use super::named;
use crate::markup::Element;
use crate::model::Meta;
use crate::text::absolute;

/// The `meta` elements with names.
pub(super) fn names(meta: &Meta) -> Vec<Element> {
    let one = |name, value: &Option<String>| value.as_deref().map(|value| named(name, value));
    let mut elements: Vec<_> = one("description", &meta.description).into_iter().collect();
    elements.extend(meta.authors.iter().map(|author| named("author", author)));
    elements.extend(one("date", &meta.date));
    elements.extend(one("publisher", &meta.publisher));
    if !meta.keywords.is_empty() {
        elements.push(named("keywords", &meta.keywords.join(", ")));
    }
    elements
}

/// The article in the vocabulary of schema.org.
pub(super) fn json_ld(meta: &Meta) -> Element {
    let mut article = Map::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            article.insert(key.to_owned(), value);
        }
    };
    let text = |value: &Option<String>| value.as_ref().map(|value| json!(value));
    let people: Vec<_> =
        meta.authors.iter().map(|name| json!({"@type": "Person", "name": name})).collect();
    put("@context", Some(json!("https://schema.org")));
    put("@type", Some(json!("Article")));
    put("headline", text(&meta.title));
    put("alternativeHeadline", text(&meta.subtitle));
    put("author", (!people.is_empty()).then(|| json!(people)));
    put("datePublished", text(&meta.date));
    put("inLanguage", meta.language.as_ref().map(|language| json!(language.as_str())));
    put("publisher", meta.publisher.as_ref().map(|p| json!({"@type": "Organization", "name": p})));
    let source = meta.source.as_deref().and_then(|source| absolute(source, None));
    put("url", source.map(Value::String));
    put("description", text(&meta.description));
    put("keywords", (!meta.keywords.is_empty()).then(|| json!(meta.keywords)));
    // Nothing in a title may look like markup to the parser of scripts.
    let text = Value::Object(article).to_string().replace('<', "\\u003c");
    Element::new("script").with("type", "application/ld+json").text(text)
}
