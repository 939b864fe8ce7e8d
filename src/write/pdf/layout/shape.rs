//! Prose to lines: shaping, bidi, fallback and line breaking by parley, and its glyphs back to the
//! content they show. It knows nothing of blocks and pages.

use std::ops::Range;

use parley::{
    Alignment, AlignmentOptions, BaseDirection, BreakReason, FontContext, FontStyle, FontWeight,
    InlineBox, InlineBoxKind, LayoutContext, LineBreakContext, LineHeight, OverflowWrap,
    PositionedLayoutItem, VerticalAlign, WhiteSpaceCollapse,
};

use super::frame::{
    Artifact, ContentKey, Glyph, GlyphRun, Item, ItemKind, LinkBox, Part, Point, Rect, Role,
};
use super::prose::{InlinePicture, Look, Prose, is_default_ignorable};
use super::style::TextStyle;
use crate::fonts::{FaceId, FontBook, families};
use crate::model::{Direction, NodeId};
use crate::text::is_right_to_left;

/// A line, positioned from its own top and from the left edge that it was given.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Line {
    pub(super) height: f32,
    pub(super) baseline: f32,
    /// From where its content begins to where it ends.
    pub(super) extent: (f32, f32),
    pub(super) items: Vec<Item>,
    pub(super) links: Vec<LinkBox>,
    /// What begins in it.
    pub(super) places: Vec<ContentKey>,
}

impl Line {
    /// Moves the line to the right.
    pub(super) fn shift(&mut self, by: f32) {
        self.extent = (self.extent.0 + by, self.extent.1 + by);
        self.links.iter_mut().for_each(|link| link.rect.x += by);
        for item in &mut self.items {
            match &mut item.kind {
                ItemKind::Glyphs(run) => run.origin.x += by,
                ItemKind::Picture { rect, .. } | ItemKind::Fill { rect, .. } => rect.x += by,
            }
        }
    }
}

/// Shapes and breaks text; keeps its tables from one paragraph to the next.
pub(super) struct Shaper<'a> {
    book: &'a FontBook,
    fonts: FontContext,
    context: LayoutContext<()>,
    layout: parley::Layout<()>,
    /// Characters that were not shown, in order, each once.
    pub(super) missing: Vec<(NodeId, char)>,
}

/// Text is shaped in chunks of about so many bytes, so that a huge paragraph takes no huge memory.
const CHUNK: usize = 32 * 1024;

/// More different styles than this in one paragraph look like the paragraph.
const MAX_STYLES: usize = 512;

/// The id of the boxes that part words where content ends within them; pictures count from 0.
const SEAM: u64 = u64::MAX;

impl<'a> Shaper<'a> {
    pub(super) fn new(book: &'a FontBook) -> Self {
        Self {
            book,
            fonts: book.context(),
            context: LayoutContext::new(),
            layout: parley::Layout::new(),
            missing: Vec::new(),
        }
    }

    /// The lines of a paragraph between `left` and `left + width`, which start at the start side.
    pub(super) fn lines(&mut self, prose: &Prose, left: f32, width: f32) -> Vec<Line> {
        for &(node, c) in &prose.missing {
            note_missing(&mut self.missing, node, c);
        }
        let (mut lines, mut ends) = (Vec::new(), Vec::new());
        let mut start = 0;
        while !prose.is_empty() {
            let end = chunk_end(&prose.text, start);
            self.shape(prose, start..end);
            let mut layout = std::mem::take(&mut self.layout);
            layout.break_all_lines(Some(width));
            layout.align(Alignment::Start, AlignmentOptions::default());
            let last = end == prose.text.len();
            // The last line of a chunk is set again with what follows it.
            let keep = if last || layout.len() < 2 { layout.len() } else { layout.len() - 1 };
            let next = layout.get(keep).map_or(end, |line| start + line.text_range().start);
            for line in layout.lines().take(keep) {
                lines.push(self.line(prose, start, &line, left, width));
                ends.push(start + line.text_range().end);
            }
            self.layout = layout;
            if last {
                break;
            }
            start = if next > start { next } else { end };
        }
        if lines.last().is_some_and(|line: &Line| line.items.is_empty()) {
            // What a closing line end opened.
            lines.pop();
        }
        place(prose, &ends, &mut lines);
        lines
    }

