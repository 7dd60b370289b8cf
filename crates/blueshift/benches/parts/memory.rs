//! A client whose responses are kept in memory, without a network.

use std::future::{Future, Ready, ready};
use std::task::{Context, Poll};

use blueshift::reqwest::{self, Request, Response};
use blueshift::{ApiKey, Client, RetryPolicy};
use bytes::Bytes;
use divan::black_box;
use tower_service::Service;

/// Returns a client that receives a response with this status and body for every call.
pub(crate) fn client(status: u16, body: Vec<u8>) -> Client {
    let (Ok(key), Ok(status)) = (ApiKey::new("key"), http::StatusCode::from_u16(status)) else {
        unreachable!("the key and the status are valid");
    };
    let service = FromMemory { status, body: body.into() };
    let builder = Client::builder(key).base_url("http://127.0.0.1:9").retry_policy(RetryPolicy::none());
    match builder.layer(tower::layer::layer_fn(move |_| service.clone())).build() {
        Ok(client) => client,
        Err(error) => unreachable!("{error}"),
    }
}

#[derive(Clone)]
struct FromMemory {
    status: http::StatusCode,
    body: Bytes,
}

impl Service<Request> for FromMemory {
    type Response = Response;
    type Error = reqwest::Error;
    type Future = Ready<reqwest::Result<Response>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<reqwest::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        black_box(request);
        let mut response = http::Response::new(self.body.clone());
        *response.status_mut() = self.status;
        ready(Ok(response.into()))
    }
}

/// Runs a call to completion. The call needs no async runtime, because the response is available immediately.
pub(crate) fn wait<F: Future>(call: F) -> F::Output {
    futures_executor::block_on(call)
}
