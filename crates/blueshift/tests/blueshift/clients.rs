//! Clients with short waits between retries.

use std::time::Duration;

use blueshift::{Client, ClientBuilder, RetryPolicy};
use blueshift_sandbox::Sandbox;

/// Returns the default policy with an initial wait of 1 ms and without jitter.
pub(crate) fn fast_retries() -> RetryPolicy {
    RetryPolicy::default().initial_backoff(Duration::from_millis(1)).jitter(false)
}

/// Returns a builder of a client for the server at this URL.
pub(crate) fn client(url: &str) -> ClientBuilder {
    Client::builder("test-key").base_url(url).retry_policy(fast_retries())
}

/// Returns a builder of a client for the sandbox.
pub(crate) fn sandbox_client(sandbox: &Sandbox) -> ClientBuilder {
    Client::builder(sandbox.api_key()).base_url(sandbox.url()).retry_policy(fast_retries())
}
