//! Every document has a title: its own, else its first heading, else the name it came under.

use super::{Hints, walk, whitespace};
use crate::diagnostic::{Findings, rules};
use crate::model::{Block, BlockKind, Document, Inline, InlineKind, plain_text};

pub(super) fn pass(document: &mut Document, hints: &Hints, findings: &mut Findings) {
    if document.meta.title.is_some() {
        return;
    }
    if let Some(title) = document.body.first().and_then(words) {
        document.meta.title = Some(title);
        take_title(&mut document.body);
        return;
    }
    let mut found = None;
    walk::blocks(document, &mut |block| found = found.take().or_else(|| words(block)));
    let (title, origin) = match found {
        Some(title) => (title, "the first heading"),
        None => (hints.title.clone(), "the file's name"),
    };
    findings
        .push(
            &rules::document::NO_TITLE,
            None,
            format!("the document has no title; {origin}, `{title}`, serves"),
        )
        .hint("add a title: `title:` in the front matter, or a first heading");
    document.meta.title = Some(title);
}

/// The words of a heading, if there are any.
fn words(block: &Block) -> Option<String> {
    let BlockKind::Heading { content, .. } = &block.kind else { return None };
    Some(whitespace::single_spaced(&plain_text(content))).filter(|words| !words.is_empty())
}

/// Takes the heading out of the body that is the title now. What is no words in it stays, and places
/// in it are those of what follows.
fn take_title(body: &mut Vec<Block>) {
    let mut heading = body.remove(0);
    let mut anchor = heading.at.anchor.take();
    let mut rest: Vec<Inline> = Vec::new();
    walk::inlines_in(std::slice::from_mut(&mut heading), &mut |inline| {
        anchor = anchor.take().or_else(|| inline.at.anchor.take());
        if matches!(inline.kind, InlineKind::Image(_) | InlineKind::NoteReference(_)) {
            rest.push(inline.clone());
        }
    });
    if !rest.is_empty() {
        body.insert(0, Block { at: heading.at, ..Block::paragraph(rest) });
    }
    if let Some(next) = body.first_mut() {
        next.at.anchor = next.at.anchor.take().or(anchor);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Alt, Attrs, Image, Level};

    fn heading(content: Vec<Inline>) -> Block {
        let at = Attrs { anchor: Some("here".into()), ..Attrs::default() };
        Block { at, kind: BlockKind::Heading { level: Level::clamped(1), content } }
    }

    fn picture() -> Inline {
        let image = Image { path: "a.png".into(), alt: Alt::Missing, picture: None };
        Inline::new(InlineKind::Image(image))
    }

    fn titled(body: Vec<Block>) -> Document {
        let mut document = Document { body, ..Document::default() };
        let hints = Hints { title: "name".into(), ..Hints::default() };
        pass(&mut document, &hints, &mut Findings::default());
        document
    }

    #[test]
    fn a_title_leaves_what_is_no_words_and_its_place() {
        let words = Block::paragraph(vec![Inline::text("words")]);
        let document = titled(vec![heading(vec![Inline::text("T"), picture()]), words]);
        assert_eq!(document.meta.title.as_deref(), Some("T"));
        assert_eq!(document.body.len(), 2);
        assert_eq!(document.body[0].at.anchor.as_deref(), Some("here"));
        assert_eq!(document.body[0].kind, Block::paragraph(vec![picture()]).kind);
    }

    #[test]
    fn a_picture_is_no_title() {
        let document = titled(vec![heading(vec![picture()])]);
        assert_eq!(document.meta.title.as_deref(), Some("name"));
        assert_eq!(document.body.len(), 1);
    }
}
