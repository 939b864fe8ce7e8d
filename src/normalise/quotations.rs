//! Quotations in running text carry their quotation marks as words, those of the document's language, so
//! that every output and every voice has the same ones.

use super::{Hints, walk};
use crate::diagnostic::Findings;
use crate::model::{Document, Inline, InlineKind, plain_text};

const MARKS: &[char] =
    &['"', '\'', '“', '”', '„', '‟', '‘', '’', '‚', '«', '»', '‹', '›', '「', '」', '『', '』'];

pub(super) fn pass(document: &mut Document, _hints: &Hints, _findings: &mut Findings) {
    let language = document.meta.language.clone();
    let (open, close) = marks(language.as_ref().map_or("und", |l| l.primary()));
    walk::inlines(document, &mut |inline| {
        if let InlineKind::Quotation(content) = &mut inline.kind
            && !content.is_empty()
            && !plain_text(content).starts_with(MARKS)
        {
            match content.first_mut().map(|first| &mut first.kind) {
                Some(InlineKind::Text(text)) => text.insert_str(0, open),
                _ => content.insert(0, Inline::text(open)),
            }
            match content.last_mut().map(|last| &mut last.kind) {
                Some(InlineKind::Text(text)) => text.push_str(close),
                _ => content.push(Inline::text(close)),
            }
        }
    });
}

/// The outer quotation marks of a language (CLDR `delimiters`).
fn marks(language: &str) -> (&'static str, &'static str) {
    match language {
        "de" | "cs" | "sk" | "sl" | "bg" | "is" | "lt" | "et" | "ka" => ("„", "“"),
        "pl" | "hu" | "ro" | "hr" | "nl" | "sr" | "bs" => ("„", "”"),
        "fr" => ("«\u{202F}", "\u{202F}»"),
        "es" | "it" | "el" | "ru" | "uk" | "be" | "no" | "nb" | "nn" | "ca" | "pt" | "ar"
        | "fa" | "lv" | "sq" => ("«", "»"),
        "sv" | "fi" | "he" => ("”", "”"),
        "da" => ("»", "«"),
        "ja" | "zh" => ("「", "」"),
        _ => ("“", "”"),
    }
}
