//! Plain text as speech reads it: the profile of the project, and its transcript.

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
