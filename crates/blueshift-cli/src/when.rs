//! Moments: a date and time, a date, or a span back from now.

use std::time::Duration;

use blueshift::jiff::Timestamp;
use blueshift::jiff::civil::DateTime;
use blueshift::jiff::tz::Offset;

use crate::span;

/// The longest span back from now: a thousand years.
const LONGEST_SPAN: Duration = Duration::from_secs(365_000 * 86_400);

/// A point in time as it was given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Moment {
    At(Timestamp),
    Back(Duration),
}

impl Moment {
    /// The point in time, or the earliest one that there is if a span reaches beyond it.
    pub(crate) fn resolve(self, now: Timestamp) -> Timestamp {
        match self {
            Self::At(moment) => moment,
            Self::Back(span) => now.checked_sub(span).unwrap_or(Timestamp::MIN),
        }
    }
}

pub(crate) fn parse(text: &str) -> Result<Moment, &'static str> {
    let text = text.trim();
    if let Ok(moment) = text.parse() {
        return Ok(Moment::At(moment));
    }
    let in_utc = text.parse::<DateTime>().and_then(|date| Offset::UTC.to_timestamp(date));
    if let Ok(moment) = in_utc {
        return Ok(Moment::At(moment));
    }
    span::parse(text).filter(|span| *span <= LONGEST_SPAN).map(Moment::Back).ok_or(
        "expected a date and time (2026-05-20T18:43:34Z), a date (2026-05-20), or a span back from now (7d, 12h)",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> String {
        let now = "2026-05-20T12:00:00Z".parse().unwrap();
        parse(text).map_or_else(str::to_owned, |moment| moment.resolve(now).to_string())
    }

    #[test]
    fn dates_times_and_spans_are_moments_in_utc() {
        for (text, expected) in [
            ("2026-05-20T18:43:34Z", "2026-05-20T18:43:34Z"),
            ("2026-05-20T18:43:34.250Z", "2026-05-20T18:43:34.25Z"),
            ("2026-05-20T18:43:34+02:00", "2026-05-20T16:43:34Z"),
            ("2026-05-20T18:43:34", "2026-05-20T18:43:34Z"),
            ("2026-05-20T18:43", "2026-05-20T18:43:00Z"),
            ("2026-05-20T18:43Z", "2026-05-20T18:43:00Z"),
            ("2026-05-20", "2026-05-20T00:00:00Z"),
            ("7d", "2026-05-13T12:00:00Z"),
            ("12h", "2026-05-20T00:00:00Z"),
            ("1w2d", "2026-05-11T12:00:00Z"),
        ] {
            assert_eq!(moment(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_moment_is_told_what_would_be_right() {
        for text in ["", "yesterday", "2026-02-30", "20.05.2026", "7", "-7d", "d", "99999999999w"] {
            assert!(moment(text).starts_with("expected a date and time (2026-"), "{text}");
        }
    }
}
