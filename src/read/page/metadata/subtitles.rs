//! Whether a page itself says that a line is a subtitle, and no standfirst: a heading, or an element that is
//! named so. It knows nothing of what becomes of it.

use dom_query::NodeRef;

use super::names::key;
use crate::markup::parse::Page;

/// Parts of names that sites give to subtitles, in several languages.
const NAMES: &[&str] = &[
    "subtitle",
    "sub-title",
    "subheadline",
    "sub-headline",
    "subheading",
    "sub-heading",
    "alternativeheadline",
    "subtitulo",
    "untertitel",
    "unterzeile",
    "sottotitolo",
    "sous-titre",
    "soustitre",
    "ondertitel",
    "underrubrik",
    "podtytul",
    "podtitul",
    "podnaslov",
];

/// Whether an element that says these words and nothing else is named a subtitle.
pub(super) fn is_named(page: &Page, subtitle: &str) -> bool {
    let wanted = key(subtitle);
    let most = 2 * subtitle.len() + 100;
    let root = page.document.tree.root();
    root.descendants_it().any(|node| {
        node.is_element()
            && is_subtitle(&node)
            && words(&node, most).is_some_and(|w| key(&w) == wanted)
    })
}

fn is_subtitle(node: &NodeRef<'_>) -> bool {
    let says = |name: &str| {
        let value = node.attr(name).unwrap_or_default().to_ascii_lowercase();
        NAMES.iter().any(|name| value.contains(name))
    };
    ["h1", "h2", "h3", "h4", "h5", "h6"].iter().any(|name| node.has_name(name))
        || ["class", "itemprop", "role"].into_iter().any(says)
}

/// The words of an element, unless there are more than these.
fn words(node: &NodeRef<'_>, most: usize) -> Option<String> {
    /// A line is not made of more.
    const NODES: usize = 50;
    let mut out = String::new();
    for (at, inner) in node.descendants_it().enumerate() {
        if at >= NODES || out.len() > most {
            return None;
        }
        if inner.is_text() {
            out.push_str(&inner.text());
        }
    }
    Some(out)
}
