//! Notes stand in the order of their first references; a reference without a note stays as text, a
//! note without a reference stands at the end. A note's id is of one note.

use std::collections::{BTreeMap, BTreeSet};

use super::{Hints, walk};
use crate::diagnostic::{Findings, rules};
use crate::model::{Document, InlineKind};

pub(super) fn pass(document: &mut Document, _hints: &Hints, findings: &mut Findings) {
    let mut known = BTreeSet::new();
    for (index, note) in document.notes.iter_mut().enumerate() {
        if !known.insert(note.id.clone()) {
            note.id = format!("{}-{}", note.id, index + 1);
            known.insert(note.id.clone());
        }
    }
    let mut order: BTreeMap<String, usize> = BTreeMap::new();
    walk::inlines(document, &mut |inline| {
        let InlineKind::NoteReference(id) = &inline.kind else { return };
        if known.contains(id) {
            let next = order.len();
            order.entry(id.clone()).or_insert(next);
            return;
        }
        findings
            .push(
                &rules::document::NOTE_MISSING,
                inline.at.span,
                format!("there is no note `{id}`; the reference stays as text"),
            )
            .hint("write the note, or remove the reference");
        inline.kind = InlineKind::Text(format!("[{id}]"));
    });
    for note in &document.notes {
        if !order.contains_key(&note.id) {
            findings
                .push(
                    &rules::document::NOTE_UNUSED,
                    note.at.span,
                    format!("nothing refers to note `{}`; it stands among the notes", note.id),
                )
                .hint("refer to it where it belongs");
        }
    }
    // A stable sort: notes that nothing refers to keep their order, at the end.
    document.notes.sort_by_key(|note| order.get(&note.id).copied().unwrap_or(usize::MAX));
}
