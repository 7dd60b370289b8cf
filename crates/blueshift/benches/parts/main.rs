//! The parts that a call is made of, each by itself: decoding a page, building a request, drawing an error.
//!
//! What is not public is measured through whole calls that a layer answers from memory, without a network.

mod answers;
mod bodies;

use blueshift::{Campaign, Client, Error};
use blueshift_api::CampaignList;
use divan::{AllocProfiler, Bencher, black_box};

// Counts in passes of their own, so the times are not touched.
#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    // `cargo test --all-targets` starts it too, and is not to wait for it.
    if std::env::args().any(|argument| argument == "--bench") {
        divan::main();
    }
}

#[divan::bench]
fn page_of_100_as_plain_list(bencher: Bencher) {
    let body = bodies::page(100);
    bencher.bench(|| serde_json::from_slice::<Vec<Campaign>>(black_box(&body)));
}

#[divan::bench]
fn page_of_100_as_tolerant_list(bencher: Bencher) {
    let body = bodies::page(100);
    bencher.bench(|| serde_json::from_slice::<CampaignList>(black_box(&body)));
}

#[divan::bench]
fn page_of_100_as_tolerant_list_in_an_envelope(bencher: Bencher) {
    let body = bodies::envelope(100);
    bencher.bench(|| serde_json::from_slice::<CampaignList>(black_box(&body)));
}

/// A call from the builder to the decoded answer, which is an empty page.
#[divan::bench]
fn call_that_finds_nothing(bencher: Bencher) {
    let client = answers::client(200, b"[]".to_vec());
    bencher.bench_local(|| answers::wait(page_of(&client)).is_ok());
}

/// The same with every filter set; what it takes more is the building of the request.
#[divan::bench]
fn call_with_every_filter_that_finds_nothing(bencher: Bencher) {
    let client = answers::client(200, b"[]".to_vec());
    let moment = blueshift::jiff::Timestamp::UNIX_EPOCH;
    bencher.bench_local(|| {
        let list = client.campaigns().list().name("sale").email("a@example.com").archived(false);
        let list = list.created_after(moment).created_before(moment).startdate(moment);
        answers::wait(list.status("launched").exec_term("one_time").per_page(100).page(7).send()).is_ok()
    });
}

#[divan::bench(args = bodies::ERRORS)]
fn error(bencher: Bencher, shape: &bodies::Shape) {
    let client = answers::client(shape.status, shape.body.to_vec());
    bencher.bench_local(|| answers::wait(page_of(&client)).is_err());
}

async fn page_of(client: &Client) -> Result<blueshift::Page<Campaign>, Error> {
    client.campaigns().list().page(0).per_page(100).send().await
}
