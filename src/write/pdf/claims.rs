//! What the PDF may claim to be: computed from the document, never wished. What is not earned is not
//! claimed, and a finding says why.

use super::layout::frame::Layout;
use super::structure::Structure;
use crate::diagnostic::rules::output::{CLAIM_DROPPED, NO_GLYPH};
use crate::diagnostic::{Findings, Place};
use crate::model::Meta;

/// The standards that the file claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claims {
    /// PDF/UA-1 (ISO 14289-1).
    pub ua1: bool,
    /// PDF/A of this part, level A.
    pub a: Option<Part>,
}

/// The parts of PDF/A (ISO 19005).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// PDF/A-2.
    Two,
    /// PDF/A-3: files of any kind may be embedded.
    Three,
}

impl Part {
    /// Its number.
    pub fn number(self) -> &'static str {
        match self {
            Self::Two => "2",
            Self::Three => "3",
        }
    }
}

/// Computes the claims, with the part of PDF/A that what the file carries asks for, and says which were dropped and why.
pub fn claims(
    meta: &Meta,
    structure: &Structure,
    layout: &Layout,
    part: Part,
    findings: &mut Findings,
) -> Claims {
    let mut claims = Claims { ua1: true, a: Some(part) };
    for &(node, character) in &layout.missing {
        let place = structure.spans.get(&node).copied();
        let code = u32::from(character);
        findings
            .push(&NO_GLYPH, place, format!("no bundled font has `{character}` (U+{code:04X})"))
            .hint("read the EPUB or the HTML, or write the character in words");
    }
    let mut drop = |what: &str, place: Place, why: &str, hint: &str| {
        findings.push(&CLAIM_DROPPED, place, format!("{what}: {why}")).hint(hint);
    };
    if let Some(&(_, span)) = structure.undescribed.first() {
        claims.ua1 = false;
        let why = match structure.undescribed.len() {
            1 => "a picture has no description".to_owned(),
            count => format!("{count} pictures have no description"),
        };
        let hint = "mend the findings of `image/alt-missing`";
        drop("the PDF does not claim PDF/UA-1", span.into(), &why, hint);
    }
    if meta.title.as_deref().unwrap_or("").trim().is_empty() {
        claims.ua1 = false;
        let why = "the document has no title";
        drop("the PDF does not claim PDF/UA-1", Place::Document, why, "give it a title");
    }
    if meta.language.as_ref().is_none_or(crate::text::Language::is_undetermined) {
        claims.ua1 = false;
        let why = "the language of the document is not known";
        drop("the PDF does not claim PDF/UA-1", Place::Document, why, "say it with `--lang`");
    }
    if !layout.missing.is_empty() {
        claims = Claims { ua1: false, a: None };
        let why = "the bundled fonts lack some of its characters";
        let hint = "mend the findings of `font/no-glyph`";
        let what = format!("the PDF claims neither PDF/UA-1 nor PDF/A-{}a", part.number());
        drop(&what, Place::Document, why, hint);
    }
    claims
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    #[test]
    fn title_and_language_must_be_known() {
        let claimed = |title: &str, language: &str| {
            let meta = Meta {
                title: Some(title.into()),
                language: Language::parse(language),
                ..Meta::default()
            };
            let (structure, layout) = (Structure::default(), Layout::default());
            claims(&meta, &structure, &layout, Part::Two, &mut Findings::default())
        };
        assert_eq!(claimed("Title", "en"), Claims { ua1: true, a: Some(Part::Two) });
        assert_eq!(claimed("Title", "und"), Claims { ua1: false, a: Some(Part::Two) });
        assert_eq!(claimed(" ", "en"), Claims { ua1: false, a: Some(Part::Two) });
    }
}
