//! What the faults in force make of one request.

use std::time::Duration;

use axum::http::StatusCode;

use crate::wire_body::Ending;

/// Nothing, unless a fault strikes.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Plan {
    pub(crate) delay: Duration,
    pub(crate) refusal: Option<Refusal>,
    pub(crate) ending: Ending,
    pub(crate) inserts: u32,
}

/// What comes instead of the API's own answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    Reset,
    Status(StatusCode),
    Html,
    RateLimit {
        /// Seconds until the next request passes, if that is told.
        retry_after: Option<u64>,
    },
}
