//! Lists: what they hold, and that items stand in them.

use crate::check::Results;
use crate::check::html::{Node, Page};
use crate::diagnostic::rules::html;

use super::told;

/// As the rules `list`, `listitem`, `definition-list` and `dlitem` of axe-core.
pub(super) fn check(page: &Page, results: &mut Results) {
    for node in page.elements().filter(|node| !node.is_silent()) {
        match node.html() {
            "ul" | "ol" | "menu" if node.role() == Some("list") => holds(node, results),
            "dl" if node.explicit_role().is_none() => definitions(node, results),
            "li" if node.explicit_role().is_none() => {
                let stands = node.parent().is_some_and(|outer| {
                    matches!(outer.html(), "ul" | "ol" | "menu" | "dir")
                        || outer.role() == Some("list")
                });
                results.test(&html::LIST_STRUCTURE, stands, node.span(), || {
                    "an item (`<li>`) stands in no list".into()
                });
            }
            name @ ("dt" | "dd") if node.explicit_role().is_none() => {
                results.test(&html::LIST_STRUCTURE, is_in_definitions(node), node.span(), || {
                    format!("`<{name}>` stands in no `<dl>`")
                });
            }
            _ => {}
        }
    }
}

fn is_in_definitions(node: Node<'_>) -> bool {
    let outer = node.parent();
    let outer = if outer.is_some_and(|outer| outer.is("div")) {
        outer.and_then(Node::parent)
    } else {
        outer
    };
    outer.is_some_and(|outer| {
        outer.is("dl")
            && outer.explicit_role().is_none_or(|role| matches!(role.name, "list" | "none"))
    })
}

/// What may stand anywhere and says nothing.
fn is_silent(node: Node<'_>) -> bool {
    matches!(node.html(), "script" | "template" | "style" | "meta" | "link") || node.is_silent()
}

fn holds(list: Node<'_>, results: &mut Results) {
    results.applies(&html::LIST_STRUCTURE);
    for child in list.children() {
        if let Some(text) = child.text() {
            if !text.trim().is_empty() {
                results.push(
                    &html::LIST_STRUCTURE,
                    list.span(),
                    format!("{} holds words that are in no item", told(list)),
                );
                return;
            }
        } else if !is_silent(child) {
            let item = child.is("li")
                && child.explicit_role().is_none_or(|role| {
                    matches!(role.name, "listitem" | "none" | "doc-endnote" | "doc-biblioentry")
                })
                || child.explicit_role().is_some_and(|role| {
                    matches!(role.name, "listitem" | "doc-endnote" | "doc-biblioentry")
                });
            if !item {
                let message = format!("{} holds {}, which is no item", told(list), told(child));
                results.push(&html::LIST_STRUCTURE, child.span(), message);
                return;
            }
        }
    }
}

fn definitions(list: Node<'_>, results: &mut Results) {
    results.applies(&html::LIST_STRUCTURE);
    let is_part = |node: Node<'_>| matches!(node.html(), "dt" | "dd") || is_silent(node);
    let mut parts: Vec<&str> = Vec::new();
    for child in list.children() {
        let group = child.is("div") && child.elements().all(is_part);
        let fine = match child.text() {
            Some(text) => text.trim().is_empty(),
            None => is_part(child) || group,
        };
        if !fine {
            let what = if child.is_element() { told(child) } else { "words".into() };
            let message = format!("a `<dl>` holds {what} beside its terms and meanings");
            results.push(&html::LIST_STRUCTURE, child.span(), message);
            return;
        }
        parts.push(child.html());
        if group {
            parts.extend(child.elements().map(Node::html));
        }
    }
    let (terms, meanings) = (parts.contains(&"dt"), parts.contains(&"dd"));
    if terms != meanings {
        let lacks = if terms { "terms but no meanings" } else { "meanings but no terms" };
        results.push(&html::LIST_STRUCTURE, list.span(), format!("a `<dl>` has {lacks}"));
    }
}

#[cfg(test)]
mod tests {
    use super::super::ids;

    #[test]
    fn lists_hold_items() {
        let page = |body: &str| {
            ids(&format!(
                "<!DOCTYPE html><html lang=en><title>A ferry</title><main><h1>A</h1>{body}</main>"
            ))
        };
        for body in [
            "<ul><p>a</p></ul>",
            "<ol>a<li>b</li></ol>",
            "<ul><li>a</li><ul><li>b</li></ul></ul>",
            "<li>a</li>",
            "<dd>a</dd>",
            "<dl><p>a</p></dl>",
            "<dl><div><dt>a</dt><p>b</p></div></dl>",
        ] {
            assert_eq!(page(body), ["html/list-structure"], "{body}");
        }
        for body in [
            "<ul></ul>",
            "<ul><li>a<ul><li>b</li></ul></li><script></script></ul>",
            "<ul role=none><p>a</p></ul>",
            "<dl><div><dt>a</dt><dd>b</dd></div></dl>",
            "<div role=list><li>a</li></div>",
        ] {
            assert!(page(body).is_empty(), "{body} {:?}", page(body));
        }
    }
}
