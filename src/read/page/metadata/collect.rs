//! The claims of a page: one walk over the tree, through its head and the elements that say what they
//! are. It weighs nothing.

use dom_query::{NodeId, NodeRef};

use super::claims::{Claim, Claims, Heading, MAX_CLAIMS, Origin, push};
use super::names::single_spaced;
use crate::markup::parse::Page;
use crate::read::plain::{bylines, datelines};

/// Reads all claims that stand in elements. Scripts are only noted.
pub(super) fn collect(page: &Page) -> Claims {
    let mut claims = Claims::default();
    for node in page.document.tree.root().descendants_it() {
        if node.is_comment() {
            claims.saved_from = claims.saved_from.take().or_else(|| saved_from(&node));
        }
        let Some(element) = node.element_ref() else { continue };
        let name = element.name.local.clone();
        drop(element);
        match &*name {
            "html" | "body" => root_language(&node, &mut claims),
            "meta" => meta(&node, &mut claims),
            "base" if claims.base.is_none() => {
                claims.base = node.attr("href").map(|href| href.trim().to_owned());
            }
            "link" if has_token(&node, "rel", "canonical") => {
                if let Some(href) = node.attr("href") {
                    claims.addresses.push(Claim::new(Origin::JsonLd, href.trim()));
                }
            }
            "title" if claims.head_title.is_none() && !in_drawing(&node) => {
                claims.head_title = Some(words(&node)).filter(|title| !title.is_empty());
            }
            "script"
                if node.attr("type").is_some_and(|kind| {
                    kind.trim().eq_ignore_ascii_case("application/ld+json")
                }) =>
            {
                claims.scripts.push(node.id);
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let text = words(&node);
                if !text.is_empty() && claims.headings.len() < MAX_CLAIMS {
                    let level = name.as_bytes()[1] - b'0';
                    claims.headings.push(Heading { id: node.id, level, text });
                }
            }
            _ => {}
        }
        marked(&node, &name, &mut claims);
    }
    claims
}

/// The address in `<!-- saved from url=(0023)https://leaf.example/ -->`.
fn saved_from(comment: &NodeRef<'_>) -> Option<String> {
    let text = comment.query(|node| match &node.data {
        dom_query::NodeData::Comment { contents } => Some(contents.to_string()),
        _ => None,
    })??;
    let (_, address) = text.trim().strip_prefix("saved from url=(")?.split_once(')')?;
    Some(address.trim().to_owned())
}

/// `title` is an element of drawings too.
fn in_drawing(node: &NodeRef<'_>) -> bool {
    node.parent().is_some_and(|parent| !parent.has_name("head") && !parent.has_name("body"))
}

fn root_language(node: &NodeRef<'_>, claims: &mut Claims) {
    let lang = node.attr("lang").or_else(|| node.attr("xml:lang"));
    if let Some(lang) = lang.filter(|lang| !lang.trim().is_empty())
        && claims.root_language.is_none()
    {
        claims.root_language = Some((node.id, Claim::new(Origin::Page, lang.trim())));
    }
}

fn meta(node: &NodeRef<'_>, claims: &mut Claims) {
    let Some(content) = node.attr("content") else { return };
    for attribute in ["property", "name", "http-equiv"] {
        // One may have several names, parted by spaces.
        for name in node.attr(attribute).unwrap_or_default().split_ascii_whitespace() {
            claims.say(name, &content);
        }
    }
}

/// Whether a list of tokens names one.
fn has_token(node: &NodeRef<'_>, attribute: &str, token: &str) -> bool {
    node.attr(attribute)
        .is_some_and(|list| list.split_ascii_whitespace().any(|t| t.eq_ignore_ascii_case(token)))
}

/// Elements that say by an attribute what they are: microdata, microformats, links to the author.
fn marked(node: &NodeRef<'_>, name: &str, claims: &mut Claims) {
    for property in node.attr("itemprop").unwrap_or_default().split_ascii_whitespace() {
        if outer_item(node).is_some_and(|item| !is_article(&item)) {
            break;
        }
        let field = match property {
            "headline" => &mut claims.titles,
            "alternativeHeadline" => &mut claims.subtitles,
            "author" | "creator" if in_figure(node) => continue,
            "author" | "creator" => &mut claims.authors,
            "datePublished" => &mut claims.dates,
            "inLanguage" => &mut claims.languages,
            "description" => &mut claims.descriptions,
            "keywords" => &mut claims.keywords,
            _ => continue,
        };
        if let Some(text) = value(node, name) {
            push(field, Claim::new(Origin::Microdata, text));
        }
    }
    let is_author = matches!(name, "a" | "link") && has_token(node, "rel", "author");
    if (is_author || is_byline(node)) && !in_figure(node) {
        byline(node, claims);
    }
    if name == "time"
        && (node.has_attr("pubdate") || is_published(node))
        && let Some(text) = value(node, name)
    {
        claims.dates.push(Claim::new(Origin::Page, text));
    }
    if has_token(node, "role", "doc-subtitle") {
        claims.subtitles.push(Claim::new(Origin::Page, words(node)));
    }
}

