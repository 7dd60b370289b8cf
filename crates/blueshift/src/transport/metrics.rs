//! Metrics according to OpenTelemetry's semantic conventions for HTTP clients.
//!
//! The `opentelemetry` API is used rather than the crate `metrics`: the conventions define names, units and bucket boundaries,
//! all of which are part of an instrument of `opentelemetry`, whereas with `metrics` each program has to configure the
//! boundaries in its exporter. Programs that use `metrics` can export through an OpenTelemetry SDK, and the propagation of
//! traces needs `opentelemetry` too.

mod attempt;
mod call;

use std::sync::Arc;
use std::time::Duration;

use opentelemetry::metrics::{Counter, Histogram, Meter, UpDownCounter};
use opentelemetry::{KeyValue, Value};

pub(crate) use attempt::Templated;
pub use attempt::{MeasureAttempts, MetricsLayer};
pub(crate) use call::CallTimer;

use super::{Observer, RetryEvent};

/// The boundaries recommended by the conventions, in seconds.
const SECONDS: [f64; 14] = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0];

/// The boundaries for calls, which include waits for retries.
const CALL_SECONDS: [f64; 14] =
    [0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0, 40.0, 60.0, 120.0, 300.0];

/// The instruments of a client.
#[derive(Clone, Debug)]
pub(crate) struct Metrics(Arc<Instruments>);

#[derive(Debug)]
struct Instruments {
    attempt_duration: Histogram<f64>,
    active_requests: UpDownCounter<i64>,
    request_size: Histogram<u64>,
    response_size: Histogram<u64>,
    call_duration: Histogram<f64>,
    retries: Counter<u64>,
}

impl Metrics {
    pub(crate) fn new(meter: &Meter) -> Self {
        let attempt_duration = meter
            .f64_histogram("http.client.request.duration")
            .with_unit("s")
            .with_description("Duration of HTTP client requests.")
            .with_boundaries(SECONDS.into());
        let active_requests = meter
            .i64_up_down_counter("http.client.active_requests")
            .with_unit("{request}")
            .with_description("Number of active HTTP requests.");
        let request_size = meter
            .u64_histogram("http.client.request.body.size")
            .with_unit("By")
            .with_description("Size of HTTP client request bodies.");
        let response_size = meter
            .u64_histogram("blueshift.client.response.body.size")
            .with_unit("By")
            .with_description("Size of response bodies after decompression.");
        let call_duration = meter
            .f64_histogram("blueshift.client.call.duration")
            .with_unit("s")
            .with_description("Duration of calls, including retries and the waits between them.")
            .with_boundaries(CALL_SECONDS.into());
        let retries = meter
            .u64_counter("blueshift.client.retries")
            .with_unit("{retry}")
            .with_description("Number of retries.");
        Self(Arc::new(Instruments {
            attempt_duration: attempt_duration.build(),
            active_requests: active_requests.build(),
            request_size: request_size.build(),
            response_size: response_size.build(),
            call_duration: call_duration.build(),
            retries: retries.build(),
        }))
    }

    /// Returns a function that counts each retry and then calls `next`.
    pub(crate) fn observer(self, next: Option<Observer>) -> Observer {
        Arc::new(move |retry| {
            self.count(retry);
            if let Some(next) = &next {
                next(retry);
            }
        })
    }

    fn count(&self, retry: &RetryEvent) {
        let reason =
            retry.status.map_or(Value::from(retry.reason), |status| Value::from(status.as_str().to_owned()));
        let attributes = [operation(retry.operation), KeyValue::new("error.type", reason)];
        self.0.retries.add(1, &attributes);
    }
}

/// Returns the attribute `blueshift.operation`. Its value is `request` for [`Client::request`](crate::Client::request), which
/// has no `operationId`.
fn operation(id: &'static str) -> KeyValue {
    KeyValue::new("blueshift.operation", if id.is_empty() { "request" } else { id })
}

fn seconds(duration: Duration) -> f64 {
    duration.as_secs_f64()
}
