//! What can be told of a passage without knowing its words, but for the titles before names: how it ends,
//! whether it is a sentence, whether it stands in quotation marks.

use super::words::{BYLINES, NUMBERS, fold};

/// How a passage ends, closing quotation marks and brackets aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// With a letter or a figure.
    Open,
    /// With a full stop.
    Stop,
    /// With a question mark or an exclamation mark.
    Call,
    /// With a colon.
    Colon,
    /// With a comma or a semicolon.
    Comma,
}

const CLOSERS: &str = "\"'”“’‘»«›‹」』״)]）";

/// How a passage ends.
pub(super) fn end(text: &str) -> End {
    let bare = text.trim_end_matches(|c: char| c.is_whitespace() || CLOSERS.contains(c));
    match bare.chars().next_back() {
        Some('.' | '…' | '。' | '．' | '։' | '۔' | '।') => End::Stop,
        Some('?' | '!' | '？' | '！' | '؟' | '\u{37E}') => End::Call,
        // The Greek question mark, as it is usually typed.
        Some(';')
            if bare.chars().rev().skip(1).find(|c| c.is_alphabetic()).is_some_and(is_greek) =>
        {
            End::Call
        }
        Some(':' | '：') => End::Colon,
        Some(',' | ';' | '،' | '、' | '，') => End::Comma,
        _ => End::Open,
    }
}

/// Whether a passage ends with a question mark.
pub(super) fn is_question(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| c.is_whitespace() || CLOSERS.contains(c));
    end(text) == End::Call && !bare.ends_with(['!', '！'])
}

fn is_greek(c: char) -> bool {
    matches!(c as u32, 0x370..=0x3FF | 0x1F00..=0x1FFF)
}

/// Whether at least two sentences stand in a passage.
pub(super) fn has_two_sentences(text: &str) -> bool {
    sentence_breaks(text).next().is_some()
}

/// Where sentences end inside a passage: the byte after the mark.
pub(super) fn sentence_breaks(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices(['.', '!', '?', '…', '。', '؟']).filter_map(|(at, mark)| {
        let after = &text[at + mark.len()..];
        let closed = after.trim_start_matches(|c| CLOSERS.contains(c));
        let next = closed.trim_start();
        let begins = next
            .chars()
            .next()
            .is_some_and(|c| c.is_alphabetic() && !c.is_lowercase() || "\"“„«‚‘¿¡".contains(c));
        // An initial or an abbreviation is no sentence: "J. Novák", "Sept. 4".
        let word = text[..at].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        let length = word.chars().count();
        let is_word = mark != "."
            || (length > 3 || !word.starts_with(char::is_uppercase) && length > 1)
                && !(length <= 6 && BYLINES.abbreviation.contains(&fold(word)));
        (closed.len() != next.len() && begins && is_word).then(|| text.len() - closed.len())
    })
}

/// The quotation marks that open a quotation.
pub(super) const OPENERS: &[char] =
    &['"', '“', '„', '«', '»', '‚', '‘', '‹', '›', '”', '「', '『', '״', '‟'];

/// Whether a passage begins with a quotation mark.
pub(super) fn opens_quotation(text: &str) -> bool {
    text.starts_with(OPENERS)
}

/// Whether a passage ends with a quotation mark, a full stop after it aside.
pub(super) fn closes_quotation(text: &str) -> bool {
    text.trim_end_matches(['.', ',', ' ']).ends_with(|c| "\"”“»«’‘›‹」』״".contains(c))
}

/// The words of a passage, up to a hundred or so: runs between white space; where none is written, two
/// characters are about a word.
pub(super) fn word_count(text: &str) -> usize {
    let unspaced = text.chars().take(200).filter(|&c| is_unspaced(c)).count();
    text.split_whitespace().take(100).count() + unspaced / 2
}

/// Whether a character is of a script that does not part words.
fn is_unspaced(c: char) -> bool {
    matches!(c as u32, 0xE00..=0xEFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// Whether a passage tells how to reach somebody: a telephone number, an address of mail or web.
pub(super) fn is_contact(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let grouped = text.split(|c: char| !(c.is_ascii_digit() || " +()/-".contains(c))).any(|run| {
        run.chars().filter(char::is_ascii_digit).count() >= 6 && !run.trim().contains(" - ")
    });
    text.contains('@') || text.contains("://") || text.contains("www.") || digits >= 6 && grouped
}

/// Whether a line is a number in a row: "Press release No. 117/2024".
pub(super) fn is_serial(text: &str) -> bool {
    const LONGEST: usize = 6;
    let Some((before, number)) = text.trim_end().rsplit_once(char::is_whitespace) else {
        return false;
    };
    let sign = before.rsplit(char::is_whitespace).next().unwrap_or("");
    number.trim_matches(|c: char| "()#".contains(c)).starts_with(|c: char| c.is_ascii_digit())
        && word_count(before) < LONGEST
        && (number.contains('/') && number.chars().all(|c| c.is_ascii_digit() || "/-.".contains(c))
            || NUMBERS.contains(&fold(sign.trim_matches(|c: char| "(.:".contains(c))))
            || sign == "№")
}

/// Whether a line is an entry of a form: a label, and a number or a row of things.
pub(super) fn is_entry(text: &str) -> bool {
    let Some((label, value)) = text.split_once([':', '：']) else { return false };
    word_count(label) <= 2
        && !label.contains(char::is_numeric)
        && value.starts_with(char::is_whitespace)
        && (value.trim_start().starts_with(char::is_numeric) || value.matches(',').count() >= 2)
}

/// Whether a line is a break in the subject: `***`, `* * *`, `---`.
pub(super) fn is_rule(text: &str) -> bool {
    let mut signs = text.chars().filter(|c| !c.is_whitespace());
    let first = signs.next();
    first.is_some_and(|c| "*-_=~•·#⁂–—─+".contains(c))
        && text.chars().count() <= 200
        && (first == Some('⁂') || signs.clone().count() >= 2)
        && signs.all(|c| Some(c) == first)
}
