//! Links inside the document, once its elements are there: none may dangle, and files that are split
//! must still find each other. It knows only elements.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::markup::{Element, Node};

/// The ids below an element, itself included.
pub(crate) fn fragments(element: &Element) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    collect(element, &mut ids);
    ids
}

fn collect(element: &Element, ids: &mut BTreeSet<String>) {
    ids.extend(element.get("id").map(str::to_owned));
    for child in &element.children {
        if let Node::Element(child) = child {
            collect(child, ids);
        }
    }
}

/// Changes the address of every link to an id: `rewrite` has the id and gives the new address, or
/// `None` to leave only the words.
pub(crate) fn rewrite_fragments(
    element: &mut Element,
    rewrite: &mut dyn FnMut(&str) -> Option<String>,
) {
    let id = element.get("href").and_then(|href| href.strip_prefix('#'));
    match id.map(&mut *rewrite) {
        Some(Some(href)) => element.set("href", href),
        Some(None) => {
            element.name = Cow::Borrowed("span");
            element.attributes.retain(|(name, _)| !matches!(name.as_ref(), "href" | "role"));
        }
        None => {}
    }
    for child in &mut element.children {
        if let Node::Element(child) = child {
            rewrite_fragments(child, rewrite);
        }
    }
}

/// Leaves only the words of links to ids that no element has.
pub(super) fn settle<'a>(elements: impl Iterator<Item = &'a mut Element>) {
    let mut elements: Vec<_> = elements.collect();
    let mut ids = BTreeSet::new();
    for element in &elements {
        collect(element, &mut ids);
    }
    for element in &mut elements {
        rewrite_fragments(element, &mut |id| ids.contains(id).then(|| format!("#{id}")));
    }
}
