//! Every document has a title: its own, else its first heading, else the name it came under.

use super::{Hints, walk};
use crate::diagnostic::{Findings, rules};
use crate::model::{BlockKind, Document, plain_text};

pub(super) fn pass(document: &mut Document, hints: &Hints, findings: &mut Findings) {
    if document.meta.title.is_some() {
        return;
    }
    let first = document.body.first();
    if let Some(BlockKind::Heading { content, .. }) = first.map(|block| &block.kind) {
        document.meta.title = Some(plain_text(content));
        document.body.remove(0);
        return;
    }
    let mut found = None;
    walk::blocks(document, &mut |block| {
        if let (None, BlockKind::Heading { content, .. }) = (&found, &block.kind) {
            found = Some(plain_text(content));
        }
    });
    let (title, origin) = match found {
        Some(title) => (title, "the first heading"),
        None => (hints.title.clone(), "the file's name"),
    };
    findings
        .push(
            &rules::document::NO_TITLE,
            None,
            format!("the document has no title; {origin}, `{title}`, serves"),
        )
        .hint("add a title: `title:` in the front matter, or a first heading");
    document.meta.title = Some(title);
}
