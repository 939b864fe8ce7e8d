//! Linked data in scripts: which of its nodes is the article, and what it says. Broken JSON says
//! nothing, and is no fault of the article. It weighs nothing.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::claims::{Claim, Claims, MAX_CLAIMS, Origin};
use super::names::{self, single_spaced};
use crate::markup::parse::{self, Page};

/// Nodes that are looked at; a page has a handful.
const MAX_NODES: usize = 1000;

type Node = Map<String, Value>;

/// Whether a type of schema.org is an article.
pub(super) fn is_article(kind: &str) -> bool {
    kind.ends_with("Article")
        || matches!(
            kind,
            "BlogPosting"
                | "LiveBlogPosting"
                | "SocialMediaPosting"
                | "DiscussionForumPosting"
                | "Report"
                | "Review"
                | "Recipe"
                | "HowTo"
                | "Chapter"
                | "Book"
                | "CreativeWork"
        )
}

/// Adds what the linked data of a page says.
pub(super) fn add(page: &Page, claims: &mut Claims) {
    let scripts = std::mem::take(&mut claims.scripts);
    let values: Vec<Value> =
        scripts.iter().filter_map(|id| parsed(&page.document.tree.get(id)?.text())).collect();
    let nodes = nodes(&values);
    let ids: BTreeMap<&str, &Node> =
        nodes.iter().filter_map(|node| Some((node.get("@id")?.as_str()?, *node))).collect();
    let articles: Vec<&Node> =
        nodes.iter().copied().filter(|node| has_type(node, is_article)).collect();
    let titles: Vec<String> = claims
        .headings
        .iter()
        .map(|h| &h.text)
        .chain(&claims.head_title)
        .map(|t| names::key(t))
        .collect();
    let is_told = |node: &&&Node| {
        headline(node).is_some_and(|headline| titles.contains(&names::key(&headline)))
    };
    let article = articles.iter().find(is_told).or(articles.first()).copied();
    let is_page = |kind: &str| kind.ends_with("WebPage") || kind == "AboutPage";
    let web_page = nodes.iter().copied().find(|node| has_type(node, is_page));
    if let Some(article) = article {
        add_article(article, &ids, claims);
    }
    for node in [article, web_page].into_iter().flatten() {
        for text in texts(node.get("inLanguage"), &ids) {
            claims.languages.push(Claim::new(Origin::JsonLd, text));
        }
        for text in texts(node.get("publisher"), &ids) {
            claims.publishers.push(Claim::new(Origin::JsonLd, text));
        }
    }
}

fn add_article(article: &Node, ids: &BTreeMap<&str, &Node>, claims: &mut Claims) {
    let said = |text: String| Claim::new(Origin::JsonLd, text);
    claims.titles.extend(headline(article).map(said));
    for (key, field) in [
        ("alternativeHeadline", &mut claims.subtitles),
        ("datePublished", &mut claims.dates),
        ("description", &mut claims.descriptions),
        ("keywords", &mut claims.keywords),
    ] {
        field.extend(texts(article.get(key), ids).map(said));
    }
    for key in ["url", "mainEntityOfPage"] {
        let address = match article.get(key) {
            Some(Value::Object(node)) => node.get("@id").or_else(|| node.get("url")),
            other => other,
        };
        // Below `link rel=canonical` and Open Graph, which are kept with more care.
        let claim = |text: &str| Claim::new(Origin::Head, text.trim());
        claims.addresses.extend(address.and_then(Value::as_str).map(claim));
    }
    let authors = article.get("author").or_else(|| article.get("creator"));
    for author in list(authors).take(MAX_CLAIMS) {
        let node = author.as_object().map(|node| resolved(node, ids));
        let organisation = node.is_some_and(|node| {
            has_type(node, |kind| kind.ends_with("Organization") || kind == "Corporation")
        });
        let claim = |text| Claim { organisation, ..said(text) };
        claims.authors.extend(texts(Some(author), ids).map(claim));
    }
}

fn headline(node: &Node) -> Option<String> {
    let text = node.get("headline").or_else(|| node.get("name"))?.as_str()?;
    Some(plain(text)).filter(|text| !text.is_empty())
}

/// The value of a script, however it is wrapped. Line ends inside strings are forgiven.
fn parsed(script: &str) -> Option<Value> {
    let script = script.split_once("<![CDATA[").map_or(script, |(_, rest)| rest);
    let script = script.rsplit_once("]]>").map_or(script, |(rest, _)| rest);
    let start = script.find(['{', '['])?;
    let end = script.rfind(['}', ']'])?;
    let json = script.get(start..=end)?;
    serde_json::from_str(json)
        .or_else(|_| serde_json::from_str(&json.replace(|c: char| c.is_control(), " ")))
        .ok()
}

/// All nodes that stand at the top, in a graph, or as what the page is about.
fn nodes(values: &[Value]) -> Vec<&Node> {
    let mut out = Vec::new();
    let mut todo: Vec<&Value> = values.iter().rev().collect();
    while let Some(value) = todo.pop() {
        match value {
            Value::Array(items) => todo.extend(items.iter().rev()),
            Value::Object(node) => {
                out.push(node);
                let inner = ["@graph", "mainEntity", "mainEntityOfPage", "itemReviewed"];
                todo.extend(inner.into_iter().rev().filter_map(|key| node.get(key)));
            }
            _ => {}
        }
        if out.len() >= MAX_NODES {
            break;
        }
    }
    out
}

fn list(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let items = match value {
        Some(Value::Array(items)) => items.as_slice(),
        Some(other) => std::slice::from_ref(other),
        None => &[],
    };
    items.iter()
}

/// Whether one of a node's types is such.
fn has_type(node: &Node, is: impl Fn(&str) -> bool) -> bool {
    let mut kinds = list(node.get("@type")).filter_map(Value::as_str);
    kinds.any(|kind| is(kind.rsplit(['/', '#', ':']).next().unwrap_or(kind)))
}

/// The node that a reference means.
fn resolved<'a>(node: &'a Node, ids: &BTreeMap<&str, &'a Node>) -> &'a Node {
    let id = node.get("@id").and_then(Value::as_str).filter(|_| !node.contains_key("name"));
    id.and_then(|id| ids.get(id).copied()).unwrap_or(node)
}

/// The texts of a value: a string, a node with a name, or a list of them.
fn texts<'a>(
    value: Option<&'a Value>,
    ids: &BTreeMap<&str, &'a Node>,
) -> impl Iterator<Item = String> {
    let mut out = Vec::new();
    for item in list(value).take(MAX_CLAIMS) {
        let names = match item {
            Value::Object(node) => {
                let node = resolved(node, ids);
                node.get("name")
                    .or_else(|| node.get("@value"))
                    .or_else(|| node.get("alternateName"))
            }
            other => Some(other),
        };
        out.extend(
            list(names)
                .take(MAX_CLAIMS)
                .filter_map(Value::as_str)
                .map(plain)
                .filter(|t| !t.is_empty()),
        );
    }
    out.into_iter()
}

/// A string of JSON without the markup that some put into it.
fn plain(text: &str) -> String {
    const LONGEST: usize = 10_000;
    if text.contains(['&', '<']) && text.len() <= LONGEST {
        return single_spaced(&parse::parse(text).document.text());
    }
    single_spaced(text)
}
