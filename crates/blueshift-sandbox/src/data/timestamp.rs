//! Moments as microseconds since 1970, which is how rows are compared, and as the text that bodies carry.

use chrono::{DateTime, SecondsFormat, SubsecRound, Utc};

pub(crate) const MICROS: i64 = 1_000_000;
pub(crate) const MINUTE: i64 = 60 * MICROS;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub(crate) const DAY: i64 = 24 * HOUR;

/// Reads a moment as RFC 3339 has it: a date, a `T`, a time and a zone. ISO 8601 allows more, but without a zone a
/// text is no moment, and the contract asks for one.
pub(crate) fn parse(text: &str) -> Option<DateTime<Utc>> {
    // chrono also takes a space for the `T`; the grammar of RFC 3339 does not.
    if !matches!(text.as_bytes().get(10), Some(b'T' | b't')) {
        return None;
    }
    DateTime::parse_from_rfc3339(text).ok().map(|moment| moment.with_timezone(&Utc))
}

/// The last microsecond that is not after `moment`.
pub(crate) fn floor_micros(moment: DateTime<Utc>) -> i64 {
    moment.trunc_subsecs(6).timestamp_micros()
}

/// The first microsecond that is not before `moment`.
pub(crate) fn ceil_micros(moment: DateTime<Utc>) -> i64 {
    let floor = floor_micros(moment);
    if moment.timestamp_subsec_nanos().is_multiple_of(1000) { floor } else { floor.saturating_add(1) }
}

/// The form that the reference's examples have: UTC, three decimals, `Z`.
pub(crate) fn to_text(micros: i64) -> String {
    DateTime::from_timestamp_micros(micros).unwrap_or_default().to_rfc3339_opts(SecondsFormat::Millis, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_as_in_the_reference() {
        let moment = parse("2024-05-22T04:26:00+02:00").expect("valid");
        assert_eq!(to_text(floor_micros(moment)), "2024-05-22T02:26:00.000Z");
    }

    #[test]
    fn what_is_no_moment_in_rfc_3339_is_refused() {
        for text in
            ["", "today", "2024-05-22", "2024-05-22T02:26:00", "2024-05-22 02:26:00Z", "2024-13-01T00:00:00Z"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_bound_between_two_microseconds_rounds_away_from_what_it_excludes() {
        let moment = parse("2024-05-22T02:26:00.0000005Z").expect("valid");
        assert_eq!(ceil_micros(moment) - floor_micros(moment), 1);
    }
}
