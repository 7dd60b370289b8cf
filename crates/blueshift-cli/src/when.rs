//! Points in time: a date and time, a date, a month, or a span before now.

use std::ops::Range;

use blueshift::jiff::civil::{Date, DateTime};
use blueshift::jiff::tz::{Offset, TimeZone};
use blueshift::jiff::{Span, Timestamp};
use clap::Args;

/// Describes WHEN in the help of commands.
macro_rules! when_help {
    () => {
        "WHEN is an ISO 8601 date and time (2026-05-20T18:43:34Z; UTC if it has no offset), a date (2026-05-20, midnight \
         UTC), a month (2026-05 means its start), or a span before now (7d, 12h, 2w3d)."
    };
}

pub(crate) use when_help;

/// A point in time as given on the command line.
#[derive(Clone, Copy, Debug)]
pub(crate) enum When {
    At(Timestamp),
    BeforeNow(Span),
}

impl When {
    /// Returns the timestamp. Returns the minimum timestamp if the span exceeds the range of timestamps.
    pub(crate) fn resolve(self, now: Timestamp) -> Timestamp {
        match self {
            Self::At(timestamp) => timestamp,
            Self::BeforeNow(span) => {
                let then = now.to_zoned_datetime(TimeZone::UTC).checked_sub(span);
                then.map_or(Timestamp::MIN, |then| then.timestamp())
            }
        }
    }
}

/// A period of time.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Period {
    /// Start of the period
    #[arg(long, value_name = "WHEN", default_value = "30d", value_parser = parse, help_heading = "Period")]
    from: When,

    /// End of the period (exclusive) [default: now]
    #[arg(long, value_name = "WHEN", value_parser = parse, help_heading = "Period")]
    to: Option<When>,
}

impl Period {
    /// Returns the time range. Spans are subtracted from `now`.
    pub(crate) fn resolve(self, now: Timestamp) -> Range<Timestamp> {
        self.from.resolve(now)..self.to.map_or(now, |to| to.resolve(now))
    }
}

/// Parses a date and time, or a date.
pub(crate) fn parse_timestamp(text: &str) -> Option<Timestamp> {
    let in_utc = || text.parse::<DateTime>().and_then(|date| Offset::UTC.to_timestamp(date)).ok();
    text.parse().ok().or_else(in_utc)
}

pub(crate) fn parse(text: &str) -> Result<When, &'static str> {
    let text = text.trim();
    if let Some(timestamp) = parse_timestamp(text) {
        return Ok(When::At(timestamp));
    }
    // A month is parsed as its first day.
    if let Ok(timestamp) =
        format!("{text}-01").parse::<Date>().and_then(|date| Offset::UTC.to_timestamp(date.at(0, 0, 0, 0)))
    {
        return Ok(When::At(timestamp));
    }
    match text.parse::<Span>() {
        Ok(span) if span.is_positive() => Ok(When::BeforeNow(span)),
        _ => Err(
            "expected a date and time (2026-05-20T18:43:34Z), a date (2026-05-20), a month (2026-05), or a span before now (7d, \
             12h)",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolve(text: &str) -> String {
        let now = "2026-05-20T12:00:00Z".parse().unwrap();
        parse(text).map_or_else(str::to_owned, |when| when.resolve(now).to_string())
    }

    #[test]
    fn parses_dates_times_and_spans_in_utc() {
        for (text, expected) in [
            ("2026-05-20T18:43:34Z", "2026-05-20T18:43:34Z"),
            ("2026-05-20T18:43:34.250Z", "2026-05-20T18:43:34.25Z"),
            ("2026-05-20T18:43:34+02:00", "2026-05-20T16:43:34Z"),
            ("2026-05-20T18:43:34", "2026-05-20T18:43:34Z"),
            ("2026-05-20T18:43", "2026-05-20T18:43:00Z"),
            ("2026-05-20T18:43Z", "2026-05-20T18:43:00Z"),
            ("2026-05-20", "2026-05-20T00:00:00Z"),
            ("2026-05", "2026-05-01T00:00:00Z"),
            ("7d", "2026-05-13T12:00:00Z"),
            ("12h", "2026-05-20T00:00:00Z"),
            ("1w2d", "2026-05-11T12:00:00Z"),
            ("3mo", "2026-02-20T12:00:00Z"),
            ("19998y", "-009999-01-02T01:59:59Z"),
        ] {
            assert_eq!(resolve(text), expected, "{text}");
        }
    }

    #[test]
    fn errors_describe_what_is_expected() {
        for text in [
            "",
            "yesterday",
            "2026-02-30",
            "2026-13",
            "2026",
            "2026-5",
            "-2026-05",
            "20.05.2026",
            "7",
            "-7d",
            "7d ago",
            "0d",
            "d",
            "99999999999w",
        ] {
            assert!(resolve(text).starts_with("expected a date and time (2026-"), "{text}");
        }
    }
}
