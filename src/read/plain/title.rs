//! Which line is the title: the best of the lines before the prose, by place, length and repetition. It
//! knows of words only what is furniture.

use std::collections::HashMap;

use super::lists;
use super::reading::Reading;
use super::shape::{self, End};
use super::words::{Fit, Kind};

/// How far down a title is looked for.
const LIMIT: usize = 120;

/// The longest title of several sentences, in characters.
const LONGEST_OF_SENTENCES: usize = 80;

/// The index of the title among the pieces before `end`.
pub(super) fn find(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let end = end.min(LIMIT).min(reading.pieces.len());
    let names = repeated(reading, end);
    let scored = (0..end).filter_map(|i| score(reading, i, end, &names).map(|score| (score, i)));
    // The earlier of equals.
    scored
        .max_by_key(|&(score, i)| (score, std::cmp::Reverse(i)))
        .filter(|&(score, _)| score > 0)
        .map(|(_, i)| i)
}

/// How often each line occurs by itself or as a part of another, such as "Title | Site".
fn repeated<'a>(reading: &'a Reading<'_>, end: usize) -> HashMap<&'a str, usize> {
    let mut counts = HashMap::new();
    for piece in &reading.pieces[..end] {
        let mut last = "";
        for part in parts(&piece.text) {
            if part != last {
                *counts.entry(part).or_default() += 1;
            }
            last = part;
        }
    }
    counts
}

/// A line, and what stands before and after the signs that part a title from the name of its site.
fn parts(line: &str) -> impl Iterator<Item = &str> {
    let signs = [" | ", " - ", " – ", " — ", " › ", " > ", " » ", " · ", " :: "];
    let edges = signs.into_iter().flat_map(|sign| {
        let first = line.rsplit_once(sign).map(|(head, _)| head.trim());
        let last = line.split_once(sign).map(|(_, tail)| tail.trim());
        let end = line.rsplit_once(sign).map(|(_, tail)| tail.trim());
        [first, last, end]
    });
    std::iter::once(line).chain(edges.flatten())
}

/// Whether a line is the title with the name of a site beside it, or the title again.
pub(super) fn repeats(line: &str, title: &str) -> bool {
    parts(line).any(|part| part == title) && line.chars().count() <= title.chars().count() + 80
}

fn score(reading: &Reading<'_>, i: usize, end: usize, names: &HashMap<&str, usize>) -> Option<i32> {
    let piece = &reading.pieces[i];
    let text = piece.text.as_ref();
    if reading.is_meta(i)
        || piece.chars > 250
        || piece.chars < 2
        || piece.chars > LONGEST_OF_SENTENCES && piece.sentences && piece.end == End::Stop
        || !text.contains(char::is_alphabetic)
    {
        return None;
    }
    // Words of furniture in the midst of a line do not keep it from being a title.
    let known = reading.known(i);
    let could_be_title = match known {
        None | Some((_, Fit::Inside)) => piece.end != End::Stop || known.is_none(),
        Some((kind, fit)) => fit == Fit::Start && kind != Kind::Cookies,
    };
    if !could_be_title {
        return None;
    }
    let is_item = matches!(lists::marker(text), Some((lists::Mark::Bullet(_), _)));
    if is_item || shape::is_serial(text) {
        return None;
    }
    let columns = text.split("  ").flat_map(|part| part.split('\t'));
    if reading.is_trail(i) || columns.filter(|part| !part.trim().is_empty()).count() >= 3 {
        return None;
    }
    let alone = piece.gap && reading.pieces.get(i + 1).is_none_or(|next| next.gap);
    let mut score = i32::try_from(piece.chars.min(60) / 2).unwrap_or(30);
    score += if alone { 15 } else { 0 };
    score -= if known.is_some() { 15 } else { 0 };
    score += match piece.end {
        End::Open | End::Call => 5,
        End::Stop | End::Comma => -20,
        End::Colon => -30,
    };
    if names.get(text).is_some_and(|&n| n > 1) && shape::word_count(text) >= 2 && piece.chars >= 12
    {
        score += 60;
    }
    // A line with the site's name still on it is not the title itself, if there is one without.
    if text.contains(" | ")
        && parts(text).any(|part| part != text && names.get(part).is_some_and(|&n| n > 1))
    {
        score -= 60;
    }
    let meta_after = (i + 1..(i + 6).min(reading.pieces.len())).find(|&j| reading.is_meta(j));
    if let Some(j) = meta_after {
        score += 18 - 3 * i32::try_from(j - i).unwrap_or(5);
    }
    if i > 0 && reading.is_trail(i - 1) {
        score += 12;
    }
    if (0..i).any(|j| reading.is_meta(j)) {
        score -= 6;
    }
    if !text.contains(char::is_lowercase) && text.contains(char::is_uppercase) {
        score -= 8;
    }
    if reading.is_site_name(i) {
        score -= 50;
    }
    // A menu: short lines one below the other.
    if !alone && shape::word_count(text) <= 3 && piece.chars <= 25 {
        score -= 12;
    }
    let could_be = |j: usize| {
        reading.known(j).is_none()
            && !reading.is_meta(j)
            && !reading.is_trail(j)
            && !reading.is_site_name(j)
            && !shape::is_serial(&reading.pieces[j].text)
    };
    let after_name = |j: usize| j > 0 && reading.is_site_name(j - 1);
    if after_name(i) && i + 1 < end && could_be(i + 1) && reading.pieces[i + 1].chars > 20 {
        // Between the name of the site and a line that could be the title stands the site's motto.
        score -= 30;
    } else if i > 0 && could_be(i - 1) && !after_name(i - 1) {
        // What directly follows a line that could be the title is its subtitle.
        let above = &reading.pieces[i - 1];
        if shape::word_count(&above.text) >= 3 && above.chars >= 20 && above.end != End::Stop {
            score -= 25;
        }
    }
    // A heading below prose of its own is none of the page.
    if (0..i).any(|j| reading.is_prose(j)) {
        score -= 25;
    }
    Some(score)
}
