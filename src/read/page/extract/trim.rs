//! What the first judgement leaves in though it is no part of the article: what names itself so, and what
//! its words say. It adds nothing.

use super::kept::Kept;
use super::kinds::Furniture;
use super::others;
use super::outline::{Outline, is_block};
use crate::read::plain::told;

/// So many headings of one level are those of the article's own sections.
const SECTIONS: usize = 3;

/// Takes from what stays.
pub(super) fn trim(outline: &Outline<'_>, kept: &mut Kept) {
    let total = kept.total();
    let own = own_headings(outline, kept);
    let is_section = |name: &str| own.contains(&name);
    let mut last = None;
    let mut at = 1;
    while at < outline.nodes.len() {
        let node = &outline.nodes[at];
        if node.name.is_none() || !kept.any(outline, at) {
            at += 1;
            continue;
        }
        if is_whole(outline, at) {
            if node.name() == "blockquote" {
                trim_labels(outline, kept, at);
            }
            at = node.end;
            continue;
        }
        let reason = by_name(outline, kept, at, total).or_else(|| by_words(outline, at));
        if let Some(reason) = reason {
            kept.remove(outline, at, reason);
            at = node.end;
        } else if let Some(section) = others::section(outline, kept, at, &is_section) {
            // "More on this:", and links below it.
            if let Some(label) = last.take_if(|&mut label| others::is_label(outline, label)) {
                kept.remove(outline, label, others::REASON);
            }
            for &other in &section {
                kept.remove(outline, other, others::REASON);
                at = outline.nodes[other].end;
            }
        } else {
            if others::is_leaf(outline, at) {
                last = Some(at);
            }
            at += 1;
        }
    }
    kept.count(outline);
    trim_author(outline, kept);
    trim_foot(outline, kept);
    trim_headings(outline, kept);
}

/// Takes from inside an element only what names itself.
pub(super) fn trim_inside(outline: &Outline<'_>, kept: &mut Kept, root: usize) {
    let total = kept.chars(outline, root);
    let mut at = root + 1;
    while at < outline.nodes[root].end {
        let reason = by_name(outline, kept, at, total).filter(|_| !is_whole(outline, at));
        if let Some(reason) = reason {
            kept.remove(outline, at, reason);
        }
        let is_done = reason.is_some() || is_whole(outline, at);
        at = if is_done { outline.nodes[at].end } else { at + 1 };
    }
}

/// The headings that the article has several of.
fn own_headings(outline: &Outline<'_>, kept: &Kept) -> Vec<&'static str> {
    let has_many = |name: &&str| {
        let alike = outline.nodes.iter().enumerate().filter(|(_, node)| node.name() == *name);
        alike.filter(|&(at, _)| kept.any(outline, at)).take(SECTIONS).count() == SECTIONS
    };
    ["h2", "h3", "h4"].into_iter().filter(has_many).collect()
}

/// Whether a node stays as it is.
fn is_whole(outline: &Outline<'_>, at: usize) -> bool {
    let node = &outline.nodes[at];
    matches!(node.name(), "figure" | "pre" | "table" | "blockquote") || outline.is_caption(at)
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

/// Whether an element stands among words of a paragraph, or in a heading: those are named after their
/// words.
fn is_in_line(outline: &Outline<'_>, at: usize) -> bool {
    let paragraph = outline.ancestors(at).find(|&at| is_block(outline.nodes[at].name()));
    paragraph.is_some_and(|paragraph| {
        let around = &outline.nodes[paragraph];
        others::is_heading(around.name()) && !around.has_media
            || !matches!(around.name(), "div" | "section" | "article" | "main" | "header")
                && around.chars > outline.nodes[at].chars
    })
}

fn by_words(outline: &Outline<'_>, at: usize) -> Option<&'static str> {
    const MOST: usize = 80;
    let node = &outline.nodes[at];
    if node.chars > MOST {
        return None;
    }
    if others::is_leaf(outline, at) {
        let byline = || others::is_byline(outline, at).then(|| Furniture::Byline.reason());
        return told::furniture(&outline.text(at)).or_else(byline);
    }
    let is_loose = matches!(node.name(), "a" | "span") && !is_in_line(outline, at);
    let said = if is_loose { told::furniture(&outline.text(at)) } else { None };
    said.filter(|&reason| reason == Furniture::Navigation.reason())
}

/// Takes the labels of buttons out of a post of a network: "View this post".
fn trim_labels(outline: &Outline<'_>, kept: &mut Kept, quote: usize) {
    let mut at = quote + 1;
    while at < outline.nodes[quote].end {
        let is_line = others::is_leaf(outline, at);
        if let Some(reason) = by_words(outline, at).filter(|_| is_line) {
            kept.remove(outline, at, reason);
        }
        at = if is_line { outline.nodes[at].end } else { at + 1 };
    }
}

/// A note on who wrote the article, below it: a line that says so, and what stands in the same box.
fn trim_author(outline: &Outline<'_>, kept: &mut Kept) {
    const LINE: usize = 40;
    const NOTE: usize = 800;
    let total = kept.total();
    for at in 1..outline.nodes.len() {
        let node = &outline.nodes[at];
        let is_line = (1..=LINE).contains(&node.chars)
            && (others::is_heading(node.name()) || others::is_leaf(outline, at));
        let is_below = kept.chars_before(at) * 3 > total * 2;
        let end = outline.nodes[node.parent].end;
        let rest = || kept.chars_in(at..end);
        if is_line
            && is_below
            && kept.any(outline, at)
            && rest() <= NOTE
            && told::is_above_author(&outline.text(at))
        {
            for at in std::iter::once(at).chain(outline.behind(at)) {
                kept.remove(outline, at, Furniture::Byline.reason());
            }
            return kept.count(outline);
        }
    }
}

/// Paragraphs at the end that say whose the page is, or ask to follow somebody.
fn trim_foot(outline: &Outline<'_>, kept: &mut Kept) {
    const MOST: usize = 120;
    const LINES: usize = 4;
    let mut end = outline.nodes.len();
    for _ in 0..LINES {
        let is_last = |&at: &usize| outline.nodes[at].end == at + 1 && kept.any(outline, at);
        let Some(last) = (1..end).rev().find(is_last) else { return };
        let line = std::iter::once(last).chain(outline.ancestors(last));
        let line = line.into_iter().find(|&at| is_block(outline.nodes[at].name()));
        let Some(line) = line.filter(|&at| others::is_leaf(outline, at)) else { return };
        let node = &outline.nodes[line];
        let reason = told::closes(&outline.text(line)).filter(|_| node.chars <= MOST);
        let Some(reason) = reason.filter(|_| !node.has_media) else { return };
        kept.remove(outline, line, reason);
        end = line;
    }
    kept.count(outline);
}

/// Headings at the end, under which nothing stands any more.
fn trim_headings(outline: &Outline<'_>, kept: &mut Kept) {
    let count = outline.nodes.len();
    // Whether anything stays from each node on.
    let mut stays = vec![false; count + 1];
    for at in (1..count).rev() {
        let node = &outline.nodes[at];
        let is_leaf = node.end == at + 1;
        stays[at] = stays[at + 1] || is_leaf && kept.any(outline, at);
        let is_heading = matches!(node.name(), "h2" | "h3" | "h4" | "h5" | "h6");
        if is_heading && !stays[node.end] && kept.any(outline, at) {
            kept.remove(outline, at, "heading with nothing under it");
            stays[at] = false;
        }
    }
}
