//! Texts of altform as the blocks that they were.

use super::read;
use crate::model::{Block, BlockKind, Inline, InlineKind, plain_text};

fn kinds(blocks: &[Block]) -> Vec<String> {
    let one = |block: &Block| match &block.kind {
        BlockKind::Heading { content, .. } => format!("h: {}", plain_text(content)),
        BlockKind::Paragraph { content, .. } => plain_text(content),
        BlockKind::Quote { attribution, body } => {
            format!("quote {:?} by {}", kinds(body), plain_text(attribution))
        }
        BlockKind::Aside { title, body } => {
            format!("box {}: {:?}", plain_text(title), kinds(body))
        }
        BlockKind::Figure(figure) => {
            let alt = figure.image.as_ref().map(|image| &image.alt);
            let (caption, credit) = (plain_text(&figure.caption), plain_text(&figure.credit));
            format!("figure {alt:?} {caption:?} {credit:?}")
        }
        BlockKind::List(list) => format!("list of {}", list.items.len()),
        BlockKind::Definitions(entries) => format!("{} terms", entries.len()),
        BlockKind::Code { text, .. } => format!("code {text:?}"),
        BlockKind::Rule => "rule".to_owned(),
        other => format!("{other:?}"),
    };
    blocks.iter().map(one).collect()
}

fn body(text: &str) -> Vec<String> {
    kinds(&read(&format!("T\nLanguage: en\n\n{text}")).unwrap().body)
}

#[test]
fn the_top_is_what_it_says() {
    let top = "A title that\n  goes on\nMore of it\nBy Ana, Eve and Bo\n5 May 2020\nThe Paper\nSource: https://a.example/\nLanguage: en\n\nWords.\n";
    let meta = read(top).unwrap().meta;
    assert_eq!(meta.title.as_deref(), Some("A title that goes on"));
    assert_eq!(meta.subtitle.as_deref(), Some("More of it"));
    assert_eq!(meta.authors, ["Ana", "Eve", "Bo"]);
    assert_eq!(meta.date.as_deref(), Some("2020-05-05"));
    assert_eq!(meta.publisher.as_deref(), Some("The Paper"));
    assert_eq!(meta.source.as_deref(), Some("https://a.example/"));
    assert!(read("Title\nBy Ana\n\nWords.\n").is_none(), "not altform's");
    assert!(read("Title\nLanguage: de\n\nWords.\n").is_none(), "not its words");
}

#[test]
fn labels_say_what_stands_in_brackets() {
    assert_eq!(
        body("[Quote]\n\nWords.\n\n[End of quote: Eve]\n\n[Box: Tip]\n\nDo it.\n\n[End of box]\n"),
        [r#"quote ["Words."] by Eve"#, r#"box Tip: ["Do it."]"#]
    );
    assert_eq!(
        body(
            "[Image: A boat. Caption: The\nferry. Credit: Ana]\n\n[Image without description]\n\n[Caption: C]\n"
        ),
        [
            r#"figure Some(Authored("A boat.")) "The ferry." "Ana""#,
            r#"figure Some(Missing) "" """#,
            r#"figure None "C" """#
        ]
    );
    assert_eq!(body("[End of quote]\n\n[sic]\n"), ["[End of quote]", "[sic]"]);
}

#[test]
fn layout_says_the_rest() {
    assert_eq!(body("a\n\n\nPart\n\nb\nc\n"), ["a", "h: Part", "b c"]);
    let long = "A sentence that is too long for any heading, and ends with a full stop.";
    assert_eq!(body(&format!("a\n\n\n{long}\n")), ["a", "rule", long]);
    assert_eq!(body("Term\n  What it means.\nOther\n  That.\n"), ["2 terms"]);
    assert_eq!(body("- a\n- b\n"), ["list of 2"]);
    assert_eq!(body("if x:\n    y()\n"), [r#"code "if x:\n    y()""#]);
}

#[test]
fn notes_are_notes() {
    let text =
        "T\nLanguage: en\n\nSo[1], [9] and [deleted: no] yes.\n\n\nNotes\n\n[1] Said.\n\n  More.\n";
    let document = read(text).unwrap();
    assert_eq!(kinds(&document.notes[0].body), ["Said.", "More."]);
    let BlockKind::Paragraph { content, .. } = &document.body[0].kind else { panic!() };
    let kinds: Vec<_> = content.iter().map(|inline| inline.kind.clone()).collect();
    assert_eq!(kinds[1], InlineKind::NoteReference("1".into()));
    assert_eq!(kinds[2], InlineKind::Text(", [9] and ".into()));
    assert_eq!(kinds[3], InlineKind::Strikethrough(vec![Inline::text("no")]));
    assert_eq!(document.body.len(), 1, "the heading over the notes is the writer's");
}
