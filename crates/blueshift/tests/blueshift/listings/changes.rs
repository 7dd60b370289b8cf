//! Lists that change while they are read.

use std::collections::BTreeSet;

use super::*;

#[tokio::test]
async fn move_to_the_front_loses_nothing() {
    for concurrency in [1, 4] {
        let sandbox = lettered("abcdef").order(Order::Updated).start().await.unwrap();
        sandbox.faults().set([Fault::touch("e").after(2).times(1)]);
        let yielded = complete(letters(list_pairs(&sandbox).concurrency(concurrency).stream()).await);
        assert_eq!((sorted(&yielded).as_str(), yielded.len()), ("abcdef", 6), "{concurrency}");
    }
}

#[tokio::test]
async fn swap_across_a_page_boundary_loses_nothing() {
    // The swap happens between the responses with pages `first` and `first + 1`.
    for (first, index) in [(0, 1), (1, 3)] {
        for concurrency in [1, 4] {
            let sandbox = lettered("abcdef").start().await.unwrap();
            sandbox.faults().set([
                Fault::swap(index).page(first).times(1),
                Fault::latency(Duration::from_millis(20)).page(first + 1).times(1),
            ]);
            let yielded = complete(letters(list_pairs(&sandbox).concurrency(concurrency).stream()).await);
            assert_eq!((sorted(&yielded).as_str(), yielded.len()), ("abcdef", 6), "{first} {concurrency}");
        }
    }
}

#[tokio::test]
async fn verify_finds_a_campaign_that_shifts_when_another_leaves() {
    for concurrency in [1, 4] {
        let sandbox = lettered("abcdef").start().await.unwrap();
        sandbox.faults().set([
            Fault::remove("a").page(0).times(1),
            Fault::latency(Duration::from_millis(20)).page(1).times(1),
        ]);
        let yielded =
            complete(letters(list_pairs(&sandbox).concurrency(concurrency).verify().stream()).await);
        assert_eq!((sorted(&yielded).as_str(), yielded.len()), ("abcdef", 6), "{concurrency}");
    }
}

#[tokio::test]
async fn insertions_that_repeat_a_page_do_not_end_listing() {
    for after in 1..5 {
        for concurrency in [1, 4] {
            let sandbox = lettered("abcdef").order(Order::Updated).start().await.unwrap();
            sandbox.faults().set([Fault::inserts(6).after(after).times(1)]);
            let (campaigns, error) = drain(list_pairs(&sandbox).concurrency(concurrency).stream()).await;
            assert!(error.is_none(), "{after} {concurrency}: {error:?}");
            let unique: BTreeSet<_> = uuids(&campaigns).into_iter().collect();
            assert_eq!(unique.len(), campaigns.len(), "a campaign was repeated");
            assert!(
                ["a", "b", "c", "d", "e", "f"].iter().all(|uuid| unique.contains(uuid)),
                "{after}: {unique:?}"
            );
        }
    }
}

#[tokio::test]
async fn insertions_neither_lose_nor_repeat_a_campaign() {
    // The list changes during the first reading, and not afterwards.
    for concurrency in [1, 4] {
        let sandbox = seeded(300).start().await.unwrap();
        let before = list(&sandbox).page(0).per_page(1_000).send().await.unwrap().items;
        let pages = before.len().div_ceil(20) as u64;
        sandbox.faults().set([
            Fault::inserts(3).times(pages),
            Fault::latency(Duration::ZERO).jitter(Duration::from_millis(5)),
        ]);
        let (yielded, error) = drain(list(&sandbox).per_page(20).concurrency(concurrency).stream()).await;
        assert!(error.is_none(), "{error:?}");
        let unique: BTreeSet<_> = uuids(&yielded).into_iter().collect();
        assert_eq!(unique.len(), yielded.len(), "a campaign was repeated");
        assert!(
            before.iter().all(|campaign| unique.contains(campaign.uuid.as_str())),
            "a campaign is missing"
        );
    }
}

#[tokio::test]
async fn reports_list_that_changes_at_every_request() {
    // An insertion cannot be distinguished from an unread campaign that moves to the front.
    for concurrency in [1, 4] {
        let sandbox = seeded(300).start().await.unwrap();
        let before = list(&sandbox).page(0).per_page(1_000).send().await.unwrap().items;
        sandbox.faults().set([Fault::inserts(3)]);
        let (yielded, error) = drain(list(&sandbox).per_page(20).concurrency(concurrency).stream()).await;
        let error = error.unwrap();
        assert!(matches!(problem(&error), ListingProblem::Unstable { readings: 6, .. }), "{error:?}");
        let unique: BTreeSet<_> = uuids(&yielded).into_iter().collect();
        assert_eq!(unique.len(), yielded.len(), "a campaign was repeated");
        assert!(
            before.iter().all(|campaign| unique.contains(campaign.uuid.as_str())),
            "a campaign is missing"
        );
    }
}
