//! Markdown: `CommonMark` with tables, footnotes, definition lists, task lists, math and front matter,
//! and the HTML that people write in it. `pulldown-cmark` finds the markup; the words go through
//! `read::html`, so that both kinds mix as in a browser. It knows nothing of passes.

mod events;
mod front_matter;
mod syntax;
mod title;

use std::collections::BTreeMap;

use self::events::Undefined;
use super::html::{self, Builder};
use super::{Context, walk};
use crate::diagnostic::rules::document;
use crate::model::{Document, InlineKind, Target};
use crate::source::Source;

/// Reads Markdown.
pub fn read(source: &Source, cx: &mut Context<'_>) -> Document {
    let (meta, start) = front_matter::read(source, cx);
    let mut builder = Builder::new();
    for undefined in events::build(source.text(), start, &mut builder) {
        report(&undefined, cx);
    }
    let mapped = html::map(builder, source, cx);
    let mut aliases = mapped.aliases;
    let mut document =
        Document { meta, body: mapped.body, notes: mapped.notes, removed: mapped.removed };
    title::settle(&mut document, &mut aliases, cx);
    follow(&aliases, &mut document);
    document
}

/// Leads links to the names by which places are reached. A name of the title has two steps to go.
fn follow(aliases: &BTreeMap<String, String>, document: &mut Document) {
    if aliases.is_empty() {
        return;
    }
    walk::document_inlines(document, &mut |inline| {
        if let InlineKind::Link { target: Target::Internal(name), .. } = &mut inline.kind {
            for _ in 0..2 {
                if let Some(known) = aliases.get(name) {
                    name.clone_from(known);
                }
            }
        }
    });
}

/// Says that a reference leads nowhere.
fn report(undefined: &Undefined, cx: &mut Context<'_>) {
    let (span, label) = (Some(undefined.span), &undefined.label);
    if undefined.is_note {
        let message = format!("there is no note `{label}`");
        cx.findings.push(&document::NOTE_MISSING, span, message).hint("write the note");
    } else {
        let message = format!("the address of `{label}` is defined nowhere");
        let hint = format!("add a line `[{label}]: address`");
        cx.findings.push(&document::LINK_DANGLING, span, message).hint(hint);
    }
}

/// Whether a text without a telling name is Markdown: front matter, or three kinds of marks that
/// scraped text does not have. Lists and rules alone say nothing: plain text has them too.
pub(super) fn looks_like(text: &str) -> bool {
    syntax::find(text).is_some() || events::kinds_of_marks(text) >= 3
}

#[cfg(test)]
mod tests;
