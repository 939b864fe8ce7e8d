//! The book read from its first page to its last: each page checked by the rules of pages, and what would
//! be announced of it. It knows no rule of books.

use std::collections::BTreeSet;

use super::address::{self, Address};
use super::book::Book;
use crate::check::{Results, html};
use crate::diagnostic::rules::{question, html as pages};
use crate::diagnostic::{Place, Severity};
use crate::markup::Syntax;
use crate::transcript::{Link, Transcript};
