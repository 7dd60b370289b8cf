//! Tests that need more than one crate: contract, generated code and behavior agree.

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
