//! EPUB: container, package, navigation, metadata, and every content document as a page.

use super::Checked;
use crate::diagnostic::Fatal;
use crate::transcript::Transcript;

/// Checks one file.
pub(super) fn check(name: &str, bytes: &[u8]) -> Result<Checked, Fatal> {
    let _ = (name, bytes);
    todo!()
}

/// What would be announced of one file.
pub(super) fn transcript(name: &str, bytes: &[u8]) -> Result<Transcript, Fatal> {
    let _ = (name, bytes);
    todo!()
}
