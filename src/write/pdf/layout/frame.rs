//! What layout hands over: pages of positioned items, each with a meaning or an artifact. Lengths are
//! points (1/72 inch); the origin is the top left corner of the page, y grows downwards. It knows
//! nothing of PDF and nothing of structure.

use std::ops::Range;

use crate::fonts::FaceId;
use crate::model::NodeId;
use crate::write::front::FrontPart;

/// A position in points from the top left corner.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Downwards.
    pub y: f32,
}

/// A rectangle in points: its top left corner, width and height.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// All that layout makes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Layout {
    /// The pages.
    pub pages: Vec<Page>,
    /// Where headings and anchored nodes begin: for the outline and for links inside the document.
    pub places: Vec<Anchor>,
    /// Characters that no bundled face has, each once, with a node that has it: a sign for "missing" is
    /// painted, the character itself is in the run's `text`.
    pub missing: Vec<(NodeId, char)>,
}

/// Where a node begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Anchor {
    /// What begins there.
    pub key: ContentKey,
    /// The page, from 0.
    pub page: usize,
    /// The top of its first line.
    pub at: Point,
}

/// A page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// What is painted, in painting order, which is reading order.
    pub items: Vec<Item>,
    /// The boxes of links: one per line over which a link runs.
    pub links: Vec<LinkBox>,
}

/// One line's piece of a link (or of a note reference, or of a back link).
#[derive(Debug, Clone, PartialEq)]
pub struct LinkBox {
    /// The link: the key of the `Link` or `NoteReference` inline (`Part::Text`), of a note's back link
    /// (`Part::BackLink`) or of the front matter's source line (`Part::Front(FrontPart::Source)`).
    pub key: ContentKey,
    /// Its box on the page.
    pub rect: Rect,
}

/// One thing on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What it means.
    pub role: Role,
    /// What is painted.
    pub kind: ItemKind,
}

/// What a mark on a page means. There is no third case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Content of the document.
    Content(ContentKey),
    /// Nothing that the document says.
    Artifact(Artifact),
}

/// Why a mark means nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Artifact {
    /// The running header.
    Header,
    /// The page number.
    Footer,
    /// Rules, boxes, backgrounds, underlines, and header rows that are repeated on a further page.
    Layout,
    /// A picture that the author declared decorative.
    Decorative,
}

/// Which content of the document a mark is: the key by which layout and structure meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentKey {
    /// The node; 0 where the content is of the document as a whole (front matter, heading of the notes).
    pub node: NodeId,
    /// Which content of the node.
    pub part: Part,
}

/// Content that a node shows by itself, apart from what its children show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The words of a leaf: `Text`, `Literal`, `Formula` inlines, `Code` and `Math` blocks; the number of
    /// a `NoteReference`; the line end of a `Break`; as a `LinkBox` or `Anchor` key, the node as a whole.
    Text,
    /// The picture of a `Figure` block or of an `Image` inline.
    Picture,
    /// The label of a list item (`Item.at.id`) or of a note (`Note.at.id`).
    Label,
    /// The back link of a note (`Note.at.id`) to its n-th reference, from 0.
    BackLink(u16),
    /// A line of the front matter (node 0).
    Front(FrontPart),
    /// The heading over the notes (node 0).
    NotesHeading,
}

/// What is painted.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "fields are named for what they hold")]
pub enum ItemKind {
    /// Shaped text.
    Glyphs(GlyphRun),
    /// The picture of the node in the item's key, scaled into a box.
    Picture { node: NodeId, rect: Rect },
    /// A filled rectangle: rules, underlines, backgrounds.
    Fill { rect: Rect, colour: Colour },
}

/// An sRGB colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour(pub u8, pub u8, pub u8);

/// Shaped text of one face and size on one line.
#[derive(Debug, Clone, PartialEq)]
pub struct GlyphRun {
    /// The face.
    pub face: FaceId,
    /// The size in points.
    pub size: f32,
    /// The colour.
    pub colour: Colour,
    /// Bold words in a face that is not: they are to be made heavier.
    pub heavier: bool,
    /// The pen's start on the baseline.
    pub origin: Point,
    /// The words in logical order, as they are to come out of the file again.
    pub text: String,
    /// The glyphs from left to right.
    pub glyphs: Vec<Glyph>,
}

/// A positioned glyph.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// The glyph in the whole (not subset) face.
    pub id: u16,
    /// Where it is painted, from the run's origin: right and down.
    pub offset: Point,
    /// How far the pen moves, in points.
    pub advance: f32,
    /// The bytes of the run's `text` that its cluster stands for; glyphs of one cluster share the range.
    pub text: Range<u32>,
}
