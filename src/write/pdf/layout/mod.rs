//! Says where things go: a document to pages of positioned glyphs, pictures and fills, each with a
//! meaning or an artifact. The pipeline: `block` and its neighbours turn blocks into `prose`, `shape`
//! breaks prose into lines, `flow` holds them as strips, `page` breaks the strips into pages. It says
//! nothing about how pages are written.

mod block;
mod figure;
mod flow;
pub mod frame;
mod furniture;
mod line;
mod links;
mod list;
mod measure;
mod notes;
mod page;
mod prose;
mod shape;
mod style;
mod table;
#[cfg(test)]
mod testing;

pub(super) use prose::is_default_ignorable;
pub use style::Options;

use crate::fonts::FontBook;
use crate::normalise::Normal;
use block::Composer;
use frame::Layout;

/// Lays a document out.
pub fn layout(document: &Normal, fonts: &FontBook, options: &Options) -> Layout {
    let mut composer = Composer::new(document, fonts, options);
    let setting = composer.page();
    composer.front(setting);
    composer.blocks(&document.body, setting);
    composer.other_notes(setting);
    let flow = std::mem::take(&mut composer.flow);
    let (mut pages, places) = page::paginate(flow, options);
    composer.furnish(&mut pages, setting);
    Layout { pages, places, missing: composer.shaper.missing.list }
}

#[cfg(test)]
mod tests {
    use super::testing::*;
    use super::*;
    use crate::model::{BlockKind, Definition, InlineKind, List, Note, Target, Term};

    fn everything() -> Vec<crate::model::Block> {
        let link =
            InlineKind::Link { target: Target::Internal("x".into()), content: vec![text(LONG)] };
        let cells = [["Country", "Capital"], ["Slovakia", "Bratislava"], ["Poland", LONG]];
        vec![
            heading(2, "First heading"),
            paragraph(vec![
                text(LONG),
                inline(link),
                text(" and "),
                inline(InlineKind::NoteReference("n".into())),
            ]),
            block(BlockKind::List(List {
                start: Some(9),
                items: vec![
                    item(vec![words("one"), words(LONG)]),
                    item(vec![block(BlockKind::List(List {
                        start: None,
                        items: vec![item(vec![words("nested")]), item(vec![])],
                    }))]),
                ],
            })),
            block(BlockKind::Definitions(vec![Definition {
                terms: vec![Term { content: vec![text("Term")], ..Term::default() }],
                meanings: vec![item(vec![words("Meaning")])],
            }])),
            table(&cells),
            figure(Some((400, 300)), "Caption of it", "© Somebody"),
            figure(None, "Caption alone", ""),
            block(BlockKind::Quote {
                attribution: vec![text("A person")],
                body: vec![words(LONG)],
            }),
            block(BlockKind::Code {
                language: None,
                text: format!("fn main() {{\n\tcall();\n\n{}\n}}\n", "x".repeat(300)),
            }),
            block(BlockKind::Rule),
            block(BlockKind::Aside { title: vec![text("Box")], body: vec![words("in it")] }),
            block(BlockKind::Math { tex: r"\frac{a}{b}".into() }),
            words("שלום עולם, 123 ועוד English words בסוף"),
        ]
    }

    #[test]
    fn everything_is_shown_once_in_order_and_on_the_page() {
        let notes = vec![Note {
            at: crate::model::Attrs::default(),
            id: "n".into(),
            number: 0,
            body: vec![words("Note.")],
        }];
        let mut body = everything();
        for _ in 0..5 {
            body.extend(everything());
        }
        for options in
            [Options::default(), Options { body: 18.0, smallest: 16.0, ..Options::default() }]
        {
            let (document, layout) = lay_out(body.clone(), notes.clone(), &options);
            assert!(layout.pages.len() > 3);
            assert_sound(&document, &layout);
        }
    }

    #[test]
    fn the_same_document_gives_the_same_pages() {
        let options = Options::default();
        assert_eq!(
            lay_out(everything(), vec![], &options).1,
            lay_out(everything(), vec![], &options).1
        );
    }

    #[test]
    fn links_lead_to_headings_notes_and_back() {
        use super::frame::{ContentKey, Part};
        let reference = || inline(InlineKind::NoteReference("n".into()));
        let body = vec![
            heading(2, "Here"),
            paragraph(vec![text("a"), reference(), text("b"), reference()]),
        ];
        let note = Note {
            at: crate::model::Attrs::default(),
            id: "n".into(),
            number: 0,
            body: vec![words("Note.")],
        };
        let (document, layout) = lay_out(body, vec![note], &Options::default());
        let places: Vec<ContentKey> = layout.places.iter().map(|place| place.key).collect();
        let key = |node, part| ContentKey { node, part };
        let (heading, note) = (document.body[0].at.id, document.notes[0].at.id);
        assert!(
            places.contains(&key(heading, Part::Text)) && places.contains(&key(note, Part::Text))
        );
        let links: Vec<ContentKey> =
            layout.pages.iter().flat_map(|page| &page.links).map(|link| link.key).collect();
        assert_eq!(links.len(), 4, "{links:?}");
        assert!(places.contains(&links[0]), "a note leads back to its references");
        assert_eq!(links[2..], [key(note, Part::BackLink(0)), key(note, Part::BackLink(1))]);
    }
}
