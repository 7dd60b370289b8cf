//! What the active faults make of one request.

use std::time::Duration;

use axum::http::StatusCode;

use crate::server::body::Ending;

/// The default is a request that no fault applies to.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Plan {
    pub(crate) delay: Duration,
    pub(crate) replacement: Option<Replacement>,
    pub(crate) ending: Ending,
}

/// What the client gets in place of the API's response.
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
