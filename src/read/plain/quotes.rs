//! Quotations that stand by themselves: a line that announces somebody's words, and the words. It tells
//! them by the colon and the quotation marks; without marks the line must have a word for speaking.

use super::lines::Piece;
use super::shape::{self, End};
use super::verses;
use super::words::{SPEECH, fold};

/// How many paragraphs one quotation may take.
const LONGEST: usize = 12;

/// How many pieces after the first are the words that it announces; 0 if it announces none.
pub(super) fn announced(pieces: &[&Piece<'_>]) -> usize {
    let [first, quote, ..] = pieces else { return 0 };
    if first.end != End::Colon || first.sentences || first.chars > 240 {
        return 0;
    }
    if shape::opens_quotation(&quote.text) {
        return quoted(&pieces[1..]);
    }
    let dash = quote.text.starts_with(['–', '—']);
    let stanza = verses::stanza(&pieces[1..]);
    let prose = matches!(quote.end, End::Stop | End::Call) || dash || stanza > 0;
    if prose && announces_speech(&first.text, &quote.text) { stanza.max(1) } else { 0 }
}

/// How many pieces one pair of quotation marks holds; 1 where the second is not found.
pub(super) fn quoted(pieces: &[&Piece<'_>]) -> usize {
    for (index, piece) in pieces.iter().take(LONGEST).enumerate() {
        if shape::closes_quotation(&piece.text) {
            return index + 1;
        }
        // Quotations of several paragraphs open each of them.
        if index > 0 && !shape::opens_quotation(&piece.text) {
            break;
        }
    }
    1
}

/// Whether a line announces speech by its words. A word that may as well announce things ("She told us the
/// prices:") must stand near the end, or somebody must speak of himself in what follows.
fn announces_speech(line: &str, quote: &str) -> bool {
    const NEAR: usize = 3;
    let folded = fold(line);
    let mut words = words(&folded).rev().enumerate();
    let in_quote = || words_of_self(quote);
    words.any(|(from_end, word)| {
        SPEECH.says.contains(word)
            && (!SPEECH.tells.contains(word) || from_end < NEAR || in_quote())
    })
}

/// Whether somebody speaks of himself.
fn words_of_self(quote: &str) -> bool {
    words(&fold(quote)).any(|word| SPEECH.oneself.contains(word))
}

fn words(folded: &str) -> impl DoubleEndedIterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty())
}

/// Whether a line names who said what stands above it: "— Jane Doe, teacher".
pub(super) fn is_attribution(line: &str) -> bool {
    let name = line.trim_start_matches(['–', '—', '―', '-']);
    name.len() < line.len()
        && name.chars().count() <= 100
        && name.trim_start().starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
        && shape::end(name) == End::Open
}
