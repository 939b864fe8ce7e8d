//! The marks inside a line of plain text: pictures, deleted words and references to notes in brackets,
//! raised numbers. It knows nothing of blocks.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::text::{Labels, Terms};
use crate::transcript::{Run, What};

/// The words that a text uses for what it cannot show.
#[derive(Debug, Clone)]
pub(super) struct Words {
    pub(super) labels: &'static Labels,
    pub(super) terms: &'static Terms,
    pub(super) language: Option<Arc<str>>,
    /// The numbers of the notes that the text has.
    pub(super) notes: Arc<BTreeSet<usize>>,
}

/// What a bracket holds.
enum Bracket {
    /// A picture, from this byte on.
    Picture(usize),
    Deleted,
    /// Words in brackets.
    Plain,
}

/// A line as runs.
pub(super) fn runs(text: &str, words: &Words) -> Vec<Run> {
    let mut reader = Reader { text, words, out: Vec::new(), open: Vec::new(), start: 0 };
    reader.read();
    reader.out
}

struct Reader<'a> {
    text: &'a str,
    words: &'a Words,
    out: Vec<Run>,
    open: Vec<Bracket>,
    /// Where the words begin that are not in a run yet.
    start: usize,
}

impl Reader<'_> {
    fn read(&mut self) {
        let text = self.text;
        let mut at = 0;
        while let Some(offset) = text[at..].find(['[', ']', '^', '\n']) {
            at += offset;
            let picture = self.open.iter().any(|b| matches!(b, Bracket::Picture(_)));
            let rest = &text[at..];
            at += match rest.as_bytes()[0] {
                b'[' if picture => self.enter(Bracket::Plain, at, 1, false),
                b'[' => self.bracket(at, rest),
                b']' => self.close(at),
                b'^' if !picture => self.raised(at, rest),
                b'\n' if !picture => {
                    self.words_until(at, at + 1);
                    self.out.push(Run { what: What::Break, ..Run::default() });
                    1
                }
                _ => 1,
            };
        }
        // A picture that nobody closed is words.
        if let Some(start) = self.open.iter().find_map(|b| match b {
            Bracket::Picture(start) => Some(*start),
            _ => None,
        }) {
            self.start = start;
        }
        self.words_until(text.len(), text.len());
    }

    /// Takes the words before `end` as a run; the next words begin at `next`.
    fn words_until(&mut self, end: usize, next: usize) {
        let text = self.text.get(self.start..end).unwrap_or_default();
        self.push(text, What::Words, false);
        self.start = next;
    }

    fn push(&mut self, text: &str, what: What, raised: bool) {
        if text.is_empty() && what != What::Undescribed {
            return;
        }
        let deleted = self.open.iter().any(|b| matches!(b, Bracket::Deleted));
        let run = Run { what, deleted, raised, ..Run::words(text, self.words.language.clone()) };
        self.out.push(run);
    }

    fn enter(&mut self, bracket: Bracket, at: usize, length: usize, marks: bool) -> usize {
        if marks {
            self.words_until(at, at + length);
        }
        self.open.push(bracket);
        length
    }

    /// A bracket opens; the bytes that its mark takes.
    fn bracket(&mut self, at: usize, rest: &str) -> usize {
        let (labels, terms) = (self.words.labels, self.words.terms);
        let inner = &rest[1..];
        let after = |label: &str| strip_label(inner, label);
        if let Some(rest) = after(labels.deleted).and_then(|rest| rest.strip_prefix(": ")) {
            return self.enter(Bracket::Deleted, at, 1 + inner.len() - rest.len(), true);
        }
        let named = |label: &str| after(label).is_some_and(|r| r.starts_with([':', '.', ']']));
        if named(labels.image) || named(terms.undescribed) || named(labels.caption) {
            self.words_until(at, at + 1);
            return self.enter(Bracket::Picture(at), at, 1, false);
        }
        let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
        let is_note = |number: usize| self.words.notes.contains(&number);
        if inner[digits..].starts_with(']') && inner[..digits].parse().is_ok_and(is_note) {
            self.words_until(at, at + digits + 2);
            self.push(&inner[..digits], What::NoteReference, false);
            return digits + 2;
        }
        self.enter(Bracket::Plain, at, 1, false)
    }

    /// A bracket closes.
    fn close(&mut self, at: usize) -> usize {
        match self.open.last() {
            Some(Bracket::Deleted) => {
                self.words_until(at, at + 1);
                self.open.pop();
            }
            Some(Bracket::Picture(start)) => {
                let inner = self.text.get(start + 1..at).unwrap_or_default();
                self.open.pop();
                self.picture(&inner.replace('\n', " "));
                self.start = at + 1;
            }
            Some(Bracket::Plain) => {
                self.open.pop();
            }
            None => {}
        }
        1
    }

    /// What stands in the brackets of a picture: what it shows, its caption, its credit.
    fn picture(&mut self, inner: &str) {
        let Parts { picture, caption } = parts(inner, self.words);
        if let Some(description) = picture {
            let what = if description.is_empty() { What::Undescribed } else { What::Picture };
            self.push(description, what, false);
        }
        for (label, text) in caption {
            self.push(" ", What::Words, false);
            self.push(label, What::Own, false);
            self.push(text, What::Words, false);
        }
    }

    /// `10^6`: the number after the mark is raised.
    fn raised(&mut self, at: usize, rest: &str) -> usize {
        let sign =
            rest[1..].chars().next().filter(|c| "+-−".contains(*c)).map_or(0, char::len_utf8);
        let digits = rest[1 + sign..].bytes().take_while(u8::is_ascii_digit).count();
        let after_word = self.text[..at].ends_with(char::is_alphanumeric);
        if digits == 0 || !after_word {
            return 1;
        }
        let end = 1 + sign + digits;
        self.words_until(at, at + end);
        self.push(&rest[1..end], What::Words, true);
        end
    }
}

