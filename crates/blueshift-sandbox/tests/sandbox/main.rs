//! The sandbox on real sockets.

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
