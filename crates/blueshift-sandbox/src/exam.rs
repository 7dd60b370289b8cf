//! An exam for clients in any language.
//!
//! Each scenario starts a sandbox, runs a command against it, and checks the output, the exit code and the requests of the
//! command. [`run`] runs the scenarios of a [`Level`], and [`catalog`] describes them. The requirements are specified in
//! `docs/exam.md` of the repository.
//!
//! A reader lists all campaigns. If the server fails or the list changes, an error is accepted; an incomplete listing that is
//! reported as complete is not. A writer reports for every task whether the task was applied; the reports are compared with
//! the ledger of the sandbox.

mod campaigns;
mod catalog;
mod command;
mod judge;
mod reader;
mod report;
mod runner;
mod scenario;
mod setup;
mod writer;

pub use catalog::catalog;
pub use report::Format;
pub use runner::{ExamError, Options, ScenarioResult, Scorecard, describe, run};
pub use scenario::{Description, Level};
