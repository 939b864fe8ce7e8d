//! Lists: lines with bullets, numbers or letters that follow each other. A lone dash may be speech, and
//! a lone number a sentence: a list has at least two items.

use super::lines::Piece;
use super::shape::End;

/// What stands before an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// A bullet.
    Bullet(char),
    /// A number or a letter, its place in the row, and the sign after it.
    Number { value: u64, letter: bool, sign: char },
}

/// The mark of a line, and where its words begin.
pub(super) fn marker(line: &str) -> Option<(Mark, usize)> {
    let first = line.chars().next()?;
    let mut rest = &line[first.len_utf8()..];
    if "-–—•*·‣▪◦●○■□►▸✓✔➢∙".contains(first) {
        return rest
            .starts_with([' ', '\t', '\u{A0}'])
            .then(|| (Mark::Bullet(first), line.len() - rest.trim_start().len()))
            .filter(|_| !rest.trim().is_empty());
    }
    let bracket = first == '(';
    if !bracket {
        rest = line;
    }
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (value, letter, length) = if (1..=3).contains(&digits) {
        (rest[..digits].parse().ok()?, false, digits)
    } else {
        let c = rest.chars().next().filter(char::is_ascii_lowercase)?;
        (u64::from(u32::from(c) - u32::from('a')) + 1, true, 1)
    };
    let after = &rest[length..];
    let sign = after
        .chars()
        .next()
        .filter(|&c| if bracket { c == ')' } else { c == ')' || c == '.' && !letter })?;
    let words = &after[sign.len_utf8()..];
    let fits = words.starts_with([' ', '\t', '\u{A0}']) && !words.trim().is_empty();
    fits.then(|| (Mark::Number { value, letter, sign }, line.len() - words.trim_start().len()))
}

/// How many pieces make a list from here on; 0 if it is none.
pub(super) fn run(pieces: &[&Piece<'_>], after_colon: bool) -> usize {
    let Some((first, _)) = pieces.first().and_then(|p| marker(&p.text)) else { return 0 };
    let mut length = 1;
    let mut before = first;
    while let Some(piece) = pieces.get(length) {
        let Some((mark, _)) = marker(&piece.text) else { break };
        if !follows(before, mark) {
            break;
        }
        before = mark;
        length += 1;
    }
    let speech = matches!(first, Mark::Bullet('–' | '—'))
        && !after_colon
        && pieces[1..length].iter().any(|p| p.gap)
        && pieces[..length].iter().all(|p| matches!(p.end, End::Stop | End::Call));
    if length < 2 || speech { 0 } else { length }
}

fn follows(before: Mark, mark: Mark) -> bool {
    match (before, mark) {
        (Mark::Bullet(a), Mark::Bullet(b)) => a == b,
        (
            Mark::Number { value: a, letter, sign },
            Mark::Number { value: b, letter: other, sign: end },
        ) => b == a + 1 && letter == other && sign == end,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_from_words() {
        let mark = |line: &str| marker(line).map(|(m, at)| (m, line[at..].to_owned()));
        let number = |value, letter, sign| Mark::Number { value, letter, sign };
        assert_eq!(mark("- a"), Some((Mark::Bullet('-'), "a".into())));
        assert_eq!(mark("12. b"), Some((number(12, false, '.'), "b".into())));
        assert_eq!(mark("(3) b"), Some((number(3, false, ')'), "b".into())));
        assert_eq!(mark("b) c"), Some((number(2, true, ')'), "c".into())));
        for line in ["-a", "1999. x", "a. Novák", "3,5 l", "–", "1.", "(a b) c"] {
            assert_eq!(mark(line), None, "{line}");
        }
    }
}