    /// The widths of a paragraph that is broken wherever it may be, and nowhere.
    pub(super) fn widths(&mut self, prose: &Prose) -> (f32, f32) {
        let (mut min, mut max, mut start) = (0f32, 0f32, 0);
        while start < prose.text.len() || (start == 0 && !prose.is_empty()) {
            let end = chunk_end(&prose.text, start);
            self.shape(prose, start..end);
            let widths = self.layout.calculate_content_widths();
            (min, max) = (min.max(widths.min), max.max(widths.max));
            start = end.max(start + 1);
        }
        (min, max)
    }

    fn shape(&mut self, prose: &Prose, chunk: Range<usize>) {
        let text = prose.text.get(chunk.clone()).unwrap_or("");
        let mut builder = self.context.style_run_builder(&mut self.fonts, text, 1.0, false);
        let mut styles = vec![prose.base];
        builder.push_style(parley_style(prose.base, prose.preformatted));
        let first = prose.spans.partition_point(|span| span.start <= chunk.start).saturating_sub(1);
        for (index, span) in prose.spans.iter().enumerate().skip(first) {
            let next = prose.spans.get(index + 1).map_or(prose.text.len(), |next| next.start);
            let (from, to) = (span.start.max(chunk.start), next.min(chunk.end));
            if from >= to {
                if span.start >= chunk.end {
                    break;
                }
                continue;
            }
            let known = styles.iter().position(|style| *style == span.look.text);
            let style = known.unwrap_or_else(|| {
                if styles.len() == MAX_STYLES {
                    return 0;
                }
                styles.push(span.look.text);
                usize::from(builder.push_style(parley_style(span.look.text, prose.preformatted)))
            });
            let style = u16::try_from(style).unwrap_or(0);
            builder.push_style_run(style, from - chunk.start..to - chunk.start);
        }
        let from = prose.seams.partition_point(|&seam| seam <= chunk.start);
        for seam in prose.seams.iter().skip(from).take_while(|&&seam| seam < chunk.end) {
            builder.push_inline_box(inline_box(SEAM, seam - chunk.start, 0.0, 0.0));
        }
        let last = chunk.end == prose.text.len();
        let from = prose.pictures.partition_point(|picture| picture.at < chunk.start);
        for (id, picture) in (0..).zip(&prose.pictures).skip(from) {
            if picture.at > chunk.end || (picture.at == chunk.end && !last) {
                break;
            }
            let at = picture.at - chunk.start;
            builder.push_inline_box(inline_box(id, at, picture.width, picture.height));
        }
        builder.set_base_direction(match prose.dir {
            Some(Direction::Ltr) => BaseDirection::Ltr,
            Some(Direction::Rtl) => BaseDirection::Rtl,
            None if is_right_to_left(&prose.text) => BaseDirection::Rtl,
            None => BaseDirection::Ltr,
        });
        builder.set_line_break_override(Some(&never_hyphenate));
        builder.build_into(&mut self.layout, text);
    }

    /// A line of parley's as one of ours. `start` is where the chunk begins in the prose.
    fn line(
        &mut self,
        prose: &Prose,
        start: usize,
        line: &parley::Line<'_, ()>,
        left: f32,
        width: f32,
    ) -> Line {
        let metrics = line.metrics();
        let top = metrics.block_min_coord;
        let mut setter = LineSetter {
            book: self.book,
            prose,
            frame: (left, left + width),
            baselines: Vec::new(),
            pieces: Vec::new(),
            links: Vec::new(),
            missing: &mut self.missing,
        };
        let mut runs: Vec<(parley::Run<'_, ()>, f32)> = Vec::new();
        for item in line.items() {
            match item {
                PositionedLayoutItem::GlyphRun(run) => {
                    setter.baselines.push((run.style_index(), run.baseline() - top));
                    if runs.last().is_none_or(|(last, _)| last.index() != run.run().index()) {
                        runs.push((*run.run(), left + run.offset()));
                    }
                }
                PositionedLayoutItem::InlineBox(shown) => {
                    setter.picture(shown.id, Point { x: left + shown.x, y: shown.y - top });
                }
            }
        }
        for (run, x) in runs {
            setter.run(start, &run, x);
        }
        let baseline = metrics.baseline - top;
        if line.break_reason() == BreakReason::Explicit {
            setter.line_end(start + line.text_range().end, baseline);
        }
        setter.finish(metrics.line_height, baseline)
    }
}

/// Brings the glyphs of one line back to the content that they show.
struct LineSetter<'a> {
    book: &'a FontBook,
    prose: &'a Prose,
    frame: (f32, f32),
    /// The baseline of each of parley's styles in the line.
    baselines: Vec<(u16, f32)>,
    pieces: Vec<Piece>,
    links: Vec<LinkPiece>,
    missing: &'a mut Vec<(NodeId, char)>,
}

