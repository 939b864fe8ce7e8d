//! What a page holds and does not show. It knows nothing of articles.

use super::outline::Outline;
use super::signals::Furniture;

/// The nodes that are not shown, and why each goes.
pub(super) fn find(outline: &Outline<'_>) -> Vec<(usize, &'static str)> {
    let mut found = Vec::new();
    let mut at = 1;
    while at < outline.nodes.len() {
        match why(outline, at) {
            Some(reason) => {
                found.push((at, reason));
                at = outline.nodes[at].end;
            }
            None => at += 1,
        }
    }
    found
}

fn why(outline: &Outline<'_>, at: usize) -> Option<&'static str> {
    let node = &outline.nodes[at];
    match node.name() {
        "script" => return Some("script"),
        "style" | "link" | "meta" | "title" => return Some("style"),
        "template" => return Some("hidden"),
        // A fallback picture is worth more than the words for those without scripts.
        "noscript" if !node.has_media => return Some("hidden"),
        _ => {}
    }
    // A double is no more than half of the page.
    if node.signals.furniture == Some(Furniture::Double) && node.chars < outline.nodes[0].chars / 2 {
        return Some(Furniture::Double.reason());
    }
    None
}
