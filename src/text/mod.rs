//! Unicode without fonts: decoding, languages, the words and dates that outputs need in them, addresses.
//! It knows nothing of documents or formats.

pub mod address;
pub mod binary;
pub mod decode;
pub mod detect;
pub mod labels;
pub mod language;
pub mod moment;
pub mod terms;
pub mod wording;

pub use address::absolute;
pub use decode::{Decoded, How, decode, decode_declared};
pub use detect::detect;
pub use labels::{Labels, labels};
pub use language::{Language, is_right_to_left};
pub use terms::{Terms, terms};
