//! A document with everything that the model knows, for the tests of the writers, and the words that
//! every one of them must write, in order.

use std::sync::Arc;

use crate::diagnostic::Findings;
use crate::fonts::FontBook;
use crate::model::{
    Alt, Attrs, Block, BlockKind, Cell, Definition, Direction, Document, Figure, Heads, Image,
    Inline, InlineKind, Item, Level, List, Meta, Note, Picture, PictureFormat, Row, Table, Target,
    Term,
};
use crate::normalise::{Hints, Normal, normalise};
use crate::text::Language;
use crate::write::Context;

pub(super) fn text(words: &str) -> Vec<Inline> {
    vec![Inline::text(words)]
}

pub(super) fn paragraph(words: &str) -> Block {
    Block::paragraph(text(words))
}

pub(super) fn paragraphs(words: &str) -> Vec<Block> {
    vec![paragraph(words)]
}

pub(super) fn inline(kind: InlineKind) -> Inline {
    Inline::new(kind)
}

pub(super) fn heading(level: u32, words: &str) -> Block {
    Block::new(BlockKind::Heading { level: Level::clamped(level), content: text(words) })
}

pub(super) fn lang(tag: &str) -> Attrs {
    Attrs { lang: Language::parse(tag), ..Attrs::default() }
}

pub(super) fn anchor(name: &str) -> Attrs {
    Attrs { anchor: Some(name.into()), ..Attrs::default() }
}

pub(super) fn item(body: Vec<Block>) -> Item {
    Item { at: Attrs::default(), body }
}

pub(super) fn list(start: Option<u64>, items: Vec<Vec<Block>>) -> Block {
    Block::new(BlockKind::List(List { start, items: items.into_iter().map(item).collect() }))
}

pub(super) fn cell(heads: Option<Heads>, words: &str) -> Cell {
    let content = if words.is_empty() { vec![] } else { paragraphs(words) };
    Cell { at: Attrs::default(), heads, colspan: 1, rowspan: 1, content }
}

pub(super) fn table(caption: &str, rows: Vec<Vec<Cell>>) -> Block {
    let rows = rows.into_iter().map(|cells| Row { at: Attrs::default(), cells }).collect();
    let caption = if caption.is_empty() { vec![] } else { text(caption) };
    Block::new(BlockKind::Table(Table { caption, rows }))
}

pub(super) fn picture() -> Picture {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let shade = |at| u8::try_from(at).unwrap_or(u8::MAX);
    let pixels = image::RgbImage::from_fn(120, 60, |x, y| image::Rgb([shade(x), shade(y), 128]));
    pixels.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    let bytes = Arc::from(bytes.into_inner());
    Picture { format: PictureFormat::Png, width: 120, height: 60, bytes }
}

pub(super) fn image(alt: Alt, picture: Option<Picture>) -> Image {
    Image { path: "pictures/a.png".into(), alt, picture }
}

pub(super) fn figure(image: Option<Image>, caption: &str, credit: &str) -> Block {
    let words = |words: &str| if words.is_empty() { vec![] } else { text(words) };
    Block::new(BlockKind::Figure(Figure { image, caption: words(caption), credit: words(credit) }))
}

pub(super) fn normal(document: Document) -> Normal {
    normalise(document, &Hints::default(), &mut Findings::default())
}

/// A normal document in English with this body.
pub(super) fn with_body(body: Vec<Block>) -> Normal {
    let meta =
        Meta { title: Some("Title".into()), language: Language::parse("en"), ..Meta::default() };
    normal(Document { meta, body, ..Document::default() })
}

