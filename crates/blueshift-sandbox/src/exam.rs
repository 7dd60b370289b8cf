//! An exam for clients in any language.
//!
//! Each scenario starts a sandbox, runs a command against it, and judges the output, the exit code and the requests of the
//! command. [`run`] runs the scenarios of a [`Level`], [`catalog`] describes them. `docs/exam.md` of the repository specifies
//! what a command must do.
//!
//! A reader lists all campaigns. The only unacceptable result of a listing that has a problem is a success that hides it: an
//! error is accepted wherever the server fails or the list changes. A writer reports for every task whether it was applied,
//! and the reports are compared with the ledger of the sandbox.

mod campaigns;
mod catalog;
mod command;
mod judge;
mod reader;
mod report;
mod runner;
mod scenario;
mod world;
mod writer;

pub use catalog::catalog;
pub use report::Format;
pub use runner::{ExamError, Options, ScenarioResult, Scorecard, describe, run};
pub use scenario::{Description, Level};
