//! XML that `epub-builder` made, as elements that can be amended. It knows no vocabulary.

use crate::markup::{Element, Node, Syntax};

/// The root element of an XML document, with the namespaces that it declares.
pub(super) fn parse(text: &str) -> Result<Element, String> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let document = roxmltree::Document::parse_with_options(text, options)
        .map_err(|error| format!("its XML is malformed: {error}"))?;
    let root = document.root_element();
    let mut element = convert(root);
    let mut namespaces: Vec<_> = root.namespaces().filter(|n| n.name() != Some("xml")).collect();
    namespaces.sort_by_key(|namespace| namespace.name());
    for (index, namespace) in namespaces.into_iter().enumerate() {
        let name = namespace.name().map_or("xmlns".into(), |prefix| format!("xmlns:{prefix}"));
        element.attributes.insert(index, (name.into(), namespace.uri().to_owned()));
    }
    Ok(element)
}

/// An element with what is in it; only line ends and blanks are left out.
fn convert(node: roxmltree::Node<'_, '_>) -> Element {
    let mut element = Element::new(prefixed(node, node.tag_name()));
    for attribute in node.attributes() {
        let name = match attribute.namespace().and_then(|uri| prefix(node, uri)) {
            Some(prefix) => format!("{prefix}:{}", attribute.name()),
            None => attribute.name().to_owned(),
        };
        element.set(name, attribute.value());
    }
    for child in node.children() {
        if child.is_element() {
            element.children.push(convert(child).into());
        } else if let Some(text) = child.text().filter(|text| !text.trim().is_empty()) {
            element.children.push(Node::from(text.trim()));
        }
    }
    element
}

fn prefixed(node: roxmltree::Node<'_, '_>, name: roxmltree::ExpandedName<'_, '_>) -> String {
    match name.namespace().and_then(|uri| prefix(node, uri)) {
        Some(prefix) => format!("{prefix}:{}", name.name()),
        None => name.name().to_owned(),
    }
}

fn prefix<'a>(node: roxmltree::Node<'a, '_>, uri: &str) -> Option<&'a str> {
    if node.default_namespace() == Some(uri) { None } else { node.lookup_prefix(uri) }
}

/// The first element of this name below an element, itself included.
pub(super) fn find<'a>(
    element: &'a mut Element,
    matches: &dyn Fn(&Element) -> bool,
) -> Option<&'a mut Element> {
    if matches(element) {
        return Some(element);
    }
    element.children.iter_mut().find_map(|child| match child {
        Node::Element(child) => find(child, matches),
        Node::Text(_) => None,
    })
}

/// Puts every element on a line of its own, two spaces deeper than its parent, where there is no text.
pub(super) fn indent(element: &mut Element, depth: usize) {
    let only_elements = element.children.iter().all(|child| matches!(child, Node::Element(_)));
    if element.children.is_empty() || !only_elements {
        return;
    }
    let children = std::mem::take(&mut element.children);
    for child in children {
        element.children.push(Node::Text(format!("\n{}", "  ".repeat(depth + 1))));
        element.children.push(child);
        if let Some(Node::Element(child)) = element.children.last_mut() {
            indent(child, depth + 1);
        }
    }
    element.children.push(Node::Text(format!("\n{}", "  ".repeat(depth))));
}

/// A whole XML document.
pub(super) fn document(root: &Element, html: bool) -> String {
    let doctype = if html { "<!DOCTYPE html>\n" } else { "" };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{doctype}{}\n",
        root.serialize(Syntax::Xml)
    )
}

/// A text without the characters that XML cannot hold.
pub(super) fn legal(text: &str) -> String {
    let illegal = |c: char| {
        (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{FFFE}' | '\u{FFFF}')
    };
    text.replace(illegal, "\u{FFFD}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_parsed_is_written_again() {
        let text = "<package xmlns=\"urn:a\" xmlns:dc=\"urn:b\"><dc:title id=\"x\">A &amp; B</dc:title></package>";
        assert_eq!(parse(text).unwrap().serialize(Syntax::Xml), text);
        assert!(parse("<a>").is_err());
    }
}
