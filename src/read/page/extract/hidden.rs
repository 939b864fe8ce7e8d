//! What a page holds and does not show. It knows nothing of articles.

use super::outline::{Outline, is_block};
use super::signals::Furniture;

/// What is not shown.
pub(super) struct Hidden {
    /// The nodes that go, and why, in the order of the page.
    pub(super) gone: Vec<(usize, &'static str)>,
    /// Nodes that say that they are hidden and are not: what a script would show, what only listeners
    /// are not to hear twice.
    pub(super) shown: Vec<usize>,
}

/// Finds what is not shown.
pub(super) fn find(outline: &Outline<'_>) -> Hidden {
    let mut hidden = Hidden { gone: Vec::new(), shown: Vec::new() };
    let mut at = 0;
    while at < outline.nodes.len() {
        let says_so = outline.nodes[at].signals.is_hidden || outline.nodes[at].signals.is_silent;
        match why(outline, at) {
            Some(reason) => {
                hidden.gone.push((at, reason));
                at = outline.nodes[at].end;
                continue;
            }
            None if says_so => hidden.shown.push(at),
            None => {}
        }
        at += 1;
    }
    hidden
}

fn why(outline: &Outline<'_>, at: usize) -> Option<&'static str> {
    let node = &outline.nodes[at];
    // The whole page is not hidden: a script would show it.
    let is_page = node.chars > outline.nodes[0].chars / 2;
    match node.name() {
        "script" => return Some("script"),
        "style" | "link" | "meta" | "title" => return Some("style"),
        "template" => return Some("hidden"),
        // A fallback picture is worth more than the words for those without scripts.
        "noscript" if !node.has_media => return Some("hidden"),
        _ => {}
    }
    if node.signals.furniture == Some(Furniture::Double) && !is_page {
        return Some(Furniture::Double.reason());
    }
    // The formula for listeners is hidden from those who see its picture.
    let has_formula = || outline.nodes[outline.inside(at)].iter().any(|n| n.name() == "math");
    let is_hidden = node.signals.is_hidden || node.signals.is_silent && !is_word(outline, at);
    (is_hidden && !is_page && !has_formula()).then_some("hidden")
}

/// Whether what is hidden from listeners are words of a line that stand there only once.
fn is_word(outline: &Outline<'_>, at: usize) -> bool {
    let node = &outline.nodes[at];
    if is_block(node.name()) || node.chars == 0 || node.has_media {
        return false;
    }
    let line = outline.ancestors(at).find(|&at| is_block(outline.nodes[at].name()));
    let Some(line) = line.filter(|&line| (1..2_000).contains(&outline.nodes[line].chars)) else {
        return false;
    };
    let own = outline.text(at).to_lowercase();
    let is_said_again = outline.text(line).to_lowercase().matches(&own).count() > 1;
    outline.nodes[line].chars > node.chars && own.contains(char::is_alphabetic) && !is_said_again
}
