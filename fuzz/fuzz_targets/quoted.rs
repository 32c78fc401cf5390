#![no_main]

libfuzzer_sys::fuzz_target!(|given: &[u8]| wirecopy_fuzz::text::quoted(given));
