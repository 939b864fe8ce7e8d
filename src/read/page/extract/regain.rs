//! What the first judgement leaves out though it belongs to the article: headings, captions, quotations,
//! tables, and the lead above the body. It takes nothing away.

use super::kept::Kept;
use super::outline::{Outline, is_block};
use super::signals::{Furniture, Part};

/// Adds to what stays.
pub(super) fn regain(outline: &Outline<'_>, kept: &mut Kept) {
    let Some(root) = root(outline, kept) else { return };
    let mut at = root;
    let end = outline.nodes[root].end;
    while at < end {
        let node = &outline.nodes[at];
        if node.name.is_none() || kept.any(outline, at) && !matches!(node.name(), "figure") {
            at += 1;
            continue;
        }
        if node.is_neutral() || node.signals.is_hidden {
            at = node.end;
            continue;
        }
        if let Some(kind) = node.signals.furniture
            && kind != Furniture::Byline
        {
            at = node.end;
            continue;
        }
        if belongs(outline, kept, at, end) {
            kept.keep(outline, at);
            at = node.end;
        } else {
            at += 1;
        }
    }
}

/// The smallest node that holds nearly all that stays.
fn root(outline: &Outline<'_>, kept: &Kept) -> Option<usize> {
    let most = kept.total() * 9 / 10;
    let mut at = 0;
    kept.first()?;
    loop {
        match outline.children(at).find(|&child| kept.chars(outline, child) > most) {
            Some(child) if outline.nodes[child].name.is_some() => at = child,
            _ => return Some(at),
        }
    }
}

fn belongs(outline: &Outline<'_>, kept: &Kept, at: usize, _end: usize) -> bool {
    let node = &outline.nodes[at];
    match node.name() {
        "h2" | "h3" | "h4" | "h5" | "h6" => {
            // A heading is one if something stays below it.
            let parent = outline.nodes[at].parent;
            let after = node.end..outline.nodes[parent].end;
            node.chars < 200 && node.link_share() < 0.5 && kept.any_in(after)
        }
        "figure" => {
            node.link_share() < 0.5
                && outline.inside(at).any(|i| outline.nodes[i].name() == "figcaption")
        }
        "blockquote" => node.chars > 20,
        _ => {
            node.signals.part == Some(Part::Caption)
                && !outline.inside(at).skip(1).any(|i| {
                    is_block(outline.nodes[i].name()) && outline.nodes[i].link_share() > 0.5
                })
                && node.chars > 0
        }
    }
}
