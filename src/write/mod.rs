//! `Normal` to bytes, one room per output format. Writers say what the document says and claim what it
//! earns; they know nothing of readers and checks.

#[cfg(test)]
mod fixture;
pub mod front;
pub mod grid;
pub mod html;
pub mod json;
pub mod pdf;
mod web;

use crate::diagnostic::Findings;
use crate::fonts::FontBook;

/// What a writer works with.
pub struct Context<'a> {
    /// The bundled fonts.
    pub fonts: &'a FontBook,
    /// What is to be said to the user.
    pub findings: &'a mut Findings,
    /// `SOURCE_DATE_EPOCH`, seconds since 1970: the time of making, where the document has no date.
    pub epoch: Option<i64>,
}
