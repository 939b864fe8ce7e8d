//! Lines that say when an article was published: a date, and little beside it. How a date is written is
//! none of its business.

use super::bylines::{self, Sign};
use super::dates::{Found, find};
use super::places;
use super::words::{self, BYLINES, DATES, Fit, fold};

/// A line that says when an article was published.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::read) struct DateLine {
    pub(in crate::read) iso: String,
    /// Whether it is only the date of a later change.
    pub(in crate::read) updated: bool,
    /// What else the line says: a place, a name.
    pub(in crate::read) rest: Vec<String>,
    /// The authors that it names as such: "Posted by Jane Doe on 4 May 2021".
    pub(in crate::read) authors: Vec<String>,
    /// Whether it says nothing else, or so little that it is no line of the article.
    pub(in crate::read) plain: bool,
    /// Whether its date is all figures.
    pub(in crate::read) figures: bool,
}

/// The date that a text is, with nothing beside it but a weekday or a time.
pub(in crate::read) fn whole(text: &str) -> Option<String> {
    let mut dates = find(text);
    let (found, None) = (dates.pop()?, dates.pop()) else { return None };
    let beside = format!("{}|{}", &text[..found.range.start], &text[found.range.end..]);
    rest(&beside).0.is_empty().then_some(found.iso)
}

/// Whether a line is about its date and nothing else.
pub(in crate::read) fn is_line(text: &str) -> bool {
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
    let bare = without(text, &dates);
    let (rest, joined) = rest(&bare);
    let said: usize = rest.iter().map(|part| part.split_whitespace().count()).sum();
    let sentence = super::shape::end(text) == super::shape::End::Stop && said > 2;
    (said <= 8 && rest.iter().all(|p| p.split_whitespace().count() <= 6) && !sentence).then(|| {
        let (authors, by_whom) = authors(&bare);
        DateLine {
            iso: date.iso.clone(),
            updated,
            plain: !authors.is_empty()
                || by_whom && said <= 3
                || is_meta_row(text)
                || is_plain(text, &rest, joined),
            authors,
            figures: !text[date.range.clone()].contains(char::is_alphabetic),
            rest,
        }
    })
}

/// Stands for a date that has been read.
const DATE: &str = " \u{1} ";

/// Whether a line is a row of short parts of which one is a date: "by Jane | Sep 19, 2021 | Cakes".
fn is_meta_row(text: &str) -> bool {
    [" | ", " • ", " · "].into_iter().any(|sign| {
        let parts = || text.split(sign);
        parts().count() >= 2
            && parts().any(|part| whole(part).is_some())
            && parts().all(|part| part.split_whitespace().count() <= 4 || whole(part).is_some())
    })
}

/// The name that stands behind the time of a line: "12 May 2022, 13:05 Jane Doe".
fn name_after_time(bare: &str) -> Vec<String> {
    let Some((_, behind)) = bare.rsplit_once(DATE.trim()) else { return Vec::new() };
    let is_time = |word: &&str| {
        word.contains([':', '.']) && word.chars().all(|c| c.is_ascii_digit() || ":.,h".contains(c))
    };
    let words: Vec<&str> = behind.split_whitespace().collect();
    let Some(time) = words.iter().rposition(is_time) else { return Vec::new() };
    let name = words[time + 1..].join(" ");
    let names = bylines::read(&name).filter(|_| !places::is_venue(&name));
    names.map(|(names, _)| names).unwrap_or_default()
}

