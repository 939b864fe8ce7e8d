//! Unicode without fonts: decoding, languages, the words and dates that outputs need in them, addresses.
//! It knows nothing of documents or formats.

pub mod address;
pub mod binary;
pub mod decode;
pub mod detect;
pub mod labels;
pub mod language;
pub mod moment;
pub mod number;
pub mod terms;
pub mod wording;

pub use address::absolute;
pub use decode::{Decoded, How, decode, decode_declared};
pub use detect::detect;
pub use labels::{Labels, labels};
pub use language::{Language, is_right_to_left};
pub use terms::{Terms, terms};

/// Whether words go on without a space between two letters: scripts of East and South-East Asia.
pub fn is_unspaced(c: char) -> bool {
    matches!(
        u32::from(c),
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x2E80..=0x30FF | 0x31C0..=0x31FF
            | 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0xFF00..=0xFFEF | 0x20000..=0x3FFFF
    )
}
