//! What an element says of itself: by its name, its role, its properties, and the names of its classes
//! and id, which are data (`tokens.txt`). It knows nothing of what stands around it.

use std::collections::HashMap;
use std::sync::LazyLock;

use dom_query::Element;

/// What does not belong to an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Furniture {
    Navigation,
    Advertisement,
    Related,
    Share,
    Newsletter,
    Comments,
    Cookies,
    Byline,
    Tags,
    Tools,
    Paywall,
    Layer,
    Double,
    Form,
}

impl Furniture {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "navigation" => Self::Navigation,
            "advertisement" => Self::Advertisement,
            "related" => Self::Related,
            "share" => Self::Share,
            "newsletter" => Self::Newsletter,
            "comments" => Self::Comments,
            "cookies" => Self::Cookies,
            "byline" => Self::Byline,
            "tags" => Self::Tags,
            "tools" => Self::Tools,
            "paywall" => Self::Paywall,
            "layer" => Self::Layer,
            "double" => Self::Double,
            _ => return None,
        })
    }

    /// Why it is taken away.
    pub(super) fn reason(self) -> &'static str {
        match self {
            Self::Navigation => "site navigation",
            Self::Advertisement => "advertisement",
            Self::Related => "links to other articles",
            Self::Share => "share buttons",
            Self::Newsletter => "newsletter sign-up",
            Self::Comments => "comments",
            Self::Cookies => "cookie notice",
            Self::Byline => "author and date",
            Self::Tags => "keywords and sections",
            Self::Tools => "tools of the page",
            Self::Paywall => "offer of a subscription",
            Self::Layer => "layer over the page",
            Self::Double => "double for print",
            Self::Form => "form",
        }
    }
}

/// What belongs to an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Body,
    Lead,
    Caption,
}

/// What an element says of itself.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Signals {
    pub(super) furniture: Option<Furniture>,
    pub(super) part: Option<Part>,
    pub(super) is_hidden: bool,
    /// A link away from the page.
    pub(super) is_link: bool,
    /// A number that elements of the same classes share; 0 without any.
    pub(super) class: u64,
    /// Hidden from listeners only.
    pub(super) is_silent: bool,
    /// Shown to listeners only.
    pub(super) is_spoken: bool,
}

#[derive(Clone, Copy)]
enum Token {
    Spoken,
    Part(Part),
    Furniture(Furniture),
}

static TOKENS: LazyLock<HashMap<&'static str, Token>> = LazyLock::new(|| {
    let mut tokens = HashMap::new();
    let mut section = None;
    for line in include_str!("tokens.txt").lines().filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            section = match name {
                "body" => Some(Token::Part(Part::Body)),
                "lead" => Some(Token::Part(Part::Lead)),
                "spoken" => Some(Token::Spoken),
                "caption" => Some(Token::Part(Part::Caption)),
                name => Furniture::named(name).map(Token::Furniture),
            };
        } else if let Some(token) = section {
            tokens.extend(line.split_whitespace().map(|word| (word, token)));
        }
    }
    tokens
});

/// Reads an element.
pub(super) fn read(element: &Element) -> Signals {
    let mut signals = Signals::default();
    let tag = &*element.name.local;
    let mut by_name = None;
    for attr in &element.attrs {
        let value = &*attr.value;
        match &*attr.name.local {
            "id" if tag.starts_with('h') => {} // named after its words
            "id" => names(value, &mut signals),
            "class" => {
                names(value, &mut signals);
                signals.class = number(value);
            }
            "href" => signals.is_link = tag == "a" && !value.starts_with('#'),
            "hidden" => signals.is_hidden |= value != "until-found",
            "style" => signals.is_hidden |= is_hiding(value),
            "aria-hidden" => signals.is_silent = value == "true",
            "role" => by_name = by_name.or_else(|| role(value)),
            "itemprop" => match value {
                "articleBody" => signals.part = Some(Part::Body),
                "author" | "datePublished" | "dateModified" | "dateCreated" => {
                    by_name = Some(Furniture::Byline);
                }
                _ => {}
            },
            "rel" if value == "author" => by_name = Some(Furniture::Byline),
            _ => {}
        }
    }
    by_name = by_name.or(match tag {
        "nav" => Some(Furniture::Navigation),
        "dialog" => Some(Furniture::Layer),
        _ => None,
    });
    signals.furniture = by_name.or(signals.furniture.filter(|_| signals.part.is_none()));
    signals
}

/// A number for a name (FNV-1a).
fn number(name: &str) -> u64 {
    let step = |number: u64, byte| (number ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    name.trim().bytes().fold(0, step)
}

fn role(role: &str) -> Option<Furniture> {
    match role {
        "navigation" | "menu" | "menubar" | "banner" | "contentinfo" => Some(Furniture::Navigation),
        "search" => Some(Furniture::Form),
        "dialog" | "alertdialog" | "alert" => Some(Furniture::Layer),
        _ => None,
    }
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

/// What the names of classes, or an id, say. What is good goes before what is not.
fn names(value: &str, signals: &mut Signals) {
    const LONGEST: usize = 3;
    let mut longest = 0;
    for name in value.split_ascii_whitespace().take(64) {
        let parts = parts(name);
        for from in 0..parts.len() {
            let mut word = String::new();
            for part in parts[from..].iter().take(LONGEST) {
                word.push_str(part);
                match TOKENS.get(word.as_str()) {
                    Some(Token::Part(part)) => signals.part = signals.part.or(Some(*part)),
                    // The longer word is nearer to what is meant.
                    Some(Token::Furniture(kind)) if word.len() > longest => {
                        longest = word.len();
                        signals.furniture = Some(*kind);
                    }
                    Some(Token::Furniture(_)) => {}
                    Some(Token::Spoken) => signals.is_spoken = true,
                    None => {}
                }
            }
        }
    }
}

/// The parts of a name, in lower case: at signs, and where a capital follows a small letter. A name that
/// says what there is inside (`has-sidebar`), a variant (`box--ads`), a sentence or a number says nothing.
fn parts(name: &str) -> Vec<String> {
    const MOST: usize = 6;
    let name = name.split("--").next().unwrap_or(name);
    let mut parts = Vec::new();
    for piece in name.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty()) {
        let piece = piece.trim_matches(char::is_numeric);
        if piece.contains(char::is_numeric) {
            continue;
        }
        let mut from = 0;
        let mut was_small = false;
        for (at, c) in piece.char_indices() {
            if c.is_uppercase() && was_small {
                parts.push(piece[from..at].to_lowercase());
                from = at;
            }
            was_small = c.is_lowercase();
        }
        parts.push(piece[from..].to_lowercase());
        if parts.len() > MOST {
            return Vec::new();
        }
    }
    let says_what_is_inside = |part: &String| {
        matches!(&**part, "has" | "with" | "no" | "not" | "hide" | "without" | "is" | "show")
    };
    if parts.first().is_some_and(says_what_is_inside) { Vec::new() } else { parts }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_parted_and_joined() {
        assert_eq!(parts("ArticleRelated_link-2x"), ["article", "related", "link"]);
        let said = |class: &str| {
            let mut signals = Signals::default();
            names(class, &mut signals);
            (signals.part, signals.furniture)
        };
        assert_eq!(said("box readMore"), (None, Some(Furniture::Related)));
        assert_eq!(said("adoption e1ad has-sidebar box--ads"), (None, None));
        assert_eq!(said("PageArticle_commentLead").0, Some(Part::Lead));
    }

    #[test]
    fn styles_hide() {
        assert!(is_hiding("color: red; DISPLAY:none !important"));
        assert!(!is_hiding("display: block"));
    }
}
