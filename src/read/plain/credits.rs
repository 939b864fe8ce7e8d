//! Where the credit of a picture begins in a line: at a copyright sign, at a label ("Photo:"), at the name of
//! an agency. What stands before it is looked at elsewhere.

use super::captions::{LONGEST, LONGEST_CREDIT, is_agency_word, is_picture_word};
use super::shape;
use super::words::{BYLINES, CAPTIONS, fold};

/// A copyright sign that is no notice of the site's: those name a year.
pub(super) fn sign(line: &str) -> Option<usize> {
    let at = line.find('©')?;
    let rest = &line[at..];
    let has_year = rest
        .split(|c: char| !c.is_ascii_digit())
        .any(|d| d.len() == 4 && (d.starts_with("19") || d.starts_with("20")));
    (!has_year || at > 20).then_some(at).filter(|_| rest.chars().count() > 2)
}

/// A label with a colon, or one of the few that go without.
pub(super) fn label(line: &str) -> Option<usize> {
    let words = &*CAPTIONS;
    for (at, mark) in line.match_indices([':', '：', '.']) {
        if mark != "." || line[..at].ends_with(|c: char| c.is_alphabetic()) {
            let start = label_start(&line[..at], mark == ".");
            let rest = &line[at + mark.len()..];
            if let Some(start) = start
                && !rest.trim().is_empty()
                && rest.chars().count() <= LONGEST_CREDIT.max(if start == 0 { LONGEST } else { 0 })
            {
                return Some(start);
            }
        }
    }
    let folded_start = |at: usize| {
        let rest = &line[at..];
        let mut ends = rest.char_indices().filter(|&(i, c)| c == ' ' && i < 40).map(|(i, _)| i);
        ends.any(|end| {
            let head = fold(rest[..end].trim_start_matches(['(', '[']));
            words.open.contains(head.trim_end_matches(':'))
                && head.contains(' ')
                && rest[end..].trim().starts_with(char::is_uppercase)
        })
    };
    let mut starts = std::iter::once(0)
        .chain(shape::sentence_breaks(line))
        .chain(line.match_indices(['(', '|']).map(|(i, _)| i));
    starts.find(|&at| {
        folded_start(at + line[at..].len() - line[at..].trim_start_matches([' ', '|']).len())
            && line[at..].chars().count() <= 90
    })
}

/// A word for a picture with a dash and a name behind it, at the end of a caption or alone: "Foto – TASR".
pub(super) fn dashed_label(line: &str) -> Option<usize> {
    const LONGEST: usize = 60;
    let (head, name) = [" – ", " — ", " - "].iter().find_map(|dash| line.rsplit_once(dash))?;
    let fits = name.chars().count() <= LONGEST
        && name.starts_with(char::is_uppercase)
        && matches!(shape::end(name), shape::End::Open)
        && shape::word_count(name) <= 5;
    let start = std::iter::once(0)
        .chain(shape::sentence_breaks(head))
        .chain(head.match_indices(['(', '|']).map(|(at, sign)| at + sign.len()))
        .last()
        .filter(|_| fits)?;
    let label = fold(&head[start..]);
    let mut words = label.split(' ').filter(|word| !word.is_empty());
    (words.clone().count() <= 2 && words.next().is_some_and(is_picture_word)).then_some(start)
}

/// Where the label that ends at a colon begins: up to four words of the table, the first capitalised.
pub(super) fn label_start(head: &str, dotted: bool) -> Option<usize> {
    let words = &*CAPTIONS;
    let known = |w: &str| {
        w.split(['/', '-', '(', ')']).filter(|p| !p.is_empty()).all(|p| words.label.contains(p))
    };
    let mut start = None;
    let mut end = head.len();
    for _ in 0..4 {
        let trimmed = head[..end].trim_end();
        let at = trimmed
            .rfind(|c: char| c.is_whitespace() || c == '(' || c == '[' || c == '|')
            .map_or(0, |i| i + trimmed[i..].chars().next().map_or(1, char::len_utf8));
        let raw = &trimmed[at..];
        let word = fold(raw);
        let link = matches!(
            word.as_str(),
            "by" | "de" | "la" | "und" | "and" | "et" | "y" | "e" | "a" | "i" | "&" | "/" | "–"
        );
        if word.is_empty() || !(known(&word) || link && start.is_some()) {
            break;
        }
        let parted =
            head[..at].trim_end().ends_with(['|', '(', '[', '.', '•', '·', '–', '—']) || at == 0;
        if known(&word)
            && (parted || raw.starts_with(|c: char| !c.is_lowercase()))
            && (!dotted || word == "fot" || word == "rys" || word == "nuotr")
        {
            start = Some(at);
        } else if start.is_none() {
            // A lower-case word of the table begins no label, but may end one: "Crédit photo".
            start = Some(usize::MAX);
        }
        end = at;
        if at == 0 || trimmed[..at].ends_with(['(', '[', '|']) {
            break;
        }
    }
    // Of words that label bylines, too, one must be for a picture.
    let is_picture = |&start: &usize| {
        head[start..].split_whitespace().any(|word| {
            fold(word)
                .split(['/', '-', '(', ')'])
                .any(|part| CAPTIONS.label.contains(part) && !BYLINES.label.contains(part))
        })
    };
    start.filter(|&s| s != usize::MAX).filter(is_picture).or_else(|| {
        // After a bracket the label may be in lower case.
        head.rfind(['(', '[']).map(|i| i + 1).filter(|&i| known(&fold(head[i..].trim())) && !dotted)
    })
}

/// An agency at the end: "…, in Valdelagua. EFE/Rosa Quintana", "(AP Photo/Jane Doe)".
pub(super) fn agency(line: &str) -> Option<usize> {
    if let Some(open) = line.rfind('(')
        && line.ends_with([')', '.'])
        && is_agency_line(line[open + 1..].trim_end_matches([')', '.']))
        && open > 0
    {
        return Some(open + 1);
    }
    let at = shape::sentence_breaks(line).last()?;
    let tail = line[at..].trim();
    (is_agency_line(tail) && line.chars().count() <= 300).then_some(at)
}

/// Whether a text is the credit of an agency: its name before or behind that of a person.
pub(super) fn is_agency_line(text: &str) -> bool {
    let text = text.trim();
    let first = text.split([' ', '/', ',', '|']).next().unwrap_or("");
    let last = text.rsplit(['/', ' ']).next().unwrap_or("");
    let named = |word: &str| {
        is_agency_word(&fold(word))
            && (!word.chars().any(char::is_lowercase) || word.chars().count() > 4 || word == "dpa")
    };
    let short = text.split_whitespace().count() <= 6;
    let capital = text.starts_with(char::is_uppercase) || text.starts_with("dpa");
    short && capital && (named(first) || text.contains('/') && named(last))
}
