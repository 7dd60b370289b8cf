//! Shows retries of the library, which it reports as tracing events.

use std::fmt::Debug;
use std::time::Duration;

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id};
use tracing::{Event, Level, Metadata, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;

use super::Progress;

/// The target of the library's spans and events about attempts.
const TARGET: &str = "blueshift::transport";

/// Shows the library's event `will retry` in the progress line.
pub(crate) struct RetryNotice(Progress);

impl RetryNotice {
    pub(crate) fn new(progress: Progress) -> Self {
        Self(progress)
    }

    /// The filter of this layer.
    pub(crate) fn is_relevant(metadata: &Metadata<'_>) -> bool {
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
        self.0.clear_retry();
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        if fields.message == "will retry" {
            self.0.set_retry(fields.reason.to_lowercase(), fields.wait);
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
            "wait" => self.wait = parse_debug_duration(&format!("{value:?}")).unwrap_or_default(),
            _ => {}
        }
    }
}

/// Parses the `Debug` output of a duration.
fn parse_debug_duration(text: &str) -> Option<Duration> {
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
    fn parses_the_debug_output_of_durations() {
        for millis in [1, 999, 1_000, 1_234, 61_500] {
            let wait = Duration::from_millis(millis);
            let parsed = parse_debug_duration(&format!("{wait:?}")).unwrap();
            assert!(parsed.abs_diff(wait) < Duration::from_micros(1), "{parsed:?}");
        }
        assert_eq!(parse_debug_duration("soon"), None);
    }
}
