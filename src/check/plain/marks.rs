//! The marks at the beginning of a line of plain text and around a passage: of items, notes, figures.
//! It knows nothing of blocks.

/// The mark of an item, and what follows it.
pub(super) struct Mark<'a> {
    pub(super) number: Option<u64>,
    pub(super) rest: &'a str,
}

pub(super) fn mark(line: &str) -> Option<Mark<'_>> {
    let after = |rest: &'_ str| rest.is_empty() || rest.starts_with(' ');
    if let Some(rest) = line.strip_prefix('-').filter(|rest| after(rest)) {
        return Some(Mark { number: None, rest: rest.trim_start() });
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line[digits..].strip_prefix('.').filter(|rest| after(rest))?;
    let number = line[..digits].parse().ok()?;
    Some(Mark { number: Some(number), rest: rest.trim_start() })
}

/// The number of a note at the beginning of a line, and what follows it.
pub(super) fn note_mark(line: &str) -> Option<(usize, &str)> {
    let inner = line.trim_start_matches(' ').strip_prefix('[')?;
    let (number, rest) = inner.split_once(']')?;
    let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let follows = rest.is_empty() || rest.starts_with(' ');
    (digits && follows).then(|| Some((number.parse().ok()?, rest.trim_start())))?
}

/// What follows a label and a colon; empty if the label stands alone.
pub(super) fn labelled<'t>(text: &'t str, label: &str) -> Option<&'t str> {
    let rest = text.strip_prefix(label)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix(": ") }
}

/// Whether no bracket closes that was not opened.
pub(super) fn is_balanced(text: &str) -> bool {
    let mut depth = 0i64;
    text.chars().all(|c| {
        depth += i64::from(c == '[') - i64::from(c == ']');
        depth >= 0
    })
}
