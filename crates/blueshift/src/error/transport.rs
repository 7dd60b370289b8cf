//! Calls to which no whole answer came.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use super::{CallFacts, Error, write_facts};
use crate::transport;

/// No whole answer came.
#[derive(Debug)]
pub struct TransportError {
    problem: TransportProblem,
    facts: CallFacts,
    /// Scheme, host and port of where the request went.
    origin: Option<String>,
    source: Option<Box<dyn StdError + Send + Sync>>,
    retryable: bool,
}

/// What kept a whole answer from coming.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportProblem {
    /// No connection could be made: the name does not resolve, nobody listens, or TLS failed.
    Connect,
    /// Connecting or one attempt took too long.
    Timeout,
    /// The call's deadline, retries included.
    Deadline(Duration),
    /// The body is larger than the limit in bytes.
    TooLarge(u64),
    /// The connection broke, or what came is not HTTP.
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
        // The URL is taken off because its query holds filter values, e-mail addresses among them.
        Self { problem, facts, origin, source: Some(error.without_url().into()), retryable }
    }

    /// The deadline passed; `last` is how the attempt before it failed, if there was one.
    pub(crate) fn deadline(deadline: Duration, last: Option<Error>, facts: CallFacts) -> Self {
        let source = last.map(|error| Box::new(error) as Box<dyn StdError + Send + Sync>);
        Self { problem: TransportProblem::Deadline(deadline), facts, origin: None, source, retryable: true }
    }

    /// What kept the answer from coming.
    pub fn problem(&self) -> TransportProblem {
        self.problem
    }

    /// The id of the last request that was answered, where an earlier attempt was.
    pub fn request_id(&self) -> Option<&str> {
        self.facts.request_id.as_deref()
    }

    /// How many requests were sent, retries included.
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
            TransportProblem::Connect => write!(f, "cannot connect to {server}")?,
            TransportProblem::Timeout => write!(f, "{server} took too long to answer")?,
            TransportProblem::Deadline(deadline) => {
                write!(f, "the call did not end within its deadline of {deadline:?}")?
            }
            TransportProblem::TooLarge(limit) => {
                write!(f, "the server's answer is larger than the limit of {limit} bytes")?
            }
            TransportProblem::Broken => {
                write!(f, "the connection to {server} broke before the whole answer came")?
            }
        }
        write_facts(f, &self.facts)
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        // Of a body that is too large there is nothing more to tell.
        match self.problem {
            TransportProblem::TooLarge(_) => None,
            _ => self.source.as_deref().map(|source| source as &(dyn StdError + 'static)),
        }
    }
}

/// The source of the [`reqwest::Error`] by which [`BodyLimitLayer`](crate::transport::BodyLimitLayer) refuses a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the body is larger than {limit} bytes")]
pub struct BodyTooLarge {
    /// The limit, in bytes of the unpacked body.
    pub limit: u64,
}
