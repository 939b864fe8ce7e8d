//! The foot of a page: where the article is over, and what stands below it. Signs of the site are told by
//! words, by copyright signs, and by short lines in a row.

use super::reading::Reading;
use super::shape::{self, End};
use super::words::{self, Fit, Kind};
use super::{bylines, datelines, places};
use crate::model::Meta;

/// Where the foot of the page begins, at `from` or later.
pub(super) fn begin(reading: &Reading<'_>, from: usize) -> usize {
    let count = reading.pieces.len();
    let is_sign = |i: usize| {
        reading.known(i).is_some_and(|(kind, fit)| {
            !matches!(kind, Kind::Media | Kind::Greeting | Kind::Advertisement | Kind::Section)
                && (fit != Fit::Inside || kind == Kind::Copyright)
        }) || reading.is_notice(i)
            || datelines::is_line(&reading.pieces[i].text)
    };
    let hard = |i: usize| reading.is_end(i);
    // What stands in one box with buttons, or asks to follow somebody, is no statement of the article.
    let is_asked = |i: usize| {
        let piece = &reading.pieces[i];
        let boxed = !piece.gap && i > from && is_sign(i - 1) && piece.chars <= LONGEST_PLEA;
        boxed || piece.chars <= 2 * LONGEST_PLEA && words::asks_to_follow(&piece.text)
    };
    let statements = || (from..count).rev().filter(|&i| reading.is_statement(i));
    let mut last = statements().find(|&i| !is_asked(i)).map_or(from, |i| i + 1);
    // A sentence or two after the signs of a foot belong to it: an address, a notice.
    for _ in 0..3 {
        let Some(before) = (from..last.saturating_sub(1)).rev().find(|&i| reading.is_statement(i))
        else {
            break;
        };
        let between = before + 1..last - 1;
        let long = reading.pieces[last - 1].chars > 400;
        if long || between.len() < 2 || between.filter(|&i| hard(i)).count() < 1 {
            break;
        }
        let signs = (before + 1..last - 1).filter(|&i| is_sign(i)).count();
        if signs * 2 < last - 1 - before - 1 || signs < 2 {
            break;
        }
        last = before + 1;
    }
    let mut i = last.max(from);
    while i < count {
        let is_sign = is_sign(i) || is_asked(i);
        if is_sign && !reading.is_contact(i) || reading.is_trail(i) && !reading.is_row(i) {
            return above_sign(reading, i, last.max(from));
        }
        let chunk = reading.chunk(i);
        let snippets = chunk.len() >= 3
            && chunk.clone().all(|j| reading.is_snippet(j, 80))
            && !chunk.clone().any(|j| {
                shape::is_contact(&reading.pieces[j].text)
                    || reading.caption(j).is_some()
                    || reading.is_table(j)
            });
        if snippets && chunk.start >= last && is_menu(reading, chunk.clone()) {
            return chunk.start;
        }
        i = chunk.end.max(i + 1).min(i + 1);
    }
    count
}

/// The longest sentence beside buttons that is no sentence of the article.
const LONGEST_PLEA: usize = 100;

/// Where the foot begins whose first sign is at `sign`: with the short lines of its box, and with buttons that
/// stand right below the prose.
fn above_sign(reading: &Reading<'_>, sign: usize, last: usize) -> usize {
    if reading.uniform {
        return sign;
    }
    let plain = |i: usize| {
        reading.is_snippet(i, 80)
            && reading.caption(i).is_none()
            && !reading.is_row(i)
            && !shape::is_contact(&reading.pieces[i].text)
    };
    let box_start = reading.chunk(sign).start.max(last);
    let start = if (box_start..sign).all(plain) { box_start } else { sign };
    // Buttons say in a few words what to do: no names, no verses, no amounts.
    let button = |i: usize| {
        let text = reading.pieces[i].text.as_ref();
        plain(i)
            && reading.pieces[i].chars <= 30
            && shape::word_count(text) <= 4
            && !text.starts_with(|c: char| c.is_lowercase() || c.is_numeric())
            && !(text.contains(char::is_uppercase) && bylines::names(text).is_some())
    };
    let follows_prose = |i: usize| i > 0 && i == last && reading.pieces[i - 1].end == End::Stop;
    let above = start.checked_sub(1).filter(|&i| i >= last).map(|i| reading.chunk(i));
    match above {
        Some(chunk)
            if chunk.len() >= 2 && follows_prose(chunk.start) && chunk.clone().all(button) =>
        {
            chunk.start
        }
        _ => start,
    }
}

