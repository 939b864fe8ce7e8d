//! What the tests of layout share: small documents, and what must hold for every layout.

use std::collections::BTreeMap;

use super::frame::{ContentKey, GlyphRun, Item as Shown, ItemKind, Layout, Part, Role};
use super::{Options, layout};
use crate::diagnostic::Findings;
use crate::fonts::FontBook;
use crate::model::*;
use crate::normalise::{Hints, Normal, normalise};

pub(super) const LONG: &str = "The office of the official affiliate shuffled efficiently through the \
    fjord, offering fine flowers, and the difficult affair was fixed at last before anybody knew. ";

pub(super) fn text(text: &str) -> Inline {
    Inline::text(text)
}

pub(super) fn inline(kind: InlineKind) -> Inline {
    Inline::new(kind)
}

pub(super) fn block(kind: BlockKind) -> Block {
    Block::new(kind)
}

pub(super) fn paragraph(content: Vec<Inline>) -> Block {
    Block::paragraph(content)
}

pub(super) fn words(words: &str) -> Block {
    paragraph(vec![text(words)])
}

pub(super) fn heading(level: u32, words: &str) -> Block {
    block(BlockKind::Heading { level: Level::clamped(level), content: vec![text(words)] })
}

pub(super) fn item(body: Vec<Block>) -> Item {
    Item { body, ..Item::default() }
}

pub(super) fn cell(words_of_it: &str, heads: Option<Heads>) -> Cell {
    let content = vec![words(words_of_it)];
    Cell { at: Attrs::default(), heads, colspan: 1, rowspan: 1, content }
}

/// A table whose first row heads the columns.
pub(super) fn table<const N: usize>(cells: &[[&str; N]]) -> Block {
    let rows = cells.iter().enumerate().map(|(index, row)| Row {
        cells: row.iter().map(|c| cell(c, (index == 0).then_some(Heads::Column))).collect(),
        ..Row::default()
    });
    block(BlockKind::Table(Table {
        caption: vec![text("Caption of a table")],
        rows: rows.collect(),
    }))
}

pub(super) fn figure(picture: Option<(u32, u32)>, caption: &str, credit: &str) -> Block {
    let inlines = |words: &str| if words.is_empty() { vec![] } else { vec![text(words)] };
    let image = picture.map(|(width, height)| Image {
        path: "picture.png".into(),
        alt: Alt::Authored("A picture".into()),
        picture: Some(Picture {
            format: PictureFormat::Png,
            width,
            height,
            bytes: std::sync::Arc::from(&[][..]),
        }),
    });
    let (caption, credit) = (inlines(caption), inlines(credit));
    block(BlockKind::Figure(Figure { image, caption, credit }))
}

/// Numbers a document as normalising does, and lays it out.
pub(super) fn lay_out(body: Vec<Block>, notes: Vec<Note>, options: &Options) -> (Normal, Layout) {
    let meta = Meta {
        title: Some("The title of the document".into()),
        language: crate::text::Language::parse("en"),
        ..Meta::default()
    };
    let mut document = Document { meta, body, notes, removed: vec![] };
    let mut next = 0;
    let mut number = |at: &mut Attrs, _: Option<&str>| {
        next += 1;
        at.id = NodeId(next);
    };
    walk_blocks(&mut document.body, &mut number);
    for note in &mut document.notes {
        number(&mut note.at, None);
        walk_blocks(&mut note.body, &mut number);
    }
    let normal = normalise(document, &Hints::default(), &mut Findings::default());
    let layout = layout(&normal, &FontBook::new(), options);
    (normal, layout)
}

