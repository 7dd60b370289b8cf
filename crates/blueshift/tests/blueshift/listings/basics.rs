//! Basic behavior of listings.

use std::collections::BTreeSet;
use std::time::Duration;

use blueshift_sandbox::{Fault, PageBase, PageZero, Shape};
use futures_util::{FutureExt, StreamExt, TryStreamExt};

use super::*;

#[tokio::test]
async fn lists_all_campaigns_of_every_kind_of_server_in_order() {
    // One page with all campaigns, from a sandbox with settings that differ from every combination below.
    let reference = seeded(230).start().await.unwrap();
    let expected = list(&reference).page(0).per_page(1_000).send().await.unwrap().items;
    assert!(expected.len() > 100, "{}", expected.len());

    let mut combinations = 0;
    for page_base in [PageBase::Zero, PageBase::One] {
        for page_zero in [PageZero::Clamp, PageZero::Refuse] {
            for shape in [Shape::Array, Shape::Envelope] {
                for clamp in [7, 1_000] {
                    let sandbox = seeded(230).page_base(page_base).page_zero(page_zero).shape(shape);
                    let sandbox = sandbox.max_per_page(clamp).start().await.unwrap();
                    for concurrency in [1, 4] {
                        sandbox.reset_stats();
                        let listing = list(&sandbox).per_page(40).concurrency(concurrency).stream();
                        let (yielded, error) = drain(listing).await;
                        let server = format!("{page_base:?} {page_zero:?} {shape:?} {clamp} {concurrency}");
                        assert!(error.is_none(), "{server}: {error:?}");
                        assert_eq!(uuids(&yielded), uuids(&expected), "{server}");
                        let peak = sandbox.stats().peak_in_flight;
                        assert!(peak <= concurrency as u64, "{server}: {peak} requests in flight");
                        combinations += 1;
                    }
                }
            }
        }
    }
    assert_eq!(combinations, 32);
}

#[tokio::test]
async fn pages_state_their_number_their_size_and_the_total() {
    let sandbox = seeded(100).shape(Shape::Envelope).start().await.unwrap();
    let pages: Vec<_> = list(&sandbox).per_page(30).pages().try_collect().await.unwrap();
    let total: usize = pages.iter().map(|page| page.items.len()).sum();
    assert!(pages.len() > 2, "{}", pages.len());
    for (page, number) in pages.iter().zip(0..) {
        assert_eq!((page.number, page.per_page, page.total), (Some(number), Some(30), Some(total as u64)));
        assert_eq!(page.request_id.as_ref().unwrap().len(), 36);
    }
}

#[tokio::test]
async fn requests_200_campaigns_a_page_by_default() {
    let sandbox = seeded(1_000).start().await.unwrap();
    let (yielded, error) = drain(list(&sandbox).stream()).await;
    assert!(error.is_none(), "{error:?}");
    let requests = sandbox.requests();
    assert!(yielded.len() > 400 && requests.len() == yielded.len().div_ceil(200) + 3, "{}", requests.len());
    assert!(requests.iter().all(|request| request.query.ends_with("&per_page=200")), "{requests:?}");
}

#[tokio::test]
async fn requests_pages_only_when_needed_at_concurrency_1() {
    let sandbox = seeded(100).start().await.unwrap();
    let stream = list(&sandbox).per_page(5).stream();
    assert_eq!(sandbox.stats().requests, 0);
    let ten: Vec<_> = stream.take(10).try_collect().await.unwrap();
    assert_eq!((ten.len(), sandbox.stats().requests), (10, 2));
}

#[tokio::test(start_paused = true)]
async fn dropping_a_stream_stops_its_requests() {
    let _held = hold_clock();
    let hour = Duration::from_secs(3_600);
    let sandbox = seeded(1_000).start().await.unwrap();
    sandbox.faults().set([Fault::latency(hour).page(1), Fault::latency(hour).page(2)]);
    let attempts = Attempts::default();
    let client = attempts.count(client(&sandbox)).build().unwrap();
    let mut stream = client.campaigns().list().per_page(5).concurrency(4).stream();
    for _ in 0..5 {
        stream.try_next().await.unwrap().unwrap();
    }
    assert!(stream.next().now_or_never().is_none(), "an item of page 1 was yielded before page 1 arrived");
    proceed_until("two pages in flight", || sandbox.stats().in_flight == 2).await;
    drop(stream);
    proceed_until("no page in flight", || sandbox.stats().in_flight == 0).await;
    tokio::time::advance(2 * hour).await;
    proceed_until("nothing", || true).await;
    assert_eq!((attempts.started(), sandbox.stats().requests, sandbox.stats().dropped), (3, 3, 2));
}

#[tokio::test]
async fn resumes_at_the_page_that_failed() {
    let sandbox = seeded(100).start().await.unwrap();
    let expected = list(&sandbox).page(0).per_page(1_000).send().await.unwrap().items;
    for concurrency in [1, 3] {
        sandbox.faults().set([Fault::status(500).page(2)]);
        let listing = || list(&sandbox).per_page(10).concurrency(concurrency);
        let (mut yielded, error) = drain(listing().stream()).await;
        let error = error.unwrap();
        assert_eq!(error.to_string(), "page 2 of the listing failed");
        assert_eq!((error.page(), error.status().unwrap().as_u16(), error.attempts()), (Some(2), 500, 6));
        assert_eq!(yielded.len(), 20);

        sandbox.faults().clear();
        let (rest, error) = drain(listing().first_page(2).stream()).await;
        assert!(error.is_none(), "{error:?}");
        yielded.extend(rest);
        assert_eq!(uuids(&yielded), uuids(&expected));
    }
}

