//! Links have words and reach their place: an anchor is of one node, a link inside the document goes to
//! an anchor that is there, no link stands in another, and none is empty.

use std::collections::BTreeSet;

use super::{Hints, walk};
use crate::diagnostic::{Findings, rules};
use crate::model::{Attrs, Block, BlockKind, Document, Inline, InlineKind, Target, introduces};

pub(super) fn pass(document: &mut Document, _hints: &Hints, findings: &mut Findings) {
    let mut anchors = BTreeSet::new();
    attrs(document, &mut |at| {
        if let Some(anchor) = &at.anchor
            && !anchors.insert(anchor.clone())
        {
            at.anchor = None;
        }
    });
    walk::runs(document, &mut |run| mend(run, &anchors, false, findings));
}

/// Mends the links of a run. `inside` says whether the run stands in a link already.
fn mend(run: &mut [Inline], anchors: &BTreeSet<String>, inside: bool, findings: &mut Findings) {
    for inline in run {
        let span = inline.at.span;
        let mut is_link = false;
        if let InlineKind::Link { target, content } = &mut inline.kind {
            is_link = true;
            let dangling = match target {
                Target::Internal(anchor) => !anchors.contains(anchor),
                Target::External(address) => address.trim().is_empty(),
            };
            if let (Target::Internal(anchor), true) = (&*target, dangling) {
                findings
                    .push(
                        &rules::document::LINK_DANGLING,
                        span,
                        format!(
                            "nothing here has the anchor `{anchor}`; the words stay, the link goes"
                        ),
                    )
                    .hint("mend the link, or set the anchor");
            }
            if !dangling && content.is_empty() {
                let address = match target {
                    Target::External(address) | Target::Internal(address) => address.clone(),
                };
                findings
                    .push(
                        &rules::document::LINK_EMPTY,
                        span,
                        format!(
                            "the link to `{address}` has no words; the address stands for them"
                        ),
                    )
                    .hint("give it words that say where it goes");
                content.push(Inline::text(address));
            }
            if dangling || inside {
                inline.kind = InlineKind::Span(std::mem::take(content));
            }
        }
        if let Some(content) = inline.content_mut() {
            mend(content, anchors, inside || is_link, findings);
        }
    }
}

/// Calls `visit` for the attributes of every node, in reading order.
pub(super) fn attrs(document: &mut Document, visit: &mut impl FnMut(&mut Attrs)) {
    for block in &mut document.body {
        attrs_of(block, visit);
    }
    for note in &mut document.notes {
        visit(&mut note.at);
        for block in &mut note.body {
            attrs_of(block, visit);
        }
    }
}

fn attrs_of(block: &mut Block, visit: &mut impl FnMut(&mut Attrs)) {
    visit(&mut block.at);
    match &mut block.kind {
        BlockKind::Heading { content, .. } | BlockKind::Paragraph { content, .. } => {
            attrs_in(content, visit);
        }
        BlockKind::List(list) => {
            for item in &mut list.items {
                visit(&mut item.at);
                item.body.iter_mut().for_each(|block| attrs_of(block, visit));
            }
        }
        BlockKind::Definitions(entries) => {
            for entry in entries {
                for term in &mut entry.terms {
                    visit(&mut term.at);
                    attrs_in(&mut term.content, visit);
                }
                for meaning in &mut entry.meanings {
                    visit(&mut meaning.at);
                    meaning.body.iter_mut().for_each(|block| attrs_of(block, visit));
                }
            }
        }
        BlockKind::Table(table) => {
            attrs_in(&mut table.caption, visit);
            for row in &mut table.rows {
                visit(&mut row.at);
                for cell in &mut row.cells {
                    visit(&mut cell.at);
                    cell.content.iter_mut().for_each(|block| attrs_of(block, visit));
                }
            }
        }
        BlockKind::Figure(figure) => {
            attrs_in(&mut figure.caption, visit);
            attrs_in(&mut figure.credit, visit);
        }
        BlockKind::Quote { attribution, body } => {
            let first = introduces(attribution);
            if first {
                attrs_in(attribution, visit);
            }
            for block in body {
                attrs_of(block, visit);
            }
            if !first {
                attrs_in(attribution, visit);
            }
        }
        BlockKind::Aside { title, body } => {
            attrs_in(title, visit);
            for block in body {
                attrs_of(block, visit);
            }
        }
        BlockKind::Code { .. } | BlockKind::Rule | BlockKind::Math { .. } => {}
    }
}

fn attrs_in(run: &mut [Inline], visit: &mut impl FnMut(&mut Attrs)) {
    walk::inlines_in(run, &mut |inline| visit(&mut inline.at));
}
