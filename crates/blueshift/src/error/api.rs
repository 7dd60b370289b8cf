//! Errors that the server tells.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use super::body::{self, Reading};
use super::{CallFacts, write_facts};

/// The server answered with something else than success.
#[derive(Clone, Debug)]
pub struct ApiError {
    status: StatusCode,
    facts: CallFacts,
    retry_after: Option<Duration>,
    content_type: Option<String>,
    body: Bytes,
    reading: Reading,
}

impl ApiError {
    /// How much of a body is kept, in bytes.
    pub const BODY_LIMIT: usize = 64 * 1024;

    pub(crate) fn new(status: StatusCode, headers: &HeaderMap, body: &Bytes, facts: CallFacts) -> Self {
        let reading = body::read(body);
        // A copy, so that a small error does not keep a large buffer alive.
        let kept = Bytes::copy_from_slice(&body[..body.len().min(Self::BODY_LIMIT)]);
        let content_type = headers.get(reqwest::header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        Self {
            status,
            facts,
            retry_after: crate::transport::retry_after(headers, std::time::SystemTime::now()),
            content_type: content_type.map(str::to_owned),
            body: kept,
            reading,
        }
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// What the server says went wrong, drawn from whichever shape the body has: the documented ones, the odd ones
    /// that have been seen, or plain text and HTML. `None` where the body is empty or says nothing.
    ///
    /// At most 1,000 characters, on one line.
    pub fn message(&self) -> Option<&str> {
        self.reading.message.as_deref()
    }

    /// The fields or parameters at fault, each with what is wrong with it. Empty where the body names none.
    pub fn field_errors(&self) -> &BTreeMap<String, Vec<String>> {
        &self.reading.fields
    }

    /// The number that some 422 bodies carry as `error_code`.
    pub fn error_code(&self) -> Option<i64> {
        self.reading.code
    }

    /// The body as it was sent, unpacked, up to [`BODY_LIMIT`](Self::BODY_LIMIT).
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The body as text, with what is not UTF-8 replaced.
    pub fn body_text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }

    /// The body's type as the server declares it.
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The request's id, to quote to Blueshift's support.
    pub fn request_id(&self) -> Option<&str> {
        self.facts.request_id.as_deref()
    }

    /// How many requests were sent, retries included.
    pub fn attempts(&self) -> u32 {
        self.facts.attempts
    }

    /// How long the server asked to wait (`Retry-After`), counted from its answer.
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the server answered {}", self.status.as_u16())?;
        if let Some(reason) = self.status.canonical_reason() {
            write!(f, " {reason}")?;
        }
        if let Some(message) = self.message() {
            write!(f, ": {message}")?;
        }
        write_facts(f, &self.facts)
    }
}

impl std::error::Error for ApiError {}
