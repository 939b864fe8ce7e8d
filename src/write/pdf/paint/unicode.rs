//! Which text each glyph stands for when text is taken out of the file again. A glyph can stand for
//! one text only, the one that it shows most often; where it shows another one (a no-break space, a
//! ligature cut in two), the text is written beside the glyphs. Glyphs are shown in the order of the
//! text, whatever its direction: what is written beside glyphs from right to left is read backwards
//! by most programs. It knows nothing of PDF.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::fonts::FaceId;
use crate::write::pdf::layout::frame::{Glyph, GlyphRun, ItemKind, Layout};
use crate::write::pdf::layout::is_default_ignorable;

/// The texts of the glyphs of each face, by number.
#[derive(Default)]
pub(super) struct GlyphTexts {
    faces: BTreeMap<FaceId, Vec<Seen>>,
}

/// The texts for which one glyph is seen, with how often.
type Seen = Vec<(Box<str>, u32)>;

impl GlyphTexts {
    /// Reads a whole layout.
    pub(super) fn collect(layout: &Layout) -> Self {
        let mut texts = Self::default();
        for item in layout.pages.iter().flat_map(|page| &page.items) {
            if let ItemKind::Glyphs(run) = &item.kind {
                texts.read(run);
            }
        }
        texts
    }

    fn read(&mut self, run: &GlyphRun) {
        let glyphs = self.faces.entry(run.face).or_default();
        let mut see = |id: u16, text: &str, times: u32| {
            let id = usize::from(id);
            if glyphs.len() <= id {
                glyphs.resize(id + 1, Vec::new());
            }
            match glyphs[id].iter_mut().find(|(known, _)| **known == *text) {
                Some((_, seen)) => *seen += times,
                None => glyphs[id].push((text.into(), times)),
            }
        };
        let shown = Shown::of(run);
        for cluster in shown.clusters() {
            let text = shown.text(&cluster.text);
            let ids = shown.glyphs[cluster.glyphs].iter().map(|glyph| glyph.id);
            if ids.len() == 1 {
                ids.for_each(|id| see(id, text, 1));
                continue;
            }
            // A base and its marks, or one letter in parts: the n-th glyph shows the n-th letter,
            // unless there are fewer letters than glyphs.
            let letters = text.chars().count();
            let in_step = u32::from(letters == ids.len());
            for (n, id) in ids.enumerate() {
                let mut buffer = [0; 4];
                let letter = text.chars().nth(n.min(letters.saturating_sub(1)));
                let letter = letter.map_or("", |c| c.encode_utf8(&mut buffer));
                see(id, letter, in_step);
            }
        }
    }

    /// For each face the glyphs in use, by number, with the text that each stands for.
    pub(super) fn into_faces(self) -> impl Iterator<Item = (FaceId, Vec<(u16, Box<str>)>)> {
        self.faces.into_iter().map(|(face, glyphs)| {
            let chosen = (0..=u16::MAX).zip(glyphs).filter_map(|(id, mut texts)| {
                texts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
                texts.into_iter().next().map(|(text, _)| (id, text))
            });
            (face, chosen.collect())
        })
    }
}

/// Glyphs that stand together for a piece of text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cluster {
    glyphs: Range<usize>,
    text: Range<usize>,
}

/// The glyphs of a run in the order of its text.
pub(super) struct Shown<'a> {
    pub(super) glyphs: Vec<&'a Glyph>,
    text: &'a str,
    /// The glyphs follow the text in neither direction: they are taken from left to right.
    mixed: bool,
    /// They follow the text from right to left.
    backwards: bool,
}

impl<'a> Shown<'a> {
    pub(super) fn of(run: &'a GlyphRun) -> Self {
        let text = run.text.as_str();
        let mut glyphs: Vec<&Glyph> =
            run.glyphs.iter().filter(|glyph| !is_invisible(glyph, text)).collect();
        if glyphs.is_empty() {
            glyphs = run.glyphs.iter().collect();
        }
        let follows = |a: &Glyph, b: &Glyph| a.text == b.text || a.text.end <= b.text.start;
        let forwards = glyphs.windows(2).all(|pair| follows(pair[0], pair[1]));
        let backwards = !forwards && glyphs.windows(2).all(|pair| follows(pair[1], pair[0]));
        if backwards {
            glyphs.reverse();
        }
        Self { glyphs, text, mixed: !forwards && !backwards, backwards }
    }

