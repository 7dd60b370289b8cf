//! Fuzzes the parser of files that describe the behavior of accounts.

use blueshift_sandbox::{Behavior, Sandbox};

/// Checks that a file is either parsed or refused with an error message. The input is the content of the file.
pub fn run(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    match Behavior::from_toml(text) {
        Ok(behavior) => {
            assert!(text.contains("format"), "{text:?} was accepted without a format");
            drop(Sandbox::builder().assume(behavior));
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}
