//! See `blueshift_fuzz::tolerant`.
#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|input: &[u8]| blueshift_fuzz::tolerant::run(input));

#[cfg(not(fuzzing))]
fn main() {}
