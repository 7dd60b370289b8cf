//! Tests of the library against the sandbox, over real sockets.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod campaigns;
mod listings;
mod requests;
