//! What an element says of itself: by its name, its role, its properties, the names of its classes and
//! id. It knows nothing of what stands around it.

use dom_query::Element;

use super::kinds::{Furniture, Part};
use super::names::{self, Said};

/// Who does not see or hear an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hiding {
    /// It is for listeners only.
    Spoken,
    /// Listeners do not hear it.
    Silent,
    /// Nobody does.
    Hidden,
}

/// What an element says of itself.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Signals {
    pub(super) furniture: Option<Furniture>,
    pub(super) part: Option<Part>,
    pub(super) hiding: Option<Hiding>,
    /// A link away from the page.
    pub(super) is_link: bool,
    /// A link to where pages are shared.
    pub(super) is_share: bool,
    /// A number that elements of the same classes share; 0 without any.
    pub(super) class: u64,
}

/// Reads an element.
pub(super) fn read(element: &Element) -> Signals {
    let tag = &*element.name.local;
    let mut said = Said::default();
    let mut signals = Signals::default();
    let mut furniture = by_tag(tag);
    if tag.contains('-') {
        names::read(tag, &mut said);
    }
    for attr in &element.attrs {
        let value = &*attr.value;
        let hiding = match &*attr.name.local {
            "hidden" => (value != "until-found").then_some(Hiding::Hidden),
            "style" => is_hiding(value).then_some(Hiding::Hidden),
            "aria-hidden" => (value == "true").then_some(Hiding::Silent),
            _ => None,
        };
        signals.hiding = signals.hiding.max(hiding);
        match &*attr.name.local {
            "id" if tag.starts_with('h') => {} // named after its words
            "id" | "data-component" | "data-component-name" | "data-testid" | "data-module" => {
                names::read(value, &mut said);
            }
            "class" => {
                names::read(value, &mut said);
                signals.class = number(value);
            }
            "href" if tag == "a" => {
                signals.is_link = !value.starts_with('#');
                signals.is_share = is_share(value);
            }
            "role" => furniture = furniture.or_else(|| by_role(value)),
            "itemprop" => match value {
                "articleBody" => said.part = Some(Part::Body),
                "description" | "alternativeHeadline" => said.part = said.part.or(Some(Part::Lead)),
                "caption" => said.part = Some(Part::Caption),
                _ => furniture = furniture.or_else(|| by_property(value)),
            },
            "itemtype" => furniture = furniture.or_else(|| by_type(value)),
            "rel" if value == "author" => furniture = Some(Furniture::Byline),
            _ => {}
        }
    }
    if said.is_spoken {
        signals.hiding = signals.hiding.max(Some(Hiding::Spoken));
    }
    signals.part = said.part;
    signals.furniture = furniture.or(said.furniture.filter(|_| said.part.is_none()));
    signals
}

/// Whether an address hands a page on: those of the services' own interfaces.
fn is_share(address: &str) -> bool {
    const PLACES: [&str; 12] = [
        "facebook.com/sharer",
        "facebook.com/share.php",
        "facebook.com/dialog/",
        "twitter.com/intent/",
        "twitter.com/share",
        "x.com/intent/",
        "linkedin.com/sharearticle",
        "linkedin.com/sharing/",
        "pinterest.com/pin/create",
        "reddit.com/submit",
        "wa.me/?text",
        "t.me/share",
    ];
    let address = address.to_ascii_lowercase();
    address.starts_with("whatsapp://send")
        || address.starts_with("mailto:?")
        || PLACES.iter().any(|place| {
            let host = address.find(place).map(|at| &address[..at]);
            host.is_some_and(|before| before.ends_with(['/', '.']))
        })
}

fn by_tag(tag: &str) -> Option<Furniture> {
    match tag {
        "nav" => Some(Furniture::Navigation),
        "dialog" => Some(Furniture::Layer),
        _ => None,
    }
}

fn by_role(role: &str) -> Option<Furniture> {
    match role {
        "navigation" | "menu" | "menubar" | "banner" | "contentinfo" => Some(Furniture::Navigation),
        "search" => Some(Furniture::Form),
        "dialog" | "alertdialog" | "alert" => Some(Furniture::Layer),
        _ => None,
    }
}

/// What a property of schema.org says.
fn by_property(property: &str) -> Option<Furniture> {
    match property {
        "author" | "datePublished" | "dateModified" | "dateCreated" => Some(Furniture::Byline),
        "comment" => Some(Furniture::Comments),
        "keywords" | "articleSection" => Some(Furniture::Tags),
        _ => None,
    }
}

/// What a type of schema.org says.
fn by_type(address: &str) -> Option<Furniture> {
    match address.rsplit('/').next()? {
        "BreadcrumbList" | "SiteNavigationElement" | "WPHeader" | "WPFooter" | "WPSideBar" => {
            Some(Furniture::Navigation)
        }
        "WPAdBlock" => Some(Furniture::Advertisement),
        "Comment" | "UserComments" => Some(Furniture::Comments),
        _ => None,
    }
}

/// A number for a name (FNV-1a).
fn number(name: &str) -> u64 {
    let step = |number: u64, byte| (number ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    name.trim().bytes().fold(0, step)
}

/// Whether a style hides what it is set on.
fn is_hiding(style: &str) -> bool {
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(property, value)| {
        let value = value.trim().trim_end_matches("!important").trim_end();
        match &*property.trim().to_ascii_lowercase() {
            "display" => value.eq_ignore_ascii_case("none"),
            "visibility" => value.eq_ignore_ascii_case("hidden"),
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_hide() {
        assert!(is_hiding("color: red; DISPLAY:none !important"));
        assert!(!is_hiding("display: block"));
    }
}
