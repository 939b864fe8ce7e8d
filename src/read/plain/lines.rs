//! Lines, and the passages that hard-wrapped lines make together. It looks at lengths, gaps and
//! indents only, never at what words mean.

use std::borrow::Cow;
use std::ops::Range;

use super::captions;
use super::lists;
use super::shape::{self, End};
use crate::source::Span;
use crate::text::is_unspaced;

/// A line of the source that is not blank, without the white space at its edges.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) range: Range<usize>,
    /// Its number, from 1.
    pub(super) number: u32,
    /// How many columns of white space stand before it.
    pub(super) indent: usize,
    /// Whether a blank line stands before it.
    pub(super) gap: bool,
    pub(super) chars: usize,
}

/// A passage: one line, or several that a hard wrap parted.
#[derive(Debug, Clone)]
pub(super) struct Piece<'a> {
    pub(super) text: Cow<'a, str>,
    /// Its lines, as indices.
    pub(super) lines: Range<usize>,
    /// Whether a blank line stands before it.
    pub(super) gap: bool,
    pub(super) chars: usize,
    pub(super) end: End,
    /// Whether at least two sentences stand in it.
    pub(super) sentences: bool,
    /// Where the credit stands, if it stood on a line of its own below or above a caption.
    pub(super) credit: Option<Range<usize>>,
}

/// The lines of a text.
pub(super) fn split(text: &str) -> Vec<Line> {
    let (mut out, mut at, mut gap) = (Vec::new(), 0, true);
    for (number, raw) in (1..).zip(text.split('\n')) {
        let start = at;
        at += raw.len() + 1;
        let body = raw.trim_matches(is_blank);
        if body.is_empty() {
            gap = true;
            continue;
        }
        let lead = raw.len() - raw.trim_start_matches(is_blank).len();
        let range = start + lead..start + lead + body.len();
        out.push(Line {
            range,
            number,
            indent: columns(&raw[..lead]),
            gap,
            chars: body.chars().count(),
        });
        gap = false;
    }
    out
}

/// How many columns white space takes: a tab goes to the next fourth one.
fn columns(space: &str) -> usize {
    space.chars().filter(|c| c.is_whitespace()).fold(0, |column, c| match c {
        '\t' => column / 4 * 4 + 4,
        _ => column + 1,
    })
}

/// White space, and the controls that say nothing at the edge of a line: marks of direction, of width.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// The passages of a text: hard-wrapped lines joined where the document is hard-wrapped, and credits with
/// their captions.
pub(super) fn join<'a>(text: &'a str, lines: &[Line]) -> Vec<Piece<'a>> {
    let mut out = join_credits(text, lines, passages(text, lines));
    if wrap_width(text, lines).is_none() && is_tight(&out) {
        out.iter_mut().for_each(|piece| piece.gap = true);
    }
    out
}

/// The passages of a text: hard-wrapped lines joined where the document is hard-wrapped.
pub(super) fn passages<'a>(text: &'a str, lines: &[Line]) -> Vec<Piece<'a>> {
    let width = wrap_width(text, lines);
    let mut out = Vec::new();
    let mut start = 0;
    while start < lines.len() {
        if width.is_none()
            && let Some(end) = wrapped_chunk(text, lines, start)
        {
            out.push(piece(text, lines, start..end));
            start = end;
            continue;
        }
        let hanging = lists::marker(&text[lines[start].range.clone()]).is_some();
        let mut end = start + 1;
        while end < lines.len() && continues(text, lines, start, end, width, hanging) {
            end += 1;
        }
        out.push(piece(text, lines, start..end));
        start = end;
    }
    out
}

