//! The service that replaces the HTTP client.

use std::future::{Ready, ready};
use std::task::{Context, Poll};

use reqwest::header::{CONTENT_TYPE, HeaderValue};
use reqwest::{Request, Response, StatusCode};
use tower_service::Service;

use super::{Stub, StubRequest};

/// A service that returns the stubbed responses.
#[derive(Clone)]
pub(super) struct StubService(pub(super) Stub);

impl Service<Request> for StubService {
    type Response = Response;
    type Error = reqwest::Error;
    type Future = Ready<reqwest::Result<Response>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<reqwest::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let (status, body) = self.0.receive(StubRequest::new(&request));
        let mut response = http::Response::new(body.to_string());
        // An invalid status is replaced by 500.
        *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        ready(Ok(response.into()))
    }
}
