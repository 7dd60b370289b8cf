//! Archiving and unarchiving many campaigns.

use std::collections::HashMap;

use blueshift::{ArchiveCampaigns, BulkOutcomes, ItemOutcome, ItemStatus, Outcome, RetryPolicy};
use futures_util::{StreamExt, stream};

use super::*;

/// Returns the campaigns `c0`, `c1`, …: drafts, except that every third is launched and every seventh is archived.
fn campaigns(count: u64) -> Value {
    let campaign = |number| {
        let status = if number % 3 == 0 { "launched" } else { "draft" };
        json!({"uuid": uuid(number), "status": status, "archived": number % 7 == 0})
    };
    (0..count).map(campaign).collect()
}

fn uuid(number: u64) -> String {
    format!("c{number}")
}

/// Returns the expected status after archiving a campaign of [`campaigns`].
fn expected(number: u64) -> ItemStatus {
    match (number % 7, number % 3) {
        (0, _) => ItemStatus::NoChange,
        (_, 0) => ItemStatus::Blocked,
        _ => ItemStatus::Successful,
    }
}

async fn all(archive: ArchiveCampaigns) -> Vec<ItemOutcome<String>> {
    archive.outcomes().unwrap().collect().await
}

/// Returns the status of each item for a response with this body.
async fn statuses(uuids: &[&'static str], text: &str) -> Vec<ItemStatus> {
    let sandbox = Sandbox::start().await.unwrap();
    sandbox.faults().set([body(200, text)]);
    let outcomes = all(client(&sandbox).campaigns().archive_many(uuids.to_vec())).await;
    assert_eq!(outcomes.iter().map(|outcome| outcome.item.as_str()).collect::<Vec<_>>(), uuids);
    assert_eq!(sandbox.stats().requests, 1, "an applied request was retried: {text}");
    outcomes.iter().map(|outcome| outcome.status).collect()
}

#[tokio::test]
async fn every_item_has_an_outcome() {
    let sandbox = sandbox_of(campaigns(450)).await;
    let uuids = || (0..455).map(uuid);
    let outcomes = all(client(&sandbox).campaigns().archive_many(uuids())).await;
    let statuses: HashMap<_, _> =
        outcomes.iter().map(|outcome| (outcome.item.clone(), outcome.status)).collect();
    assert_eq!((outcomes.len(), statuses.len()), (455, 455));
    for number in 0..455 {
        let expected = if number < 450 { expected(number) } else { ItemStatus::Failed };
        assert_eq!(statuses[&uuid(number)], expected, "{number}");
    }
    assert!(outcomes.iter().all(|outcome| !outcome.may_still_take_effect && outcome.error.is_none()));
    assert_eq!(sandbox.stats().requests, 5);
    let effects = sandbox.effects().len();
    assert_eq!(effects, statuses.values().filter(|status| **status == ItemStatus::Successful).count());

    let from_stream = client(&sandbox).campaigns().unarchive_stream(stream::iter(uuids()));
    let restored = all(from_stream.concurrency(1)).await;
    assert!(restored.iter().map(|outcome| &outcome.item).eq(&uuids().collect::<Vec<_>>()));
    let changed = restored.iter().filter(|outcome| outcome.status == ItemStatus::Successful).count();
    assert_eq!(sandbox.effects().len() - effects, changed);
    assert!(changed > effects, "the campaigns that were archived at the start were not unarchived");
}

#[tokio::test]
async fn documented_errors_are_outcomes_of_the_items() {
    for (status, text, message) in DOCUMENTED {
        let sandbox = sandbox_of(campaigns(2)).await;
        sandbox.faults().set([body(status, text)]);
        for outcome in all(client(&sandbox).campaigns().archive_many(["c1", "c2"])).await {
            let error = outcome.error.unwrap();
            assert_eq!(error.status().unwrap().as_u16(), status);
            assert_eq!(api_message(&error), Some(message));
            let expected = if status < 500 { ItemStatus::Failed } else { ItemStatus::Unknown };
            assert_eq!((outcome.status, outcome.may_still_take_effect), (expected, status >= 500), "{text}");
        }
        assert!(sandbox.effects().is_empty());
    }
}

#[tokio::test]
async fn failed_chunk_does_not_affect_other_chunks() {
    let sandbox = sandbox_of(campaigns(500)).await;
    sandbox.faults().set([Fault::status(403).after(2).times(1)]);
    let outcomes = all(client(&sandbox).campaigns().archive_many((0..500).map(uuid)).concurrency(2)).await;
    let failed = outcomes.iter().filter(|outcome| outcome.error.is_some()).count();
    assert_eq!((outcomes.len(), failed), (500, 100));
    for outcome in &outcomes {
        let number = outcome.item[1..].parse().unwrap();
        let expected = if outcome.error.is_some() { ItemStatus::Failed } else { expected(number) };
        assert_eq!(outcome.status, expected, "{number}");
    }
}

#[tokio::test]
async fn items_of_an_inconsistent_response_are_unknown() {
    use ItemStatus::*;
    let four = &["a", "b", "c", "d"];
    for (text, expected) in [
        (
            r#"{"successful":[{"uuid":"a","name":"A"}],"no_change":["b"],"blocked":["c"],"failed":["d"]}"#,
            [Successful, NoChange, Blocked, Failed],
        ),
        (
            r#"{"successful":[{"uuid":"a"}],"no_change":["b"],"failed":null}"#,
            [Successful, NoChange, Unknown, Unknown],
        ),
        // A UUID in two lists, and an object without a UUID.
        (
            r#"{"successful":[{"uuid":"a"},{"name":"B"}],"failed":["a","d"]}"#,
            [Unknown, Unknown, Unknown, Failed],
        ),
        // A list with one invalid item is ignored as a whole.
        (r#"{"successful":["a"],"blocked":["b",7],"no_change":["C"],"failed":[null,"d"]}"#, [Unknown; 4]),
        (r#"{"errors":{"uuid":["x"]}}"#, [Unknown; 4]),
        (r#"{"success":false,"failed":["a","b","c","d"]}"#, [Unknown; 4]),
        (r#"{"uuid":["a","b","c","d"]}"#, [Unknown; 4]),
        ("[]", [Unknown; 4]),
        ("null", [Unknown; 4]),
        ("", [Unknown; 4]),
        (r#"{"successful":[{"uuid":"a"}],"no_chan"#, [Unknown; 4]),
    ] {
        assert_eq!(statuses(four, text).await, expected, "{text}");
    }
}

#[tokio::test]
async fn item_without_a_uuid_is_not_sent() {
    let sandbox = sandbox_of(campaigns(4)).await;
    let outcomes = all(client(&sandbox).campaigns().archive_many(["c1", "", "c2", ""])).await;
    let refused: Vec<_> = outcomes.iter().filter(|outcome| outcome.item.is_empty()).collect();
    assert_eq!((outcomes.len(), refused.len(), sandbox.stats().requests), (4, 2, 1));
    for outcome in refused {
        assert_eq!(outcome.status, ItemStatus::Failed);
        let error = outcome.error.as_ref().unwrap();
        assert!(matches!(**error, Error::Config(_)) && error.outcome() == Some(Outcome::NotApplied));
    }
    assert_eq!(sandbox.effects().len(), 2);
}

/// The server handles the first request although its response is lost, so the response to the retry does not describe the effect
/// of the first request.
#[tokio::test]
async fn items_may_still_take_effect_after_a_lost_response_and_a_retry() {
    let sandbox = sandbox_of(campaigns(200)).await;
    sandbox.faults().set([Fault::lost_response().times(1)]);
    let outcomes = all(client(&sandbox).campaigns().archive_many((0..200).map(uuid)).concurrency(1)).await;
    assert_eq!(sandbox.stats().requests, 3);
    for outcome in outcomes {
        let number = outcome.item[1..].parse().unwrap();
        let status = match expected(number) {
            _ if number >= 100 => expected(number),
            ItemStatus::Blocked => ItemStatus::Unknown,
            _ => ItemStatus::NoChange,
        };
        assert_eq!((outcome.status, outcome.may_still_take_effect), (status, number < 100), "{number}");
        assert!(outcome.error.is_none());
    }
}

#[tokio::test]
async fn items_are_unknown_after_a_lost_response_and_a_refused_retry() {
    let sandbox = sandbox_of(campaigns(3)).await;
    for refused in [403, 429] {
        sandbox.faults().set([Fault::lost_response().times(1), Fault::status(refused)]);
        for outcome in all(client(&sandbox).campaigns().archive_many(["c1", "c2"])).await {
            assert_eq!((outcome.status, outcome.may_still_take_effect), (ItemStatus::Unknown, true));
            assert_eq!(outcome.error.unwrap().status().unwrap().as_u16(), refused);
        }
    }
    assert_eq!(sandbox.effects().len(), 2);
}

#[tokio::test]
async fn repeated_uuid_waits_for_its_previous_occurrence() {
    let sandbox = sandbox_of(campaigns(6)).await;
    sandbox.faults().set([Fault::latency(Duration::from_millis(50)).times(1)]);
    let outcomes = all(client(&sandbox).campaigns().archive_many(["c1", "c2", "c1", "c4", "c1"])).await;
    let of = |uuid: &str| -> Vec<_> {
        outcomes.iter().filter(|outcome| outcome.item == uuid).map(|outcome| outcome.status).collect()
    };
    use ItemStatus::*;
    assert_eq!(
        (of("c1"), of("c2"), of("c4")),
        (vec![Successful, NoChange, NoChange], vec![Successful], vec![Successful])
    );
    assert_eq!((outcomes.len(), sandbox.effects().len(), sandbox.stats().requests), (5, 3, 3));
}

#[tokio::test]
async fn progress_counts_taken_and_finished_items() {
    let sandbox = sandbox_of(campaigns(1_000)).await;
    let archive = client(&sandbox).campaigns().archive_many((0..1_000).map(uuid)).concurrency(2);
    let mut outcomes: BulkOutcomes<String> = archive.outcomes().unwrap();
    assert_eq!((outcomes.progress().taken, sandbox.stats().requests), (0, 0));
    for finished in 1..=1_000 {
        outcomes.next().await.unwrap();
        let progress = outcomes.progress();
        assert_eq!(progress.finished, finished);
        assert!((finished..=finished + 200).contains(&progress.taken), "{progress:?}");
    }
    assert!(outcomes.next().await.is_none() && outcomes.next().await.is_none());
    assert_eq!((outcomes.progress().taken, sandbox.stats().requests), (1_000, 10));
}

#[tokio::test]
async fn requests_run_without_polling_and_stop_on_drop() {
    let sandbox = sandbox_of(campaigns(1_000)).await;
    let archive = client(&sandbox).campaigns().archive_many((0..1_000).map(uuid)).concurrency(3);
    let mut outcomes = archive.outcomes().unwrap();
    outcomes.next().await.unwrap();
    // The other two requests are handled although the stream is not polled.
    while sandbox.stats().requests < 3 {
        tokio::task::yield_now().await;
    }
    drop(outcomes);
    for _ in 0..1_000 {
        tokio::task::yield_now().await;
    }
    assert_eq!(sandbox.stats().requests, 3);
}

#[tokio::test]
async fn interrupted_write_continues_with_unfinished_items() {
    let sandbox = sandbox_of(campaigns(600)).await;
    sandbox.faults().set([Fault::status(503).share(0.3), Fault::lost_response().share(0.3).seed(1)]);
    let without_retries = sandbox_client(&sandbox).retry_policy(RetryPolicy::none()).build().unwrap();
    let mut left: Vec<_> = (0..600).map(uuid).collect();
    let mut interruptions = 0;
    while !left.is_empty() {
        let mut outcomes = without_retries.campaigns().archive_many(left.clone()).outcomes().unwrap();
        // Stops early, unless few items are left.
        for _ in 0..left.len().min(250) {
            let outcome = outcomes.next().await.unwrap();
            if outcome.status != ItemStatus::Unknown {
                left.retain(|uuid| *uuid != outcome.item);
            }
        }
        interruptions += 1;
    }
    assert!(interruptions > 2);
    // No campaign is unarchived, so each has at most one effect.
    let mut targets: Vec<_> = sandbox.effects().into_iter().map(|effect| effect.target).collect();
    let count = targets.len();
    targets.sort_unstable();
    targets.dedup();
    let changed = (0..600).filter(|number| expected(*number) == ItemStatus::Successful).count();
    assert_eq!((count, targets.len()), (changed, changed));
}

#[tokio::test]
async fn refuses_invalid_options_and_accepts_empty_input() {
    let sandbox = Sandbox::start().await.unwrap();
    for concurrency in [0, 65, usize::MAX] {
        let archive = client(&sandbox).campaigns().archive_many(["a"]).concurrency(concurrency);
        let error = archive.outcomes().unwrap_err();
        assert!(error.to_string().starts_with("concurrency must be 1 to 64"), "{error}");
    }
    let unsendable = client(&sandbox).campaigns().archive_many(["a"]).header("authorization", "x");
    let outcome = all(unsendable).await.remove(0);
    assert!(outcome.status == ItemStatus::Failed && matches!(*outcome.error.unwrap(), Error::Config(_)));
    assert!(all(client(&sandbox).campaigns().archive_many(Vec::<String>::new())).await.is_empty());
    assert_eq!(sandbox.stats().requests, 0);
}
