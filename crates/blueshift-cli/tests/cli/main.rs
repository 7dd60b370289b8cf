//! The command as people run it: as a process, in a pipe and in a terminal.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends where it cannot go on, in its helping functions too"
)]

mod blueshift;
mod errors;
mod formats;
mod goldens;
mod pipes;
#[cfg(unix)]
mod readme;
#[cfg(unix)]
mod terminal;
#[cfg(unix)]
mod window;
