//! Tests of the command as a process, in a pipe and in a terminal.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests and their helper functions may panic"
)]

mod api;
#[cfg(target_os = "linux")]
mod chaos;
mod command;
mod completions;
mod config_init;
#[cfg(unix)]
mod confirmation;
mod customers;
mod error_classes;
mod errors;
mod execute;
mod formats;
mod goldens;
mod json_errors;
mod listing;
mod network;
mod performance;
mod pipes;
#[cfg(unix)]
mod pty;
#[cfg(unix)]
mod readme;
#[cfg(unix)]
mod recordings;
mod resume;
mod server;
mod single;
#[cfg(unix)]
mod terminal;
#[allow(dead_code, reason = "the tests of the library use the other items")]
#[path = "../../../blueshift/tests/blueshift/tls_server.rs"]
mod tls_server;
mod writes;
