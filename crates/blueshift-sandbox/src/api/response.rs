//! Responses as described by the contract.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, HeaderValue};
use axum::http::{Response, StatusCode};
use bytes::Bytes;
use serde::Serialize;

pub(crate) const JSON: HeaderValue = HeaderValue::from_static("application/json; charset=utf-8");

/// The problems of each parameter.
#[derive(Debug, Default, Serialize)]
pub(crate) struct FieldErrors {
    errors: BTreeMap<String, Vec<String>>,
}

impl FieldErrors {
    pub(crate) fn add(&mut self, field: impl Into<String>, problem: impl Into<String>) {
        self.errors.entry(field.into()).or_default().push(problem.into());
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }
}

#[derive(Serialize)]
struct Message<'a> {
    message: &'a str,
}

pub(crate) fn bytes(status: StatusCode, content_type: HeaderValue, body: impl Into<Bytes>) -> Response<Body> {
    let mut response = Response::new(Body::from(body.into()));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, content_type);
    response
}

pub(crate) fn json(status: StatusCode, body: &impl Serialize) -> Response<Body> {
    match serde_json::to_vec(body) {
        Ok(body) => bytes(status, JSON, body),
        Err(_) => bytes(
            StatusCode::INTERNAL_SERVER_ERROR,
            JSON,
            &br#"{"message":"failed to serialize the response"}"#[..],
        ),
    }
}

pub(crate) fn message(status: StatusCode, text: &str) -> Response<Body> {
    json(status, &Message { message: text })
}

/// Returns the response that the contract has as the example for an error status.
pub(crate) fn error(status: StatusCode) -> Response<Body> {
    message(
        status,
        match status.as_u16() {
            400 => {
                let mut errors = FieldErrors::default();
                errors.add("startdate", "can't be blank");
                return json(status, &errors);
            }
            401 => "Not authorized",
            403 => "Permission denied",
            404 => "Campaign not found",
            422 => "Invalid schedule values",
            429 => "Rate limit exceeded",
            500 => "Internal Server Error - Please contact support for more information.",
            502 => "Bad Gateway - Please retry the request.",
            503 => "Service Unavailable - The service is temporarily unavailable. Try again later.",
            504 => "Gateway Timeout - The server took too long to respond. Retry with exponential backoff.",
            _ => status.canonical_reason().unwrap_or("Error"),
        },
    )
}
