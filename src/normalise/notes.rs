//! Notes stand where the author put them, each group in the order in which a reader meets the references;
//! those that stand nowhere follow. A reference without a note stays as text, a note without a reference
//! stands at the end of its group. A note's id is of one note, and so is its number: where the author's
//! do not tell notes apart, all are numbered anew.

use std::collections::{BTreeMap, BTreeSet};

use super::{Hints, walk};
use crate::diagnostic::{Findings, rules};
use crate::model::{BlockKind, Document, Inline, InlineKind, Note};

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
    place(document);
}

/// Brings the notes into the order of the groups in which they stand, and each group into theirs. Notes
/// stand below a heading of the body; a note has one place.
fn place(document: &mut Document) {
    walk::blocks(document, &mut |block| {
        for part in walk::parts(block) {
            if let walk::Part::Blocks(blocks) = part {
                blocks.retain(|inner| !matches!(inner.kind, BlockKind::Notes(_)));
            }
        }
    });
    for note in &mut document.notes {
        note.body.retain(|block| !matches!(block.kind, BlockKind::Notes(_)));
    }
    let mut group_of = BTreeMap::new();
    let mut below_heading = false;
    for (group, block) in document.body.iter().enumerate() {
        if let (BlockKind::Notes(ids), true) = (&block.kind, below_heading) {
            ids.iter().for_each(|id| _ = group_of.entry(id.clone()).or_insert(group));
        }
        below_heading = matches!(block.kind, BlockKind::Heading { .. });
    }
    let group = |note: &Note| group_of.get(&note.id).copied().unwrap_or(usize::MAX);
    forget_unclear_numbers(&mut document.notes);
    let number = |note: &Note| if note.number == 0 { u32::MAX } else { note.number };
    document.notes.sort_by_key(|note| (group(note), number(note)));
    number_rest(&mut document.notes);
    let mut groups: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for note in &document.notes {
        groups.entry(group(note)).or_default().push(note.id.clone());
    }
    for (index, block) in document.body.iter_mut().enumerate() {
        if let BlockKind::Notes(ids) = &mut block.kind {
            *ids = groups.remove(&index).unwrap_or_default();
        }
    }
    document.body.retain(|block| !matches!(&block.kind, BlockKind::Notes(ids) if ids.is_empty()));
}

/// Takes away the author's numbers if two notes have the same, if they do not begin at 1, or if hardly
/// any of those up to the last is there: they are no numbers of notes then.
fn forget_unclear_numbers(notes: &mut [Note]) {
    let all = notes.iter().map(|note| note.number).filter(|&number| number > 0);
    let numbers: BTreeSet<u32> = all.clone().collect();
    let last = numbers.last().map_or(0, |&last| last as usize);
    let is_clear = numbers.len() == all.count()
        && numbers.first().is_none_or(|&first| first == 1)
        && last <= 2 * numbers.len() + 8;
    if !is_clear {
        notes.iter_mut().for_each(|note| note.number = 0);
    }
}

/// Numbers the notes that the author did not number, above those that have a number.
fn number_rest(notes: &mut [Note]) {
    let mut last = notes.iter().map(|note| note.number).max().unwrap_or(0);
    for note in notes.iter_mut().filter(|note| note.number == 0) {
        last += 1;
        note.number = last;
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Attrs, Block, Level};

    #[test]
    fn notes_stand_below_the_headings_that_the_author_gave_them() {
        let note = |id: &str| {
            let body = vec![Block::paragraph(vec![Inline::text(id)])];
            Note { at: Attrs::default(), id: id.into(), number: 0, body }
        };
        let refer = |id: &str| Inline::new(InlineKind::NoteReference(id.into()));
        let heading = || {
            let content = vec![Inline::text("Sources")];
            Block::new(BlockKind::Heading { level: Level::clamped(2), content })
        };
        let places = |ids: &[&str]| {
            Block::new(BlockKind::Notes(ids.iter().map(|&id| id.to_owned()).collect()))
        };
        let references = ["z", "b", "a", "c"].map(refer).to_vec();
        let body = vec![
            Block::paragraph(references),
            heading(),
            places(&["a", "b", "gone"]),
            heading(),
            places(&["c", "a"]),
            places(&["y"]),
        ];
        let notes = ["a", "b", "c", "y", "z"].map(note).to_vec();
        let mut document = Document { body, notes, ..Document::default() };
        pass(&mut document, &Hints::default(), &mut Findings::default());
        let ids: Vec<_> = document.notes.iter().map(|note| note.id.as_str()).collect();
        assert_eq!(ids, ["b", "a", "c", "z", "y"]);
        assert_eq!(document.placed_notes(), 3);
        assert_eq!(document.body[2].kind, BlockKind::Notes(vec!["b".into(), "a".into()]));
        assert_eq!(document.body.len(), 5);
    }
}
