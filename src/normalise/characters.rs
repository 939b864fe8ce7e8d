//! Characters: everything becomes NFC; controls that mean nothing are taken out, and those that mean
//! something to the script they stand in are kept. It does not look at words.

use unicode_normalization::{UnicodeNormalization, is_nfc_quick};

use super::{Hints, walk};
use crate::diagnostic::Findings;
use crate::model::Document;

pub(super) fn pass(document: &mut Document, _hints: &Hints, _findings: &mut Findings) {
    walk::strings(document, &mut clean);
    walk::meta(
        &mut document.meta,
        |text| text.iter_mut().for_each(clean),
        |list| list.iter_mut().for_each(clean),
    );
}

/// Brings a text into NFC and removes what says nothing.
fn clean(text: &mut String) {
    if text.is_ascii() && !text.chars().any(is_suspect) {
        return;
    }
    if text.chars().any(is_suspect) {
        *text = without_idle_controls(text);
    }
    if is_nfc_quick(text.chars()) != unicode_normalization::IsNormalized::Yes {
        *text = text.nfc().collect();
    }
}

fn is_suspect(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t')
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
        || matches!(c as u32, 0xFDD0..=0xFDEF | 0xE_0000..=0xE_007F)
        || (c as u32) & 0xFFFE == 0xFFFE
}

fn without_idle_controls(text: &str) -> String {
    // Marks of direction say something only where both directions meet.
    let mixed = text.chars().any(is_rtl);
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let previous = out.chars().next_back();
        let next = chars.peek().copied();
        match c {
            '\n' | '\t' => out.push(c),
            '\r' if next == Some('\n') => {}
            // Line ends of other conventions.
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{B}' | '\u{C}' => out.push('\n'),
            // Chances to break a line: words are never hyphenated here, and lines break by UAX #14,
            // which knows a zero-width space. It stays where no spaces divide the words.
            '\u{200B}' if joins_without_spaces(previous) && joins_without_spaces(next) => {
                out.push(c);
            }
            // They shape letters in joining scripts and Indic, and hold emoji together.
            '\u{200C}' | '\u{200D}' if shapes(previous) && shapes(next) => out.push(c),
            '\u{2060}' if previous.is_some() && next.is_some() => out.push(c),
            // Marks and isolates; embeddings and overrides can hide the true order of words.
            '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2066}'..='\u{2069}' if mixed => out.push(c),
            // The tags of a flag (England, Scotland, Wales).
            '\u{E0020}'..='\u{E007F}' if previous.is_some_and(|p| p as u32 >= 0x1_F000) => {
                out.push(c);
            }
            c if is_suspect(c) => {}
            c => out.push(c),
        }
    }
    out
}

fn is_rtl(c: char) -> bool {
    matches!(c as u32, 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFC | 0x1_0800..=0x1_0FFF | 0x1_E800..=0x1_EFFF)
}

/// Letters of scripts that put no space between words: Thai, Lao, Myanmar, Khmer, Tibetan, Japanese, Chinese.
fn joins_without_spaces(c: Option<char>) -> bool {
    c.is_some_and(|c| matches!(c as u32, 0x0E00..=0x0FFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x1950..=0x1AAF | 0x3040..=0x30FF | 0x3400..=0x9FFF | 0x2_0000..=0x3_FFFF))
}

/// Characters whose shape a joiner changes: joining scripts, Indic scripts, emoji and what belongs to them.
fn shapes(c: Option<char>) -> bool {
    c.is_some_and(|c| {
        matches!(c as u32, 0x0600..=0x08FF | 0x0900..=0x0DFF | 0x1000..=0x109F | 0x1780..=0x18AF | 0x200C..=0x200D | 0x2190..=0x2BFF | 0xFE0F | 0x1_F000..=0x1_FAFF | 0xE_0020..=0xE_007F | 0xFB50..=0xFDFF | 0xFE70..=0xFEFC)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_treated_as_their_meaning_demands() {
        for (from, to) in [
            ("co\u{AD}operate", "cooperate"),
            ("a\u{200B}b\u{FEFF}", "ab"),
            ("Lajc\u{30C}a\u{301}k", "Lajčák"),
            ("ภาษา\u{200B}ไทย", "ภาษา\u{200B}ไทย"),
            ("می\u{200C}خواهم", "می\u{200C}خواهم"),
            ("a\u{200D}b", "ab"),
            ("👩\u{200D}🚀", "👩\u{200D}🚀"),
            ("abc\u{202E}fdp.exe", "abcfdp.exe"),
            ("שלום\u{200F}!", "שלום\u{200F}!"),
            ("hi\u{200F}!", "hi!"),
            ("bell\u{7}", "bell"),
            ("line\u{2028}end", "line\nend"),
            ("of\r\nDOS, of\rold", "of\nDOS, of\nold"),
        ] {
            let mut text = from.to_owned();
            clean(&mut text);
            assert_eq!(text, to);
            clean(&mut text);
            assert_eq!(text, to, "not idempotent");
        }
    }
}
