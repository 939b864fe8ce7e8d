//! Links to other articles among the paragraphs of this one: a link that is a paragraph, a box under
//! "More on this", a section of links. It knows them by their shape, and by the words that announce them.

use super::kept::Kept;
use super::kinds::Furniture;
use super::outline::{Node, Outline, is_block};
use crate::read::plain::told;

/// Why they go.
pub(super) const REASON: &str = "links to other articles";
/// How much a box may hold.
const BOX: usize = 600;
/// So much of the article stands before other articles.
const BODY: usize = 200;
/// A longer line announces nothing.
const LABEL: usize = 60;

/// The nodes from this one on that are links to other articles: itself, or a heading with what follows.
/// `is_section` says which headings this article has many of: those are its own.
pub(super) fn section(
    outline: &Outline<'_>,
    kept: &Kept,
    at: usize,
    is_section: &impl Fn(&str) -> bool,
) -> Option<Vec<usize>> {
    if is_teaser(outline, at) || is_box(outline, kept, at, is_section) {
        return Some(vec![at]);
    }
    if !announces(outline, at) {
        return None;
    }
    let node = &outline.nodes[at];
    let is_heading = |at: usize| is_heading(outline.nodes[at].name());
    if is_heading(at) && (is_section(node.name()) || outline.is_linked_to(at))
        || kept.chars_before(at) < BODY
    {
        return None;
    }
    let below: Vec<usize> = outline
        .behind(at)
        .filter(|&at| kept.any(outline, at))
        .take_while(|&at| !is_heading(at) && outline.nodes[at].link_share() > 0.5)
        .collect();
    (!below.is_empty()).then(|| std::iter::once(at).chain(below).collect())
}

pub(super) fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Whether a node is a paragraph.
pub(super) fn is_leaf(outline: &Outline<'_>, at: usize) -> bool {
    let node = &outline.nodes[at];
    matches!(node.name(), "p" | "div" | "section") && node.chars > 0 && !outline.has_block(at)
}

/// Whether a paragraph is a line that names the author, by an element that is said to: "by A. Roe
/// (words) and B. Poe (pictures)". A sentence is none.
pub(super) fn is_byline(outline: &Outline<'_>, at: usize) -> bool {
    const MOST: usize = 80;
    let node = &outline.nodes[at];
    let names = |n: &Node| n.signals.furniture == Some(Furniture::Byline) && n.chars > 3;
    node.chars <= MOST
        && is_leaf(outline, at)
        && outline.nodes[outline.inside(at)].iter().any(names)
        && !outline.text(at).ends_with(['.', '!', '?', '…', ':', '"', '”'])
}

/// Whether a paragraph is nothing but a link, with a label before it at most.
fn is_teaser(outline: &Outline<'_>, at: usize) -> bool {
    const MOST: usize = 150;
    let node = &outline.nodes[at];
    if !is_leaf(outline, at) || node.has_media || !(12..=MOST).contains(&node.chars) {
        return false;
    }
    let label = node.chars - node.linked;
    if label == 0 || node.link_share() < 0.6 || label > 30 {
        return label == 0;
    }
    let text = outline.text(at);
    // A link that says its address is no headline.
    if text.contains("://") {
        return false;
    }
    let head = text.split_once(':').map_or("", |(head, _)| head);
    let said = head.chars().filter(|c| !c.is_whitespace()).count();
    // The colon, and a bracket at the end.
    said > 0 && (1..=2).contains(&label.saturating_sub(said))
}

/// Whether a line is short and says that other articles follow.
fn announces(outline: &Outline<'_>, at: usize) -> bool {
    let node = &outline.nodes[at];
    let is_line = is_heading(node.name()) || is_leaf(outline, at);
    is_line && (1..LABEL).contains(&node.chars) && told::announces(&outline.text(at))
}

/// Whether a box has other articles in it: it begins by saying so, or its heading is a link.
fn is_box(
    outline: &Outline<'_>,
    kept: &Kept,
    at: usize,
    is_section: &impl Fn(&str) -> bool,
) -> bool {
    let node = &outline.nodes[at];
    let is_container = matches!(node.name(), "div" | "section" | "aside" | "article" | "ul" | "li");
    if kept.chars_before(at) < BODY {
        return false;
    }
    let small = (20..=BOX.min(kept.total() / 4)).contains(&node.chars);
    if !is_container || !small || !outline.has_block(at) {
        return false;
    }
    let lines = outline.inside(at).skip(1).filter(|&at| {
        let node = &outline.nodes[at];
        is_block(node.name()) && node.chars > 0 && !outline.has_block(at)
    });
    let mut lines = lines.peekable();
    let Some(&first) = lines.peek() else { return false };
    if is_section(outline.nodes[first].name()) {
        return false;
    }
    let is_linked = |at: usize| {
        let node = &outline.nodes[at];
        is_heading(node.name()) && node.link_share() > 0.9
    };
    announces(outline, first) && outline.nodes[first].chars < node.chars || lines.any(is_linked)
}

/// Whether a line is a label of what follows it.
pub(super) fn is_label(outline: &Outline<'_>, at: usize) -> bool {
    outline.nodes[at].chars < LABEL + 20 && outline.text(at).ends_with(':')
}
