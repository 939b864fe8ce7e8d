//! The authors among those who are claimed to be: names of people, clean and once each; an organisation
//! only if nobody else. It knows nothing of pages.

use super::claims::{Claim, Claims, Origin};
use super::names::key;
use crate::read::plain::bylines;

/// A name longer than this is none.
const LONGEST: usize = 100;

/// The authors, as the surest origin has them that names people.
pub(super) fn choose(claims: &Claims, publisher: Option<&str>) -> Vec<String> {
    let publisher = publisher.map(key);
    let mut organisations: Vec<String> = Vec::new();
    let mut people: Vec<String> = Vec::new();
    let mut origin = None;
    for claim in claims.sorted(|c| &c.authors) {
        if origin.is_some_and(|origin| origin != claim.origin) && !people.is_empty() {
            break;
        }
        origin = Some(claim.origin);
        for name in names(claim) {
            let is_site = publisher.as_deref().is_some_and(|site| {
                let name = key(&name);
                name == site || name.trim_start_matches("the ") == site.trim_start_matches("the ")
            });
            add(if claim.organisation || is_site { &mut organisations } else { &mut people }, name);
        }
    }
    if people.is_empty() { organisations } else { people }
}

fn add(known: &mut Vec<String>, name: String) {
    if !known.iter().any(|other| key(other) == key(&name)) {
        known.push(name);
    }
}

/// The names in a claim: "By Jane Doe and John Roe" has two.
fn names(claim: &Claim) -> Vec<String> {
    let text = claim.text.trim().trim_start_matches('@');
    let is_address = text.contains("://") || text.starts_with("www.") || text.starts_with('/');
    let is_account = !text.contains(' ') && text.contains(|c: char| c.is_ascii_digit() || c == '_');
    if text.chars().count() > LONGEST * 4
        || is_address
        || is_account
        || !text.contains(char::is_alphabetic)
    {
        return Vec::new();
    }
    // Catalogues write the family's name first.
    if let Some((family, given)) =
        text.split_once(", ").filter(|_| claim.origin == Origin::DublinCore)
        && !given.contains([',', ';'])
        && !family.contains(' ')
    {
        return vec![format!("{given} {family}")];
    }
    if let Some((names, bylines::Sign::Said)) = bylines::read(text) {
        return names;
    }
    if claim.organisation || text.chars().count() > LONGEST {
        return vec![text.to_owned()]
            .into_iter()
            .filter(|t| t.chars().count() <= LONGEST)
            .collect();
    }
    bylines::names(text).unwrap_or_else(|| vec![text.to_owned()])
}
