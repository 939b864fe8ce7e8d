//! Unicode without fonts: languages, and the words and dates that outputs need in them. It knows
//! nothing of documents or formats.

pub mod language;
pub mod terms;

pub mod detect;
pub use detect::detect;
pub use language::{Language, is_right_to_left};
pub use terms::{Terms, terms};
