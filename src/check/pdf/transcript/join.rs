//! How pieces of text that follow each other make words: where a space belongs between them though none
//! is written. It knows no element.

use crate::check::pdf::content::text::WORD_GAP;
use crate::check::pdf::page::{Piece, Point};

/// Where the text before ended.
#[derive(Debug, Clone, Copy)]
pub(super) struct End {
    page: usize,
    start: Point,
    stop: Point,
    size: f64,
}

/// How far a baseline moves, in sizes, before it is another line.
const LINE: f64 = 0.6;

impl End {
    /// The end of what stands from one piece to another on a page.
    pub(super) fn of(page: usize, first: &Piece, last: &Piece) -> Self {
        Self { page, start: first.start, stop: last.end, size: last.size.max(1.0) }
    }
}

/// What is between two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Between {
    /// They are one word.
    Nothing,
    /// A gap as wide as a space.
    Gap,
    /// The end of a line.
    LineEnd,
}

/// What is between what ended there and a piece on a page.
pub(super) fn between(before: &End, page: usize, next: &Piece) -> Between {
    if before.page != page {
        return Between::LineEnd;
    }
    let size = before.size.max(next.size);
    let (along, across) = offset(before.start, before.stop, next.start);
    if across.abs() > LINE * size {
        return Between::LineEnd;
    }
    let gap = if along < -WORD_GAP * size {
        // From right to left a piece ends where the one before begins.
        let (back, _) = offset(before.start, before.stop, next.end);
        let whole = (before.stop.x - before.start.x).hypot(before.stop.y - before.start.y);
        let gap = -back - whole;
        if gap.abs() > 2.0 * size {
            return Between::Gap;
        }
        gap
    } else {
        along
    };
    if gap > WORD_GAP * size { Between::Gap } else { Between::Nothing }
}

/// Whether a piece begins a new line after another.
pub(super) fn is_new_line(before: &Piece, next: &Piece) -> bool {
    between(&End::of(0, before, before), 0, next) == Between::LineEnd
}

/// How far a point is from the end of a stretch of text: along its line, and across.
fn offset(start: Point, end: Point, point: Point) -> (f64, f64) {
    let (x, y) = (end.x - start.x, end.y - start.y);
    let length = x.hypot(y);
    let (x, y) = if length > 0.0 { (x / length, y / length) } else { (1.0, 0.0) };
    let (dx, dy) = (point.x - end.x, point.y - end.y);
    (dx * x + dy * y, dy * x - dx * y)
}

/// Ligatures as the letters that they are.
pub(super) fn letters(text: &str) -> std::borrow::Cow<'_, str> {
    const LIGATURES: [&str; 7] = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];
    if !text.chars().any(|c| ('\u{FB00}'..='\u{FB06}').contains(&c)) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{FB00}'..='\u{FB06}' => {
                let at = usize::try_from(u32::from(c) - 0xFB00).unwrap_or(0);
                out.push_str(LIGATURES[at.min(6)]);
            }
            c => out.push(c),
        }
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::pdf::page::{Font, Mark, Rect};

    fn piece(from: (f64, f64), to: f64) -> Piece {
        Piece {
            text: "x".into(),
            unmapped: 0,
            sequence: None,
            mark: Mark::Untagged,
            font: Font::default().into(),
            size: 10.0,
            colour: None,
            mode: 0,
            rise: 0.0,
            start: Point { x: from.0, y: from.1 },
            end: Point { x: to, y: from.1 },
            rect: Rect::default(),
            order: 0,
        }
    }

    #[test]
    fn gaps_and_line_ends_are_told_from_what_is_joined() {
        let first = piece((100.0, 500.0), 150.0);
        let to = |x, y| between(&End::of(0, &first, &first), 0, &piece((x, y), x + 20.0));
        assert_eq!(to(150.5, 500.0), Between::Nothing);
        assert_eq!(to(153.0, 500.0), Between::Gap);
        // A raised number, and what stands left of it where one reads from right to left.
        assert_eq!(to(150.0, 504.0), Between::Nothing);
        assert_eq!(to(80.0, 500.0), Between::Nothing);
        assert_eq!(to(77.0, 500.0), Between::Gap);
        assert_eq!(to(100.0, 488.0), Between::LineEnd);
    }

    #[test]
    fn ligatures_are_letters() {
        assert_eq!(letters("e\u{FB03}cient"), "efficient");
    }
}
