//! How much a document holds, before anything is laid out: a PDF is made whole in memory, and no input may
//! take the machine's. It knows nothing of pages.

use super::structure::Heading;
use crate::diagnostic::{Fatal, Findings, Place, rules};
use crate::model::{Block, BlockKind, Document, Inline, InlineKind};

/// The most text that becomes one PDF, in bytes: some 3,500 pages.
const MAX_TEXT: usize = 8 * 1024 * 1024;

/// The most nodes that become one PDF; each costs about 4 KiB while it is made.
const MAX_NODES: usize = 250_000;

/// The most bookmarks. Readers open no longer list at once, and validators follow no longer chain.
const MAX_BOOKMARKS: usize = 4000;

/// Leaves out of the headings that become bookmarks what is too many, the deepest levels first.
pub(super) fn bookmarks(headings: &mut Vec<Heading>, findings: &mut Findings) {
    let all = headings.len();
    for level in (2..=6).rev() {
        if headings.len() > MAX_BOOKMARKS {
            headings.retain(|heading| heading.level < level || level == 2);
        }
    }
    headings.truncate(MAX_BOOKMARKS);
    let missing = all - headings.len();
    if missing > 0 {
        findings
            .push(
                &rules::output::PDF_TOO_MANY_BOOKMARKS,
                None,
                format!("{missing} of {all} headings have no bookmark in the PDF"),
            )
            .hint("split the document; the headings themselves are all there");
    }
}

/// What a document holds.
#[derive(Default)]
struct Extent {
    text: usize,
    nodes: usize,
}

/// An error if a document holds more than a PDF can be made of.
pub(super) fn check(document: &Document) -> Result<(), Fatal> {
    let mut extent = Extent::default();
    extent.blocks(&document.body);
    for note in &document.notes {
        extent.blocks(&note.body);
    }
    if extent.text <= MAX_TEXT && extent.nodes <= MAX_NODES {
        return Ok(());
    }
    Err(Fatal::new(
        &rules::output::PDF_TOO_LONG,
        Place::Document,
        format!(
            "the document is too long for one PDF: {} MiB of text in {} passages",
            extent.text / (1024 * 1024),
            extent.nodes
        ),
        "split the document, or leave the PDF out: `--to epub,html,txt`",
    ))
}

impl Extent {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.nodes += 1;
            match &block.kind {
                BlockKind::Heading { content, .. } | BlockKind::Paragraph { content, .. } => {
                    self.inlines(content);
                }
                BlockKind::List(list) => {
                    for item in &list.items {
                        self.blocks(&item.body);
                    }
                }
                BlockKind::Definitions(entries) => {
                    for entry in entries {
                        for term in &entry.terms {
                            self.inlines(&term.content);
                        }
                        for meaning in &entry.meanings {
                            self.blocks(&meaning.body);
                        }
                    }
                }
                BlockKind::Table(table) => {
                    self.inlines(&table.caption);
                    for cell in table.rows.iter().flat_map(|row| &row.cells) {
                        self.nodes += 1;
                        self.blocks(&cell.content);
                    }
                }
                BlockKind::Figure(figure) => {
                    self.inlines(&figure.caption);
                    self.inlines(&figure.credit);
                }
                BlockKind::Quote { attribution: words, body }
                | BlockKind::Aside { title: words, body } => {
                    self.inlines(words);
                    self.blocks(body);
                }
                BlockKind::Code { text, .. } | BlockKind::Math { tex: text } => {
                    self.text += text.len();
                }
                BlockKind::Rule | BlockKind::Notes(_) => {}
            }
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.nodes += 1;
            match &inline.kind {
                InlineKind::Text(text)
                | InlineKind::Literal(text)
                | InlineKind::Formula { tex: text } => self.text += text.len(),
                _ => self.inlines(inline.content()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_beyond_the_limits_is_refused() {
        let words = |text: &str, times: usize| Document {
            body: (0..times).map(|_| Block::paragraph(vec![Inline::text(text)])).collect(),
            ..Document::default()
        };
        assert!(check(&words("a paragraph", 1_000)).is_ok());
        assert!(check(&words(&"x".repeat(MAX_TEXT + 1), 1)).is_err());
        assert!(check(&words("x", MAX_NODES)).is_err());
    }
}
