//! Spans of time, such as `7d`, `1m30s` or `500ms`.

use std::time::Duration;

/// The units with their length in milliseconds.
const UNITS: [(&str, u64); 6] =
    [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000), ("w", 604_800_000)];

/// Parses one or more whole numbers, each with a unit. `None` if the text is malformed or the span too long.
pub(crate) fn parse(text: &str) -> Option<Duration> {
    let mut rest = text;
    let mut total: u64 = 0;
    while !rest.is_empty() {
        let (number, after) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit())?);
        let (unit, after) = after.split_at(after.find(|c: char| c.is_ascii_digit()).unwrap_or(after.len()));
        let (_, length) = UNITS.iter().find(|(name, _)| *name == unit)?;
        total = total.checked_add(number.parse::<u64>().ok()?.checked_mul(*length)?)?;
        rest = after;
    }
    (!text.is_empty()).then_some(Duration::from_millis(total))
}

/// Parses a timeout of at least a millisecond.
pub(crate) fn parse_timeout(text: &str) -> Result<Duration, String> {
    parse(text)
        .filter(|span| !span.is_zero())
        .ok_or_else(|| "expected a number and a unit, such as 500ms, 30s, 2m or 1m30s".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adds_up_numbers_with_units() {
        for (text, seconds) in
            [("7d", 604_800.0), ("12h", 43_200.0), ("1m30s", 90.0), ("500ms", 0.5), ("1w1d", 691_200.0)]
        {
            assert_eq!(parse(text).map(|span| span.as_secs_f64()), Some(seconds), "{text}");
        }
    }

    #[test]
    fn refuses_everything_else() {
        for text in
            ["", "7", "d", "7 d", "-7d", "7y", "1.5h", "7dd", "99999999999999999999d", "99999999999999w"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
        assert!(parse_timeout("0s").is_err());
    }
}
