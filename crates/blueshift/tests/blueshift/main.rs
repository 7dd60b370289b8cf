//! Integration tests of the library.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod blocking;
mod campaigns;
mod clients;
mod customers;
mod error_texts;
mod listings;
mod operations;
mod raw_server;
mod requests;
mod retries;
mod stubs;
mod telemetry;
mod tls_server;
mod traces;
mod transport;
mod wire;
