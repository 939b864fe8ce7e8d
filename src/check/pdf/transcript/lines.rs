//! Lines as they are told: runs that have all in common are one, pieces make words, and what was said
//! remembers where it stands on its page. It knows no type of element.

use std::collections::BTreeMap;

use super::content::{Contents, Unit, ends_long};
use super::elements::Manner;
use super::join::{Between, End, between, letters};
use super::links::{Spots, Waiting};
use crate::check::pdf::document::Pdf;
use crate::check::pdf::page::{ContentId, Piece};
use crate::check::pdf::tree::ElementId;
use crate::text::is_unspaced;
use crate::transcript::{At, Group, Kind, Line, Run, What};

/// Makes lines of words and groups.
pub(super) struct Teller<'a> {
    pub(super) pdf: &'a Pdf,
    pub(super) contents: Contents,
    pub(super) lines: Vec<Line>,
    /// The line that is being made.
    open: Option<Open>,
    /// What new lines are: of the block that is being read.
    pub(super) block: Block,
    pub(super) spots: Spots,
    /// Links into the document, by number.
    pub(super) waiting: Vec<Waiting>,
    /// Where the elements stand to which links lead: line, and byte in its text.
    pub(super) places: BTreeMap<(u32, u16), (usize, usize)>,
    /// Notes that stand in the line that is being made: they are told after its block.
    pub(super) later: Vec<(ElementId, Manner)>,
    /// What is told now is told again later.
    overhearing: bool,
}

struct Open {
    line: Line,
    /// The bytes of its text.
    length: usize,
    end: Option<End>,
    /// A word ended there for want of room, if a line did.
    full: bool,
}

/// A block whose words are being told.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub(super) kind: Kind,
    /// Its element; none outside all.
    pub(super) element: Option<ElementId>,
}

impl<'a> Teller<'a> {
    pub(super) fn new(pdf: &'a Pdf) -> Self {
        Self {
            pdf,
            contents: Contents::new(pdf),
            lines: Vec::new(),
            open: None,
            block: Block { kind: Kind::Paragraph, element: None },
            spots: Spots::default(),
            waiting: Vec::new(),
            places: BTreeMap::new(),
            later: Vec::new(),
            overhearing: false,
        }
    }

    /// Ends the line that is being made.
    pub(super) fn flush(&mut self) {
        let Some(Open { mut line, .. }) = self.open.take() else { return };
        // White space at the edges of a line is not heard.
        if line.kind != Kind::Preformatted {
            if let Some(first) = line.runs.first_mut() {
                first.text = first.text.trim_start().to_owned();
            }
            if let Some(last) = line.runs.last_mut() {
                last.text.truncate(last.text.trim_end().len());
            }
        }
        let is_heard = |run: &Run| {
            !run.text.trim().is_empty() || matches!(run.what, What::Undescribed | What::Picture)
        };
        if line.runs.iter().any(is_heard) {
            self.lines.push(line);
        }
    }

    /// Tells what `fill` tells as a block of its own.
    pub(super) fn within_block(
        &mut self,
        kind: Kind,
        element: ElementId,
        fill: &mut dyn FnMut(&mut Self),
    ) {
        self.flush();
        let outer = std::mem::replace(&mut self.block, Block { kind, element: Some(element) });
        fill(self);
        self.flush();
        self.tell_later();
        self.block = outer;
    }

    /// Tells what `fill` tells in a group.
    pub(super) fn within(
        &mut self,
        group: Group,
        element: ElementId,
        fill: &mut dyn FnMut(&mut Self),
    ) {
        self.flush();
        let at = self.at(Some(element));
        self.lines.push(Line::new(Kind::Start(group.clone()), Vec::new(), at.clone()));
        self.within_block(Kind::Paragraph, element, fill);
        self.lines.push(Line::new(Kind::End(group), Vec::new(), at));
    }

    fn at(&self, element: Option<ElementId>) -> At {
        let tree = &self.pdf.tree;
        let page = element.and_then(|id| tree.get(id).page);
        At {
            page: page.and_then(|page| u32::try_from(page + 1).ok()),
            path: element.map(|id| tree.path(id)).unwrap_or_default().into(),
            span: None,
        }
    }

    fn open(&mut self) -> &mut Open {
        if self.open.is_none() {
            let at = self.at(self.block.element);
            let line = Line::new(self.block.kind.clone(), Vec::new(), at);
            self.open = Some(Open { line, length: 0, end: None, full: false });
        }
        self.open.get_or_insert_with(|| Open {
            line: Line::default(),
            length: 0,
            end: None,
            full: false,
        })
    }

    /// Whether words would go into a line that has some.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Where what is told next stands: the line, and the byte in its text.
    fn place(&self) -> (usize, usize) {
        (self.lines.len(), self.open.as_ref().map_or(0, |open| open.length))
    }

    /// Notes that an element begins.
    pub(super) fn enter(&mut self, element: ElementId) {
        let place = self.place();
        if let Some(object) = self.pdf.tree.get(element).object.filter(|_| !self.overhearing) {
            self.places.insert(object, place);
        }
    }

    /// How many runs the line has that is being made.
    pub(super) fn told_of_line(&self) -> (usize, usize) {
        self.open.as_ref().map_or((0, 0), |open| (open.line.runs.len(), open.length))
    }