/// Runs a writer; its findings are thrown away.
pub(super) fn run<T>(write: impl FnOnce(&mut Context<'_>) -> T) -> T {
    let (fonts, mut findings) = (FontBook::default(), Findings::default());
    write(&mut Context { fonts: &fonts, findings: &mut findings, epoch: None, source: None })
}

/// Everything that the model knows.
pub(super) fn everything() -> Normal {
    let some = |words: &str| Some(words.to_owned());
    let meta = Meta {
        title: some("Everything & more"),
        subtitle: some("A document with all there is"),
        authors: vec!["Ana Nováková".into(), "B. <C>".into()],
        date: some("2020-05-13"),
        language: Language::parse("en-GB"),
        publisher: some("The Press"),
        source: some("https://example.com/news/article.html?a=1&b=2"),
        description: some("All kinds of blocks & inlines."),
        keywords: vec!["test".into(), "model".into()],
        ..Meta::default()
    };
    let body = [prose(), lists(), tables(), pictures(), asides()].concat();
    let note = |id: &str, body| Note { at: Attrs::default(), id: id.into(), number: 0, body };
    let notes = vec![
        note("n1", paragraphs("First note.")),
        note("n2", vec![paragraph("Second note."), list(None, vec![paragraphs("in a list")])]),
    ];
    normal(Document { meta, body, notes, removed: vec![] })
}

fn prose() -> Vec<Block> {
    use InlineKind as K;
    let link = |target, words: &str| inline(K::Link { target, content: text(words) });
    let external = |address: &str, words: &str| link(Target::External(address.into()), words);
    let kinds = vec![
        Inline::text("Plain, "),
        inline(K::Emphasis(vec![Inline::text("stressed "), inline(K::Strong(text("and strong")))])),
        Inline::text(", "),
        inline(K::Strikethrough(text("struck"))),
        Inline::text(", H"),
        inline(K::Subscript(text("2"))),
        Inline::text("O, m"),
        inline(K::Superscript(text("3"))),
        Inline::text(", "),
        inline(K::Literal("let x = 1 < 2;".into())),
        Inline::text(", "),
        inline(K::Quotation(text("“quoted”"))),
        Inline::text(", "),
        inline(K::Citation(text("A Work"))),
        Inline::text(", "),
        inline(K::Abbreviation { expansion: "World Wide Web".into(), content: text("WWW") }),
        Inline::text(", "),
        external("https://example.com/a b?x=1&y=[2]", "outside"),
        Inline::text(" and "),
        external("../other.html", "beside"),
        Inline::text(" and "),
        external("javascript:alert(1)", "nowhere"),
        Inline::text(" and "),
        link(Target::Internal("tables".into()), "below"),
        Inline::text(" and "),
        link(Target::Internal("missing".into()), "lost"),
        Inline::text(", on "),
        inline(K::Time { datetime: Some("2020-05-13".into()), content: text("13 May") }),
        Inline::text(" or "),
        inline(K::Time { datetime: Some("some day".into()), content: text("some day") }),
        Inline::text(", "),
        inline(K::Formula { tex: "a^2 + b^2".into() }),
        Inline::text(", "),
        Inline { at: lang("fr"), kind: K::Span(text("à la française")) },
        Inline::text(", "),
        Inline { at: lang("he"), kind: K::Text("שלום עולם".into()) },
        Inline::text(", one"),
        inline(K::NoteReference("n1".into())),
        Inline::text(", two"),
        inline(K::NoteReference("n2".into())),
        Inline::text(", one again"),
        inline(K::NoteReference("n1".into())),
        Inline::text(", no note"),
        inline(K::NoteReference("none".into())),
        Inline::text(", a line"),
        inline(K::Break),
        Inline::text("and the next "),
        inline(K::Image(image(Alt::Authored("small picture".into()), Some(picture())))),
        Inline::text("."),
    ];
    vec![
        Block::new(BlockKind::Paragraph { lead: true, content: text("The standfirst.") }),
        heading(2, "Prose & quotations"),
        Block::paragraph(kinds),
        heading(3, "Quotations"),
        Block::new(BlockKind::Quote {
            attribution: text("Heiko Maas, minister"),
            body: vec![paragraph("It was said."), paragraph("And more.")],
        }),
        Block::new(BlockKind::Quote {
            attribution: text("This is what she said:"),
            body: paragraphs("It is so."),
        }),
        Block {
            at: lang("de"),
            kind: BlockKind::Quote { attribution: vec![], body: paragraphs("Auf Deutsch.") },
        },
    ]
}

fn lists() -> Vec<Block> {
    let terms = |words: &[&str]| {
        let term = |word: &&str| Term { at: Attrs::default(), content: text(word) };
        words.iter().map(term).collect()
    };
    let nested = list(Some(3), vec![paragraphs("three"), paragraphs("four")]);
    vec![
        heading(2, "Lists"),
        list(
            None,
            vec![
                paragraphs("bullet"),
                vec![paragraph("with numbers"), nested],
                vec![paragraph("first paragraph"), paragraph("second paragraph")],
            ],
        ),
        Block::new(BlockKind::Definitions(vec![
            Definition {
                terms: terms(&["tag", "mark"]),
                meanings: vec![item(paragraphs("a label")), item(paragraphs("a game"))],
            },
            Definition {
                terms: terms(&["alt"]),
                meanings: vec![item(vec![paragraph("words"), paragraph("for a picture")])],
            },
        ])),
    ]
}

fn tables() -> Vec<Block> {
    use Heads::{Column, Row};
    let wide = Cell { colspan: 2, ..cell(Some(Column), "2024") };
    let tall = Cell { rowspan: 2, ..cell(Some(Row), "Norway") };
    let corner = Cell { rowspan: 2, colspan: 2, ..cell(None, "") };
    let empty = |words| cell(None, words);
    let heading = Block { at: anchor("tables"), ..heading(2, "Tables") };
    vec![
        heading,
        table(
            "Rain by month",
            vec![
                vec![
                    cell(Some(Column), "City"),
                    cell(Some(Column), "January"),
                    cell(Some(Column), "February"),
                ],
                vec![cell(Some(Row), "Oslo"), empty("10"), empty("20")],
                vec![cell(Some(Row), "Bergen"), empty("30"), empty("")],
            ],
        ),
        table(
            "Spans",
            vec![
                vec![corner, wide],
                vec![cell(Some(Column), "spring"), cell(Some(Column), "autumn")],
                vec![tall, cell(Some(Row), "north"), empty("1"), empty("2")],
                vec![cell(Some(Row), "south"), empty("3"), empty("4")],
            ],
        ),
        table("", vec![vec![empty("just"), empty("two")], vec![empty("by"), empty("two")]]),
    ]
}

fn pictures() -> Vec<Block> {
    let described = || Alt::Authored("A gradient from blue to red".into());
    vec![
        heading(2, "Pictures"),
        figure(Some(image(described(), Some(picture()))), "The caption.", "© Ann Author"),
        figure(Some(image(Alt::Decorative, Some(picture()))), "", ""),
        figure(Some(image(Alt::Authored("A lost view".into()), None)), "Not here.", ""),
        figure(None, "A caption alone.", "Photo: B"),
        figure(
            Some(image(Alt::Caption("Serves twice".into()), Some(picture()))),
            "Serves twice",
            "",
        ),
    ]
}

fn asides() -> Vec<Block> {
    let code = "fn main() {\n\tprintln!(\"hi\");\n}\n";
    vec![
        heading(2, "Asides"),
        Block::new(BlockKind::Aside {
            title: text("Good to know"),
            body: paragraphs("Some fact."),
        }),
        Block::new(BlockKind::Aside { title: vec![], body: paragraphs("Another fact.") }),
        Block::new(BlockKind::Rule),
        Block::new(BlockKind::Code { language: Some("rust".into()), text: code.into() }),
        Block::new(BlockKind::Math { tex: "E = mc^2".into() }),
        Block {
            at: Attrs { dir: Some(Direction::Rtl), ..lang("ar") },
            kind: BlockKind::Paragraph { lead: false, content: text("مرحبا بالعالم") },
        },
    ]
}

/// The words of `everything`, in the order in which every output has them. Altform's own words (the
/// heading of the notes), numbers of notes and the places of addresses differ by format.
pub(super) const WORDS: &[&str] = &[
    "Everything & more",
    "A document with all there is",
    "By Ana Nováková and B. <C>",
    "13 May 2020",
    "The Press",
    "Source: https://example.com/news/article.html?a=1&b=2",
    "The standfirst.",
    "Prose & quotations",
    "Plain,",
    "stressed",
    "and strong",
    "struck",
    "O, m",
    "let x = 1 < 2;",
    "“quoted”",
    "A Work",
    "WWW",
    "outside",
    "beside",
    "nowhere",
    "below",
    "lost",
    "13 May",
    "some day",
    "a^2 + b^2",
    "à la française",
    "שלום עולם",
    "one",
    "two",
    "one again",
    "no note",
    "a line",
    "and the next",
    "small picture",
    "Quotations",
    "It was said.",
    "And more.",
    "Heiko Maas, minister",
    "This is what she said:",
    "It is so.",
    "Auf Deutsch.",
    "Lists",
    "bullet",
    "with numbers",
    "three",
    "four",
    "first paragraph",
    "second paragraph",
    "tag",
    "mark",
    "a label",
    "a game",
    "alt",
    "words",
    "for a picture",
    "Tables",
    "Rain by month",
    "City",
    "January",
    "February",
    "Oslo",
    "10",
    "20",
    "Bergen",
    "30",
    "Spans",
    "Norway",
    "north",
    "1",
    "2",
    "south",
    "3",
    "4",
    "just",
    "two",
    "by",
    "two",
    "Pictures",
    "A gradient from blue to red",
    "The caption.",
    "© Ann Author",
    "A lost view",
    "Not here.",
    "A caption alone.",
    "Photo: B",
    "Serves twice",
    "Asides",
    "Good to know",
    "Some fact.",
    "Another fact.",
    "fn main() {",
    "println!(\"hi\");",
    "}",
    "E = mc^2",
    "مرحبا بالعالم",
    "First note.",
    "Second note.",
    "in a list",
];

/// Asserts that the words of `everything` stand in a text in this order.
pub(super) fn assert_words(text: &str) {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut at = 0;
    for words in WORDS {
        match text[at..].find(words) {
            Some(found) => at += found + words.len(),
            None => panic!("`{words}` is not in what follows: {}", &text[at..]),
        }
    }
}

/// The text of markup, descriptions of pictures included, for `assert_words`.
pub(super) fn markup_text(markup: &str) -> String {
    let document = dom_query::Document::from(markup);
    let mut out = String::new();
    for node in document.select("body").nodes().iter().flat_map(dom_query::NodeRef::descendants) {
        if node.is_text() {
            out.push_str(&node.text());
            out.push(' ');
        } else if let Some(alt) = node.attr("alt") {
            out.push_str(&alt);
            out.push(' ');
        }
    }
    out
}
