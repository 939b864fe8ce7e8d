//! Any bytes as a plain text to check.
#![no_main]

use altform_fuzz::check;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| check("fuzz.txt", bytes));
