//! What can go wrong, told so that it can be acted on.

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

/// Everything that a call can fail with.
///
/// `Display` says in one line what failed; the chain of [`source`](std::error::Error::source)s says why, and no
/// link of it repeats another.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The client or the call was set up wrongly. Nothing was sent.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The server answered with something else than success.
    #[error(transparent)]
    Api(Box<ApiError>),
    /// No whole answer came.
    #[error(transparent)]
    Transport(Box<TransportError>),
    /// A whole answer came and could not be understood.
    #[error(transparent)]
    Decode(Box<DecodeError>),
    /// A listing of many pages failed on one of them.
    #[error(transparent)]
    Listing(Box<ListingError>),
    /// The reading of a time range, in as many parts as needed, failed in one of them.
    #[error(transparent)]
    TimeRange(Box<TimeRangeError>),
    /// It is not known whether a write took effect, although the campaign was read to find out.
    #[error(transparent)]
    OutcomeUnknown(Box<OutcomeUnknown>),
}

impl Error {
    /// The HTTP status, where the server answered.
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

    /// The id of the last request that was answered, to quote to Blueshift's support.
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

    /// How many requests were sent for the call, retries included; 0 where nothing was sent.
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

    /// How long the server asked to wait (`Retry-After`), counted from its answer.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Api(error) => error.retry_after(),
            Self::Listing(error) => error.cause()?.retry_after(),
            Self::TimeRange(error) => error.cause()?.retry_after(),
            Self::OutcomeUnknown(error) => error.cause().retry_after(),
            _ => None,
        }
    }

    /// Whether the same call may succeed later: the server was overloaded or failing, or the network was.
    pub fn is_retryable(&self) -> bool {
        if self.outcome() == Some(Outcome::Applied) {
            return false;
        }
        match self {
            Self::Api(error) => crate::transport::is_retryable_status(error.status()),
            Self::Transport(error) => error.is_retryable(),
            Self::Listing(error) => error.cause().is_some_and(Self::is_retryable),
            Self::TimeRange(error) => error.cause().is_some_and(Self::is_retryable),
            // To repeat the write could apply it twice.
            Self::Config(_) | Self::Decode(_) | Self::OutcomeUnknown(_) => false,
        }
    }

    /// Whether time ran out: the connect timeout, the timeout of an attempt, or the deadline of the call.
    pub fn is_timeout(&self) -> bool {
        match self {
            Self::Transport(error) => error.is_timeout(),
            Self::Listing(error) => error.cause().is_some_and(Self::is_timeout),
            Self::TimeRange(error) => error.cause().is_some_and(Self::is_timeout),
            Self::OutcomeUnknown(error) => error.cause().is_timeout(),
            _ => false,
        }
    }

    /// Whether the write took effect; `None` for reads.
    ///
    /// A write that was set up wrongly is [`Outcome::NotApplied`], because nothing was sent.
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

    /// Whether a request of this write may still take effect, such as one that timed out.
    pub fn unsettled(&self) -> bool {
        match self {
            Self::Api(error) => error.facts().unsettled,
            Self::Decode(error) => error.facts().unsettled,
            Self::Transport(error) => error.facts().unsettled,
            Self::OutcomeUnknown(error) => error.cause().unsettled(),
            Self::Config(_) | Self::Listing(_) | Self::TimeRange(_) => false,
        }
    }

    /// The page of a listing that failed. A listing with [`first_page`](crate::ListCampaigns::first_page) resumes there.
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

/// Whether a write took effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// The server did not apply the write: nothing was sent, or the server refused it.
    NotApplied,
    /// The server applied the write, although its response is unusable.
    Applied,
    /// The server may have applied the write, or may still apply it.
    Unknown,
}

/// What is known about a call, whatever its result.
#[derive(Clone, Debug, Default)]
pub(crate) struct CallFacts {
    /// How many attempts were made.
    pub(crate) attempts: u32,
    /// The id of the last request that got a response.
    pub(crate) request_id: Option<String>,
    /// `None` for reads.
    pub(crate) outcome: Option<Outcome>,
    /// Whether a request may still take effect.
    pub(crate) unsettled: bool,
}

/// The tail of a message: what to quote, and how often it was tried.
fn write_facts(f: &mut std::fmt::Formatter<'_>, facts: &CallFacts) -> std::fmt::Result {
    match (&facts.request_id, facts.attempts) {
        (None, 0 | 1) => Ok(()),
        (None, n) => write!(f, " ({n} attempts)"),
        (Some(id), 0 | 1) => write!(f, " (request id {id})"),
        (Some(id), n) => write!(f, " (request id {id}, {n} attempts)"),
    }
}
