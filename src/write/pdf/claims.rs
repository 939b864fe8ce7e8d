//! What the PDF may claim to be: computed from the document, never wished. What is not earned is not
//! claimed, and a finding says why.

use super::layout::frame::{ItemKind, Layout};
use super::structure::Structure;
use crate::diagnostic::rules::output::CLAIM_DROPPED;
use crate::diagnostic::{Findings, Place};
use crate::model::Meta;

/// The standards that the file claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claims {
    /// PDF/UA-1 (ISO 14289-1).
    pub ua1: bool,
    /// PDF/A-2a (ISO 19005-2).
    pub a2a: bool,
}

/// Computes the claims, and says which were dropped and why.
pub fn claims(
    meta: &Meta,
    structure: &Structure,
    layout: &Layout,
    findings: &mut Findings,
) -> Claims {
    let mut claims = Claims { ua1: true, a2a: true };
    let mut drop = |ua1: &str, place: Place, why: String, hint: &str| {
        findings.push(&CLAIM_DROPPED, place, format!("{ua1}: {why}")).hint(hint);
    };
    for &(_, span) in &structure.undescribed {
        claims.ua1 = false;
        let why = "a picture has no description".into();
        drop("the PDF does not claim PDF/UA-1", span.into(), why, "describe the picture");
    }
    if meta.title.as_deref().unwrap_or("").trim().is_empty() {
        claims.ua1 = false;
        let why = "the document has no title".into();
        drop("the PDF does not claim PDF/UA-1", Place::Document, why, "give it a title");
    }
    if meta.language.as_ref().is_none_or(crate::text::Language::is_undetermined) {
        claims.ua1 = false;
        let why = "the language of the document is not known".into();
        drop("the PDF does not claim PDF/UA-1", Place::Document, why, "say it with `--lang`");
    }
    if lacks_glyphs(layout) {
        claims = Claims { ua1: false, a2a: false };
        let why = "no bundled font has some of the characters".into();
        let hint = "see the findings of `font/no-glyph`";
        drop("the PDF claims neither PDF/UA-1 nor PDF/A-2a", Place::Document, why, hint);
    }
    claims
}

/// Whether a character is shown by something else than its glyph.
fn lacks_glyphs(layout: &Layout) -> bool {
    let items = layout.pages.iter().flat_map(|page| &page.items);
    items.into_iter().any(|item| match &item.kind {
        ItemKind::Glyphs(run) => run.glyphs.iter().any(|glyph| glyph.id == 0),
        ItemKind::Picture { .. } | ItemKind::Fill { .. } => false,
    })
}
