//! The document: plain data that every reader makes and every writer takes. What accessibility
//! turns on is in the types. Data has no opinions: no findings, no formats, no methods that judge.

use std::sync::Arc;

use crate::source::Span;
use crate::text::Language;

/// An article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// What is said about it.
    pub meta: Meta,
    /// What it says, without the title, which is in `meta`.
    pub body: Vec<Block>,
    /// Footnotes and endnotes, to which `InlineKind::NoteReference` points by id. `BlockKind::Notes` says
    /// where they stand.
    pub notes: Vec<Note>,
    /// What was taken away, and why.
    pub removed: Vec<Removed>,
}

/// What is said about an article. Texts are plain, trimmed, NFC.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Meta {
    /// The title; a `Normal` document always has one.
    pub title: Option<String>,
    /// The second line of the title.
    pub subtitle: Option<String>,
    /// The authors, in the order of the byline.
    pub authors: Vec<String>,
    /// The date of publication in ISO 8601: `2020`, `2020-05`, `2020-05-13` or with a time.
    pub date: Option<String>,
    /// The main language; a `Normal` document always has one (`und` if nobody knows).
    pub language: Option<Language>,
    /// How the language is known.
    pub language_source: Option<LanguageSource>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it was published: an address.
    pub source: Option<String>,
    /// A summary for catalogues.
    pub description: Option<String>,
    /// Keywords for catalogues.
    pub keywords: Vec<String>,
}

/// How the language of a document is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LanguageSource {
    /// The input says it.
    Input,
    /// It was detected from the words.
    Detected,
    /// The user said it (`--lang`).
    Given,
}

/// Identifies a node of a `Normal` document: numbered from 1 in reading order. 0 is "not yet numbered".
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// What any block or inline may carry.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Attrs {
    /// Given by the last pass of `normalise`.
    pub id: NodeId,
    /// Where it stands in the source.
    pub span: Option<Span>,
    /// Its language, where it differs from what surrounds it.
    pub lang: Option<Language>,
    /// Its direction, where the source says it.
    pub dir: Option<Direction>,
    /// The name by which links in the document reach it (`Target::Internal`).
    pub anchor: Option<String>,
    /// Whether these words are not the author's: what stands for a link or a film that has no words.
    pub added: bool,
}

/// The base direction of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// A block.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Language, direction, place.
    pub at: Attrs,
    /// What it is.
    pub kind: BlockKind,
}

/// The kinds of blocks.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "fields are named for what they hold")]
pub enum BlockKind {
    /// A heading below the title.
    Heading { level: Level, content: Vec<Inline> },
    /// A paragraph; `lead` marks the standfirst.
    Paragraph { lead: bool, content: Vec<Inline> },
    /// A bulleted or numbered list.
    List(List),
    /// Terms and what they mean.
    Definitions(Vec<Definition>),
    /// A table of data.
    Table(Table),
    /// A picture with its caption and credit.
    Figure(Figure),
    /// A quotation that stands by itself.
    Quote { attribution: Vec<Inline>, body: Vec<Block> },
    /// Preformatted text; line ends are part of it.
    Code { language: Option<String>, text: String },
    /// A break in the subject.
    Rule,
    /// A passage beside the main text: a box, an admonition, details.
    Aside { title: Vec<Inline>, body: Vec<Block> },
    /// A formula that stands by itself, in TeX.
    Math { tex: String },
    /// The notes with these ids stand here, under a heading of the author's. Only a block of the body
    /// itself holds notes once the document is normal; notes that stand nowhere follow the body.
    Notes(Vec<String>),
}

/// The level of a heading: 1 is the title's, so that the body has 2 to 6 once it is normal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level(u8);

impl Level {
    /// The level, brought into 1..=6.
    pub fn clamped(level: u32) -> Self {
        Self(u8::try_from(level.clamp(1, 6)).unwrap_or(6))
    }

    /// The level, 1..=6.
    pub fn get(self) -> u8 {
        self.0
    }
}

/// A list.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// The first number if the list is numbered, `None` if it is bulleted.
    pub start: Option<u64>,
    /// Its items.
    pub items: Vec<Item>,
}

/// An item of a list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Item {
    /// Language, direction, place.
    pub at: Attrs,
    /// What it says.
    pub body: Vec<Block>,
}

