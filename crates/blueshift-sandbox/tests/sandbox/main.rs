//! The sandbox over real sockets.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

mod changes;
#[cfg(feature = "binary")]
mod command;
mod control;
mod data;
mod errors;
mod fault_pairs;
mod faults;
mod filters;
mod paging;
mod seeds;
mod transport;
mod wire;
