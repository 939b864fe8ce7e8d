//! Every kind of block and inline from JSON, and what becomes of JSON that is not of the form.

use crate::diagnostic::{Fatal, Finding, Findings};
use crate::model::{
    Alt, Attrs, Block, BlockKind, Cell, Definition, Direction, Document, Figure, Heads, Image,
    Inline, InlineKind, Item, LanguageSource, Level, List, Row, Table, Target, Term,
};
use crate::read::resources::Memory;
use crate::read::{Context, walk};
use crate::source::Source;
use crate::text::Language;

fn try_read(text: &str) -> (Result<Document, Fatal>, Vec<Finding>) {
    let mut findings = Findings::default();
    let source = Source::new("a.json", text);
    let mut cx = Context { resources: &Memory::default(), findings: &mut findings };
    (super::read(&source, &mut cx), findings.into_sorted())
}

fn read(text: &str) -> Document {
    let (document, findings) = try_read(text);
    assert_eq!(findings, [], "{text}");
    document.unwrap()
}

/// The one block of a document, without places.
fn block(json: &str) -> Block {
    let mut document = read(&format!("{{\"altform\": 1, \"body\": [{json}]}}"));
    walk::document_blocks(&mut document, &mut |block| block.at.span = None);
    walk::document_inlines(&mut document, &mut |inline| inline.at.span = None);
    document.body.remove(0)
}

fn words(text: &str) -> Vec<Block> {
    vec![Block::paragraph(vec![Inline::text(text)])]
}

#[test]
fn every_block() {
    let x = || vec![Inline::text("x")];
    let fr = || Attrs { lang: Language::parse("fr"), ..Attrs::default() };
    let item = |at, text: &str| Item { at, body: words(text) };
    let cases = [
        (
            r#"{"type": "heading", "level": 3, "content": [{"type": "text", "text": "x"}]}"#,
            BlockKind::Heading { level: Level::clamped(3), content: x() },
        ),
        (
            r#"{"type": "paragraph", "lead": true, "content": "x"}"#,
            BlockKind::Paragraph { lead: true, content: x() },
        ),
        (
            r#"{"type": "definitions", "entries": [{"terms": [{"content": "x"}], "meanings": [["m"]]}]}"#,
            BlockKind::Definitions(vec![Definition {
                terms: vec![Term { at: Attrs::default(), content: x() }],
                meanings: vec![item(Attrs::default(), "m")],
            }]),
        ),
        (
            r#"{"type": "figure", "image": null, "caption": "x", "credit": "x"}"#,
            BlockKind::Figure(Figure { image: None, caption: x(), credit: x() }),
        ),
        (
            r#"{"type": "figure", "image": {"path": "p", "alt": {"kind": "supplied", "value": "v"}}}"#,
            BlockKind::Figure(Figure {
                image: Some(Image {
                    path: "p".into(),
                    alt: Alt::Supplied("v".into()),
                    picture: None,
                }),
                ..Figure::default()
            }),
        ),
        (
            r#"{"type": "quote", "attribution": "x", "body": ["b"]}"#,
            BlockKind::Quote { attribution: x(), body: words("b") },
        ),
        (
            r#"{"type": "aside", "title": "x", "body": ["b"]}"#,
            BlockKind::Aside { title: x(), body: words("b") },
        ),
        (
            r#"{"type": "code", "language": "c", "text": "a\nb"}"#,
            BlockKind::Code { language: Some("c".into()), text: "a\nb".into() },
        ),
        (r#"{"type": "rule"}"#, BlockKind::Rule),
        (r#"{"type": "math", "text": "x^2"}"#, BlockKind::Math { tex: "x^2".into() }),
    ];
    for (json, kind) in cases {
        let mut found = block(json);
        if let BlockKind::Definitions(entries) = &mut found.kind {
            entries[0].terms[0].at.span = None;
            entries[0].meanings[0].at.span = None;
        }
        assert_eq!(found, Block::new(kind), "{json}");
    }
    let list = block(
        r#"{"type": "list", "ordered": true, "start": 3, "items": [["a"], {"lang": "fr", "body": ["b"]}]}"#,
    );
    let BlockKind::List(mut list) = list.kind else { panic!() };
    list.items.iter_mut().for_each(|item| item.at.span = None);
    assert_eq!(
        list,
        List { start: Some(3), items: vec![item(Attrs::default(), "a"), item(fr(), "b")] }
    );
    let table = block(
        r#"{"type": "table", "caption": "x", "rows": [[{"heads": "both", "colspan": 2, "content": ["a"]}],
            {"lang": "fr", "cells": [{"rowspan": 3, "content": []}]}]}"#,
    );
    let BlockKind::Table(mut table) = table.kind else { panic!() };
    for row in &mut table.rows {
        row.at.span = None;
        row.cells[0].at.span = None;
    }
    let cell = |heads, colspan, rowspan, content| Cell {
        at: Attrs::default(),
        heads,
        colspan,
        rowspan,
        content,
    };
    let rows = vec![
        Row { at: Attrs::default(), cells: vec![cell(Some(Heads::Both), 2, 1, words("a"))] },
        Row { at: fr(), cells: vec![cell(None, 1, 3, vec![])] },
    ];
    assert_eq!(table, Table { caption: x(), rows });
}

