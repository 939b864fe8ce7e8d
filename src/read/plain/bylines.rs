//! Bylines: who wrote an article. A name is told by its shape: two to four capitalised words, with
//! particles between them. The words that introduce names come from the data.

use super::makers;
use super::shape::{self, End};
use super::words::{BYLINES, PLACES, fold};

/// How sure it is that a line is a byline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Sign {
    /// It says so: `Autor: …`, `By …`.
    Said,
    /// It is only names.
    Names,
}

/// The authors that a line names, if it does nothing else.
pub(in crate::read) fn read(line: &str) -> Option<(Vec<String>, Sign)> {
    const LONGEST: usize = 160;
    if line.chars().count() > LONGEST {
        return None;
    }
    if let Some(names) = makers::authors(line).or_else(|| labelled(line)) {
        return Some((names, Sign::Said));
    }
    if shape::end(line) != End::Open {
        return None;
    }
    let names = names(line)?;
    Some((names, Sign::Names))
}

/// What stands after "Author:" or "By".
fn labelled(line: &str) -> Option<Vec<String>> {
    let words = &*BYLINES;
    let folded = |text: &str| {
        fold(text.trim_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != '.'))
    };
    if let Some((label, rest)) = line.split_once([':', '：']) {
        let label = fold(label);
        let mut parts = label.split([' ', '/', '(', ')', ',']).filter(|w| !w.is_empty());
        let known = |w: &str| {
            words.label.contains(w) || words.and.contains(w) || super::captions::is_label_word(w)
        };
        if label.len() < 60 && parts.clone().any(|w| words.label.contains(w)) && parts.all(known) {
            let rest = rest.trim();
            return names(rest).or_else(|| newsroom(rest));
        }
    }
    // The longest beginning that is one: "Text von" before "Text".
    let mut found = None;
    for (at, _) in line.char_indices().filter(|&(at, c)| c == ' ' && at < 60) {
        if words.open.contains(folded(&line[..at]).as_str()) {
            found = names(line[at..].trim()).or(found);
        }
    }
    found
}

/// An author that is no person: an agency, a newsroom; one word.
fn newsroom(name: &str) -> Option<Vec<String>> {
    let word = name.trim_matches(['(', ')']);
    let fits = !word.contains(char::is_whitespace)
        && word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
        && word.chars().all(|c| c.is_alphabetic() || c == '-');
    fits.then(|| vec![word.to_owned()])
}

/// The names in a list of names; `None` if anything else stands in it.
pub(in crate::read) fn names(list: &str) -> Option<Vec<String>> {
    let words = &*BYLINES;
    let mut out: Vec<String> = Vec::new();
    let list = list.trim().trim_end_matches(['.', ',', ';', '|']);
    let cut = list.replace(" - ", ",").replace(" – ", ",").replace(" | ", ",");
    for part in cut.split([',', ';', '/', '·', '•', '&', '+']) {
        let mut name: Vec<&str> = Vec::new();
        let mut role = false;
        for word in part.split_whitespace() {
            if words.and.contains(&fold(word)) && !name.is_empty() {
                push(&mut out, &mut name, role)?;
                role = false;
            } else if name.len() >= 2 && is_attached_and(word) {
                push(&mut out, &mut name, role)?;
                name.push(&word['ו'.len_utf8()..]);
            } else {
                role |= words.role.contains(&fold(word));
                name.push(word);
            }
        }
        push(&mut out, &mut name, role)?;
    }
    (!out.is_empty()).then_some(out)
}

/// Whether a line is one or two names and nothing else, none of its words being one of other lines: no label,
/// no word such as "from".
pub(super) fn is_bare(line: &str) -> bool {
    let Some(found) = names(line).filter(|found| found.len() <= 2) else { return false };
    let words = || line.split(|c: char| c.is_whitespace() || ",;/&".contains(c));
    let plain = |word: &str| {
        let word = fold(word);
        let particle = BYLINES.particle.contains(&word);
        particle
            || !(BYLINES.label.contains(&word) || PLACES.preposition.contains(&word))
                && super::words::furniture(&word).is_none()
    };
    let said: usize = found.iter().map(|name| name.split_whitespace().count()).sum();
    let joined = words().filter(|word| BYLINES.and.contains(&fold(word))).count();
    found.iter().all(|name| name.split_whitespace().count() <= 4)
        && words().filter(|word| !word.is_empty()).count() <= said + joined
        && words().filter(|word| !word.is_empty()).all(plain)
}

