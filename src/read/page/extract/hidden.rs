//! What a page holds and does not show. It knows nothing of articles.

use super::kinds::Furniture;
use super::outline::{Outline, is_block};
use super::signals::Hiding;

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
        let says_so =
            matches!(outline.nodes[at].signals.hiding, Some(Hiding::Hidden | Hiding::Silent));
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
        "script" if !outline.is_formula(at) => return Some("script"),
        "style" | "link" | "meta" | "title" => return Some("style"),
        "template" => return Some("hidden"),
        // A fallback picture is worth more than the words for those without scripts.
        "noscript" if !node.has_media => return Some("hidden"),
        _ => {}
    }
    if node.signals.furniture == Some(Furniture::Double) && !is_page {
        return Some(Furniture::Double.reason());
    }
    if is_double(outline, at) {
        return Some("double for screen readers");
    }
    // The formula for listeners is hidden from those who see its picture.
    let has_formula = || outline.nodes[outline.inside(at)].iter().any(|n| n.name() == "math");
    let is_hidden = match node.signals.hiding {
        Some(Hiding::Hidden) => true,
        Some(Hiding::Silent) => !is_word(outline, at),
        Some(Hiding::Spoken) | None => false,
    };
    (is_hidden && !is_page && !has_formula()).then_some("hidden")
}

/// Whether what is hidden from listeners are words of a line that stand there only once, and that nothing
/// beside them says for listeners.
fn is_word(outline: &Outline<'_>, at: usize) -> bool {
    let node = &outline.nodes[at];
    let is_said = || {
        neighbours(outline, at).any(|at| outline.nodes[at].signals.hiding == Some(Hiding::Spoken))
    };
    !is_block(node.name())
        && node.chars > 0
        && !node.has_media
        && outline.text(at).contains(char::is_alphabetic)
        && !is_said()
        && !is_said_again(outline, at)
}

/// Whether what only listeners are to hear stands in the same line for all.
fn is_double(outline: &Outline<'_>, at: usize) -> bool {
    let node = &outline.nodes[at];
    let is_pair = || {
        neighbours(outline, at).any(|at| outline.nodes[at].signals.hiding == Some(Hiding::Silent))
    };
    node.signals.hiding == Some(Hiding::Spoken)
        && node.chars > 0
        && !is_pair()
        && is_said_again(outline, at)
}

/// What stands right before and behind an element.
fn neighbours<'a>(outline: &'a Outline<'_>, at: usize) -> impl Iterator<Item = usize> + 'a {
    let is_blank = |&at: &usize| outline.nodes[at].is_neutral();
    let before = outline.before(at);
    let before = before.filter(|at| !is_blank(at)).or_else(|| outline.before(before?));
    before.into_iter().chain(outline.behind(at).find(|at| !is_blank(at)))
}

/// Whether the line that holds a node has its words once more.
fn is_said_again(outline: &Outline<'_>, at: usize) -> bool {
    const LONGEST: usize = 2_000;
    const MOST: usize = 4_000;
    let line = outline.ancestors(at).find(|&at| is_block(outline.nodes[at].name()));
    let Some(line) = line
        .filter(|&line| outline.nodes[line].chars < LONGEST && outline.inside(line).len() < MOST)
    else {
        return false;
    };
    let words = |nodes: std::ops::Range<usize>| {
        let words = nodes.filter(|&at| outline.nodes[at].name.is_none());
        let text = words.map(|at| outline.text(at).to_lowercase()).collect::<Vec<_>>().join(" ");
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        format!(" {} ", words.collect::<Vec<_>>().join(" "))
    };
    let own = words(outline.inside(at));
    words(line..at).contains(&own)
        || words(outline.nodes[at].end..outline.nodes[line].end).contains(&own)
}