    /// Adds a run that stands for itself: a picture, a formula, what stands instead of an element.
    pub(super) fn run(&mut self, run: Run) {
        let open = self.open();
        open.end = None;
        open.length += run.text.len();
        open.line.runs.push(run);
    }

    /// Adds words to the run before, if all else is alike.
    fn words(&mut self, text: &str, like: Run) {
        let open = self.open();
        open.length += text.len();
        let runs = &mut open.line.runs;
        let alike = |last: &Run| Run { text: String::new(), ..last.clone() } == like;
        match runs.last_mut() {
            Some(last) if alike(last) => last.text.push_str(text),
            _ => runs.push(Run { text: text.to_owned(), ..like }),
        }
    }

    /// Adds the words of marked content.
    pub(super) fn content(&mut self, content: ContentId, like: &Run) {
        let Some(page) = self.pdf.pages.get(content.page) else { return };
        for unit in self.contents.units(content).to_vec() {
            let (text, ends, sequence) = match unit {
                Unit::Piece(n) => {
                    let piece = &page.pieces[n];
                    (piece.text.as_str(), Some((piece, piece)), piece.sequence)
                }
                Unit::Instead { sequence, pieces } => {
                    let text = page.sequences[sequence].actual_text.as_deref().unwrap_or_default();
                    let ends = pieces.map(|(a, b)| (&page.pieces[a], &page.pieces[b]));
                    (text, ends, Some(sequence))
                }
            };
            let manner = self.contents.manner(content.page, sequence);
            let mut like = Run { text: String::new(), ..like.clone() };
            if manner.language.is_some() {
                like.language = manner.language.filter(|language| !language.is_empty());
            }
            if manner.expansion.is_some() {
                like.expansion = manner.expansion;
            }
            like.raised |= ends.is_some_and(|(first, _)| is_raised(first));
            self.piece(text, content.page, ends, like);
        }
    }

    /// Adds a text that stands between two pieces on a page.
    fn piece(&mut self, text: &str, page: usize, ends: Option<(&Piece, &Piece)>, like: Run) {
        let (writes_spaces, writes_line_ends) =
            (self.contents.writes_spaces, self.contents.writes_line_ends);
        let full =
            ends.is_some_and(|(_, last)| ends_long(text) && self.contents.fills_line(page, last));
        let preformatted = self.block.kind == Kind::Preformatted;
        let number = u32::try_from(page + 1).ok();
        let open = self.open();
        if open.line.runs.is_empty() {
            open.line.at.page = number;
        }
        let before = open.end.take();
        let gap = match (&before, ends) {
            (Some(before), Some((first, _))) => between(before, page, first),
            _ => Between::Nothing,
        };
        open.end = ends.map(|(first, last)| End::of(page, first, last)).or(before);
        let full = std::mem::replace(&mut open.full, full);
        match gap {
            Between::Nothing => {}
            Between::LineEnd if preformatted => {
                // Where line ends are written, others are only for want of room, as those in a long word.
                if !writes_line_ends && !full {
                    self.words("\n", like.clone());
                }
            }
            _ => self.space(gap, text, writes_spaces || full, &like),
        }
        if let Some(ends) = ends.filter(|_| !self.overhearing) {
            let place = self.place();
            self.spots.add(page, ends, place);
        }
        self.words(&letters(text), like);
    }

    /// Adds a space that only a gap or a line end shows, where one belongs before a text.
    fn space(&mut self, gap: Between, next: &str, writes_spaces: bool, like: &Run) {
        let Some(last) = self.open().line.runs.last_mut() else { return };
        let (Some(before), Some(after)) = (last.text.chars().next_back(), next.chars().next())
        else {
            return;
        };
        if before.is_whitespace() || after.is_whitespace() {
            return;
        }
        if gap == Between::LineEnd {
            // A soft hyphen that a line ended with has done its work; a hard one joins two words.
            if before == '\u{AD}' {
                last.text.pop();
                return;
            }
            let joined = is_unspaced(before) && is_unspaced(after);
            if matches!(before, '-' | '\u{2010}' | '/') || joined || writes_spaces {
                return;
            }
        }
        // The space is no part of a link that ends, or of what begins.
        if last.link.is_none() || last.link == like.link {
            last.text.push(' ');
            self.open().length += 1;
        } else {
            self.words(" ", Run { link: None, ..like.clone() });
        }
    }

    /// The words that `fill` would tell; nothing is told.
    pub(super) fn overheard(&mut self, fill: &mut dyn FnMut(&mut Self)) -> String {
        let open = self.open.take();
        let lines = std::mem::take(&mut self.lines);
        let later = std::mem::take(&mut self.later);
        let overhearing = std::mem::replace(&mut self.overhearing, true);
        fill(self);
        self.flush();
        self.later = later;
        let told = std::mem::replace(&mut self.lines, lines);
        self.overhearing = overhearing;
        self.open = open;
        let texts: Vec<String> = told.iter().map(Line::text).filter(|t| !t.is_empty()).collect();
        texts.join(" ").trim().to_owned()
    }
}

/// Whether a piece is raised above its line, or lowered, by the operator for that: numbers and letters
/// are, and marks that belong on a letter are not meant.
fn is_raised(piece: &Piece) -> bool {
    piece.rise.abs() > 0.2 * piece.size && piece.text.trim().chars().all(char::is_alphanumeric)
}
