//! PDF: the standards that it claims, and what no standard can see.

use super::Checked;
use super::Options;
use crate::diagnostic::Fatal;
use crate::transcript::Transcript;

/// Checks one file.
pub(super) fn check(name: &str, bytes: &[u8], options: &Options) -> Result<Checked, Fatal> {
    let _ = (name, bytes, options);
    todo!()
}

/// What would be announced of one file.
pub(super) fn transcript(name: &str, bytes: &[u8]) -> Result<Transcript, Fatal> {
    let _ = (name, bytes);
    todo!()
}
