//! Which elements of a page are the article. It knows nothing of the document model.

mod hidden;
mod judge;
mod kept;
mod lead;
mod outline;
mod regain;
mod signals;
mod title;
mod trim;

use std::collections::HashMap;

use dom_query::NodeId;

use super::Options;
use super::parse::Page;
use kept::Kept;
use outline::Outline;

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
pub(super) fn choose(page: &Page, _options: &Options) -> Choice {
    let outline = Outline::of(&page.document);
    let hidden = hidden::find(&outline);
    // Scripts say what the title is.
    let without: Vec<NodeId> = hidden
        .iter()
        .filter(|(_, r)| *r == "double for print")
        .map(|&(at, _)| outline.nodes[at].id)
        .collect();
    let leaves = judge::judge(&page.document, &outline, &without);
    let mut kept = Kept::new(&outline, leaves);
    if !std::env::var("NOREGAIN").is_ok() {
        regain::regain(&outline, &mut kept);
    }
    kept.count(&outline);
    if let Some(title) = title::find(&page.document, &outline)
        && std::env::var("NOLEAD").is_err()
    {
        lead::regain(&outline, &mut kept, title);
        kept.count(&outline);
    }
    if !std::env::var("NOTRIM").is_ok() {
        trim::trim(&outline, &mut kept);
    }
    for (at, reason) in hidden {
        kept.remove(&outline, at, reason);
    }
    kept.count(&outline);
    verdicts(&outline, &kept)
}

fn verdicts(outline: &Outline<'_>, kept: &Kept) -> Choice {
    let mut verdicts = HashMap::new();
    let mut at = 0;
    while let Some(node) = outline.nodes.get(at) {
        at += 1;
        if at == 1 {
            verdicts.insert(node.id, Verdict::Through);
        } else if node.name() == "a" && node.is_neutral() && outline.is_empty_link(at - 1) {
            verdicts.insert(node.id, Verdict::Remove("link without words"));
            at = node.end;
        } else if !kept.any(outline, at - 1) && !node.is_neutral() {
            verdicts.insert(node.id, Verdict::Remove(reason(outline, kept, at - 1)));
            at = node.end;
        }
    }
    Choice { verdicts }
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
        let mut shown = outline.children(at).filter(|&child| !outline.nodes[child].is_neutral());
        match (shown.next(), shown.next()) {
            (Some(only), None) => at = only,
            _ => return "outside the article",
        }
    }
}
