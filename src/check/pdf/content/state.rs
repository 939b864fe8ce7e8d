//! The state of painting (ISO 32000-1, 8.4 and 9.3): matrices, colours, clip, text parameters. It knows no
//! operator.

use std::sync::Arc;

use super::colour::Space;
use crate::check::colour::Rgb;
use crate::check::pdf::fonts::Face;
use crate::check::pdf::page::{Point, Rect};

/// A matrix `[a b 0; c d 0; e f 1]` (8.3.3).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(super) fn translation(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This one first, then another.
    pub(super) fn then(self, Self(n): Self) -> Self {
        let Self(m) = self;
        Self([
            m[0] * n[0] + m[1] * n[2],
            m[0] * n[1] + m[1] * n[3],
            m[2] * n[0] + m[3] * n[2],
            m[2] * n[1] + m[3] * n[3],
            m[4] * n[0] + m[5] * n[2] + n[4],
            m[4] * n[1] + m[5] * n[3] + n[5],
        ])
    }

    pub(super) fn apply(self, x: f64, y: f64) -> Point {
        let Self(m) = self;
        Point { x: m[0] * x + m[2] * y + m[4], y: m[1] * x + m[3] * y + m[5] }
    }

    /// How high an upright unit becomes.
    pub(super) fn height(self) -> f64 {
        self.0[2].hypot(self.0[3])
    }

    /// Whether rectangles stay rectangles.
    pub(super) fn is_upright(self) -> bool {
        let Self([a, b, c, d, ..]) = self;
        (b.abs() < 1e-6 && c.abs() < 1e-6) || (a.abs() < 1e-6 && d.abs() < 1e-6)
    }
}

/// The smallest rectangle around points.
pub(super) fn around(points: &[Point]) -> Rect {
    let mut points = points.iter();
    let Some(first) = points.next() else { return Rect::default() };
    let start = Rect { left: first.x, bottom: first.y, right: first.x, top: first.y };
    points.fold(start, |rect, point| Rect {
        left: rect.left.min(point.x),
        bottom: rect.bottom.min(point.y),
        right: rect.right.max(point.x),
        top: rect.top.max(point.y),
    })
}

/// What two rectangles share; empty if nothing.
pub(super) fn shared(a: Rect, b: Rect) -> Rect {
    let (left, bottom) = (a.left.max(b.left), a.bottom.max(b.bottom));
    Rect { left, bottom, right: a.right.min(b.right).max(left), top: a.top.min(b.top).max(bottom) }
}

/// The state that `q` saves and `Q` restores.
#[derive(Debug, Clone)]
pub(super) struct State {
    pub(super) matrix: Matrix,
    pub(super) space: Space,
    pub(super) fill: Option<Rgb>,
    /// Painted as it is: not transparent, not blended, not masked.
    pub(super) opaque: bool,
    /// What is painted at all.
    pub(super) clip: Rect,
    /// Whether it is exactly this rectangle.
    pub(super) clip_exact: bool,
    pub(super) face: Option<Arc<Face>>,
    pub(super) size: f64,
    pub(super) character_spacing: f64,
    pub(super) word_spacing: f64,
    /// Horizontal scaling, 1 for none.
    pub(super) scale: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
    pub(super) mode: u8,
}

impl State {
    pub(super) fn new(bounds: Rect) -> Self {
        Self {
            matrix: Matrix::IDENTITY,
            space: Space::Grey,
            fill: Space::Grey.initial(),
            opaque: true,
            clip: bounds,
            clip_exact: true,
            face: None,
            size: 0.0,
            character_spacing: 0.0,
            word_spacing: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        }
    }

    /// The fill colour as it is seen.
    pub(super) fn colour(&self) -> Option<Rgb> {
        self.fill.filter(|_| self.opaque)
    }
}
