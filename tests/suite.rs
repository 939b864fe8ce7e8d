//! Every test that is not of one file alone. The list of modules is the table of contents.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::case_sensitive_file_extension_comparisons, reason = "our own files")]

mod architecture;
mod archives;
mod cases;
mod check_cli;
mod checks;
mod cli;
mod harness;
mod hostile;
mod hostile_checks;
mod hostile_pages;
mod outputs;
mod plain;
mod readme;
mod samples;
mod saved_pages;
mod web_archives;
