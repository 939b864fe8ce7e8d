//! The language of a text that does not say it.

use super::Language;

/// The language of a text.
pub fn detect(text: &str) -> Option<Language> {
    Language::parse(whatlang::detect_lang(text)?.code())
}
