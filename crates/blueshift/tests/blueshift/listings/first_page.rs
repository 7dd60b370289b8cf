//! Detection of the first page, which has the number 0 or 1.

use blueshift_sandbox::{OverMax, PageBase, PageZero, Shape};

use super::*;

/// Returns faults that respond to a request for page 0 in the same way as a server that has no page 0.
fn no_page_zero() -> [Fault; 4] {
    [Fault::status(400), Fault::status(404), Fault::status(422), empty_page()]
}

#[tokio::test]
async fn single_wrong_response_to_page_0_loses_nothing() {
    for fault in no_page_zero() {
        for concurrency in [1, 4] {
            let sandbox = lettered("abcdef").start().await.unwrap();
            sandbox.faults().set([fault.clone().page(0).times(1)]);
            let listing = list_pairs(&sandbox).concurrency(concurrency);
            assert_eq!(complete(letters(listing.stream()).await), "abcdef", "{fault:?} {concurrency}");
        }
    }
}

#[tokio::test]
async fn wrong_page_0_in_a_later_reading_loses_nothing() {
    for fault in no_page_zero() {
        for concurrency in [4, 1] {
            let sandbox = lettered("abcdef").start().await.unwrap();
            // The swap moves `c` to page 0 after page 0 was read, so `c` is missed and the list has to be read again. The second
            // response to a request for page 0 is wrong.
            sandbox.faults().set([
                Fault::swap(1).page(0).times(1),
                Fault::latency(Duration::from_millis(20)).page(1).times(1),
                fault.clone().page(0).after(1).times(1),
            ]);
            let (yielded, error) = letters(list_pairs(&sandbox).concurrency(concurrency).stream()).await;
            match error {
                None => assert_eq!(sorted(&yielded), "abcdef", "{fault:?} {concurrency}"),
                Some(error) => assert_eq!(error.page(), Some(0), "{fault:?} {concurrency}: {error:?}"),
            }
            assert!(pages_requested(&sandbox).iter().filter(|page| **page == 0).count() > 1);
        }
    }
}

#[tokio::test]
async fn finds_the_first_page_if_pages_are_numbered_from_1() {
    let zeros =
        [PageZero::Clamp, PageZero::Refuse, PageZero::NotFound, PageZero::Unprocessable, PageZero::Empty];
    for zero in zeros {
        for rows in ["", "a", "ab", "abc", "abcdef"] {
            for concurrency in [1, 4] {
                let sandbox = lettered(rows).page_base(PageBase::One).page_zero(zero).start().await.unwrap();
                let listing = list_pairs(&sandbox).concurrency(concurrency);
                assert_eq!(complete(letters(listing.stream()).await), rows, "{zero:?} {concurrency}");
            }
        }
    }
}

#[tokio::test]
async fn page_base_avoids_a_failing_page_0() {
    let sandbox =
        lettered("abcdef").page_base(PageBase::One).page_zero(PageZero::Error).start().await.unwrap();
    let (yielded, error) = letters(list_pairs(&sandbox).stream()).await;
    let error = error.unwrap();
    assert_eq!((yielded.as_str(), error.page(), error.status().unwrap().as_u16()), ("", Some(0), 500));

    for concurrency in [1, 4] {
        sandbox.reset_stats();
        let listing = list_pairs(&sandbox).page_base(1).concurrency(concurrency);
        assert_eq!(complete(letters(listing.stream()).await), "abcdef");
        assert!(!pages_requested(&sandbox).contains(&0));
    }
}

#[tokio::test]
async fn page_base_applies_to_both_queries_of_all_time() {
    let sandbox = seeded(400).page_base(PageBase::One).page_zero(PageZero::Error).start().await.unwrap();
    for first_page in [None, Some(1)] {
        sandbox.reset_stats();
        let listing = list(&sandbox).per_page(30).page_base(1).all_time();
        let listing = first_page.map_or(listing.clone(), |page| listing.first_page(page));
        let (all, error) = drain(listing.stream()).await;
        assert!(error.is_none(), "{error:?}");
        assert_eq!(all.len(), sandbox.campaigns());
        let pages = pages_requested(&sandbox);
        assert_eq!((pages.contains(&0), pages.iter().filter(|page| **page == 1).count()), (false, 2));
    }
}

#[tokio::test]
async fn refusal_of_all_pages_is_reported_for_page_0() {
    let sandbox = seeded(10).start().await.unwrap();
    sandbox.faults().set([Fault::status(400)]);
    for per_page in [None, Some(2)] {
        sandbox.reset_stats();
        let listing = per_page.map_or(list(&sandbox), |size| list(&sandbox).per_page(size));
        let (yielded, error) = letters(listing.stream()).await;
        let error = error.unwrap();
        assert_eq!((yielded.as_str(), error.page(), error.status().unwrap().as_u16()), ("", Some(0), 400));
        // Page 0, page 1 and again page 0 are requested. With the default page size, pages 0 and 1 are also requested without a
        // page size.
        let expected: &[u64] = if per_page.is_some() { &[0, 1, 0] } else { &[0, 0, 1, 1, 0] };
        assert_eq!(pages_requested(&sandbox), expected);
    }
}

#[tokio::test]
async fn refused_default_page_size_is_omitted() {
    for page_base in [PageBase::Zero, PageBase::One] {
        let sandbox = lettered("abcdefgh").max_per_page(100).default_per_page(3).over_max(OverMax::Refuse);
        let sandbox = sandbox.page_base(page_base).page_zero(PageZero::Refuse).start().await.unwrap();
        assert_eq!(complete(letters(list(&sandbox).stream()).await), "abcdefgh", "{page_base:?}");
        let with_size =
            sandbox.requests().iter().filter(|request| request.query.contains("per_page=200")).count();
        // The default page size is sent once for each page that is requested as the possible first page.
        assert_eq!(with_size, if page_base == PageBase::Zero { 1 } else { 2 });
        assert_eq!(sandbox.stats().requests, if page_base == PageBase::Zero { 8 } else { 12 });

        let (yielded, error) = letters(list(&sandbox).per_page(101).stream()).await;
        assert_eq!((yielded.as_str(), error.unwrap().status().unwrap().as_u16()), ("", 400), "{page_base:?}");
    }
}

#[tokio::test]
async fn keeps_default_page_size_when_page_0_is_refused() {
    let sandbox = seeded(1_000).page_base(PageBase::One).page_zero(PageZero::Refuse).start().await.unwrap();
    let (yielded, error) = drain(list(&sandbox).stream()).await;
    assert!(error.is_none() && yielded.len() > 400, "{} {error:?}", yielded.len());
    // Page 0 is requested once without a page size, and page 1 once with a page size of 1.
    let other = |query: &str| !query.contains("per_page=200");
    let others = sandbox.requests().iter().filter(|request| other(&request.query)).count();
    assert_eq!(others, 2, "{:?}", sandbox.requests());
}

#[tokio::test]
async fn empty_list_with_a_nonzero_total_is_incomplete() {
    let sandbox = lettered("abc").shape(Shape::Envelope).start().await.unwrap();
    sandbox.faults().set([Fault::body(200, "application/json", r#"{"results": [], "total_count": 3.0}"#)]);
    let (yielded, error) = letters(list_pairs(&sandbox).stream()).await;
    let error = error.unwrap();
    assert!(
        matches!(problem(&error), ListingProblem::Incomplete { seen: 0, total: 3, .. }),
        "{yielded:?} {error:?}"
    );
    assert_eq!(complete(letters(list_pairs(&sandbox).ignore_total().stream()).await), "");
}
