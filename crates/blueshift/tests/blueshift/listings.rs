//! Listings of the campaigns of a sandbox.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use blueshift::{Campaign, ClientBuilder, Error, Items, ListCampaigns, ListingProblem, RetryPolicy};
use blueshift_sandbox::{Builder, DataSet, Fault, Order, Sandbox};
use futures_util::StreamExt;
use serde_json::json;
use tower::util::{MapRequestLayer, MapResponseLayer};

use crate::clients::sandbox_client as client;

mod basics;
mod changes;
mod end;
mod failures;
mod first_page;
mod items;
mod pauses;
mod requests;

/// Returns a builder of a sandbox with this number of generated campaigns and a fixed clock.
fn seeded(campaigns: u32) -> Builder {
    let now: blueshift::jiff::Timestamp = "2026-06-15T12:00:00Z".parse().unwrap();
    Sandbox::builder().campaigns(campaigns).now(now)
}

/// Returns a builder of a sandbox with one campaign for each letter, in this order. The letter is the `uuid` of the campaign.
fn lettered(letters: &str) -> Builder {
    let rows: Vec<_> = letters
        .chars()
        .zip(0..)
        // The order by last update is the same.
        .map(|(letter, age)| json!({"uuid": letter, "updated_at": format!("2020-01-01T00:00:{:02}Z", 59 - age)}))
        .collect();
    Sandbox::builder().order(Order::Given).data(DataSet::from_json(&json!(rows).to_string()).unwrap())
}

/// Returns a fault that responds with a page without campaigns.
fn empty_page() -> Fault {
    Fault::body(200, "application/json", "[]")
}

fn list(sandbox: &Sandbox) -> ListCampaigns {
    client(sandbox).build().unwrap().campaigns().list()
}

/// Returns a listing with two campaigns per page.
fn list_pairs(sandbox: &Sandbox) -> ListCampaigns {
    list(sandbox).per_page(2)
}

fn uuids(campaigns: &[Campaign]) -> Vec<&str> {
    campaigns.iter().map(|campaign| campaign.uuid.as_str()).collect()
}

/// Returns the items of a stream, and its error, if any.
async fn drain(mut stream: Items<Campaign>) -> (Vec<Campaign>, Option<Error>) {
    let mut yielded = Vec::new();
    while let Some(next) = stream.next().await {
        match next {
            Ok(campaign) => yielded.push(campaign),
            Err(error) => {
                assert!(stream.next().await.is_none(), "an item was yielded after an error");
                return (yielded, Some(error));
            }
        }
    }
    (yielded, None)
}

/// Returns the letters that a stream yields, and its error, if any.
async fn letters(stream: Items<Campaign>) -> (String, Option<Error>) {
    let (campaigns, error) = drain(stream).await;
    (campaigns.into_iter().map(|campaign| campaign.uuid).collect(), error)
}

/// Returns the letters of a stream that ended without an error.
#[track_caller]
fn complete((letters, error): (String, Option<Error>)) -> String {
    assert!(error.is_none(), "the listing failed after {letters:?}: {error:?}");
    letters
}

fn sorted(letters: &str) -> String {
    let mut letters: Vec<_> = letters.chars().collect();
    letters.sort_unstable();
    letters.into_iter().collect()
}

fn problem(error: &Error) -> &ListingProblem {
    let Error::Listing(error) = error else { panic!("{error:?}") };
    error.problem()
}

/// Returns the numbers of the requested pages, in the order in which the requests arrived.
fn pages_requested(sandbox: &Sandbox) -> Vec<u64> {
    let page = |query: &str| {
        query.split('&').find_map(|pair| pair.strip_prefix("page=")).map(|page| page.parse().unwrap())
    };
    sandbox.requests().iter().map(|request| page(&request.query).unwrap()).collect()
}

/// Counts the attempts of a client.
#[derive(Clone, Default)]
struct Attempts {
    started: Arc<AtomicU64>,
    ended: Arc<AtomicU64>,
}

impl Attempts {
    fn count(&self, client: ClientBuilder) -> ClientBuilder {
        let (started, ended) = (self.started.clone(), self.ended.clone());
        client
            .layer(MapRequestLayer::new(move |request| {
                started.fetch_add(1, Ordering::Relaxed);
                request
            }))
            .layer(MapResponseLayer::new(move |response| {
                ended.fetch_add(1, Ordering::Relaxed);
                response
            }))
    }

    fn started(&self) -> u64 {
        self.started.load(Ordering::Relaxed)
    }

    fn in_flight(&self) -> u64 {
        self.started() - self.ended.load(Ordering::Relaxed)
    }
}

/// Yields to other tasks until the condition holds, without advancing a paused clock.
async fn proceed_until(name: &str, condition: impl Fn() -> bool) {
    // A new task has to start first.
    for _ in 0..64 {
        tokio::task::yield_now().await;
    }
    for _ in 0..1_000_000 {
        if condition() {
            return;
        }
        tokio::task::yield_now().await;
    }
    panic!("the condition was not met: {name}");
}

/// Prevents a paused clock from advancing automatically while tasks wait for sockets, until the result is dropped.
fn hold_clock() -> std::sync::mpsc::Sender<()> {
    let (holding, held) = std::sync::mpsc::channel();
    // The clock does not advance while a blocking task is running.
    tokio::task::spawn_blocking(move || held.recv());
    holding
}
