//! The elements of a page that are the article, into the builder of `read::html`; what is not goes to
//! `removed` with its reason. It judges nothing itself.

use dom_query::{NodeId, NodeRef};
use html5ever::LocalName;

use super::extract::{Choice, Verdict};
use crate::markup::parse::Page;
use crate::model::Removed;
use crate::read::html::Builder;
use crate::source::Source;

/// What is next on the way through the tree.
enum Step {
    Enter(NodeId),
    Leave,
}

/// Grows the article, and says what was taken away.
pub(super) fn grow(
    page: &Page,
    choice: &Choice,
    source: &Source,
    builder: &mut Builder,
) -> Vec<Removed> {
    let tree = &page.document.tree;
    let first = |selector: &str, name: &str| {
        let found = page.document.select(selector);
        found.attr(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
    };
    let own = first("link[rel=canonical][href]", "href");
    let own = own.or_else(|| first("meta[property='og:url'][content]", "content"));
    builder.addresses(first("base[href]", "href"), own);
    let mut removed = Vec::new();
    let mut todo: Vec<Step> = tree.body().map(|body| Step::Enter(body.id)).into_iter().collect();
    while let Some(step) = todo.pop() {
        let Step::Enter(id) = step else {
            builder.end();
            continue;
        };
        let Some(node) = tree.get(&id) else { continue };
        if node.is_text() {
            match choice.verdict(id) {
                Verdict::Remove(reason) => take_away(&node, reason, page, source, &mut removed),
                Verdict::Keep | Verdict::Through => builder.text(&node.text(), None),
            }
            continue;
        }
        let Some(element) = node.element_ref() else { continue };
        let kind = element.attrs.iter().find(|a| &*a.name.local == "type");
        // No program, but the source of a formula.
        let is_formula = &*element.name.local == "script"
            && kind.is_some_and(|kind| kind.value.starts_with("math/"));
        match choice.verdict(id) {
            Verdict::Remove("script") | Verdict::Keep if is_formula => {
                let attributes = kind.map(|a| (a.name.local.clone(), a.value.to_string()));
                builder.start("script", attributes.into_iter().collect(), page.place(id));
                todo.push(Step::Leave);
            }
            Verdict::Keep => {
                let attributes =
                    element.attrs.iter().map(|a| (a.name.local.clone(), a.value.to_string()));
                let name: &LocalName = &element.name.local;
                builder.start(name, attributes.collect(), page.place(id));
                todo.push(Step::Leave);
            }
            Verdict::Through => {
                // What it says of the language of its words holds for those that stay.
                let says =
                    element.attrs.iter().filter(|a| matches!(&*a.name.local, "lang" | "dir"));
                let says: Vec<_> =
                    says.map(|a| (a.name.local.clone(), a.value.to_string())).collect();
                if !says.is_empty() {
                    builder.start("div", says, page.place(id));
                    todo.push(Step::Leave);
                }
            }
            Verdict::Remove(reason) => {
                take_away(&node, reason, page, source, &mut removed);
                continue;
            }
        }
        drop(element);
        todo.extend(node.children_it(true).map(|child| Step::Enter(child.id)));
    }
    removed
}

fn take_away(
    node: &NodeRef<'_>,
    reason: &str,
    page: &Page,
    source: &Source,
    removed: &mut Vec<Removed>,
) {
    // Code inside a box is no part of its words; a script that is taken away by itself is.
    let is_code = |text: &NodeRef<'_>| {
        let parent = text.parent().filter(|parent| parent.id != node.id);
        parent.is_some_and(|parent| parent.has_name("script") || parent.has_name("style"))
    };
    let texts = std::iter::once(*node).chain(node.descendants_it()).filter(NodeRef::is_text);
    let texts: Vec<_> = texts.filter(|text| !is_code(text)).map(|text| text.text()).collect();
    let words = texts.iter().flat_map(|text| text.split_whitespace());
    let text = words.collect::<Vec<_>>().join(" ");
    if !text.is_empty() {
        let line = page.place(node.id).map(|span| source.locate(span.start).line);
        removed.push(Removed { text, reason: reason.to_owned(), line });
    }
}
