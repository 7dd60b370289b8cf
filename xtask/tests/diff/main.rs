//! Tests of `cargo xtask diff`.

#![allow(clippy::unwrap_used, clippy::panic)]

mod complete;
mod corpus;
mod reports;
mod runs;
