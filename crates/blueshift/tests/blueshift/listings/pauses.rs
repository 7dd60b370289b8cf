//! Slow consumers.

use super::*;

#[tokio::test(start_paused = true)]
async fn slow_consumer_causes_no_timeouts() {
    let _held = hold_clock();
    let rows = "abcdefghijklmnopqrstuvwxyz";
    let sandbox = lettered(rows).start().await.unwrap();
    let attempts = Attempts::default();
    let client = attempts.count(client(&sandbox)).build().unwrap();
    let mut stream = client.campaigns().list().per_page(2).concurrency(4).stream();
    let mut yielded = String::new();
    while let Some(campaign) = stream.next().await {
        yielded += &campaign.unwrap().uuid;
        // Requests end although the stream is not polled, so no timeout is exceeded.
        proceed_until("no request in flight", || attempts.in_flight() == 0).await;
        tokio::time::advance(Duration::from_secs(3_600)).await;
    }
    assert_eq!(yielded, rows);
    // There are 13 pages, numbered from 0. Only the last page and the page after it may be requested again.
    let pages = pages_requested(&sandbox);
    assert_eq!(attempts.started(), pages.len() as u64);
    for page in 0..12 {
        assert_eq!(pages.iter().filter(|requested| **requested == page).count(), 1, "{pages:?}");
    }
}
