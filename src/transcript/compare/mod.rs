//! How two documents differ in what is announced: words lost, added or moved, and words that are there but
//! are announced as something else. It knows no format; what a format cannot say it does not ask for.
//!
//! Both transcripts become words that know where they stand ([`flat`]), the words are aligned
//! ([`align`]), what found no partner is lost, added or moved ([`gaps`]), and what did is compared by
//! what it is announced as ([`judge`]).
//!
//! # What counts as the same word
//!
//! Words are split by UAX #29, so that white space itself never counts, but words that run together do.
//! These differences are not heard and are left alone: case, composed or decomposed letters, ligatures,
//! soft hyphens, joiners and other invisible characters, straight or curled quotation marks and
//! apostrophes, the length of dashes, three full stops for an ellipsis, the shape of bullets.

mod align;
mod context;
mod flat;
mod fold;
mod gaps;
mod judge;
mod linear;

use super::{At, Transcript};
use context::Asked;
use flat::Flat;
use fold::Keys;

/// How strictly two transcripts are held against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode<'a> {
    /// Both are to say exactly the same.
    Exact,
    /// The second was rendered from the first by a program with customs of its own: notes may stand
    /// elsewhere, levels of headings may begin elsewhere if their order stays, and a cell may have more
    /// headers.
    Rendered {
        /// Words that it may add: of the metadata, of headings over notes.
        about: &'a str,
        /// Words of the source that are no part of what is expected: they are told apart from words
        /// that nobody wrote.
        beside: &'a str,
    },
}

/// One difference.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// What differs.
    pub kind: Kind,
    /// What was expected: the words for [`Kind::Lost`], [`Kind::Moved`] and descriptions, else what they
    /// were to be announced as. Empty if nothing was.
    pub expected: String,
    /// What stands in its place; empty if nothing does.
    pub got: String,
    /// The words that it is about, shortened.
    pub words: String,
    /// How many further cells of the table, or items of the list, have the same fault.
    pub more: usize,
    /// Where it was to stand, as near as can be told.
    pub expected_at: At,
    /// Where it stands, or would stand.
    pub got_at: At,
}

/// The kinds of differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Words are gone, or others stand in their place.
    Lost,
    /// Words are there that should not be.
    Added,
    /// Words are announced once more than they should be.
    Repeated,
    /// Words are there that stand beside what is expected: navigation, related articles.
    Beside,
    /// Words are announced earlier or later than they should be.
    Moved,
    /// A heading is none, is one of another level, or something else became one.
    Level,
    /// Words are in another language, or in none.
    Language,
    /// The description of a picture.
    Description,
    /// A link, or where it leads.
    Link,
    /// A note, or a reference to one.
    Note,
    /// The headers of a cell.
    Header,
    /// A table that is none, or something else that became one.
    Table,
    /// A list, its depth, its items or their numbers.
    List,
    /// A caption, a quotation, a passage beside the text.
    Group,
    /// Words that are no longer true, raised numbers, what an abbreviation stands for.
    Mark,
}

/// How `got` differs from `expected`, in the order in which it is heard. Time is near linear in the words
/// of both and bounded for any two.
pub fn compare(expected: &Transcript, got: &Transcript, mode: Mode<'_>) -> Vec<Difference> {
    let (mine, theirs) = (expected.carries, got.carries);
    let asked = Asked {
        levels: mine.levels && theirs.levels,
        languages: mine.languages && theirs.languages,
        links: mine.links && theirs.links,
        lists: mine.lists && theirs.lists,
        tables: mine.tables && theirs.tables,
        groups: mine.groups && theirs.groups,
        punctuation: mine.tables && theirs.tables,
        exact: mode == Mode::Exact,
    };
    // Where one is plain text, the other is told as plain text tells it.
    let told = |one: &Transcript, other: &Transcript| {
        let to = || linear::To::new(other, asked.exact);
        (one.carries.tables && !other.carries.tables).then(|| linear::told(one, to()))
    };
    let (expected_told, got_told) = (told(expected, got), told(got, expected));
    let mut keys = Keys::default();
    let expected = Flat::new(expected_told.as_ref().unwrap_or(expected), asked, &mut keys);
    let got = Flat::new(got_told.as_ref().unwrap_or(got), asked, &mut keys);
    let mut pairs = align::align(&expected.keys(), &got.keys());
    prefer_words(&mut pairs, &got);
    let (mut found, moved) =
        gaps::find(&expected, &got, &pairs, mode, asked.punctuation, &mut keys);
    pairs.extend(moved);
    found.extend(judge::judge(&expected, &got, &pairs, asked));
    found.sort_by_key(|a| (a.0, a.1.kind));
    found.into_iter().map(|(_, difference)| difference).collect()
}

/// Where a word was taken for one of the format's own and stands right after it, takes the word:
/// "Caption: Caption in a cell".
fn prefer_words(pairs: &mut [(usize, usize)], got: &Flat<'_>) {
    for index in 0..pairs.len() {
        let (at, after) = (pairs[index].1, pairs.get(index + 1).map(|pair| pair.1));
        let next = at + 1;
        if got.tokens[at].optional
            && after.is_none_or(|after| after > next)
            && got.tokens.get(next).is_some_and(|token| token.key == got.tokens[at].key)
        {
            pairs[index].1 = next;
        }
    }
}

/// How a picture is told that nobody described.
pub const UNDESCRIBED: &str = "a picture without description";

/// A difference, and where among the words it stands.
type Found = ((usize, usize), Difference);

/// A passage, shortened to what a person needs to find it.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 80;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = text.char_indices().nth(LONGEST) else { return text };
    let end = text[..end].rfind(' ').filter(|&space| space > 0).unwrap_or(end);
    format!("{} …", &text[..end])
}

#[cfg(test)]
mod tests;
