//! Dates as people write them. Month names come from the data; the order of day, month and year from the
//! figures. It knows nothing of lines.

use std::ops::Range;

pub(in crate::read) use super::datelines::whole;
use super::words::{DATES, fold};

/// A date found in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) range: Range<usize>,
    pub(super) iso: String,
}

#[derive(Debug, Clone, Copy)]
struct Token<'a> {
    text: &'a str,
    at: usize,
    number: Option<u32>,
}

impl Token<'_> {
    fn end(&self) -> usize {
        self.at + self.text.len()
    }
}

/// Runs of figures and runs of letters.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out: Vec<Token<'_>> = Vec::new();
    let kind = |c: char| if c.is_ascii_digit() { 1 } else { 2 * u8::from(is_letter(c)) };
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let class = kind(c);
        if let Some((from, before)) = start
            && before != class
        {
            let word = &text[from..at];
            out.push(Token { text: word, at: from, number: word.parse().ok() });
            start = None;
        }
        if class != 0 && start.is_none() {
            start = Some((at, class));
        }
    }
    out
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || "'’ºª".contains(c) || unicode_normalization::char::is_combining_mark(c)
}

/// The dates in a text, in order.
pub(super) fn find(text: &str) -> Vec<Found> {
    let tokens = tokens(text);
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if let Some((length, iso)) = date_at(text, &tokens[at..]) {
            let range = tokens[at].at..tokens[at + length - 1].end();
            out.push(Found { range, iso });
            at += length;
        } else {
            at += 1;
        }
    }
    out
}

/// A date at the beginning of these tokens: how many tokens it takes, and its ISO form.
fn date_at(text: &str, t: &[Token<'_>]) -> Option<(usize, String)> {
    let between = |i: usize| -> &str {
        match (t.get(i), t.get(i + 1)) {
            (Some(a), Some(b)) => text[a.end()..b.at].trim(),
            _ => "",
        }
    };
    let number = |i: usize| t.get(i).and_then(|t| t.number);
    let year = |i: usize| number(i).filter(|n| (1800..=2199).contains(n) && t[i].text.len() == 4);
    let plain = |s: &str| s.len() <= 2 && s.chars().all(|c| ".,/".contains(c));
    // Words that say nothing between the parts: "9 de febrero de 2021", "4th of July", "2021 m. gegužės".
    let skip = |mut i: usize| {
        for _ in 0..2 {
            let word = t.get(i).filter(|w| w.number.is_none()).map(|w| fold(w.text));
            if !word.is_some_and(|w| is_link(&w) && plain(between(i))) {
                break;
            }
            i += 1;
        }
        i
    };
    if let (Some(a), Some(b), Some(c)) = (number(0), number(1), number(2)) {
        let sign = between(0);
        if sign == between(1) && ["-", ".", "/", "‑", "–"].contains(&sign) {
            if let Some(y) = year(0) {
                return Some((3, iso(y, b, c)?));
            }
            let y =
                year(2).or_else(|| (sign == "." && t[2].text.len() == 2).then_some(2000 + c))?;
            let (day, month) = if b > 12 { (b, a) } else { (a, b) };
            return Some((3, iso(y, month, day)?));
        }
    }
    if let (Some(y), Some(m), Some(d)) = (year(0), number(2), number(4))
        && matches!((t[1].text, t[3].text), ("年", "月") | ("년", "월"))
    {
        return Some((
            5 + usize::from(t.len() > 5 && matches!(t[5].text, "日" | "일")),
            iso(y, m, d)?,
        ));
    }
    let month = |i: usize, dotted: bool| -> Option<(usize, u32)> {
        let name = fold(t.get(i)?.text.trim_matches(['\'', '’']));
        if name == "thang" {
            return Some((i + 2, number(i + 1)?));
        }
        let months = &DATES.months;
        let dotted = if dotted { months.get(&format!(".{name}")) } else { None };
        let bare = name.strip_prefix(['ב', 'ל']).unwrap_or(&name);
        dotted.or_else(|| months.get(&name)).or_else(|| months.get(bare)).map(|&m| (i + 1, m))
    };
    if let Some(day) = number(0).filter(|d| (1..=31).contains(d)) {
        let sign = between(0);
        if sign == ":" {
            return None;
        }
        let (next, month) = month(skip(1), sign.starts_with('.'))?;
        let last = skip(next);
        return Some((last + 1, iso(year(last)?, month, day)?));
    }
    if let Some(y) = year(0) {
        let (next, month) = month(skip(1), false)?;
        let day = number(next).filter(|_| between(next - 1).len() <= 1)?;
        return Some((next + 1, iso(y, month, day)?));
    }
    let (next, month) = month(0, false).filter(|_| t[0].number.is_none())?;
    let day = number(next)?;
    let last = skip(next + 1);
    Some((last + 1, iso(year(last)?, month, day)?))
}

/// Words that join the parts of a date.
fn is_link(word: &str) -> bool {
    matches!(
        word,
        "de" | "del"
            | "d"
            | "of"
            | "st"
            | "nd"
            | "rd"
            | "th"
            | "er"
            | "m"
            | "nam"
            | "gada"
            | "º"
            | "ª"
            | "г"
            | "й"
            | "го"
            | "the"
            | "o"
            | "den"
            | "ta"
            | "eme"
    )
}

/// The ISO form of a day that exists.
pub(in crate::read) fn iso(year: u32, month: u32, day: u32) -> Option<String> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (1..=days).contains(&day).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// A year, a month, a day that exists, or one with a time, in ISO 8601. A space before the time is
/// forgiven.
pub(in crate::read) fn timestamp(text: &str) -> Option<String> {
    let (day, time) = match text.split_once(['T', ' ']) {
        Some((day, time)) => (day, Some(time.trim())),
        None => (text, None),
    };
    let number = |part: &str, digits: usize| {
        let whole = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
        part.parse::<u32>().ok().filter(|&number| whole && number > 0)
    };
    let mut parts = day.split('-');
    let year = number(parts.next()?, 4)?;
    let month = parts.next().map_or(Some(1), |part| number(part, 2))?;
    let last = parts.next();
    iso(year, month, last.map_or(Some(1), |part| number(part, 2))?)?;
    if parts.next().is_some() {
        return None;
    }
    let Some(time) = time else { return Some(day.to_owned()) };
    let clock = |b: u8| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'+' | b'-' | b'Z' | b' ');
    let whole = last.is_some() && time.len() >= 5 && time.bytes().all(clock);
    whole.then(|| format!("{day}T{}", clock_time(&time.replace(' ', ""))))
}

/// A time without parts of a second, its offset with a colon.
fn clock_time(time: &str) -> String {
    let zone = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(zone);
    let clock = clock.split('.').next().unwrap_or(clock);
    match zone.as_bytes() {
        [_, a, b, c, d] if [a, b, c, d].iter().all(|b| b.is_ascii_digit()) => {
            format!("{clock}{}:{}", &zone[..3], &zone[3..])
        }
        _ => format!("{clock}{zone}"),
    }
}
