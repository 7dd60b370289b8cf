//! The header `Retry-After`.

use std::time::Duration;

use axum::http::HeaderValue;
use tokio::time::Instant;

use crate::data::timestamp::{self, SECOND};
use crate::faults::fault::{Form, Wait};

/// The tolerance for a number of seconds, because client timers are not exact, and some clients round down.
const TOLERANCE: Duration = Duration::from_millis(100);
/// The tolerance for a date, which has no fractions of a second.
const TOLERANCE_OF_DATE: Duration = Duration::from_secs(1);

/// A `Retry-After` header, and the time before which a retry is too early.
#[derive(Debug)]
pub(crate) struct RetryAfter {
    pub(crate) header: HeaderValue,
    pub(crate) until: Instant,
}

impl RetryAfter {
    /// Creates a header that is sent at `now`, in microseconds since the Unix epoch. Returns `None` if the end of the wait
    /// cannot be represented.
    pub(crate) fn new(wait: Wait, now: i64) -> Option<Self> {
        let seconds = i64::try_from(wait.seconds).ok()?;
        let (header, micros, tolerance) = match wait.form {
            Form::Seconds => (HeaderValue::from(seconds), seconds.checked_mul(SECOND)?, TOLERANCE),
            Form::Date => {
                let end = now.checked_add(seconds.checked_mul(SECOND)?)?;
                let end = end.checked_add((-end).rem_euclid(SECOND))?;
                let date = timestamp::to_http_date(end)?;
                (HeaderValue::from_str(&date).ok()?, end.checked_sub(now)?, TOLERANCE_OF_DATE)
            }
        };
        let wait = Duration::from_micros(u64::try_from(micros).ok()?).saturating_sub(tolerance);
        Some(Self { header, until: Instant::now().checked_add(wait)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the header, and the milliseconds after which a retry is not too early.
    fn create(seconds: u64, form: Form, now: i64) -> Option<(String, u128)> {
        let retry_after = RetryAfter::new(Wait { seconds, form }, now)?;
        let header = retry_after.header.to_str().unwrap().to_owned();
        Some((header, retry_after.until.duration_since(Instant::now()).as_millis()))
    }

    #[tokio::test(start_paused = true)]
    async fn states_seconds_or_a_date_that_is_rounded_up() {
        // Sun, 06 Nov 1994 08:49:37 GMT
        let now = 784_111_777 * SECOND;
        let some = |header: &str, millis| Some((header.to_owned(), millis));
        assert_eq!(create(2, Form::Seconds, now), some("2", 1_900));
        assert_eq!(create(0, Form::Seconds, now), some("0", 0));
        assert_eq!(create(2, Form::Date, now), some("Sun, 06 Nov 1994 08:49:39 GMT", 1_000));
        assert_eq!(create(2, Form::Date, now + 250_000), some("Sun, 06 Nov 1994 08:49:40 GMT", 1_750));
        assert_eq!(create(2, Form::Date, -2_500_000), some("Thu, 01 Jan 1970 00:00:00 GMT", 1_500));
        assert_eq!(create(u64::MAX, Form::Seconds, now), None);
        assert_eq!(create(u64::MAX >> 1, Form::Date, now), None);
    }
}
