//! The addresses in a page, read against where the page stood: a link into the page itself is one into
//! the document, and others are whole. Pictures stay as they are named: they are files. It follows none.

use std::collections::BTreeSet;

use dom_query::NodeRef;

use crate::markup::parse::Page;
use crate::text::absolute;

/// Where a page stood.
#[derive(Debug, Default)]
pub(super) struct Stand {
    /// The address against which others are read; `None` if nobody says one.
    pub(super) base: Option<String>,
    /// A base that is a folder beside the page.
    pub(super) folder: Option<String>,
    /// The addresses of the page itself.
    pub(super) own: Vec<String>,
    /// Whether pictures are found by their addresses.
    pub(super) in_archive: bool,
}

/// Makes the addresses of a page whole, and links into itself local.
pub(super) fn settle(page: &Page, stand: &Stand) {
    let own: BTreeSet<&str> = stand.own.iter().map(|address| bare(address)).collect();
    let ids = if own.is_empty() { BTreeSet::new() } else { ids(page) };
    // All at once: the tree cannot be walked while it is changed.
    for node in page.document.tree.root().descendants() {
        let Some(element) = node.element_ref() else { continue };
        let attribute = match &*element.name.local {
            "a" | "area" => "href",
            "blockquote" | "q" | "ins" | "del" => "cite",
            "img" | "source" | "video" | "audio" | "embed" => "src",
            _ => continue,
        };
        drop(element);
        let Some(address) = node.attr(attribute) else { continue };
        match attribute {
            "src" => picture(&node, &address, stand),
            _ => link(&node, attribute, &address, stand, &own, &ids),
        }
    }
}

fn link(
    node: &NodeRef<'_>,
    attribute: &str,
    address: &str,
    stand: &Stand,
    own: &BTreeSet<&str>,
    ids: &BTreeSet<String>,
) {
    let address = address.trim();
    // A fragment alone means this page, whatever the base: so it was written.
    if address.starts_with('#') || address.is_empty() {
        return;
    }
    let whole = absolute(address, stand.base.as_deref());
    let target = whole.as_deref().unwrap_or(address);
    let fragment = target.split_once('#').filter(|(page, _)| own.contains(bare(page)));
    if let Some((_, fragment)) = fragment.filter(|(_, fragment)| ids.contains(&id(fragment))) {
        node.set_attr(attribute, &format!("#{fragment}"));
    } else if stand.base.is_some()
        && let Some(whole) = whole
        && whole != address
    {
        node.set_attr(attribute, &whole);
    }
}

fn picture(node: &NodeRef<'_>, address: &str, stand: &Stand) {
    let address = address.trim();
    let is_path = !address.contains(':') && !address.starts_with(['/', '#']) && !address.is_empty();
    let base = stand.base.as_deref().filter(|_| stand.in_archive);
    let whole = match &stand.folder {
        Some(folder) if is_path => Some(format!("{folder}{address}")),
        _ => base.and_then(|base| absolute(address, Some(base))),
    };
    if let Some(whole) = whole {
        node.set_attr("src", &whole);
    }
}

/// An address without fragment and scheme: a page that is served in two ways is one page.
fn bare(address: &str) -> &str {
    let address = address.split('#').next().unwrap_or("");
    address.split_once("://").map_or(address, |(_, rest)| rest)
}

/// A name as links have it.
fn id(fragment: &str) -> String {
    let bytes = crate::read::html::percent_decoded_bytes(fragment);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The names of all places in a page.
fn ids(page: &Page) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for node in page.document.tree.root().descendants_it() {
        let name = node.attr("name").filter(|_| node.has_name("a"));
        ids.extend(node.attr("id").into_iter().chain(name).map(|id| id.to_string()));
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::parse::parse;

    fn settled(html: &str, stand: &Stand) -> Vec<String> {
        let page = parse(html);
        settle(&page, stand);
        let all = page.document.select("[href],[src]");
        let value = |node: &NodeRef<'_>| node.attr("href").or_else(|| node.attr("src"));
        all.nodes().iter().filter_map(value).map(|value| value.to_string()).collect()
    }

    const LINKS: &str = "<p id=n1><a href=#n1></a><a href='https://leaf.example/a.html#n1'></a>
        <a href='https://leaf.example/a.html#gone'></a><a href='b.html#n1'></a><a href='mailto:x@y.example'></a>
        <img src='i/a.png'><img src='/b.png'>";

    #[test]
    fn links_into_the_page_are_local_and_others_whole() {
        let own = vec!["http://leaf.example/a.html".to_owned()];
        let known = Stand { own: own.clone(), ..Stand::default() };
        assert_eq!(
            settled(LINKS, &known),
            [
                "#n1",
                "#n1",
                "https://leaf.example/a.html#gone",
                "b.html#n1",
                "mailto:x@y.example",
                "i/a.png",
                "/b.png"
            ]
        );
        let base = Some("https://other.example/x/".to_owned());
        let based = Stand { base: base.clone(), own, ..Stand::default() };
        assert_eq!(
            settled(LINKS, &based)[3..6],
            ["https://other.example/x/b.html#n1", "mailto:x@y.example", "i/a.png"]
        );
        let archive = Stand { base, in_archive: true, ..Stand::default() };
        assert_eq!(
            settled(LINKS, &archive)[5..],
            ["https://other.example/x/i/a.png", "https://other.example/b.png"]
        );
        let folder = Stand { folder: Some("sub/".into()), ..Stand::default() };
        assert_eq!(settled(LINKS, &folder)[5..], ["sub/i/a.png", "/b.png"]);
    }
}
