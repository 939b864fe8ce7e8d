//! What a page claims of itself, claim by claim and each with its origin: one walk over the tree. It
//! weighs nothing.

use dom_query::{NodeId, NodeRef};

use super::names::single_spaced;
use crate::read::page::parse::Page;
use crate::read::plain::{bylines, datelines};

/// Where a claim stands, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    JsonLd,
    DublinCore,
    OpenGraph,
    Microdata,
    Head,
    Twitter,
    /// Words of the page itself.
    Page,
}

impl Origin {
    /// Its name for people.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::JsonLd => "JSON-LD",
            Self::DublinCore => "Dublin Core",
            Self::OpenGraph => "Open Graph",
            Self::Microdata => "microdata",
            Self::Head => "the head",
            Self::Twitter => "the Twitter card",
            Self::Page => "the page itself",
        }
    }

    /// Whether it can only mean this article.
    pub(super) fn is_explicit(self) -> bool {
        matches!(self, Self::JsonLd | Self::DublinCore | Self::OpenGraph | Self::Microdata)
    }
}

/// One thing said.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    pub(super) origin: Origin,
    pub(super) text: String,
    /// Of an author: it is no person.
    pub(super) organisation: bool,
}

/// A heading of the page.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    pub(super) level: u8,
    pub(super) text: String,
}

/// All that a page claims.
#[derive(Debug, Default)]
pub(super) struct Claims {
    pub(super) titles: Vec<Claim>,
    pub(super) subtitles: Vec<Claim>,
    pub(super) authors: Vec<Claim>,
    pub(super) dates: Vec<Claim>,
    pub(super) languages: Vec<Claim>,
    pub(super) publishers: Vec<Claim>,
    pub(super) addresses: Vec<Claim>,
    pub(super) descriptions: Vec<Claim>,
    pub(super) keywords: Vec<Claim>,
    /// The language of the root, and which element says it.
    pub(super) root_language: Option<(NodeId, Claim)>,
    /// The `title` of the head: title and site in one.
    pub(super) head_title: Option<String>,
    pub(super) headings: Vec<Heading>,
    /// The address against which others are read.
    pub(super) base: Option<String>,
    /// The address that a browser noted when it saved the page.
    pub(super) saved_from: Option<String>,
    pub(super) scripts: Vec<NodeId>,
    /// What holds the first byline.
    byline: Option<NodeId>,
}

