//! Tests of the command as a process, in a pipe and in a terminal.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests may panic, in helper functions too"
)]

mod api;
mod command;
mod completions;
mod errors;
mod formats;
mod goldens;
mod listing;
mod pipes;
#[cfg(unix)]
mod pty;
#[cfg(unix)]
mod readme;
#[cfg(unix)]
mod terminal;