#[test]
fn every_inline() {
    let x = || vec![Inline::text("x")];
    let cases = [
        (r#""type": "emphasis", "content": "x""#, InlineKind::Emphasis(x())),
        (r#""type": "strong", "content": "x""#, InlineKind::Strong(x())),
        (r#""type": "strikethrough", "content": "x""#, InlineKind::Strikethrough(x())),
        (r#""type": "subscript", "content": "x""#, InlineKind::Subscript(x())),
        (r#""type": "superscript", "content": "x""#, InlineKind::Superscript(x())),
        (r#""type": "quotation", "content": "x""#, InlineKind::Quotation(x())),
        (r#""type": "citation", "content": "x""#, InlineKind::Citation(x())),
        (r#""type": "span", "content": "x""#, InlineKind::Span(x())),
        (r#""type": "literal", "text": "x""#, InlineKind::Literal("x".into())),
        (r#""type": "formula", "text": "x""#, InlineKind::Formula { tex: "x".into() }),
        (r#""type": "break""#, InlineKind::Break),
        (r#""type": "added", "words": "host""#, InlineKind::Text("host".into())),
        (r#""type": "note-reference", "note": "n""#, InlineKind::NoteReference("n".into())),
        (
            r#""type": "abbreviation", "expansion": "e", "content": "x""#,
            InlineKind::Abbreviation { expansion: "e".into(), content: x() },
        ),
        (
            r#""type": "time", "datetime": "2020", "content": "x""#,
            InlineKind::Time { datetime: Some("2020".into()), content: x() },
        ),
        (
            r#""type": "link", "href": "h", "content": "x""#,
            InlineKind::Link { target: Target::External("h".into()), content: x() },
        ),
        (
            r#""type": "link", "to": "t", "content": "x""#,
            InlineKind::Link { target: Target::Internal("t".into()), content: x() },
        ),
        (
            r#""type": "image", "path": "p", "alt": {"kind": "decorative"}"#,
            InlineKind::Image(Image { path: "p".into(), alt: Alt::Decorative, picture: None }),
        ),
    ];
    for (json, kind) in cases {
        let json = format!(
            r#"{{"type": "paragraph", "content": [{{{json}, "lang": "fr", "dir": "rtl", "anchor": "a"}}]}}"#
        );
        let BlockKind::Paragraph { content, .. } = block(&json).kind else { panic!() };
        let at = Attrs {
            lang: Language::parse("fr"),
            dir: Some(Direction::Rtl),
            anchor: Some("a".into()),
            added: json.contains("added"),
            ..Attrs::default()
        };
        assert_eq!(content, [Inline { at, kind }], "{json}");
    }
}

#[test]
fn what_stands_beside_the_body() {
    let document = read(
        r#"{"altform": 1, "meta": {"title": "T", "authors": ["A", "B"], "date": "2020-05-13", "language": "sk",
            "language_source": "detected", "keywords": ["k"]}, "body": [],
            "notes": [{"id": "n", "lang": "fr", "body": ["x"]}],
            "removed": [{"text": "Menu", "reason": "r", "line": 2}]}"#,
    );
    assert_eq!(document.meta.authors, ["A", "B"]);
    assert_eq!(document.meta.language_source, Some(LanguageSource::Detected));
    assert_eq!((document.notes[0].id.as_str(), document.notes[0].body.len()), ("n", 1));
    assert_eq!(document.removed[0].line, Some(2));
}

#[test]
fn departures_are_findings_with_path_and_place() {
    let (document, findings) = try_read(
        "{\"altform\": 1, \"body\": [\"a\",\n {\"type\": \"list\", \"items\": [[{\"type\": \"poem\",\n\
         \"text\": \"kept\"}]], \"colour\": 1, \"items\": []}]}",
    );
    let said: Vec<_> = findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(
        said,
        [
            "`poem` is no type of a block, at `$.body[1].items[0][0]`",
            "`colour` is not known here, or stands twice, at `$.body[1]`",
            "`items` is not known here, or stands twice, at `$.body[1]`",
        ]
    );
    let BlockKind::List(list) = &document.unwrap().body[1].kind else { panic!() };
    let BlockKind::Paragraph { content, .. } = &list.items[0].body[0].kind else { panic!() };
    assert_eq!(crate::model::plain_text(content), "kept");
    for wrong in [
        r#"{"type": "heading", "level": 99999999999999999999, "content": "x"}"#,
        r#"{"type": "link"}"#,
        r#"{"type": "table", "rows": [[{"colspan": 0, "content": []}]]}"#,
        r#"{"type": "table", "rows": [[{"rowspan": 1e99, "content": []}]]}"#,
        r#"{"type": "paragraph", "lead": 1, "content": 2}"#,
        r#"{"type": "paragraph", "dir": "up", "content": "x"}"#,
        r#"{"type": "code"}"#,
        "[]",
        "7",
    ] {
        let (document, findings) = try_read(&format!("{{\"altform\": 1, \"body\": [{wrong}]}}"));
        assert!(document.is_ok() && !findings.is_empty(), "{wrong}");
    }
}

#[test]
fn no_document_is_fatal() {
    for bad in ["", "{", "[]", "{}", "{\"altform\": 2, \"body\": []}", "{\"altform\": 1,}"] {
        assert!(try_read(bad).0.is_err(), "{bad}");
    }
}

#[test]
fn hostile_nesting_is_flattened_once_and_keeps_its_words() {
    let deep = 10_000;
    let x = "{\"text\": \"x\"}";
    for (start, end) in [
        ("{\"type\": \"quote\", \"body\": [", "]}"),
        ("{\"type\": \"quote\", \"body\": ", "}"),
        ("{\"type\": \"list\", \"items\": [[", "]]}"),
        ("{\"type\": \"emphasis\", \"content\": ", "}"),
        ("{\"type\": \"link\", \"href\": \"a\", \"content\": [", "]}"),
        ("{\"type\": \"table\", \"rows\": [[{\"content\": [", "]}]]}"),
    ] {
        let nested = format!("{}{x}{}", start.repeat(deep), end.repeat(deep));
        let inner = format!("{{\"type\": \"paragraph\", \"content\": [{nested}]}}");
        let body =
            if !start.contains("emphasis") && !start.contains("link") { nested } else { inner };
        let (document, findings) = try_read(&format!("{{\"altform\": 1, \"body\": [{body}]}}"));
        let flat = findings.iter().filter(|finding| finding.rule.id == "input/too-deep").count();
        assert_eq!(flat, 1, "{start}");
        let mut document = document.unwrap();
        let mut words = String::new();
        walk::document_inlines(&mut document, &mut |inline| {
            if let InlineKind::Text(text) = &inline.kind {
                words.push_str(text);
            }
        });
        assert_eq!(words, "x", "{start}");
    }
}