/// What is of one content, one look and one face.
struct Piece {
    /// Its first byte: pieces are painted in the order in which they are read.
    start: usize,
    item: Item,
    /// From where to where it is not space.
    ink: (f32, f32),
}

/// A link's part of a piece.
struct LinkPiece {
    key: ContentKey,
    underline: Option<f32>,
    look: Option<Look>,
    rect: Rect,
}

/// What shaping does not part: a character with its marks, a ligature.
struct Atom {
    range: Range<usize>,
    style: u16,
    glyphs: Vec<parley::Glyph>,
    advance: f32,
}

impl LineSetter<'_> {
    fn picture(&mut self, id: u64, at: Point) {
        let picture = usize::try_from(id).ok().and_then(|id| self.prose.pictures.get(id));
        let Some(&InlinePicture { at: start, node, decorative, width, height, link }) = picture
        else {
            return;
        };
        let rect = Rect { x: at.x, y: at.y, width, height };
        let role = if decorative {
            Role::Artifact(Artifact::Decorative)
        } else {
            Role::Content(ContentKey { node, part: Part::Picture })
        };
        let item = Item { role, kind: ItemKind::Picture { node, rect } };
        self.pieces.push(Piece { start, item, ink: (rect.x, rect.x + rect.width) });
        self.links.extend(link.map(|key| LinkPiece { key, underline: None, look: None, rect }));
    }

    /// The pieces of a run of one face and size. `start` is where the chunk begins in the prose.
    fn run(&mut self, start: usize, run: &parley::Run<'_, ()>, mut x: f32) {
        let mut atoms: Vec<Atom> = Vec::new();
        for cluster in run.clusters() {
            let range = cluster.text_range();
            let range = start + range.start..start + range.end;
            match atoms.last_mut().filter(|_| cluster.is_ligature_continuation()) {
                Some(atom) => atom.range.end = range.end,
                None => {
                    let glyphs: Vec<_> = cluster.glyphs().collect();
                    let advance = glyphs.iter().map(|glyph| glyph.advance).sum();
                    atoms.push(Atom { range, style: cluster.style_index(), glyphs, advance });
                }
            }
        }
        if run.is_rtl() {
            atoms.reverse();
        }
        let span_of = |atom: &Atom| self.prose.span(atom.range.start).map(|span| span.start);
        let mut rest = atoms.as_slice();
        while let Some(first) = rest.first() {
            let same = span_of(first);
            let count = rest.iter().take_while(|atom| span_of(atom) == same).count();
            let (piece, after) = rest.split_at(count);
            self.text(run, piece, x);
            x += piece.iter().map(|atom| atom.advance).sum::<f32>();
            rest = after;
        }
    }

    /// A piece of text: atoms of one span, from left to right.
    fn text(&mut self, run: &parley::Run<'_, ()>, atoms: &[Atom], x: f32) {
        let Some(first) = atoms.first() else { return };
        let Some(span) = self.prose.span(first.range.start) else { return };
        let Some(key) = span.key else { return };
        let (text, ranges) = self.words(atoms, run.is_rtl());
        let baseline = self.baselines.iter().find(|(style, _)| *style == first.style);
        let baseline = baseline.map_or(0.0, |&(_, baseline)| baseline);
        let face = self.book.face(run.font());
        let mut glyphs: Vec<Glyph> = Vec::new();
        let (mut pen, mut origin, mut ink) = (x, None, (f32::MAX, f32::MIN));
        for (atom, words) in atoms.iter().zip(ranges) {
            let (mut from, mut to) = (pen, pen + atom.advance);
            pen = to;
            let space = text[words.start as usize..words.end as usize].trim().is_empty();
            if space {
                // Space at the end of a line hangs; it must not hang out of the page.
                from = from.clamp(self.frame.0, self.frame.1);
                to = to.clamp(self.frame.0, self.frame.1);
            } else if atom.advance > 0.0 {
                ink = (ink.0.min(from), ink.1.max(to));
            }
            if words.is_empty() {
                // The rest of a tab.
                if let Some(glyph) = glyphs.last_mut() {
                    glyph.advance += to - from;
                }
                continue;
            }
            let origin = *origin.get_or_insert(from);
            let mut at = from;
            for glyph in self.shown(key.node, face, atom) {
                let advance = if space { to - from } else { glyph.advance };
                glyphs.push(Glyph {
                    id: u16::try_from(glyph.id).unwrap_or(0),
                    offset: Point { x: at - origin + glyph.x, y: glyph.y },
                    advance,
                    text: words.clone(),
                });
                at += glyph.advance;
            }
        }
        let Some(origin) = origin.filter(|_| !glyphs.is_empty()) else { return };
        let (metrics, look) = (run.font_metrics(), span.look);
        if ink.0 < ink.1 {
            let rect = Rect {
                x: ink.0,
                y: baseline - metrics.ascent,
                width: ink.1 - ink.0,
                height: metrics.ascent + metrics.descent,
            };
            if let Some(key) = look.link {
                let underline = look.underline.then_some(baseline - metrics.underline_offset);
                self.links.push(LinkPiece { key, underline, look: Some(look), rect });
            }
        }
        let run = GlyphRun {
            face,
            size: run.font_size(),
            colour: look.text.colour,
            origin: Point { x: origin, y: baseline },
            text,
            glyphs,
        };
        let start = atoms.iter().map(|atom| atom.range.start).min().unwrap_or(0);
        let item = Item { role: Role::Content(key), kind: ItemKind::Glyphs(run) };
        self.pieces.push(Piece { start, item, ink });
        if look.strike && ink.0 < ink.1 {
            let y = baseline - metrics.strikethrough_offset;
            let thick = metrics.strikethrough_size.max(0.5);
            let rect = Rect { x: ink.0, y, width: ink.1 - ink.0, height: thick };
            self.pieces.push(Piece { start, item: fill(rect, look.text.colour), ink });
        }
    }

    /// What the document says in atoms that stand from left to right, and where each is in it.
    fn words(&self, atoms: &[Atom], rtl: bool) -> (String, Vec<Range<u32>>) {
        let mut text = String::new();
        let mut ranges = vec![0..0; atoms.len()];
        let mut say = |(atom, range): (&Atom, &mut Range<u32>)| {
            let from = byte(text.len());
            self.prose.says(atom.range.clone(), &mut text);
            *range = from..byte(text.len());
        };
        let pairs = atoms.iter().zip(&mut ranges);
        if rtl {
            pairs.rev().for_each(&mut say)
        } else {
            pairs.for_each(&mut say)
        }
        (text, ranges)
    }

    /// The glyphs of an atom without `.notdef`, which no file may show.
    fn shown(&mut self, node: NodeId, face: FaceId, atom: &Atom) -> Vec<parley::Glyph> {
        let mut glyphs = atom.glyphs.clone();
        if glyphs.iter().all(|glyph| glyph.id != 0) {
            return glyphs;
        }
        let shaped = self.prose.text.get(atom.range.clone()).unwrap_or("");
        for c in shaped.chars() {
            if !is_default_ignorable(c) && self.book.glyph(face, c).is_none() {
                note_missing(self.missing, node, c);
            }
        }
        let others = glyphs.iter().any(|glyph| glyph.id != 0);
        match self.book.replacement(face).or_else(|| self.book.glyph(face, ' ').filter(|_| !others))
        {
            Some(id) => {
                for glyph in glyphs.iter_mut().filter(|glyph| glyph.id == 0) {
                    glyph.id = u32::from(id);
                }
            }
            None => glyphs.retain(|glyph| glyph.id != 0),
        }
        glyphs
    }

    /// The line end of code is content, but has no glyph: a space of no width stands for it.
    fn line_end(&mut self, end: usize, baseline: f32) {
        let start = end.saturating_sub(1);
        let ends = self.prose.text.as_bytes().get(start) == Some(&b'\n');
        let Some(span) = self.prose.span(start).filter(|_| ends) else { return };
        let Some(key) = span.key else { return };
        let face = FaceId(0);
        let x = self.pieces.iter().map(|piece| piece.ink.1).fold(self.frame.0, f32::max);
        let run = GlyphRun {
            face,
            size: span.look.text.size,
            colour: span.look.text.colour,
            origin: Point { x: x.min(self.frame.1), y: baseline },
            text: "\n".into(),
            glyphs: vec![Glyph {
                id: self.book.glyph(face, ' ').unwrap_or(0),
                offset: Point::default(),
                advance: 0.0,
                text: 0..1,
            }],
        };
        let item = Item { role: Role::Content(key), kind: ItemKind::Glyphs(run) };
        self.pieces.push(Piece { start, item, ink: (f32::MAX, f32::MIN) });
    }

    fn finish(mut self, height: f32, baseline: f32) -> Line {
        self.pieces.sort_by_key(|piece| piece.start);
        let extent = self.pieces.iter().fold((f32::MAX, f32::MIN), |extent, piece| {
            (extent.0.min(piece.ink.0), extent.1.max(piece.ink.1))
        });
        let extent = if extent.0 > extent.1 { (self.frame.0, self.frame.0) } else { extent };
        let mut items: Vec<Item> = self.pieces.into_iter().map(|piece| piece.item).collect();
        let mut links: Vec<LinkBox> = Vec::new();
        self.links.sort_by(|a, b| a.rect.x.total_cmp(&b.rect.x));
        let mut open: Option<LinkPiece> = None;
        for piece in self.links {
            match &mut open {
                // Pieces of one link with nothing but a space between them are one box.
                Some(last)
                    if last.key == piece.key
                        && piece.rect.x - (last.rect.x + last.rect.width) < 0.6 * height =>
                {
                    last.rect = union(last.rect, piece.rect);
                    last.underline = last.underline.or(piece.underline);
                    last.look = last.look.or(piece.look);
                }
                _ => close_link(open.replace(piece), &mut items, &mut links),
            }
        }
        close_link(open, &mut items, &mut links);
        Line { height, baseline, extent, items, links, places: Vec::new() }
    }
}

