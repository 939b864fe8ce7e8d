//! Links: words that say nothing of where they go, and destinations that are not there.

use super::words::Words;
use super::{at, of, short};
use crate::check::Results;
use crate::check::pdf::{ElementId, Kid, LinkAnnotation, Target};
use crate::diagnostic::Severity;
use crate::diagnostic::rules::content::{LINK_BARE_ADDRESS, LINK_VAGUE};
use crate::diagnostic::rules::document::{LINK_DANGLING, LINK_EMPTY};
use crate::text::wording::{is_bare_address, is_vague_link};

pub(super) fn check(words: &Words, results: &mut Results) {
    let pdf = words.pdf;
    for (id, element) in pdf.tree.iter().filter(|(_, element)| element.kind == "Link") {
        let place = || of(pdf, id);
        let own = element.alt.as_deref().map(str::trim).filter(|alt| !alt.is_empty());
        let text = own.map_or_else(|| words.text(id), str::to_owned);
        // A link without an annotation leads nowhere; what it is called does not matter.
        let Some(annotation) = annotation(words, id) else { continue };
        results.test(&LINK_EMPTY, !text.is_empty(), place(), || {
            "a link has no words, and no picture with a description".into()
        });
        if text.is_empty() {
            continue;
        }
        let description = annotation.contents.as_deref().unwrap_or_default().trim();
        let explained = !description.is_empty()
            && description != text
            && !is_vague_link(description)
            && !is_bare_address(description);
        results.test(&LINK_VAGUE, explained || !is_vague_link(&text), place(), || {
            format!("a link is called `{}`", short(&text))
        });
        results.test(&LINK_BARE_ADDRESS, !is_bare_address(&text), place(), || {
            format!("a link is called `{}`", short(&text))
        });
    }
    for (n, page) in pdf.pages.iter().enumerate() {
        for link in page.links.iter().filter(|link| !link.hidden) {
            let missing = match &link.target {
                Target::Dangling(name) => Some(name),
                Target::Place { .. } => None,
                Target::Address(_) | Target::Other(_) | Target::Nowhere => continue,
            };
            results.applies(&LINK_DANGLING);
            if let Some(name) = missing {
                let message = format!("a link leads to `{}`, which is not there", short(name));
                results.push(&LINK_DANGLING, at(pdf, Some(n), ""), message).severity =
                    Severity::Error;
            }
        }
    }
}

/// The annotation of a link element: its own, or of an element below it.
fn annotation<'a>(words: &Words<'a>, id: ElementId) -> Option<&'a LinkAnnotation> {
    let pdf = words.pdf;
    let mut open = vec![id];
    while let Some(id) = open.pop() {
        for kid in &pdf.tree.get(id).kids {
            match kid {
                Kid::Element(below) => open.push(*below),
                Kid::Object { object, page } => {
                    let on = page.and_then(|n| pdf.pages.get(n));
                    let near = on.and_then(|page| {
                        page.links.iter().find(|link| link.object == Some(*object))
                    });
                    if let Some(link) = near.or_else(|| Some(pdf.link(*object)?.1)) {
                        return Some(link);
                    }
                }
                Kid::Content(_) => {}
            }
        }
    }
    None
}
