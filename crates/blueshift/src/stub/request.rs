//! The requests that a stub receives.

use blueshift_api::{Operation, ops};
use serde_json::Value;

/// A request that was sent to a [`Stub`](super::Stub).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StubRequest {
    /// The `operationId`, such as `get_campaign`; `None` if the request matches no operation.
    pub operation: Option<&'static str>,
    /// The method, in upper case.
    pub method: String,
    /// The path, percent-encoded.
    pub path: String,
    /// The decoded names and values of the query.
    pub query: Vec<(String, String)>,
    /// The JSON body; null if there is none, or if it is not JSON.
    pub body: Value,
}

impl StubRequest {
    pub(super) fn new(request: &reqwest::Request) -> Self {
        let body = request.body().and_then(reqwest::Body::as_bytes).unwrap_or_default();
        let (method, path) = (request.method().as_str(), request.url().path());
        Self {
            operation: operation(method, path),
            method: method.to_owned(),
            path: path.to_owned(),
            query: request.url().query_pairs().into_owned().collect(),
            body: serde_json::from_slice(body).unwrap_or_default(),
        }
    }

    /// Returns the first value of a query parameter.
    pub fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }
}

/// Returns the `operationId` of a request.
fn operation(method: &str, path: &str) -> Option<&'static str> {
    let is_of = |operation: &&Operation| operation.method == method && matches(path, operation.path);
    // Paths without parameters take precedence.
    ops::ALL.iter().filter(is_of).max_by_key(|operation| operation.path == path).map(|operation| operation.id)
}

/// Returns whether a path matches a template. A parameter matches a part of one segment.
fn matches(path: &str, template: &str) -> bool {
    let (mut segments, mut templates) = (path.split('/'), template.split('/'));
    loop {
        match (segments.next(), templates.next()) {
            (None, None) => return true,
            (Some(segment), Some(template)) if segment_matches(segment, template) => {}
            _ => return false,
        }
    }
}

fn segment_matches(segment: &str, template: &str) -> bool {
    let Some((before, (_, after))) =
        template.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    else {
        return segment == template;
    };
    segment
        .strip_prefix(before)
        .and_then(|rest| rest.strip_suffix(after))
        .is_some_and(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_match_within_one_segment() {
        let template = "/api/v1/campaigns/{campaign_uuid}.json";
        assert!(matches("/api/v1/campaigns/u%201.json", template));
        for other in
            ["/api/v1/campaigns/.json", "/api/v1/campaigns/u/detail.json", "/api/v1/campaigns/u", "/"]
        {
            assert!(!matches(other, template), "{other}");
        }
    }

    #[test]
    fn every_operation_is_recognized_by_its_method_and_path() {
        for sent in ops::ALL {
            let path = sent.path.replace("{campaign_type}", "triggered").replace("{campaign_uuid}", "u");
            assert_eq!(operation(sent.method, &path), Some(sent.id));
        }
        assert_eq!(operation("GET", "/api/v1/other"), None);
    }
}