/// One or more terms with one or more meanings.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Definition {
    /// The terms.
    pub terms: Vec<Term>,
    /// The meanings.
    pub meanings: Vec<Item>,
}

/// A term that is defined.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Term {
    /// Language, direction, place.
    pub at: Attrs,
    /// Its words.
    pub content: Vec<Inline>,
}

/// A table. Once normal, its rows have equal numbers of grid columns, spans counted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Its caption.
    pub caption: Vec<Inline>,
    /// Its rows, head rows first.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// Language, direction, place.
    pub at: Attrs,
    /// The cells that start in this row.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Language, direction, place.
    pub at: Attrs,
    /// What it heads, if it is a header.
    pub heads: Option<Heads>,
    /// Grid columns that it takes, from 1.
    pub colspan: u32,
    /// Grid rows that it takes, from 1.
    pub rowspan: u32,
    /// What it says.
    pub content: Vec<Block>,
}

/// What a header cell heads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heads {
    /// The cells of its row.
    Row,
    /// The cells of its column.
    Column,
    /// Both.
    Both,
}

/// A picture with its caption and credit.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figure {
    /// The picture; `None` where the source names one that it does not carry.
    pub image: Option<Image>,
    /// What the source says below it.
    pub caption: Vec<Inline>,
    /// Who made or owns it, spelled as in the source.
    pub credit: Vec<Inline>,
}

/// A picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    /// Its path as the source has it.
    pub path: String,
    /// What it shows.
    pub alt: Alt,
    /// Its bytes, once read; `None` if it could not be read (a finding says why).
    pub picture: Option<Picture>,
}

/// The alternative text of a picture, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Alt {
    /// The author wrote it.
    Authored(String),
    /// A person supplied it later.
    Supplied(String),
    /// The caption serves: the source has nothing else.
    Caption(String),
    /// The author declared the picture decorative.
    Decorative,
    /// Nobody wrote one.
    Missing,
}

impl Alt {
    /// The words, if there are any.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Authored(text) | Self::Supplied(text) | Self::Caption(text) => Some(text),
            Self::Decorative | Self::Missing => None,
        }
    }
}

/// The bytes of a picture, known to decode.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// What the bytes are.
    pub format: PictureFormat,
    /// Width in pixels as it is to be shown: a drawing has more, to be sharp.
    pub width: u32,
    /// Height in pixels as it is to be shown.
    pub height: u32,
    /// The file as it was found, or a drawing as it was drawn.
    pub bytes: Arc<[u8]>,
}

/// The formats of pictures that every output can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFormat {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// GIF; only the first frame is shown.
    Gif,
    /// WebP.
    WebP,
}

/// An inline.
#[derive(Debug, Clone, PartialEq)]
pub struct Inline {
    /// Language, direction, place.
    pub at: Attrs,
    /// What it is.
    pub kind: InlineKind,
}

/// The kinds of inlines.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "fields are named for what they hold")]
pub enum InlineKind {
    /// Running text.
    Text(String),
    /// Stressed words.
    Emphasis(Vec<Inline>),
    /// Important words.
    Strong(Vec<Inline>),
    /// Words no longer true.
    Strikethrough(Vec<Inline>),
    /// Below the line.
    Subscript(Vec<Inline>),
    /// Above the line.
    Superscript(Vec<Inline>),
    /// Code, keys, output.
    Literal(String),
    /// A quotation in the running text; once normal its quotation marks are part of the content.
    Quotation(Vec<Inline>),
    /// The title of a work.
    Citation(Vec<Inline>),
    /// An abbreviation and what it stands for.
    Abbreviation { expansion: String, content: Vec<Inline> },
    /// A link.
    Link { target: Target, content: Vec<Inline> },
    /// A reference to the note with this id.
    NoteReference(String),
    /// A picture in the running text.
    Image(Image),
    /// A date or time; `datetime` is its ISO form.
    Time { datetime: Option<String>, content: Vec<Inline> },
    /// A formula in the running text, in TeX.
    Formula { tex: String },
    /// Words that only carry a language, a direction or an anchor.
    Span(Vec<Inline>),
    /// The end of a line that the author set (a poem, an address).
    Break,
}

/// Where a link goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// An address outside the document.
    External(String),
    /// The node of this document with this anchor.
    Internal(String),
}

