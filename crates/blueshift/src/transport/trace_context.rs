//! Sends the context of the current trace, so that the server's spans can be linked to those of this program.

use std::fmt;
use std::sync::Arc;
use std::task::{Context, Poll};

use opentelemetry::propagation::{Injector, TextMapPropagator};
use reqwest::Request;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use tower_layer::Layer;
use tower_service::Service;
use tracing_opentelemetry::OpenTelemetrySpanExt;

/// Adds headers with the trace context of the current `tracing` span, such as `traceparent`, to each request.
///
/// In a [`Client`](crate::Client), this is the span of the attempt, so each retry has a separate span. Without the layer of
/// `tracing-opentelemetry` in the subscriber, spans have no context and no header is added.
#[derive(Clone)]
pub struct TraceContextLayer(Arc<dyn TextMapPropagator + Send + Sync>);

impl TraceContextLayer {
    /// Creates a layer that writes headers with this propagator, such as `TraceContextPropagator` of `opentelemetry_sdk`.
    pub fn new(propagator: impl TextMapPropagator + Send + Sync + 'static) -> Self {
        Self(Arc::new(propagator))
    }
}

impl fmt::Debug for TraceContextLayer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TraceContextLayer").finish_non_exhaustive()
    }
}

impl<S> Layer<S> for TraceContextLayer {
    type Service = TraceContext<S>;

    fn layer(&self, inner: S) -> TraceContext<S> {
        TraceContext { inner, layer: self.clone() }
    }
}

/// The service of [`TraceContextLayer`].
#[derive(Clone, Debug)]
pub struct TraceContext<S> {
    inner: S,
    layer: TraceContextLayer,
}

impl<S: Service<Request>> Service<Request> for TraceContext<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, mut request: Request) -> S::Future {
        let context = tracing::Span::current().context();
        self.layer.0.inject_context(&context, &mut Headers(request.headers_mut()));
        self.inner.call(request)
    }
}

struct Headers<'a>(&'a mut HeaderMap);

impl Injector for Headers<'_> {
    /// Sets a header. Invalid names and values are ignored.
    fn set(&mut self, name: &str, value: String) {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            self.0.insert(name, value);
        }
    }
}
