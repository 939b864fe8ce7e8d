//! What the elements of a page can be, beside text of the article. It decides nothing.

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
    pub(super) fn named(name: &str) -> Option<Self> {
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
    /// Notes, by their role.
    Notes,
}
