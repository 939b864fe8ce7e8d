//! What stands between the title and the body and belongs to the article: the lead, a picture with its
//! caption. It knows nothing of what stands further down.

use super::kept::Kept;
use super::outline::{Outline, is_block};
use super::signals::Part;
use crate::read::plain::told;

/// How long all that is found there may be.
const MOST: usize = 2_000;

/// Adds what stands above the body.
pub(super) fn regain(outline: &Outline<'_>, kept: &mut Kept, title: usize) {
    let Some(first) = kept.first().filter(|&first| first > title) else { return };
    let known = kept_words(outline, kept);
    let mut left = MOST;
    let mut at = outline.nodes[title].end;
    while at < first {
        let node = &outline.nodes[at];
        let holds_the_body = node.end > first;
        if node.name.is_none() || holds_the_body && node.signals.furniture.is_none() {
            at += 1;
            continue;
        }
        if holds_the_body {
            at += 1;
            continue;
        }
        let is_out = node.signals.is_hidden
            || node.signals.furniture.is_some()
            || matches!(
                node.name(),
                "nav" | "form" | "button" | "script" | "style" | "noscript" | "select" | "footer"
            );
        if is_out || node.is_neutral() {
            at = node.end;
            continue;
        }
        if let Some(text) = belongs(outline, at) {
            if node.chars <= left && !known.contains(&squeezed(&text)) {
                left -= node.chars;
                kept.keep(outline, at);
            }
            at = node.end;
        } else {
            at += 1;
        }
    }
}

/// The words of what belongs to the article.
fn belongs(outline: &Outline<'_>, at: usize) -> Option<String> {
    const SENTENCE: usize = 50;
    let node = &outline.nodes[at];
    let is_figure = node.name() == "figure" && node.chars > 0;
    let is_caption = node.signals.part == Some(Part::Caption) && node.chars > 8;
    if (is_figure || is_caption) && node.chars < 800 && node.link_share() < 0.5 {
        return Some(outline.text(at));
    }
    let is_line =
        matches!(node.name(), "p" | "h2" | "h3" | "h4" | "div" | "span" | "strong" | "section");
    if !is_line || outline.has_block(at) || node.chars < 15 || node.link_share() > 0.3 {
        return None;
    }
    let text = outline.text(at);
    let is_lead = std::iter::once(at)
        .chain(outline.ancestors(at).take(2))
        .any(|at| outline.nodes[at].signals.part == Some(Part::Lead));
    let is_prose = node.chars >= SENTENCE && is_block(node.name());
    let fits = (is_lead || is_prose) && !told::is_byline(&text) && told::furniture(&text).is_none();
    fits.then_some(text)
}

/// The letters of all that stays.
fn kept_words(outline: &Outline<'_>, kept: &Kept) -> String {
    let mut out = String::new();
    let mut at = 0;
    while let Some(node) = outline.nodes.get(at) {
        if node.name.is_none() && kept.any(outline, at) {
            out.push_str(&squeezed(&outline.text(at)));
        }
        at += 1;
    }
    out
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
