//! Metrics of calls.

use opentelemetry::{KeyValue, StringValue};
use tokio::time::Instant;

use super::{Metrics, operation, seconds};
use crate::error::Error;

/// Measures a call. A timer that is dropped before the call ends records the call as cancelled.
pub(crate) struct CallTimer {
    metrics: Option<Metrics>,
    operation: &'static str,
    started: Instant,
}

impl CallTimer {
    pub(crate) fn start(metrics: Option<Metrics>, operation: &'static str) -> Self {
        Self { metrics, operation, started: Instant::now() }
    }

    pub(crate) fn finish<T>(mut self, result: &Result<T, Error>) {
        self.record(result.as_ref().err().map(error_type));
    }

    fn record(&mut self, error: Option<StringValue>) {
        let Some(metrics) = self.metrics.take() else { return };
        let mut attributes = vec![operation(self.operation)];
        attributes.extend(error.map(|error| KeyValue::new("error.type", error)));
        metrics.0.call_duration.record(seconds(self.started.elapsed()), &attributes);
    }
}

impl Drop for CallTimer {
    fn drop(&mut self) {
        self.record(Some("cancelled".into()));
    }
}

/// Returns the status of an error response, or the kind of the error.
fn error_type(error: &Error) -> StringValue {
    let kind = match error {
        Error::Api(error) => return error.status().as_str().to_owned().into(),
        error if error.is_timeout() => "timeout",
        Error::Config(_) => "config",
        Error::Transport(_) => "transport",
        Error::Decode(_) => "decode",
        Error::OutcomeUnknown(_) => "outcome_unknown",
        Error::Listing(_) => "listing",
        Error::TimeRange(_) => "time_range",
    };
    kind.into()
}
