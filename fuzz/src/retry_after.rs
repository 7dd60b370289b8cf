//! Fuzzes the handling of the header `Retry-After`.

use std::time::Duration;

use blueshift::RetryPolicy;
use bytes::Bytes;
use tokio::time::Instant;

use crate::client::{Server, block_on};

/// The maximum `Retry-After` of the policy.
const LONGEST: Duration = Duration::from_secs(60);

/// Checks the wait and the number of attempts of a call. The input is the value of the header.
pub fn run(input: &[u8]) {
    let Ok(value) = http::HeaderValue::from_bytes(input) else { return };
    let mut response = http::Response::new(Bytes::new());
    *response.status_mut() = http::StatusCode::SERVICE_UNAVAILABLE;
    response.headers_mut().insert("retry-after", value);
    let server = Server::new(response);
    let backoff = Duration::from_secs(1);
    let policy =
        RetryPolicy::default().max_retries(1).initial_backoff(backoff).jitter(false).max_retry_after(LONGEST);
    let client = server.client_with(policy);
    let (took, error) = block_on(async {
        let start = Instant::now();
        let result = client.campaigns().get("a").send().await;
        (start.elapsed(), result.err())
    });
    let Some(error) = error else { unreachable!("the response is an error") };

    let digits: Option<&str> = std::str::from_utf8(input).ok().map(str::trim);
    let digits = digits.filter(|text| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()));
    if let Some(digits) = digits {
        let seconds = digits.parse().unwrap_or(u64::MAX);
        assert_eq!(error.retry_after(), Some(Duration::from_secs(seconds)), "{digits}");
    }
    // If the header requests a wait that is too long, the call fails immediately. Otherwise it is retried once, after at least
    // the backoff.
    let is_too_long = error.retry_after().is_some_and(|wait| wait > LONGEST);
    assert_eq!(error.attempts(), if is_too_long { 1 } else { 2 }, "{input:?}: {error:?}");
    assert!(took <= LONGEST + backoff, "{input:?}: {took:?}");
    assert!(is_too_long || took >= backoff, "{input:?}: {took:?}");
}
