//! See `blueshift_fuzz::retry_after`.
#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|input: &[u8]| blueshift_fuzz::retry_after::run(input));

#[cfg(not(fuzzing))]
fn main() {}
