//! Fuzz targets.
//!
//! Each module has a function `run`, which panics if a property does not hold for an input. `.ci/fuzz` generates inputs with
//! libFuzzer; `cargo test -p blueshift-fuzz` runs the inputs in the directory `corpus`.

pub mod base_url;
pub mod behavior;
mod client;
pub mod continuation;
pub mod contract;
pub mod errors;
pub mod fault;
pub mod key;
pub mod list;
pub mod retry_after;
pub mod tolerant;
pub mod when;

/// A function that panics if a property does not hold for an input.
pub type Target = fn(&[u8]);

/// All targets, by name.
pub const TARGETS: &[(&str, Target)] = &[
    ("base_url", base_url::run),
    ("behavior", behavior::run),
    ("continuation", continuation::run),
    ("contract", contract::run),
    ("errors", errors::run),
    ("fault", fault::run),
    ("key", key::run),
    ("list", list::run),
    ("retry_after", retry_after::run),
    ("tolerant", tolerant::run),
    ("when", when::run),
];
