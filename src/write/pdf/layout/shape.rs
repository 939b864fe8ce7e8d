//! Prose to lines: shaping, bidi, fallback and line breaking, all by parley. It knows nothing of blocks
//! and pages.

use std::ops::Range;

use parley::{
    Alignment, AlignmentOptions, BaseDirection, BreakReason, FontContext, FontStyle, FontWeight,
    InlineBox, InlineBoxKind, LayoutContext, LineBreakContext, LineHeight, OverflowWrap,
    PositionedLayoutItem, VerticalAlign, WhiteSpaceCollapse,
};

use super::frame::Point;
use super::line::{Line, LineSetter, Missing};
use super::prose::Prose;
use super::style::TextStyle;
use crate::fonts::{FontBook, families};
use crate::model::Direction;
use crate::text::is_right_to_left;

/// Shapes and breaks text; keeps its tables from one paragraph to the next.
pub(super) struct Shaper<'a> {
    book: &'a FontBook,
    fonts: FontContext,
    context: LayoutContext<()>,
    layout: parley::Layout<()>,
    pub(super) missing: Missing,
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
            missing: Missing::default(),
        }
    }

    /// The lines of a paragraph between `left` and `left + width`, which start at the start side.
    pub(super) fn lines(&mut self, prose: &Prose, left: f32, width: f32) -> Vec<Line> {
        for &(node, c) in &prose.missing {
            self.missing.note(node, c);
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
            Some(Direction::Rtl) => BaseDirection::Rtl,
            None if is_right_to_left(&prose.text) => BaseDirection::Rtl,
            Some(Direction::Ltr) | None => BaseDirection::Ltr,
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
        let frame = (left, left + width.max(0.0));
        let mut setter = LineSetter::new(self.book, prose, frame, &mut self.missing);
        let mut runs: Vec<(parley::Run<'_, ()>, f32)> = Vec::new();
        for item in line.items() {
            match item {
                PositionedLayoutItem::GlyphRun(run) => {
                    setter.baseline(run.style_index(), run.baseline() - top);
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

/// Hands each place to the line in which it begins.
fn place(prose: &Prose, ends: &[usize], lines: &mut [Line]) {
    for &(at, key) in &prose.places {
        let index = ends.partition_point(|&end| end <= at).min(lines.len().saturating_sub(1));
        if let Some(line) = lines.get_mut(index) {
            line.places.push(key);
        }
    }
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
        font_family: families(style.script, style.code),
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

#[cfg(test)]
mod tests {
    use super::super::Options;
    use super::super::testing::{LONG, assert_sound, block, inline, lay_out, runs, text, words};
    use super::*;
    use crate::model::{BlockKind, InlineKind};

    #[test]
    fn a_huge_paragraph_is_set_in_chunks_without_a_seam() {
        let long = LONG.repeat(600);
        let (document, layout) = lay_out(vec![words(long.trim())], vec![], &Options::default());
        assert_sound(&document, &layout);
        let lines: Vec<f32> = runs(&layout)
            .skip(1)
            .map(|(_, run)| run.glyphs.iter().map(|glyph| glyph.advance).sum())
            .collect();
        let full = Options::default().measure();
        assert!(lines[..lines.len() - 1].iter().all(|width| *width > 0.8 * full));
    }

    #[test]
    fn words_without_a_break_are_broken_rather_than_run_off_the_page() {
        let url = format!("https://example.org/{}", "averylongword".repeat(30));
        for word in [url.as_str(), &"\u{A0}".repeat(400), &format!("a{}", "\u{301}".repeat(3000))] {
            let (document, layout) = lay_out(vec![words(word)], vec![], &Options::default());
            assert_sound(&document, &layout);
        }
    }

    #[test]
    fn code_keeps_every_character_on_its_line() {
        for code in ["a\n\u{301}b\n", "\ta\tb\n\t\n", "  a  \n"] {
            let kind = BlockKind::Code { language: None, text: code.into() };
            let (document, layout) = lay_out(vec![block(kind)], vec![], &Options::default());
            assert_sound(&document, &layout);
        }
    }

    #[test]
    fn deeply_nested_inlines_need_no_stack() {
        let mut inner = text("deep");
        for _ in 0..2000 {
            inner =
                inline(InlineKind::Superscript(vec![inline(InlineKind::Emphasis(vec![inner]))]));
        }
        let book = FontBook::new();
        let options = Options::default();
        let document = crate::model::Document::default();
        let composer = super::super::block::Composer::new(&document, &book, &options);
        let prose = composer.prose(&[inner], composer.page());
        assert_eq!(prose.text, "deep");
    }
}
