//! Any bytes as a page to check.
#![no_main]

use altform_fuzz::check;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| check("fuzz.html", bytes));