/// Whether an element stands in a figure: who is named there made the picture.
fn in_figure(node: &NodeRef<'_>) -> bool {
    const HIGHEST: usize = 8;
    let mut above = node.ancestors_it(Some(HIGHEST));
    above.any(|above| above.has_name("figure") || above.has_name("figcaption"))
}

/// The names in a byline. The first on the page counts, with those that stand beside it: comments and
/// teasers have authors too.
fn byline(node: &NodeRef<'_>, claims: &mut Claims) {
    const NEAR: usize = 4;
    let text = words(node);
    let named = match bylines::read(&text) {
        Some((names, _)) => names,
        None => {
            let rest = datelines::line(&text).map(|line| line.rest).unwrap_or_default();
            rest.iter()
                .filter_map(|part| bylines::read(part))
                .flat_map(|(names, _)| names)
                .collect()
        }
    };
    if named.is_empty() {
        return;
    }
    let near: Vec<NodeId> = node.ancestors_it(Some(NEAR)).map(|above| above.id).collect();
    let Some(&above) = near.get(1) else { return };
    if near.contains(claims.byline.get_or_insert(above)) {
        claims.authors.extend(named.into_iter().map(|name| Claim::new(Origin::Page, name)));
    }
}

/// The type of the item of microdata that holds this element, if one does.
fn outer_item(node: &NodeRef<'_>) -> Option<String> {
    const HIGHEST: usize = 64;
    let item = node.ancestors_it(Some(HIGHEST)).find(|above| above.has_attr("itemscope"))?;
    Some(item.attr("itemtype").unwrap_or_default().to_string())
}

/// Whether an address of schema.org is that of an article.
fn is_article(kind: &str) -> bool {
    let kind = kind.trim().rsplit(['/', '#']).next().unwrap_or("");
    super::json_ld::is_article(kind)
}

/// What an element of microdata says.
fn value(node: &NodeRef<'_>, name: &str) -> Option<String> {
    let text = match (node.attr("content"), node.attr("datetime")) {
        (Some(text), _) | (None, Some(text)) => single_spaced(&text),
        (None, None) if matches!(name, "link" | "meta" | "img") => return None,
        (None, None) => {
            let mut inner = node.descendants_it().take(100);
            let named = inner.find(|inner| has_token(inner, "itemprop", "name"));
            match named {
                Some(named) => value_of_name(&named),
                None => words(node),
            }
        }
    };
    (!text.is_empty()).then_some(text)
}

fn value_of_name(node: &NodeRef<'_>) -> String {
    node.attr("content").map_or_else(|| words(node), |content| single_spaced(&content))
}

/// Whether the names of an element say that it is a byline.
fn is_byline(node: &NodeRef<'_>) -> bool {
    let is_name = |token: &str| {
        let token = token.to_ascii_lowercase();
        token.contains("byline") || token == "author" || token.ends_with("author-name")
    };
    ["class", "id"].into_iter().any(|attribute| {
        node.attr(attribute).is_some_and(|list| list.split_ascii_whitespace().any(is_name))
    })
}

/// Whether the names of a `time` say that it is the date of publication.
fn is_published(node: &NodeRef<'_>) -> bool {
    let is_name = |token: &str| {
        let token = token.to_ascii_lowercase();
        token.contains("publish") || token.contains("pubdate") || token == "entry-date"
    };
    ["class", "id"].into_iter().any(|attribute| {
        node.attr(attribute).is_some_and(|list| list.split_ascii_whitespace().any(is_name))
    })
}

/// The words of an element in one line; none where they are too many to be a title, a name or a date.
fn words(node: &NodeRef<'_>) -> String {
    const LONGEST: usize = 2000;
    let mut out = String::new();
    for (count, inner) in node.descendants_it().enumerate() {
        if count > LONGEST || out.len() > LONGEST {
            return String::new();
        }
        if inner.is_text() {
            out.push_str(&inner.text());
        }
    }
    single_spaced(&out)
}
