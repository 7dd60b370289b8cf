//! Maintainers' tasks, as a library so that tests can call what `cargo xtask` runs.
//!
//! - [`contract`] reads the contract and refuses a document that cannot be worked with, naming the place.
//! - [`lower`] turns the contract into a document that progenitor accepts.
//! - [`open_enums`] and [`types`] generate the Rust types of the contract's schemas.
//! - [`client`] and [`mocks`] run progenitor over the lowered document.
//! - [`codegen`] puts these together and writes or checks the files.
//! - [`lint`] holds the contract against public rulesets and the project's own.
//! - [`diff`] tells what a change of the contract does to those who use it.
//! - [`conformance`] tries the contract in other languages.
//! - [`docs`] makes the site of reference, guides and Rust docs.

pub mod client;
pub mod codegen;
pub mod conformance;
pub mod contract;
pub mod diff;
pub mod docs;
mod folders;
pub mod generate;
pub mod lint;
pub mod lower;
pub mod mocks;
mod node_tools;
pub mod open_enums;
mod ops;
mod programs;
mod schemas;
pub mod types;
