//! Listings of many pages, over real sockets.

use std::collections::BTreeSet;
use std::time::Duration;

use blueshift::{Campaign, Client, Error, Items, ListCampaigns, ListingProblem, RetryPolicy};
use blueshift_httpmock::MockServerExt;
use blueshift_sandbox::{Fault, PageBase, PageZero, PastEnd, Sandbox, Shape};
use futures_util::{StreamExt, TryStreamExt};

/// Every listing of every sandbox with this clock and the same number of campaigns is the same.
fn sandbox(campaigns: u32) -> blueshift_sandbox::Builder {
    let now: blueshift::jiff::Timestamp = "2026-06-15T12:00:00Z".parse().unwrap();
    Sandbox::builder().campaigns(campaigns).now(now)
}

fn list(sandbox: &Sandbox) -> ListCampaigns {
    let policy = RetryPolicy::default().base(Duration::from_millis(1));
    let client = Client::builder(sandbox.api_key()).base_url(sandbox.url()).retry(policy);
    client.build().unwrap().campaigns().list()
}

fn uuids(campaigns: &[Campaign]) -> Vec<&str> {
    campaigns.iter().map(|campaign| campaign.uuid.as_str()).collect()
}

/// What a stream yields, and the error that it ends with, if it does.
async fn drain(mut stream: Items<Campaign>) -> (Vec<Campaign>, Option<Error>) {
    let mut yielded = Vec::new();
    while let Some(next) = stream.next().await {
        match next {
            Ok(campaign) => yielded.push(campaign),
            Err(error) => {
                assert!(stream.next().await.is_none(), "nothing comes after an error");
                return (yielded, Some(error));
            }
        }
    }
    (yielded, None)
}

#[tokio::test]
async fn every_campaign_comes_once_and_in_order_whatever_the_server_is_like() {
    // One page of them all, from a sandbox that is like no other in the table.
    let reference = sandbox(230).start().await.unwrap();
    let expected = list(&reference).page(0).per_page(1_000).send().await.unwrap().items;
    assert!(expected.len() > 100, "{}", expected.len());

    let mut combinations = 0;
    for page_base in [PageBase::Zero, PageBase::One] {
        for page_zero in [PageZero::Clamp, PageZero::Refuse] {
            for shape in [Shape::Array, Shape::Envelope] {
                for clamp in [7, 1_000] {
                    let sandbox = sandbox(230).page_base(page_base).page_zero(page_zero).shape(shape);
                    let sandbox = sandbox.max_per_page(clamp).start().await.unwrap();
                    for concurrency in [1, 4] {
                        sandbox.reset_stats();
                        let listing = list(&sandbox).per_page(40).concurrency(concurrency).stream();
                        let (yielded, error) = drain(listing).await;
                        let world = format!("{page_base:?} {page_zero:?} {shape:?} {clamp} {concurrency}");
                        assert!(error.is_none(), "{world}: {error:?}");
                        assert_eq!(uuids(&yielded), uuids(&expected), "{world}");
                        let peak = sandbox.stats().peak_in_flight;
                        assert!(peak <= concurrency as u64, "{world}: {peak} in flight");
                        combinations += 1;
                    }
                }
            }
        }
    }
    assert_eq!(combinations, 32);
}

#[tokio::test]
async fn pages_tell_their_number_their_size_and_the_total_where_it_is_known() {
    let sandbox = sandbox(100).shape(Shape::Envelope).start().await.unwrap();
    let pages: Vec<_> = list(&sandbox).per_page(30).pages().try_collect().await.unwrap();
    let total: usize = pages.iter().map(|page| page.items.len()).sum();
    for (page, number) in pages.iter().zip(0..) {
        assert_eq!((page.number, page.per_page, page.total), (Some(number), Some(30), Some(total as u64)));
        assert_eq!(page.request_id.as_ref().unwrap().len(), 36);
    }
}

#[tokio::test]
async fn at_concurrency_1_nothing_is_asked_for_before_it_is_needed() {
    let sandbox = sandbox(100).start().await.unwrap();
    let stream = list(&sandbox).per_page(5).stream();
    assert_eq!(sandbox.stats().requests, 0);
    let ten: Vec<_> = stream.take(10).try_collect().await.unwrap();
    assert_eq!((ten.len(), sandbox.stats().requests), (10, 2));
}

#[tokio::test]
async fn dropping_a_stream_stops_the_traffic() {
    let sandbox = sandbox(1_000).fault(Fault::latency(Duration::from_millis(20))).start().await.unwrap();
    let mut stream = list(&sandbox).per_page(5).concurrency(4).stream();
    stream.try_next().await.unwrap().unwrap();
    drop(stream);
    let asked = sandbox.stats().requests;
    assert!(asked <= 8, "{asked}");
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(sandbox.stats().requests, asked);
    assert_eq!(sandbox.stats().in_flight, 0);
}

#[tokio::test]
async fn a_server_that_ignores_page_is_found_out_and_its_campaigns_come_once() {
    let server = httpmock::MockServer::start_async().await;
    let campaign = |uuid: &str| Campaign::new(uuid);
    let mock = server.list_campaigns(|_, then| {
        then.ok(&vec![campaign("a"), campaign("b")].into());
    });
    for (concurrency, most) in [(1, 4), (4, 12)] {
        let before = mock.calls();
        let client = Client::builder("test-key").base_url(server.base_url()).build().unwrap();
        let (yielded, error) = drain(client.campaigns().list().concurrency(concurrency).stream()).await;
        assert_eq!(uuids(&yielded), ["a", "b"]);
        let Some(Error::Listing(error)) = error else { panic!("{error:?}") };
        assert!(matches!(error.problem(), ListingProblem::PageIgnored), "{error:?}");
        let calls = mock.calls() - before;
        assert!(calls <= most, "{calls} requests at concurrency {concurrency}");
    }
}

