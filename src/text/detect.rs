//! Which language a text is in, from its script, its letters and its small words. It knows nothing of
//! documents.

use super::Language;

/// The language of a text, if it can be told.
pub fn detect(text: &str) -> Option<Language> {
    let info = whatlang::detect(text)?;
    Language::parse(info.lang().code())
}
