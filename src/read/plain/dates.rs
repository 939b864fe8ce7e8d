//! Dates as people write them, and lines that say when an article was published. Month names come from
//! the data; the order of day, month and year from the figures.

use std::ops::Range;

use super::bylines::{self, Sign};
use super::words::{self, DATES, Fit, fold};

/// A date found in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) range: Range<usize>,
    pub(super) iso: String,
}

/// A line that says when an article was published.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::read) struct DateLine {
    pub(in crate::read) iso: String,
    /// Whether it is only the date of a later change.
    pub(in crate::read) updated: bool,
    /// What else the line says: a place, a name.
    pub(in crate::read) rest: Vec<String>,
    /// Whether it says nothing else, or so little that it is no line of the article.
    pub(in crate::read) plain: bool,
    /// Whether its date is all figures.
    pub(in crate::read) figures: bool,
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

/// The date that a text is, with nothing beside it but a weekday or a time.
pub(in crate::read) fn whole(text: &str) -> Option<String> {
    let mut dates = find(text);
    let (found, None) = (dates.pop()?, dates.pop()) else { return None };
    let beside = format!("{}|{}", &text[..found.range.start], &text[found.range.end..]);
    rest(&beside).0.is_empty().then_some(found.iso)
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

/// Whether a line is about its date and nothing else.
pub(super) fn is_line(text: &str) -> bool {
    line(text).is_some_and(|line| line.plain)
}

/// Reads a line that is about its date, or little else: the date of publication where it names two.
pub(in crate::read) fn line(text: &str) -> Option<DateLine> {
    const LONGEST: usize = 200;
    if text.len() > 2 * LONGEST
        || text.chars().count() > LONGEST
        || !text.contains(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let dates = find(text);
    let first = dates.first()?;
    let words = &*DATES;
    let mut from = 0;
    let mut choice: Option<(&Found, bool)> = None;
    for date in &dates {
        let before = fold(&text[from..date.range.start]);
        let later = before.split(|c: char| !c.is_alphanumeric()).any(|w| words.updated.contains(w));
        if choice.is_none_or(|(_, was)| was && !later) {
            choice = Some((date, later));
        }
        from = date.range.end;
    }
    let (date, updated) = choice.unwrap_or((first, false));
    let mut bare = text.to_owned();
    for found in dates.iter().rev() {
        bare.replace_range(found.range.clone(), DATE);
    }
    let (rest, joined) = rest(&bare);
    let said: usize = rest.iter().map(|part| part.split_whitespace().count()).sum();
    let sentence = super::shape::end(text) == super::shape::End::Stop && said > 2;
    (said <= 8 && rest.iter().all(|p| p.split_whitespace().count() <= 6) && !sentence).then(|| {
        DateLine {
            iso: date.iso.clone(),
            updated,
            plain: is_plain(text, &rest, joined),
            figures: !text[date.range.clone()].contains(char::is_alphabetic),
            rest,
        }
    })
}

/// Stands for a date that has been read.
const DATE: &str = " \u{1} ";

/// Whether the words beside a date leave a date line: names, furniture, or a few that a sign parts from it.
fn is_plain(text: &str, rest: &[String], joined: bool) -> bool {
    let about_dates = |w: &str| DATES.published.contains(w) || DATES.updated.contains(w);
    let known = |part: &String| {
        fold(part).split(' ').any(about_dates)
            || words::furniture(part).is_some_and(|(_, fit)| fit != Fit::Inside)
            || bylines::read(part).is_some_and(|(_, sign)| sign == Sign::Said || !joined)
    };
    let words: usize =
        rest.iter().filter(|p| !known(p)).map(|p| p.split_whitespace().count()).sum();
    let says_when = || {
        let mut figures = text.as_bytes().windows(3);
        fold(text)
            .split(|c: char| !c.is_alphanumeric())
            .any(|w| DATES.published.contains(w) || DATES.updated.contains(w))
            || figures.any(|w| w[1] == b':' && w[0].is_ascii_digit() && w[2].is_ascii_digit())
            || text.contains(['|', '•', '·', '–', '—'])
            || text.contains(" - ")
    };
    words == 0 || !joined && (words == 1 || words <= 3 && says_when())
}

/// What a line says beside dates, times and the words that go with them, and whether any of it stands
/// with a date without a sign between them.
fn rest(text: &str) -> (Vec<String>, bool) {
    let words = &*DATES;
    let (mut out, mut joined) = (Vec::new(), false);
    for part in text
        .split(['|', '•', '·', '–', '—', '(', ')', ',', '/', '●', '▪'])
        .flat_map(|p| p.split(" - "))
        .flat_map(|p| p.split("  "))
    {
        let left: Vec<&str> = part
            .split_whitespace()
            .filter(|word| {
                let bare = fold(word);
                let bare = bare.trim_matches(|c: char| !c.is_alphanumeric());
                let letters: String = bare.chars().filter(|c| c.is_alphabetic()).collect();
                let known = |w: &str| {
                    words.filler.contains(w)
                        || words.published.contains(w)
                        || words.updated.contains(w)
                };
                !(letters.is_empty() || known(bare) || known(&letters) && bare != letters)
            })
            .collect();
        if !left.is_empty() {
            joined |= part.contains(DATE.trim());
            out.extend(
                part.split(DATE.trim()).map(str::trim).filter(|p| !p.is_empty()).map(str::to_owned),
            );
        }
    }
    (out, joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_they_are_written() {
        for (text, date) in [
            ("13.05.2020 - Article", "2020-05-13"),
            ("4 September 2019", "2019-09-04"),
            ("Sept. 4, 2019", "2019-09-04"),
            ("Publié le 22 juin 2021 à 07h30 – Mis à jour le 23 juin 2021 à 11h02", "2021-06-22"),
            ("Mis à jour le 23 juin 2021 – Publié le 22 juin 2021", "2021-06-22"),
            ("Publié le 1er mars 2020", "2020-03-01"),
            ("2018-11-19T08:30:00Z", "2018-11-19"),
            ("Δημοσιεύθηκε: 21 Μαΐου 2019, 10:32", "2019-05-21"),
            ("19. November 2018, 06:15 Uhr", "2018-11-19"),
            ("5. března 2021", "2021-03-05"),
            ("12 tháng 5 năm 2021, 06:30 (GMT+7)", "2021-05-12"),
            ("Thứ Tư, 12/5/2021, 06:30 (GMT+7)", "2021-05-12"),
            ("3 Mayıs 2022 Salı, 09:20", "2022-05-03"),
            ("3 במאי 2022", "2022-05-03"),
            ("2021. május 3., hétfő", "2021-05-03"),
            ("2021年5月3日", "2021-05-03"),
            ("5. listopada 2021.", "2021-10-05"),
            ("5 listopada 2021", "2021-11-05"),
            ("Valdelagua, 9 de febrero de 2021 - 08:40 h", "2021-02-09"),
            ("17. 5. 2024", "2024-05-17"),
            ("12/31/2020", "2020-12-31"),
            ("May 3rd, 2021", "2021-05-03"),
            ("3 травня 2022 р.", "2022-05-03"),
        ] {
            assert_eq!(line(text).map(|l| l.iso).as_deref(), Some(date), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_line_is_none() {
        for text in [
            "On 4 September 2019 the pump broke and the whole village had to walk for water.",
            "31.02.2020",
            "Call 555 01 99",
            "The 1.5.3 release",
            "14:32",
        ] {
            assert_eq!(line(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_iso_already_stays_and_must_exist() {
        for good in ["2020", "2020-05", "2020-05-13", "2020-05-13T10:00:00Z"] {
            assert_eq!(timestamp(good).as_deref(), Some(good));
        }
        assert_eq!(
            timestamp("2020-05-13 10:00:00.123 +0200").as_deref(),
            Some("2020-05-13T10:00:00+02:00")
        );
        for bad in ["13 May 2020", "2020-13", "2020-05-13-1", "20-05-13", "2020-05 10:00", "+202"]
            .into_iter()
            .chain(["2021-02-30", "2021-02-29", "2021-00"])
        {
            assert_eq!(timestamp(bad), None, "{bad}");
        }
    }
}
