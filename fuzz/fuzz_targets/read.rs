//! Bytes, as a format that the first byte chooses.

#![no_main]

#[path = "../checks.rs"]
#[allow(dead_code, reason = "each target runs one of the checks")]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Some((&reader, rest)) = bytes.split_first() {
        checks::read(reader, rest);
    }
});