#[tokio::test]
async fn random_faults_neither_lose_nor_repeat_campaigns() {
    let sandbox = seeded(1_000).page_base(PageBase::One).shape(Shape::Envelope).max_per_page(37);
    let sandbox = sandbox
        .fault(Fault::status(503).share(0.1).seed(7))
        .fault(Fault::reset().share(0.05).seed(8))
        .fault(Fault::truncate().share(0.05).seed(9))
        .fault(Fault::html().share(0.05).seed(10))
        .fault(Fault::latency(Duration::ZERO).jitter(Duration::from_millis(3)))
        .start()
        .await
        .unwrap();
    let policy = RetryPolicy::default().initial_backoff(Duration::from_millis(1)).max_retries(12);
    let client = client(&sandbox).retry_policy(policy).retry_budget(blueshift::RetryBudget::unlimited());
    #[cfg(feature = "rate-limit")]
    let client = client.rate_limit(500);
    let client = client.build().unwrap();
    let (yielded, error) = drain(client.campaigns().list().concurrency(4).stream()).await;
    assert!(error.is_none(), "{error:?}");

    sandbox.faults().clear();
    let (expected, error) = drain(list(&sandbox).stream()).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(uuids(&yielded), uuids(&expected));
    assert!(expected.len() > 600, "{}", expected.len());
}

#[tokio::test]
async fn all_time_yields_older_campaigns_once() {
    let sandbox = seeded(400).start().await.unwrap();
    let (plain, _) = drain(list(&sandbox).stream()).await;
    for concurrency in [1, 4] {
        let listing = list(&sandbox).per_page(30).concurrency(concurrency).all_time();
        let (all, error) = drain(listing.stream()).await;
        assert!(error.is_none(), "{error:?}");
        let unique: BTreeSet<_> = uuids(&all).into_iter().collect();
        assert_eq!((unique.len(), all.len()), (sandbox.campaigns(), sandbox.campaigns()));
        assert!(plain.len() < all.len(), "the listing without `all_time` contains every campaign");
        assert!(all.iter().any(|campaign| campaign.startdate.is_none()), "every campaign has a start date");
        assert_eq!(uuids(&all[..plain.len()]), uuids(&plain));
    }
}

#[tokio::test]
async fn all_time_skips_a_second_query_without_matches() {
    let sandbox = seeded(100).start().await.unwrap();
    let (some, _) = drain(list(&sandbox).exec_term("recurring").all_time().stream()).await;
    assert!(!some.is_empty());
    assert!(some.iter().all(|campaign| campaign.exec_term.as_ref().is_some_and(|term| *term == "recurring")));
    assert!(sandbox.requests().iter().all(|request| !request.query.contains("startdate")));

    let error = list(&sandbox)
        .startdate(blueshift::jiff::Timestamp::UNIX_EPOCH)
        .all_time()
        .stream()
        .try_next()
        .await
        .unwrap_err();
    assert!(error.to_string().starts_with("all_time and startdate are both set"), "{error}");
}

#[tokio::test]
async fn all_time_sends_every_filter_with_every_request() {
    let sandbox = seeded(400).start().await.unwrap();
    let (_, error) =
        drain(list(&sandbox).archived(false).status("draft").per_page(3).all_time().stream()).await;
    assert!(error.is_none(), "{error:?}");
    let requests = sandbox.requests();
    let second = requests.iter().position(|request| request.query.contains("startdate=")).unwrap();
    for (at, request) in requests.iter().enumerate() {
        let filters = ["archived=false", "status=draft", "per_page=3"];
        assert!(filters.iter().all(|filter| request.query.contains(filter)), "{request:?}");
        let of_second = ["exec_term=one_time", "startdate=1970-01-01T00%3A00%3A00Z"];
        assert!(
            of_second.iter().all(|filter| request.query.contains(filter) == (at >= second)),
            "{request:?}"
        );
    }
    assert!(second > 2 && requests.len() > second + 2, "{second} of {}", requests.len());
}

#[tokio::test]
async fn refuses_invalid_settings_and_sends_nothing() {
    let sandbox = seeded(10).start().await.unwrap();
    for (listing, words) in [
        (list(&sandbox).per_page(0).concurrency(1), "per_page must be 1 or more"),
        (list(&sandbox).concurrency(0), "concurrency must be 1 to 64"),
        (list(&sandbox).concurrency(65), "concurrency must be 1 to 64"),
        (list(&sandbox).page_base(2), "page_base must be 0 or 1"),
    ] {
        let (yielded, error) = drain(listing.stream()).await;
        assert!(yielded.is_empty());
        assert!(error.unwrap().to_string().starts_with(words), "{words}");
    }
    assert_eq!(sandbox.stats().requests, 0);
}

#[tokio::test(start_paused = true)]
async fn deadline_applies_to_each_page() {
    let _held = hold_clock();
    let latency = Duration::from_millis(60);
    let sandbox = seeded(200).fault(Fault::latency(latency)).start().await.unwrap();
    let listing = list(&sandbox).per_page(10).deadline(Duration::from_millis(600));
    let started = tokio::time::Instant::now();
    // Time passes only while a request waits in the sandbox.
    let clock = async {
        loop {
            proceed_until("a request", || sandbox.stats().in_flight == 1).await;
            tokio::time::advance(latency).await;
        }
    };
    let (yielded, error) = tokio::select! {
        drained = drain(listing.stream()) => drained,
        () = clock => unreachable!(),
    };
    assert!(error.is_none(), "{error:?}");
    assert!(yielded.len() > 100 && started.elapsed() > Duration::from_millis(600), "{}", yielded.len());
}
