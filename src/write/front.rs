//! What stands above the body of every output, in order, in the same words: the title, and the lines
//! below it. It knows no format.

use crate::model::Meta;
use crate::text::{Language, terms};

/// A part of the front matter. The discriminants are the parts' numbers for writers that need keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FrontPart {
    /// The title.
    Title,
    /// The second line of the title.
    Subtitle,
    /// "By …".
    Byline,
    /// The date, as the language writes it.
    Date,
    /// Who published it.
    Publisher,
    /// "Source: …", an address.
    Source,
}

/// One line of the front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontLine {
    /// Which line it is.
    pub part: FrontPart,
    /// Its words.
    pub text: String,
    /// The ISO date of a `Date`, the address of a `Source`.
    pub value: Option<String>,
}

/// The front matter of a document: the title always, the rest where it is known.
pub fn front(meta: &Meta) -> Vec<FrontLine> {
    let und = Language::undetermined();
    let terms = terms(meta.language.as_ref().unwrap_or(&und));
    let line = |part, text: Option<String>, value: Option<&String>| {
        text.map(|text| FrontLine { part, text, value: value.cloned() })
    };
    [
        line(FrontPart::Title, Some(meta.title.clone().unwrap_or_default()), None),
        line(FrontPart::Subtitle, meta.subtitle.clone(), None),
        line(FrontPart::Byline, terms.byline(&meta.authors), None),
        line(
            FrontPart::Date,
            meta.date.as_ref().map(|d| terms.written_date(d)),
            meta.date.as_ref(),
        ),
        line(FrontPart::Publisher, meta.publisher.clone(), None),
        line(
            FrontPart::Source,
            meta.source.as_ref().map(|s| terms.source.replace("{}", s)),
            meta.source.as_ref(),
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}
