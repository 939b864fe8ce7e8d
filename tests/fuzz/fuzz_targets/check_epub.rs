//! Any bytes as an EPUB to check, and as a part of one.
#![no_main]

use altform_fuzz::{book, check};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    check("fuzz.epub", bytes);
    check("fuzz.epub", &book(bytes));
});
