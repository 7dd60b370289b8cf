//! Errors of starting a sandbox.

use thiserror::Error;

/// A sandbox could not start.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StartError {
    /// The port is in use or not permitted.
    #[error("cannot listen on port {port} of 127.0.0.1")]
    #[non_exhaustive]
    Listen {
        /// The port that was set; 0 is any free port.
        port: u16,
        /// The error of the operating system.
        source: std::io::Error,
    },
    /// HTTP Basic cannot carry the API key.
    #[error("an API key consists of visible ASCII characters without a colon, at least one")]
    ApiKey,
    /// The time set for the clock is out of range.
    #[error("the time of the clock cannot be represented")]
    Now,
    /// A page size is 0.
    #[error("`{option}` must be at least 1")]
    #[non_exhaustive]
    PerPage {
        /// The option that is 0.
        option: &'static str,
    },
}
