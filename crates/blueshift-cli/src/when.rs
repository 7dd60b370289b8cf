//! Moments: a date and time, a date, or a span back from now.

use blueshift::chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use crate::span;

/// The longest span back from now, so that no moment is out of reach: a thousand years.
const LONGEST_SPAN: TimeDelta = TimeDelta::days(365_000);

/// A moment as it was asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Moment {
    At(DateTime<Utc>),
    Back(TimeDelta),
}

impl Moment {
    /// The point in time, or the earliest one that there is if a span reaches beyond it.
    pub(crate) fn resolve(self, now: DateTime<Utc>) -> DateTime<Utc> {
        match self {
            Self::At(moment) => moment,
            Self::Back(span) => now.checked_sub_signed(span).unwrap_or(DateTime::<Utc>::MIN_UTC),
        }
    }
}

pub(crate) fn parse(text: &str) -> Result<Moment, &'static str> {
    let text = text.trim();
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        return Ok(Moment::At(moment.to_utc()));
    }
    for format in ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S%.fZ", "%Y-%m-%dT%H:%MZ"] {
        if let Ok(moment) = NaiveDateTime::parse_from_str(text, format) {
            return Ok(Moment::At(moment.and_utc()));
        }
    }
    if let Ok(date) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return Ok(Moment::At(date.and_time(NaiveTime::MIN).and_utc()));
    }
    let span = span::parse(text).and_then(|span| TimeDelta::from_std(span).ok());
    span.filter(|span| *span <= LONGEST_SPAN).map(Moment::Back).ok_or(
        "expected a date and time (2026-05-20T18:43:34Z), a date (2026-05-20), or a span back from now (7d, 12h)",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> String {
        let now = "2026-05-20T12:00:00Z".parse().unwrap();
        parse(text).map_or_else(str::to_owned, |moment| moment.resolve(now).to_rfc3339())
    }

    #[test]
    fn dates_times_and_spans_are_moments_in_utc() {
        for (text, expected) in [
            ("2026-05-20T18:43:34Z", "2026-05-20T18:43:34+00:00"),
            ("2026-05-20T18:43:34.250Z", "2026-05-20T18:43:34.250+00:00"),
            ("2026-05-20T18:43:34+02:00", "2026-05-20T16:43:34+00:00"),
            ("2026-05-20T18:43:34", "2026-05-20T18:43:34+00:00"),
            ("2026-05-20T18:43", "2026-05-20T18:43:00+00:00"),
            ("2026-05-20T18:43Z", "2026-05-20T18:43:00+00:00"),
            ("2026-05-20", "2026-05-20T00:00:00+00:00"),
            ("7d", "2026-05-13T12:00:00+00:00"),
            ("12h", "2026-05-20T00:00:00+00:00"),
            ("1w2d", "2026-05-11T12:00:00+00:00"),
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
