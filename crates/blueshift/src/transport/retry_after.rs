//! The `Retry-After` and `Date` headers.

use std::time::{Duration, SystemTime};

use reqwest::header::{AGE, DATE, HeaderMap, RETRY_AFTER};

/// Parses `Retry-After`: a number of seconds or a date (RFC 9110, section 10.2.3). Returns zero for a date in the past, and
/// `None` if the header is absent or invalid.
///
/// A date is compared with the server's clock, because the clock of this machine may be wrong or change between two requests.
/// `local`, the time of this machine, is used only if the response does not contain the server's time.
pub(crate) fn retry_after(headers: &HeaderMap, local: SystemTime) -> Option<Duration> {
    let value = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // A number too large for `u64` exceeds every limit.
        return Some(Duration::from_secs(value.parse().unwrap_or(u64::MAX)));
    }
    let date = httpdate::parse_http_date(value).ok()?;
    Some(date.duration_since(server_time(headers).unwrap_or(local)).unwrap_or(Duration::ZERO))
}

/// Returns the server's time in whole seconds, from the header `Date`. `None` if the header is absent or invalid, or if the
/// response is from a cache, which adds the header `Age` (RFC 9111, section 5.1).
pub(crate) fn server_time(headers: &HeaderMap) -> Option<SystemTime> {
    let date = headers.get(DATE).filter(|_| !headers.contains_key(AGE))?;
    httpdate::parse_http_date(date.to_str().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &'static str) -> Option<Duration> {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, value.parse().unwrap());
        // Sun, 06 Nov 1994 08:49:37 GMT
        retry_after(&headers, SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777))
    }

    #[test]
    fn parses_seconds_and_dates_and_nothing_else() {
        for (value, seconds) in [
            ("7", Some(7)),
            (" 0 ", Some(0)),
            ("99999999999999999999999", Some(u64::MAX)),
            ("Sun, 06 Nov 1994 08:50:37 GMT", Some(60)),
            ("Sun, 06 Nov 1994 08:49:00 GMT", Some(0)),
            ("Sunday, 06-Nov-94 08:49:47 GMT", Some(10)),
            ("-1", None),
            ("1.5", None),
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(read(value), seconds.map(Duration::from_secs), "{value}");
        }
    }

    #[test]
    fn a_date_is_compared_with_the_clock_of_the_server() {
        let mut headers = HeaderMap::new();
        headers.insert(DATE, "Sun, 06 Nov 1994 08:49:37 GMT".parse().unwrap());
        headers.insert(RETRY_AFTER, "Sun, 06 Nov 1994 08:49:39 GMT".parse().unwrap());
        let until = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_779);
        let years = Duration::from_secs(20 * 365 * 24 * 60 * 60);
        for local in [until - years, until, until + years] {
            assert_eq!(retry_after(&headers, local), Some(Duration::from_secs(2)));
        }
        // A cache does not update the date.
        headers.insert(AGE, "60".parse().unwrap());
        assert_eq!(retry_after(&headers, until - years), Some(years));
    }
}
