//! The control endpoints and the corresponding Rust methods.

use blueshift_sandbox::{Fault, Sandbox};
use serde_json::{Value, json};

use crate::wire::list;

async fn call(sandbox: &Sandbox, method: reqwest::Method, path: &str, body: &str) -> (u16, Value) {
    let url = format!("{}/__sandbox/{path}", sandbox.url());
    let response = reqwest::Client::new().request(method, url).body(body.to_owned()).send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap())
}

#[tokio::test]
async fn faults_can_be_changed_over_http() {
    use reqwest::Method;
    let sandbox = Sandbox::start().await.unwrap();
    let faults = r#"[{"status": 503, "times": 1}, {"latency": 1, "jitter": 1}]"#;
    let (status, _) = call(&sandbox, Method::PUT, "faults", faults).await;
    assert_eq!(status, 200);
    assert_eq!(list(&sandbox, "").await.status(), 503);
    assert_eq!(list(&sandbox, "").await.status(), 200);
    let (_, active) = call(&sandbox, Method::GET, "faults", "").await;
    assert_eq!(
        active,
        json!([{"status": 503, "times": 1, "applied": 1}, {"latency": 1, "jitter": 1, "applied": 2}])
    );
    let (_, active) = call(&sandbox, Method::DELETE, "faults", "").await;
    assert_eq!(active, json!([]));
    assert!(sandbox.faults().list().is_empty());
}

#[tokio::test]
async fn an_invalid_list_of_faults_changes_nothing() {
    let sandbox = Sandbox::builder().fault(Fault::status(500)).start().await.unwrap();
    for bad in [r#"[{"status": 200}]"#, r#"[{"statsu": 500}]"#, r#"{"status": 500}"#, "[", ""] {
        let (status, response) = call(&sandbox, reqwest::Method::PUT, "faults", bad).await;
        assert_eq!(status, 400, "{bad}");
        assert!(response["message"].is_string());
    }
    assert_eq!(sandbox.faults().list(), [Fault::status(500)]);
}

#[tokio::test]
async fn faults_can_be_changed_from_rust() {
    let sandbox = Sandbox::start().await.unwrap();
    let faults = sandbox.faults().clone();
    faults.set([Fault::status(500)]);
    assert_eq!(list(&sandbox, "").await.status(), 500);
    faults.add(Fault::truncate());
    assert!(list(&sandbox, "").await.is_half());
    faults.clear();
    assert_eq!(list(&sandbox, "").await.status(), 200);
}

#[tokio::test]
async fn requests_are_counted_and_recorded_without_the_key() {
    let sandbox = Sandbox::start().await.unwrap();
    list(&sandbox, "page=1").await;
    list(&sandbox, "page=x").await;
    let (_, figures) = call(&sandbox, reqwest::Method::GET, "stats", "").await;
    assert_eq!(figures["requests"], 2);
    assert_eq!(figures["statuses"], json!({"200": 1, "400": 1}));
    assert_eq!(figures["campaigns"], 300);
    let (_, requests) = call(&sandbox, reqwest::Method::GET, "requests", "").await;
    assert_eq!(requests[0]["query"], "page=1");
    assert_eq!(requests[1]["status"], 400);
    assert_eq!(requests[0]["headers"], json!({"host": "sandbox"}));
    assert_eq!(serde_json::to_value(sandbox.requests()).unwrap(), requests);
    let (_, figures) = call(&sandbox, reqwest::Method::DELETE, "stats", "").await;
    assert_eq!(figures["requests"], 0);
    assert!(sandbox.requests().is_empty());
}

#[tokio::test]
async fn peak_in_flight_counts_simultaneous_requests() {
    let sandbox = Sandbox::builder().fault(Fault::hang()).start().await.unwrap();
    let url = format!("{}/api/v2/campaigns.json", sandbox.url());
    let client = reqwest::Client::new();
    let eight = (0..8).map(|_| client.get(&url).basic_auth(sandbox.api_key(), Some("")).send());
    // Each response has a status, but the body hangs.
    let responses = futures_util::future::try_join_all(eight).await.unwrap();
    let stats = sandbox.stats();
    assert_eq!((stats.requests, stats.in_flight, stats.peak_in_flight), (8, 8, 8), "{stats:?}");
    drop(responses);
}

#[tokio::test]
async fn faults_apply_only_to_the_api() {
    let sandbox = Sandbox::builder().fault(Fault::reset()).start().await.unwrap();
    for path in ["/", "/openapi.yaml", "/__sandbox/stats"] {
        let response = reqwest::get(format!("{}{path}", sandbox.url())).await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
    }
    assert_eq!(sandbox.stats().requests, 0);
}
