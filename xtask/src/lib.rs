//! Maintenance tasks, as a library for tests.
//!
//! - [`contract`] reads and validates the contract.
//! - [`lower`] converts the contract into a document that progenitor supports.
//! - [`open_enums`] and [`types`] generate the Rust types of open enums and object schemas.
//! - `ops` and `queries` generate the table of operations and their query parameters.
//! - [`client`] and [`mocks`] run progenitor on the lowered document.
//! - `suites` generates the tables for tests that iterate over the contract.
//! - [`codegen`] runs all generators, and writes the generated files or checks that they are current.
//! - [`lint`] checks the contract with public rule sets and the rules of this project.
//! - [`diff`] reports the changes to the contract, and checks its version.
//! - [`conformance`] tests clients in other languages.
//! - [`api`] writes the public API of the libraries to `docs/api`, or checks that it is unchanged.
//! - [`docs`] builds the site with guides, an API reference and Rust docs.

pub mod api;
pub mod client;
pub mod codegen;
pub mod conformance;
pub mod contract;
pub mod diff;
pub mod docs;
mod error_examples;
mod files;
pub mod generate;
pub mod lint;
pub mod lower;
pub mod mocks;
mod node_tools;
pub mod open_enums;
mod ops;
mod programs;
mod python_tools;
mod queries;
mod schemas;
mod suites;
pub mod types;
