//! Which elements of a page are the article. It knows nothing of the document model.

use std::collections::HashMap;

use dom_query::NodeId;

use super::Options;
use super::parse::Page;

/// What becomes of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is part of the article.
    Keep,
    /// It only holds what is.
    Through,
    /// It goes, and why.
    Remove(&'static str),
}

/// What becomes of each element of a page.
pub(super) struct Choice {
    verdicts: HashMap<NodeId, Verdict>,
}

impl Choice {
    /// What becomes of an element.
    pub(super) fn verdict(&self, id: NodeId) -> Verdict {
        self.verdicts.get(&id).copied().unwrap_or(Verdict::Keep)
    }
}

/// Chooses the article of a page.
pub(super) fn choose(page: &Page, _options: &Options) -> Choice {
    let body = page.document.tree.body();
    Choice { verdicts: body.into_iter().map(|body| (body.id, Verdict::Through)).collect() }
}