/// The names that follow a word such as "by" beside a date, and whether that word follows one such as
/// "posted", so that whatever stands there is the author.
fn authors(bare: &str) -> (Vec<String>, bool) {
    let known = |word: &str| {
        let word = fold(word.trim_matches(|c: char| !c.is_alphanumeric()));
        DATES.published.contains(&word) || BYLINES.label.contains(&word)
    };
    for part in bare.split(['|', '•', '·', '–', '—', '(', ')', ',', '\u{1}']) {
        let words: Vec<&str> = part.split_whitespace().collect();
        let lead = words.iter().take_while(|word| known(word)).count();
        let filler = |word: &&&str| {
            word.starts_with(char::is_lowercase) || DATES.filler.contains(&fold(word))
        };
        let tail = words.iter().rev().take_while(filler).count();
        for from in (0..=lead).filter(|from| from + tail + 1 < words.len()) {
            let by = &words[from..words.len() - tail];
            if let Some((names, Sign::Said)) = bylines::read(&by.join(" ")) {
                return (names, true);
            }
            // In a row of such parts one name is enough.
            let opens =
                bare.contains(" | ") && by.len() == 2 && BYLINES.open.contains(&fold(by[0]));
            if opens && by[1].starts_with(char::is_uppercase) {
                return (vec![by[1].to_owned()], true);
            }
            if from > 0 && BYLINES.open.contains(&fold(by[0])) {
                return (Vec::new(), true);
            }
        }
    }
    (name_after_time(bare), false)
}

/// A line with signs in the place of its dates.
fn without(text: &str, dates: &[Found]) -> String {
    let mut bare = text.to_owned();
    for found in dates.iter().rev() {
        bare.replace_range(found.range.clone(), DATE);
    }
    bare
}

/// Whether a line says when something happens, and behind its date what or where: words that are no furniture.
pub(super) fn is_event(text: &str) -> bool {
    if line(text).is_none_or(|line| !line.authors.is_empty()) {
        return false;
    }
    let bare = without(text, &find(text));
    let behind = bare.rsplit_once(DATE).map_or("", |(_, behind)| behind);
    !bare.contains(['|', '•', '·'])
        && rest(behind).0.iter().any(|part| words::furniture(part).is_none())
}

/// Whether the words beside a date leave a date line: names, furniture, or a few that a sign parts from it.
fn is_plain(text: &str, rest: &[String], joined: bool) -> bool {
    let about_dates = |w: &str| DATES.published.contains(w) || DATES.updated.contains(w);
    let known = |part: &String| {
        fold(part).split(' ').any(about_dates)
            || words::furniture(part).is_some_and(|(_, fit)| fit != Fit::Inside)
            || bylines::read(part).is_some_and(|(_, sign)| sign == Sign::Said || !joined)
                && !places::is_venue(part)
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
            ("Geschrieben von Anna Berg am 3. Juni 2021", "2021-06-03"),
        ] {
            assert_eq!(line(text).map(|l| l.iso).as_deref(), Some(date), "{text}");
        }
    }

    #[test]
    fn who_posted_is_named_beside_the_date() {
        for (text, author) in [
            ("Posted by Margaret Oakes on 3 June 2021", "Margaret Oakes"),
            ("Geschrieben von Anna Berg am 3. Juni 2021", "Anna Berg"),
            ("Publié par Claire Vasseur le 22 juin 2021", "Claire Vasseur"),
            ("Publicado por Ana Ruiz el 3 de junio de 2021", "Ana Ruiz"),
            ("Vložil Jan Novák dne 3. 6. 2021", "Jan Novák"),
            ("3 June 2021, by Margaret Oakes", "Margaret Oakes"),
            ("12. mar 2022 o 13:05 Jana Horvátová", "Jana Horvátová"),
            ("von Mareike | Sep 19, 2021 | Kuchen im Herbst | viel Obst | Lesetipps", "Mareike"),
        ] {
            let found = line(text).filter(|line| line.plain).map(|line| line.authors);
            assert_eq!(found, Some(vec![author.to_owned()]), "{text}");
        }
        assert!(line("Posted by admin on 3 June 2021").is_some_and(|line| line.plain));
    }

    #[test]
    fn a_line_with_a_venue_is_no_date_line() {
        for text in [
            "Sunday 10 April 2022, 3 pm, St Mary's Church",
            "Sobota 9. dubna 2022, 19 hodin, kostel svatého Petra",
        ] {
            assert!(line(text).is_none_or(|line| !line.plain), "{text}");
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
}