impl Claims {
    /// The claims of one kind, the surest first.
    pub(super) fn sorted<'a>(
        &'a self,
        field: fn(&Self) -> &Vec<Claim>,
    ) -> impl Iterator<Item = &'a Claim> {
        let mut all: Vec<&Claim> = field(self).iter().collect();
        all.sort_by_key(|claim| claim.origin);
        all.into_iter()
    }

    /// The surest claim of one kind that makes sense.
    pub(super) fn best<T>(
        &self,
        field: fn(&Self) -> &Vec<Claim>,
        sense: impl Fn(&Claim) -> Option<T>,
    ) -> Option<T> {
        self.sorted(field).find_map(sense)
    }

    /// The kind of claim that a name of `meta` makes, and where it comes from.
    fn field(&mut self, name: &str) -> Option<(&mut Vec<Claim>, Origin)> {
        use Origin::{DublinCore, Head, OpenGraph, Twitter};
        let (prefix, rest) = name.split_once(['.', ':', '_']).unwrap_or(("", name));
        let origin = match prefix {
            "dc" | "dcterms" | "dcterm" | "citation" | "eprints" => DublinCore,
            "og" | "article" | "book" => OpenGraph,
            "twitter" => Twitter,
            "" | "parsely" | "sailthru" => Head,
            _ => return None,
        };
        // "parsely-author", "news_keywords"
        let rest = match name {
            "news_keywords" => return Some((&mut self.keywords, Head)),
            "publication_date" | "publish_date" => return Some((&mut self.dates, Head)),
            _ => rest.strip_prefix("parsely-").unwrap_or(rest),
        };
        let field = match (rest, origin) {
            ("title", _) => &mut self.titles,
            ("alternative", DublinCore) => &mut self.subtitles,
            // A Twitter card names an account.
            ("author" | "creator" | "byl" | "author_name", Head | DublinCore | OpenGraph) => {
                &mut self.authors
            }
            ("creator.personalname" | "contributor.author", DublinCore)
            | ("article:author", OpenGraph) => &mut self.authors,
            ("published_time" | "article:published_time", OpenGraph)
            | (
                "issued" | "date" | "date.issued" | "date.created" | "created" | "publication_date"
                | "online_date",
                DublinCore,
            )
            | (
                "date" | "pubdate" | "publishdate" | "publish-date" | "pub-date" | "datepublished"
                | "published" | "publication-date",
                Head,
            ) => &mut self.dates,
            ("site_name" | "publisher" | "journal_title", OpenGraph | DublinCore) => {
                if rest == "publisher" && origin == OpenGraph {
                    return None; // the address of a profile
                }
                &mut self.publishers
            }
            ("description" | "abstract", _) => &mut self.descriptions,
            ("keywords" | "tags", Head | DublinCore)
            | ("subject", DublinCore)
            | ("tag", OpenGraph) => &mut self.keywords,
            ("language" | "content-language", _) | ("locale", OpenGraph) => &mut self.languages,
            ("url", OpenGraph) => &mut self.addresses,
            _ => return None,
        };
        Some((field, origin))
    }

    fn say(&mut self, name: &str, text: &str) {
        let name = name.to_ascii_lowercase();
        let text = single_spaced(text);
        if text.is_empty() {
            return;
        }
        if let Some((field, origin)) = self.field(&name) {
            field.push(Claim::new(origin, text));
        }
    }
}

impl Claim {
    /// A claim; of an author, that of a person.
    pub(super) fn new(origin: Origin, text: impl Into<String>) -> Self {
        Self { origin, text: text.into(), organisation: false }
    }
}

/// The words of an element in one line.
pub(super) fn words(node: &NodeRef<'_>) -> String {
    single_spaced(&node.text())
}

/// Headings longer than this are none, and no title is.
const LONGEST: usize = 1000;

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
            "script" => {
                if node
                    .attr("type")
                    .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"))
                {
                    claims.scripts.push(node.id);
                }
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let text = words(&node);
                if !text.is_empty() && text.len() <= LONGEST {
                    claims.headings.push(Heading { level: name.as_bytes()[1] - b'0', text });
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
            "author" | "creator" => &mut claims.authors,
            "datePublished" => &mut claims.dates,
            "inLanguage" => &mut claims.languages,
            "description" => &mut claims.descriptions,
            "keywords" => &mut claims.keywords,
            _ => continue,
        };
        if let Some(text) = value(node, name) {
            field.push(Claim::new(Origin::Microdata, text));
        }
    }
    let is_author = matches!(name, "a" | "link") && has_token(node, "rel", "author");
    if is_author || is_byline(node) {
        byline(node, claims);
    }
    if name == "time" && (node.has_attr("pubdate") || is_published(node)) {
        if let Some(text) = value(node, name) {
            claims.dates.push(Claim::new(Origin::Page, text));
        }
    }
    if has_token(node, "role", "doc-subtitle") {
        claims.subtitles.push(Claim::new(Origin::Page, words(node)));
    }
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
    const LONGEST_VALUE: usize = 4000;
    let text = match (node.attr("content"), node.attr("datetime")) {
        (Some(text), _) | (None, Some(text)) => single_spaced(&text),
        (None, None) if matches!(name, "link" | "meta" | "img") => return None,
        (None, None) => {
            let mut inner = node.descendants_it();
            let named = inner.find(|inner| has_token(inner, "itemprop", "name"));
            match named {
                Some(named) => value_of_name(&named),
                None => words(node),
            }
        }
    };
    (!text.is_empty() && text.len() <= LONGEST_VALUE).then_some(text)
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
