//! Whole PDFs, each read by a validator and by `lopdf`.

use std::collections::BTreeMap;
use std::sync::Arc;

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

use super::layout::frame::{
    Anchor, Colour, ContentKey, Glyph, GlyphRun, Item, ItemKind, LinkBox, Page, Part, Point, Rect,
    Role,
};
use super::*;
use crate::diagnostic::Findings;
use crate::fonts::{FaceId, FontBook};
use crate::model::*;
use crate::normalise::normalise;
use crate::text::Language;

/// Gives every node its number, in reading order.
fn number(document: &mut Document) {
    struct Counter(u32);
    impl Counter {
        fn at(&mut self, at: &mut Attrs) {
            self.0 += 1;
            at.id = NodeId(self.0);
        }
        fn inlines(&mut self, content: &mut [Inline]) {
            for inline in content {
                self.at(&mut inline.at);
                if let Some(content) = inline.content_mut() {
                    self.inlines(content);
                }
            }
        }
        fn item(&mut self, item: &mut crate::model::Item) {
            self.at(&mut item.at);
            self.blocks(&mut item.body);
        }
        fn blocks(&mut self, blocks: &mut [Block]) {
            for block in blocks {
                self.at(&mut block.at);
                match &mut block.kind {
                    BlockKind::Heading { content, .. } | BlockKind::Paragraph { content, .. } => {
                        self.inlines(content);
                    }
                    BlockKind::List(list) => list.items.iter_mut().for_each(|i| self.item(i)),
                    BlockKind::Definitions(definitions) => {
                        for definition in definitions {
                            for term in &mut definition.terms {
                                self.at(&mut term.at);
                                self.inlines(&mut term.content);
                            }
                            definition.meanings.iter_mut().for_each(|i| self.item(i));
                        }
                    }
                    BlockKind::Table(table) => {
                        self.inlines(&mut table.caption);
                        for row in &mut table.rows {
                            self.at(&mut row.at);
                            for cell in &mut row.cells {
                                self.at(&mut cell.at);
                                self.blocks(&mut cell.content);
                            }
                        }
                    }
                    BlockKind::Figure(figure) => {
                        self.inlines(&mut figure.caption);
                        self.inlines(&mut figure.credit);
                    }
                    BlockKind::Quote { attribution, body } => {
                        self.blocks(body);
                        self.inlines(attribution);
                    }
                    BlockKind::Aside { title, body } => {
                        self.inlines(title);
                        self.blocks(body);
                    }
                    BlockKind::Code { .. } | BlockKind::Rule | BlockKind::Math { .. } => {}
                }
            }
        }
    }
    let mut counter = Counter(0);
    counter.blocks(&mut document.body);
    for note in &mut document.notes {
        counter.at(&mut note.at);
        counter.blocks(&mut note.body);
    }
}

/// A layout of one content a line, the words made up.
struct Lines {
    layout: Layout,
    glyphs: BTreeMap<u32, u16>,
    y: f32,
}

impl Lines {
    fn new() -> Self {
        let font =
            printpdf::ParsedFont::from_bytes(FontBook::default().data(FaceId(0)), 0, &mut vec![])
                .unwrap();
        let mut lines =
            Self { layout: Layout::default(), glyphs: font.codepoint_to_glyph, y: 900.0 };
        lines.advance(0.0);
        lines
    }

    fn advance(&mut self, height: f32) {
        self.y += height;
        if self.y > 780.0 {
            self.y = 60.0;
            let page = Page { width: 595.0, height: 842.0, ..Page::default() };
            self.layout.pages.push(page);
        }
    }

    fn item(&mut self, role: Role, kind: ItemKind) {
        self.layout.pages.last_mut().unwrap().items.push(Item { role, kind });
    }

    fn place(&mut self, key: ContentKey) {
        let at = Point { x: 60.0, y: 100.0 };
        self.layout.places.push(Anchor { key, page: 0, at });
    }

