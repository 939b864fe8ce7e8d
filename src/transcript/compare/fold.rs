//! Texts as words, each in the one form that all its spellings share. It knows only texts.

use std::collections::HashMap;
use std::rc::Rc;

use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation as _;

/// The words of both documents as numbers: equal words, equal numbers.
#[derive(Debug, Default)]
pub(super) struct Keys {
    numbers: HashMap<String, u32>,
    /// The words of texts that were seen: most stand in both documents.
    texts: HashMap<String, Rc<[Word]>>,
}

impl Keys {
    /// The number of a folded word.
    pub(super) fn of(&mut self, word: &str) -> u32 {
        if let Some(&key) = self.numbers.get(word) {
            return key;
        }
        let key = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        self.numbers.insert(word.to_owned(), key);
        key
    }

    /// The words of a text, as [`words`] has them.
    pub(super) fn words(&mut self, text: &str) -> Rc<[Word]> {
        if let Some(words) = self.texts.get(text) {
            return Rc::clone(words);
        }
        let words: Rc<[Word]> = words(text).into();
        self.texts.insert(text.to_owned(), Rc::clone(&words));
        words
    }
}

/// A word: the bytes where it stands, and its folded form.
#[derive(Debug, PartialEq)]
pub(super) struct Word {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) folded: String,
    /// Whether it was written in raised digits.
    pub(super) raised: bool,
}

impl Word {
    /// Whether it has a letter or a digit.
    pub(super) fn is_said(&self) -> bool {
        is_said(&self.folded)
    }
}

/// Whether a folded word has a letter or a digit, or is a sign that is said: `+`, `%`, `€`, an emoji.
pub(super) fn is_said(folded: &str) -> bool {
    folded.chars().any(|c| c.is_alphanumeric() || is_symbol(c))
}

/// Whether a text is an arrow and nothing else, as notes have one that leads back to the text.
pub(super) fn is_way_back(text: &str) -> bool {
    let arrow = |c: char| matches!(c, '^' | '⏎' | '⤴' | '⤶' | '⮌' | '\u{2190}'..='\u{21FF}');
    text.contains(arrow) && text.chars().all(|c| arrow(c) || c.is_whitespace() || is_invisible(c))
}

/// Signs that mean a word. Punctuation and brackets are pauses.
fn is_symbol(c: char) -> bool {
    match c {
        '+' | '<' | '=' | '>' | '%' | '&' | '$' | '§' | '°' | '£' | '¥' | '¢' | '±' | '×' | '÷'
        | '‰' | '¬' | '№' => true,
        c => {
            matches!(c as u32, 0x20A0..=0x20CF | 0x2100..=0x214F | 0x2190..=0x23FF | 0x2600..=0x27BF | 0x1F000..=0x1FAFF)
        }
    }
}

/// The words of a text. White space, bullets and what is invisible are none; the same mark several times
/// is one. Digits and letters are words apart, as are raised digits: `1st` and `10⁶` have two, so that it
/// does not matter who raises them and how.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    for (start, bound) in text.split_word_bound_indices() {
        for (offset, part) in parts(bound) {
            let folded = fold(part);
            if folded.is_empty() {
                continue;
            }
            let (start, end) = (start + offset, start + offset + part.len());
            if let Some(last) = out.last_mut()
                && last.end == start
                && last.folded == folded
                && !folded.chars().any(char::is_alphanumeric)
            {
                last.end = end;
                continue;
            }
            let raised = part.starts_with(is_raised_digit);
            out.push(Word { start, end, folded, raised });
        }
    }
    out
}

/// A word as UAX #29 has it, split between letters, digits and raised digits.
fn parts(word: &str) -> impl Iterator<Item = (usize, &str)> {
    let class = |c: char| match c {
        c if is_raised_digit(c) => Some(2),
        c if c.is_numeric() => Some(1),
        c if c.is_alphabetic() => Some(0),
        _ => None,
    };
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = word.get(start..).filter(|rest| !rest.is_empty())?;
        let mut before = None;
        let end = rest.char_indices().find_map(|(at, c)| {
            let changed = class(c).is_some() && before.is_some() && class(c) != before;
            before = class(c).or(before);
            changed.then_some(at)
        });
        let end = end.unwrap_or(rest.len());
        let part = (start, &rest[..end]);
        start += end;
        Some(part)
    })
}

/// The folded words of a text that are said, a space between any two.
pub(super) fn said(text: &str) -> String {
    let words: Vec<_> =
        words(text).into_iter().filter(Word::is_said).map(|word| word.folded).collect();
    words.join(" ")
}

fn is_raised_digit(c: char) -> bool {
    matches!(c, '²' | '³' | '¹' | '\u{2070}'..='\u{2079}' | '\u{2080}'..='\u{2089}')
}

/// The form that all spellings of a word share; empty for what is not heard at all.
fn fold(word: &str) -> String {
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return word.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(word.len());
    for c in word.nfc() {
        match c {
            c if c.is_whitespace() || is_invisible(c) || is_bullet(c) => {}
            '\u{2018}' | '\u{2019}' | '\u{201A}' | '\u{201B}' | '\u{2BC}' | '\u{2032}' | '`' => {
                out.push('\'');
            }
            '\u{201C}'..='\u{201F}' | '\u{2033}' | '«' | '»' => out.push('"'),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push('-'),
            '…' => out.push('.'),
            // Ligatures and contextual forms that fonts put in the place of letters.
            '\u{FB00}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => out.extend(c.nfkc()),
            c if is_raised_digit(c) => out.extend(c.nfkc()),
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '◦' | '▪' | '▫' | '‣' | '⁃' | '●' | '○' | '■' | '·' | '\u{F0B7}')
}

/// Characters that are never heard: soft hyphens, joiners, marks of direction, variation selectors,
/// controls.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{AD}'
                | '\u{34F}'
                | '\u{61C}'
                | '\u{180B}'..='\u{180E}'
                | '\u{200B}'..='\u{200F}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{FEFF}'
                | '\u{E0000}'..='\u{E0FFF}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.folded).collect()
    }

    #[test]
    fn what_is_heard_alike_is_alike() {
        assert_eq!(of("Don’t “go”…"), of("don't \"go\"..."));
        assert_eq!(of("e\u{301}t\u{AD}e\u{301}"), of("été"));
        assert_eq!(of("• of\u{FB01}ce\u{A0}—\u{200B} x"), of("office -- x"));
        assert_ne!(of("hello world"), of("helloworld"));
        assert_eq!(of("foo , bar"), of("foo, bar"));
    }

    #[test]
    fn raised_digits_are_digits_that_are_raised() {
        let words = words("10⁶");
        assert_eq!((words[1].folded.as_str(), words[1].raised), ("6", true));
        assert_eq!(
            (of("10⁶"), of("1st"), of("3.14")),
            (vec!["10".into(), "6".into()], vec!["1".into(), "st".into()], vec!["3.14".into()])
        );
    }
}