/// The parts of a picture.
#[derive(Debug, PartialEq)]
pub(super) struct Parts<'a> {
    /// What it shows: empty if nobody described it, `None` if there is only a caption.
    pub(super) picture: Option<&'a str>,
    /// Its caption and its credit, each with the label that says so.
    pub(super) caption: Vec<(&'a str, &'a str)>,
}

/// Takes apart what stands in the brackets of a picture.
pub(super) fn parts<'a>(inner: &'a str, words: &Words) -> Parts<'a> {
    let (labels, terms) = (words.labels, words.terms);
    // Where a label stands: at the beginning, or after a full stop.
    let find = |label: &str, from: usize| {
        let mark = format!("{label}: ");
        let begins = from == 0 && inner.starts_with(&mark);
        let later = || inner[from..].match_indices(&mark).map(|(at, _)| from + at);
        let at = if begins { Some(0) } else { later().find(|&at| inner[..at].ends_with(' ')) };
        at.map(|at| (at, at + mark.len()))
    };
    let caption = find(labels.caption, 0);
    let credit = find(labels.credit, caption.map_or(0, |(_, end)| end));
    let head_end = caption.or(credit).map_or(inner.len(), |(at, _)| at);
    let head = inner[..head_end].trim_end();
    let mut parts = Parts { picture: None, caption: Vec::new() };
    let caption_label = |at: usize, start: usize| &inner[at..start];
    if let Some((at, start)) = caption {
        let end = credit.map_or(inner.len(), |(at, _)| at);
        parts.caption.push((caption_label(at, start), inner[start..end].trim()));
    }
    if let Some((at, start)) = credit {
        parts.caption.push((caption_label(at, start), inner[start..].trim()));
    }
    let rest = |text: &'a str| -> Vec<(&'a str, &'a str)> {
        let text = text.trim_start_matches(['.', ' ']).trim();
        if text.is_empty() { Vec::new() } else { vec![("", text)] }
    };
    if let Some(after) = head.strip_prefix(terms.undescribed) {
        parts.picture = Some("");
        parts.caption.splice(0..0, rest(after));
    } else if let Some(after) = head.strip_prefix(labels.image) {
        match after.strip_prefix(": ") {
            Some(description) => parts.picture = Some(description.trim()),
            // The caption describes it.
            None => {
                parts.caption.splice(0..0, rest(after));
                parts.picture = Some(parts.caption.first().map_or("", |(_, text)| text));
            }
        }
    }
    parts
}

/// What follows a label of altform's, over the end of a line too.
fn strip_label<'t>(text: &'t str, label: &str) -> Option<&'t str> {
    let (head, rest) = text.split_at_checked(label.len())?;
    let alike = |(a, b): (char, char)| a == b || (a == '\n' && b == ' ');
    head.chars().zip(label.chars()).all(alike).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Language, labels, terms};

    fn words() -> Words {
        let english = Language::parse("en").unwrap();
        let notes = Arc::new(BTreeSet::from([1, 2]));
        Words { labels: labels(&english), terms: terms(&english), language: None, notes }
    }

    fn told(text: &str) -> Vec<String> {
        let runs = runs(text, &words());
        let mark = |run: &Run| match (run.what, run.raised, run.deleted) {
            (What::Picture, ..) => "picture ",
            (What::Undescribed, ..) => "undescribed",
            (What::NoteReference, ..) => "note ",
            (_, true, _) => "raised ",
            (_, _, true) => "deleted ",
            _ => "",
        };
        runs.iter().map(|run| format!("{}{}", mark(run), run.text)).collect()
    }

    #[test]
    fn marks_are_read_back() {
        assert_eq!(told("a [Image: a [red] boat] b"), ["a ", "picture a [red] boat", " b"]);
        assert_eq!(told("[Image without description]"), ["undescribed"]);
        assert_eq!(told("[Image without\ndescription]"), ["undescribed"]);
        assert_eq!(told("so[1] it [9] is[2]"), ["so", "note 1", " it [9] is", "note 2"]);
        assert_eq!(told("[deleted: no] yes"), ["deleted no", " yes"]);
        assert_eq!(told("10^6 x^y ^2"), ["10", "raised 6", " x^y ^2"]);
        assert_eq!(told("[Image: open é"), ["[Image: open é"]);
        assert_eq!(told("]] [ ["), ["]] [ ["]);
    }

    #[test]
    fn a_picture_is_taken_apart() {
        let of = |inner| {
            let Parts { picture, caption } = parts(inner, &words());
            (picture, caption.into_iter().map(|(_, text)| text).collect::<Vec<_>>())
        };
        assert_eq!(
            of("Image: A boat. Caption: The ferry. Credit: Ana"),
            (Some("A boat."), vec!["The ferry.", "Ana"])
        );
        assert_eq!(
            of("Image. Caption: The ferry. © Ana"),
            (Some("The ferry. © Ana"), vec!["The ferry. © Ana"])
        );
        assert_eq!(of("Caption: The ferry"), (None, vec!["The ferry"]));
        assert_eq!(of("Image without description. Photo: Ana"), (Some(""), vec!["Photo: Ana"]));
    }
}