/// Whether blank lines part nothing: every line is a passage of its own.
fn is_tight(pieces: &[Piece<'_>]) -> bool {
    pieces.len() >= 8 && pieces.iter().skip(1).filter(|p| p.gap).count() * 20 <= pieces.len()
}

/// Joins a credit on a line of its own with the caption above or below it, where the two stand by themselves.
fn join_credits<'a>(text: &'a str, lines: &[Line], pieces: Vec<Piece<'a>>) -> Vec<Piece<'a>> {
    const LONGEST: usize = 400;
    let mut out: Vec<Piece<'a>> = Vec::with_capacity(pieces.len());
    let mut pieces = pieces.into_iter().peekable();
    while let Some(piece) = pieces.next() {
        let alone = !piece.gap && pieces.peek().is_none_or(|next| next.gap);
        // A button of the picture may stand above its caption.
        let button = out.len().checked_sub(2).and_then(|at| out.get(at));
        let below_button =
            button.is_some_and(|button| button.gap && captions::is_button(&button.text));
        if let Some(above) = out.last_mut().filter(|above| alone && (above.gap || below_button))
            && lists::marker(&above.text).is_none()
            && let Some(credit) = credit_of(above, &piece, LONGEST)
        {
            let joined = self::piece(text, lines, above.lines.start..piece.lines.end);
            *above = Piece { credit: Some(credit), ..joined };
            continue;
        }
        out.push(piece);
    }
    out
}

/// Where the credit stands in the two lines of a caption.
fn credit_of(above: &Piece<'_>, below: &Piece<'_>, longest: usize) -> Option<Range<usize>> {
    let parted = above.text.len() + 1;
    if above.chars <= longest && captions::is_credit(&below.text) {
        return Some(parted..parted + below.text.len());
    }
    let first = below.chars <= longest
        && captions::is_labelled(&above.text)
        && shape::word_count(&below.text) >= 3
        && captions::read(&below.text).is_none();
    first.then_some(0..above.text.len())
}

/// The passage that some lines make.
pub(super) fn piece<'a>(text: &'a str, lines: &[Line], range: Range<usize>) -> Piece<'a> {
    let first = &lines[range.start];
    let joined = if range.len() == 1 {
        Cow::Borrowed(&text[first.range.clone()])
    } else {
        let mut out = String::new();
        for line in &lines[range.clone()] {
            let part = &text[line.range.clone()];
            if out.ends_with('\u{AD}') {
                out.pop();
            } else if needs_space(&out, part) {
                out.push(' ');
            }
            out.push_str(part);
        }
        Cow::Owned(out)
    };
    let chars = lines[range.clone()].iter().map(|l| l.chars + 1).sum::<usize>() - 1;
    let (end, sentences) = (shape::end(&joined), shape::has_two_sentences(&joined));
    Piece { text: joined, lines: range, gap: first.gap, chars, end, sentences, credit: None }
}

/// Whether a space stood where a line ended: not after a hyphen, nor where words have none between them.
pub(super) fn needs_space(before: &str, after: &str) -> bool {
    let ends = before.chars().next_back().zip(after.chars().next());
    ends.is_some_and(|(a, b)| !(is_unspaced(a) && is_unspaced(b))) && !ends_in_hyphen(before)
}

/// Where the beginning of a passage of these lines ends in the source, and where the rest begins.
pub(super) fn offsets(text: &str, lines: &[Line], beginning: &str) -> (u32, u32) {
    let counts = |c: &char| !c.is_whitespace() && *c != '\u{AD}';
    let mut left = beginning.chars().filter(counts).count();
    let mut end = 0;
    for line in lines {
        for (at, c) in text[line.range.clone()].char_indices().filter(|(_, c)| counts(c)) {
            let at = line.range.start + at;
            if left == 0 {
                let span = Span::new(end..at);
                return (span.start, span.end);
            }
            left -= 1;
            end = at + c.len_utf8();
        }
    }
    let span = Span::new(end..end);
    (span.start, span.end)
}

/// Whether a line was broken at the hyphen of a word: "multi-" "ethnic".
fn ends_in_hyphen(text: &str) -> bool {
    let mut end = text.chars().rev();
    end.next() == Some('-') && end.next().is_some_and(char::is_alphabetic)
}

