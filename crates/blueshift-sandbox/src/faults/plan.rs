//! The effect of the active faults on one request.

use std::time::Duration;

use axum::http::StatusCode;

use crate::server::body::Ending;

/// The effect on a response. By default there is none.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Plan {
    pub(crate) delay: Duration,
    pub(crate) replacement: Option<Replacement>,
    pub(crate) ending: Ending,
}

/// The replacement for the response of the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Replacement {
    Reset,
    Status(StatusCode),
    Body {
        status: StatusCode,
        content_type: String,
        body: String,
    },
    Html,
    RateLimit {
        /// Seconds until the next request passes, for `Retry-After`.
        retry_after: Option<u64>,
    },
}
