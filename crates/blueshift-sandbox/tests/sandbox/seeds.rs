//! Tests that generated campaigns are deterministic, and are generated on demand.

use blueshift_sandbox::Sandbox;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::wire::{campaigns, list, uuids};

fn noon() -> Timestamp {
    "2026-03-15T12:00:00Z".parse().unwrap()
}

async fn page(seed: u64, now: Timestamp) -> Vec<Value> {
    let sandbox = Sandbox::builder().seed(seed).now(now).start().await.unwrap();
    campaigns(&sandbox, "per_page=500").await
}

#[tokio::test]
async fn seed_generates_the_same_campaigns_on_the_same_day() {
    let first = page(1, noon()).await;
    assert_eq!(first, page(1, noon()).await);
    let others = |page: Vec<Value>| {
        uuids(&page.into_iter().filter(|campaign| campaign["exec_term"] != "one_time").collect::<Vec<_>>())
    };
    assert_eq!(others(first.clone()), others(page(1, noon() + SignedDuration::from_hours(8)).await));
    assert_ne!(uuids(&first), uuids(&page(2, noon()).await));
}

#[tokio::test]
async fn the_first_page_contains_all_five_types() {
    let sandbox = Sandbox::start().await.unwrap();
    let first = campaigns(&sandbox, "").await;
    assert!(first.len() >= 20);
    for exec_term in ["one_time", "recurring", "on_going", "transactional", "onsite"] {
        assert!(first.iter().any(|campaign| campaign["exec_term"] == exec_term), "{exec_term}");
    }
}

#[tokio::test]
async fn the_last_of_a_million_campaigns_are_listed() {
    let sandbox = Sandbox::builder().campaigns(1_000_000).start().await.unwrap();
    let last = campaigns(&sandbox, "exec_term=recurring&per_page=500&page=399").await;
    assert_eq!(last.len(), 500);
    assert_eq!(list(&sandbox, "exec_term=recurring&per_page=500&page=400").await.body, b"[]");
}

/// If each campaign took time or memory at the start, this test would take hours and hundreds of gigabytes.
#[tokio::test]
async fn start_does_not_depend_on_the_number_of_campaigns() {
    for _ in 0..10 {
        let sandbox = Sandbox::builder().campaigns(u32::MAX).start().await.unwrap();
        assert_eq!(campaigns(&sandbox, "per_page=500").await.len(), 500);
    }
}

#[tokio::test]
async fn sandboxes_are_independent_and_free_their_port() {
    let one = Sandbox::builder().seed(1).start().await.unwrap();
    let other = Sandbox::builder().seed(2).start().await.unwrap();
    assert_ne!(one.url(), other.url());
    assert_ne!(uuids(&campaigns(&one, "").await), uuids(&campaigns(&other, "").await));
    let port = one.port();
    one.stop().await;
    assert!(tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err());
    assert_eq!(list(&other, "").await.status(), 200);
}

#[tokio::test]
async fn responses_have_the_date_of_a_fixed_clock() {
    let sandbox = Sandbox::builder().now(noon()).start().await.unwrap();
    assert_eq!(list(&sandbox, "").await.header("date"), Some("Sun, 15 Mar 2026 12:00:00 GMT"));
}
