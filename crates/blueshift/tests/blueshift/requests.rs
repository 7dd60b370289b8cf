//! Requests created by `Client::request`.

use blueshift::reqwest::Method;
use blueshift::{Client, Error, Outcome, RetryClass, RetryPolicy};
use blueshift_sandbox::{Fault, Sandbox};
use serde_json::Value;

use crate::clients::sandbox_client;

const PATH: &str = "/api/v2/campaigns.json";

async fn sandbox(fault: Option<Fault>) -> (Sandbox, Client) {
    let mut builder = Sandbox::builder();
    if let Some(fault) = fault {
        builder = builder.fault(fault);
    }
    let sandbox = builder.start().await.unwrap();
    let client = sandbox_client(&sandbox).build().unwrap();
    (sandbox, client)
}

#[tokio::test]
async fn body_is_returned_unchanged() {
    let body = "{ \"b\": 1.50,\n \"a\": 12345678901234567890123 } x";
    let (_sandbox, client) = sandbox(Some(Fault::body(200, "application/json", body))).await;
    let response = client.request(Method::GET, PATH).send_bytes().await.unwrap();
    assert_eq!((&response.value[..], response.attempts()), (body.as_bytes(), 1));
    let error = client.request(Method::GET, PATH).send().await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)) && error.outcome().is_none(), "{error:?}");
}

#[tokio::test]
async fn content_type_determines_the_outcome_of_a_write_with_a_non_json_body() {
    for (content_type, outcome) in [("text/html", Outcome::Unknown), ("application/json", Outcome::Applied)] {
        let (sandbox, client) = sandbox(Some(Fault::body(200, content_type, "<html>"))).await;
        let error = client.request(Method::PUT, PATH).send().await.unwrap_err();
        assert_eq!(error.outcome(), Some(outcome), "{content_type}");
        assert_eq!(error.may_still_take_effect(), outcome == Outcome::Unknown);
        let response = client.request(Method::PUT, PATH).send_bytes().await.unwrap();
        assert_eq!(response.may_still_take_effect(), outcome == Outcome::Unknown);
        assert_eq!(sandbox.requests().len(), 2);
    }
}

#[tokio::test]
async fn retry_class_determines_whether_a_write_with_an_unknown_outcome_is_retried() {
    for (class, sent) in [(None, 2), (Some(RetryClass::Once), 1), (Some(RetryClass::Idempotent), 2)] {
        let (sandbox, client) = sandbox(Some(Fault::status(503).times(1).retry_after(false))).await;
        let mut request = client.request(Method::PUT, "/api/v1/campaigns/none/archive");
        if let Some(class) = class {
            request = request.retry_class(class);
        }
        let error = request.send().await.unwrap_err();
        assert_eq!((error.outcome(), sandbox.requests().len()), (Some(Outcome::Unknown), sent), "{class:?}");
    }
}

#[tokio::test]
async fn write_that_could_be_applied_twice_is_not_retryable() {
    for (class, fault, retryable) in [
        (RetryClass::Once, Fault::status(503), false),
        (RetryClass::Transition, Fault::status(503), false),
        (RetryClass::OncePerChunk, Fault::status(503), false),
        (RetryClass::Once, Fault::reset(), false),
        (RetryClass::Idempotent, Fault::status(503), true),
        (RetryClass::Keyed, Fault::status(503), true),
        (RetryClass::Idempotent, Fault::reset(), true),
        // The server refused the request.
        (RetryClass::Once, Fault::status(429), true),
        (RetryClass::Safe, Fault::status(503), true),
    ] {
        let (_sandbox, client) = sandbox(Some(fault.clone())).await;
        let request = client.request(Method::PUT, "/api/v1/campaigns/none/archive").retry_class(class);
        let error = request.retry_policy(RetryPolicy::none()).send().await.unwrap_err();
        assert_eq!(error.is_retryable(), retryable, "{class:?} {fault:?}: {error:?}");
    }
}

#[tokio::test]
async fn error_has_the_headers_of_its_response() {
    let (_sandbox, client) = sandbox(Some(Fault::body(404, "text/plain", "none"))).await;
    let Err(Error::Api(error)) = client.request(Method::GET, PATH).send().await else {
        panic!("expected an API error");
    };
    assert_eq!(error.content_type(), Some("text/plain"));
    assert_eq!(error.headers()["x-request-id"].to_str().ok(), error.request_id());
}

#[tokio::test]
async fn headers_replace_defaults_but_not_reserved_headers() {
    let (sandbox, client) = sandbox(None).await;
    let request = || client.request(Method::POST, "/api/v1/campaigns/execute").body("a,b");
    let _ = request().header("Content-Type", "text/csv").header("Accept", "text/plain").send().await;
    let _ = request().send().await;
    let headers: Vec<_> = sandbox.requests().into_iter().map(|request| request.headers).collect();
    assert_eq!(
        (headers[0]["content-type"].as_str(), headers[0]["accept"].as_str()),
        ("text/csv", "text/plain")
    );
    assert_eq!(headers[1]["content-type"], "application/json");
    assert_eq!(headers[1]["accept"], "application/json");
    for name in ["Authorization", "content-length", "Transfer-Encoding"] {
        let error = request().header(name, "1").send().await.unwrap_err();
        assert!(matches!(error, Error::Config(_)), "{name}: {error:?}");
    }
    assert_eq!(sandbox.requests().len(), 2);
}

#[tokio::test]
async fn refuses_invalid_paths_and_sends_nothing() {
    let (sandbox, client) = sandbox(None).await;
    for path in ["", "api", "//other", "/a/../b", "/a/%2e%2E/b", "/a\\b", "/a?b", "/a#b"] {
        let error = client.request(Method::GET, path).send_as::<Value>().await.unwrap_err();
        assert!(matches!(error, Error::Config(_)), "{path}: {error:?}");
    }
    assert_eq!(sandbox.requests().len(), 0);
}
