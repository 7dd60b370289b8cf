//! Error responses.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::{CONTENT_TYPE, HeaderMap};

use super::body::{self, Contents};
use super::{CallFacts, write_facts};

/// An error response: a status other than 2xx, a 2xx with a body that reports a failure, or a non-JSON 2xx response to a write.
#[derive(Clone, Debug, PartialEq)]
pub struct ApiError {
    status: StatusCode,
    facts: CallFacts,
    retry_after: Option<Duration>,
    headers: HeaderMap,
    body: Bytes,
    contents: Contents,
}

impl ApiError {
    /// The maximum number of bytes of a body that are kept and searched for a message.
    pub const BODY_LIMIT: usize = 64 * 1024;

    pub(crate) fn new(status: StatusCode, headers: &HeaderMap, body: &Bytes, facts: CallFacts) -> Self {
        // Copied, so that a small error does not keep a large buffer alive.
        let kept = Bytes::copy_from_slice(&body[..body.len().min(Self::BODY_LIMIT)]);
        // A parsed body can take many times the memory of its text, so only the kept part is parsed.
        let contents = body::read(&kept);
        Self {
            status,
            facts,
            retry_after: crate::transport::retry_after(headers, std::time::SystemTime::now()),
            headers: headers.clone(),
            body: kept,
            contents,
        }
    }

    /// Returns the HTTP status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the message in the body: from a documented error schema, another JSON shape that has been observed, plain text
    /// or HTML. `None` if the body contains no message.
    ///
    /// The message is one line from the first [`BODY_LIMIT`](Self::BODY_LIMIT) bytes. After 1,000 characters, it is truncated
    /// with an ellipsis.
    pub fn message(&self) -> Option<&str> {
        self.contents.message.as_deref()
    }

    /// Returns the invalid fields or parameters with their problems. Empty if the body contains none.
    pub fn field_errors(&self) -> &BTreeMap<String, Vec<String>> {
        &self.contents.fields
    }

    /// Returns the `error_code`, which some 422 responses contain.
    pub fn error_code(&self) -> Option<i64> {
        self.contents.code
    }

    /// Returns the first [`BODY_LIMIT`](Self::BODY_LIMIT) bytes of the decompressed body.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// Returns [`body`](Self::body) as text, with invalid UTF-8 replaced.
    pub fn body_text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }

    /// Returns the headers of the response.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the `Content-Type` of the body.
    pub fn content_type(&self) -> Option<&str> {
        self.headers.get(CONTENT_TYPE)?.to_str().ok()
    }

    /// Returns the request id (`x-request-id`), to include in support requests to Blueshift.
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

    /// Returns the `Retry-After` of the response, measured from its arrival.
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the server responded with {}", self.status.as_u16())?;
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

#[cfg(test)]
mod tests {
    use super::*;

    fn error(body: String) -> ApiError {
        let facts = CallFacts::default();
        ApiError::new(StatusCode::BAD_GATEWAY, &HeaderMap::new(), &Bytes::from(body), facts)
    }

    #[test]
    fn parses_only_the_kept_part_of_a_body() {
        let padding = "0,".repeat(ApiError::BODY_LIMIT);
        let before = error(format!(r#"{{"message": "overloaded", "trace": [{padding}0]}}"#));
        assert_eq!(before.message(), Some("overloaded"));
        assert_eq!(before.body().len(), ApiError::BODY_LIMIT);
        let after = error(format!(r#"{{"trace": [{padding}0], "message": "overloaded"}}"#));
        assert!(after.message().is_some_and(|text| text.starts_with(r#"{"trace": [0,0,"#)), "{after}");
        let html = error(format!("<p>start{}<p>end", " ".repeat(ApiError::BODY_LIMIT)));
        assert_eq!(html.message(), Some("start"));
    }
}
