//! Decode errors.

use std::fmt;

use reqwest::StatusCode;
use serde::de::DeserializeOwned;

use super::body::one_line;
use super::{CallFacts, write_facts};

/// The maximum length of the excerpt around the error, in bytes.
const EXCERPT: usize = 200;

/// The error for a complete response with a body that could not be decoded.
#[derive(Debug)]
pub struct DecodeError {
    status: StatusCode,
    facts: CallFacts,
    path: String,
    excerpt: String,
    source: serde_json::Error,
}

impl DecodeError {
    /// Creates the error. The body is decoded again to find the path, so that successful calls need not track the path.
    pub(crate) fn locate<T: DeserializeOwned>(
        status: StatusCode,
        body: &[u8],
        source: serde_json::Error,
        facts: CallFacts,
    ) -> Self {
        let mut reader = serde_json::Deserializer::from_slice(body);
        let path = match serde_path_to_error::deserialize::<_, T>(&mut reader) {
            // The names of fields are from the server and may contain control characters.
            Err(error) => one_line(&error.path().to_string()),
            Ok(_) => None,
        };
        let path = path.unwrap_or_else(|| ".".to_owned());
        let excerpt = excerpt(body, source.line(), source.column());
        Self { status, facts, path, excerpt, source }
    }

    /// Returns the HTTP status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the path of the value that could not be decoded, such as `[3].startdate`; `.` is the whole body. The
    /// path is one line without control characters. After 1,000 characters, it is truncated with an ellipsis.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns up to 200 bytes of the body around the error. `Display` omits them, because they may contain names and email
    /// addresses.
    pub fn excerpt(&self) -> &str {
        &self.excerpt
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
}

fn excerpt(body: &[u8], line: usize, column: usize) -> String {
    let before: usize =
        body.split_inclusive(|byte| *byte == b'\n').take(line.saturating_sub(1)).map(<[u8]>::len).sum();
    let at = (before + column).min(body.len());
    let start = at.saturating_sub(EXCERPT / 2);
    let end = (start + EXCERPT).min(body.len());
    String::from_utf8_lossy(&body[start..end]).into_owned()
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("failed to decode response body")?;
        if self.path != "." {
            write!(f, " at `{}`", self.path)?;
        }
        write_facts(f, &self.facts)
    }
}

impl std::error::Error for DecodeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

#[cfg(test)]
mod tests {
    use blueshift_api::CampaignList;

    use super::*;

    fn locate(body: &str) -> DecodeError {
        let source = serde_json::from_str::<CampaignList>(body).unwrap_err();
        DecodeError::locate::<CampaignList>(StatusCode::OK, body.as_bytes(), source, CallFacts::default())
    }

    #[test]
    fn path_locates_the_error_in_a_list_and_in_an_envelope() {
        let good = r#"{"uuid": "a"}"#;
        let bad = r#""yesterday""#;
        assert_eq!(locate(&format!("[{good}, {good}, {good}, {bad}]")).path(), "[3]");
        assert_eq!(locate(&format!(r#"{{"results": [{good}, {bad}]}}"#)).path(), "results[1]");
        assert_eq!(locate("<html>").path(), ".");
    }

    #[test]
    fn path_is_one_line_of_bounded_length() {
        let error = locate("[{\"a\u{7f}\\n\\u001b[31m\": nothing}]");
        assert_eq!(error.to_string(), "failed to decode response body at `[0].a [31m`");
        let long = locate(&format!("[{{\"{}\": nothing}}]", "x".repeat(100_000)));
        let length = long.path().chars().count();
        assert!(length <= 1_001, "expected a path of at most 1,001 characters, found {length}");
    }

    #[test]
    fn excerpt_contains_the_error_and_is_bounded() {
        let padding = " ".repeat(5_000);
        let error = locate(&format!("[\n{padding}\n\"yesterday\"{padding}]"));
        assert!(error.excerpt().contains("yesterday"), "{}", error.excerpt());
        assert!(error.excerpt().len() <= EXCERPT);
        assert_eq!(error.to_string(), "failed to decode response body at `[0]`");
    }
}