    fn clusters(&self) -> Vec<Cluster> {
        let mut out: Vec<Cluster> = Vec::with_capacity(self.glyphs.len());
        for (n, glyph) in self.glyphs.iter().enumerate() {
            let text = glyph.text.start as usize..glyph.text.end as usize;
            match out.last_mut() {
                Some(last) if last.text == text => last.glyphs.end = n + 1,
                _ => out.push(Cluster { glyphs: n..n + 1, text }),
            }
        }
        out
    }

    fn text(&self, range: &Range<usize>) -> &'a str {
        self.text.get(range.clone()).unwrap_or("")
    }

    /// Cuts the run into segments; `text_of` says for which text a glyph stands. The texts of all
    /// segments in order are the text of the run.
    pub(super) fn segments<'f>(&self, text_of: impl Fn(u16) -> &'f str) -> Vec<Segment<'a>> {
        if self.mixed {
            return vec![Segment { glyphs: 0..self.glyphs.len(), text: Some(self.text) }];
        }
        let clusters = self.clusters();
        let mut out: Vec<Part> = Vec::new();
        for (n, cluster) in clusters.iter().enumerate() {
            // Text between clusters has no glyph; it goes with the cluster before it.
            let start = if n == 0 { 0 } else { cluster.text.start };
            let end = clusters.get(n + 1).map_or(self.text.len(), |next| next.text.start);
            let glyphs = &self.glyphs[cluster.glyphs.clone()];
            let text = self.text(&(start..end));
            let rest =
                glyphs.iter().try_fold(text, |rest, glyph| rest.strip_prefix(text_of(glyph.id)));
            // Marks that are not where the pen is are taken for words of their own.
            let level = self.backwards || are_level(glyphs);
            let space = text.trim().is_empty();
            let part = Part {
                glyphs: cluster.glyphs.clone(),
                text: start..end,
                plain: rest == Some("") && level,
                space,
            };
            match out.last_mut() {
                Some(last) if last.joins(&part, self.backwards) => last.append(&part),
                _ => out.push(part),
            }
        }
        self.joined(out)
    }

    /// Parts that are shown alike are shown together.
    fn joined(&self, parts: Vec<Part>) -> Vec<Segment<'a>> {
        let mut out: Vec<Part> = Vec::new();
        for part in parts {
            match out.last_mut() {
                Some(last) if last.plain == part.plain => last.append(&part),
                _ => out.push(part),
            }
        }
        let segment = |part: Part| Segment {
            glyphs: part.glyphs,
            text: (!part.plain).then(|| self.text(&part.text)),
        };
        out.into_iter().map(segment).collect()
    }
}

/// A part of a run: a word, or the space between words.
struct Part {
    glyphs: Range<usize>,
    text: Range<usize>,
    /// Its glyphs alone give its text.
    plain: bool,
    space: bool,
}

impl Part {
    /// Whether what follows is of the same word: a word has a text beside it as a whole, or programs
    /// see gaps in it. From right to left, where they turn such a text round, it is as short as can be.
    fn joins(&self, next: &Self, backwards: bool) -> bool {
        if backwards { self.plain == next.plain } else { self.space == next.space }
    }

    fn append(&mut self, next: &Self) {
        (self.glyphs.end, self.text.end) = (next.glyphs.end, next.text.end);
        self.plain &= next.plain;
    }
}

/// Whether glyphs stand one after the other on the baseline.
fn are_level(glyphs: &[&Glyph]) -> bool {
    let follows =
        |pair: &[&Glyph]| (pair[0].offset.x + pair[0].advance - pair[1].offset.x).abs() < 0.01;
    glyphs.iter().all(|glyph| glyph.offset.y == 0.0) && glyphs.windows(2).all(follows)
}

