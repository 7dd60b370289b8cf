//! The errors of calls and of clients that cannot be built.

mod api;
mod body;
mod config;
mod decode;
mod listing;
mod outcome;
mod time_range;
mod transport;

use std::time::Duration;

pub use api::ApiError;
pub use config::ConfigError;
pub use decode::DecodeError;
pub use listing::{ListingError, ListingProblem};
pub use outcome::OutcomeUnknown;
pub use time_range::{TimeRangeError, TimeRangeProblem};
pub use transport::{BodyTooLarge, TransportError, TransportProblem};

use reqwest::StatusCode;

/// The error of a call, or of a client that cannot be built.
///
/// `Display` is one line that describes the failure. Causes are available from
/// [`source`](std::error::Error::source) and are not repeated in the message.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The client or the call is configured incorrectly. No request was sent.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The server responded with an error.
    #[error(transparent)]
    Api(Box<ApiError>),
    /// No complete response was received.
    #[error(transparent)]
    Transport(Box<TransportError>),
    /// The response could not be decoded.
    #[error(transparent)]
    Decode(Box<DecodeError>),
    /// A listing failed.
    #[error(transparent)]
    Listing(Box<ListingError>),
    /// Reading a time range failed.
    #[error(transparent)]
    TimeRange(Box<TimeRangeError>),
    /// Reading campaigns after a write did not show whether the write took effect.
    #[error(transparent)]
    OutcomeUnknown(Box<OutcomeUnknown>),
}

impl Error {
    /// Returns the HTTP status of the failed call, if it ended with a complete response.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Api(error) => Some(error.status()),
            Self::Decode(error) => Some(error.status()),
            Self::Listing(error) => error.cause()?.status(),
            Self::TimeRange(error) => error.cause()?.status(),
            Self::OutcomeUnknown(error) => error.cause().status(),
            Self::Config(_) | Self::Transport(_) => None,
        }
    }

    /// Returns the request id (`x-request-id`) of the last response, to include in support requests to Blueshift.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.request_id(),
            Self::Decode(error) => error.request_id(),
            Self::Transport(error) => error.request_id(),
            Self::Listing(error) => error.request_id(),
            Self::TimeRange(error) => error.request_id(),
            Self::OutcomeUnknown(error) => error.cause().request_id(),
            Self::Config(_) => None,
        }
    }

    /// Returns the number of attempts of the failed call, including retries.
    ///
    /// Returns 0 if no request was sent, and for a listing or time range that failed although all of its calls succeeded.
    pub fn attempts(&self) -> u32 {
        match self {
            Self::Api(error) => error.attempts(),
            Self::Decode(error) => error.attempts(),
            Self::Transport(error) => error.attempts(),
            Self::Listing(error) => error.cause().map_or(0, Self::attempts),
            Self::TimeRange(error) => error.cause().map_or(0, Self::attempts),
            Self::OutcomeUnknown(error) => error.cause().attempts(),
            Self::Config(_) => 0,
        }
    }

    /// Returns the `Retry-After` of the response: the time to wait before the next request, measured from the arrival of the
    /// response.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Api(error) => error.retry_after(),
            Self::Listing(error) => error.cause()?.retry_after(),
            Self::TimeRange(error) => error.cause()?.retry_after(),
            Self::OutcomeUnknown(error) => error.cause().retry_after(),
            _ => None,
        }
    }

    /// Returns whether the same call may succeed later, because the failure was caused by an overloaded or failing server or by
    /// the network. Returns false for a write that was applied, or that may have been applied and could be applied twice.
    pub fn is_retryable(&self) -> bool {
        if self.outcome() == Some(Outcome::Applied) {
            return false;
        }
        match self {
            Self::Api(error) => {
                crate::transport::is_retryable_status(error.status()) && !error.facts().may_apply_twice
            }
            Self::Transport(error) => error.is_retryable() && !error.facts().may_apply_twice,
            Self::Listing(error) => error.cause().is_some_and(Self::is_retryable),
            Self::TimeRange(error) => error.cause().is_some_and(Self::is_retryable),
            // Repeating a write with an unknown outcome could apply it twice.
            Self::Config(_) | Self::Decode(_) | Self::OutcomeUnknown(_) => false,
        }
    }

    /// Returns whether a timeout or the deadline of the call was exceeded.
    pub fn is_timeout(&self) -> bool {
        match self {
            Self::Transport(error) => error.is_timeout(),
            Self::Listing(error) => error.cause().is_some_and(Self::is_timeout),
            Self::TimeRange(error) => error.cause().is_some_and(Self::is_timeout),
            Self::OutcomeUnknown(error) => error.cause().is_timeout(),
            _ => false,
        }
    }

    /// Returns whether the write took effect; `None` for reads.
    ///
    /// [`Error::Config`] has [`Outcome::NotApplied`] even for reads, because no request was sent.
    pub fn outcome(&self) -> Option<Outcome> {
        match self {
            Self::Config(_) => Some(Outcome::NotApplied),
            Self::Api(error) => error.facts().outcome,
            Self::Decode(error) => error.facts().outcome,
            Self::Transport(error) => error.facts().outcome,
            Self::OutcomeUnknown(_) => Some(Outcome::Unknown),
            Self::Listing(_) | Self::TimeRange(_) => None,
        }
    }

    /// Returns whether a request of this write may still take effect, such as one that timed out. Also true if a layer sent the
    /// request more than once and more than one of them was applied.
    pub fn may_still_take_effect(&self) -> bool {
        match self {
            Self::Api(error) => error.facts().may_still_take_effect,
            Self::Decode(error) => error.facts().may_still_take_effect,
            Self::Transport(error) => error.facts().may_still_take_effect,
            Self::OutcomeUnknown(error) => error.cause().may_still_take_effect(),
            Self::Config(_) | Self::Listing(_) | Self::TimeRange(_) => false,
        }
    }

    /// Returns the number of the page at which a listing failed. [`first_page`](crate::ListCampaigns::first_page) resumes at
    /// that page, unless the [second query](ListingError::is_second_query) of the listing failed.
    pub fn page(&self) -> Option<u64> {
        match self {
            Self::Listing(error) => error.page(),
            _ => None,
        }
    }
}

