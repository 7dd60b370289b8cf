//! What crosses crates: drift between contract, generated code and behaviour, on real sockets.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod contract;
mod decoding;
mod drift;
mod error_texts;
mod json_schema;
mod mocks;
mod operations;
mod raw_server;
mod retries;
mod sandbox_conforms;
mod surface;
mod tls_server;
mod traces;
mod transport;
mod wire;
