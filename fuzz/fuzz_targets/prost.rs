#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| crosswire::targets::prost(data));
