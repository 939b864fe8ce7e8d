//! Which elements of a page are the article. It knows nothing of the document model.

mod below;
mod hidden;
mod judge;
mod kept;
mod kinds;
mod lead;
mod names;
mod others;
mod outline;
mod refuse;
mod regain;
mod score;
mod signals;
mod title;
mod trim;

use std::collections::HashMap;

use dom_query::{Matcher, NodeId};

use super::Options;
use crate::diagnostic::Findings;
use crate::diagnostic::rules::input;
use crate::markup::parse::Page;
use kept::Kept;
use kinds::Furniture;
use outline::Outline;

const OUTSIDE: &str = "outside the article";

/// What becomes of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is part of the article.
    Keep,
    /// It only holds what is.
    Through,
    /// It goes, and why.
    Remove(&'static str),
}

/// What becomes of each node of a page.
pub(super) struct Choice {
    verdicts: HashMap<NodeId, Verdict>,
}

impl Choice {
    /// What becomes of a node.
    pub(super) fn verdict(&self, id: NodeId) -> Verdict {
        self.verdicts.get(&id).copied().unwrap_or(Verdict::Keep)
    }
}

/// Chooses the article of a page.
pub(super) fn choose(page: &Page, options: &Options, findings: &mut Findings) -> Choice {
    let outline = Outline::of(&page.document);
    let hidden = hidden::find(&outline);
    let roots =
        options.article.as_deref().map(|selector| roots(page, &outline, selector, findings));
    let mut kept = match roots {
        _ if options.keep_all => Kept::all(&outline),
        Some(roots) if !roots.is_empty() => chosen(&outline, &roots),
        _ => found(page, &outline, &hidden, findings),
    };
    for (at, reason) in hidden.gone {
        kept.remove(&outline, at, reason);
    }
    kept.count(&outline);
    verdicts(&outline, &kept)
}

/// The elements that the user says are the article.
fn roots(
    page: &Page,
    outline: &Outline<'_>,
    selector: &str,
    findings: &mut Findings,
) -> Vec<usize> {
    let Ok(matcher) = Matcher::new(selector) else {
        findings
            .push(&input::SELECTOR, None, format!("`{selector}` is no CSS selector"))
            .hint("write it as in a style sheet: `main`, `#story`, `.post > .text`");
        return Vec::new();
    };
    let selected = page.document.select_matcher(&matcher);
    let mut roots: Vec<usize> =
        selected.nodes().iter().filter_map(|node| outline.find(node.id)).collect();
    roots.sort_unstable();
    if roots.is_empty() {
        findings
            .push(&input::SELECTOR, None, format!("nothing in the page is a `{selector}`"))
            .hint("look at the page's source for the element that holds the article");
    }
    roots
}

/// The article that the user chose: only what is furniture by its name goes.
fn chosen(outline: &Outline<'_>, roots: &[usize]) -> Kept {
    let mut kept = Kept::nothing(outline);
    for &root in roots {
        kept.keep(outline, root);
    }
    kept.count(outline);
    for &root in roots {
        trim::trim_inside(outline, &mut kept, root);
    }
    kept
}

/// The article that is found: a first judgement, and what it left out and in.
fn found(
    page: &Page,
    outline: &Outline<'_>,
    hidden: &hidden::Hidden,
    findings: &mut Findings,
) -> Kept {
    let leaves = judge::judge(&page.document, outline, hidden)
        .unwrap_or_else(|| score::score(outline, hidden));
    let mut kept = Kept::new(outline, leaves);
    regain::regain_body(outline, &mut kept);
    kept.count(outline);
    let title = title::find(&page.document, outline);
    if let Some(title) = title {
        below::choose(outline, hidden, &mut kept, title);
    }
    regain::regain(outline, &mut kept);
    kept.count(outline);
    if let Some(title) = title {
        lead::regain(outline, &mut kept, title);
        kept.count(outline);
        if !kept.any(outline, title) {
            kept.note(title, "title");
        }
    }
    trim::trim(outline, &mut kept);
    refuse::refuse(page, outline, hidden, &mut kept, findings);
    kept
}

fn verdicts(outline: &Outline<'_>, kept: &Kept) -> Choice {
    let mut verdicts = HashMap::new();
    let mut at = 0;
    while let Some(node) = outline.nodes.get(at) {
        at += 1;
        if at == 1 {
            verdicts.insert(node.id, Verdict::Through);
        } else if outline.is_empty_link(at - 1) {
            verdicts.insert(node.id, Verdict::Remove("link without words"));
            at = node.end;
        } else if outline.is_share_sign(at - 1) {
            verdicts.insert(node.id, Verdict::Remove(Furniture::Share.reason()));
            at = node.end;
        } else if !kept.any(outline, at - 1)
            && (!node.is_neutral() || is_named(outline, kept, at - 1))
        {
            verdicts.insert(node.id, Verdict::Remove(reason(outline, kept, at - 1)));
            at = node.end;
        }
    }
    Choice { verdicts }
}

/// Whether a node that shows nothing goes all the same: its name is announced.
fn is_named(outline: &Outline<'_>, kept: &Kept, at: usize) -> bool {
    kept.reason(at).is_some() || outline.nodes[at].signals.furniture.is_some()
}

/// Why a node goes: what a rule said of it, or else what it says of itself, or the one node in it.
fn reason(outline: &Outline<'_>, kept: &Kept, mut at: usize) -> &'static str {
    loop {
        if let Some(reason) = kept.reason(at) {
            return reason;
        }
        if let Some(kind) = outline.nodes[at].signals.furniture {
            return kind.reason();
        }
        match outline.nodes[at].name() {
            "header" => return "head of the page",
            "footer" => return "foot of the page",
            "aside" => return "beside the article",
            "form" => return "form",
            _ => {}
        }
        let mut shown = outline.children(at).filter(|&child| !outline.nodes[child].is_neutral());
        match (shown.next(), shown.next()) {
            (Some(only), None) => at = only,
            _ => return OUTSIDE,
        }
    }
}
