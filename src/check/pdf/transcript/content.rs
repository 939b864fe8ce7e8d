//! The words of marked content: what is shown in it or, where something stands instead, that. It knows no
//! element.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::check::pdf::document::Pdf;
use crate::check::pdf::page::{ContentId, Mark, Page, Piece};

/// What is announced of marked content, in painting order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// A piece of text, by its place on the page.
    Piece(usize),
    /// What stands instead of some pieces: the sequence that says it, the first piece and the last.
    Instead { sequence: usize, pieces: Option<(usize, usize)> },
}

/// What a sequence inherits from those around it, up to the one that the tag tree knows.
#[derive(Debug, Clone, Default)]
pub(super) struct Manner {
    /// The outermost sequence with a text that stands instead.
    instead: Option<usize>,
    pub(super) language: Option<Arc<str>>,
    pub(super) expansion: Option<Arc<str>>,
}

/// The marked content of all pages.
pub(super) struct Contents {
    units: BTreeMap<ContentId, Vec<Unit>>,
    /// For each page the manner of each sequence.
    manners: Vec<Vec<Manner>>,
    /// Content in forms to which a tag tree may point without naming the form.
    in_forms: BTreeMap<(usize, u32), ContentId>,
    /// Lines end with spaces that are written: words that go on in the next line are none.
    pub(super) writes_spaces: bool,
    /// Lines of preformatted text end with line ends that are written.
    pub(super) writes_line_ends: bool,
    /// Where the text of each page reaches furthest to the right.
    edges: Vec<f64>,
}

impl Contents {
    pub(super) fn new(pdf: &Pdf) -> Self {
        let mut out = Self {
            units: BTreeMap::new(),
            manners: Vec::with_capacity(pdf.pages.len()),
            in_forms: BTreeMap::new(),
            writes_spaces: false,
            writes_line_ends: false,
            edges: Vec::with_capacity(pdf.pages.len()),
        };
        let mut ends = LineEnds::default();
        for page in &pdf.pages {
            out.read(page);
            ends.count(page);
            out.writes_line_ends |= writes_line_ends(page);
            let text = page.pieces.iter().filter(|piece| piece.mark != Mark::Artifact);
            out.edges.push(text.map(|piece| piece.end.x).fold(0.0, f64::max));
        }
        out.writes_spaces = ends.with_space > ends.without * 4;
        out
    }

    fn read(&mut self, page: &Page) {
        let mut manners: Vec<Manner> = Vec::with_capacity(page.sequences.len());
        let mut holders: Vec<Option<ContentId>> = Vec::with_capacity(page.sequences.len());
        for (index, sequence) in page.sequences.iter().enumerate() {
            let outer = sequence.parent.filter(|_| sequence.content.is_none());
            let mut manner = outer.map(|outer| manners[outer].clone()).unwrap_or_default();
            if manner.instead.is_none() && sequence.actual_text.is_some() {
                manner.instead = Some(index);
            }
            if let Some(language) = &sequence.lang {
                manner.language = Some(language.trim().into());
            }
            if let Some(expansion) = &sequence.expansion {
                manner.expansion = Some(expansion.as_str().into());
            }
            manners.push(manner);
            let holder = match sequence.content {
                Some(content) => Some(content),
                None if sequence.tag == "Artifact" => None,
                None => outer.and_then(|outer| holders[outer]),
            };
            holders.push(holder);
        }
        let mut said = vec![false; page.sequences.len()];
        for (index, piece) in page.pieces.iter().enumerate() {
            let Mark::Content(content) = piece.mark else { continue };
            let units = self.units.entry(content).or_default();
            let instead = piece.sequence.and_then(|sequence| manners[sequence].instead);
            match (instead, units.last_mut()) {
                (None, _) => units.push(Unit::Piece(index)),
                (Some(by), Some(Unit::Instead { sequence, pieces: Some((_, last)) }))
                    if *sequence == by =>
                {
                    *last = index;
                }
                // What stands instead is said once, wherever its pieces are.
                (Some(by), _) if said[by] => {}
                (Some(by), _) => {
                    said[by] = true;
                    units.push(Unit::Instead { sequence: by, pieces: Some((index, index)) });
                }
            }
        }
        for (index, holder) in holders.iter().enumerate() {
            let Some(content) = *holder else { continue };
            let units = self.units.entry(content).or_default();
            if manners[index].instead == Some(index) && !said[index] {
                units.push(Unit::Instead { sequence: index, pieces: None });
            }
            if content.stream.is_some() {
                self.in_forms.entry((content.page, content.mcid)).or_insert(content);
            }
        }
        self.manners.push(manners);
    }

    /// What is announced of marked content.
    pub(super) fn units(&self, content: ContentId) -> &[Unit] {
        let found = self.units.get(&content).or_else(|| {
            let id = self.in_forms.get(&(content.page, content.mcid))?;
            self.units.get(id).filter(|_| content.stream.is_none())
        });
        found.map_or(&[], Vec::as_slice)
    }

    /// Whether a piece ends where no letter more fits beside it.
    pub(super) fn fills_line(&self, page: usize, piece: &Piece) -> bool {
        self.edges.get(page).is_some_and(|edge| piece.end.x > edge - piece.size)
    }

    /// The manner of a sequence.
    pub(super) fn manner(&self, page: usize, sequence: Option<usize>) -> Manner {
        let manner = sequence.and_then(|sequence| self.manners.get(page)?.get(sequence));
        manner.cloned().unwrap_or_default()
    }
}

/// Whether a line end is written on a page as a character of its own.
fn writes_line_ends(page: &Page) -> bool {
    page.sequences.iter().any(|sequence| sequence.actual_text.as_deref() == Some("\n"))
        || page.pieces.iter().any(|piece| piece.text.ends_with('\n'))
}

/// Letters without a space from which on a word is one that no line has room for: an address, code.
const LONG: usize = 30;

/// Whether a text ends with such a word.
pub(super) fn ends_long(text: &str) -> bool {
    text.chars().rev().take_while(|c| !c.is_whitespace()).take(LONG).count() == LONG
}

/// How lines end inside one and the same marked content.
#[derive(Default)]
struct LineEnds {
    with_space: usize,
    without: usize,
}

impl LineEnds {
    fn count(&mut self, page: &Page) {
        for (index, pair) in page.pieces.windows(2).enumerate() {
            let [a, b] = pair else { continue };
            if a.mark != b.mark || !matches!(a.mark, Mark::Content(_)) {
                continue;
            }
            if super::join::is_new_line(a, b) {
                let has_space = a.text.ends_with(char::is_whitespace)
                    || b.text.starts_with(char::is_whitespace);
                if has_space {
                    self.with_space += 1;
                } else if breaks_words(&a.text, &b.text)
                    && !ends_long(&a.text)
                    && !is_alone(&page.pieces, index)
                {
                    self.without += 1;
                }
            }
        }
    }
}

/// Whether there must be a space between two texts: letters that only a line end parts. After other signs
/// code and addresses break without one.
fn breaks_words(before: &str, after: &str) -> bool {
    let letters = (before.chars().next_back(), after.chars().next());
    matches!(letters, (Some(a), Some(b)) if a.is_alphanumeric() && b.is_alphanumeric())
}

/// Whether a piece is a line by itself and one word: in a narrow column it may be part of one.
fn is_alone(pieces: &[Piece], index: usize) -> bool {
    let piece = &pieces[index];
    let begins = index.checked_sub(1).map(|before| &pieces[before]);
    !piece.text.trim().contains(char::is_whitespace)
        && begins.is_none_or(|before| {
            before.mark != piece.mark || super::join::is_new_line(before, piece)
        })
}
