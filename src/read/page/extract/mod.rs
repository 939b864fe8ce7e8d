//! Which elements of a page are the article. It knows nothing of the document model.

mod judge;
mod outline;

use std::collections::HashMap;

use dom_query::NodeId;

use super::Options;
use super::parse::Page;
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
    let kept = judge::judge(&page.document, &outline);
    let mut verdicts = HashMap::new();
    for (at, node) in outline.nodes.iter().enumerate() {
        if at == 0 {
            verdicts.insert(node.id, Verdict::Through);
        } else if !kept.any(&outline, at) && !node.is_neutral() {
            verdicts.insert(node.id, Verdict::Remove("outside the article"));
        }
    }
    Choice { verdicts }
}
