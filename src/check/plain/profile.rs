//! The profile of plain text that reads well by speech and on braille displays and lasts: what can be
//! decided of any text file without knowing who wrote it. It knows nothing of what the text says.

use unicode_normalization::is_nfc;

use crate::check::Results;
use crate::diagnostic::rules::plain;
use crate::diagnostic::{Place, Rule};
use crate::source::Span;
use crate::text::number::counted;

/// Checks a text; `bytes` are what it was decoded from.
pub(super) fn check(bytes: &[u8], text: &str, utf8: bool, results: &mut Results) {
    let bom = bytes.starts_with(b"\xEF\xBB\xBF");
    results.test(&plain::NOT_UTF8, utf8, Place::Document, || "the text is not in UTF-8".to_owned());
    results.test(&plain::BYTE_ORDER_MARK, !bom, Place::Document, || {
        "the text begins with a byte order mark".to_owned()
    });
    // Decoding mends line ends and accents; here the text counts as it is in the file.
    let raw = std::str::from_utf8(bytes).unwrap_or(text);
    if !raw.is_ascii() {
        results.test(&plain::NOT_NFC, is_nfc(raw), Place::Document, || {
            "letters and their accents are apart in places".to_owned()
        });
    }
    line_ends(raw, results);
    let lines = lines(text);
    let every = |results: &mut Results, rule, what: &str, is: &dyn Fn(&str) -> Option<usize>| {
        tell(results, rule, what, lines.iter().filter_map(|(at, line)| Some(at + is(line)?)));
    };
    every(results, &plain::TABS, "has a tab", &|line| line.find('\t'));
    every(results, &plain::TRAILING_SPACE, "ends in white space", &|line| {
        let end = line.trim_end_matches([' ', '\t']).len();
        (end < line.len()).then_some(end)
    });
    every(results, &plain::DRAWING, "is drawn with signs", &|line| drawn(line));
    tell(results, &plain::COLUMNS, "stands in columns of spaces", columns(&lines).into_iter());
    hyphenation(text, &lines, results);
}

/// The place of some bytes.
pub(super) fn place(at: usize, length: usize) -> Place {
    Place::Source(Span::new(at..at + length))
}

/// One finding for all lines with a fault, at the first; `what` is said of one line.
fn tell(
    results: &mut Results,
    rule: &'static Rule,
    what: &str,
    mut places: impl Iterator<Item = usize>,
) {
    results.applies(rule);
    let Some(first) = places.next() else { return };
    let message = match places.count() {
        0 => format!("a line {what}"),
        more => format!("a line {what}, and {} more", counted(more, "line")),
    };
    results.push(rule, place(first, 1), message);
}

/// Every line with its first byte, without its end.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        let start = at;
        at += line.len();
        (start, line.trim_end_matches(['\n', '\r']))
    });
    lines.collect()
}

fn line_ends(text: &str, results: &mut Results) {
    if !text.contains(['\n', '\r']) {
        return;
    }
    results.test(&plain::LINE_ENDS, !text.contains('\r'), Place::Document, || {
        let windows = text.matches("\r\n").count();
        let (returns, feeds) = (text.matches('\r').count(), text.matches('\n').count());
        match (windows == returns, windows == feeds) {
            (true, true) => "lines end in carriage return and line feed".to_owned(),
            _ if feeds == 0 => "lines end in carriage returns".to_owned(),
            _ => "lines end in different ways".to_owned(),
        }
    });
}

/// Where a line is a drawing: box characters, or nothing but a rule of repeated signs.
fn drawn(line: &str) -> Option<usize> {
    const LEAST: usize = 4;
    if let Some(at) = line.find(|c| matches!(c, '\u{2500}'..='\u{259F}')) {
        return Some(at);
    }
    let body = line.trim();
    let signs = body.chars().filter(|c| "-=_*~#+.|–—".contains(*c)).count();
    let blank = body.chars().filter(|c| *c == ' ').count();
    let mut inner: Vec<char> = body.chars().filter(|c| !"+| ".contains(*c)).collect();
    inner.dedup();
    let rule = signs >= LEAST && signs + blank == body.chars().count() && inner.len() <= 1;
    // Full stops alone are an ellipsis.
    (rule && !inner.contains(&'.')).then(|| line.len() - line.trim_start().len())
}