    fn text(&mut self, key: ContentKey, text: &str) {
        let mut x = 0.0;
        let mut glyphs = Vec::new();
        for (at, c) in text.char_indices() {
            let id = self.glyphs.get(&(c as u32)).copied().unwrap_or(0);
            let text = u32::try_from(at).unwrap()..u32::try_from(at + c.len_utf8()).unwrap();
            glyphs.push(Glyph { id, offset: Point { x, y: 0.0 }, advance: 6.0, text });
            x += 6.0;
        }
        let at = Point { x: 60.0, y: self.y };
        let run = GlyphRun {
            face: FaceId(0),
            size: 11.0,
            colour: Colour(0, 0, 0),
            origin: at,
            text: text.into(),
            glyphs,
        };
        self.item(Role::Content(key), ItemKind::Glyphs(run));
        self.advance(16.0);
    }
}

/// Every content of the tree on a line of its own.
fn lines(structure: &structure::Structure) -> Layout {
    let mut lines = Lines::new();
    for element in &structure.elements {
        for kid in &element.kids {
            let structure::Kid::Content(key) = *kid else { continue };
            if key.part == Part::Picture {
                let rect = Rect { x: 60.0, y: lines.y, width: 80.0, height: 60.0 };
                lines.item(Role::Content(key), ItemKind::Picture { node: key.node, rect });
                lines.advance(80.0);
            } else {
                lines.text(key, "Difficult fjord, naïve čaj ");
            }
        }
    }
    for &key in structure.links.keys() {
        let rect = Rect { x: 300.0, y: 100.0, width: 50.0, height: 14.0 };
        lines.layout.pages[0].links.extend([LinkBox { key, rect }, LinkBox { key, rect }]);
        lines.place(key);
    }
    for heading in &structure.headings {
        lines.place(heading.key);
    }
    lines.layout
}

fn words(text: &str) -> Vec<Inline> {
    vec![Inline::text(text)]
}

fn paragraph(text: &str) -> Block {
    Block::paragraph(words(text))
}

fn heading(level: u32, text: &str) -> Block {
    let mut heading =
        Block::new(BlockKind::Heading { level: Level::clamped(level), content: words(text) });
    heading.at.anchor = Some(text.into());
    heading
}

fn picture(alt: Alt) -> Image {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let pixels = image::RgbaImage::from_pixel(4, 3, image::Rgba([200, 30, 30, 120]));
    pixels.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    let bytes: Arc<[u8]> = bytes.into_inner().into();
    let picture = Picture { format: PictureFormat::Png, width: 4, height: 3, bytes };
    Image { path: "p.png".into(), alt, picture: Some(picture) }
}

fn cell(heads: Option<Heads>, colspan: u32, rowspan: u32) -> Cell {
    Cell { at: Attrs::default(), heads, colspan, rowspan, content: vec![paragraph("cell")] }
}

