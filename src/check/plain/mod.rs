//! Plain text as speech reads it: the profile of the project, and its transcript.

mod inline;
mod marks;
mod profile;
mod read;
#[cfg(test)]
mod tests;
mod top;

use super::{Checked, Format, Results};
use crate::diagnostic::rules::{content, image, input};
use crate::diagnostic::{Fatal, Place};
use crate::source::Source;
use crate::text::number::count;
use crate::text::{How, decode};
use crate::transcript::{Transcript, What};

/// Checks one file.
pub(super) fn check(name: &str, bytes: &[u8]) -> Result<Checked, Fatal> {
    let (text, utf8) = open(bytes)?;
    let mut results = Results::default();
    profile::check(bytes, &text, utf8, &mut results);
    let transcript = read::transcript(&text);
    characters(&text, &mut results);
    pictures(&transcript, &mut results);
    let (applied, findings) = results.finish();
    Ok(Checked {
        format: Format::Plain,
        claims: Vec::new(),
        applied,
        findings,
        transcript,
        source: Some(Source::new(name, text)),
    })
}

/// What would be announced of one file.
pub(super) fn transcript(name: &str, bytes: &[u8]) -> Result<Transcript, Fatal> {
    let _ = name;
    open(bytes).map(|(text, _)| read::transcript(&text))
}

/// The text, and whether its bytes are UTF-8.
fn open(bytes: &[u8]) -> Result<(String, bool), Fatal> {
    let decoded = decode(bytes, None);
    if decoded.binary {
        return Err(Fatal::new(
            &input::BINARY,
            Place::Document,
            "the file is not text in any known encoding, nor PDF, EPUB or HTML",
            "check that it is whole, and that it is one of these",
        ));
    }
    if decoded.text.chars().all(|c| c.is_whitespace() || c.is_control()) {
        return Err(Fatal::new(
            &input::EMPTY,
            Place::Document,
            if bytes.is_empty() { "the file is empty" } else { "the file has no words" },
            "check that the file was saved or downloaded whole",
        ));
    }
    let utf8 = decoded.how != How::Guessed && std::str::from_utf8(bytes).is_ok();
    Ok((decoded.text, utf8))
}

/// Characters that mean nothing.
fn characters(text: &str, results: &mut Results) {
    let unreadable = |c: &char| {
        matches!(*c as u32, 0xFFFD | 0xE000..=0xF8FF | 0xF_0000..=0x10_FFFF | 0xFDD0..=0xFDEF)
            || (c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{C}' | '\u{85}'))
    };
    results.applies(&content::UNREADABLE_CHARACTERS);
    let mut found = text.char_indices().filter(|(_, c)| unreadable(c));
    if let Some((at, c)) = found.next() {
        let many = count(1 + found.count(), "character means", "characters mean");
        let message = format!("{many} nothing, the first is U+{:04X}", u32::from(c));
        results
            .push(&content::UNREADABLE_CHARACTERS, profile::place(at, c.len_utf8()), message)
            .hint("mend the encoding of the text, or write what is meant");
    }
}

/// Pictures that the text names without saying what they show.
fn pictures(transcript: &Transcript, results: &mut Results) {
    for line in &transcript.lines {
        for run in &line.runs {
            match run.what {
                What::Picture => results.applies(&image::ALT_MISSING),
                What::Undescribed => {
                    let place = Place::from(line.at.span);
                    let message = "a picture has no description";
                    results.push(&image::ALT_MISSING, place, message).hint("write what it shows");
                }
                _ => {}
            }
        }
    }
}
