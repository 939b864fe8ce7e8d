//! What lies between blocks and pages: strips, one below the other, each of which stays whole, and the
//! boxes around runs of strips. It knows neither documents nor fonts.

use std::ops::Range;

use super::frame::{Colour, ContentKey, Item, ItemKind, LinkBox, Rect};
use super::line::{Line, fill};
use super::style::THIN;

/// A strip of the page that stays whole: a line, a picture, a row of a table. Horizontal positions are
/// the page's, vertical ones are from the strip's top.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Strip {
    /// Space above; none at the top of a page.
    pub(super) before: f32,
    pub(super) height: f32,
    /// Whether the next strip should be on the same page.
    pub(super) keep: bool,
    pub(super) items: Vec<Item>,
    pub(super) links: Vec<LinkBox>,
    /// What begins at its top, and how far from the left.
    pub(super) places: Vec<ContentKey>,
    /// Left edge of what it shows.
    pub(super) left: f32,
    /// The header (index into `Flow::headers`) that is repeated above it at the top of a page.
    pub(super) header: Option<usize>,
}

/// A box around strips: drawn on every page that has some of them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Decoration {
    pub(super) strips: Range<usize>,
    pub(super) x: f32,
    pub(super) width: f32,
    /// Space between the box and its first strip.
    above: f32,
    /// Space between the box and its last strip.
    below: f32,
    pub(super) kind: DecorationKind,
}

/// What a box looks like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum DecorationKind {
    /// A filled rectangle.
    Fill(Colour),
    /// A frame of thin lines.
    Frame(Colour),
}

/// Header rows to be repeated, as artifacts.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Header {
    pub(super) items: Vec<Item>,
    pub(super) height: f32,
}

/// Strips in reading order, growing.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Flow {
    pub(super) strips: Vec<Strip>,
    /// Outer ones before inner ones.
    pub(super) decorations: Vec<Decoration>,
    pub(super) headers: Vec<Header>,
    /// Space above the next strip; of two that meet the larger counts.
    gap: f32,
    /// Padding of boxes above the next strip, which adds up.
    pad: f32,
    /// Labels of list items that wait for the first line of their item.
    labels: Vec<Line>,
    /// Places that wait for a strip.
    places: Vec<ContentKey>,
    /// Boxes that are not closed yet.
    open: Vec<usize>,
}

impl Flow {
    /// Leaves at least so much space above the next strip; none above the first.
    pub(super) fn gap(&mut self, gap: f32) {
        if !self.strips.is_empty() {
            self.gap = self.gap.max(gap);
        }
    }

    /// Keeps the last strip with the next one.
    pub(super) fn keep_last(&mut self) {
        if let Some(last) = self.strips.last_mut() {
            last.keep = true;
        }
    }

    /// Lets a place begin with the next strip.
    pub(super) fn place(&mut self, key: ContentKey) {
        if self.places.last() != Some(&key) {
            self.places.push(key);
        }
    }

    /// Puts a label before the first line that comes.
    pub(super) fn label(&mut self, label: Line) {
        self.labels.push(label);
    }

    /// Appends a strip; labels that wait stand above it, as it is no line.
    pub(super) fn push(&mut self, mut strip: Strip) {
        self.flush_labels();
        self.space(&mut strip);
        self.strips.push(strip);
    }

    /// Gives labels that found no line a line of their own.
    pub(super) fn flush_labels(&mut self) {
        let mut labels = std::mem::take(&mut self.labels);
        let Some(mut line) = labels.pop() else { return };
        labels.into_iter().rev().for_each(|label| join(&mut line, label));
        self.push_line(line, true);
    }

    /// Appends the lines of a paragraph: the first two stay together, the last two stay together, and
    /// all of them with the next strip if `keep` says so.
    pub(super) fn lines(&mut self, lines: Vec<Line>, keep: bool) {
        let count = lines.len();
        for (index, mut line) in lines.into_iter().enumerate() {
            for label in std::mem::take(&mut self.labels).into_iter().rev() {
                join(&mut line, label);
            }
            let last = index + 1 == count;
            let tied = if last { keep } else { keep || index == 0 || index + 2 == count };
            self.push_line(line, tied);
        }
    }

