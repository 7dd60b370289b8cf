//! Transport errors.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use super::{CallFacts, Error, write_facts};
use crate::transport;

/// The error of a call that received no complete response.
#[derive(Debug)]
pub struct TransportError {
    problem: TransportProblem,
    facts: CallFacts,
    /// The scheme, host and port of the request's URL.
    origin: Option<String>,
    source: Option<Box<dyn StdError + Send + Sync>>,
    retryable: bool,
}

/// The reason why no complete response was received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportProblem {
    /// No connection was established: name resolution, the TCP connection or the TLS handshake failed.
    Connect,
    /// The connect timeout, the read timeout or the attempt timeout was exceeded.
    Timeout,
    /// The call exceeded this deadline.
    Deadline(Duration),
    /// The response body exceeds this limit, in bytes.
    TooLarge(u64),
    /// The connection was lost before the response was complete, the response is not valid HTTP or gzip, or the async runtime is
    /// shutting down.
    Broken,
}

impl TransportError {
    pub(crate) fn new(error: reqwest::Error, facts: CallFacts) -> Self {
        let problem = match transport::too_large(&error) {
            Some(limit) => TransportProblem::TooLarge(limit),
            None if error.is_timeout() => TransportProblem::Timeout,
            None if error.is_connect() => TransportProblem::Connect,
            None => TransportProblem::Broken,
        };
        let retryable = transport::is_retryable_error(&error);
        let origin = error.url().map(|url| url.origin().ascii_serialization());
        // The URL is removed because its query contains filter values, such as email addresses.
        Self { problem, facts, origin, source: Some(error.without_url().into()), retryable }
    }

    /// Creates the error of an exceeded deadline; `last` is the error of the previous attempt, if there was one.
    pub(crate) fn deadline(deadline: Duration, last: Option<Error>, facts: CallFacts) -> Self {
        let source = last.map(|error| Box::new(error) as Box<dyn StdError + Send + Sync>);
        Self { problem: TransportProblem::Deadline(deadline), facts, origin: None, source, retryable: true }
    }

    /// Creates the error of a request whose task was aborted, for example because the runtime is shutting down.
    pub(crate) fn aborted(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        let facts = CallFacts { attempts: 1, ..CallFacts::default() };
        let source = Some(source.into());
        Self { problem: TransportProblem::Broken, facts, origin: None, source, retryable: false }
    }

    /// Returns the reason why no complete response was received.
    pub fn problem(&self) -> TransportProblem {
        self.problem
    }

    /// Returns the request id (`x-request-id`) of the last response, if an attempt received one.
    pub fn request_id(&self) -> Option<&str> {
        self.facts.request_id.as_deref()
    }

    /// Returns the number of attempts, including retries.
    pub fn attempts(&self) -> u32 {
        self.facts.attempts
    }

    pub(crate) fn facts(&self) -> &CallFacts {
        &self.facts
    }

    pub(crate) fn is_timeout(&self) -> bool {
        matches!(self.problem, TransportProblem::Timeout | TransportProblem::Deadline(_))
    }

    pub(crate) fn is_retryable(&self) -> bool {
        self.retryable
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let server = self.origin.as_deref().unwrap_or("the server");
        match self.problem {
            TransportProblem::Connect => write!(f, "failed to connect to {server}")?,
            TransportProblem::Timeout => write!(f, "request to {server} timed out")?,
            TransportProblem::Deadline(deadline) => write!(f, "deadline of {deadline:?} exceeded")?,
            TransportProblem::TooLarge(limit) => {
                write!(f, "response body exceeds the limit of {limit} bytes")?
            }
            TransportProblem::Broken => write!(f, "failed to read the response from {server}")?,
        }
        write_facts(f, &self.facts)
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        // The message already states the limit.
        match self.problem {
            TransportProblem::TooLarge(_) => None,
            _ => self.source.as_deref().map(|source| source as &(dyn StdError + 'static)),
        }
    }
}

/// The source of the [`reqwest::Error`] that [`BodyLimitLayer`](crate::transport::BodyLimitLayer) returns for a body that
/// exceeds its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("response body exceeds {limit} bytes")]
#[non_exhaustive]
pub struct BodyTooLarge {
    /// The limit, in bytes after decompression.
    pub limit: u64,
}
