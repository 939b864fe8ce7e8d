//! Any bytes as scraped text.
#![no_main]

use altform::read::InputFormat;
use altform_fuzz::read_and_normalise;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| read_and_normalise(bytes, InputFormat::Plain));
