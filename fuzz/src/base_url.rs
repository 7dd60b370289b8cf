//! Fuzzes the check of the base URL.

use blueshift::reqwest::Url;
use bytes::Bytes;

use crate::client::{Server, block_on};

/// The secret that replaces `§` in an input.
const SECRET: &str = "s3cr3t-0f-th3-us3r";

/// Checks that a base URL is either secure and used for requests, or refused with an error that contains no secret.
///
/// The input is the base URL, in which each `§` is replaced with a secret.
pub fn run(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let text = text.replace('§', SECRET);
    let server = Server::new(http::Response::new(Bytes::from_static(b"{}")));
    match server.client("key").base_url(text.as_str()).build() {
        Ok(client) => {
            let result = block_on(client.campaigns().get("a").send());
            assert!(result.is_ok(), "{text:?}: {result:?}");
            for request in server.take_requests() {
                accepted(&text, request.url());
            }
        }
        Err(error) => {
            // The error may contain the host, which is not a secret.
            let is_host =
                Url::parse(&text).is_ok_and(|url| url.host_str().is_some_and(|host| host.contains(SECRET)));
            for shown in [error.to_string(), format!("{error:?}")] {
                assert!(is_host || !shown.contains(SECRET), "{text:?}: {shown}");
                assert!(!shown.chars().any(char::is_control), "{text:?}: {shown:?}");
            }
        }
    }
}

/// Checks the URL of a request to a base URL that was accepted.
fn accepted(text: &str, url: &Url) {
    // The URL is compared with a parsed base URL, because URL parsers ignore spaces and control characters at both ends.
    let base = Url::parse(text.trim_end_matches('/'));
    let Ok(base) = base else { panic!("{text:?} was accepted, but is not a URL") };
    assert_eq!((url.scheme(), url.host(), url.port()), (base.scheme(), base.host(), base.port()), "{text:?}");
    let host = url.host_str().unwrap_or_default().trim_start_matches('[').trim_end_matches(']');
    let is_loopback =
        host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
    assert!(url.scheme() == "https" || url.scheme() == "http" && is_loopback, "{text:?}: {url}");
    assert!(
        url.username().is_empty() && url.password().is_none() && url.query().is_none(),
        "{text:?}: {url}"
    );
    let path = format!("{}/api/v1/campaigns/a.json", base.path().trim_end_matches('/'));
    assert_eq!(url.path(), path, "{text:?}: {url}");
    // The HTTP client converts the URL to an `http::Uri` before it sends a request.
    assert!(url.as_str().parse::<http::Uri>().is_ok(), "{text:?}: {url} cannot be sent");
}
