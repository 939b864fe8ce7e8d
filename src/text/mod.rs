//! Unicode without fonts: languages, and the words and dates that outputs need in them. It knows
//! nothing of documents or formats.

pub mod binary;
pub mod decode;
pub mod detect;
pub mod language;
pub mod terms;

pub use decode::{Decoded, How, decode};
pub use detect::detect;
pub use language::{Language, is_right_to_left};
pub use terms::{Terms, terms};
