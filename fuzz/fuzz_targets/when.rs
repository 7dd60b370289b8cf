//! See `blueshift_fuzz::when`.
#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|input: &[u8]| blueshift_fuzz::when::run(input));

#[cfg(not(fuzzing))]
fn main() {}
