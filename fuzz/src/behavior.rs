//! Behavior files of accounts.

use blueshift_sandbox::{Behavior, Sandbox};

/// The input is a file.
pub fn run(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    match Behavior::from_toml(text) {
        Ok(behavior) => {
            assert!(text.contains("format"), "{text:?} has no format");
            drop(Sandbox::builder().assume(behavior));
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}
