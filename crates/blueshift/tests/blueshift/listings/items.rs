//! Responses with status 200 that are not valid pages of campaigns.

use super::*;

#[tokio::test]
async fn error_with_status_200_fails_the_listing() {
    let bodies = [
        r#"{"results": [], "error": "timeout"}"#,
        r#"{"success": false, "reason": "deploy", "campaigns": []}"#,
        r#"{"results": [], "errors": {"name": ["is too short"]}}"#,
        r#"{"message": "x", "results": []}"#,
        r#"{"error": "timeout"}"#,
    ];
    for body in bodies {
        for page in [0, 1, 2, 3] {
            for concurrency in [1, 4] {
                let sandbox = lettered("abcdef").start().await.unwrap();
                sandbox.faults().set([Fault::body(200, "application/json", body).page(page)]);
                let (yielded, error) = letters(list_pairs(&sandbox).concurrency(concurrency).stream()).await;
                let error = error.unwrap_or_else(|| {
                    panic!("expected an error for {body} on page {page}, found the campaigns {yielded:?}")
                });
                assert_eq!((error.page(), error.status().unwrap().as_u16()), (Some(page), 200), "{body}");
                assert_eq!(yielded, &"abcdef"[..2 * page as usize], "{body} {concurrency}");
            }
        }
    }
}

#[tokio::test]
async fn empty_page_with_a_larger_total_does_not_end_listing() {
    let more = Fault::body(200, "application/json", r#"{"results": [], "total_count": 50}"#);
    for page in 0..4 {
        for concurrency in [1, 4] {
            let sandbox = lettered("abcdef").start().await.unwrap();
            sandbox.faults().set([more.clone().page(page).times(1)]);
            let listing = list_pairs(&sandbox).concurrency(concurrency);
            assert_eq!(complete(letters(listing.stream()).await), "abcdef", "{page} {concurrency}");
        }
    }
}

#[tokio::test]
async fn campaign_without_a_usable_uuid_is_an_error() {
    for campaign in [r#"{"uuid": "", "name": "x"}"#, r#"{"uuid": null}"#, r#"{"name": "x"}"#] {
        for concurrency in [1, 4] {
            let sandbox = lettered("abcdef").start().await.unwrap();
            let body = format!(r#"[{{"uuid": "c"}}, {campaign}, {campaign}]"#);
            sandbox.faults().set([Fault::body(200, "application/json", body).page(1)]);
            let (yielded, error) = letters(list_pairs(&sandbox).concurrency(concurrency).stream()).await;
            let error = error.unwrap_or_else(|| {
                panic!("expected an error for {campaign}, found the campaigns {yielded:?}")
            });
            assert_eq!((yielded.as_str(), error.page()), ("ab", Some(1)), "{campaign}");
            assert!(matches!(problem(&error), ListingProblem::MissingKey { index: 1, .. }), "{error:?}");
        }
    }
}
