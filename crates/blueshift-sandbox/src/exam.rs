//! An exam for clients in any language.
//!
//! Each scenario starts a sandbox, runs a command against it, and checks the output, the exit code and the requests of the
//! command. [`run`] runs the scenarios of a [`Level`], [`catalog`] describes them. `docs/exam.md` of the repository specifies
//! the requirements.
//!
//! A reader lists all campaigns. If the server fails or the list changes, an error is accepted, but not an incomplete listing
//! that is reported as a success. A writer reports for every task whether it was applied; the reports are compared with the
//! ledger of the sandbox.

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
