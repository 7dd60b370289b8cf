//! Timestamps, as text in requests and bodies, and as microseconds since the Unix epoch for comparisons.

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;

pub(crate) const MILLISECOND: i64 = 1_000;
pub(crate) const SECOND: i64 = 1_000 * MILLISECOND;
pub(crate) const MINUTE: i64 = 60 * SECOND;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub(crate) const DAY: i64 = 24 * HOUR;

/// Parses an RFC 3339 timestamp, which the contract requires.
pub(crate) fn parse(text: &str) -> Option<Timestamp> {
    if is_rfc_3339(text.as_bytes()) { text.parse().ok() } else { None }
}

/// Returns whether a string has the format of RFC 3339. jiff accepts more formats, such as a space instead of the `T`.
fn is_rfc_3339(text: &[u8]) -> bool {
    let Some((time, rest)) = text.split_at_checked(19) else {
        return false;
    };
    let digits = |part: &[u8]| part.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (fraction, zone) = match rest.strip_prefix(b".") {
        Some(fraction) => {
            let (fraction, zone) = fraction.split_at(digits(fraction));
            (!fraction.is_empty(), zone)
        }
        None => (true, rest),
    };
    let offset = || has_form(zone, b"+00:00") && zone.get(1..3) < Some(b"24");
    has_form(time, b"0000-00-00T00:00:00") && fraction && (has_form(zone, b"Z") || offset())
}

/// Returns whether a string matches a pattern, in which `0` is any digit, `+` any sign, and letters are case-insensitive.
fn has_form(text: &[u8], form: &[u8]) -> bool {
    text.len() == form.len()
        && text.iter().zip(form).all(|(byte, expected)| match expected {
            b'0' => byte.is_ascii_digit(),
            b'+' => matches!(byte, b'+' | b'-'),
            _ => byte.eq_ignore_ascii_case(expected),
        })
}

/// Returns the last microsecond that is not after a timestamp.
pub(crate) fn floor_micros(timestamp: Timestamp) -> i64 {
    saturate(timestamp.as_nanosecond().div_euclid(1000))
}

/// Returns the first microsecond that is not before a timestamp.
pub(crate) fn ceil_micros(timestamp: Timestamp) -> i64 {
    saturate(timestamp.as_nanosecond().saturating_add(999).div_euclid(1000))
}

fn saturate(micros: i128) -> i64 {
    i64::try_from(micros).unwrap_or(if micros < 0 { i64::MIN } else { i64::MAX })
}

/// Formats a timestamp like the examples of the API reference: UTC, three decimals, `Z`.
pub(crate) fn to_text(micros: i64) -> String {
    format!("{:.3}", Timestamp::from_microsecond(micros).unwrap_or_default())
}

/// Formats a timestamp as an HTTP date, as in the header `Date`. Returns `None` if it cannot be represented.
pub(crate) fn to_http_date(micros: i64) -> Option<String> {
    let timestamp = Timestamp::from_microsecond(micros).ok()?;
    DateTimePrinter::new().timestamp_to_rfc9110_string(&timestamp).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_as_in_the_api_reference() {
        let timestamp = parse("2024-05-22T04:26:00+02:00").unwrap();
        assert_eq!(to_text(floor_micros(timestamp)), "2024-05-22T02:26:00.000Z");
        assert_eq!(to_text(1_999), "1970-01-01T00:00:00.001Z");
        assert_eq!(to_http_date(0).as_deref(), Some("Thu, 01 Jan 1970 00:00:00 GMT"));
    }

    #[test]
    fn parses_rfc_3339() {
        let expected = parse("2024-05-22T02:26:00Z");
        assert!(expected.is_some());
        for text in [
            "2024-05-22t02:26:00z",
            "2024-05-22T02:26:00.000000000Z",
            "2024-05-21T21:26:00.0-05:00",
            "2024-05-23T02:25:00+23:59",
        ] {
            assert_eq!(parse(text), expected, "{text}");
        }
    }

    #[test]
    fn refuses_other_formats() {
        for text in [
            "",
            "today",
            "2024-05-22",
            "2024-05-22T02:26:00",
            "2024-05-22 02:26:00Z",
            "2024-13-01T00:00:00Z",
            "2024-05-22T02:26Z",
            "2024-05-22T02:26:00,5Z",
            "2024-05-22T02:26:00.Z",
            "2024-05-22T02:26:00+02",
            "2024-05-22T02:26:00+0200",
            "2024-05-22T02:26:00+24:00",
            "2024-05-22T02:26:00Z[UTC]",
            "+002024-05-22T02:26:00Z",
            "20240522T022600Z",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn floor_and_ceil_differ_between_microseconds() {
        for text in ["2024-05-22T02:26:00.0000005Z", "1969-12-31T23:59:59.0000005Z"] {
            let timestamp = parse(text).unwrap();
            assert_eq!(ceil_micros(timestamp) - floor_micros(timestamp), 1);
        }
        let whole = parse("2024-05-22T02:26:00.000001Z").unwrap();
        assert_eq!(ceil_micros(whole), floor_micros(whole));
    }
}
