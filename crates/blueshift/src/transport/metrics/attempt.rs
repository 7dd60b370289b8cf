//! Metrics of attempts.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use blueshift_api::ops;
use opentelemetry::KeyValue;
use opentelemetry::metrics::Meter;
use reqwest::{Method, Request, Response};
use tokio::time::Instant;
use tower_layer::Layer;
use tower_service::Service;

use super::{Metrics, seconds};
use crate::transport::retry::error_type;

tokio::task_local! {
    /// The path template of the operation that is being called.
    static TEMPLATE: Option<&'static str>;
}

/// Records metrics of each request according to OpenTelemetry's semantic conventions for HTTP clients.
///
/// | metric | unit | meaning |
/// | --- | --- | --- |
/// | `http.client.request.duration` | s | time from the start of a request to the response of the inner service |
/// | `http.client.active_requests` | {request} | requests in flight |
/// | `http.client.request.body.size` | By | size of the request body; not recorded for a streamed body |
/// | `blueshift.client.response.body.size` | By | size of the response body after decompression, for which there is no convention |
///
/// The inner service should contain [`BodyLimitLayer`](crate::transport::BodyLimitLayer), as in a [`Client`](crate::Client), so
/// that it responds after it has read the response body. Otherwise, the duration ends with the response headers, and the size
/// of the response body is recorded only if `Content-Length` states it.
///
/// The attributes are `http.request.method`, `server.address`, `server.port` and `url.scheme`, and `url.template` for all
/// operations of a client with [`metrics`](crate::ClientBuilder::metrics) except [`request`](crate::Client::request). All
/// metrics except the requests in flight also have `http.response.status_code` if the inner service returned a response, and
/// `error.type` if the request failed: a status from 400 to 599, `timeout`, `connect`, `body_too_large`, `cancelled` if the
/// call ended before the request completed, for example because the deadline of the call was exceeded, or `broken_connection` for
/// all other errors. No attribute contains the path, the query or a header of a request.
#[derive(Clone, Debug)]
pub struct MetricsLayer(Metrics);

impl MetricsLayer {
    /// Creates a layer that records to instruments of this meter.
    pub fn new(meter: &Meter) -> Self {
        Self(Metrics::new(meter))
    }

    pub(crate) fn of_client(metrics: Metrics) -> Self {
        Self(metrics)
    }
}

impl<S> Layer<S> for MetricsLayer {
    type Service = MeasureAttempts<S>;

    fn layer(&self, inner: S) -> MeasureAttempts<S> {
        MeasureAttempts { inner, metrics: self.0.clone() }
    }
}

/// The service of [`MetricsLayer`].
#[derive(Clone, Debug)]
pub struct MeasureAttempts<S> {
    inner: S,
    metrics: Metrics,
}

impl<S> Service<Request> for MeasureAttempts<S>
where
    S: Service<Request, Response = Response, Error = reqwest::Error>,
    S::Future: Send + 'static,
{
    type Response = Response;
    type Error = reqwest::Error;
    type Future = Pin<Box<dyn Future<Output = reqwest::Result<Response>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<reqwest::Result<()>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let attempt = Attempt::start(self.metrics.clone(), &request);
        let response = self.inner.call(request);
        Box::pin(async move {
            let outcome = response.await;
            attempt.finish(&outcome);
            outcome
        })
    }
}

/// A request in flight.
struct Attempt {
    metrics: Metrics,
    started: Instant,
    /// `None` if the body is streamed.
    request_size: Option<u64>,
    attributes: Vec<KeyValue>,
    is_finished: bool,
}

impl Attempt {
    fn start(metrics: Metrics, request: &Request) -> Self {
        let url = request.url();
        let mut attributes = vec![
            KeyValue::new("http.request.method", method(request.method())),
            KeyValue::new("url.scheme", url.scheme().to_owned()),
        ];
        if let Some(host) = url.host_str() {
            attributes.push(KeyValue::new("server.address", host.to_owned()));
        }
        if let Some(port) = url.port_or_known_default() {
            attributes.push(KeyValue::new("server.port", i64::from(port)));
        }
        if let Some(template) = TEMPLATE.try_with(|template| *template).ok().flatten() {
            attributes.push(KeyValue::new("url.template", template));
        }
        metrics.0.active_requests.add(1, &attributes);
        let request_size = match request.body() {
            None => Some(0),
            Some(body) => body.as_bytes().map(|bytes| u64::try_from(bytes.len()).unwrap_or(u64::MAX)),
        };
        Self { metrics, started: Instant::now(), request_size, attributes, is_finished: false }
    }

    fn finish(mut self, outcome: &reqwest::Result<Response>) {
        let mut attributes = self.attributes.clone();
        match outcome {
            Ok(response) => {
                let status = response.status();
                attributes.push(KeyValue::new("http.response.status_code", i64::from(status.as_u16())));
                if status.is_client_error() || status.is_server_error() {
                    attributes.push(KeyValue::new("error.type", status.as_str().to_owned()));
                }
                if let Some(size) = response.content_length() {
                    self.metrics.0.response_size.record(size, &attributes);
                }
            }
            Err(error) => attributes.push(KeyValue::new("error.type", error_type(error))),
        }
        self.is_finished = true;
        self.record(&attributes);
    }

    fn record(&self, attributes: &[KeyValue]) {
        self.metrics.0.attempt_duration.record(seconds(self.started.elapsed()), attributes);
        if let Some(size) = self.request_size {
            self.metrics.0.request_size.record(size, attributes);
        }
    }
}

impl Drop for Attempt {
    fn drop(&mut self) {
        self.metrics.0.active_requests.add(-1, &self.attributes);
        if !self.is_finished {
            let mut attributes = self.attributes.clone();
            attributes.push(KeyValue::new("error.type", "cancelled"));
            self.record(&attributes);
        }
    }
}

/// Returns the value of the attribute `http.request.method`. The conventions limit it to known methods.
fn method(method: &Method) -> &'static str {
    let known = ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"];
    known.into_iter().find(|known| method == *known).unwrap_or("_OTHER")
}

/// A service that makes the path template of an operation available to [`MetricsLayer`].
#[derive(Clone, Debug)]
pub(crate) struct Templated<S> {
    inner: S,
    template: Option<&'static str>,
}

impl<S> Templated<S> {
    /// Creates a service. `id` is the `operationId`; empty for [`Client::request`](crate::Client::request).
    pub(crate) fn new(inner: S, id: &str) -> Self {
        let operation = ops::ALL.iter().find(|operation| operation.id == id);
        Self { inner, template: operation.map(|operation| operation.path) }
    }
}

impl<S> Service<Request> for Templated<S>
where
    S: Service<Request, Response = Response, Error = reqwest::Error>,
    S::Future: Send + 'static,
{
    type Response = Response;
    type Error = reqwest::Error;
    type Future = Pin<Box<dyn Future<Output = reqwest::Result<Response>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<reqwest::Result<()>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        // Layers read the template when they are called, or when the future is polled.
        let response = TEMPLATE.sync_scope(self.template, || self.inner.call(request));
        Box::pin(TEMPLATE.scope(self.template, response))
    }
}