/// The lines that have a gap of spaces at the same place as two lines beside them: their first bytes.
fn columns(lines: &[(usize, &str)]) -> Vec<usize> {
    const TOGETHER: usize = 3;
    let gaps: Vec<Vec<(usize, bool)>> = lines.iter().map(|(_, line)| gaps(line)).collect();
    let mut in_columns = vec![false; lines.len()];
    for (start, three) in gaps.windows(TOGETHER).enumerate() {
        let aligned = |gap: &&(usize, bool)| three[1..].iter().all(|other| other.contains(gap));
        if three[0].iter().any(|gap| aligned(&gap)) {
            in_columns[start..start + TOGETHER].fill(true);
        }
    }
    let found = lines.iter().zip(in_columns).filter(|(_, is)| *is);
    found.map(|((at, line), _)| at + line.find("  ").unwrap_or(0)).collect()
}

/// Where words stand after two or more spaces: the column at which they begin, and, marked, the one at
/// which they end. Two spaces after a sentence are a habit of writers.
fn gaps(line: &str) -> Vec<(usize, bool)> {
    const MOST: usize = 20;
    let chars: Vec<char> = line.chars().take(400).collect();
    let mut out = Vec::new();
    let mut at = chars.iter().position(|&c| c != ' ').unwrap_or(chars.len());
    while at < chars.len() && out.len() < MOST {
        let end = chars[at..].iter().position(|&c| c == ' ').map_or(chars.len(), |n| at + n);
        let next = chars[end..].iter().position(|&c| c != ' ').map_or(chars.len(), |n| end + n);
        let sentence = chars[end - 1].is_ascii_punctuation();
        if next < chars.len() && next - end >= 2 && !sentence {
            let stop =
                chars[next..].iter().position(|&c| c == ' ').map_or(chars.len(), |n| next + n);
            out.extend([(next, false), (stop, true)]);
        }
        at = next;
    }
    out
}

/// Words that are split at the ends of lines: those that stand unsplit elsewhere, for others may have a
/// hyphen of their own.
fn hyphenation(text: &str, lines: &[(usize, &str)], results: &mut Results) {
    let mut split = Vec::new();
    for two in lines.windows(2) {
        let ((at, line), (_, next)) = (two[0], two[1]);
        let line = line.trim_end();
        let Some(stem) = line.strip_suffix(['-', '\u{AD}', '\u{2010}']) else { continue };
        let tail = |c: &char| c.is_alphabetic();
        let start: String = stem.chars().rev().take_while(tail).take(40).collect();
        let start: String = start.chars().rev().collect();
        let end: String = next.trim_start().chars().take_while(tail).take(40).collect();
        if start.chars().count() > 1 && end.starts_with(char::is_lowercase) {
            split.push((at + stem.len() - start.len(), start + &end));
        }
    }
    if split.is_empty() {
        return;
    }
    let whole: std::collections::HashSet<&str> =
        text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let found = split.iter().filter(|(_, word)| whole.contains(word.as_str())).map(|(at, _)| *at);
    tell(results, &plain::HYPHENATION, "ends in part of a word", found);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_are_rules_and_boxes() {
        for drawing in ["----", "  ====", "+---+---+", "│ a │", "- - - -", "| --- | --- |"] {
            assert!(drawn(drawing).is_some(), "{drawing}");
        }
        for text in ["", "***", "- a", "-----BEGIN", "....", "a ---- b", "#", "+1 +2"] {
            assert!(drawn(text).is_none(), "{text}");
        }
    }

    #[test]
    fn columns_are_told_from_habits() {
        let found = |text: &str| columns(&lines(text)).len();
        assert_eq!(found("Oslo    10\nRome    20\nLimerick 9\n"), 0);
        assert_eq!(found("Oslo    10\nRome    20\nLima    30\n"), 3);
        assert_eq!(found("Oslo     9\nRome    20\nLima   130\n"), 3, "right aligned");
        assert_eq!(found("One.  Two\nOne.  Two\nOne.  Two\n"), 0);
        assert_eq!(found("    a b\n    c d\n    e f\n"), 0, "an indent is no column");
    }

    #[test]
    fn only_words_that_stand_whole_elsewhere_are_split() {
        let found = |text: &str| {
            let mut results = Results::default();
            hyphenation(text, &lines(text), &mut results);
            results.findings().count()
        };
        assert_eq!(found("a conver-\nsion, one conversion\n"), 1);
        assert_eq!(found("a rope-\nferry\n"), 0);
    }
}
