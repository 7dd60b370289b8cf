//! Learns from the library's traces when a retry is waited for.

use std::fmt::Debug;
use std::time::Duration;

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id};
use tracing::{Event, Level, Metadata, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;

use super::Progress;

/// Where the library tells of retries.
const TARGET: &str = "blueshift::transport";

/// Shows on the progress line what the library's event `will retry` says.
pub(crate) struct RetryNotice(Progress);

impl RetryNotice {
    pub(crate) fn new(progress: Progress) -> Self {
        Self(progress)
    }

    /// What it needs to see.
    pub(crate) fn wants(metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with(TARGET)
            && if metadata.is_span() {
                metadata.name() == "attempt"
            } else {
                *metadata.level() == Level::WARN
            }
    }
}

impl<S: Subscriber> Layer<S> for RetryNotice {
    fn on_new_span(&self, _: &Attributes<'_>, _: &Id, _: Context<'_, S>) {
        self.0.tries();
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        if fields.message == "will retry" {
            self.0.waits(fields.reason.to_lowercase(), fields.wait);
        }
    }
}

#[derive(Default)]
struct Fields {
    message: String,
    reason: String,
    wait: Duration,
}

impl Visit for Fields {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "reason" {
            self.reason = value.replace('_', " ");
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        match field.name() {
            "message" => self.message = format!("{value:?}"),
            "wait" => self.wait = read_duration(&format!("{value:?}")).unwrap_or_default(),
            _ => {}
        }
    }
}

/// A duration as its `Debug` has it.
fn read_duration(text: &str) -> Option<Duration> {
    let number = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let scale = match &text[number.len()..] {
        "s" => 1.0,
        "ms" => 1e-3,
        "µs" => 1e-6,
        "ns" => 1e-9,
        _ => return None,
    };
    Duration::try_from_secs_f64(number.parse::<f64>().ok()? * scale).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_read_from_its_debug_form() {
        for millis in [1, 999, 1_000, 1_234, 61_500] {
            let wait = Duration::from_millis(millis);
            let read = read_duration(&format!("{wait:?}")).unwrap();
            assert!(read.abs_diff(wait) < Duration::from_micros(1), "{read:?}");
        }
        assert_eq!(read_duration("soon"), None);
    }
}
