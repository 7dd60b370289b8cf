//! Responses as described by the contract.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, HeaderValue};
use axum::http::{Response, StatusCode};
use axum::response::IntoResponse;
use bytes::Bytes;
use serde::Serialize;

use crate::data::data_set::DataError;
use crate::error_examples::error_example;

pub(crate) const JSON: HeaderValue = HeaderValue::from_static("application/json; charset=utf-8");

/// The problems of each parameter or property.
#[derive(Debug, Default, Serialize)]
pub(crate) struct FieldErrors {
    errors: BTreeMap<String, Vec<String>>,
}

impl FieldErrors {
    pub(crate) fn add(&mut self, field: impl Into<String>, problem: impl Into<String>) {
        self.errors.entry(field.into()).or_default().push(problem.into());
    }

    pub(crate) fn has(&self, field: &str) -> bool {
        self.errors.contains_key(field)
    }

    /// Returns the first problem of the first field in alphabetical order, as a sentence.
    pub(crate) fn first(&self) -> String {
        let mut problems =
            self.errors.iter().flat_map(|(field, problems)| problems.first().map(|problem| (field, problem)));
        problems.next().map_or_else(String::new, |(field, problem)| format!("{field} {problem}"))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }
}

/// A response that ends a handler early.
#[derive(Debug)]
pub(crate) struct Refusal(Box<Response<Body>>);

impl From<Response<Body>> for Refusal {
    fn from(response: Response<Body>) -> Self {
        Self(Box::new(response))
    }
}

impl From<FieldErrors> for Refusal {
    fn from(errors: FieldErrors) -> Self {
        json(StatusCode::BAD_REQUEST, &errors).into()
    }
}

/// Converts an error of the store to a 500 response. Handlers validate campaigns before they store them, so the store is not
/// expected to return an error.
impl From<DataError> for Refusal {
    fn from(_: DataError) -> Self {
        error(None, StatusCode::INTERNAL_SERVER_ERROR).into()
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response<Body> {
        *self.0
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

#[derive(Serialize)]
struct Failure<'a> {
    success: bool,
    error: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_code: Option<u16>,
}

pub(crate) fn failure(status: StatusCode, error: &str, error_code: Option<u16>) -> Response<Body> {
    json(status, &Failure { success: false, error, error_code })
}

/// Returns the 422 response that is documented for most operations.
pub(crate) fn validation_failed() -> Response<Body> {
    failure(StatusCode::UNPROCESSABLE_ENTITY, "Validation failed", None)
}

/// Returns the 400 response for a body that is not a JSON object, and for operations whose documented 400 response does not
/// list the problems by field.
pub(crate) fn bad_request() -> Response<Body> {
    message(StatusCode::BAD_REQUEST, "Bad Request")
}

/// Returns the 404 response for a campaign that does not exist.
pub(crate) fn campaign_not_found() -> Response<Body> {
    message(StatusCode::NOT_FOUND, "Campaign not found")
}

/// Returns the first example of the contract for an error status of an operation. If the contract has no example, the response
/// contains the reason phrase of the status.
pub(crate) fn error(operation: Option<&str>, status: StatusCode) -> Response<Body> {
    match error_example(operation, status.as_u16()) {
        Some(example) => bytes(status, JSON, example),
        None => message(status, status.canonical_reason().unwrap_or("Error")),
    }
}
