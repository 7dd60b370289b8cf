//! Errors that prevent a sandbox from starting.

use thiserror::Error;

/// An error that prevents a sandbox from starting.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StartError {
    /// The port is in use or not permitted.
    #[error("cannot listen on port {port} of 127.0.0.1")]
    #[non_exhaustive]
    Listen {
        /// The port that was set; 0 is any free port.
        port: u16,
        /// The I/O error.
        source: std::io::Error,
    },
    /// The API key is empty, or contains a colon or a character that is not visible ASCII.
    #[error("the API key must consist of one or more visible ASCII characters without a colon")]
    ApiKey,
    /// The time set for the clock is out of range.
    #[error("the time of the clock is out of range")]
    Now,
    /// A page size is 0.
    #[error("`{option}` must be at least 1")]
    #[non_exhaustive]
    PerPage {
        /// The option that is 0.
        option: &'static str,
    },
}
