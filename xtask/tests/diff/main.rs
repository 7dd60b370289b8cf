//! `cargo xtask diff`: which changes it reports, and as what.

#![allow(clippy::unwrap_used, clippy::panic)]

mod complete;
mod corpus;
mod reports;
mod runs;
