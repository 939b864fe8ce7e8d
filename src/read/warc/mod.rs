//! Web archives: WARC (ISO 28500) and WACZ, which is a zip with WARCs in it. An archive is surveyed once:
//! where its pages are, and which records answer for an address. Then pages are loaded one by one, and
//! what they name out of the same archive. It knows nothing of what a page says.

mod captured;
mod fields;
mod http;
mod index;
mod load;
mod open;
mod reader;
mod stream;
mod survey;

pub use captured::{Captured, Opened};
pub use load::{Capture, Missing};
pub use open::{Archive, is_one};
pub use reader::Position;
pub use survey::{Found, Page};

use serde::{Deserialize, Serialize};

/// Where a record stands in an archive.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Place {
    /// Which of the WARCs of a WACZ holds it, in the order of their names; 0 for a WARC.
    #[serde(default)]
    pub part: u32,
    /// Where it stands in that one.
    #[serde(flatten)]
    pub at: Position,
}

#[cfg(test)]
mod tests;