/// Whether a glyph only keeps the place of a character that is not seen, such as a soft hyphen.
fn is_invisible(glyph: &Glyph, text: &str) -> bool {
    let range = glyph.text.start as usize..glyph.text.end as usize;
    glyph.advance == 0.0
        && text
            .get(range)
            .is_some_and(|text| !text.is_empty() && text.chars().all(is_default_ignorable))
}

/// Glyphs of a run that are shown together, and the text to write beside them if the glyphs alone
/// do not give it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Segment<'a> {
    pub(super) glyphs: Range<usize>,
    pub(super) text: Option<&'a str>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::pdf::layout::frame::{Artifact, Layout};
    use crate::write::pdf::layout::frame::{Colour, Glyph, Item, Page, Point, Role};

    fn run(text: &str, glyphs: &[(u16, Range<u32>)]) -> GlyphRun {
        let glyph = |(id, text): &(u16, Range<u32>)| Glyph {
            id: *id,
            offset: Point::default(),
            advance: 1.0,
            text: text.clone(),
        };
        GlyphRun {
            face: FaceId(0),
            size: 10.0,
            colour: Colour(0, 0, 0),
            heavier: false,
            origin: Point::default(),
            text: text.into(),
            glyphs: glyphs.iter().map(glyph).collect(),
        }
    }

    fn faces(runs: &[GlyphRun]) -> Vec<(u16, Box<str>)> {
        let items = runs.iter().map(|run| Item {
            role: Role::Artifact(Artifact::Layout),
            kind: ItemKind::Glyphs(run.clone()),
        });
        let page = Page { items: items.collect(), ..Page::default() };
        let layout = Layout { pages: vec![page], ..Layout::default() };
        GlyphTexts::collect(&layout).into_faces().flat_map(|(_, glyphs)| glyphs).collect()
    }

    fn extracted(run: &GlyphRun, faces: &[(u16, Box<str>)]) -> String {
        let shown = Shown::of(run);
        let text = |segment: Segment<'_>| match segment.text {
            Some(text) => text.to_owned(),
            None => shown.glyphs[segment.glyphs].iter().map(|g| text_of(faces, g.id)).collect(),
        };
        shown.segments(|id| text_of(faces, id)).into_iter().map(text).collect()
    }

    fn text_of(faces: &[(u16, Box<str>)], id: u16) -> &str {
        faces.iter().find(|(known, _)| *known == id).map_or("", |(_, text)| text)
    }

    #[test]
    fn ligatures_and_marks_need_no_text_beside_them() {
        let run = run("efix\u{30C}", &[(5, 0..1), (9, 1..3), (7, 3..6), (8, 3..6)]);
        let faces = faces(std::slice::from_ref(&run));
        assert_eq!(faces[3], (9, "fi".into()));
        assert_eq!(extracted(&run, &faces), run.text);
        assert_eq!(Shown::of(&run).segments(|id| text_of(&faces, id)).len(), 1);
    }

    #[test]
    fn a_rarer_text_of_a_glyph_stands_beside_it() {
        let run = run(
            "a b c\u{A0}d",
            &[(1, 0..1), (3, 1..2), (2, 2..3), (3, 3..4), (4, 4..5), (3, 5..7), (6, 7..8)],
        );
        let faces = faces(std::slice::from_ref(&run));
        let segments = Shown::of(&run).segments(|id| text_of(&faces, id));
        assert_eq!(segments[1], Segment { glyphs: 5..6, text: Some("\u{A0}") });
        assert_eq!(extracted(&run, &faces), run.text);
    }

    #[test]
    fn text_without_glyphs_and_text_that_runs_backwards_are_kept() {
        let hyphen = run("a\u{AD}b", &[(1, 0..1), (2, 3..4)]);
        let hebrew = run("שלום", &[(4, 6..8), (3, 4..6), (2, 2..4), (1, 0..2)]);
        let mixed = run("abc", &[(1, 1..2), (2, 0..1), (3, 2..3)]);
        for run in [hyphen, hebrew, mixed] {
            let faces = faces(std::slice::from_ref(&run));
            assert_eq!(extracted(&run, &faces), run.text);
        }
    }
}
