//! What the first judgement leaves out though it belongs to the article: headings, captions, quotations,
//! tables. It takes nothing away.

use super::kept::Kept;
use super::kinds::{Furniture, Part};
use super::outline::Outline;
use super::signals::Hiding;

/// So much of a body is worth keeping.
const BODY: usize = 500;
/// A longer paragraph is no label.
const SENTENCES: usize = 120;

/// Keeps what the page itself says is the body, where hardly anything of it stays.
pub(super) fn regain_body(outline: &Outline<'_>, kept: &mut Kept) {
    let is_body = |at: usize| {
        let node = &outline.nodes[at];
        node.signals.part == Some(Part::Body)
            && node.chars - node.linked > BODY
            && node.link_share() < 0.3
    };
    let mut bodies = (0..outline.nodes.len()).filter(|&at| is_body(at));
    let Some(body) = bodies.next() else { return };
    let is_only = bodies.all(|other| other < outline.nodes[body].end);
    let most = (outline.nodes[body].chars - outline.nodes[body].linked) / 8;
    if is_only && kept.chars(outline, body) < most && kept.total() < 4 * most {
        kept.keep(outline, body);
    }
}

/// Adds to what stays.
pub(super) fn regain(outline: &Outline<'_>, kept: &mut Kept) {
    let Some(root) = root(outline, kept) else { return };
    let mut at = root;
    let end = outline.nodes[root].end;
    while at < end {
        let node = &outline.nodes[at];
        if node.name.is_none() || kept.any(outline, at) && node.name() != "figure" {
            at += 1;
            continue;
        }
        let is_out = node.is_neutral()
            || node.signals.hiding == Some(Hiding::Hidden)
            || node.signals.furniture.is_some_and(|kind| kind != Furniture::Byline);
        if is_out {
            at = node.end;
        } else if belongs(outline, kept, at) {
            kept.keep(outline, at);
            at = node.end;
        } else {
            at += 1;
        }
    }
}

/// The smallest node that holds nearly all that stays.
pub(super) fn root(outline: &Outline<'_>, kept: &Kept) -> Option<usize> {
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

fn has_link(outline: &Outline<'_>, at: usize) -> bool {
    outline.nodes[outline.inside(at)].iter().any(|node| node.name() == "a")
}

/// Whether most items of a list stay, and they are no links.
fn is_item_of_kept(outline: &Outline<'_>, kept: &Kept, list: usize) -> bool {
    const SEVERAL: usize = 5;
    let node = &outline.nodes[list];
    let stay = kept.chars(outline, list);
    let count = || outline.children(list).filter(|&item| kept.any(outline, item)).count();
    matches!(node.name(), "ol" | "ul")
        && stay * 4 > node.chars * 3
        && node.link_share() < 0.5
        && count() >= SEVERAL
}

fn belongs(outline: &Outline<'_>, kept: &Kept, at: usize) -> bool {
    let node = &outline.nodes[at];
    match node.name() {
        // References to notes in a paragraph that stays, and the items of a list of which most stay.
        "sup" => kept.any(outline, node.parent) && has_link(outline, at),
        "li" => is_item_of_kept(outline, kept, node.parent),
        "h2" | "h3" | "h4" | "h5" | "h6" => {
            // A heading is one if something stays below it.
            let below = node.end..outline.nodes[node.parent].end;
            let is_inside = kept.chars_before(at) > 0 && kept.any_in(below);
            is_inside && node.chars < 200 && node.link_share() < 0.5
        }
        "figure" => {
            let has_caption = outline.inside(at).any(|at| outline.nodes[at].name() == "figcaption");
            has_caption && node.link_share() < 0.5
        }
        "blockquote" => node.chars > 20,
        // Who is quoted.
        "footer" | "cite" | "figcaption" => {
            let is_quoted = outline.nodes[node.parent].name() == "blockquote";
            is_quoted && kept.any(outline, node.parent) && node.chars < 300
        }
        "p" => {
            // Sentences with the article before and after them.
            let is_inside = kept.chars_before(at) > 0 && kept.any_in(node.end..outline.nodes.len());
            let is_prose = node.chars >= SENTENCES && node.link_share() < 0.15;
            let around = outline.ancestors(at).take_while(|&at| !kept.any(outline, at));
            is_inside && is_prose && !around.into_iter().any(|at| outline.is_card(at))
        }
        _ => node.signals.part == Some(Part::Caption) && is_caption(outline, kept, at),
    }
}

/// Whether what calls itself a caption is one: words beside a picture, with the article around them.
fn is_caption(outline: &Outline<'_>, kept: &Kept, at: usize) -> bool {
    let nodes = &outline.nodes;
    let node = &nodes[at];
    let is_control =
        |name: &str| matches!(name, "button" | "select" | "input" | "video" | "audio" | "li");
    (15..600).contains(&node.chars)
        && node.link_share() < 0.5
        && kept.chars_before(at) > 0
        && kept.any_in(node.end..nodes.len())
        && !nodes[outline.inside(at)].iter().any(|node| is_control(node.name()))
        && outline.ancestors(at).take(3).any(|at| nodes[at].has_media && nodes[at].chars < 1_000)
        && !outline.ancestors(at).any(|at| is_control(nodes[at].name()))
}
