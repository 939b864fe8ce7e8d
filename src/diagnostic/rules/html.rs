//! Rules about pages (WCAG 2.2, by ACT rule).

use crate::diagnostic::Rule;

/// The rules of this topic.
pub static ALL: &[&Rule] = &[];
