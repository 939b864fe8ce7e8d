//! What stands on a page, in painting order: words with the font, colour and place that they are shown
//! in, pictures, filled rectangles, links. Points are 1/72 inch, the origin is at the bottom left.

use std::sync::Arc;

use crate::check::colour::Rgb;

/// A marked-content sequence that a tag tree can point to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentId {
    /// The page, from 0.
    pub page: usize,
    /// The form that it stands in, if the tree says so (`Stm`); none for the page itself.
    pub stream: Option<(u32, u16)>,
    /// `MCID`.
    pub mcid: u32,
}

/// A page.
#[derive(Debug, Default)]
pub struct Page {
    /// The part of the page that is shown (`CropBox`, else `MediaBox`).
    pub bounds: Rect,
    /// Text, in painting order.
    pub pieces: Vec<Piece>,
    /// Pictures, in painting order.
    pub images: Vec<Painted>,
    /// Areas filled in one colour, in painting order.
    pub fills: Vec<Fill>,
    /// Marked-content sequences, those outside before those inside.
    pub sequences: Vec<Sequence>,
    /// Link annotations.
    pub links: Vec<LinkAnnotation>,
    /// `Tabs`: `S` for the order of the tag tree.
    pub tabs: Option<String>,
    /// `Rotate`, in degrees clockwise.
    pub rotate: i64,
}

/// A point on the page.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Upwards.
    pub y: f64,
}

/// A rectangle on the page.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Rect {
    /// The left edge.
    pub left: f64,
    /// The lower edge.
    pub bottom: f64,
    /// The right edge.
    pub right: f64,
    /// The upper edge.
    pub top: f64,
}

/// Text shown by one operator.
#[derive(Debug, Clone)]
pub struct Piece {
    /// The text as Unicode, with spaces where gaps between glyphs are words' ends.
    pub text: String,
    /// How many codes have no Unicode value; each is U+FFFD in the text.
    pub unmapped: usize,
    /// The innermost marked-content sequence, in [`Page::sequences`].
    pub sequence: Option<usize>,
    /// What it belongs to.
    pub mark: Mark,
    /// The font.
    pub font: Arc<Font>,
    /// The height of the font as shown, in points.
    pub size: f64,
    /// The fill colour, if it can be told.
    pub colour: Option<Rgb>,
    /// `Tr`: 0 fills, 1 strokes, 2 does both, 3 shows nothing; 4 to 7 as 0 to 3, and clip.
    pub mode: u8,
    /// The text rise in points as shown: above or below the line.
    pub rise: f64,
    /// Where it begins on the baseline.
    pub start: Point,
    /// Where it ends on the baseline.
    pub end: Point,
    /// What it takes on the page, about: from the descent to the ascent of its font.
    pub rect: Rect,
    /// When it is painted among all that is painted on the page.
    pub order: usize,
}

/// What a mark on a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A marked-content sequence with an `MCID`.
    Content(ContentId),
    /// An artifact.
    Artifact,
    /// Neither.
    Untagged,
}

/// A font.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Font {
    /// `BaseFont` without the tag of a subset; empty for Type 3.
    pub name: String,
    /// The name or the descriptor says that it is bold (`FontWeight`, `ForceBold`).
    pub bold: bool,
    /// Whether codes are mapped to Unicode by the file (a character map or a known encoding) at all.
    pub has_unicode: bool,
}

/// A picture that is painted (an image object, an inline image).
#[derive(Debug, Clone)]
pub struct Painted {
    /// What it takes on the page.
    pub rect: Rect,
    /// What it belongs to.
    pub mark: Mark,
    /// When it is painted.
    pub order: usize,
    /// The object; none for inline images.
    pub object: Option<(u32, u16)>,
}

/// An area that is painted over with paths, shadings or patterns.
#[derive(Debug, Clone)]
pub struct Fill {
    /// What it takes, or what it lies within.
    pub rect: Rect,
    /// Whether it is exactly this rectangle, fully opaque, not clipped.
    pub exact: bool,
    /// The colour, if it can be told.
    pub colour: Option<Rgb>,
    /// What it belongs to.
    pub mark: Mark,
    /// When it is painted.
    pub order: usize,
}

/// A marked-content sequence.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sequence {
    /// The sequence around it, in [`Page::sequences`].
    pub parent: Option<usize>,
    /// The tag: `P`, `Span`, `Artifact`.
    pub tag: String,
    /// What a tag tree calls it.
    pub content: Option<ContentId>,
    /// `ActualText`.
    pub actual_text: Option<String>,
    /// `Alt`.
    pub alt: Option<String>,
    /// `E`.
    pub expansion: Option<String>,
    /// `Lang`.
    pub lang: Option<String>,
    /// `Type` of an artifact: `Pagination`, `Layout`, `Page`, `Background`.
    pub artifact_type: Option<String>,
}

/// A link annotation.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkAnnotation {
    /// The object; none if it stands in the page's array itself.
    pub object: Option<(u32, u16)>,
    /// What it takes on the page.
    pub rect: Rect,
    /// Where it leads.
    pub target: Target,
    /// `Contents`.
    pub contents: Option<String>,
    /// Whether it has a `StructParent`.
    pub in_tree: bool,
    /// Whether it is hidden (`F`: Invisible, Hidden, NoView).
    pub hidden: bool,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// To an address.
    Address(String),
    /// Into the document.
    Place {
        /// The page, from 0.
        page: usize,
        /// The point, if the destination names one.
        point: (Option<f64>, Option<f64>),
        /// The structure element, if the destination names one.
        element: Option<(u32, u16)>,
    },
    /// Into the document, to a place that is not there.
    Dangling(String),
    /// Something else: another file, a script.
    Other(String),
    /// Nowhere.
    Nowhere,
}

impl Rect {
    /// Whether all of another rectangle lies inside, but for a tolerance in points.
    pub fn contains(&self, other: &Rect, tolerance: f64) -> bool {
        self.left <= other.left + tolerance
            && self.bottom <= other.bottom + tolerance
            && self.right + tolerance >= other.right
            && self.top + tolerance >= other.top
    }

    /// Whether both share an area.
    pub fn overlaps(&self, other: &Rect) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.bottom < other.top
            && other.bottom < self.top
    }
}
