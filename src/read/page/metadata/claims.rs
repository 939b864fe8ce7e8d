//! What a page claims of itself, claim by claim and each with its origin, and what the names of `meta`
//! elements mean. It weighs nothing, and knows no tree.

use dom_query::NodeId;

use super::names::single_spaced;

/// A page may claim so much of one kind; beyond that it is no help to anybody.
pub(super) const MAX_CLAIMS: usize = 200;

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
    pub(super) id: NodeId,
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
    pub(super) byline: Option<NodeId>,
}

impl Claims {
    /// The claims of one kind, the surest first.
    pub(super) fn sorted(&self, field: fn(&Self) -> &Vec<Claim>) -> impl Iterator<Item = &Claim> {
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
            "dc" | "dcterms" | "dcterm" | "citation" => DublinCore,
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

    pub(super) fn say(&mut self, name: &str, text: &str) {
        let name = name.to_ascii_lowercase();
        let text = single_spaced(text);
        if text.is_empty() {
            return;
        }
        if let Some((field, origin)) = self.field(&name) {
            push(field, Claim::new(origin, text));
        }
    }
}

/// Adds a claim, if it is short enough to be one.
pub(super) fn push(field: &mut Vec<Claim>, claim: Claim) {
    const LONGEST: usize = 10_000;
    if field.len() < MAX_CLAIMS && claim.text.len() <= LONGEST {
        field.push(claim);
    }
}

impl Claim {
    /// A claim; of an author, that of a person.
    pub(super) fn new(origin: Origin, text: impl Into<String>) -> Self {
        Self { origin, text: text.into(), organisation: false }
    }
}
