//! A text, or a page if the first byte is odd.

#![no_main]

#[path = "../checks.rs"]
#[allow(dead_code, reason = "each target runs one of the checks")]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Some((first, Ok(text))) = bytes.split_first().map(|(first, rest)| (first, std::str::from_utf8(rest))) {
        checks::extract(text, first % 2 == 1);
    }
});
