//! A judgement of pages that are too large for a thorough one: the element whose paragraphs hold most
//! words outside of links. It looks at each node once.

use super::hidden::Hidden;
use super::outline::{Outline, is_block, is_media};

/// Which leaves of an outline stay.
pub(super) fn score(outline: &Outline<'_>, hidden: &Hidden) -> Vec<bool> {
    /// A shorter one is a label.
    const PARAGRAPH: usize = 40;
    let nodes = &outline.nodes;
    let mut gone = vec![false; nodes.len()];
    for &(at, _) in &hidden.gone {
        gone[outline.inside(at)].fill(true);
    }
    for (at, node) in nodes.iter().enumerate() {
        if node.signals.furniture.is_some() && node.chars < nodes[0].chars / 2 && !gone[at] {
            gone[outline.inside(at)].fill(true);
        }
    }
    // A paragraph counts for what holds it, and half for what holds that.
    let mut scores = vec![0; nodes.len()];
    let mut prose = vec![0; nodes.len()];
    for (at, node) in
        nodes.iter().enumerate().filter(|&(at, node)| node.name.is_none() && !gone[at])
    {
        let line = outline.ancestors(at).find(|&at| is_block(nodes[at].name())).unwrap_or(0);
        if node.linked == 0 {
            prose[line] += node.chars;
        }
    }
    for (at, &chars) in prose.iter().enumerate().filter(|&(_, &chars)| chars >= PARAGRAPH) {
        let (parent, grand) = (nodes[at].parent, nodes[nodes[at].parent].parent);
        scores[parent] += chars;
        scores[grand] += chars / 2;
    }
    let best = (0..nodes.len()).max_by_key(|&at| (scores[at], std::cmp::Reverse(at))).unwrap_or(0);
    let mut leaves = vec![false; nodes.len()];
    if nodes.is_empty() {
        return leaves;
    }
    for at in outline.inside(best) {
        let node = &nodes[at];
        let shows = if node.name.is_none() { node.chars > 0 } else { is_media(node.name()) };
        leaves[at] = shows && !gone[at];
    }
    leaves
}

#[cfg(test)]
mod tests {
    use super::super::hidden;
    use super::*;

    #[test]
    fn the_most_prose_is_the_article() {
        let sentence = "The boat left at ten past six, with forty people and a band on board.";
        let page = format!(
            "<div class=sidebar><p>{sentence}{sentence}{sentence}</div><main><p>{sentence}<p>{sentence}\
             <h2>Fares</h2><p>{sentence}<div class=share>Share</div></main><div><p>{sentence}</div>"
        );
        let document = dom_query::Document::from(page);
        let outline = Outline::of(&document);
        let leaves = score(&outline, &hidden::find(&outline));
        let kept = |words: &str| {
            (0..leaves.len()).filter(|&at| leaves[at] && outline.text(at) == words).count()
        };
        assert_eq!((kept(sentence), kept("Fares"), kept("Share")), (3, 1, 0));
    }
}
