//! Rules about what was lost between two documents.

use crate::diagnostic::Rule;

/// The rules of this topic.
pub static ALL: &[&Rule] = &[];