/// Whether a line goes on with the one before it.
fn continues(
    text: &str,
    lines: &[Line],
    start: usize,
    at: usize,
    width: Option<usize>,
    hanging: bool,
) -> bool {
    let (before, line) = (&lines[at - 1], &lines[at]);
    let words = &text[line.range.clone()];
    let before_words = &text[before.range.clone()];
    if line.gap || is_tabular(words) || is_tabular(before_words) || lists::marker(words).is_some() {
        return false;
    }
    if hanging && line.indent > lines[start].indent {
        return true;
    }
    // A title or a caption broken by hand goes on in lower case.
    let small = lines.get(at + 1).is_none_or(|next| next.gap)
        || lines.get(at + 2).is_none_or(|next| next.gap);
    if small
        && at < start + 3
        && lines[start].gap
        && before.chars >= 18
        && words.starts_with(char::is_lowercase)
        && matches!(shape::end(before_words), End::Open | End::Comma)
    {
        return true;
    }
    width.is_some_and(|width| {
        before.chars <= width + width / 4
            && (is_full(before, words, width)
                || before.chars * 5 > width * 3
                    && words.starts_with(char::is_lowercase)
                    && shape::end(before_words) == End::Open)
    })
}

/// The end of the chunk that begins here, if it is one hard-wrapped paragraph in a text that is not wrapped.
fn wrapped_chunk(text: &str, lines: &[Line], start: usize) -> Option<usize> {
    const MOST: usize = 60;
    if !lines[start].gap {
        return None;
    }
    let length = 1 + lines[start + 1..].iter().take(MOST).take_while(|line| !line.gap).count();
    let chunk = &lines[start..start + length];
    let width = chunk.iter().map(|l| l.chars + l.indent).max()?;
    let words = |line: &Line| &text[line.range.clone()];
    let broken = |line: &Line| matches!(shape::end(words(line)), End::Open | End::Comma);
    let fits = (3..=MOST).contains(&length)
        && (40..=120).contains(&width)
        && chunk.iter().all(|l| !is_tabular(words(l)) && lists::marker(words(l)).is_none())
        && chunk.windows(2).all(|pair| is_full(&pair[0], words(&pair[1]), width));
    let small = chunk[1..].iter().filter(|l| words(l).starts_with(char::is_lowercase)).count();
    let broken = chunk[..length - 1].iter().filter(|l| broken(l)).count();
    (fits && small * 2 >= length - 1 && broken * 2 >= length - 1).then_some(start + length)
}

/// Whether the next word would not have fitted on the line.
fn is_full(line: &Line, next: &str, width: usize) -> bool {
    let word = next.split_whitespace().next().unwrap_or("").chars().take(width).count();
    line.chars + line.indent + 1 + word + 3 > width
}

/// Whether a line looks like the row of a table.
pub(super) fn is_tabular(line: &str) -> bool {
    line.contains('\t') || line.contains("   ") || line.contains(" | ") || line.starts_with('|')
}

/// The width at which a document is hard-wrapped, if it is.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    const LONGEST: usize = 120;
    const NARROW: usize = 40;
    const SHORTEST: usize = 24;
    let mut lengths: Vec<usize> = lines.iter().map(|l| l.chars + l.indent).collect();
    lengths.sort_unstable();
    // One line in fifty may stand out: an address, a row of a table.
    let width = *lengths.get((lengths.len() - lengths.len() / 50).checked_sub(1)?)?;
    if !(SHORTEST..=LONGEST).contains(&width) {
        return None;
    }
    let (mut full, mut pairs, mut broken, mut small) = (0, 0, 0, 0);
    for pair in lines.windows(2).filter(|p| !p[1].gap && p[0].chars * 10 > width * 7) {
        let (words, next) = (&text[pair[0].range.clone()], &text[pair[1].range.clone()]);
        pairs += 1;
        full += usize::from(is_full(&pair[0], next, width));
        // A wrap parts lines in the midst of sentences; paragraphs end with them.
        broken += usize::from(matches!(shape::end(words), End::Open | End::Comma));
        small += usize::from(!next.starts_with(char::is_uppercase));
    }
    // Lines that begin with capitals, nearly all of them, are verses.
    let wrapped = full >= 2 && full * 5 >= pairs * 3 && broken * 2 >= pairs && small * 4 >= pairs;
    // Short lines may be verses or menus: prose goes on in lower case, and sentences end inside lines.
    let prose = || {
        let ends = |l: &&Line| shape::has_two_sentences(&text[l.range.clone()]);
        small * 2 >= pairs && lines.iter().filter(ends).count() >= 2
    };
    (wrapped && (width >= NARROW || prose())).then_some(width)
}
