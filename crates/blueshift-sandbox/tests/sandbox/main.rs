//! Integration tests of the sandbox, most of them over real sockets.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests and their helper functions may panic")]

mod api;
mod assumptions;
mod changes;
#[cfg(feature = "binary")]
mod command;
mod control;
mod creation;
mod data;
mod effects;
mod error_examples;
mod errors;
#[cfg(all(unix, feature = "binary"))]
mod exam;
mod executions;
mod fault_pairs;
mod faults;
mod filters;
mod ledger;
mod lifecycle;
mod paging;
mod reads;
mod seeds;
mod transport;
mod wire;
