//! Documents in small, and how they are told.

use super::*;
use crate::diagnostic::Findings;
use crate::model::{Cell, Document, Heads, Row, Target};
use crate::normalise::{Hints, normalise};

fn transcript(document: Document) -> Transcript {
    told(&normalise(document, &Hints::default(), &mut Findings::default()), Front::Ours)
}

fn body(body: Vec<Block>) -> Transcript {
    let meta = Meta { title: Some("T".into()), language: Language::parse("en"), ..Meta::default() };
    transcript(Document { meta, body, ..Document::default() })
}

fn text(words: &str) -> Block {
    Block::paragraph(vec![Inline::text(words)])
}

#[test]
fn the_front_is_told_in_the_words_of_the_language() {
    let meta = Meta {
        title: Some("Titel".into()),
        authors: vec!["Ana".into()],
        date: Some("2020-05-13".into()),
        source: Some("https://a.example".into()),
        language: Language::parse("de"),
        ..Meta::default()
    };
    let told = transcript(Document { meta: meta.clone(), ..Document::default() });
    let lines: Vec<_> = told.lines.iter().map(Line::text).collect();
    assert_eq!(lines, ["Titel", "Von Ana", "13. Mai 2020", "Quelle: https://a.example"]);
    assert_eq!(told.lines[0].kind, Kind::Heading(1));
    assert!(about(&meta).contains("Anmerkungen"));
}

#[test]
fn headers_follow_their_cells_through_spans() {
    let cell = |heads, colspan, rowspan, words: &str| Cell {
        at: Attrs::default(),
        heads,
        colspan,
        rowspan,
        content: vec![text(words)],
    };
    let rows = vec![
        vec![cell(Some(Heads::Column), 1, 1, "Place"), cell(Some(Heads::Column), 2, 1, "Trips")],
        vec![cell(Some(Heads::Row), 1, 2, "Oslo"), cell(None, 1, 1, "1"), cell(None, 1, 1, "2")],
        vec![cell(None, 1, 1, "3"), cell(None, 1, 1, "4")],
    ];
    let rows = rows.into_iter().map(|cells| Row { at: Attrs::default(), cells }).collect();
    let table = Block::new(BlockKind::Table(Table { caption: vec![], rows }));
    let told = body(vec![table]);
    let cells: Vec<_> = told
        .lines
        .iter()
        .filter_map(|line| match &line.kind {
            Kind::Start(Group::Cell(cell)) => Some(cell),
            _ => None,
        })
        .collect();
    assert_eq!(cells[6].headers, ["Trips", "Oslo"]);
    assert_eq!((cells[5].row, cells[5].column), (2, 1));
}

#[test]
fn a_link_into_the_document_says_what_stands_there() {
    let link = InlineKind::Link {
        target: Target::Internal("there".into()),
        content: vec![Inline::text("see")],
    };
    let mut goal = text("The goal");
    goal.at.anchor = Some("there".into());
    let told = body(vec![Block::paragraph(vec![Inline::new(link)]), goal]);
    assert_eq!(told.lines[1].runs[0].link, Some(Link::Internal(Some("The goal".into()))));
}

#[test]
fn pictures_are_told_by_what_is_known_of_them() {
    let of = |alt| {
        let image = Image { path: "a.png".into(), alt, picture: None };
        let figure = Figure { image: Some(image), ..Figure::default() };
        let told = body(vec![Block::new(BlockKind::Figure(figure))]);
        told.lines.iter().flat_map(|line| line.runs.clone()).nth(1).map(|run| (run.what, run.text))
    };
    assert_eq!(of(Alt::Authored("A boat".into())), Some((What::Picture, "A boat".into())));
    assert_eq!(of(Alt::Missing), Some((What::Undescribed, String::new())));
    assert_eq!(of(Alt::Decorative), None);
}
