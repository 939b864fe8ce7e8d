//! Furniture between the head and the foot: only what says by itself that it is no part of the article.

use std::ops::Range;

use super::captions;
use super::lists;
use super::reading::Reading;
use super::shape::{self, End};
use super::words::{self, Fit, Kind};

/// Takes away furniture between the head and the foot: only what says by itself that it is.
pub(super) fn clear(reading: &mut Reading<'_>, range: Range<usize>) {
    let mut i = range.start;
    while i < range.end {
        if reading.is_notice(i) && reading.pieces[i].text.starts_with('©') {
            reading.remove(i, Kind::Copyright.reason());
        }
        let Some((kind, fit)) = reading.known(i).filter(|_| reading.removed[i].is_none()) else {
            i += 1;
            continue;
        };
        let words = shape::word_count(&reading.pieces[i].text);
        let certain = match kind {
            Kind::Advertisement | Kind::Top | Kind::ReadingTime => fit != Fit::Inside,
            Kind::Related => matches!(fit, Fit::Whole | Fit::Announced),
            Kind::Share => fit == Fit::Whole || fit != Fit::Inside && words <= 6,
            Kind::Newsletter => {
                matches!(fit, Fit::Whole | Fit::Announced) || fit == Fit::Start && words <= 8
            }
            Kind::Media => fit == Fit::Whole && words >= 1,
            Kind::Comments => {
                fit == Fit::Whole
                    && reading.pieces[i].text.ends_with(|c: char| c == ')' || c.is_ascii_digit())
            }
            Kind::Copyright => words <= 20,
            Kind::Navigation | Kind::Cookies | Kind::Label | Kind::Greeting | Kind::Section => {
                false
            }
        };
        if !certain {
            i += 1;
            continue;
        }
        reading.remove(i, kind.reason());
        let heads =
            kind == Kind::Related && (fit == Fit::Whole || reading.pieces[i].end == End::Colon);
        i += 1;
        if heads {
            i = clear_teasers(reading, i, range.end);
        }
    }
}

/// The teasers below a heading such as "Related articles": the rest of its chunk, or a chunk of their own.
fn clear_teasers(reading: &mut Reading<'_>, from: usize, end: usize) -> usize {
    if from >= end {
        return from;
    }
    if reading.uniform {
        let teaser = |j: usize| {
            reading.is_snippet(j, 120) && reading.known(j).is_none() && reading.caption(j).is_none()
        };
        let after = (from..end).take_while(|&j| teaser(j)).last().map_or(from, |j| j + 1);
        let heads = after > from && after < end;
        let after = after - usize::from(heads);
        for j in from..after {
            reading.remove(j, Kind::Related.reason());
        }
        return after;
    }
    let chunk = reading.chunk(from);
    let alone = reading.pieces[from].gap;
    let teasers = (from..chunk.end.min(end))
        .take_while(|&j| !reading.is_prose(j) && reading.pieces[j].chars <= 160)
        .count();
    let whole = from + teasers == chunk.end;
    if alone && (teasers < 2 || !whole) {
        return from;
    }
    for j in from..from + teasers {
        reading.remove(j, Kind::Related.reason());
    }
    from + teasers
}

/// Takes away rows of buttons of which one names a network: "Print recipe", "Save to Pinterest".
pub(super) fn clear_buttons(reading: &mut Reading<'_>, range: Range<usize>) {
    let mut i = range.start;
    while i < range.end {
        let chunk = reading.chunk(i);
        i = chunk.end.max(i + 1);
        let button = |j: usize| {
            reading.is_snippet(j, 40)
                && shape::word_count(&reading.pieces[j].text) <= 5
                && reading.caption(j).is_none()
        };
        let inside = chunk.start >= range.start && chunk.end <= range.end && chunk.len() >= 2;
        if inside
            && !reading.uniform
            && chunk.clone().all(button)
            && chunk.clone().any(|j| words::names_network(&reading.pieces[j].text))
        {
            for j in chunk {
                reading.remove(j, Kind::Share.reason());
            }
        }
    }
}