fn everything() -> Document {
    let inline = Inline::new;
    let mut foreign = inline(InlineKind::Span(words("déjà vu")));
    foreign.at.lang = Language::parse("fr");
    let item = |body| crate::model::Item { at: Attrs::default(), body };
    let list = |start, items| Block::new(BlockKind::List(List { start, items }));
    let column = Some(Heads::Column);
    let rows = vec![
        vec![cell(Some(Heads::Both), 1, 2), cell(column, 2, 1)],
        vec![cell(column, 1, 1), cell(column, 1, 1)],
        vec![cell(Some(Heads::Row), 1, 2), cell(None, 1, 1), cell(None, 1, 1)],
        vec![cell(None, 2, 1)],
    ];
    let rows = rows.into_iter().map(|cells| Row { at: Attrs::default(), cells }).collect();
    let mut document = Document {
        meta: Meta {
            title: Some("Every (kind) of thing \u{10D}".into()),
            subtitle: Some("And a subtitle".into()),
            authors: vec!["Anna Nováková".into(), "B. C.".into()],
            date: Some("2020-05-13".into()),
            language: Language::parse("en"),
            publisher: Some("The Press".into()),
            source: Some("https://example.org/článok".into()),
            description: Some("What it is about".into()),
            keywords: vec!["one".into(), "two".into()],
            ..Meta::default()
        },
        body: vec![
            heading(2, "First"),
            Block::paragraph(vec![
                Inline::text("Plain "),
                inline(InlineKind::Emphasis(vec![inline(InlineKind::Strong(words("both")))])),
                inline(InlineKind::Strikethrough(words("gone"))),
                inline(InlineKind::Subscript(words("2"))),
                inline(InlineKind::Superscript(words("3"))),
                inline(InlineKind::Literal("code".into())),
                inline(InlineKind::Quotation(words("quoted"))),
                inline(InlineKind::Citation(words("cited"))),
                inline(InlineKind::Abbreviation {
                    expansion: "World Health Organization".into(),
                    content: words("WHO"),
                }),
                inline(InlineKind::Link {
                    target: Target::External("https://example.org/?q=č".into()),
                    content: words("out"),
                }),
                inline(InlineKind::Link {
                    target: Target::Internal("Second".into()),
                    content: words("in"),
                }),
                inline(InlineKind::Link {
                    target: Target::Internal("nowhere".into()),
                    content: words("lost"),
                }),
                inline(InlineKind::NoteReference("n".into())),
                inline(InlineKind::Break),
                inline(InlineKind::Image(picture(Alt::Authored("a red box".into())))),
                inline(InlineKind::Formula { tex: "a^2".into() }),
                foreign,
            ]),
            list(
                Some(3),
                vec![
                    item(vec![
                        paragraph("one"),
                        paragraph("more"),
                        list(None, vec![item(vec![paragraph("nested")])]),
                    ]),
                    item(vec![paragraph("two")]),
                ],
            ),
            Block::new(BlockKind::Definitions(vec![Definition {
                terms: vec![Term { at: Attrs::default(), content: words("term") }],
                meanings: vec![item(vec![paragraph("meaning")])],
            }])),
            Block::new(BlockKind::Table(Table { caption: words("A table"), rows })),
            Block::new(BlockKind::Figure(Figure {
                image: Some(picture(Alt::Supplied("a box".into()))),
                caption: words("The box"),
                credit: words("© Box"),
            })),
            Block::new(BlockKind::Figure(Figure {
                image: None,
                caption: words("No picture"),
                credit: vec![],
            })),
            heading(3, "Second"),
            Block::new(BlockKind::Quote {
                attribution: words("Somebody"),
                body: vec![paragraph("Said this")],
            }),
            Block::new(BlockKind::Code { language: None, text: "let x;".into() }),
            Block::new(BlockKind::Rule),
            Block::new(BlockKind::Aside { title: words("Box"), body: vec![paragraph("aside")] }),
            Block::new(BlockKind::Math { tex: "x = \\frac{1}{2}".into() }),
        ],
        notes: vec![Note { at: Attrs::default(), id: "n".into(), body: vec![paragraph("A note")] }],
        removed: vec![],
    };
    number(&mut document);
    document
}

struct Written {
    bytes: Vec<u8>,
    findings: Findings,
}

fn write_lines(document: Document) -> Written {
    let mut findings = Findings::default();
    let normal = normalise(document, &mut findings);
    let layout = lines(&structure::structure(&normal));
    let fonts = FontBook::default();
    let mut cx = Context { fonts: &fonts, findings: &mut findings, epoch: None };
    let bytes = write_layout(&normal, &layout, &mut cx).unwrap();
    Written { bytes, findings }
}

/// What a profile of the validator has against a file.
fn failures(bytes: &[u8], profile: &str) -> Vec<String> {
    let profile: ValidationProfile = profile.parse().unwrap();
    let report = validate_pdf_bytes(bytes, &ValidationOptions::default().profile(profile)).unwrap();
    report.failures.iter().map(|failure| format!("{failure:?}")).collect()
}

#[test]
fn everything_is_pdf_ua_and_pdf_a() {
    let written = write_lines(everything());
    std::fs::write("target/everything.pdf", &written.bytes).unwrap();
    assert_eq!(failures(&written.bytes, "ua1"), Vec::<String>::new());
    assert_eq!(failures(&written.bytes, "2a"), Vec::<String>::new());
    assert!(written.findings.is_empty(), "{:?}", written.findings);
}