/// Visits every node in reading order, with the words of those that have some.
fn walk_blocks(blocks: &mut [Block], visit: &mut dyn FnMut(&mut Attrs, Option<&str>)) {
    for Block { at, kind } in blocks {
        match kind {
            BlockKind::Code { text, .. } | BlockKind::Math { tex: text } => visit(at, Some(text)),
            _ => visit(at, None),
        }
        match kind {
            BlockKind::Heading { content, .. } | BlockKind::Paragraph { content, .. } => {
                walk_inlines(content, visit);
            }
            BlockKind::List(list) => list.items.iter_mut().for_each(|item| {
                visit(&mut item.at, None);
                walk_blocks(&mut item.body, visit);
            }),
            BlockKind::Definitions(definitions) => {
                for Definition { terms, meanings } in definitions {
                    for term in terms {
                        visit(&mut term.at, None);
                        walk_inlines(&mut term.content, visit);
                    }
                    for meaning in meanings {
                        visit(&mut meaning.at, None);
                        walk_blocks(&mut meaning.body, visit);
                    }
                }
            }
            BlockKind::Table(table) => {
                walk_inlines(&mut table.caption, visit);
                for row in &mut table.rows {
                    visit(&mut row.at, None);
                    for cell in &mut row.cells {
                        visit(&mut cell.at, None);
                        walk_blocks(&mut cell.content, visit);
                    }
                }
            }
            BlockKind::Figure(figure) => {
                walk_inlines(&mut figure.caption, visit);
                walk_inlines(&mut figure.credit, visit);
            }
            BlockKind::Quote { attribution, body } => {
                walk_blocks(body, visit);
                walk_inlines(attribution, visit);
            }
            BlockKind::Aside { title, body } => {
                walk_inlines(title, visit);
                walk_blocks(body, visit);
            }
            BlockKind::Code { .. }
            | BlockKind::Rule
            | BlockKind::Math { .. }
            | BlockKind::Notes(_) => {}
        }
    }
}

fn walk_inlines(inlines: &mut [Inline], visit: &mut dyn FnMut(&mut Attrs, Option<&str>)) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text)
            | InlineKind::Literal(text)
            | InlineKind::Formula { tex: text } => visit(&mut inline.at, Some(text)),
            _ => visit(&mut inline.at, None),
        }
        walk_inlines(inline.content_mut().map_or(&mut [][..], |content| content), visit);
    }
}

/// The glyph runs with content, in painting order.
pub(super) fn runs(layout: &Layout) -> impl Iterator<Item = (ContentKey, &GlyphRun)> {
    layout.pages.iter().flat_map(|page| &page.items).filter_map(|item| match item {
        Shown { role: Role::Content(key), kind: ItemKind::Glyphs(run) } => Some((*key, run)),
        _ => None,
    })
}

/// What must hold for every layout: each leaf's words are shown exactly once and in order, clusters
/// cover the words, no `.notdef` is painted, nothing is off the page.
pub(super) fn assert_sound(document: &Normal, layout: &Layout) {
    let mut shown: BTreeMap<ContentKey, String> = BTreeMap::new();
    let mut order = Vec::new();
    for (key, run) in runs(layout) {
        shown.entry(key).or_default().push_str(&run.text);
        if key.part == Part::Text && order.last() != Some(&key.node) {
            order.push(key.node);
        }
    }
    let mut document = Document::clone(document);
    let mut check = |at: &mut Attrs, words: Option<&str>| {
        let key = ContentKey { node: at.id, part: Part::Text };
        if let Some(words) = words {
            assert_eq!(shown.get(&key).map_or("", String::as_str), words, "{key:?}");
        }
    };
    walk_blocks(&mut document.body, &mut check);
    document.notes.iter_mut().for_each(|note| walk_blocks(&mut note.body, &mut check));
    assert!(order.is_sorted() && !order.is_empty(), "{order:?}");

    for page in &layout.pages {
        let inside = |x: f32, y: f32| {
            assert!((0.0..=page.width).contains(&x) && (0.0..=page.height).contains(&y), "{x} {y}");
        };
        for item in &page.items {
            match &item.kind {
                ItemKind::Glyphs(run) => {
                    let mut covered = vec![false; run.text.len()];
                    for glyph in &run.glyphs {
                        let x = run.origin.x + glyph.offset.x;
                        inside(x, run.origin.y + glyph.offset.y);
                        inside(x + glyph.advance, run.origin.y);
                        assert_ne!(glyph.id, 0, "{}", run.text);
                        let range = glyph.text.start as usize..glyph.text.end as usize;
                        assert!(
                            run.text.get(range.clone()).is_some_and(|t| !t.is_empty()),
                            "{run:?}"
                        );
                        covered[range].fill(true);
                    }
                    assert!(covered.iter().all(|c| *c), "{run:?}");
                }
                ItemKind::Picture { rect, .. } | ItemKind::Fill { rect, .. } => {
                    inside(rect.x, rect.y);
                    inside(rect.x + rect.width, rect.y + rect.height);
                }
            }
        }
        for link in &page.links {
            inside(link.rect.x, link.rect.y);
            inside(link.rect.x + link.rect.width, link.rect.y + link.rect.height);
        }
    }
}
