//! The end of a list.

use blueshift_sandbox::{PageBase, PastEnd, Shape, Total};

use super::*;

#[tokio::test]
async fn recognizes_every_kind_of_end() {
    let ends = [
        PastEnd::Empty,
        PastEnd::LastPage,
        PastEnd::FirstPage,
        PastEnd::Refuse,
        PastEnd::NotFound,
        PastEnd::Unprocessable,
    ];
    for past_end in ends {
        for page_base in [PageBase::Zero, PageBase::One] {
            for rows in ["a", "ab", "abc", "abcd", "abcdef"] {
                for concurrency in [1, 4] {
                    let sandbox =
                        lettered(rows).past_end(past_end).page_base(page_base).start().await.unwrap();
                    let listing = list_pairs(&sandbox).concurrency(concurrency);
                    let server = format!("{past_end:?} {page_base:?} {concurrency}");
                    assert_eq!(complete(letters(listing.stream()).await), rows, "{server}");
                }
            }
        }
    }
}

#[tokio::test]
async fn single_empty_or_refused_page_does_not_end_listing() {
    for fault in [empty_page(), Fault::status(400), Fault::status(404), Fault::status(422)] {
        for page in 0..4 {
            for concurrency in [1, 4] {
                let sandbox = lettered("abcdef").start().await.unwrap();
                sandbox.faults().set([fault.clone().page(page).times(1)]);
                let listing = list_pairs(&sandbox).concurrency(concurrency);
                let case = format!("{fault:?} {page} {concurrency}");
                assert_eq!(complete(letters(listing.stream()).await), "abcdef", "{case}");
            }
        }
    }
}

#[tokio::test]
async fn empty_page_in_the_middle_does_not_end_listing() {
    for concurrency in [1, 4] {
        let sandbox = lettered("abcdef").start().await.unwrap();
        sandbox.faults().set([empty_page().page(1)]);
        let listing = list_pairs(&sandbox).concurrency(concurrency);
        assert_eq!(complete(letters(listing.stream()).await), "abef", "{concurrency}");
    }
}

#[tokio::test]
async fn depth_limit_below_the_total_is_an_error() {
    for concurrency in [1, 4] {
        let sandbox = lettered("abcdef").shape(Shape::Envelope).depth_limit(4).start().await.unwrap();
        let (yielded, error) = letters(list_pairs(&sandbox).concurrency(concurrency).stream()).await;
        let error = error.unwrap();
        assert_eq!(yielded, "abcd");
        assert!(
            matches!(problem(&error), ListingProblem::Incomplete { seen: 4, total: 6, .. }),
            "{concurrency}: {error:?}"
        );
    }
}

#[tokio::test]
async fn too_large_total_is_an_error_unless_ignored() {
    let sandbox = lettered("abcdef").shape(Shape::Envelope).total(Total::TooLarge { by: 1 });
    let sandbox = sandbox.start().await.unwrap();
    let (yielded, error) = letters(list_pairs(&sandbox).stream()).await;
    let error = error.unwrap();
    assert_eq!(yielded, "abcdef");
    assert_eq!(error.to_string(), "the listing is incomplete");
    assert!(matches!(problem(&error), ListingProblem::Incomplete { seen: 6, total: 7, .. }), "{error:?}");
    assert_eq!(complete(letters(list_pairs(&sandbox).ignore_total().stream()).await), "abcdef");
}

#[tokio::test]
async fn reports_server_that_ignores_page() {
    for (concurrency, most) in [(1, 25), (4, 32)] {
        let sandbox = lettered("").start().await.unwrap();
        sandbox.faults().set([Fault::body(200, "application/json", r#"[{"uuid": "a"}, {"uuid": "b"}]"#)]);
        let (yielded, error) = letters(list(&sandbox).concurrency(concurrency).stream()).await;
        assert_eq!(yielded, "ab");
        let error = error.unwrap();
        assert!(matches!(problem(&error), ListingProblem::PageIgnored), "{error:?}");
        let requests = sandbox.stats().requests;
        assert!(
            requests <= most,
            "expected at most {most} requests at concurrency {concurrency}, found {requests}"
        );
    }
}
