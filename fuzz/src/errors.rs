//! Fuzzes responses that the client does not expect: errors, and bodies that cannot be decoded.

use blueshift::{Error, Outcome, RetryPolicy};
use bytes::Bytes;

use crate::client::{Server, block_on};

/// The maximum length of an error message, in characters.
const LONGEST: usize = 3_000;

/// Checks the errors that calls return for a response.
///
/// The first two bytes of the input select the status and the content type; the rest is the body.
pub fn run(input: &[u8]) {
    let Some((&[status, kind], body)) = input.split_first_chunk() else { return };
    let mut response = http::Response::new(Bytes::copy_from_slice(body));
    let status =
        [200, 201, 204, 302, 400, 401, 403, 404, 409, 422, 429, 500, 502, 503][usize::from(status) % 14];
    let Ok(code) = http::StatusCode::from_u16(status) else { return };
    *response.status_mut() = code;
    let kind = ["application/json", "text/html", "application/problem+json; charset=utf-8", ""]
        [usize::from(kind) % 4];
    response.headers_mut().insert("content-type", http::HeaderValue::from_static(kind));
    response.headers_mut().insert("x-request-id", http::HeaderValue::from_static("id"));

    let server = Server::new(response);
    let client = server.client_with(RetryPolicy::none());
    let campaigns = client.campaigns();
    let read = block_on(campaigns.get("a").send());
    let listed = block_on(campaigns.list().send());
    let archived = block_on(campaigns.archive("a").send());
    let errors = [read.err(), listed.err()];
    for error in errors.iter().flatten() {
        check(error);
        assert_eq!(error.outcome(), None, "{error:?}");
    }
    match archived {
        Ok(_) => assert!(code.is_success(), "{code}"),
        Err(error) => {
            check(&error);
            let outcome = error.outcome();
            assert!(outcome.is_some(), "{error:?}");
            // A write with a response outside 2xx is never reported as applied.
            assert!(code.is_success() || outcome != Some(Outcome::Applied), "{error:?}");
        }
    }
}

/// Checks that the message of an error and of each of its sources is one line of bounded length without control characters.
fn check(error: &Error) {
    assert_eq!(error.attempts(), 1, "{error:?}");
    let mut source: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = source {
        let text = error.to_string();
        assert!(!text.chars().any(char::is_control), "{text:?}");
        assert!(text.chars().count() <= LONGEST, "{} characters: {text}", text.chars().count());
        source = error.source();
    }
}
