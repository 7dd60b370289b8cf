//! `cargo xtask diff`: reported changes and their impact.

#![allow(clippy::unwrap_used, clippy::panic)]

mod complete;
mod corpus;
mod reports;
mod runs;
