//! Why a sandbox does not start.

use thiserror::Error;

/// Why a sandbox did not start.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StartError {
    /// The port is taken or may not be used.
    #[error("cannot listen on port {port} of 127.0.0.1")]
    Listen {
        /// The port that was asked for; 0 is any.
        port: u16,
        /// What the system said.
        source: std::io::Error,
    },
    /// HTTP Basic cannot carry the key.
    #[error("an API key has visible ASCII characters, at least one, and no colon")]
    ApiKey,
    /// The time of the clock is out of range.
    #[error("the time of the clock cannot be represented")]
    Now,
    /// A page must hold something.
    #[error("`{option}` must be at least 1")]
    PerPage {
        /// The option at fault.
        option: &'static str,
    },
}
