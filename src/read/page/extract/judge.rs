//! The first judgement: what `dom_smoothie` takes for the article, found again in the page as it was.
//! It knows nothing of what is done about it.

use dom_query::{Document, NodeRef};
use dom_smoothie::Readability;

use super::hidden::Hidden;
use super::outline::{Outline, is_block, is_media};

/// How much work a page may be: it reads each text once for each block around it.
const MOST_WORK: usize = 400_000_000;

/// Which leaves of an outline (words, pictures) stay. `None` if nothing is found, or if the search would
/// take too long.
pub(super) fn judge(
    document: &Document,
    outline: &Outline<'_>,
    hidden: &Hidden,
) -> Option<Vec<bool>> {
    if work(outline) > MOST_WORK {
        return None;
    }
    let copy = document.clone();
    for &(at, reason) in &hidden.gone {
        // What scripts hold of metadata is looked at, and pictures for those without scripts.
        if reason != "script" && outline.nodes[at].name() != "noscript" {
            copy.tree.remove_from_parent(&outline.nodes[at].id);
        }
    }
    for &at in &hidden.shown {
        let node = NodeRef::new(outline.nodes[at].id, &copy.tree);
        node.remove_attrs(&["hidden", "style", "aria-hidden"]);
    }
    let mut readability = Readability::with_document(copy, None, None).ok()?;
    readability.parse().ok()?;
    let mut leaves = vec![false; outline.nodes.len()];
    for root in readability.doc.select("#readability-page-1").nodes() {
        for node in root.descendants_it() {
            // What was moved keeps its number; what was made has one that the page does not know.
            if let Some(at) = outline.find(node.id) {
                let own = &outline.nodes[at];
                leaves[at] = if own.name.is_none() { own.chars > 0 } else { is_media(own.name()) };
            }
        }
    }
    leaves.contains(&true).then_some(leaves)
}

fn work(outline: &Outline<'_>) -> usize {
    let mut work = 0;
    let mut around: Vec<usize> = Vec::with_capacity(outline.nodes.len());
    for (at, node) in outline.nodes.iter().enumerate() {
        let outer = if at == 0 { 0 } else { around[node.parent] };
        around.push(outer + usize::from(is_block(node.name())));
        work += (1 + outer) * if node.name.is_none() { 16 + node.chars } else { 64 };
    }
    work
}
