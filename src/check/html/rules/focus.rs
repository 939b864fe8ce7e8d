//! What the keyboard reaches: nothing that nobody is told of, nothing inside of another control, in the
//! order of the page.

use std::collections::BTreeMap;

use crate::check::Results;
use crate::check::html::{Node, Page, open_text};
use crate::diagnostic::Severity;
use crate::diagnostic::rules::html;

use super::told;

pub(super) fn check(page: &Page, results: &mut Results) {
    let mut keys: BTreeMap<String, u32> = BTreeMap::new();
    for node in page.elements() {
        if node.is_aria_hidden() && !node.is_hidden() {
            hidden(node, results);
            continue;
        }
        if node.is_hidden() {
            continue;
        }
        if let Some(index) = node.value("tabindex").and_then(|index| index.parse::<i64>().ok()) {
            results.test(&html::TABINDEX, index <= 0, node.span(), || {
                format!("{} has the tabindex {index}", told(node))
            });
        }
        if node.is("iframe") {
            frame(node, results);
        }
        for key in node.tokens("accesskey") {
            results.applies(&html::ACCESSKEY);
            let uses = keys.entry(key.to_lowercase()).or_default();
            *uses += 1;
            if *uses == 2 {
                results.push(
                    &html::ACCESSKEY,
                    node.span(),
                    format!("`{key}` is the access key of another element too"),
                );
            }
        }
    }
    atomic(page, results);
}

/// ACT 6cfa84. Where style sheets are not at hand, they may hide it from everybody.
fn hidden(node: Node<'_>, results: &mut Results) {
    results.applies(&html::HIDDEN_FOCUSABLE);
    if !node.is_in_tab_order() {
        return;
    }
    let complete = node.page.styles.complete;
    let unless = if complete { "" } else { ", unless a style sheet that is not at hand hides it" };
    let message = format!(
        "{} takes the focus, but `aria-hidden` keeps it from being said{unless}",
        told(node)
    );
    let finding = results.push(&html::HIDDEN_FOCUSABLE, node.span(), message);
    if !complete {
        finding.severity = Severity::Note;
    }
}

/// ACT 307n5z. Each inner control is told once, for the outermost one.
fn atomic(page: &Page, results: &mut Results) {
    let mut outer: Option<Node<'_>> = None;
    for node in page.elements().filter(|node| !node.is_silent()) {
        if let Some(control) = outer.filter(|control| control.holds(node)) {
            if node.is_in_tab_order() {
                let message = format!(
                    "{} stands inside {}, which is read as one thing",
                    told(node),
                    told(control)
                );
                results.push(&html::ATOMIC_FOCUSABLE, node.span(), message);
            }
        } else if node.role_kind().is_some_and(|kind| kind.atomic) && !node.is("math") {
            results.applies(&html::ATOMIC_FOCUSABLE);
            outer = Some(node);
        }
    }
}

/// ACT akn7bn, where the frame's page is in this one.
fn frame(node: Node<'_>, results: &mut Results) {
    let Some(Ok(inner)) =
        node.value("srcdoc").map(|text| open_text("srcdoc", text, crate::markup::Syntax::Html))
    else {
        return;
    };
    // One of a single pixel shows nothing.
    let tiny = |name| node.value(name).is_some_and(|size| matches!(size, "0" | "1"));
    if node.is_inert() || tiny("width") || tiny("height") {
        return;
    }
    if !inner.elements().any(Node::is_in_tab_order) {
        return;
    }
    let out = node
        .value("tabindex")
        .and_then(|index| index.parse::<i64>().ok())
        .is_some_and(|index| index < 0);
    results.test(&html::FRAME_UNREACHABLE, !out, node.span(), || {
        format!(
            "{} holds what people act on, but its `tabindex` keeps the keyboard out",
            told(node)
        )
    });
}
