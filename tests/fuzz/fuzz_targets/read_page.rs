//! Any bytes as a web page, or as an archive that holds one.
#![no_main]

use altform::read::InputFormat;
use altform_fuzz::{convert_to_json, read_and_normalise};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    read_and_normalise(bytes, InputFormat::Html);
    convert_to_json(bytes, InputFormat::Html);
});
