//! Tests of the library over real sockets.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod campaigns;
mod listings;
mod requests;