    fn push_line(&mut self, line: Line, keep: bool) {
        let Line { height, extent, items, links, places, .. } = line;
        let left = extent.0;
        let mut strip = Strip { height, keep, items, links, places, left, ..Strip::default() };
        self.space(&mut strip);
        self.strips.push(strip);
    }

    fn space(&mut self, strip: &mut Strip) {
        strip.before = std::mem::take(&mut self.gap) + std::mem::take(&mut self.pad);
        strip.places.splice(0..0, self.places.drain(..));
    }

    /// Opens a box around what comes.
    pub(super) fn open_box(&mut self, x: f32, width: f32, pad: f32, kind: DecorationKind) {
        let start = self.strips.len();
        self.pad += pad;
        for &outer in &self.open {
            if let Some(outer) = self.decorations.get_mut(outer)
                && outer.strips.start == start
            {
                outer.above += pad;
            }
        }
        self.open.push(self.decorations.len());
        let strips = start..start;
        self.decorations.push(Decoration { strips, x, width, above: pad, below: pad, kind });
    }

    /// Closes the box that was opened last.
    pub(super) fn close_box(&mut self) {
        self.flush_labels();
        let end = self.strips.len();
        let index = self.open.pop();
        if let Some(decoration) = index.and_then(|index| self.decorations.get_mut(index)) {
            decoration.strips.end = end;
            self.pad += decoration.below;
            decoration.below = self.pad;
        }
    }

    /// Ends the flow: nothing waits any more. Returns the padding below the last strip.
    pub(super) fn close(&mut self) -> f32 {
        self.flush_labels();
        if let Some(last) = self.strips.last_mut() {
            last.places.append(&mut self.places);
        }
        std::mem::take(&mut self.pad)
    }
}

/// Puts a label before a line, on one baseline.
fn join(line: &mut Line, label: Line) {
    let down = line.baseline - label.baseline;
    let mut items = label.items;
    for item in &mut items {
        shift(item, down);
    }
    line.items.splice(0..0, items);
    let links =
        label.links.into_iter().map(|link| LinkBox { rect: lower(link.rect, down), ..link });
    line.links.extend(links);
    line.extent.0 = line.extent.0.min(label.extent.0);
}

/// Moves an item down.
pub(super) fn shift(item: &mut Item, down: f32) {
    match &mut item.kind {
        ItemKind::Glyphs(run) => run.origin.y += down,
        ItemKind::Picture { rect, .. } | ItemKind::Fill { rect, .. } => rect.y += down,
    }
}

/// A rectangle moved down.
pub(super) fn lower(rect: Rect, down: f32) -> Rect {
    Rect { y: rect.y + down, ..rect }
}

impl Decoration {
    /// What is drawn around strips that reach from `top` to `bottom`.
    pub(super) fn items(&self, top: f32, bottom: f32) -> Vec<Item> {
        let rect = Rect {
            x: self.x,
            y: top - self.above,
            width: self.width,
            height: bottom - top + self.above + self.below,
        };
        match self.kind {
            DecorationKind::Fill(colour) => vec![fill(rect, colour)],
            DecorationKind::Frame(colour) => frame(rect, colour).into(),
        }
    }
}

/// Four thin lines inside a rectangle.
pub(super) fn frame(rect: Rect, colour: Colour) -> [Item; 4] {
    let Rect { x, y, width, height } = rect;
    [
        fill(Rect { height: THIN, ..rect }, colour),
        fill(Rect { y: y + height - THIN, height: THIN, ..rect }, colour),
        fill(Rect { width: THIN, ..rect }, colour),
        fill(Rect { x: x + width - THIN, width: THIN, ..rect }, colour),
    ]
}
