//! Where links lead: to an address, or to words that stand somewhere in the document. References to notes
//! are told from other links by where they lead.

use std::collections::BTreeMap;

use super::lines::Teller;
use crate::check::pdf::page::{Piece, Target};
use crate::transcript::{Group, Kind, Line, Link, What};

/// Something that was told, and where it stands on its page.
#[derive(Debug, Clone)]
struct Spot {
    /// Its line, and where in the text of that line it begins, in bytes.
    place: (usize, usize),
    top: f64,
    left: f64,
    size: f64,
    /// The lowest top on the page up to here.
    lowest: f64,
}

/// What was told of each page, in reading order.
#[derive(Debug, Default)]
pub(super) struct Spots(BTreeMap<usize, Vec<Spot>>);

/// A link into the document. Until all is told its runs bear its number.
#[derive(Debug, Clone)]
pub(super) struct Waiting {
    pub(super) target: Target,
    /// It stands in a `Reference`.
    pub(super) reference: bool,
}

/// Letters of a target that are kept.
const WORDS: usize = 80;
/// Pieces that are looked through for the one at which a link points.
const NEAR: usize = 64;
/// Lines that are looked through for words.
const FAR: usize = 20;

impl Spots {
    pub(super) fn add(&mut self, page: usize, ends: (&Piece, &Piece), place: (usize, usize)) {
        let (first, last) = ends;
        let spots = self.0.entry(page).or_default();
        let top = first.rect.top.max(last.rect.top);
        let lowest = spots.last().map_or(top, |spot| spot.lowest.min(top));
        let left = first.rect.left.min(last.rect.left);
        spots.push(Spot { place, top, left, size: first.size, lowest });
    }

    /// Where in the transcript stands what is at a point of a page: the first in reading order that does
    /// not lie above it.
    fn at(&self, page: usize, (x, y): (Option<f64>, Option<f64>)) -> Option<(usize, usize)> {
        let spots = self.0.get(&page)?;
        let Some(y) = y else { return spots.first().map(|spot| spot.place) };
        // Some point a little below the top.
        let first = spots.partition_point(|spot| spot.lowest > y + 0.35 * spot.size);
        let found = spots.get(first)?;
        let x = x.unwrap_or(0.0);
        let beside =
            |spot: &&Spot| (spot.top - found.top).abs() < 0.5 * found.size && spot.left >= x - 1.0;
        let spot = spots[first..].iter().take(NEAR).find(beside).unwrap_or(found);
        Some(spot.place)
    }
}

/// What a run leads to until all is told.
pub(super) fn placeholder(number: usize) -> Link {
    Link::Internal(Some(format!("\u{1}{number}").into()))
}

fn number(link: Option<&Link>) -> Option<usize> {
    match link? {
        Link::Internal(Some(text)) => text.strip_prefix('\u{1}')?.parse().ok(),
        _ => None,
    }
}

impl Teller<'_> {
    /// Links into the document learn which words stand where they lead.
    pub(super) fn resolve(&mut self) {
        let notes = lines_of_notes(&self.lines);
        let is_in_note = |line: usize| notes.get(line) == Some(&true);
        let mut goals = Vec::with_capacity(self.waiting.len());
        for link in &self.waiting {
            let Target::Place { page, point, element } = &link.target else {
                goals.push((None, false));
                continue;
            };
            let by_element = element.and_then(|object| self.places.get(&object).copied());
            let place = by_element.or_else(|| self.spots.at(*page, *point));
            let words = place.and_then(|place| first_words(&self.lines, place));
            goals.push((words, place.is_some_and(|(line, _)| is_in_note(line))));
        }
        for (n, line) in self.lines.iter_mut().enumerate() {
            for run in &mut line.runs {
                let Some(number) = number(run.link.as_ref()) else { continue };
                let Some((words, leads_to_note)) = goals.get(number) else { continue };
                run.link = Some(Link::Internal(words.as_deref().map(Into::into)));
                let reference = self.waiting.get(number).is_some_and(|link| link.reference);
                // From the text to a note, from a note to another, and from a note back.
                let in_note = is_in_note(n);
                let is_note =
                    if *leads_to_note { reference || !in_note } else { reference && in_note };
                if is_note && run.what == What::Words {
                    run.what = What::NoteReference;
                    run.raised = false;
                }
            }
        }
    }
}

/// Which lines stand in notes.
fn lines_of_notes(lines: &[Line]) -> Vec<bool> {
    let mut depth = 0_usize;
    let mut out = Vec::with_capacity(lines.len());
    for line in lines {
        match &line.kind {
            Kind::Start(Group::Note { .. }) => depth += 1,
            Kind::End(Group::Note { .. }) => depth = depth.saturating_sub(1),
            _ => {}
        }
        out.push(depth > 0);
    }
    out
}

/// The first words from a place on.
fn first_words(lines: &[Line], (line, offset): (usize, usize)) -> Option<String> {
    let mut offset = offset;
    for line in lines.iter().skip(line).take(FAR) {
        let whole = line.text();
        let text = whole.get(offset..).unwrap_or(&whole).trim();
        if !text.is_empty() {
            return Some(text.chars().take(WORDS).collect());
        }
        offset = 0;
    }
    None
}
