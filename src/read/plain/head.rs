//! The head of an article: what stands around its title. Dates and bylines go into the metadata, buttons
//! and labels are taken away.

use std::ops::Range;

use super::bylines::{self, Sign};
use super::datelines;
use super::places;
use super::reading::Reading;
use super::shape::{self, End};
use super::title;
use super::words::{Fit, Kind};
use crate::model::Meta;

/// Reads what stands above the title: only what is about the article is used.
pub(super) fn above(reading: &mut Reading<'_>, title: usize, meta: &mut Meta) {
    let words = reading.pieces[title].text.to_string();
    for i in 0..title {
        if reading.caption(i).is_some() {
            continue;
        }
        let reason = if title::repeats(&reading.pieces[i].text, &words) {
            "the title again"
        } else if let Some((kind, _)) = reading.known(i) {
            kind.reason()
        } else if date_or_byline(reading, i, meta, Place::AboveTitle) {
            continue;
        } else if reading.is_trail(i) {
            "site navigation"
        } else if reading.is_prose(i) {
            continue;
        } else {
            "site furniture above the article"
        };
        reading.remove(i, reason);
    }
}

/// Reads what stands between the title and the second paragraph of the prose.
pub(super) fn below(reading: &mut Reading<'_>, title: Option<usize>, end: usize, meta: &mut Meta) {
    let from = title.map_or(0, |t| t + 1);
    let words = title.map(|t| reading.pieces[t].text.to_string()).unwrap_or_default();
    let first = (from..end).find(|&i| reading.is_prose(i)).unwrap_or(end);
    let mut diary = None;
    for i in from..end {
        if reading.is_prose(i) {
            continue;
        }
        if i > first
            && datelines::is_line(&reading.pieces[i].text)
            && *diary.get_or_insert_with(|| is_diary(reading, end))
        {
            continue;
        }
        let place = if i > first { Place::BelowProse } else { Place::BelowTitle };
        if date_or_byline(reading, i, meta, place) || reading.caption(i).is_some() {
            continue;
        }
        let known =
            reading.known(i).filter(|&(kind, fit)| fit == Fit::Whole || kind != Kind::Label);
        let reason = match known {
            Some((kind, _)) => Some(kind.reason()),
            None if !words.is_empty() && title::repeats(&reading.pieces[i].text, &words) => {
                Some("the title again")
            }
            None if i == from && shape::is_rule(&reading.pieces[i].text) => {
                Some("line below the title")
            }
            None if reading.is_trail(i) && !reading.is_row(i) => Some("site navigation"),
            None if i < first && is_address(&reading.pieces[i].text) => {
                Some("address of the author")
            }
            None if reading.is_notice(i) => Some(Kind::Copyright.reason()),
            None if is_reading_time(&reading.pieces[i].text) => Some(Kind::ReadingTime.reason()),
            None => None,
        };
        if let Some(reason) = reason {
            reading.remove(i, reason);
        }
    }
    names_beside_dates(reading, from, end, meta);
    buttons(reading, from, end, first);
    // What stood between the title and a name may be gone by now.
    names_beside_dates(reading, from, end, meta);
    labels(reading, title, first, meta);
}

/// Whether dates head the parts of the article: one stands above prose further down.
fn is_diary(reading: &Reading<'_>, from: usize) -> bool {
    (from..reading.pieces.len().saturating_sub(1))
        .any(|i| datelines::is_line(&reading.pieces[i].text) && reading.is_statement(i + 1))
}

/// Where a line of the head stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    AboveTitle,
    BelowTitle,
    /// Below the first paragraph.
    BelowProse,
}

