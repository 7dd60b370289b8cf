//! What the faults in force make of one request.

use std::time::Duration;

use axum::http::StatusCode;

use crate::server::wire_body::Ending;

/// Nothing, unless a fault strikes.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Plan {
    pub(crate) delay: Duration,
    pub(crate) refusal: Option<Refusal>,
    pub(crate) ending: Ending,
}

/// What comes instead of the API's own answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    Reset,
    Status(StatusCode),
    Body {
        status: StatusCode,
        content_type: String,
        body: String,
    },
    Html,
    RateLimit {
        /// Seconds until the next request passes, if that is told.
        retry_after: Option<u64>,
    },
}
