//! Benchmarks of the parts of a call: decoding a page, building a request, decoding an error.
//!
//! Private functions are measured through complete calls. A layer responds from memory, so no network is used.

mod bodies;
mod campaign;
mod derived;
mod memory;

use blueshift::{Campaign, Client, Error};
use blueshift_api::CampaignList;
use divan::{AllocProfiler, Bencher, black_box};

// Counts allocations. divan subtracts the estimated cost of counting from the times.
#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() -> std::io::Result<()> {
    // `cargo test --all-targets` also runs this program, and must not run the benchmarks.
    if std::env::args().any(|argument| argument == "--bench") {
        divan::main();
        derived::compare()?;
    }
    Ok(())
}

#[divan::bench]
fn page_of_100_as_plain_list(bencher: Bencher) {
    let body = bodies::page(100);
    bencher.bench(|| serde_json::from_slice::<Vec<Campaign>>(black_box(&body)));
}

#[divan::bench]
fn page_of_100_as_derived_structs_with_chrono(bencher: Bencher) {
    let body = bodies::page(100);
    bencher.bench(|| serde_json::from_slice::<Vec<campaign::WithChrono>>(black_box(&body)));
}

#[divan::bench]
fn page_of_100_as_derived_structs_with_jiff(bencher: Bencher) {
    let body = bodies::page(100);
    bencher.bench(|| serde_json::from_slice::<Vec<campaign::WithJiff>>(black_box(&body)));
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

/// Measures a complete call, from the builder to the decoded response, which is an empty page.
#[divan::bench]
fn call_with_empty_page(bencher: Bencher) {
    let client = memory::client(200, b"[]".to_vec());
    bencher.bench_local(|| memory::wait(page_of(&client)).is_ok());
}

/// Measures the call of [`call_with_empty_page`] with every filter set. The difference is the cost of the filters.
#[divan::bench]
fn call_with_every_filter_and_empty_page(bencher: Bencher) {
    let client = memory::client(200, b"[]".to_vec());
    let start = blueshift::jiff::Timestamp::UNIX_EPOCH;
    bencher.bench_local(|| {
        let list = client.campaigns().list().name("sale").email("a@example.com").archived(false);
        let list = list.created_after(start).created_before(start).startdate(start);
        memory::wait(list.status("launched").exec_term("one_time").per_page(100).page(7).send()).is_ok()
    });
}

#[divan::bench(args = bodies::ERRORS)]
fn error(bencher: Bencher, shape: &bodies::Shape) {
    let client = memory::client(shape.status, shape.body.to_vec());
    bencher.bench_local(|| memory::wait(page_of(&client)).is_err());
}

async fn page_of(client: &Client) -> Result<blueshift::Page<Campaign>, Error> {
    client.campaigns().list().page(0).per_page(100).send().await
}
