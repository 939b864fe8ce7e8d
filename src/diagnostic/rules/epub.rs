//! Rules about EPUB files.

use crate::diagnostic::Rule;

/// The rules of this topic.
pub static ALL: &[&Rule] = &[];
