//! Validates time ranges and splits them into days.

use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::error::ConfigError;

/// Returns an error for a range that ends before it starts.
pub(crate) fn check(range: &Range<Timestamp>) -> Result<(), ConfigError> {
    if range.end < range.start {
        let value = format!("{} to {}", range.start, range.end);
        return Err(ConfigError::invalid("time range", &value, "a range that does not end before it starts"));
    }
    Ok(())
}

/// Returns the days of a time zone that overlap with a range, each with its part of the range.
pub(crate) fn days(
    range: Range<Timestamp>,
    zone: TimeZone,
) -> impl Iterator<Item = (Date, Range<Timestamp>)> {
    let mut start = range.start;
    std::iter::from_fn(move || {
        if start >= range.end {
            return None;
        }
        let date = zone.to_datetime(start).date();
        // The last representable day ends with the range.
        let midnight = date.tomorrow().ok().map(|next| zone.to_ambiguous_timestamp(next.at(0, 0, 0, 0)));
        // If the clock is set back after midnight, midnight occurs twice, and the first one may be before the start.
        let next = midnight.and_then(|midnight| midnight.later().ok());
        let end = next.unwrap_or(range.end).min(range.end);
        let day = start..end;
        start = end;
        Some((date, day))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn splits_a_range_into_days_without_gaps() {
        let range = at("2024-02-28T22:30:00Z")..at("2024-03-01T00:00:00Z");
        let split: Vec<_> = days(range, TimeZone::UTC).map(|(date, day)| (date.to_string(), day)).collect();
        assert_eq!(
            split,
            [
                ("2024-02-28".to_owned(), at("2024-02-28T22:30:00Z")..at("2024-02-29T00:00:00Z")),
                ("2024-02-29".to_owned(), at("2024-02-29T00:00:00Z")..at("2024-03-01T00:00:00Z")),
            ]
        );
    }

    #[test]
    fn days_follow_the_time_zone() {
        let zone = TimeZone::fixed(jiff::tz::offset(-8));
        let split: Vec<_> = days(at("2024-01-01T00:00:00Z")..at("2024-01-02T00:00:00Z"), zone).collect();
        assert_eq!(split.len(), 2);
        assert_eq!(split[0].1, at("2024-01-01T00:00:00Z")..at("2024-01-01T08:00:00Z"));
        assert_eq!(days(at("2024-01-01T00:00:00Z")..at("2024-01-01T00:00:00Z"), TimeZone::UTC).count(), 0);
        let all = Timestamp::MAX - jiff::SignedDuration::from_hours(30)..Timestamp::MAX;
        assert_eq!(days(all.clone(), TimeZone::UTC).last().map(|(_, day)| day.end), Some(all.end));
    }

    #[test]
    fn days_have_no_gaps_where_midnight_occurs_twice() {
        // In Newfoundland, the clock was set back by an hour at 00:01.
        let zone = TimeZone::posix("NST3:30NDT,M3.2.0/0:01,M11.1.0/0:01").unwrap();
        let set_back = at("2010-11-07T02:31:00Z");
        for minutes in -90..90 {
            let start = set_back + jiff::SignedDuration::from_mins(minutes);
            let mut next = start;
            for (date, day) in days(start..start + jiff::SignedDuration::from_hours(72), zone.clone()) {
                assert!(
                    day.start == next && day.start < day.end,
                    "expected a non-empty day that starts at {next}, found {date} {day:?} ({minutes} minutes)"
                );
                next = day.end;
            }
            assert_eq!(next, start + jiff::SignedDuration::from_hours(72));
        }
    }

    #[test]
    fn refuses_a_reversed_range() {
        let (early, late) = (at("2024-01-01T00:00:00Z"), at("2024-01-02T00:00:00Z"));
        assert!(check(&(early..late)).is_ok() && check(&(early..early)).is_ok());
        let error = check(&(late..early)).unwrap_err().to_string();
        assert!(error.contains("time range") && error.contains("2024-01-02"), "{error}");
    }
}
