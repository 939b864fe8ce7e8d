//! What the first judgement leaves in though it is no part of the article: what names itself so, what
//! its words say, and links to other articles between the paragraphs. It adds nothing.

use super::kept::Kept;
use super::outline::{Outline, is_block};
use super::signals::{Furniture, Part};
use crate::read::plain::told;

const OTHERS: &str = "links to other articles";

/// Takes from what stays.
pub(super) fn trim(outline: &Outline<'_>, kept: &mut Kept) {
    let total = kept.total();
    let mut last = None;
    let mut at = 1;
    while at < outline.nodes.len() {
        let node = &outline.nodes[at];
        if node.name.is_none() || !kept.any(outline, at) {
            at += 1;
            continue;
        }
        if matches!(node.name(), "figure" | "pre" | "table" | "blockquote")
            || node.signals.part == Some(Part::Caption)
        {
            at = node.end;
            continue;
        }
        let reason = by_name(outline, kept, at, total).or_else(|| by_words(outline, at));
        if let Some(reason) = reason {
            kept.remove(outline, at, reason);
            at = node.end;
        } else if is_teaser(outline, at) {
            // "More on this:", and links below it.
            if let Some(label) = last.take_if(|&mut label| is_label(outline, label)) {
                kept.remove(outline, label, OTHERS);
            }
            kept.remove(outline, at, OTHERS);
            at = node.end;
        } else {
            if is_leaf(outline, at) {
                last = Some(at);
            }
            at += 1;
        }
    }
    kept.count(outline);
    trim_end(outline, kept);
}

/// What an element says that it is, if it holds no more than such a thing holds.
fn by_name(outline: &Outline<'_>, kept: &Kept, at: usize, total: usize) -> Option<&'static str> {
    let node = &outline.nodes[at];
    let kind = node.signals.furniture?;
    if !is_block(node.name()) && is_in_line(outline, at) {
        return None;
    }
    let most = match kind {
        Furniture::Byline => 250.min(total / 3),
        Furniture::Tags => 400.min(total / 4),
        // What is long is other articles, if it follows this one.
        Furniture::Related | Furniture::Comments if kept.chars_before(at) > 200 => total,
        Furniture::Paywall if node.name() == "p" || node.link_share() < 0.1 => 0,
        Furniture::Layer => 100,
        _ => total / 4,
    };
    (kept.chars(outline, at) <= most && !is_prose(outline, at)).then(|| kind.reason())
}

/// Whether a node holds text as articles have it: paragraphs, few links, and no headings that are links.
fn is_prose(outline: &Outline<'_>, at: usize) -> bool {
    let node = &outline.nodes[at];
    let links_on = |node: &super::outline::Node| {
        matches!(node.name(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "li")
            && node.link_share() > 0.8
    };
    node.chars - node.linked > 500
        && node.link_share() < 0.1
        && !outline.nodes[outline.inside(at)].iter().any(links_on)
}

/// Whether an element stands among words of a paragraph.
fn is_in_line(outline: &Outline<'_>, at: usize) -> bool {
    let paragraph = outline.ancestors(at).find(|&at| is_block(outline.nodes[at].name()));
    paragraph.is_some_and(|paragraph| {
        let around = &outline.nodes[paragraph];
        matches!(around.name(), "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "li" | "dd" | "td")
            && around.chars > outline.nodes[at].chars
    })
}

fn by_words(outline: &Outline<'_>, at: usize) -> Option<&'static str> {
    let node = &outline.nodes[at];
    if !is_leaf(outline, at) || node.chars > 80 {
        return None;
    }
    told::furniture(&outline.text(at))
}

/// Whether a node is a paragraph.
fn is_leaf(outline: &Outline<'_>, at: usize) -> bool {
    let node = &outline.nodes[at];
    matches!(node.name(), "p" | "div" | "section") && node.chars > 0 && !outline.has_block(at)
}

/// Whether a paragraph is nothing but a link, with a label before it at most.
fn is_teaser(outline: &Outline<'_>, at: usize) -> bool {
    let node = &outline.nodes[at];
    if !is_leaf(outline, at) || node.has_media || node.chars < 12 || node.chars > 150 {
        return false;
    }
    let label = node.chars - node.linked;
    if label == 0 || node.link_share() < 0.6 || label > 30 {
        return label == 0;
    }
    let text = outline.text(at);
    text.split_once(':')
        .is_some_and(|(head, _)| head.chars().filter(|c| !c.is_whitespace()).count() + 1 == label)
}

fn is_label(outline: &Outline<'_>, at: usize) -> bool {
    outline.nodes[at].chars < 80 && outline.text(at).ends_with(':')
}

/// Headings at the end, with nothing below them any more.
fn trim_end(outline: &Outline<'_>, kept: &mut Kept) {
    for at in (1..outline.nodes.len()).rev() {
        let node = &outline.nodes[at];
        if !kept.any(outline, at)
            || node.end < outline.nodes.len() && kept.any_in(node.end..outline.nodes.len())
        {
            continue;
        }
        if matches!(node.name(), "h2" | "h3" | "h4" | "h5" | "h6") {
            kept.remove(outline, at, "heading with nothing under it");
            kept.count(outline);
        }
    }
}
