//! An article right below its title that the first judgement passed over for a longer archive of other
//! articles further down, or for the next article of a page without end. It knows nothing of what stands inside the article.

use std::collections::BTreeMap;
use std::ops::Range;

use super::hidden::Hidden;
use super::kept::Kept;
use super::kinds::Part;
use super::others::is_leaf;
use super::outline::Outline;
use super::signals::Hiding;
use crate::read::plain::told;

/// Why the archive goes.
const REASON: &str = "related articles";
/// A shorter paragraph is no prose.
const PARAGRAPH: usize = 60;
/// So much prose is an article, in characters without spaces and in paragraphs.
const PROSE: (usize, usize) = (800, 3);
/// How much may stand between the title and the prose.
const NEAR: usize = 800;

/// Takes the prose below the title for the archive, if the judgement chose the archive.
pub(super) fn choose(outline: &Outline<'_>, hidden: &Hidden, kept: &mut Kept, title: usize) {
    let next = next_article(outline, kept, title);
    if let Some((own, next)) = next
        && kept.chars(outline, own) >= PROSE.0
    {
        // Both stay, and one of them is not meant.
        kept.remove(outline, next, REASON);
        return kept.count(outline);
    }
    let others = archive(outline, kept).or_else(|| next.map(|(_, next)| vec![next]));
    let Some(cards) = others else { return };
    let Some(&first) = cards.first().filter(|&&first| first >= outline.nodes[title].end) else {
        return;
    };
    // Entries of a live blog are dated, too.
    if outline.ancestors(first).any(|at| outline.nodes[at].signals.part == Some(Part::Body)) {
        return;
    }
    let Some(article) = prose(outline, hidden, kept, outline.nodes[title].end..first) else {
        return;
    };
    *kept = Kept::nothing(outline);
    for at in article {
        kept.keep(outline, at);
    }
    kept.note(outline.nodes[first].parent, REASON);
    for at in cards {
        kept.note(at, REASON);
    }
    kept.count(outline);
}

/// Several elements side by side that hold most of what stays, each with a date, or a heading that leads
/// away: other articles.
fn archive(outline: &Outline<'_>, kept: &Kept) -> Option<Vec<usize>> {
    /// Less is no article, not even the beginning of one.
    const CARD: usize = 80;
    const SEVERAL: usize = 3;
    let nodes = &outline.nodes;
    // How many signs of another article stand before each node.
    let mut signs = Vec::with_capacity(nodes.len() + 1);
    signs.push(0);
    for at in 0..nodes.len() {
        signs.push(signs[at] + usize::from(is_sign(outline, at)));
    }
    let mut groups: BTreeMap<(usize, &str), Vec<usize>> = BTreeMap::new();
    for (at, node) in nodes.iter().enumerate().skip(1) {
        let is_container = matches!(node.name(), "article" | "div" | "section" | "li");
        if is_container && kept.chars(outline, at) >= CARD && signs[node.end] > signs[at] {
            groups.entry((node.parent, node.name())).or_default().push(at);
        }
    }
    groups.into_values().find(|cards| {
        let sizes = || cards.iter().map(|&at| kept.chars(outline, at));
        let all: usize = sizes().sum();
        let is_even = sizes().max().is_some_and(|most| most * 3 < all * 2);
        cards.len() >= SEVERAL && is_even && all * 3 > kept.total() * 2
    })
}

/// The article that the title stands in, and the one that follows on a page without end, if that holds
/// most of what stays.
fn next_article(outline: &Outline<'_>, kept: &Kept, title: usize) -> Option<(usize, usize)> {
    let is_article = |at: usize| outline.nodes[at].name() == "article";
    let own = outline.ancestors(title).find(|&at| is_article(at))?;
    let mut behind = outline.nodes[own].end..outline.nodes.len();
    let is_next = |at: &usize| is_article(*at) && kept.chars(outline, *at) * 2 > kept.total();
    behind.find(is_next).map(|at| (own, at))
}

/// Whether a node says that an article begins: a date, or a heading that is a link.
fn is_sign(outline: &Outline<'_>, at: usize) -> bool {
    const DATE: Range<usize> = 4..60;
    let node = &outline.nodes[at];
    match node.name() {
        "time" => true,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => node.link_share() > 0.8,
        _ => {
            DATE.contains(&node.chars) && is_leaf(outline, at) && told::is_byline(&outline.text(at))
        }
    }
}

/// The elements of the first place between the title and the archive that holds prose enough, from its
/// first paragraph on to its last, if most of it goes.
fn prose(
    outline: &Outline<'_>,
    hidden: &Hidden,
    kept: &Kept,
    within: Range<usize>,
) -> Option<Vec<usize>> {
    let nodes = &outline.nodes;
    let mut places: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut gone = hidden.gone.iter().map(|&(at, _)| at).peekable();
    let mut at = within.start;
    let mut passed = 0;
    while at < within.end {
        let node = &nodes[at];
        while gone.next_if(|&hidden| hidden < at).is_some() {}
        if gone.peek() == Some(&at) || is_out(outline, at) {
            at = node.end;
            continue;
        }
        let is_paragraph = is_leaf(outline, at)
            && node.chars >= PARAGRAPH
            && node.link_share() < 0.2
            && node.end <= within.end;
        if is_paragraph && (passed <= NEAR || places.contains_key(&node.parent)) {
            places.entry(node.parent).or_default().push(at);
        }
        if node.name.is_none() || is_paragraph {
            passed += node.chars;
            at = node.end;
        } else {
            at += 1;
        }
    }
    let paragraphs = places.into_values().find(|paragraphs| {
        let chars: usize = paragraphs.iter().map(|&at| nodes[at].chars).sum();
        chars >= PROSE.0 && paragraphs.len() >= PROSE.1
    })?;
    let all: usize = paragraphs.iter().map(|&at| nodes[at].chars).sum();
    let stays: usize = paragraphs.iter().map(|&at| kept.chars(outline, at)).sum();
    if stays * 2 > all {
        return None;
    }
    let (&first, &last) = (paragraphs.first()?, paragraphs.last()?);
    let all = std::iter::once(first).chain(outline.behind(first));
    Some(all.take_while(|&at| at <= last).filter(|&at| !is_out(outline, at)).collect())
}

/// Whether a node is no part of an article by what it says of itself.
fn is_out(outline: &Outline<'_>, at: usize) -> bool {
    let node = &outline.nodes[at];
    node.is_neutral()
        || node.signals.furniture.is_some()
        || node.signals.hiding == Some(Hiding::Hidden)
        || matches!(node.name(), "nav" | "form" | "button" | "select" | "aside" | "footer")
}