/// Whether short lines below the article are the site's: one of them says so or stands above the article,
/// too, or they are as long as headlines and the site goes on below them. Others may be names, verses,
/// or the ingredients of a recipe.
fn is_menu(reading: &Reading<'_>, chunk: std::ops::Range<usize>) -> bool {
    const HEADLINE: usize = 40;
    let count = chunk.len();
    let chars: usize = reading.pieces[chunk.clone()].iter().map(|p| p.chars).sum();
    let announced = chunk.start > 0 && reading.pieces[chunk.start - 1].end == End::Colon;
    chunk.clone().any(|i| reading.known(i).is_some() || reading.stands_above(i))
        || !announced
            && chars >= count * HEADLINE
            && (chunk.end..reading.pieces.len()).take(60).any(|i| reading.is_end(i))
}

/// Takes away the foot. Whom to ask about the article stands above the signs of the site, and stays.
pub(super) fn clear(reading: &mut Reading<'_>, foot: usize, meta: &mut Meta) {
    let mut of_site = false;
    for i in foot..reading.pieces.len() {
        let known = reading.known(i);
        of_site |= reading.is_end(i);
        if !of_site && reading.is_contact(i) {
            continue;
        }
        let reason = match known {
            Some((Kind::Label, Fit::Announced)) => {
                keywords(&reading.pieces[i].text, meta);
                "keywords, taken into the metadata"
            }
            Some((kind, _)) => kind.reason(),
            None if reading.is_notice(i) => Kind::Copyright.reason(),
            None if let Some(date) =
                datelines::line(&reading.pieces[i].text).filter(|l| l.plain) =>
            {
                meta.date.get_or_insert(date.iso);
                "date line, taken into the metadata"
            }
            None if i == foot && signature(reading, i, meta) => "byline, taken into the metadata",
            None => "site furniture below the article",
        };
        reading.remove(i, reason);
    }
}

/// Takes a byline that ends the article into the metadata, be it only a name by itself below the prose. Other
/// short lines may stand below it: the source, the place.
pub(super) fn signed(reading: &mut Reading<'_>, article: std::ops::Range<usize>, meta: &mut Meta) {
    const MOST: usize = 3;
    let kept: Vec<usize> =
        article.rev().filter(|&i| reading.removed[i].is_none()).take(MOST).collect();
    let lines =
        kept.iter().take_while(|&&i| !reading.is_statement(i) && reading.pieces[i].chars <= 120);
    let lines: Vec<usize> = lines.copied().collect();
    for &i in &lines {
        let Some((names, sign)) = bylines::read(&reading.pieces[i].text) else { continue };
        let alone = lines.len() == 1
            && i > 0
            && reading.pieces[i].gap
            && reading.pieces[i - 1].end == End::Stop
            && reading.removed[i - 1].is_none();
        let is_name = alone
            && bylines::is_bare(&reading.pieces[i].text)
            && !places::is_place(&reading.pieces[i].text);
        if meta.authors.is_empty() && (sign == bylines::Sign::Said || is_name) {
            meta.authors = names;
            reading.remove(i, "byline, taken into the metadata");
        }
    }
}

/// Takes a name that stands by itself below the article into the metadata.
fn signature(reading: &Reading<'_>, i: usize, meta: &mut Meta) -> bool {
    if !meta.authors.is_empty() || reading.chunk(i).len() > 1 {
        return false;
    }
    match bylines::read(&reading.pieces[i].text) {
        Some((names, _)) if names.len() <= 2 => {
            meta.authors = names;
            true
        }
        _ => false,
    }
}

/// Takes the keywords of a line such as "Tags: one, two" into the metadata.
fn keywords(line: &str, meta: &mut Meta) {
    let Some((_, list)) = line.split_once([':', '：']) else { return };
    let words =
        list.split([',', ';', '|', '·', '•', '،']).map(str::trim).filter(|word| !word.is_empty());
    meta.keywords.extend(words.take(50).map(str::to_owned));
}
