//! Notes stand in the order in which a reader meets their references; a reference without a note stays
//! as text, a note without a reference stands at the end. A note's id is of one note.

use std::collections::BTreeMap;

use super::{Hints, walk};
use crate::diagnostic::{Findings, rules};
use crate::model::{Document, Inline, InlineKind, Note};

pub(super) fn pass(document: &mut Document, _hints: &Hints, findings: &mut Findings) {
    let ids = distinct(&mut document.notes);
    let mut order = Order::new(document.notes.len());
    walk::inlines_in(&mut document.body, &mut |inline| order.meet(inline, &ids, findings));
    // Notes are read in their order too, and may refer to others.
    let (mut read, mut rest) = (0, 0..document.notes.len());
    loop {
        while let Some(&index) = order.notes.get(read) {
            let body = &mut document.notes[index].body;
            walk::inlines_in(body, &mut |inline| order.meet(inline, &ids, findings));
            read += 1;
        }
        let Some(index) = rest.find(|&index| !order.placed[index]) else { break };
        order.place(index);
    }
    for (note, _) in document.notes.iter().zip(&order.referred).filter(|(_, referred)| !**referred)
    {
        findings
            .push(
                &rules::document::NOTE_UNUSED,
                note.at.span,
                format!("nothing refers to note `{}`; it stands among the notes", note.id),
            )
            .hint("refer to it where it belongs");
    }
    let mut notes: Vec<_> = std::mem::take(&mut document.notes).into_iter().map(Some).collect();
    document.notes = order.notes.into_iter().filter_map(|index| notes[index].take()).collect();
}

/// The order of notes, by their places in the source.
struct Order {
    notes: Vec<usize>,
    placed: Vec<bool>,
    referred: Vec<bool>,
}

impl Order {
    fn new(count: usize) -> Self {
        Self {
            notes: Vec::with_capacity(count),
            placed: vec![false; count],
            referred: vec![false; count],
        }
    }

    fn place(&mut self, index: usize) {
        if !std::mem::replace(&mut self.placed[index], true) {
            self.notes.push(index);
        }
    }

    /// Places the note to which an inline refers, if it does; without a note, it is text.
    fn meet(
        &mut self,
        inline: &mut Inline,
        ids: &BTreeMap<String, usize>,
        findings: &mut Findings,
    ) {
        let InlineKind::NoteReference(id) = &inline.kind else { return };
        if let Some(&index) = ids.get(id) {
            self.referred[index] = true;
            self.place(index);
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
    }
}

/// Gives a note whose id is that of one before it an id of its own; the place of each id.
fn distinct(notes: &mut [Note]) -> BTreeMap<String, usize> {
    let mut ids = BTreeMap::new();
    for (index, note) in notes.iter().enumerate() {
        ids.entry(note.id.clone()).or_insert(index);
    }
    for (index, note) in notes.iter_mut().enumerate() {
        if ids.get(&note.id) != Some(&index) {
            let mut fresh = (index + 1..).map(|number| format!("{}-{number}", note.id));
            if let Some(id) = fresh.find(|id| !ids.contains_key(id)) {
                note.id = id;
            }
            ids.insert(note.id.clone(), index);
        }
    }
    ids
}