impl From<ApiError> for Error {
    fn from(error: ApiError) -> Self {
        Self::Api(Box::new(error))
    }
}

impl From<TransportError> for Error {
    fn from(error: TransportError) -> Self {
        Self::Transport(Box::new(error))
    }
}

impl From<DecodeError> for Error {
    fn from(error: DecodeError) -> Self {
        Self::Decode(Box::new(error))
    }
}

impl From<OutcomeUnknown> for Error {
    fn from(error: OutcomeUnknown) -> Self {
        Self::OutcomeUnknown(Box::new(error))
    }
}

impl From<TimeRangeError> for Error {
    fn from(error: TimeRangeError) -> Self {
        Self::TimeRange(Box::new(error))
    }
}

impl From<ListingError> for Error {
    fn from(error: ListingError) -> Self {
        Self::Listing(Box::new(error))
    }
}

/// The outcome of a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// The server did not apply the write: no request was sent, or the server refused it.
    NotApplied,
    /// The server applied the write, but the response could not be read, or the campaign did not show the change before the
    /// timeout of a method such as [`wait_until_launched`](crate::LaunchCampaign::wait_until_launched).
    ///
    /// A 2xx JSON response with a truncated body has this outcome too. If a server reports failures with a 2xx and
    /// `"success": false`, the missing part may have contained the failure.
    Applied,
    /// The server may have applied the write, or may still apply it.
    Unknown,
}

/// The data about a call that its errors contain.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct CallFacts {
    /// The number of attempts.
    pub(crate) attempts: u32,
    /// The request id of the last response.
    pub(crate) request_id: Option<String>,
    /// The outcome of a write; `None` for a read.
    pub(crate) outcome: Option<Outcome>,
    /// Whether the outcome is unknown and the server could apply the write twice if it is sent again.
    pub(crate) may_apply_twice: bool,
    /// Whether a request may still take effect.
    pub(crate) may_still_take_effect: bool,
}

/// Writes the end of an error message: the request id, and the number of attempts if there was more than one.
fn write_facts(f: &mut std::fmt::Formatter<'_>, facts: &CallFacts) -> std::fmt::Result {
    match (&facts.request_id, facts.attempts) {
        (None, 0 | 1) => Ok(()),
        (None, n) => write!(f, " ({n} attempts)"),
        (Some(id), 0 | 1) => write!(f, " (request id {id})"),
        (Some(id), n) => write!(f, " (request id {id}, {n} attempts)"),
    }
}
