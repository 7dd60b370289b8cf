//! See `blueshift_fuzz::errors`.
#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|input: &[u8]| blueshift_fuzz::errors::run(input));

#[cfg(not(fuzzing))]
fn main() {}
