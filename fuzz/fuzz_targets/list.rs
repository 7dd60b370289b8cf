//! See `blueshift_fuzz::list`.
#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|input: &[u8]| blueshift_fuzz::list::run(input));

#[cfg(not(fuzzing))]
fn main() {}
