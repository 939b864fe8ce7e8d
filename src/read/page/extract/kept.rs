//! What stays of a page, leaf by leaf, and why the rest goes. It decides nothing.

use super::outline::{Outline, is_media};

/// What stays.
pub(super) struct Kept {
    /// Words, and what shows something without words.
    leaves: Vec<bool>,
    /// Why a node goes, where a rule took it away.
    reasons: Vec<Option<&'static str>>,
    /// How many characters and how many pictures stay before each node.
    chars: Vec<usize>,
    media: Vec<usize>,
}

impl Kept {
    /// With these leaves.
    pub(super) fn new(outline: &Outline<'_>, leaves: Vec<bool>) -> Self {
        let reasons = vec![None; leaves.len()];
        let mut kept = Self { leaves, reasons, chars: Vec::new(), media: Vec::new() };
        kept.count(outline);
        kept
    }

    /// Nothing stays.
    pub(super) fn nothing(outline: &Outline<'_>) -> Self {
        Self::new(outline, vec![false; outline.nodes.len()])
    }

    /// All stays.
    pub(super) fn all(outline: &Outline<'_>) -> Self {
        let mut kept = Self::nothing(outline);
        if !outline.nodes.is_empty() {
            kept.keep(outline, 0);
            kept.count(outline);
        }
        kept
    }

    /// Counts anew, after changes.
    pub(super) fn count(&mut self, outline: &Outline<'_>) {
        let (mut chars, mut media) = (0, 0);
        self.chars.clear();
        self.media.clear();
        for (node, &stays) in outline.nodes.iter().zip(&self.leaves) {
            self.chars.push(chars);
            self.media.push(media);
            if stays && node.name.is_none() {
                chars += node.chars;
            }
            media += usize::from(stays && node.name.is_some());
        }
        self.chars.push(chars);
        self.media.push(media);
    }

    /// How many characters of a node stay.
    pub(super) fn chars(&self, outline: &Outline<'_>, at: usize) -> usize {
        let inside = outline.inside(at);
        self.chars[inside.end] - self.chars[inside.start]
    }

    /// Whether anything of a node stays.
    pub(super) fn any(&self, outline: &Outline<'_>, at: usize) -> bool {
        self.any_in(outline.inside(at))
    }

    /// Whether anything stays from a node up to another.
    pub(super) fn any_in(&self, nodes: std::ops::Range<usize>) -> bool {
        self.chars[nodes.end] > self.chars[nodes.start]
            || self.media[nodes.end] > self.media[nodes.start]
    }

    /// How many characters stay from a node up to another.
    pub(super) fn chars_in(&self, nodes: std::ops::Range<usize>) -> usize {
        self.chars[nodes.end] - self.chars[nodes.start]
    }

    /// How many characters stay before a node.
    pub(super) fn chars_before(&self, at: usize) -> usize {
        self.chars[at]
    }

    /// How many characters stay in all.
    pub(super) fn total(&self) -> usize {
        self.chars.last().copied().unwrap_or(0)
    }

    /// The first node that stays.
    pub(super) fn first(&self) -> Option<usize> {
        self.leaves.iter().position(|&stays| stays)
    }

    /// Keeps all of a node.
    pub(super) fn keep(&mut self, outline: &Outline<'_>, at: usize) {
        for at in outline.inside(at) {
            let node = &outline.nodes[at];
            self.leaves[at] =
                if node.name.is_none() { node.chars > 0 } else { is_media(node.name()) };
        }
    }

    /// Takes a node away.
    pub(super) fn remove(&mut self, outline: &Outline<'_>, at: usize, reason: &'static str) {
        self.leaves[outline.inside(at)].fill(false);
        self.reasons[at] = Some(reason);
    }

    /// Says why a node is gone.
    pub(super) fn note(&mut self, at: usize, reason: &'static str) {
        self.reasons[at] = Some(reason);
    }

    /// Why a node goes, if a rule said so.
    pub(super) fn reason(&self, at: usize) -> Option<&'static str> {
        self.reasons[at]
    }
}
