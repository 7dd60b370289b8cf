//! See `blueshift_fuzz::key`.
#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|input: &[u8]| blueshift_fuzz::key::run(input));

#[cfg(not(fuzzing))]
fn main() {}
