//! Pages that are no article: lists of links, shells that a script would fill, forms to log in. They
//! give the words they have, and a finding. It judges no single element.

use dom_query::Matcher;

use super::hidden::Hidden;
use super::kept::Kept;
use super::outline::Outline;
use crate::diagnostic::Findings;
use crate::diagnostic::rules::input;
use crate::markup::parse::Page;

/// Fewer characters in sentences are no article.
const LEAST: usize = 140;

/// Says so where a page is no article, and keeps what it has.
pub(super) fn refuse(
    page: &Page,
    outline: &Outline<'_>,
    hidden: &Hidden,
    kept: &mut Kept,
    findings: &mut Findings,
) {
    let (mut prose, mut linked, mut all) = (0, 0, 0);
    for (at, node) in outline.nodes.iter().enumerate().skip(1) {
        if node.name() == "a" {
            linked += kept.chars(outline, at);
        } else if node.name.is_none() && kept.any(outline, at) {
            all += node.chars;
        }
    }
    prose += all.saturating_sub(linked);
    if prose >= LEAST && linked <= all / 2 || all == 0 && kept.first().is_some() {
        return;
    }
    let shown = outline.nodes.first().map_or(0, |body| body.chars)
        - hidden.gone.iter().map(|&(at, _)| outline.nodes[at].chars).sum::<usize>();
    if shown == 0 {
        return; // An empty page is said to be empty.
    }
    let has = |selector: &str| {
        Matcher::new(selector).is_ok_and(|m| page.document.select_matcher(&m).exists())
    };
    let what = if has("input[type=password]") {
        "the page asks to log in"
    } else if linked > all / 2 {
        "the page is a list of links"
    } else if shown < 2 * LEAST && has("script") {
        "the page has hardly any words: a script would fill it"
    } else if all >= LEAST / 2 || linked == 0 && all > shown / 2 {
        return; // A short notice.
    } else {
        "the page has hardly any sentences"
    };
    findings
        .push(&input::NO_ARTICLE, None, format!("no article was found: {what}"))
        .hint("save the page of the article itself, with its text showing")
        .hint("or name the element that is the article with `--article`, or take all with `--keep-all`");
    if kept.first().is_none() {
        kept.keep(outline, 0);
        kept.count(outline);
    }
}
