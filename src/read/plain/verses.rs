//! Lines that the author broke: stanzas, addresses, boxes of short facts. They are told from paragraphs
//! by what stands together without a blank line, and by sentences that run on over the ends of lines.

use super::lines::{self, Piece};
use super::lists;
use super::shape::End;

/// The longest line, in characters.
const LONGEST: usize = 60;
/// How many lines may stand together.
const MOST: usize = 200;

/// How many pieces from here on are the lines of a stanza; 0 if they are none. Sentences may end in it, but
/// one must run on over the end of a line: the first alone could be a heading.
pub(super) fn stanza(pieces: &[&Piece<'_>]) -> usize {
    let Some(count) = together(pieces, |piece| piece.lines.len() == 1 && !piece.sentences) else {
        return 0;
    };
    let runs_on = |piece: &Piece<'_>| matches!(piece.end, End::Open | End::Comma);
    let inner = pieces[1..count.max(2) - 1].iter().any(|piece| runs_on(piece));
    let comma = pieces[0].end == End::Comma;
    if pieces[0].gap && count >= 2 && (comma || inner) { count } else { 0 }
}

/// How many pieces from here on are the lines of an address or a box: short, together, no sentences.
pub(super) fn broken(pieces: &[&Piece<'_>]) -> usize {
    together(pieces, |piece| piece.end != End::Stop).unwrap_or(1)
}

/// How many short lines stand together, if all lines up to the next blank one are short: a line before prose
/// is something else.
fn together(pieces: &[&Piece<'_>], fits: impl Fn(&Piece<'_>) -> bool) -> Option<usize> {
    let short = |piece: &Piece<'_>| {
        piece.chars <= LONGEST
            && fits(piece)
            && lists::marker(&piece.text).is_none()
            && !lines::is_tabular(&piece.text)
    };
    let count =
        1 + pieces[1..].iter().take(MOST).take_while(|piece| !piece.gap && short(piece)).count();
    let whole = pieces.get(count).is_none_or(|piece| piece.gap);
    (short(pieces[0]) && whole).then_some(count)
}
