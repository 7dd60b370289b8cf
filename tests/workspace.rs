//! Tests that need more than one crate: consistency of the contract, the generated code and the behavior.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod changelogs;
mod checklist;
mod contract;
mod documented_errors;
mod drift;
#[rustfmt::skip]
mod generated;
mod json_schema;
mod mocks;
mod retry_conformance;
mod sandbox_conforms;
mod surface;
mod workflow;
