//! Any bytes as a web archive.
#![no_main]

use altform_fuzz::read_web_archive;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| read_web_archive(bytes));
