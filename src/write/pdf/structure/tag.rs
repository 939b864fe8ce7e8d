//! The names of the tag tree and the attributes of its elements: ISO 32000-1, 14.8.4 and 14.8.5. It
//! knows nothing of the document and of how a tree is written.

use crate::model::Heads;

/// A structure type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the standard's names say it")]
pub enum Tag {
    Document,
    /// `H1` to `H6`.
    Heading(u8),
    P,
    L,
    Li,
    Lbl,
    LBody,
    Table,
    Caption,
    Tr,
    Th,
    Td,
    Figure,
    Div,
    BlockQuote,
    Quote,
    Code,
    Formula,
    Note,
    Reference,
    Link,
    Span,
    /// Of PDF 2.0; the role map says `Div`.
    Aside,
    /// Of PDF 2.0; the role map says `Span`.
    Em,
    /// Of PDF 2.0; the role map says `Span`.
    Strong,
}

impl Tag {
    /// The types that PDF 1.7 does not know, with the standard type that each stands for.
    pub const ROLES: [(Self, Self); 3] =
        [(Self::Aside, Self::Div), (Self::Em, Self::Span), (Self::Strong, Self::Span)];

    /// The name in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Document => "Document",
            Self::Heading(level) => {
                ["H1", "H2", "H3", "H4", "H5", "H6"][usize::from(level.clamp(1, 6)) - 1]
            }
            Self::P => "P",
            Self::L => "L",
            Self::Li => "LI",
            Self::Lbl => "Lbl",
            Self::LBody => "LBody",
            Self::Table => "Table",
            Self::Caption => "Caption",
            Self::Tr => "TR",
            Self::Th => "TH",
            Self::Td => "TD",
            Self::Figure => "Figure",
            Self::Div => "Div",
            Self::BlockQuote => "BlockQuote",
            Self::Quote => "Quote",
            Self::Code => "Code",
            Self::Formula => "Formula",
            Self::Note => "Note",
            Self::Reference => "Reference",
            Self::Link => "Link",
            Self::Span => "Span",
            Self::Aside => "Aside",
            Self::Em => "Em",
            Self::Strong => "Strong",
        }
    }
}

/// An attribute of an element.
#[derive(Debug, Clone, PartialEq)]
pub enum Attribute {
    /// How the labels of a list run.
    Numbering(Numbering),
    /// What a header cell heads.
    Scope(Heads),
    /// The header cells of a cell, by their identifiers.
    Headers(Vec<String>),
    /// The rows of a cell, from 2.
    RowSpan(u32),
    /// The columns of a cell, from 2.
    ColSpan(u32),
    /// The element stands by itself, where its type would stand in a line.
    Block,
    /// Words that are struck through.
    LineThrough,
    /// Above the line.
    Superscript,
    /// Below the line.
    Subscript,
    /// Written from right to left, or, inside such a passage, from left to right.
    RightToLeft(bool),
}

/// How the labels of a list run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbering {
    /// 1, 2, 3.
    Decimal,
    /// Bullets of the first depth.
    Disc,
    /// Bullets of the second depth.
    Circle,
    /// Bullets of further depths.
    Square,
    /// Labels that are words, such as terms.
    None,
}

impl Numbering {
    /// The name in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Decimal => "Decimal",
            Self::Disc => "Disc",
            Self::Circle => "Circle",
            Self::Square => "Square",
            Self::None => "None",
        }
    }
}
