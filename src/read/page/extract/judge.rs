//! The first judgement: what `dom_smoothie` takes for the article, found again in the page as it was.

use dom_query::Document;
use dom_smoothie::Readability;

use super::outline::Outline;

/// Which leaves of an outline stay.
pub(super) struct Kept {
    leaves: Vec<bool>,
}

impl Kept {
    /// Whether anything of a node stays.
    pub(super) fn any(&self, outline: &Outline, at: usize) -> bool {
        self.leaves[at..outline.nodes[at].end].contains(&true)
    }
}

/// Judges a page.
pub(super) fn judge(document: &Document, outline: &Outline) -> Kept {
    let mut leaves = vec![false; outline.nodes.len()];
    let Ok(mut readability) = Readability::with_document(document.clone(), None, None) else {
        return Kept { leaves };
    };
    if readability.parse().is_err() {
        return Kept { leaves };
    }
    let roots = readability.doc.select("#readability-page-1");
    for root in roots.nodes() {
        for node in root.descendants_it() {
            // What was moved keeps its number; what was made has one that the page does not know.
            if let Some(at) = outline.find(node.id) {
                let own = &outline.nodes[at];
                leaves[at] = if own.name.is_none() { own.chars > 0 } else { own.is_media };
            }
        }
    }
    Kept { leaves }
}
