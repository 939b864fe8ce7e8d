//! What assistive technology would announce of a document, line by line in reading order: the one
//! measure by which documents in different formats are compared. It knows no format, no finding and no
//! document model; who reads a format fills it.

mod compare;
mod speak;

use std::sync::Arc;

pub use compare::{Difference, Kind as DifferenceKind, Mode, UNDESCRIBED, compare};
pub use speak::{Spoken, speak};

use crate::source::Span;

/// What would be announced of one document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Transcript {
    /// The title as the format's metadata has it (`dc:title`, `title`), not what stands on the page.
    pub title: Option<String>,
    /// The main language, as the document says it.
    pub language: Option<Arc<str>>,
    /// What is announced.
    pub lines: Vec<Line>,
    /// What the format can say at all.
    pub carries: Carries,
}

/// What a format can say, beyond words and their order. What it cannot say is not compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Carries {
    /// Levels of headings.
    pub levels: bool,
    /// Languages of passages.
    pub languages: bool,
    /// Links with their targets, apart from words.
    pub links: bool,
    /// Lists and their items as such.
    pub lists: bool,
    /// Tables as grids, with headers for each cell.
    pub tables: bool,
    /// Other groups as such: figures, captions, quotations, notes.
    pub groups: bool,
}

impl Default for Carries {
    fn default() -> Self {
        Self { levels: true, languages: true, links: true, lists: true, tables: true, groups: true }
    }
}

/// One thing that is announced.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line {
    /// What it is.
    pub kind: Kind,
    /// Its words; for the edges of groups only [`What::Mark`].
    pub runs: Vec<Run>,
    /// Where it stands.
    pub at: At,
}

/// Where a line stands in its file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct At {
    /// The page, from 1, where the format has pages.
    pub page: Option<u32>,
    /// The path inside the file: `/Document/L[1]/LI[2]`, `EPUB/article.xhtml`; may be empty.
    pub path: Arc<str>,
    /// The bytes, where the format (or the part of it that `path` names) is text.
    pub span: Option<Span>,
}

/// What a line is.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Kind {
    /// A heading and its level, from 1.
    Heading(u8),
    /// A paragraph, or words that stand in no element of their own.
    #[default]
    Paragraph,
    /// Preformatted text, one run; line ends are part of it.
    Preformatted,
    /// A formula that stands by itself, one run of [`What::Formula`].
    Formula,
    /// A break in the subject.
    Separator,
    /// A group begins.
    Start(Group),
    /// The group that began last ends.
    End(Group),
}

/// What holds lines together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Group {
    /// A list of so many items.
    List {
        /// The items.
        items: usize,
        /// Whether they are numbered.
        ordered: bool,
    },
    /// An item of a list; its label as announced: `•`, `1.`; empty where the format leaves it to the reader.
    Item {
        /// The label.
        label: String,
    },
    /// Terms and what they mean.
    Definitions,
    /// A term (its words are lines of [`Kind::Paragraph`] inside).
    Term,
    /// What a term means.
    Meaning,
    /// A table.
    Table {
        /// Rows of the grid.
        rows: usize,
        /// Columns of the grid.
        columns: usize,
    },
    /// A cell of a table.
    Cell(Cell),
    /// A picture with its caption, or another figure.
    Figure,
    /// The caption of a figure or table.
    Caption,
    /// A quotation that stands by itself.
    Quote,
    /// A passage beside the text.
    Aside,
    /// The notes of a document.
    Notes,
    /// A note; its label as announced: `1`.
    Note {
        /// The label.
        label: String,
    },
    /// A part that people jump to and from and that is not the article: `navigation`, `banner`,
    /// `contentinfo`, `search`, `complementary`; by its ARIA role.
    Landmark(&'static str),
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its first row in the grid, from 0.
    pub row: usize,
    /// Its first column in the grid, from 0.
    pub column: usize,
    /// Rows that it takes, from 1.
    pub rows: usize,
    /// Columns that it takes, from 1.
    pub columns: usize,
    /// Whether it is a header.
    pub header: bool,
    /// The words of the headers that are announced with it, column headers before row headers.
    pub headers: Vec<String>,
}

/// A run of words that have all in common.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Run {
    /// What it is.
    pub what: What,
    /// What is announced: the words, the description of a picture, the label of a note reference, a
    /// formula's description.
    pub text: String,
    /// The language in force, inherited ones too; `None` where nobody says.
    pub language: Option<Arc<str>>,
    /// Where it leads, if it stands in a link.
    pub link: Option<Link>,
    /// What an abbreviation stands for.
    pub expansion: Option<Arc<str>>,
    /// The words are no longer true (struck through, deleted).
    pub deleted: bool,
    /// The words stand above or below the line: 10⁶ is not 106.
    pub raised: bool,
}

/// What a run is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum What {
    /// Words.
    #[default]
    Words,
    /// Words of the format's own, where it has no other way to say what something is: "Caption:".
    Own,
    /// Words of the format's own for what is told otherwise, and so not announced: "Quote" before a
    /// quotation. The document may have the same words.
    Mark,
    /// A picture that somebody described.
    Picture,
    /// A picture that nobody described and nobody declared decorative.
    Undescribed,
    /// A reference to a note.
    NoteReference,
    /// A formula.
    Formula,
    /// The end of a line that the author set; no text.
    Break,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// To an address, as the document has it.
    External(Arc<str>),
    /// Into the document: the first words that stand there, where the reader can tell.
    Internal(Option<Arc<str>>),
    /// It is called a link and leads nowhere.
    Nowhere,
}

impl Run {
    /// Words in a language.
    pub fn words(text: impl Into<String>, language: Option<Arc<str>>) -> Self {
        Self { text: text.into(), language, ..Self::default() }
    }
}

impl Line {
    /// A line of a kind with its runs.
    pub fn new(kind: Kind, runs: Vec<Run>, at: At) -> Self {
        Self { kind, runs, at }
    }

    /// What its runs say.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for run in &self.runs {
            match run.what {
                What::Break => out.push('\n'),
                _ => out.push_str(&run.text),
            }
        }
        out
    }
}
