//! The reader as a whole, on texts small enough to read. How well it does on whole pages is measured by
//! `tests/plain.rs`.

use super::read;
use crate::diagnostic::Findings;
use crate::model::{Block, BlockKind, Document, plain_text};
use crate::read::Context;
use crate::read::resources::Memory;
use crate::source::Source;

fn document(text: &str) -> (Document, Findings) {
    let mut findings = Findings::default();
    let source = Source::new("page.txt", text);
    let document =
        read(&source, &mut Context { resources: &Memory::default(), findings: &mut findings });
    (document, findings)
}

/// Each block as a word for its kind and its words.
fn outline(text: &str) -> Vec<String> {
    document(text).0.body.iter().map(line).collect()
}

fn line(block: &Block) -> String {
    match &block.kind {
        BlockKind::Heading { level, content } => {
            format!("h{} {}", level.get(), plain_text(content))
        }
        BlockKind::Paragraph { lead: true, content } => format!("lead {}", plain_text(content)),
        BlockKind::Paragraph { lead: false, content } => format!("p {}", plain_text(content)),
        BlockKind::Figure(f) => {
            format!("figure {} [{}]", plain_text(&f.caption), plain_text(&f.credit))
        }
        BlockKind::List(list) => format!("list of {}", list.items.len()),
        BlockKind::Table(table) => format!("table of {}", table.rows.len()),
        BlockKind::Quote { attribution, body } => {
            let body: Vec<String> = body.iter().map(line).collect();
            format!("quote <{}> {}", plain_text(attribution), body.join(" / "))
        }
        other => format!("{other:?}"),
    }
}

const KFOR: &str = include_str!("../../../samples/kfor-article.txt");

#[test]
fn the_article_is_found_among_the_furniture() {
    let (document, findings) = document(KFOR);
    assert_eq!(
        document.meta.title.as_deref(),
        Some("Success requires staying power: Extension of the KFOR mission in Kosovo")
    );
    assert_eq!(document.meta.date.as_deref(), Some("2020-05-13"));
    let removed: Vec<&str> = document.removed.iter().map(|r| r.text.as_str()).collect();
    assert_eq!(removed, ["Welcome", "13.05.2020 - Article", "Keywords", "Top of page"]);
    let kinds: Vec<String> =
        document.body.iter().map(|b| line(b).chars().take(12).collect()).collect();
    assert_eq!(
        kinds,
        [
            "figure The B",
            "lead The Ger",
            "p The stabil",
            "h2 Reduced p",
            "p The Bundes",
            "quote <Forei",
            "h2 De-escala",
            "p Despite al",
            "quote <Forei",
            "h2 Longest G",
            "p The multin",
        ]
    );
    assert!(line(&document.body[0]).ends_with("[© KEYSTONE / dpa Picuture-Alliance]"));
    assert!(findings.is_empty());
}

#[test]
fn no_word_is_lost_and_each_block_knows_its_place() {
    let texts = [
        KFOR,
        include_str!("../../../tests/cases/plain/german-regional-paper/input.txt"),
        include_str!("../../../tests/cases/plain/dutch-undated-blog/input.txt"),
        include_str!("../../../tests/cases/plain/italian-wrapped-feature/input.txt"),
    ];
    for text in texts {
        let (document, _) = document(text);
        let mut kept: Vec<&str> = Vec::new();
        let mut last = 0;
        for block in &document.body {
            let span = block.at.span.unwrap();
            assert!(span.start >= last, "{block:?}");
            last = span.end;
            kept.push(&text[span.start as usize..span.end as usize]);
        }
        kept.extend(document.removed.iter().map(|r| r.text.as_str()));
        kept.extend(document.meta.title.as_deref());
        let words = |text: &str| -> Vec<String> {
            let mut words: Vec<String> = text.split_whitespace().map(String::from).collect();
            words.sort();
            words
        };
        assert_eq!(words(&kept.join("\n")), words(text));
    }
}

#[test]
fn removed_lines_name_their_line() {
    let (document, _) = document(
        "Menu\n\nA title of some length\n\nOne sentence. And one more.\n\nShare\n© 2020 Site",
    );
    let removed: Vec<_> =
        document.removed.iter().map(|r| (r.line, r.text.as_str(), r.reason.as_str())).collect();
    assert_eq!(
        removed,
        [
            (Some(1), "Menu", "site navigation"),
            (Some(7), "Share", "share and tool buttons"),
            (Some(8), "© 2020 Site", "copyright notice of the site"),
        ]
    );
}

