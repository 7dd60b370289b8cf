//! Faults and figures over HTTP, and figures from Rust.

use blueshift_sandbox::{Fault, Sandbox};
use serde_json::{Value, json};

use crate::wire::list;

async fn call(sandbox: &Sandbox, method: reqwest::Method, path: &str, body: &str) -> (u16, Value) {
    let url = format!("{}/__sandbox/{path}", sandbox.url());
    let answer =
        reqwest::Client::new().request(method, url).body(body.to_owned()).send().await.expect("an answer");
    (answer.status().as_u16(), answer.json().await.expect("JSON"))
}

#[tokio::test]
async fn faults_are_switched_over_http_while_it_runs() {
    use reqwest::Method;
    let sandbox = Sandbox::start().await.expect("started");
    let faults = r#"[{"status": 503, "times": 1}, {"latency": 1, "jitter": 1}]"#;
    let (status, _) = call(&sandbox, Method::PUT, "faults", faults).await;
    assert_eq!(status, 200);
    assert_eq!(list(&sandbox, "").await.status(), 503);
    assert_eq!(list(&sandbox, "").await.status(), 200);
    let (_, armed) = call(&sandbox, Method::GET, "faults", "").await;
    assert_eq!(
        armed,
        json!([{"status": 503, "times": 1, "applied": 1}, {"latency": 1, "jitter": 1, "applied": 2}])
    );
    let (_, armed) = call(&sandbox, Method::DELETE, "faults", "").await;
    assert_eq!(armed, json!([]));
    assert!(sandbox.faults().list().is_empty());
}

#[tokio::test]
async fn a_list_with_a_bad_fault_changes_nothing() {
    let sandbox = Sandbox::builder().fault(Fault::status(500)).start().await.expect("started");
    for bad in [r#"[{"status": 200}]"#, r#"[{"statsu": 500}]"#, r#"{"status": 500}"#, "[", ""] {
        let (status, answer) = call(&sandbox, reqwest::Method::PUT, "faults", bad).await;
        assert_eq!(status, 400, "{bad}");
        assert!(answer["message"].is_string());
    }
    assert_eq!(sandbox.faults().list(), [Fault::status(500)]);
}

#[tokio::test]
async fn a_handle_switches_faults_from_rust() {
    let sandbox = Sandbox::start().await.expect("started");
    let faults = sandbox.faults().clone();
    faults.set([Fault::status(500)]);
    assert_eq!(list(&sandbox, "").await.status(), 500);
    faults.add(Fault::truncate());
    assert!(list(&sandbox, "").await.is_half());
    faults.clear();
    assert_eq!(list(&sandbox, "").await.status(), 200);
}

#[tokio::test]
async fn requests_are_counted_and_remembered_without_the_key() {
    let sandbox = Sandbox::start().await.expect("started");
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
    assert_eq!(serde_json::to_value(sandbox.requests()).expect("JSON"), requests);
    let (_, figures) = call(&sandbox, reqwest::Method::DELETE, "stats", "").await;
    assert_eq!(figures["requests"], 0);
    assert!(sandbox.requests().is_empty());
}

#[tokio::test]
async fn the_peak_in_flight_is_how_many_requests_were_there_at_once() {
    let sandbox = Sandbox::start().await.expect("started");
    sandbox.faults().set([Fault::latency(std::time::Duration::from_millis(200))]);
    let eight = (0..8).map(|_| list(&sandbox, "per_page=1"));
    for answer in futures_util::future::join_all(eight).await {
        assert_eq!(answer.status(), 200);
    }
    let stats = sandbox.stats();
    // Eight are sent within moments; a machine must be very slow to get through fewer than two at once.
    assert!((2..=8).contains(&stats.peak_in_flight), "{stats:?}");
    assert_eq!(stats.requests, 8);
}

#[tokio::test]
async fn faults_leave_the_page_and_the_controls_alone() {
    let sandbox = Sandbox::builder().fault(Fault::reset()).start().await.expect("started");
    for path in ["/", "/openapi.yaml", "/__sandbox/stats"] {
        let answer = reqwest::get(format!("{}{path}", sandbox.url())).await.expect("an answer");
        assert_eq!(answer.status(), 200, "{path}");
    }
    assert_eq!(sandbox.stats().requests, 0);
}
