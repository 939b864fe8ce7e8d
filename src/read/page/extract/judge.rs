//! The first judgement: what `dom_smoothie` takes for the article, found again in the page as it was.

use dom_query::{Document, NodeId};
use dom_smoothie::Readability;

use super::outline::{Outline, is_media};

/// Which leaves of an outline (words, pictures) stay, in a page without some of its nodes.
pub(super) fn judge(document: &Document, outline: &Outline<'_>, without: &[NodeId]) -> Vec<bool> {
    let mut leaves = vec![false; outline.nodes.len()];
    let copy = document.clone();
    for id in without {
        copy.tree.remove_from_parent(id);
    }
    let Ok(mut readability) = Readability::with_document(copy, None, None) else { return leaves };
    if readability.parse().is_err() {
        return leaves;
    }
    for root in readability.doc.select("#readability-page-1").nodes() {
        for node in root.descendants_it() {
            // What was moved keeps its number; what was made has one that the page does not know.
            if let Some(at) = outline.find(node.id) {
                let own = &outline.nodes[at];
                leaves[at] = if own.name.is_none() { own.chars > 0 } else { is_media(own.name()) };
            }
        }
    }
    leaves
}
