//! Paths (ISO 32000-1, 8.5), as far as they fill rectangles and clip: enough to say what is surely behind
//! a word. Curves are what lies around them.

use super::Painter;
use super::state::{around, shared};
use super::text::finite;
use crate::check::pdf::page::{Fill, Point, Rect};

/// A path that is being made.
#[derive(Debug, Default)]
pub(super) struct Path {
    /// Rectangles that it consists of.
    rects: Vec<Rect>,
    /// Whether it is nothing but these.
    inexact: bool,
    /// The points of the subpath that is open, a few.
    points: Vec<Point>,
    /// What lies around all of it.
    around: Option<Rect>,
    /// A clip is to be made of it.
    clips: bool,
}

/// Rectangles of one path that are told apart.
const MAX_RECTS: usize = 64;

impl Path {
    fn extend(&mut self, rect: Rect) {
        self.around = Some(match self.around {
            None => rect,
            Some(all) => Rect {
                left: all.left.min(rect.left),
                bottom: all.bottom.min(rect.bottom),
                right: all.right.max(rect.right),
                top: all.top.max(rect.top),
            },
        });
    }

    fn rectangle(&mut self, rect: Rect) {
        self.extend(rect);
        if self.rects.len() < MAX_RECTS {
            self.rects.push(rect);
        } else {
            self.inexact = true;
        }
    }

    /// Ends a subpath: four corners may be a rectangle.
    fn end_subpath(&mut self) {
        let mut points = std::mem::take(&mut self.points);
        if points.len() == 5 && points.first() == points.last() {
            points.pop();
        }
        match points[..] {
            [] | [_] => {}
            [a, b, c, d] if is_rectangle([a, b, c, d]) => {
                let rect = around(&points);
                if self.rects.len() < MAX_RECTS {
                    self.rects.push(rect);
                } else {
                    self.inexact = true;
                }
            }
            _ => self.inexact = true,
        }
    }
}

fn is_rectangle([a, b, c, d]: [Point; 4]) -> bool {
    let level = |p: Point, q: Point| (p.y - q.y).abs() < 0.01;
    let plumb = |p: Point, q: Point| (p.x - q.x).abs() < 0.01;
    (level(a, b) && plumb(b, c) && level(c, d) && plumb(d, a))
        || (plumb(a, b) && level(b, c) && plumb(c, d) && level(d, a))
}

impl Painter<'_, '_> {
    pub(super) fn move_to(&mut self, x: f64, y: f64) {
        self.path.end_subpath();
        self.line_to(x, y);
    }

    pub(super) fn line_to(&mut self, x: f64, y: f64) {
        let point = finite(self.state.matrix.apply(x, y));
        self.path.extend(around(&[point]));
        // Six points are no rectangle whatever follows.
        if self.path.points.len() < 6 {
            self.path.points.push(point);
        }
    }

    pub(super) fn curve(&mut self, points: &[f64]) {
        for point in points.chunks_exact(2) {
            self.line_to(point[0], point[1]);
        }
        self.path.inexact = true;
    }

    pub(super) fn rectangle(&mut self, [x, y, width, height]: [f64; 4]) {
        self.path.end_subpath();
        let matrix = self.state.matrix;
        let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)];
        let rect = around(&corners.map(|(x, y)| finite(matrix.apply(x, y))));
        self.path.rectangle(rect);
        self.path.inexact |= !matrix.is_upright();
    }

    pub(super) fn clip(&mut self) {
        self.path.clips = true;
    }

    /// Paints the path, or only ends it.
    pub(super) fn paint_path(&mut self, fills: bool) {
        let mut path = std::mem::take(&mut self.path);
        path.end_subpath();
        let Some(whole) = path.around else { return };
        if fills {
            let rects = if path.inexact { vec![whole] } else { path.rects.clone() };
            for rect in rects {
                self.fill(rect, !path.inexact, self.state.fill);
            }
        }
        if path.clips {
            self.state.clip = shared(self.state.clip, whole);
            self.state.clip_exact &= !path.inexact && path.rects.len() == 1;
        }
    }

    /// Notes that an area is painted over.
    pub(super) fn fill(
        &mut self,
        rect: Rect,
        exact: bool,
        colour: Option<crate::check::colour::Rgb>,
    ) {
        let state = &self.state;
        let seen = shared(rect, state.clip);
        if seen.left >= seen.right || seen.bottom >= seen.top {
            return;
        }
        let exact = exact && state.clip_exact && state.opaque;
        let colour = colour.filter(|_| exact);
        let (mark, order) = (self.mark(), self.next_order());
        self.out.fills.push(Fill { rect: seen, exact, colour, mark, order });
    }
}