/// The Hebrew "and", which is written with the word after it.
fn is_attached_and(word: &str) -> bool {
    word.starts_with('ו') && word.chars().count() > 2
}

/// Adds a name, or leaves out what follows one and is none: a role, a place, an agency.
fn push(out: &mut Vec<String>, name: &mut Vec<&str>, role: bool) -> Option<()> {
    let words = std::mem::take(name);
    // An agency beside a name; alone it is the author.
    let is_agency = words.len() == 1 && super::captions::is_agency_word(&fold(words[0]));
    if words.is_empty() || is_agency {
        return Some(());
    }
    if !role && is_name(&words) {
        out.push(words.join(" ").trim_matches(['(', ')', '[', ']', ':']).to_owned());
        return Some(());
    }
    let short = words.len() <= 4 && !out.is_empty();
    short.then_some(())
}

/// Whether these words are shaped like the name of a person.
fn is_name(words: &[&str]) -> bool {
    let table = &*BYLINES;
    let mut capitals = 0;
    for word in words {
        let first = word.trim_start_matches(['(', '"', '“', '„', '\'']).chars().next();
        let is_caseless =
            first.is_some_and(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase());
        let is_capital = first.is_some_and(char::is_uppercase);
        let odd = word.contains(|c: char| c.is_numeric() || "@:?!<>|=#%".contains(c));
        if odd
            || super::words::furniture(word).is_some_and(|(_, fit)| fit == super::words::Fit::Whole)
        {
            return false;
        }
        if is_capital || is_caseless {
            capitals += 1;
        } else if !table.particle.contains(&fold(word)) {
            return false;
        }
    }
    // A first word of one letter is a preposition, unless it is an initial: "J. Novák".
    let initial = words.first().is_some_and(|w| w.chars().count() > 1);
    initial && (2..=5).contains(&capitals) && words.len() <= 7
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_name_their_authors() {
        for (line, want) in [
            ("By Jane Doe", vec!["Jane Doe"]),
            ("Par Claire Vasseur et Luc Morin", vec!["Claire Vasseur", "Luc Morin"]),
            ("Von Hannelore Brückner und Tobias Feld", vec!["Hannelore Brückner", "Tobias Feld"]),
            ("Autor: Katarzyna Wąsik", vec!["Katarzyna Wąsik"]),
            ("Συντάκτης: Ελένη Μαυρίδου", vec!["Ελένη Μαυρίδου"]),
            ("Haber: Zeynep Karaca ve Murat Tunç", vec!["Zeynep Karaca", "Murat Tunç"]),
            ("Tác giả: Nguyễn Thị Hạnh", vec!["Nguyễn Thị Hạnh"]),
            ("מאת יעל רוזנטל ודני אוחיון", vec!["יעל רוזנטל", "דני אוחיון"]),
            ("By Joan van der Berg, staff writer", vec!["Joan van der Berg"]),
            ("Text und Fotos: Anna Maria Huber", vec!["Anna Maria Huber"]),
        ] {
            assert_eq!(
                read(line),
                Some((want.into_iter().map(String::from).collect(), Sign::Said)),
                "{line}"
            );
        }
        assert_eq!(
            read("Jana Ondrejková, Peter Hric").map(|(n, s)| (n.len(), s)),
            Some((2, Sign::Names))
        );
    }

    #[test]
    fn sentences_are_no_bylines() {
        for line in [
            "By the river stood a mill",
            "Von der Brücke bleibt nichts",
            "Par hasard",
            "De burgemeester zwijgt",
            "By 2019 it was gone",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
