//! Start and end dates of campaigns: a date and time, a date, or a span from now.

use blueshift::jiff::tz::TimeZone;
use blueshift::jiff::{Span, Timestamp};

use crate::when::parse_timestamp;

/// A point in time as given on the command line.
#[derive(Clone, Copy, Debug)]
pub(crate) enum PointInTime {
    At(Timestamp),
    AfterNow(Span),
}

impl PointInTime {
    /// Returns the timestamp. Returns the maximum timestamp if the span exceeds the range of timestamps.
    pub(crate) fn resolve(self, now: Timestamp) -> Timestamp {
        match self {
            Self::At(timestamp) => timestamp,
            Self::AfterNow(span) => {
                let then = now.to_zoned_datetime(TimeZone::UTC).checked_add(span);
                then.map_or(Timestamp::MAX, |then| then.timestamp())
            }
        }
    }
}

pub(crate) fn parse(text: &str) -> Result<PointInTime, &'static str> {
    let text = text.trim();
    let span = text.strip_prefix('+').map(str::parse::<Span>);
    match (span, parse_timestamp(text)) {
        (Some(Ok(span)), _) if span.is_positive() => Ok(PointInTime::AfterNow(span)),
        (None, Some(timestamp)) => Ok(PointInTime::At(timestamp)),
        _ => Err(
            "expected a date and time (2026-05-20T18:43:34Z), a date (2026-05-20), or a span from now (+7d, +12h)",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_dates_times_and_spans_from_now_in_utc() {
        let now = "2026-05-20T12:00:00Z".parse().unwrap();
        for (text, expected) in [
            ("2026-05-20T18:43:34+02:00", "2026-05-20T16:43:34Z"),
            ("2026-05-20T18:43", "2026-05-20T18:43:00Z"),
            ("2026-05-20", "2026-05-20T00:00:00Z"),
            ("+7d", "2026-05-27T12:00:00Z"),
            ("+1h30m", "2026-05-20T13:30:00Z"),
            ("+19998y", "9999-12-30T22:00:00.999999999Z"),
        ] {
            assert_eq!(parse(text).unwrap().resolve(now).to_string(), expected, "{text}");
        }
        for text in ["", "7d", "+", "+-7d", "-7d", "tomorrow", "+2026-05-20", "+0d", "2026-05", "2026"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