/// Takes a date line or a byline into the metadata.
fn date_or_byline(reading: &mut Reading<'_>, i: usize, meta: &mut Meta, place: Place) -> bool {
    let text = reading.pieces[i].text.to_string();
    if let Some((names, Sign::Said)) = bylines::read(&text) {
        if meta.authors.is_empty() {
            meta.authors = names;
        }
        reading.remove(i, "byline, taken into the metadata");
        return true;
    }
    let Some(line) = datelines::line(&text).filter(|line| line.plain) else { return false };
    // Below prose, words behind a date say what happens then.
    if place == Place::BelowProse && datelines::is_event(&text) {
        return false;
    }
    if meta.date.is_none() || reading.date_is_late && !line.updated {
        meta.date = Some(line.iso);
        reading.date_is_late = line.updated;
    }
    if meta.authors.is_empty() {
        meta.authors = line.authors;
    }
    for part in &line.rest {
        match bylines::read(part) {
            Some((names, Sign::Said)) if meta.authors.is_empty() => meta.authors = names,
            // Beside a date, a name parted by a bar, or before figures: before a month in words
            // stands a place.
            Some((names, Sign::Names))
                if place != Place::AboveTitle
                    && meta.authors.is_empty()
                    && (text.contains(['|', '•', '·'])
                        || line.figures && text.starts_with(part.as_str())) =>
            {
                meta.authors = names;
            }
            _ => {}
        }
    }
    reading.remove(i, "date line, taken into the metadata");
    true
}

/// A line of nothing but names beside a date line or other metadata is a byline.
fn names_beside_dates(reading: &mut Reading<'_>, from: usize, end: usize, meta: &mut Meta) {
    if !meta.authors.is_empty() {
        return;
    }
    for i in from..end {
        if reading.removed[i].is_some() || reading.pieces[i].chars > 120 {
            continue;
        }
        let taken = |j: Option<usize>| {
            j.and_then(|j| reading.removed.get(j)).is_some_and(|r| {
                r.is_some_and(|r| r.starts_with("date line") || r == Kind::ReadingTime.reason())
            })
        };
        let beside = taken(i.checked_sub(1)) || taken(Some(i + 1));
        let beside =
            beside || stands_for_byline(reading, i) && bylines::is_bare(&reading.pieces[i].text);
        if let (true, Some((names, Sign::Names))) = (beside, bylines::read(&reading.pieces[i].text))
        {
            if is_place(reading, i) {
                reading.remove(i, "place of the date line");
                continue;
            }
            meta.authors = names;
            reading.remove(i, "byline, taken into the metadata");
            return;
        }
    }
}

/// Whether a line stands where bylines do: alone between the title and the prose, what was taken away aside.
/// The title must be written like a sentence, so that not every word of a heading is a capital here.
fn stands_for_byline(reading: &Reading<'_>, i: usize) -> bool {
    let above = (0..i).rev().find(|&j| reading.removed[j].is_none());
    let small = |word: &str| word.starts_with(char::is_lowercase) && word.chars().count() >= 4;
    i + 1 < reading.pieces.len()
        && reading.is_prose(i + 1)
        && above.is_some_and(|title| {
            reading.is_title(title)
                && reading.pieces[title].text.split_whitespace().skip(1).any(small)
        })
}

/// Whether a line of capitalised words is a place: by its words, or because the article speaks of it so.
fn is_place(reading: &Reading<'_>, i: usize) -> bool {
    const FAR: usize = 200;
    let name = reading.pieces[i].text.as_ref();
    places::is_place(name)
        || reading.pieces[i + 1..].iter().take(FAR).any(|piece| places::is_in(&piece.text, name))
}

/// Short lines one below the other are buttons, whatever they say.
fn buttons(reading: &mut Reading<'_>, from: usize, end: usize, first: usize) {
    let mut i = from;
    while i < end {
        let chunk = reading.chunk(i);
        let inside = chunk.start >= from && chunk.end <= end;
        let left =
            || chunk.clone().filter(|&j| reading.removed.get(j).is_some_and(Option::is_none));
        let short = |j: usize| {
            reading.is_snippet(j, 30)
                && shape::word_count(&reading.pieces[j].text) <= 4
                && reading.caption(j).is_none()
        };
        let known = chunk.clone().filter(|&j| reading.known(j).is_some()).count();
        // Without prose, short lines may be verses.
        let enough = chunk.len() >= 2
            && if first < reading.pieces.len() {
                chunk.end <= first || known > 0
            } else {
                known * 2 >= chunk.len()
            };
        if inside && enough && left().all(short) {
            for j in chunk.clone() {
                reading.remove(j, Kind::Share.reason());
            }
        }
        i = chunk.end.max(i + 1);
    }
}

