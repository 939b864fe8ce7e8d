//! A line of shaped glyphs back to the content that they show, positioned from the line's top. It knows
//! nothing of blocks and pages.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use super::frame::{
    Artifact, ContentKey, Glyph, GlyphRun, Item, ItemKind, LinkBox, Part, Point, Rect, Role,
};
use super::links::{LinkPiece, boxes};
use super::prose::{InlinePicture, Prose, is_default_ignorable};
use crate::fonts::{FaceId, FontBook};
use crate::model::NodeId;

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

/// Characters that were not shown, each once with the first node that has it.
#[derive(Debug, Default)]
pub(super) struct Missing {
    seen: BTreeSet<char>,
    pub(super) list: Vec<(NodeId, char)>,
}

impl Missing {
    pub(super) fn note(&mut self, node: NodeId, c: char) {
        if self.seen.insert(c) {
            self.list.push((node, c));
        }
    }
}

/// Brings the glyphs of one line back to the content that they show.
pub(super) struct LineSetter<'a> {
    book: &'a FontBook,
    prose: &'a Prose,
    /// The left and the right edge.
    frame: (f32, f32),
    /// The baseline of each of parley's styles in the line.
    baselines: Vec<(u16, f32)>,
    pieces: Vec<Piece>,
    links: Vec<LinkPiece>,
    missing: &'a mut Missing,
}

/// What is of one content, one look and one face.
struct Piece {
    /// Its first byte: pieces are painted in the order in which they are read.
    start: usize,
    item: Item,
    /// From where to where it is not space.
    ink: (f32, f32),
}

/// What shaping does not part: a character with its marks, a ligature.
struct Atom {
    range: Range<usize>,
    style: u16,
    /// Which of the run's glyphs are its.
    glyphs: Range<usize>,
    advance: f32,
}

impl<'a> LineSetter<'a> {
    pub(super) fn new(
        book: &'a FontBook,
        prose: &'a Prose,
        frame: (f32, f32),
        missing: &'a mut Missing,
    ) -> Self {
        let (baselines, pieces, links) = (Vec::new(), Vec::new(), Vec::new());
        Self { book, prose, frame, baselines, pieces, links, missing }
    }

    /// Says how far below the line's top the baseline of one of parley's styles is.
    pub(super) fn baseline(&mut self, style: u16, baseline: f32) {
        self.baselines.push((style, baseline));
    }

