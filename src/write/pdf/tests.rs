//! Whole PDFs, each read by a validator and by `lopdf`.

use std::collections::BTreeMap;

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

use super::layout::frame::{
    Anchor, Colour, ContentKey, Glyph, GlyphRun, Item, ItemKind, LinkBox, Page, Part, Point, Rect,
    Role,
};
use super::*;
use crate::diagnostic::Findings;
use crate::fonts::{FaceId, FontBook};
use crate::write::fixture::everything;

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
                lines.text(key, "Difficult fjord, naïve čaj and some more words to make a line of eighty letters. ");
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

struct Written {
    bytes: Vec<u8>,
    findings: Findings,
}

fn write_lines(normal: &Normal) -> Written {
    let mut findings = Findings::default();
    let layout = lines(&structure::structure(normal));
    let fonts = FontBook::default();
    let mut cx = Context { fonts: &fonts, findings: &mut findings, epoch: None };
    let bytes = write_layout(normal, &layout, &mut cx).unwrap();
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
    let written = write_lines(&everything());
    std::fs::write("target/everything.pdf", &written.bytes).unwrap();
    assert_eq!(failures(&written.bytes, "ua1"), Vec::<String>::new());
    assert_eq!(failures(&written.bytes, "2a"), Vec::<String>::new());
    assert!(written.findings.is_empty(), "{:?}", written.findings);
}
