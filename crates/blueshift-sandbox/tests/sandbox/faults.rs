//! Single faults over real sockets.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use blueshift_sandbox::{Fault, Sandbox};

use crate::wire::{End, campaigns, list, list_in_memory, uuids};

async fn with(fault: Fault) -> Sandbox {
    Sandbox::builder().fault(fault).start().await.unwrap()
}

#[tokio::test]
async fn latency_delays_a_response() {
    let sandbox = with(Fault::latency(Duration::from_millis(40)).jitter(Duration::from_millis(10))).await;
    let begun = Instant::now();
    assert_eq!(list(&sandbox, "").await.status(), 200);
    assert!(begun.elapsed() >= Duration::from_millis(40));
}

#[tokio::test]
async fn a_status_applies_a_limited_number_of_times() {
    for (status, body) in [
        (400, r#"{"errors":{"name":["can't be blank"]}}"#),
        (401, r#"{"message":"Not authorized"}"#),
        (403, r#"{"message":"Permission denied"}"#),
        (404, r#"{"message":"Not Found"}"#),
        (422, r#"{"message":"Invalid schedule values"}"#),
        (429, r#"{"message":"Rate limit exceeded"}"#),
        (500, r#"{"message":"Internal Server Error - Please contact support for more information."}"#),
        (502, r#"{"message":"Bad Gateway - Please retry the request."}"#),
        (
            503,
            r#"{"message":"Service Unavailable - The service is temporarily unavailable. Try again later."}"#,
        ),
        (
            504,
            r#"{"message":"Gateway Timeout - The server took too long to respond. Retry with exponential backoff."}"#,
        ),
    ] {
        let sandbox = with(Fault::status(status).times(2)).await;
        for _ in 0..2 {
            let response = list(&sandbox, "").await;
            assert_eq!((response.status(), &*response.body), (status, body.as_bytes()));
            assert!(response.header("x-request-id").is_some());
        }
        assert_eq!(list(&sandbox, "").await.status(), 200);
        assert_eq!(sandbox.faults().applied(), [2]);
    }
}

#[tokio::test]
async fn a_share_of_requests_fails_depending_on_the_seed() {
    let draw = async |seed| {
        let sandbox = with(Fault::status(503).share(0.3).seed(seed)).await;
        let mut statuses = Vec::new();
        for _ in 0..60 {
            statuses.push(list(&sandbox, "per_page=1").await.status());
        }
        statuses
    };
    let first = draw(1).await;
    let failed = first.iter().filter(|status| **status == 503).count();
    assert!((8..30).contains(&failed), "{failed}");
    assert_eq!(first, draw(1).await);
    assert_ne!(first, draw(2).await);
}

#[tokio::test]
async fn rate_limit_passes_burst_and_sends_retry_after() {
    let sandbox = with(Fault::rate_limit(0.01).burst(2)).await;
    assert_eq!(list(&sandbox, "").await.status(), 200);
    assert_eq!(list(&sandbox, "").await.status(), 200);
    let refused = list(&sandbox, "").await;
    assert_eq!((refused.status(), &*refused.body), (429, &br#"{"message":"Rate limit exceeded"}"#[..]));
    let seconds: u64 = refused.header("retry-after").unwrap().parse().unwrap();
    assert!((50..=100).contains(&seconds), "{seconds}");
}

#[tokio::test]
async fn a_rate_limit_can_omit_retry_after() {
    let sandbox = with(Fault::rate_limit(0.01).retry_after(false)).await;
    assert_eq!(list(&sandbox, "").await.status(), 200);
    let refused = list(&sandbox, "").await;
    assert_eq!((refused.status(), refused.header("retry-after")), (429, None));
}

#[tokio::test]
async fn retry_after_is_a_number_or_a_date() {
    let sandbox = with(Fault::status(429).retry_after_seconds(90)).await;
    assert_eq!(list(&sandbox, "").await.header("retry-after"), Some("90"));
    sandbox.faults().set([Fault::status(503).retry_after_seconds(90).http_date()]);
    let refused = list(&sandbox, "").await;
    let seconds = |name| {
        let date = refused.header(name).unwrap();
        jiff::fmt::rfc2822::parse(date).unwrap().timestamp().as_second()
    };
    // Neither date has fractions of a second.
    assert!((90..=91).contains(&(seconds("retry-after") - seconds("date"))), "{}", refused.head);
    sandbox.faults().set([Fault::rate_limit(0.01).http_date()]);
    list(&sandbox, "").await;
    let refused = list(&sandbox, "").await;
    assert!(refused.header("retry-after").unwrap().ends_with(" GMT"), "{}", refused.head);
    let sandbox = Sandbox::builder()
        .retry_after(blueshift_sandbox::RetryAfter::Absent)
        .fault(Fault::status(429).retry_after_seconds(90))
        .start()
        .await
        .unwrap();
    assert_eq!(list(&sandbox, "").await.header("retry-after"), None);
    list(&sandbox, "").await;
    assert_eq!(
        sandbox.stats().early_retries,
        0,
        "a retry was counted as early, although the response has no `Retry-After`"
    );
}

#[tokio::test]
async fn retries_before_the_stated_time_are_counted() {
    let sandbox = with(Fault::status(429).retry_after_seconds(3600)).await;
    for (query, early) in [("page=1", 0), ("page=2", 0), ("page=1", 1), ("page=1", 2)] {
        list(&sandbox, query).await;
        assert_eq!(sandbox.stats().early_retries, early, "{query}");
    }
    sandbox.faults().set([Fault::status(429).retry_after_seconds(0), Fault::status(500)]);
    for _ in 0..2 {
        list(&sandbox, "page=3").await;
    }
    assert_eq!(sandbox.stats().early_retries, 2, "a retry after a wait of zero was counted as early");
    sandbox.reset_stats();
    list(&sandbox, "page=1").await;
    assert_eq!(sandbox.stats().early_retries, 0, "the statistics were reset, but a recorded wait was kept");
}

#[tokio::test(start_paused = true)]
async fn a_rate_limit_recovers_with_a_paused_clock() {
    let sandbox = with(Fault::rate_limit(0.01).burst(1)).await;
    for (wait, status, retry_after) in
        [(0, 200, None), (0, 429, Some("100")), (99, 429, Some("1")), (1, 200, None), (50, 429, Some("50"))]
    {
        tokio::time::sleep(Duration::from_secs(wait)).await;
        let response = list_in_memory(&sandbox, "").await;
        assert_eq!((response.status(), response.header("retry-after")), (status, retry_after), "{wait}");
    }
}

#[tokio::test]
async fn a_reset_sends_no_response() {
    let sandbox = with(Fault::reset().times(1)).await;
    let cut = list(&sandbox, "").await;
    assert_eq!((cut.end, cut.head.len() + cut.body.len()), (End::Reset, 0));
    assert_eq!(list(&sandbox, "").await.end, End::Complete);
    let stats = sandbox.stats();
    assert_eq!((stats.requests, stats.dropped, stats.in_flight), (2, 1, 0));
}

#[tokio::test]
async fn truncated_body_ends_halfway_and_closes_the_connection() {
    let sandbox = with(Fault::truncate()).await;
    let cut = list(&sandbox, "").await;
    assert_eq!((cut.status(), cut.end), (200, End::Closed));
    assert!(cut.is_half(), "received {} of {} bytes", cut.body.len(), cut.content_length());
}

#[tokio::test]
async fn a_truncated_large_body_sends_half_of_it() {
    let sandbox = with(Fault::truncate()).await;
    sandbox.insert(500);
    let cut = list(&sandbox, "per_page=500").await;
    assert_eq!(cut.end, End::Closed);
    assert!(
        cut.is_half() && cut.content_length() > 200_000,
        "received {} of {} bytes",
        cut.body.len(),
        cut.content_length()
    );
}

#[tokio::test]
async fn hanging_body_stops_halfway_and_leaves_the_connection_open() {
    let sandbox = with(Fault::hang()).await;
    let cut = list(&sandbox, "").await;
    assert_eq!((cut.status(), cut.end), (200, End::Hanging));
    assert!(cut.is_half(), "received {} of {} bytes", cut.body.len(), cut.content_length());
}

#[tokio::test]
async fn hanging_body_is_in_flight_until_disconnect() {
    let sandbox = with(Fault::hang()).await;
    let client = reqwest::Client::new();
    let url = format!("{}/api/v2/campaigns.json", sandbox.url());
    let response = client.get(url).basic_auth(sandbox.api_key(), Some("")).send().await.unwrap();
    assert_eq!(sandbox.stats().in_flight, 1);
    drop((response, client));
    for _ in 0..500 {
        if sandbox.stats().in_flight == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the request is still in flight: {:?}", sandbox.stats());
}

#[tokio::test]
async fn html_responds_like_a_load_balancer() {
    let sandbox = with(Fault::html()).await;
    let response = list(&sandbox, "").await;
    assert_eq!((response.status(), response.header("content-type")), (502, Some("text/html")));
    assert!(response.body.starts_with(b"<html>"));
}

#[tokio::test]
async fn a_fault_can_apply_to_one_page() {
    let sandbox = with(Fault::status(500).page(2)).await;
    for _ in 0..2 {
        let mut statuses = HashMap::new();
        for page in 0..4 {
            statuses.insert(page, list(&sandbox, &format!("per_page=5&page={page}")).await.status());
        }
        assert_eq!(statuses, HashMap::from([(0, 200), (1, 200), (2, 500), (3, 200)]));
    }
    let first = with(Fault::status(500).page(0)).await;
    assert_eq!(list(&first, "").await.status(), 500);
}

#[tokio::test]
async fn inserts_repeat_campaigns_on_the_next_page() {
    let sandbox = with(Fault::inserts(2)).await;
    let first = uuids(&campaigns(&sandbox, "per_page=10&page=0").await);
    let second = uuids(&campaigns(&sandbox, "per_page=10&page=1").await);
    assert_eq!(second[..2], first[8..]);
    assert_eq!(sandbox.campaigns(), 304);
}

#[tokio::test]
async fn a_fault_can_respond_with_any_status_and_body() {
    for (status, content_type, body) in [
        (200, "application/json", r#"{"results":[],"error":"timeout"}"#),
        (404, "application/json; charset=utf-8", r#"{"status":"404","error":"Not Found"}"#),
        (504, "text/html", "<html></html>"),
        (502, "", ""),
    ] {
        let sandbox = with(Fault::body(status, content_type, body).times(1)).await;
        let response = list(&sandbox, "").await;
        assert_eq!((response.status(), &*response.body), (status, body.as_bytes()));
        assert_eq!(response.header("content-type").unwrap_or(""), content_type);
        assert_eq!(response.end, End::Complete);
        assert_eq!(list(&sandbox, "").await.header("content-type"), Some("application/json; charset=utf-8"));
    }
}

#[tokio::test]
async fn a_fault_can_apply_to_one_operation() {
    let sandbox = with(Fault::status(503).operation("list_campaigns")).await;
    assert_eq!(list(&sandbox, "").await.status(), 503);
    let other = crate::wire::send(&sandbox, "GET /api/v2/nonexistent.json", "").await;
    assert_eq!(other.status(), 404);
    sandbox.faults().set([Fault::status(503).operation("nonexistent")]);
    assert_eq!(list(&sandbox, "").await.status(), 200);
}

#[tokio::test]
async fn faults_apply_to_every_api_request_except_options() {
    let sandbox = with(Fault::status(503)).await;
    for request in ["GET /nonexistent", "POST /api/v2/campaigns.json", "GET /api/v2/campaigns.json"] {
        assert_eq!(crate::wire::send(&sandbox, request, "").await.status(), 503, "{request}");
    }
    assert_eq!(crate::wire::send(&sandbox, "OPTIONS /api/v2/campaigns.json", "").await.status(), 405);
    assert_eq!(sandbox.faults().applied(), [3]);
}

#[tokio::test]
async fn a_fault_can_apply_after_a_number_of_responses() {
    let sandbox = with(Fault::status(503).after(2)).await;
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(list(&sandbox, "").await.status());
    }
    assert_eq!(statuses, [200, 200, 503, 503]);
}