    /// Adds a picture in the text.
    pub(super) fn picture(&mut self, id: u64, at: Point) {
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
    pub(super) fn run(&mut self, start: usize, run: &parley::Run<'_, ()>, mut x: f32) {
        let mut atoms: Vec<Atom> = Vec::new();
        let mut glyphs: Vec<parley::Glyph> = Vec::new();
        for cluster in run.clusters() {
            let range = cluster.text_range();
            let range = start + range.start..start + range.end;
            if let Some(atom) = atoms.last_mut().filter(|_| cluster.is_ligature_continuation()) {
                atom.range.end = range.end;
                continue;
            }
            let first = glyphs.len();
            glyphs.extend(cluster.glyphs());
            // Line ends have no glyphs: `line_end` sees to those that are content.
            if first < glyphs.len() {
                let advance = glyphs[first..].iter().map(|glyph| glyph.advance).sum();
                let style = cluster.style_index();
                atoms.push(Atom { range, style, glyphs: first..glyphs.len(), advance });
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
            self.text(run, piece, &glyphs, x);
            x += piece.iter().map(|atom| atom.advance).sum::<f32>();
            rest = after;
        }
    }

    /// A piece of text: atoms of one span, from left to right.
    fn text(
        &mut self,
        run: &parley::Run<'_, ()>,
        atoms: &[Atom],
        shaped: &[parley::Glyph],
        x: f32,
    ) {
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
            // A tower of marks must not cover the lines around.
            let far = 2.0 * run.font_size();
            let mut shown = Cow::Borrowed(&shaped[atom.glyphs.clone()]);
            if shown.iter().any(|glyph| glyph.id == 0) {
                shown = self.without_notdef(key.node, face, atom, &shown).into();
            }
            for glyph in shown.iter() {
                let advance = if space { to - from } else { glyph.advance };
                glyphs.push(Glyph {
                    id: u16::try_from(glyph.id).unwrap_or(0),
                    offset: Point {
                        x: at - origin + glyph.x.clamp(-far, far),
                        y: glyph.y.clamp(-far, far),
                    },
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
            heavier: run.synthesis().embolden(),
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
            pairs.rev().for_each(&mut say);
        } else {
            pairs.for_each(&mut say);
        }
        (text, ranges)
    }

    /// The glyphs of an atom without `.notdef`, which no file may show.
    fn without_notdef(
        &mut self,
        node: NodeId,
        face: FaceId,
        atom: &Atom,
        shaped: &[parley::Glyph],
    ) -> Vec<parley::Glyph> {
        for c in self.prose.text.get(atom.range.clone()).unwrap_or("").chars() {
            if !is_default_ignorable(c) && self.book.glyph(face, c).is_none() {
                self.missing.note(node, c);
            }
        }
        let others = shaped.iter().any(|glyph| glyph.id != 0);
        let space = self.book.glyph(face, ' ').filter(|_| !others);
        let id = self.book.replacement(face).or(space).unwrap_or(0);
        let replaced = shaped.iter().map(|&glyph| match glyph.id {
            0 => parley::Glyph { id: u32::from(id), ..glyph },
            _ => glyph,
        });
        replaced.filter(|glyph| glyph.id != 0).collect()
    }

    /// The line end of code is content, but has no glyph: a space of no width stands for it.
    pub(super) fn line_end(&mut self, end: usize, baseline: f32) {
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
            heavier: false,
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

    /// The line, its pieces in reading order.
    pub(super) fn finish(mut self, height: f32, baseline: f32) -> Line {
        self.pieces.sort_by_key(|piece| piece.start);
        let extent = self.pieces.iter().fold((f32::MAX, f32::MIN), |extent, piece| {
            (extent.0.min(piece.ink.0), extent.1.max(piece.ink.1))
        });
        let extent = if extent.0 > extent.1 { (self.frame.0, self.frame.0) } else { extent };
        let mut items: Vec<Item> = self.pieces.into_iter().map(|piece| piece.item).collect();
        let links = boxes(self.links, 0.6 * height, &mut items);
        Line { height, baseline, extent, items, links, places: Vec::new() }
    }
}

pub(super) fn fill(rect: Rect, colour: super::frame::Colour) -> Item {
    Item { role: Role::Artifact(Artifact::Layout), kind: ItemKind::Fill { rect, colour } }
}

/// A position in the text of a run; a line is far shorter than 4 GiB.
fn byte(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::Options;
    use super::super::testing::{
        LONG, assert_sound, inline, lay_out, paragraph, runs, text, words,
    };
    use super::*;
    use crate::model::{Block, Direction, InlineKind, Target};

    /// The first run whose text contains some words.
    fn run_with(body: Vec<Block>, part: &str) -> GlyphRun {
        let (document, layout) = lay_out(body, vec![], &Options::default());
        assert_sound(&document, &layout);
        runs(&layout).find(|(_, run)| run.text.contains(part)).unwrap().1.clone()
    }

    fn cluster(run: &GlyphRun, glyph: &Glyph) -> String {
        run.text[glyph.text.start as usize..glyph.text.end as usize].to_owned()
    }

    #[test]
    fn ligatures_stand_for_all_their_characters() {
        // Arabic has a ligature that no font goes without.
        let run = run_with(vec![words("سلام")], "سلام");
        let clusters: Vec<String> = run.glyphs.iter().map(|glyph| cluster(&run, glyph)).collect();
        assert!(clusters.contains(&"لا".to_owned()), "{clusters:?}");
        assert!(clusters.concat().chars().count() == 4, "{clusters:?}");
    }

    #[test]
    fn no_ligature_runs_across_two_contents() {
        let linked = InlineKind::Link {
            target: Target::External("https://example.org".into()),
            content: vec![text("اب")],
        };
        let (document, layout) =
            lay_out(vec![paragraph(vec![text("سل"), inline(linked)])], vec![], &Options::default());
        assert_sound(&document, &layout);
    }

    #[test]
    fn a_mark_of_its_own_is_part_of_the_character_before_it() {
        let (document, layout) = lay_out(
            vec![paragraph(vec![text("e"), inline(InlineKind::Strong(vec![text("\u{301}x")]))])],
            vec![],
            &Options::default(),
        );
        assert_sound(&document, &layout);
    }

    #[test]
    fn marks_share_the_cluster_of_their_base_and_are_placed_above_it() {
        let run = run_with(vec![words("x\u{302}\u{303}y")], "x\u{302}");
        let marks: Vec<&Glyph> =
            run.glyphs.iter().filter(|glyph| cluster(&run, glyph) == "x\u{302}\u{303}").collect();
        assert_eq!(marks.len(), 3);
        assert!(marks[2].offset.y < marks[0].offset.y, "{marks:?}");
        assert!(marks[1].advance == 0.0 && marks[2].advance == 0.0);
    }

    #[test]
    fn right_to_left_text_is_logical_and_its_glyphs_run_from_left_to_right() {
        let run = run_with(vec![words("שלום עולם")], "שלום");
        assert_eq!(run.text, "שלום עולם");
        assert!(run.glyphs.is_sorted_by(|a, b| a.text.start > b.text.start));
        assert!(run.glyphs.is_sorted_by(|a, b| a.offset.x < b.offset.x));
        let end = run.origin.x + run.glyphs.iter().map(|glyph| glyph.advance).sum::<f32>();
        let options = Options::default();
        assert!((end - (options.width - options.side)).abs() < 0.1, "aligned to the right");
    }

    #[test]
    fn runs_of_a_line_come_in_reading_order_whatever_their_direction() {
        let (document, layout) =
            lay_out(vec![words("abc שלום 12 def ∑ עולם")], vec![], &Options::default());
        assert_sound(&document, &layout);
        let mut block = words("abc שלום 12 def ∑ עולם");
        block.at.dir = Some(Direction::Rtl);
        let (document, layout) = lay_out(vec![block], vec![], &Options::default());
        assert_sound(&document, &layout);
    }

    #[test]
    fn isolates_of_marked_directions_are_not_text() {
        let mut part = inline(InlineKind::Span(vec![text("שלום (1)")]));
        part.at.dir = Some(Direction::Rtl);
        let body = vec![paragraph(vec![text("see "), part, text(" there")])];
        let (document, layout) = lay_out(body, vec![], &Options::default());
        assert_sound(&document, &layout);
    }

    #[test]
    fn the_space_at_the_end_of_a_line_is_kept() {
        let (document, layout) = lay_out(vec![words(LONG)], vec![], &Options::default());
        assert_sound(&document, &layout);
        let lines: Vec<&str> = runs(&layout).skip(1).map(|(_, run)| &*run.text).collect();
        assert!(lines.len() > 1 && lines[0].ends_with(' '), "{lines:?}");
    }

    #[test]
    fn what_no_font_shows_is_invisible_but_kept() {
        let run =
            run_with(vec![words("a\u{AD}b\u{200B}c\u{200D}d\u{2060}e\u{202B}f\u{FE0F}g")], "a");
        for glyph in &run.glyphs {
            let invisible = cluster(&run, glyph).chars().all(is_default_ignorable);
            assert!(!invisible || glyph.advance == 0.0, "{:?}", cluster(&run, glyph));
        }
    }

    #[test]
    fn a_character_that_no_face_has_is_shown_as_missing_and_named_once() {
        let (document, layout) = lay_out(vec![words("a𓀀b𓀀\u{E000}")], vec![], &Options::default());
        assert_sound(&document, &layout);
        let missing: Vec<char> = layout.missing.iter().map(|(_, c)| *c).collect();
        assert_eq!(missing, ['𓀀', '\u{E000}']);
        // A mark that only another face than its base's has.
        let (document, layout) = lay_out(vec![words("ש\u{301}")], vec![], &Options::default());
        assert_sound(&document, &layout);
    }

    #[test]
    fn a_link_has_a_box_on_every_line_and_no_space_at_its_ends() {
        let content = vec![text("linked "), inline(InlineKind::Strong(vec![text(LONG)]))];
        let target = Target::External("https://example.org".into());
        let link = inline(InlineKind::Link { target, content });
        let body = vec![paragraph(vec![text("before "), link, text("after")])];
        let (document, layout) = lay_out(body, vec![], &Options::default());
        assert_sound(&document, &layout);
        let links = &layout.pages[0].links;
        assert_eq!(links.len(), 3, "{links:?}");
        assert!(
            links.is_sorted_by(|a, b| a.rect.y + 0.5 * a.rect.height < b.rect.y + b.rect.height)
        );
    }
}
