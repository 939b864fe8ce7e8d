//! Plain texts as the blocks that are announced.

use super::read::transcript;
use crate::transcript::{Group, Kind, Line};

/// The lines as "kind: words".
fn told(text: &str) -> Vec<String> {
    let lines = transcript(text).lines;
    let name = |line: &Line| match &line.kind {
        Kind::Heading(level) => format!("h{level}: {}", line.text()),
        Kind::Start(Group::Item { label }) => label.clone(),
        Kind::Start(Group::Note { label }) => format!("note {label}"),
        Kind::Start(Group::List { items, .. }) => format!("list of {items}"),
        Kind::Start(group) => format!("{group:?}"),
        Kind::End(Group::Item { .. } | Group::Caption) => String::new(),
        Kind::End(_) => "end".to_owned(),
        _ => line.text(),
    };
    lines.iter().map(name).filter(|line| !line.is_empty()).collect()
}

#[test]
fn the_top_and_headings_are_told_apart() {
    let text = "Title\nBy Ana\nLanguage: en\n\nText\n\n\nPart\n\nMore\nlines\n";
    assert_eq!(told(text), ["h1: Title", "By Ana", "Text", "h2: Part", "More\nlines"]);
    assert_eq!(transcript(text).language.as_deref(), Some("en"));
    assert_eq!(told("Just\n\ntext\n"), ["Just", "text"]);
}

#[test]
fn lists_nest_by_their_indent() {
    let text = "- a\n  b\n  1. c\n  2. d\n- e\n\nf\n";
    let lists =
        ["list of 2", "•", "a\nb", "list of 2", "1.", "c", "2.", "d", "end", "•", "e", "end", "f"];
    assert_eq!(told(text), lists);
    assert_eq!(told("wrapped\n- words\n"), ["wrapped\n- words"], "no blank line before");
    assert_eq!(told("-\n\n1.\n"), ["list of 1", "•", "end", "list of 1", "1.", "end"]);
}

#[test]
fn edges_of_quotations_and_boxes_are_read() {
    let text = "[Quote]\n\nWords.\n\n- item\n\n[End of quote: Eve]\n\n[Box: Tip]\n\nDo it.\n\n[End of box]\n";
    assert_eq!(
        told(text),
        [
            "Quote",
            "Words.",
            "list of 1",
            "•",
            "item",
            "end",
            "End of quote: Eve",
            "end",
            "Aside",
            "Tip",
            "Do it.",
            "end"
        ]
    );
    assert_eq!(told("[End of quote]\n"), ["[End of quote]"]);
}

#[test]
fn notes_and_pictures_are_read() {
    let text = "Word[1].\n\n[Bild: Ein Boot. Bildunterschrift: Die Fähre]\n\n\nX\n\n[1] Said.\n\n  More.\n\n[2] Two\n";
    let german = format!("T\nSprache: de\n\n{text}");
    assert_eq!(
        told(&german)[1..],
        [
            "Word1.",
            "Figure",
            "Ein Boot.",
            "Caption",
            "Bildunterschrift: Die Fähre",
            "end",
            "h2: X",
            "Notes",
            "note 1",
            "Said.",
            "More.",
            "end",
            "note 2",
            "Two",
            "end",
            "end"
        ]
    );
}

#[test]
fn a_line_of_the_top_may_be_broken() {
    let text = "A title that is\n  broken\n  here\nBy Ana and\n  Eve\nLanguage:\n  en\n\nText is so wide.\n\n    fn code() {}\n";
    assert_eq!(
        told(text)[..3],
        ["h1: A title that is broken here", "By Ana and Eve", "Text is so wide."]
    );
}

#[test]
fn nesting_without_end_ends() {
    let text: String = (0..2000).map(|n| format!("{}- x\n", "  ".repeat(n))).collect();
    assert_eq!(told(&text).concat().matches('x').count(), 2000, "no words are lost");
    assert!(told(&"[Quote]\n\n".repeat(2000)).len() > 100);
}
