//! Moments relative to now.

use blueshift::jiff::Timestamp;

/// The longest units first, in seconds.
const UNITS: [(i64, &str); 6] = [
    (365 * 86_400, "year"),
    (30 * 86_400, "month"),
    (7 * 86_400, "week"),
    (86_400, "day"),
    (3_600, "hour"),
    (60, "minute"),
];

/// Such as `3 days ago` and `in 2 hours`. Rounded down: what is told has passed in full.
pub(super) fn relative(moment: Timestamp, now: Timestamp) -> String {
    let seconds = now.duration_since(moment).as_secs();
    let distance = seconds.abs();
    let Some((length, unit)) = UNITS.iter().find(|(length, _)| distance >= *length) else {
        return if seconds >= 0 { "just now" } else { "in a moment" }.to_owned();
    };
    let count = distance / length;
    let plural = if count == 1 { "" } else { "s" };
    if seconds >= 0 { format!("{count} {unit}{plural} ago") } else { format!("in {count} {unit}{plural}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_told_in_the_longest_unit_that_has_passed() {
        let now: Timestamp = "2026-05-20T12:00:00Z".parse().unwrap();
        for (moment, told) in [
            ("2026-05-20T11:59:30Z", "just now"),
            ("2026-05-20T12:00:30Z", "in a moment"),
            ("2026-05-20T11:58:30Z", "1 minute ago"),
            ("2026-05-20T09:00:00Z", "3 hours ago"),
            ("2026-05-22T12:00:00Z", "in 2 days"),
            ("2026-05-13T11:00:00Z", "1 week ago"),
            ("2026-02-20T12:00:00Z", "2 months ago"),
            ("2024-02-20T12:00:00Z", "2 years ago"),
        ] {
            assert_eq!(relative(moment.parse().unwrap(), now), told);
        }
    }
}
