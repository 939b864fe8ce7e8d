//! The rules for pages.

use super::Page;
use crate::check::Results;

/// Checks a page by all rules.
pub fn run(page: &Page, results: &mut Results) {
    let _ = (page, results);
}
