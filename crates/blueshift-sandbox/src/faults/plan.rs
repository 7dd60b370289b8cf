//! The effect of the active faults on one request.

use std::time::Duration;

use axum::http::StatusCode;

use crate::faults::fault::Wait;
use crate::server::body::Ending;

/// The effect of the active faults on one request. The default changes nothing.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Plan {
    pub(crate) delay: Duration,
    pub(crate) replacement: Option<Replacement>,
    pub(crate) ending: Ending,
    /// The maximum number of stale reads of a campaign after each change.
    pub(crate) stale_reads: u64,
}

/// The replacement for the response of the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Replacement {
    Reset,
    Status {
        status: StatusCode,
        /// The wait in the header `Retry-After`.
        wait: Option<Wait>,
    },
    Body {
        status: StatusCode,
        content_type: String,
        body: String,
    },
    Html,
    /// The response of the API is replaced by this status, or the connection is closed.
    LostResponse {
        status: Option<StatusCode>,
    },
    /// Like a lost response, but the API handles the request after a delay.
    DelayedEffect {
        delay: Duration,
        status: Option<StatusCode>,
    },
}

impl Replacement {
    /// Returns whether a response is sent.
    pub(crate) fn responds(&self) -> bool {
        !matches!(
            self,
            Self::Reset | Self::LostResponse { status: None } | Self::DelayedEffect { status: None, .. }
        )
    }
}