/// Takes away boxes between a label such as "Newsletter" and a button that belongs to it: whose letter it is,
/// and what it promises.
pub(super) fn clear_letters(reading: &mut Reading<'_>, range: Range<usize>) {
    const MOST: usize = 4;
    const LONGEST: usize = 140;
    for i in range.clone() {
        if reading.pieces[i].gap && clear_letter_box(reading, i, &range) {
            continue;
        }
        let asks = |j: usize| {
            reading.known(j).is_some_and(|(kind, fit)| {
                fit == Fit::Whole
                    && matches!(kind, Kind::Newsletter | Kind::Navigation | Kind::Cookies)
            })
        };
        let label = reading.known(i).is_some_and(|(kind, fit)| {
            kind == Kind::Newsletter && matches!(fit, Fit::Whole | Fit::Announced)
        });
        let button = (i + 1..range.end.min(i + 2 + MOST)).find(|&j| asks(j));
        let Some(button) = button.filter(|_| label) else { continue };
        let small = |j: usize| {
            let piece = &reading.pieces[j];
            piece.chars <= LONGEST && !piece.sentences && reading.caption(j).is_none()
        };
        // A blank line in a text that has others parts the box from what follows.
        let whole = reading.uniform || !(i + 1..=button).any(|j| reading.pieces[j].gap);
        if whole && (i..button).all(small) {
            for j in i..=button {
                reading.remove(j, Kind::Newsletter.reason());
            }
        }
    }
}

/// Takes away a box of short lines, no sentences, that speaks of a letter and ends with a button.
fn clear_letter_box(reading: &mut Reading<'_>, start: usize, range: &Range<usize>) -> bool {
    const BUTTON: usize = 30;
    const LONGEST: usize = 140;
    let chunk = reading.chunk(start);
    let line = |j: usize| {
        let piece = &reading.pieces[j];
        piece.chars <= LONGEST
            && !piece.sentences
            && reading.caption(j).is_none()
            && lists::marker(&piece.text).is_none()
    };
    let letter = |j: usize| reading.known(j).is_some_and(|(kind, _)| kind == Kind::Newsletter);
    let last = chunk.end - 1;
    let found = !reading.uniform
        && chunk.start >= range.start
        && chunk.end <= range.end
        && (2..=5).contains(&chunk.len())
        && chunk.clone().all(line)
        && chunk.clone().any(letter)
        && reading.is_snippet(last, BUTTON)
        && shape::word_count(&reading.pieces[last].text) <= 3;
    for j in chunk.filter(|_| found) {
        reading.remove(j, Kind::Newsletter.reason());
    }
    found
}

/// Takes away which picture of how many it is, or how many there are, beside a caption: "1/5", "+ 5 photos".
pub(super) fn clear_counters(reading: &mut Reading<'_>, range: Range<usize>) {
    let counts = |text: &str| {
        let words = || text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let is_number = |word: &str| word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit());
        let numbers = words().filter(|word| is_number(word)).count();
        let pictures = words().filter(|word| captions::names_pictures(word)).count();
        words().count() <= 4
            && (numbers == 2 && words().count() == 2 && text.contains('/')
                || numbers * pictures > 0)
    };
    for i in range.clone() {
        let beside = |j: Option<usize>| {
            j.filter(|j| range.contains(j)).is_some_and(|j| reading.caption(j).is_some())
        };
        if reading.pieces[i].chars <= 40
            && counts(&reading.pieces[i].text)
            && (beside(i.checked_sub(1)) || beside(Some(i + 1)))
        {
            reading.remove(i, Kind::Media.reason());
        }
    }
}

/// Takes away the rest of boxes: what stands with a button or a call to subscribe, up to the blank line.
pub(super) fn clear_boxes(reading: &mut Reading<'_>, range: Range<usize>) {
    const LONGEST: usize = 12;
    let mut i = range.start;
    while i < range.end {
        let chunk = reading.chunk(i);
        i = chunk.end.max(i + 1);
        let reason = |kind: Kind| {
            chunk.clone().any(|j| reading.removed[j] == Some(kind.reason())).then_some(kind)
        };
        let Some(kind) = reason(Kind::Newsletter).or_else(|| reason(Kind::Share)) else { continue };
        let longest = if kind == Kind::Newsletter { 160 } else { 30 };
        let small = |j: usize| {
            let piece = &reading.pieces[j];
            reading.removed[j].is_some()
                || piece.chars <= longest
                    && (piece.end != End::Stop || kind == Kind::Newsletter)
                    && reading.caption(j).is_none()
        };
        let inside = chunk.start >= range.start && chunk.end <= range.end;
        if inside && chunk.len() <= LONGEST && chunk.clone().all(small) {
            // Where blank lines say nothing, what stands below the last button may head what follows.
            let last = chunk.clone().rev().find(|&j| reading.removed[j].is_some());
            let end = if reading.uniform { last.map_or(chunk.start, |j| j + 1) } else { chunk.end };
            for j in chunk.start..end {
                reading.remove(j, kind.reason());
            }
        }
    }
}