fn close_link(piece: Option<LinkPiece>, items: &mut Vec<Item>, links: &mut Vec<LinkBox>) {
    let Some(LinkPiece { key, underline, look, rect }) = piece else { return };
    if let (Some(y), Some(look)) = (underline, look) {
        let height = (look.text.size / 18.0).max(0.4);
        items.push(fill(Rect { y, height, ..rect }, look.text.colour));
    }
    links.push(LinkBox { key, rect });
}

/// Hands each place to the line in which it begins.
fn place(prose: &Prose, ends: &[usize], lines: &mut [Line]) {
    for &(at, key) in &prose.places {
        let index = ends.partition_point(|&end| end <= at).min(lines.len().saturating_sub(1));
        if let Some(line) = lines.get_mut(index) {
            line.places.push(key);
        }
    }
}

pub(super) fn fill(rect: Rect, colour: super::frame::Colour) -> Item {
    Item { role: Role::Artifact(Artifact::Layout), kind: ItemKind::Fill { rect, colour } }
}

fn union(a: Rect, b: Rect) -> Rect {
    let (x, y) = (a.x.min(b.x), a.y.min(b.y));
    let right = (a.x + a.width).max(b.x + b.width);
    let bottom = (a.y + a.height).max(b.y + b.height);
    Rect { x, y, width: right - x, height: bottom - y }
}