/// A note.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Language, direction, place.
    pub at: Attrs,
    /// The name by which references reach it.
    pub id: String,
    /// The number by which readers know it, from 1: the author's, or else its place. 0 is "not yet numbered".
    pub number: u32,
    /// What it says.
    pub body: Vec<Block>,
}

/// Something that was taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// Its words.
    pub text: String,
    /// Why, as a short phrase that a person understands: "site navigation".
    pub reason: String,
    /// Its line in the source, from 1.
    pub line: Option<u32>,
}

impl Document {
    /// How many of the notes stand in the body, the first ones once the document is normal.
    pub fn placed_notes(&self) -> usize {
        let count = |block: &Block| match &block.kind {
            BlockKind::Notes(ids) => ids.len(),
            _ => 0,
        };
        self.body.iter().map(count).sum()
    }
}

impl Attrs {
    /// Whether nothing of it changes how the words are read or reached: no language, direction or anchor,
    /// and they are the author's.
    pub fn is_plain(&self) -> bool {
        self.lang.is_none() && self.dir.is_none() && self.anchor.is_none() && !self.added
    }
}

impl Block {
    /// A block that stands nowhere and has no language of its own.
    pub fn new(kind: BlockKind) -> Self {
        Self { at: Attrs::default(), kind }
    }

    /// A plain paragraph.
    pub fn paragraph(content: Vec<Inline>) -> Self {
        Self::new(BlockKind::Paragraph { lead: false, content })
    }
}

impl Inline {
    /// An inline that stands nowhere and has no language of its own.
    pub fn new(kind: InlineKind) -> Self {
        Self { at: Attrs::default(), kind }
    }

    /// Running text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::new(InlineKind::Text(text.into()))
    }

    /// Words that are not the author's.
    pub fn added(text: impl Into<String>) -> Self {
        let at = Attrs { added: true, ..Attrs::default() };
        Self { at, kind: InlineKind::Text(text.into()) }
    }

    /// The inlines inside this one; none for leaves.
    pub fn content(&self) -> &[Inline] {
        match &self.kind {
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Subscript(content)
            | InlineKind::Superscript(content)
            | InlineKind::Quotation(content)
            | InlineKind::Citation(content)
            | InlineKind::Span(content)
            | InlineKind::Abbreviation { content, .. }
            | InlineKind::Link { content, .. }
            | InlineKind::Time { content, .. } => content,
            InlineKind::Text(_)
            | InlineKind::Literal(_)
            | InlineKind::NoteReference(_)
            | InlineKind::Image(_)
            | InlineKind::Formula { .. }
            | InlineKind::Break => &[],
        }
    }

    /// The inlines inside this one, to change them.
    pub fn content_mut(&mut self) -> Option<&mut Vec<Inline>> {
        match &mut self.kind {
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Subscript(content)
            | InlineKind::Superscript(content)
            | InlineKind::Quotation(content)
            | InlineKind::Citation(content)
            | InlineKind::Span(content)
            | InlineKind::Abbreviation { content, .. }
            | InlineKind::Link { content, .. }
            | InlineKind::Time { content, .. } => Some(content),
            InlineKind::Text(_)
            | InlineKind::Literal(_)
            | InlineKind::NoteReference(_)
            | InlineKind::Image(_)
            | InlineKind::Formula { .. }
            | InlineKind::Break => None,
        }
    }
}

/// The words of inlines as plain text: a break is a space, a picture its description.
pub fn plain_text(content: &[Inline]) -> String {
    let mut out = String::new();
    push_plain_text(content, &mut out);
    out
}

fn push_plain_text(content: &[Inline], out: &mut String) {
    for inline in content {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Literal(text) => out.push_str(text),
            InlineKind::Formula { tex } => out.push_str(tex),
            InlineKind::Break => out.push(' '),
            InlineKind::Image(image) => out.push_str(image.alt.text().unwrap_or("")),
            InlineKind::NoteReference(_) => {}
            _ => push_plain_text(inline.content(), out),
        }
    }
}

/// Whether the attribution of a quotation stands before it, as in "The minister said:", and not below it.
pub fn introduces(attribution: &[Inline]) -> bool {
    plain_text(attribution).trim_end().ends_with([':', '：'])
}
