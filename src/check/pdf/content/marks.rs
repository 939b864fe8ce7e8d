//! Marked content (ISO 32000-1, 14.6): which sequence is open, and what a mark belongs to.

use lopdf::{Dictionary, Object};

use super::Painter;
use crate::check::pdf::file::{as_dict, text};
use crate::check::pdf::page::{ContentId, Mark, Sequence};

/// Sequences inside each other, at most.
const MAX_OPEN: usize = 4096;

impl Painter<'_, '_> {
    /// Opens a sequence.
    pub(super) fn begin_marked(&mut self, operands: &[Object]) {
        if self.open.len() >= MAX_OPEN {
            self.reader.lose(self.page, "marked content is nested too deep");
            return;
        }
        let objects = self.reader.objects;
        let properties = match operands.get(1) {
            Some(Object::Name(name)) => self
                .resources
                .and_then(|resources| objects.dict(resources, b"Properties"))
                .and_then(|all| objects.dict(all, name)),
            Some(object) => as_dict(object),
            None => None,
        };
        let tag = match operands.first() {
            Some(Object::Name(tag)) => String::from_utf8_lossy(tag).into_owned(),
            _ => String::new(),
        };
        let mut sequence = Sequence { parent: self.sequence, tag, ..Sequence::default() };
        if let Some(properties) = properties {
            self.describe(&mut sequence, properties);
        }
        let mark = match sequence.content {
            Some(content) => Mark::Content(content),
            None if sequence.tag == "Artifact" => Mark::Artifact,
            None => self.mark(),
        };
        self.open.push(self.sequence);
        self.sequence = Some(self.out.sequences.len());
        self.out.sequences.push(sequence);
        self.marks.push(mark);
        self.next_order();
    }

    fn describe(&self, sequence: &mut Sequence, properties: &Dictionary) {
        let objects = self.reader.objects;
        let words = |key: &[u8]| {
            objects.get(properties, key).and_then(|value| value.as_str().ok()).map(text)
        };
        sequence.actual_text = words(b"ActualText");
        sequence.alt = words(b"Alt");
        sequence.expansion = words(b"E");
        sequence.lang = words(b"Lang").filter(|lang| !lang.trim().is_empty());
        sequence.artifact_type = objects.word(properties, b"Type");
        let mcid = objects.integer(properties, b"MCID").and_then(|mcid| u32::try_from(mcid).ok());
        // What a form marks itself counts only where nothing outside has marked the form as a whole.
        sequence.content = mcid
            .filter(|_| self.form.is_none() || self.own_marks || !self.is_marked_outside())
            .map(|mcid| ContentId { page: self.page, stream: self.form, mcid });
    }

    /// Whether the form that is being painted stands in content of the page that a tree knows.
    fn is_marked_outside(&self) -> bool {
        matches!(self.mark_of(self.outside), Mark::Content(_))
    }

    /// Closes the last sequence.
    pub(super) fn end_marked(&mut self) {
        // A form cannot close what was opened outside it.
        if self.open.len() > self.floor
            && let Some(outer) = self.open.pop()
        {
            self.sequence = outer;
        }
    }

    /// What is painted now belongs to the innermost sequence that says so.
    pub(super) fn mark(&self) -> Mark {
        self.mark_of(self.sequence)
    }

    fn mark_of(&self, sequence: Option<usize>) -> Mark {
        sequence.and_then(|index| self.marks.get(index).copied()).unwrap_or(Mark::Untagged)
    }
}
