//! The title among those that a page gives: the heading that agrees with what the head says, else what
//! the head says without the name of the site. It knows nothing of the article's body.

use dom_query::NodeId;

use super::claims::{Claim, Claims, Heading, Origin};
use super::names::{is_like, is_part, key};
use crate::diagnostic::rules::document;
use crate::read::Context;

/// Chooses the title; also says which heading it is.
pub(super) fn choose(
    claims: &Claims,
    publisher: Option<&str>,
    cx: &mut Context<'_>,
) -> (Option<String>, Option<NodeId>) {
    let sites: Vec<String> =
        claims.publishers.iter().map(|c| c.text.as_str()).chain(publisher).map(key).collect();
    let head = claims.head_title.iter().map(|title| Claim::new(Origin::Head, title));
    let said: Vec<Claim> = claims.sorted(|c| &c.titles).cloned().chain(head).collect();
    let own = said.iter().find_map(|claim| heading_of(claim, &claims.headings, &sites));
    if let Some(heading) = own {
        return (Some(without_sign(&heading.text)), Some(heading.id));
    }
    let title = said.first().map(|claim| without_site(&claim.text, &sites));
    let mut tops =
        claims.headings.iter().filter(|h| h.level == 1 && !sites.contains(&key(&h.text)));
    let (first, second) = (tops.next(), tops.next());
    let id = first.map(|heading| heading.id);
    let Some(title) = title else {
        return (first.map(|heading| without_sign(&heading.text)), id);
    };
    if let (Some(heading), None) = (first, second)
        && said[0].origin.is_explicit()
        && !said.iter().any(|claim| is_part(&key(&heading.text), &key(&claim.text)))
    {
        let message = format!(
            "the page has two titles: `{title}` in {}, `{}` as its heading; the first is kept as the title, the second in the text",
            said[0].origin.name(),
            without_sign(&heading.text)
        );
        cx.findings
            .push(&document::METADATA_DIFFERS, None, message)
            .hint("check which of them is the title of the article");
    }
    (Some(title), id.filter(|_| second.is_none()))
}

/// The heading that says the same as a claimed title, or most of it.
fn heading_of<'a>(claim: &Claim, headings: &'a [Heading], sites: &[String]) -> Option<&'a Heading> {
    let whole = key(&claim.text);
    let mut best: Option<(usize, &Heading)> = None;
    for heading in headings {
        let key = key(&heading.text);
        let begins = is_part(&key, &whole) && whole.starts_with(&key);
        let is_most = key.len() * 5 >= whole.len() * 2;
        let fits = begins && (is_most || heading.level == 1)
            || is_most && is_part(&key, &whole)
            || heading.level <= 2 && is_like(&key, &whole);
        // The longest, and the first of them. Names of sites mostly stand last.
        let weight = if begins { key.len() * 3 } else { key.len() * 2 };
        if fits && !sites.contains(&key) && best.is_none_or(|(most, _)| most < weight) {
            best = Some((weight, heading));
        }
    }
    best.map(|(_, heading)| heading)
}

/// A heading without the sign by which it is linked to.
fn without_sign(text: &str) -> String {
    text.trim_end_matches([' ', '¶', '#', '§', '🔗']).to_owned()
}

/// A title without the name of the site at either end.
fn without_site(title: &str, sites: &[String]) -> String {
    let is_site = |part: &str| sites.contains(&key(part));
    let mut signs: Vec<(usize, usize)> = Vec::new();
    for sign in
        [" | ", " - ", " – ", " — ", " :: ", " : ", " » ", " « ", " · ", " • ", ": ", "|", "_"]
    {
        signs.extend(title.match_indices(sign).map(|(at, sign)| (at, at + sign.len())));
    }
    let last = signs.iter().filter(|&&(_, end)| is_site(&title[end..])).min();
    let first = signs.iter().filter(|&&(start, _)| is_site(&title[..start])).max();
    match (last, first) {
        (Some(&(start, _)), _) if start > 0 => title[..start].trim().to_owned(),
        (_, Some(&(_, end))) if end < title.len() => title[end..].trim().to_owned(),
        _ => title.to_owned(),
    }
}
