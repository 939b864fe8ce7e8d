//! What a page says of itself: in JSON-LD, in its head, in its elements. Every way says the same thing
//! in its own words; here they are weighed against each other. It knows nothing of what is the article.

mod authors;
mod below;
mod claims;
mod collect;
mod json_ld;
mod masthead;
mod names;
mod subtitles;
mod titles;

pub(super) use masthead::settle;

use super::addresses::Stand;
use crate::diagnostic::rules::document;
use crate::markup::parse::Page;
use crate::model::{LanguageSource, Meta};
use crate::read::Context;
use crate::read::plain::dates;
use crate::text::{Language, absolute};
use claims::{Claim, Claims};

/// Keywords beyond this many are no help to anybody.
const MAX_KEYWORDS: usize = 50;

/// Reads the metadata of a page, and where it stood.
pub(super) fn read(page: &Page, cx: &mut Context<'_>) -> (Meta, Stand) {
    let mut claims = collect::collect(page);
    json_ld::add(page, &mut claims);
    let address = cx.resources.address().or(claims.saved_from.as_deref());
    let address = address.and_then(|address| web_address(address, None));
    let base = claims.base.as_deref().and_then(|base| absolute(base, address.as_deref()));
    let base = base.as_deref().or(address.as_deref());
    let source = claims.best(|c| &c.addresses, |claim| web_address(&claim.text, base));
    let publisher = claims.best(|c| &c.publishers, |claim| some(&claim.text));
    let language = language(&claims, page, cx);
    let (title, heading) = titles::choose(&claims, publisher.as_deref(), cx);
    if let Some(heading) = heading {
        below::read(page, heading, &mut claims);
    }
    let is_title = |text: &str| title.as_deref().map(names::key) == Some(names::key(text));
    let subtitle = |claim: &Claim| some(&claim.text).filter(|text| !is_title(text));
    let meta = Meta {
        subtitle: claims.best(|c| &c.subtitles, subtitle),
        title,
        authors: authors::choose(&claims, publisher.as_deref()),
        date: date(&claims, cx),
        language_source: language.as_ref().map(|_| LanguageSource::Input),
        language,
        publisher,
        source: source.or_else(|| address.clone()),
        description: claims.best(|c| &c.descriptions, |claim| some(&claim.text)),
        keywords: keywords(&claims),
    };
    let stand = Stand {
        base: base.map(str::to_owned),
        folder: claims.base.as_deref().and_then(folder),
        own: address.into_iter().chain(meta.source.clone()).collect(),
        in_archive: cx.resources.address().is_some(),
    };
    (meta, stand)
}

/// The folder beside the page that a base names.
fn folder(base: &str) -> Option<String> {
    let (folder, _) = base.split(['?', '#']).next()?.rsplit_once('/')?;
    let is_path = !folder.is_empty() && !folder.starts_with('/') && !folder.contains(':');
    is_path.then(|| format!("{folder}/"))
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// A whole address of the web.
fn web_address(address: &str, base: Option<&str>) -> Option<String> {
    let address = absolute(address, base)?;
    let scheme = address.split(':').next()?;
    ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web)).then_some(address)
}

/// The language of the page: what its root says, else what its head says.
fn language(claims: &Claims, page: &Page, cx: &mut Context<'_>) -> Option<Language> {
    let parse = |claim: &Claim| {
        let first = claim.text.split([',', ';']).next().unwrap_or("");
        // A longer first part is a word: "english".
        Language::parse(first).filter(|language| (2..=3).contains(&language.primary().len()))
    };
    let known = |claim: &Claim| parse(claim).filter(|language| !language.is_undetermined());
    if let Some((id, claim)) = &claims.root_language
        && parse(claim).is_none()
    {
        let message = format!("`{}` is not a language tag", claim.text);
        cx.findings
            .push(&document::BAD_LANGUAGE, page.place(*id), message)
            .hint("use a tag such as `en`, `fr` or `sr-Latn`");
    }
    claims
        .root_language
        .as_ref()
        .and_then(|(_, claim)| known(claim))
        .or_else(|| claims.best(|c| &c.languages, known))
}

/// The day of publication, with a time where one is given.
fn date(claims: &Claims, cx: &mut Context<'_>) -> Option<String> {
    let iso = |claim: &Claim| dates::timestamp(&claim.text).or_else(|| dates::whole(&claim.text));
    let said: Vec<(&Claim, String)> =
        claims.sorted(|c| &c.dates).filter_map(|claim| Some((claim, iso(claim)?))).collect();
    let (first, date) = said.first()?;
    let other = said.iter().find(|(claim, other)| {
        claim.origin != first.origin
            && claim.origin.is_explicit()
            && first.origin.is_explicit()
            && days_differ(date, other)
    });
    if let Some((claim, other)) = other {
        let (by, says) = (first.origin.name(), claim.origin.name());
        let message = format!(
            "the page gives two dates of publication: `{date}` in {by}, `{other}` in {says}; the first is kept"
        );
        cx.findings
            .push(&document::METADATA_DIFFERS, None, message)
            .hint("check the date, and mend what is wrong");
    }
    Some(date.clone())
}

/// Whether two dates are of different days, wherever on earth they were written.
fn days_differ(one: &str, other: &str) -> bool {
    let day = |date: &str| {
        let mut parts = date.get(..10)?.split('-').map(str::parse::<i64>);
        let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
        // Months of 31 days keep the order; a step over the end of a month is at most four.
        Some((year * 12 + month) * 31 + day)
    };
    match (day(one), day(other)) {
        (Some(one), Some(other)) => one.abs_diff(other) > 4,
        _ => false,
    }
}

fn keywords(claims: &Claims) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let Some(best) = claims.sorted(|c| &c.keywords).map(|claim| claim.origin).next() else {
        return out;
    };
    for claim in claims.keywords.iter().filter(|claim| claim.origin == best) {
        for word in claim.text.split([',', ';', '،', '、']).map(str::trim) {
            if out.len() >= MAX_KEYWORDS {
                return out;
            }
            let new = !out.iter().any(|known| names::key(known) == names::key(word));
            if !word.is_empty() && new {
                out.push(word.to_owned());
            }
        }
    }
    out
}

#[cfg(test)]
mod tests;
