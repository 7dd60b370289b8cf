//! See `blueshift_fuzz::continuation`.
#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|input: &[u8]| blueshift_fuzz::continuation::run(input));

#[cfg(not(fuzzing))]
fn main() {}