fn note_missing(missing: &mut Vec<(NodeId, char)>, node: NodeId, c: char) {
    if !missing.iter().any(|&(_, seen)| seen == c) {
        missing.push((node, c));
    }
}

/// A position in the text of a run; a line is far shorter than 4 GiB.
fn byte(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Where a chunk of the text that begins at `start` ends: at its end, or after a space.
fn chunk_end(text: &str, start: usize) -> usize {
    let limit = text.floor_char_boundary((start + CHUNK).min(text.len()));
    if limit == text.len() {
        return limit;
    }
    let after_space = text[start..limit].rfind([' ', '\n']).map(|at| start + at + 1);
    after_space.filter(|&end| end > start + CHUNK / 2).unwrap_or(limit)
}

fn inline_box(id: u64, index: usize, width: f32, height: f32) -> InlineBox {
    let kind = if id == SEAM { InlineBoxKind::OutOfFlow } else { InlineBoxKind::InFlow };
    let vertical_align = VerticalAlign::BASELINE;
    InlineBox { id, kind, index, width, height, baseline: None, vertical_align }
}

/// No hyphenation, not even where the author allows it: a soft hyphen shows nothing.
fn never_hyphenate(at: LineBreakContext) -> Option<bool> {
    (at.before == '\u{AD}').then_some(false)
}

fn parley_style(style: TextStyle, preformatted: bool) -> parley::TextStyle<'static, 'static, ()> {
    parley::TextStyle {
        font_family: families(style.code),
        font_size: style.size,
        font_style: if style.italic { FontStyle::Italic } else { FontStyle::Normal },
        font_weight: if style.bold { FontWeight::BOLD } else { FontWeight::NORMAL },
        locale: style.lang,
        line_height: LineHeight::FontSizeRelative(style.leading),
        vertical_align: VerticalAlign::length(style.rise),
        overflow_wrap: OverflowWrap::BreakWord,
        white_space_collapse: if preformatted {
            WhiteSpaceCollapse::BreakSpaces
        } else {
            WhiteSpaceCollapse::Preserve
        },
        ..parley::TextStyle::default()
    }
}