#[test]
fn headings_are_not_invented() {
    let text = "A title of some length\n\nThe first paragraph has two sentences. This is the second.\n\n\
        Then the handle snapped.\n\nNobody spoke for quite a while, which was unusual for that family.\n\n\
        What now?\n\nThe third paragraph has two sentences. This is the second.\n\n\
        Bookings: station office, room 4, tel. 555 01 99\n\nThe last paragraph ends here, with a sentence of its own.\n\n\
        A line at the end";
    let headings: Vec<String> = outline(text).into_iter().filter(|l| l.starts_with('h')).collect();
    assert_eq!(headings, ["h2 What now?"]);
}

#[test]
fn words_after_an_announcement_are_a_quotation() {
    let start =
        "A title of some length\n\nThe first paragraph has two sentences. This is the second.\n\n";
    let last = |text: &str| outline(&format!("{start}{text}")).pop().unwrap();
    assert_eq!(
        last("The mayor put it so:\n\nWe are late, and we know it."),
        "quote <The mayor put it so:> p We are late, and we know it."
    );
    assert_eq!(
        last("Das war es:\n\n„Eins.\n\n„Zwei.“"),
        "quote <Das war es:> p „Eins. / p „Zwei.“"
    );
    assert_eq!(
        last("The figures below are rounded:\n\nThey are from August."),
        "p They are from August."
    );
    assert_eq!(last("„Wir bleiben.“\n— Jutta Brand"), "quote <— Jutta Brand> p „Wir bleiben.“");
}

#[test]
fn lists_and_tables_are_told_from_speech_and_menus() {
    let start =
        "A title of some length\n\nThe first paragraph has two sentences. This is the second.\n\n";
    let last = |text: &str| outline(&format!("{start}{text}")).pop().unwrap();
    assert_eq!(last("Bring:\n\n– boots\n– a lamp, and\n  oil for it"), "list of 2");
    assert_eq!(last("1) one\n2) two\n3) three"), "list of 3");
    assert_eq!(last("– Who is there?\n\n– Nobody."), "p – Nobody.");
    assert_eq!(last("Year | Birds\n2019 | 14\n2020 | 15"), "table of 3");
    assert_eq!(last("Year    Birds\n2019    14\n2020    15"), "table of 3");
}

#[test]
fn furniture_alone_is_kept_and_said() {
    let (document, findings) = document("Menu\nSearch\nLog in\n\nShare\n\n© 2020 Site");
    let words: Vec<String> = document.body.iter().map(line).collect();
    assert_eq!(words.concat().matches("Log in").count(), 1, "{words:?}");
    assert!(document.removed.is_empty());
    assert!(findings.iter().any(|f| f.rule.id == "document/only-furniture"));
}

#[test]
fn hostile_texts_are_read_in_linear_time() {
    for text in ["", "\n\n", "x", "-", "©", ":", "1.", "|", "\u{200F}", "“", "Foto:", "—\n—"]
    {
        document(text);
    }
    for unit in [
        "word ",
        "a\n",
        "(",
        "- a\n",
        "1. a\n2. b\n",
        "“says:\n",
        "a | b\n",
        "Foto: © a. B: c\n\n",
        "Share\n\nA heading\n\n",
    ] {
        document(&unit.repeat(3_000));
    }
}

#[test]
fn an_article_may_be_about_cookies() {
    let text = "We use cookies. Accept all\n\nWhy cookies crumble, and what follows\n\n5 May 2021\n\n\
        The rules on cookies have changed again. Every site must ask.\n\n\
        Who pays?\n\nCookies cost nothing. Our newsletter asked what they are worth.\n\n\
        Share\nWe use cookies and similar tools. Read on.\n© 2021 The Crumb";
    assert_eq!(
        outline(text),
        [
            "lead The rules on cookies have changed again. Every site must ask.",
            "h2 Who pays?",
            "p Cookies cost nothing. Our newsletter asked what they are worth.",
        ]
    );
}

#[test]
fn blank_lines_may_say_nothing() {
    let tight = "Menu\nSearch\nA title of some length\n4 May 2021\nShare\nTweet\n\
        The first paragraph has two sentences. This is the second.\nA heading\n\
        More prose stands under it. It has two sentences.\nShare\n© 2021 Site";
    let apart = tight.replace('\n', "\n\n");
    let want = [
        "lead The first paragraph has two sentences. This is the second.",
        "h2 A heading",
        "p More prose stands under it. It has two sentences.",
    ];
    assert_eq!(outline(tight), want);
    assert_eq!(outline(&apart), want);
}