#[tokio::test]
async fn an_end_that_is_no_empty_page_is_an_error_and_not_silence() {
    for (past_end, words) in
        [(PastEnd::LastPage, "it repeats the campaigns"), (PastEnd::NotFound, "404 Not Found")]
    {
        let sandbox = sandbox(50).past_end(past_end).start().await.unwrap();
        let (yielded, error) = drain(list(&sandbox).per_page(20).stream()).await;
        let listed = list(&sandbox).page(0).per_page(1_000).send().await.unwrap().items.len();
        assert_eq!(yielded.len(), listed);
        let Some(Error::Listing(error)) = error else { panic!("{error:?}") };
        assert!(error.problem().to_string().contains(words), "{error:?}");
    }
}

#[tokio::test]
async fn a_page_that_fails_ends_the_listing_after_all_before_it_and_the_listing_can_go_on_there() {
    let sandbox = sandbox(100).start().await.unwrap();
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
async fn a_wrong_filter_is_refused_after_both_first_pages_were_tried() {
    let server = httpmock::MockServer::start_async().await;
    let fields = [("name".to_owned(), vec!["is too short".to_owned()])];
    let errors = blueshift_api::types::FieldErrors::new().with_errors(fields);
    let mock = server.list_campaigns(|_, then| {
        then.bad_request(&errors);
    });
    let client = Client::builder("test-key").base_url(server.base_url()).build().unwrap();
    let (yielded, error) = drain(client.campaigns().list().stream()).await;
    assert!(yielded.is_empty());
    assert_eq!((error.unwrap().page(), mock.calls()), (Some(1), 2));
}

#[tokio::test]
async fn campaigns_inserted_while_it_is_read_do_no_harm() {
    for concurrency in [1, 4] {
        let sandbox = sandbox(300).start().await.unwrap();
        let before = list(&sandbox).page(0).per_page(1_000).send().await.unwrap().items;
        sandbox
            .faults()
            .set([Fault::inserts(3), Fault::latency(Duration::ZERO).jitter(Duration::from_millis(5))]);
        let (yielded, error) = drain(list(&sandbox).per_page(20).concurrency(concurrency).stream()).await;
        assert!(error.is_none(), "{error:?}");
        let once: BTreeSet<_> = uuids(&yielded).into_iter().collect();
        assert_eq!(once.len(), yielded.len(), "a campaign came twice");
        assert!(before.iter().all(|campaign| once.contains(campaign.uuid.as_str())), "a campaign is missing");
    }
}

#[tokio::test]
async fn through_random_faults_and_a_rate_limit_every_campaign_comes_once() {
    let sandbox = sandbox(1_000).page_base(PageBase::One).shape(Shape::Envelope).max_per_page(37);
    let sandbox = sandbox
        .fault(Fault::status(503).share(0.1).seed(7))
        .fault(Fault::reset().share(0.05).seed(8))
        .fault(Fault::truncate().share(0.05).seed(9))
        .fault(Fault::html().share(0.05).seed(10))
        .fault(Fault::latency(Duration::ZERO).jitter(Duration::from_millis(3)))
        .start()
        .await
        .unwrap();
    let policy = RetryPolicy::default().base(Duration::from_millis(1)).max_retries(12);
    let client = Client::builder(sandbox.api_key()).base_url(sandbox.url()).retry(policy).rate_limit(500);
    let client = client.retry_budget(blueshift::RetryBudget::unlimited()).build().unwrap();
    let (yielded, error) = drain(client.campaigns().list().concurrency(4).stream()).await;
    assert!(error.is_none(), "{error:?}");

    sandbox.faults().clear();
    let (expected, _) = drain(list(&sandbox).stream()).await;
    assert_eq!(uuids(&yielded), uuids(&expected));
    assert!(expected.len() > 600, "{}", expected.len());
}

#[tokio::test]
async fn all_time_yields_what_the_30_day_rule_hides_and_each_campaign_once() {
    let sandbox = sandbox(400).start().await.unwrap();
    let (plain, _) = drain(list(&sandbox).stream()).await;
    for concurrency in [1, 4] {
        let listing = list(&sandbox).per_page(30).concurrency(concurrency).all_time();
        let (all, error) = drain(listing.stream()).await;
        assert!(error.is_none(), "{error:?}");
        let once: BTreeSet<_> = uuids(&all).into_iter().collect();
        assert_eq!((once.len(), all.len()), (sandbox.campaigns(), sandbox.campaigns()));
        assert!(plain.len() < all.len(), "the rule hid nothing");
        assert!(all.iter().any(|campaign| campaign.startdate.is_none()), "none is without a start date");
        assert_eq!(uuids(&all[..plain.len()]), uuids(&plain));
    }
}

#[tokio::test]
async fn all_time_asks_for_the_second_part_only_where_it_can_matter() {
    let sandbox = sandbox(100).start().await.unwrap();
    let (some, _) = drain(list(&sandbox).exec_term("recurring").all_time().stream()).await;
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
async fn a_listing_that_makes_no_sense_yields_one_error_and_asks_for_nothing() {
    let sandbox = sandbox(10).start().await.unwrap();
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

#[tokio::test]
async fn the_deadline_holds_for_each_page_and_not_for_the_whole_listing() {
    let sandbox = sandbox(200).fault(Fault::latency(Duration::from_millis(60))).start().await.unwrap();
    let listing = list(&sandbox).per_page(10).deadline(Duration::from_millis(600));
    let started = std::time::Instant::now();
    let (yielded, error) = drain(listing.stream()).await;
    assert!(error.is_none(), "{error:?}");
    assert!(yielded.len() > 100 && started.elapsed() > Duration::from_millis(600));
}
