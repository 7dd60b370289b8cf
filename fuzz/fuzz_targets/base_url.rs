//! See `blueshift_fuzz::base_url`.
#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|input: &[u8]| blueshift_fuzz::base_url::run(input));

#[cfg(not(fuzzing))]
fn main() {}
