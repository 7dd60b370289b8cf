//! HTTP features: compression, CORS, HEAD, the contract and the reference page.

use std::time::Duration;

use blueshift_sandbox::{Fault, Sandbox};

use crate::wire::{list, list_in_memory, send};

const KEY: &str = "authorization: Basic c2FuZGJveC1rZXk6\r\n";

async fn sandbox() -> Sandbox {
    Sandbox::start().await.unwrap()
}

#[tokio::test]
async fn responses_are_compressed_on_request() {
    let sandbox = sandbox().await;
    let plain = list(&sandbox, "").await;
    assert_eq!(plain.header("content-encoding"), None);
    let packed =
        send(&sandbox, "GET /api/v2/campaigns.json", &format!("{KEY}accept-encoding: gzip\r\n")).await;
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
    assert!(packed.body.len() < plain.body.len() / 3);
    let client = reqwest::Client::builder().gzip(true).build().unwrap();
    let url = format!("{}/api/v2/campaigns.json", sandbox.url());
    let read = client.get(url).basic_auth(sandbox.api_key(), Some("")).send().await.unwrap();
    assert_eq!(read.bytes().await.unwrap(), plain.body);
}

#[tokio::test]
async fn gzip_is_used_only_when_the_client_accepts_it() {
    let sandbox = sandbox().await;
    for (accepted, encoding) in [
        ("gzip", Some("gzip")),
        ("br, GZIP;q=0.5", Some("gzip")),
        ("*", None),
        ("gzip;q=0", None),
        ("br, deflate", None),
        ("identity", None),
    ] {
        let headers = format!("{KEY}accept-encoding: {accepted}\r\n");
        let response = send(&sandbox, "GET /api/v2/campaigns.json", &headers).await;
        assert_eq!(response.header("content-encoding"), encoding, "{accepted}");
        assert_eq!(response.body.starts_with(b"[{"), encoding.is_none(), "{accepted}");
    }
    let short = send(&sandbox, "GET /nonexistent", "accept-encoding: gzip\r\n").await;
    assert_eq!(short.header("content-encoding"), None);
}

#[tokio::test]
async fn truncation_applies_to_the_compressed_body() {
    let sandbox = Sandbox::builder().fault(Fault::truncate()).start().await.unwrap();
    let packed =
        send(&sandbox, "GET /api/v2/campaigns.json", &format!("{KEY}accept-encoding: gzip\r\n")).await;
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
    assert!(packed.is_half());
}

#[tokio::test]
async fn only_local_pages_can_call_the_sandbox() {
    let sandbox = sandbox().await;
    let preflight_headers =
        "access-control-request-method: GET\r\naccess-control-request-headers: authorization\r\n";
    for (origin, allowed) in
        [("http://localhost:3000", true), ("https://example.com", false), ("null", false)]
    {
        let headers = format!("{KEY}origin: {origin}\r\n");
        let response = send(&sandbox, "GET /api/v2/campaigns.json", &headers).await;
        assert_eq!(response.header("access-control-allow-origin"), allowed.then_some(origin));
        for path in ["/api/v2/campaigns.json", "/__sandbox/faults"] {
            let preflight = send(
                &sandbox,
                &format!("OPTIONS {path}"),
                &format!("origin: {origin}\r\n{preflight_headers}"),
            )
            .await;
            assert_eq!(preflight.status(), if allowed { 204 } else { 405 }, "{origin} {path}");
            assert_eq!(preflight.header("access-control-allow-origin"), allowed.then_some(origin));
        }
    }
}

#[tokio::test]
async fn head_equals_get_without_the_body() {
    let sandbox = sandbox().await;
    let url = format!("{}/api/v2/campaigns.json", sandbox.url());
    let client = reqwest::Client::new();
    let response = client.head(url).basic_auth(sandbox.api_key(), Some("")).send().await.unwrap();
    assert_eq!(response.status(), 200);
    let length: usize = response.headers()["content-length"].to_str().unwrap().parse().unwrap();
    assert_eq!(length, list(&sandbox, "").await.body.len());
    assert!(response.bytes().await.unwrap().is_empty());
}

#[tokio::test]
async fn serves_the_contract_and_a_self_contained_reference_page() {
    let sandbox = sandbox().await;
    let contract = send(&sandbox, "GET /openapi.yaml", "").await;
    assert_eq!(contract.header("content-type"), Some("application/yaml"));
    assert_eq!(contract.body, include_bytes!("../../openapi.yaml"));
    let page = send(&sandbox, "GET /", "").await;
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    assert!(page.header("content-security-policy").unwrap().starts_with("default-src 'none'"));
    let html = String::from_utf8(page.body).unwrap();
    let files: Vec<_> = html.split('"').filter(|part| part.starts_with("/__sandbox/")).collect();
    assert_eq!(files.len(), 4);
    for file in files {
        assert_eq!(send(&sandbox, &format!("GET {file}"), "").await.status(), 200, "{file}");
    }
    assert_eq!(send(&sandbox, "GET /__sandbox/page/nonexistent", "").await.status(), 404);
}

/// Uses a paused clock, which works only with an in-memory connection: tokio would advance it while a test waits for TCP.
#[tokio::test(start_paused = true)]
async fn in_memory_connection_behaves_like_tcp() {
    let sandbox = Sandbox::start().await.unwrap();
    assert_eq!(list_in_memory(&sandbox, "per_page=1").await.status(), 200);
    assert_eq!((sandbox.stats().requests, sandbox.stats().connections), (1, 1));
    sandbox.faults().set([Fault::reset()]);
    assert_eq!(list_in_memory(&sandbox, "").await.head, "");
    let started = tokio::time::Instant::now();
    sandbox.faults().set([Fault::latency(Duration::from_secs(3_600)), Fault::lost_response()]);
    assert_eq!(list_in_memory(&sandbox, "").await.head, "");
    assert_eq!(started.elapsed().as_secs(), 3_600);
}
