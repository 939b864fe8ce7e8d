//! The words of elements, as they are read and as they stand on the page. It judges nothing.

use std::collections::BTreeMap;

use crate::check::pdf::{ContentId, Element, ElementId, Kid, Mark, Pdf, Piece, Point};

/// The text of a file, by its marked content.
pub(super) struct Words<'a> {
    pub(super) pdf: &'a Pdf,
    /// The pieces of each marked-content sequence: page and place in it.
    pieces: BTreeMap<ContentId, Vec<(usize, usize)>>,
}

/// Text that is read in one go: a piece, or what a replacement text says instead of pieces.
#[derive(Debug, Clone)]
pub(super) struct Shown<'a> {
    /// The words.
    pub(super) text: &'a str,
    /// The piece, or the first of those that the text stands for.
    pub(super) piece: Option<&'a Piece>,
    /// The page, from 0.
    pub(super) page: Option<usize>,
    /// Where it ends on the baseline.
    end: Point,
    /// Whether it is a replacement text.
    pub(super) replaces: bool,
}

/// How two pieces follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// On the same line, without a gap.
    Touching,
    /// On the same line, with a gap.
    Gap,
    /// On another line, or another page.
    Line,
}

impl<'a> Words<'a> {
    pub(super) fn new(pdf: &'a Pdf) -> Self {
        let mut pieces: BTreeMap<ContentId, Vec<(usize, usize)>> = BTreeMap::new();
        for (n, page) in pdf.pages.iter().enumerate() {
            for (i, piece) in page.pieces.iter().enumerate() {
                if let Mark::Content(id) = piece.mark {
                    pieces.entry(id).or_default().push((n, i));
                }
            }
        }
        Self { pdf, pieces }
    }

    /// What an element and all below it show, in reading order.
    pub(super) fn shown(&self, id: ElementId) -> Vec<Shown<'a>> {
        let mut out: Vec<Shown<'a>> = Vec::new();
        let mut open = vec![Kid::Element(id)];
        while let Some(kid) = open.pop() {
            match kid {
                Kid::Element(id) => {
                    let element = self.pdf.tree.get(id);
                    match replacement(element) {
                        Some(text) => {
                            let page = element.page;
                            let end = Point::default();
                            out.push(Shown { text, piece: None, page, end, replaces: true });
                        }
                        None => open.extend(element.kids.iter().rev().copied()),
                    }
                }
                Kid::Content(content) => self.show(content, &mut out),
                Kid::Object { .. } => {}
            }
        }
        out
    }

    fn show(&self, content: ContentId, out: &mut Vec<Shown<'a>>) {
        let mut replaced = None;
        for &(n, i) in self.pieces.get(&content).into_iter().flatten() {
            let page = &self.pdf.pages[n];
            let piece = &page.pieces[i];
            let up = |at: &usize| page.sequences.get(*at).and_then(|sequence| sequence.parent);
            let text = std::iter::successors(piece.sequence, up)
                .find_map(|at| Some((at, page.sequences.get(at)?.actual_text.as_deref()?)));
            match text {
                // What is said once stands for all of its sequence.
                Some((at, _)) if replaced == Some(at) => {
                    if let Some(last) = out.last_mut() {
                        last.end = piece.end;
                    }
                }
                Some((at, text)) => {
                    replaced = Some(at);
                    let (page, end) = (Some(n), piece.end);
                    out.push(Shown { text, piece: Some(piece), page, end, replaces: true });
                }
                None => {
                    replaced = None;
                    let (page, end) = (Some(n), piece.end);
                    let text = piece.text.as_str();
                    out.push(Shown { text, piece: Some(piece), page, end, replaces: false });
                }
            }
        }
    }

    /// The words of an element and all below it.
    pub(super) fn text(&self, id: ElementId) -> String {
        joined(&self.shown(id))
    }
}

/// What is read instead of an element's content.
fn replacement(element: &Element) -> Option<&str> {
    let alt = || element.alt.as_deref().filter(|_| matches!(&*element.kind, "Figure" | "Formula"));
    element.actual_text.as_deref().or_else(alt)
}

impl Shown<'_> {
    /// How this follows what came before.
    pub(super) fn joint(&self, before: &Shown) -> Joint {
        let (Some(a), Some(b)) = (before.piece, self.piece) else { return Joint::Gap };
        let size = a.size.max(b.size).max(1.0);
        let (dx, dy) = (b.start.x - before.end.x, b.start.y - before.end.y);
        if before.page != self.page || dy.abs() > 0.6 * size || dx < -size {
            Joint::Line
        } else if dx.abs() < 0.15 * size {
            Joint::Touching
        } else {
            Joint::Gap
        }
    }
}

/// What is shown, as one text: a space where lines and gaps are, nothing where a soft hyphen ends a line.
pub(super) fn joined(shown: &[Shown]) -> String {
    let mut out = String::new();
    for (i, part) in shown.iter().enumerate() {
        if i > 0 {
            let joint = part.joint(&shown[i - 1]);
            if joint == Joint::Line && out.ends_with('\u{AD}') {
                out.pop();
            } else if joint != Joint::Touching && !out.ends_with(char::is_whitespace) {
                out.push(' ');
            }
        }
        out.push_str(part.text);
    }
    out.retain(|c| c != '\u{AD}');
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}
