//! Text operators (ISO 32000-1, 9.4): strings become pieces of Unicode with their place on the page.

use lopdf::Object;

use super::state::{Matrix, around};
use super::{Painter, direction};
use crate::check::pdf::file::number;
use crate::check::pdf::fonts::Face;
use crate::check::pdf::page::{Piece, Point};

/// A gap between glyphs in ems from which on words end: spaces are 0.2 and more, kerning is less.
pub(in crate::check::pdf) const WORD_GAP: f64 = 0.15;

/// What stands for a code that has no Unicode value.
const UNKNOWN: char = char::REPLACEMENT_CHARACTER;

/// The matrices of a text object.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text {
    pub(super) matrix: Matrix,
    pub(super) line: Matrix,
}

impl Text {
    pub(super) fn new() -> Self {
        Self { matrix: Matrix::IDENTITY, line: Matrix::IDENTITY }
    }

    /// Begins a line at an offset from where the last one began.
    pub(super) fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::translation(x, y).then(self.line);
        self.matrix = self.line;
    }

    fn advance(&mut self, x: f64, y: f64) {
        self.matrix = Matrix::translation(x, y).then(self.matrix);
    }
}

impl Painter<'_, '_> {
    /// Shows strings with offsets between them.
    pub(super) fn show(&mut self, items: &[Object]) {
        let Some(face) = self.state.face.clone() else {
            if items.iter().any(|item| item.as_str().is_ok_and(|s| !s.is_empty())) {
                self.reader.lose(self.page, "text is shown in a font that is not there");
            }
            return;
        };
        let state = &self.state;
        let (size, scale) = (state.size, state.scale);
        let mut text = String::new();
        let mut unmapped = 0;
        let mut place = self.text;
        // Where the last glyph ended: what follows is no gap of the text itself.
        let mut end = place;
        let mut begin = place;
        let mut started = false;
        // How far it has gone on, in ems: to the first glyph, to the last one, and to the edges of all.
        let (mut on, mut first, mut last) = (0.0, 0.0, 0.0);
        let mut edges = (place, place);
        let (mut left, mut right) = (f64::INFINITY, f64::NEG_INFINITY);
        // The text ends with a space that only a gap shows.
        let mut gap = false;
        for item in items {
            if let Ok(bytes) = item.as_str() {
                face.decode(bytes, |code| {
                    if !started {
                        begin = place;
                        first = on;
                        started = true;
                    }
                    last = on;
                    if on < left {
                        (left, edges.0) = (on, place);
                    }
                    match code.text {
                        Some(known) => {
                            // A gap before a space is no second space.
                            if gap && known.starts_with(char::is_whitespace) {
                                text.pop();
                            }
                            text.push_str(&known);
                        }
                        None => {
                            text.push(UNKNOWN);
                            unmapped += 1;
                        }
                    }
                    gap = false;
                    let spacing = if code.is_space { state.word_spacing } else { 0.0 }
                        + state.character_spacing;
                    if face.vertical {
                        place.advance(0.0, -size + spacing);
                        end = place;
                    } else {
                        place.advance(code.advance * size * scale, 0.0);
                        on += code.advance;
                        end = place;
                        if on > right {
                            (right, edges.1) = (on, place);
                        }
                        place.advance(spacing * scale, 0.0);
                    }
                });
            } else if let Some(offset) = number(item) {
                let shift = -offset / 1000.0 * size;
                if face.vertical {
                    place.advance(0.0, shift);
                    continue;
                }
                place.advance(shift * scale, 0.0);
                on -= offset / 1000.0;
                let is_gap = -offset / 1000.0 >= WORD_GAP && started;
                if is_gap && !gap && !text.ends_with(char::is_whitespace) {
                    text.push(' ');
                    gap = true;
                }
            }
        }
        self.text = place;
        // A gap at the end is seen by who puts the pieces together.
        if gap {
            text.pop();
        }
        if !started || text.is_empty() {
            return;
        }
        if last > first && !face.vertical {
            text = direction::logical(text);
        } else if last < first {
            // Painted as it is read, from right to left: it takes the place that it would from left to right.
            (begin, end) = edges;
        }
        let piece = self.piece(&face, text, unmapped, (begin, end));
        self.out.pieces.push(piece);
    }

    /// A text with its place on the page, of which the line goes from one to the other.
    fn piece(
        &mut self,
        face: &Face,
        text: String,
        unmapped: usize,
        (begin, end): (Text, Text),
    ) -> Piece {
        let size = self.state.size;
        let whole = self.state.matrix;
        let (from, to) = (begin.matrix.then(whole), end.matrix.then(whole));
        let rise = self.state.rise;
        let (low, high) = (face.descent * size + rise, face.ascent * size + rise);
        let corners =
            [from.apply(0.0, low), from.apply(0.0, high), to.apply(0.0, low), to.apply(0.0, high)];
        let height = from.height();
        Piece {
            text,
            unmapped,
            sequence: self.sequence,
            mark: self.mark(),
            font: face.font.clone(),
            size: (size * height).abs(),
            colour: self.state.colour(),
            mode: self.state.mode,
            rise: rise * height,
            start: finite(from.apply(0.0, 0.0)),
            end: finite(to.apply(0.0, 0.0)),
            rect: around(&corners.map(finite)),
            order: self.next_order(),
        }
    }
}

/// A point, whatever a file says.
pub(super) fn finite(point: Point) -> Point {
    let finite = |value: f64| if value.is_finite() { value.clamp(-1e9, 1e9) } else { 0.0 };
    Point { x: finite(point.x), y: finite(point.y) }
}