/// The longest subtitle, in characters.
const LONGEST_SUBTITLE: usize = 90;
/// The longest line without a full stop above the prose.
const LONGEST_DECK: usize = 240;

const SUBTITLE: &str = "subtitle, taken into the metadata";

/// What is left between the title and the prose: a subtitle, or labels such as "Reportage".
fn labels(reading: &mut Reading<'_>, title: Option<usize>, first: usize, meta: &mut Meta) {
    let Some(title) = title else { return };
    for i in title + 1..first {
        let piece = &reading.pieces[i];
        let ends = !matches!(piece.end, End::Open | End::Call) || piece.chars > LONGEST_DECK;
        if reading.removed[i].is_some()
            || ends
            || shape::is_entry(&piece.text)
            || reading.caption(i).is_some()
            || !reading.is_snippet(i, LONGEST_DECK)
        {
            continue;
        }
        let words = shape::word_count(&piece.text);
        // Too long for a second title: the standfirst, which has no full stop.
        if i == title + 1 && piece.chars > LONGEST_SUBTITLE {
            reading.lead = Some(i);
            continue;
        }
        let next_is_taken = reading.removed.get(i + 1).is_some_and(Option::is_some)
            || i + 1 < first && reading.caption(i + 1).is_some();
        // A line right below the title and right above the prose: too long for a first heading.
        let is_deck = i == title + 1 && i + 1 == first && words >= 5 && piece.end == End::Open;
        if !(next_is_taken || is_deck) {
            continue;
        }
        if i == title + 1 && meta.subtitle.is_none() && words >= 4 && piece.chars >= 20 {
            meta.subtitle = Some(piece.text.to_string());
            reading.remove(i, SUBTITLE);
        } else if words <= 3 && piece.chars <= 30 {
            reading.remove(i, "label of the section");
        }
    }
}

/// Takes the date from a line above the prose that says more and stays, if no other line has it.
pub(super) fn stated_date(reading: &Reading<'_>, range: Range<usize>, meta: &mut Meta) {
    if meta.date.is_none() {
        let mut lines =
            range.filter(|&i| reading.removed[i].is_none_or(|reason| reason == SUBTITLE));
        meta.date =
            lines.find_map(|i| datelines::line(&reading.pieces[i].text)).map(|line| line.iso);
    }
}

/// Takes the date from the dateline of the first paragraph: "BERLIN, 4 May 2019 (dpa) – …".
pub(super) fn dateline(reading: &Reading<'_>, first: usize, meta: &mut Meta) {
    const LONGEST: usize = 80;
    let Some(piece) = reading.pieces.get(first).filter(|_| meta.date.is_none()) else { return };
    let dashes = [" – ", " — ", " - ", " -- ", "—"];
    let head = dashes.iter().filter_map(|dash| piece.text.split_once(dash)).map(|(head, _)| head);
    // Words in small letters beside the date are a sentence's.
    let is_place = |line: &datelines::DateLine| {
        let mut words = line.rest.iter().flat_map(|part| part.split_whitespace());
        words.clone().count() <= 6 && !words.any(|word| word.starts_with(char::is_lowercase))
    };
    let shortest = head.min_by_key(|head| head.len()).filter(|head| head.len() <= LONGEST);
    meta.date = shortest.and_then(datelines::line).filter(is_place).map(|line| line.iso);
}

/// A short line with a number of minutes: "5 min", "3 minutes", "Lesezeit: 4 Min."
fn is_reading_time(text: &str) -> bool {
    let folded = super::words::fold(text);
    let minutes = ["min", "λεπτ", "דק", "phut", "dk", "perc", "мин", "хв", "minut"];
    text.chars().count() <= 40
        && shape::word_count(text) <= 6
        && folded.chars().any(|c| c.is_ascii_digit())
        && !folded.contains(':')
        && folded
            .split(|c: char| !c.is_alphabetic())
            .any(|w| minutes.iter().any(|m| w.starts_with(m)))
}

/// A line that is nothing but an address of mail or web, or a name in a network.
fn is_address(text: &str) -> bool {
    !text.contains(char::is_whitespace)
        && (text.contains('@') || text.contains("://") || text.starts_with("www."))
}
