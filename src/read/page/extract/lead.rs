//! What stands between the title and the body and belongs to the article: the lead, a picture with its
//! caption. It knows nothing of what stands further down.

use super::kept::Kept;
use super::kinds::Part;
use super::others::is_byline;
use super::outline::{Outline, is_block};
use super::signals::Hiding;
use crate::read::plain::told;

/// How long all that is found there may be.
const MOST: usize = 2_000;
/// How often it is asked whether words stand in the body again.
const TRIES: usize = 100;
/// A shorter paragraph does not begin the body.
const PARAGRAPH: usize = 100;

/// Adds what stands above the body.
pub(super) fn regain(outline: &Outline<'_>, kept: &mut Kept, title: usize) {
    let Some(body) = body(outline, kept).filter(|&body| body > title) else { return };
    let known = kept_letters(outline, kept);
    let (mut left, mut tries) = (MOST, TRIES);
    let mut captions: Vec<String> = Vec::new();
    let mut at = outline.nodes[title].end;
    while at < body && tries > 0 {
        let node = &outline.nodes[at];
        if node.end > body || node.name.is_none() {
            at += 1;
            continue;
        }
        let is_out = node.is_neutral()
            || node.signals.hiding == Some(Hiding::Hidden)
            || node.signals.furniture.is_some()
            || is_control(node.name())
            || is_byline(outline, at)
            || outline.is_card(at);
        if is_out {
            at = node.end;
        } else if let Some(text) = belongs(outline, at) {
            tries = tries.saturating_sub(1);
            let own = letters(&text);
            // The same caption for another width of the screen.
            let is_again = outline.is_caption(at)
                && captions.iter().any(|caption| own.contains(caption) || caption.contains(&own));
            if is_again {
                kept.remove(outline, at, "double of a caption");
            } else if node.chars <= left && (kept.any(outline, at) || !known.contains(&own)) {
                left -= node.chars;
                kept.keep(outline, with_picture(outline, at));
            }
            if outline.is_caption(at) {
                captions.push(own);
            }
            at = node.end;
        } else {
            at += 1;
        }
    }
}

/// A caption with the picture above it: what holds the two and no other words.
fn with_picture(outline: &Outline<'_>, at: usize) -> usize {
    const CLIMB: usize = 3;
    let chars = outline.nodes[at].chars;
    if !outline.is_caption(at) || outline.nodes[at].has_media {
        return at;
    }
    let mut around = outline.ancestors(at).take(CLIMB);
    let frame = around.find(|&up| outline.nodes[up].has_media);
    frame.filter(|&up| outline.nodes[up].chars == chars).unwrap_or(at)
}

/// The first paragraph that stays, unless it is the lead.
fn body(outline: &Outline<'_>, kept: &Kept) -> Option<usize> {
    let is_lead = |at: usize| outline.nodes[at].signals.part == Some(Part::Lead);
    let words = (0..outline.nodes.len()).filter(|&at| outline.nodes[at].name.is_none());
    let mut paragraphs = words.filter(|&at| kept.any(outline, at)).filter_map(|at| {
        let line = outline.ancestors(at).find(|&at| is_block(outline.nodes[at].name()))?;
        let is_long = kept.chars(outline, line) >= PARAGRAPH;
        (is_long && !is_lead(line) && !outline.ancestors(line).take(2).any(is_lead)).then_some(at)
    });
    paragraphs.next().or_else(|| kept.first())
}

fn is_control(name: &str) -> bool {
    matches!(
        name,
        "nav" | "form" | "button" | "script" | "style" | "noscript" | "select" | "footer"
    )
}

/// The words of what belongs to the article.
fn belongs(outline: &Outline<'_>, at: usize) -> Option<String> {
    const SENTENCE: usize = 50;
    let node = &outline.nodes[at];
    let is_figure = node.name() == "figure" && node.chars > 0;
    let is_caption = outline.is_caption(at) && node.chars > 8;
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
    let ends = text
        .trim_end_matches(|c: char| "\"'”’»)".contains(c))
        .ends_with(['.', '!', '?', '…', '。', '؟', '।']);
    let is_prose =
        node.chars >= SENTENCE && is_block(node.name()) && (ends || node.name().starts_with('h'));
    let fits = (is_lead || is_prose) && !told::is_byline(&text) && told::furniture(&text).is_none();
    fits.then_some(text)
}

/// The letters of all that stays: what stands above the body may be a double of it.
fn kept_letters(outline: &Outline<'_>, kept: &Kept) -> String {
    let words = (0..outline.nodes.len()).filter(|&at| outline.nodes[at].name.is_none());
    words.filter(|&at| kept.any(outline, at)).map(|at| letters(&outline.text(at))).collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
