//! Failed pages and resumed listings.

use blueshift_sandbox::{PageBase, PageZero};

use super::*;

#[tokio::test]
async fn failed_page_is_reported_immediately() {
    for status in [401, 403, 500, 503] {
        let sandbox = lettered("abcdefghij").start().await.unwrap();
        sandbox.faults().set([Fault::status(status).page(2)]);
        let client = client(&sandbox).retry_policy(RetryPolicy::none()).build().unwrap();
        let (yielded, error) = letters(client.campaigns().list().per_page(2).concurrency(4).stream()).await;
        let error = error.unwrap();
        assert_eq!((yielded.as_str(), error.page()), ("abcd", Some(2)), "{error:?}");
        assert_eq!(error.status().unwrap().as_u16(), status);
        let pages = pages_requested(&sandbox);
        assert!(
            (1..3).all(|page| pages.iter().filter(|requested| **requested == page).count() == 1),
            "{pages:?}"
        );
        assert_eq!(pages.iter().filter(|page| **page == 0).count(), 1, "{pages:?}");
    }
}

#[tokio::test]
async fn throttled_page_is_reported_immediately() {
    let sandbox = lettered("abcdefghij").start().await.unwrap();
    // The first page is served. The `Retry-After` of the next pages, about 1,000 s, exceeds the maximum of the retry policy.
    sandbox.faults().set([Fault::rate_limit(0.001).burst(1)]);
    let (yielded, error) = letters(list_pairs(&sandbox).concurrency(4).stream()).await;
    let error = error.unwrap();
    assert_eq!((yielded.as_str(), error.page()), ("ab", Some(1)), "{error:?}");
    assert_eq!(error.status().unwrap().as_u16(), 429);
    let pages = pages_requested(&sandbox);
    assert_eq!(pages.iter().filter(|page| **page == 0).count(), 1, "{pages:?}");
}

#[tokio::test]
async fn token_resumes_without_gaps_if_pages_0_and_1_are_the_same() {
    for failing in [1, 2, 3] {
        let sandbox = lettered("abcdef").page_base(PageBase::One).page_zero(PageZero::Clamp);
        let sandbox = sandbox.start().await.unwrap();
        sandbox.faults().set([Fault::status(403).page(failing)]);
        let mut stream = list_pairs(&sandbox).stream();
        let (mut yielded, mut error) = (String::new(), None);
        while let Some(next) = stream.next().await {
            match next {
                Ok(campaign) => yielded += &campaign.uuid,
                Err(failed) => error = Some(failed),
            }
        }
        assert_eq!(error.unwrap().page(), Some(failing));
        let token = stream.continuation().unwrap();

        sandbox.faults().clear();
        let client = client(&sandbox).build().unwrap();
        let rest = complete(letters(client.campaigns().resume(&token).unwrap().stream()).await);
        assert_eq!(yielded + &rest, "abcdef", "{failing}");
    }
}

#[tokio::test]
async fn page_number_resumes_without_gaps_after_page_1() {
    for page_base in [PageBase::Zero, PageBase::One] {
        for failing in [2, 3] {
            let sandbox = lettered("abcdefgh").page_base(page_base).start().await.unwrap();
            sandbox.faults().set([Fault::status(403).page(failing)]);
            let (yielded, error) = letters(list_pairs(&sandbox).stream()).await;
            assert_eq!(error.unwrap().page(), Some(failing));
            sandbox.faults().clear();
            let rest = complete(letters(list_pairs(&sandbox).first_page(failing).stream()).await);
            assert_eq!(yielded + &rest, "abcdefgh", "{page_base:?} {failing}");
        }
    }
}

/// The error names page 0 although page 1 failed, because a single refusal of page 0 may have been wrong.
#[tokio::test]
async fn resumes_at_page_0_after_a_failed_search_for_the_first_page() {
    for page_base in [PageBase::Zero, PageBase::One] {
        for zero in [PageZero::NotFound, PageZero::Empty] {
            let sandbox = lettered("abcdef").page_base(page_base).page_zero(zero).start().await.unwrap();
            sandbox.faults().set([Fault::status(404).page(0).times(1), Fault::status(403).page(1)]);
            let (yielded, error) = letters(list_pairs(&sandbox).stream()).await;
            let error = error.unwrap();
            assert_eq!(
                (yielded.as_str(), error.page(), error.status().unwrap().as_u16()),
                ("", Some(0), 403)
            );
            sandbox.faults().clear();
            let rest = complete(letters(list_pairs(&sandbox).first_page(0).stream()).await);
            assert_eq!(rest, "abcdef", "{page_base:?} {zero:?}");
        }
    }
}

#[tokio::test]
async fn refuses_concurrency_out_of_range() {
    let sandbox = lettered("a").start().await.unwrap();
    for concurrency in [65, 65_535, usize::MAX] {
        let (yielded, error) = letters(list(&sandbox).concurrency(concurrency).stream()).await;
        let error = error.unwrap();
        assert_eq!(yielded, "");
        assert_eq!(error.to_string(), format!("concurrency must be 1 to 64, found \"{concurrency}\""));
    }
    assert_eq!(sandbox.stats().requests, 0);
    assert_eq!(ListCampaigns::MAX_CONCURRENCY, 64);
    assert_eq!(complete(letters(list(&sandbox).concurrency(64).stream()).await), "a");
}
