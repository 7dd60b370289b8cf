//! Campaign activity of customers.

use blueshift::jiff::{SignedDuration, Timestamp};
use blueshift::types::CampaignActivity;
use blueshift::{Client, Customer, Error, TimeRangeProblem};
use blueshift_sandbox::{Fault, Sandbox};
use futures_util::{StreamExt, TryStreamExt};
use serde_json::json;

use crate::clients::sandbox_client;

/// An activity limit that no test exceeds.
const HIGH_LIMIT: usize = 10_000;

async fn sandbox(activity_limit: usize) -> Sandbox {
    Sandbox::builder().activity_limit(activity_limit).start().await.unwrap()
}

fn client(sandbox: &Sandbox) -> Client {
    sandbox_client(sandbox).build().unwrap()
}

fn jane() -> Customer {
    Customer::email("jane@example.com")
}

/// Records an execution of a campaign for one customer at each of these numbers of seconds before `now`.
fn record(sandbox: &Sandbox, now: Timestamp, seconds_ago: impl IntoIterator<Item = i64>) {
    let jane =
        json!({"email": "jane@example.com", "customer_id": "c 1", "phone_number": "+1415", "uuid": "u"});
    for seconds in seconds_ago {
        let at = now - SignedDuration::from_secs(seconds);
        assert!(sandbox.record_execution(0, jane.as_object().unwrap(), at));
    }
}

fn last_days(now: Timestamp, days: i64) -> std::ops::Range<Timestamp> {
    now - SignedDuration::from_hours(24 * days)..now
}

/// Returns the activities as sorted text.
fn sorted(activities: Vec<CampaignActivity>) -> Vec<String> {
    let mut texts: Vec<_> =
        activities.iter().map(|activity| serde_json::to_string(activity).unwrap()).collect();
    texts.sort();
    texts
}

#[tokio::test]
async fn stream_yields_more_activities_than_a_response_contains() {
    let now = Timestamp::now();
    let sandbox = sandbox(7).await;
    // Each execution yields at least the activities `sent` and `delivered`. Some executions have the same time.
    record(&sandbox, now, (0..40).map(|n| 90_000 + n * 1_000).chain([100_000, 100_000, 91_000]));
    let request = client(&sandbox).customers().campaign_activity(jane(), last_days(now, 7));
    let first = request.clone().send().await.unwrap();
    assert_eq!((first.activities.as_ref().map(Vec::len), first.truncated), (Some(7), Some(true)));
    sandbox.reset_stats();
    let found: Vec<_> = request.stream().try_collect().await.unwrap();
    assert_eq!(Some(found.len() as u64), first.total);
    let requests = sandbox.stats().requests;
    assert!(requests > 12, "{requests}");

    let unlimited = Sandbox::builder().activity_limit(HIGH_LIMIT).start().await.unwrap();
    record(&unlimited, now, (0..40).map(|n| 90_000 + n * 1_000).chain([100_000, 100_000, 91_000]));
    let whole = client(&unlimited).customers().campaign_activity(jane(), last_days(now, 7));
    let found_at_once: Vec<_> = whole.stream().try_collect().await.unwrap();
    assert_eq!(unlimited.stats().requests, 1);
    assert_eq!(sorted(found), sorted(found_at_once));
}

#[tokio::test]
async fn every_identifier_is_sent_as_its_parameter() {
    let now = Timestamp::now();
    let sandbox = sandbox(HIGH_LIMIT).await;
    record(&sandbox, now, [90_000]);
    for customer in
        [jane(), Customer::customer_id("c 1"), Customer::phone_number("+1415"), Customer::uuid("u")]
    {
        let request = client(&sandbox).customers().campaign_activity(customer.clone(), last_days(now, 7));
        let found = request.send().await.unwrap();
        assert!(found.activities.as_ref().is_some_and(|activities| activities.len() >= 2), "{customer:?}");
    }
}

#[tokio::test]
async fn cursor_continues_within_a_range() {
    let now = Timestamp::now();
    let sandbox = sandbox(1).await;
    record(&sandbox, now, [90_000]);
    let request = client(&sandbox).customers().campaign_activity(jane(), last_days(now, 7));
    let latest = request.clone().send().await.unwrap().into_inner().activities.unwrap().remove(0);
    let cursor = latest.trigger_timestamp.unwrap();
    let next = request.send_at(cursor).await.unwrap().into_inner().activities.unwrap().remove(0);
    assert!(next.trigger_timestamp.unwrap() < cursor);
}

#[tokio::test]
async fn too_many_activities_in_a_second_is_a_resumable_error() {
    let now = Timestamp::now();
    let sandbox = sandbox(5).await;
    record(&sandbox, now, [200_000, 100_000, 100_000, 100_000, 100_000, 100_000, 100_000]);
    let request = client(&sandbox).customers().campaign_activity(jane(), last_days(now, 7));
    let mut stream = request.stream();
    let mut before = Vec::new();
    let error = loop {
        match stream.next().await.unwrap() {
            Ok(activity) => before.push(activity),
            Err(error) => break error,
        }
    };
    assert!(stream.next().await.is_none());
    let full_second = now - SignedDuration::from_secs(100_000);
    let Error::TimeRange(error) = error else { panic!("{error:?}") };
    let interval = error.interval();
    assert!(interval.contains(&full_second) && interval.end - SignedDuration::from_secs(1) <= interval.start);
    assert!(
        matches!(error.problem(), TimeRangeProblem::TooMany { found: 5, total: Some(total), .. } if *total > 5)
    );
    assert!(error.to_string().contains(&interval.start.to_string()), "{error}");
    assert!(
        before.len() >= 2
            && before.iter().all(|activity| activity.trigger_timestamp.unwrap() < error.resume_at())
    );
    assert!(Error::from(*error).request_id().is_some());
}

#[tokio::test]
async fn stream_resumes_where_a_request_failed() {
    let now = Timestamp::now();
    let sandbox = sandbox(4).await;
    record(&sandbox, now, (0..20).map(|n| 90_000 + n * 5_000));
    let activity = |range| client(&sandbox).customers().campaign_activity(jane(), range);
    let range = now - SignedDuration::from_secs(190_000)..now - SignedDuration::from_secs(80_000);
    let whole: Vec<_> = activity(range.clone()).stream().try_collect().await.unwrap();
    // Half of the requests are served.
    sandbox.faults().set([Fault::status(403).after(sandbox.stats().requests / 2)]);
    let mut found = Vec::new();
    let mut stream = activity(range.clone()).stream();
    let error = loop {
        match stream.next().await.unwrap() {
            Ok(activity) => found.push(activity),
            Err(error) => break error,
        }
    };
    assert_eq!(
        (error.status().map(|status| status.as_u16()), error.attempts(), error.outcome()),
        (Some(403), 1, None)
    );
    let Error::TimeRange(error) = error else { panic!("{error:?}") };
    sandbox.faults().clear();
    let rest: Vec<_> = activity(error.resume_at()..range.end).stream().try_collect().await.unwrap();
    assert!(!found.is_empty() && !rest.is_empty());
    assert_eq!(sorted(found.into_iter().chain(rest).collect()), sorted(whole));
}

#[tokio::test]
async fn stream_retries_transient_failures() {
    let now = Timestamp::now();
    let sandbox = sandbox(4).await;
    record(&sandbox, now, (0..5).map(|n| 90_000 + n * 5_000));
    let request = client(&sandbox).customers().campaign_activity(jane(), last_days(now, 7));
    let whole: Vec<_> = request.clone().stream().try_collect().await.unwrap();
    sandbox.faults().set([
        Fault::status(503).times(1),
        Fault::reset().after(1).times(1),
        Fault::truncate().after(3).times(1),
        Fault::status(429).after(5).times(1),
    ]);
    let found: Vec<_> = request.stream().try_collect().await.unwrap();
    assert_eq!(sandbox.faults().applied(), [1, 1, 1, 1]);
    assert_eq!(sorted(found), sorted(whole));
}

#[tokio::test]
async fn response_without_a_usable_list_is_an_error() {
    let sandbox = sandbox(HIGH_LIMIT).await;
    for body in [
        r#"{"total": 0}"#,
        r#"{"activities": null}"#,
        r#"{"activities": [1]}"#,
        r#"{"activities": "none"}"#,
        r#"{"activities": [], "errors": [{"detail": "temporary failure"}]}"#,
        r#"{"activities": [], "success": false}"#,
    ] {
        sandbox.faults().set([Fault::body(200, "application/json", body)]);
        let request = client(&sandbox).customers().campaign_activity(jane(), last_days(Timestamp::now(), 7));
        let error = request.stream().try_collect::<Vec<_>>().await.unwrap_err();
        let Error::TimeRange(error) = &error else { panic!("{error:?}") };
        assert!(matches!(error.problem(), TimeRangeProblem::NoRecords { .. }), "{body}: {error:?}");
    }
    sandbox.faults().set([Fault::body(200, "application/json", r#"{"activities": [], "total": 0}"#)]);
    let request = client(&sandbox).customers().campaign_activity(jane(), last_days(Timestamp::now(), 7));
    assert_eq!(request.stream().count().await, 0);
}

/// An unreadable `total` or `truncated` must not be treated as absent.
#[tokio::test]
async fn response_of_unknown_completeness_is_an_error() {
    let sandbox = sandbox(HIGH_LIMIT).await;
    for (fields, unreadable) in [
        (r#""total": "12000""#, Some("total")),
        (r#""total": -1"#, Some("total")),
        (r#""total": 1, "truncated": "true""#, Some("truncated")),
        (r#""truncated": 1"#, Some("truncated")),
        (r#""total": null, "truncated": null"#, None),
        (r#""total": 1.0, "truncated": false"#, None),
    ] {
        let body = format!(r#"{{"activities": [{{"action": "sent"}}], {fields}}}"#);
        sandbox.faults().set([Fault::body(200, "application/json", body)]);
        let request = client(&sandbox).customers().campaign_activity(jane(), last_days(Timestamp::now(), 7));
        let read = request.stream().try_collect::<Vec<_>>().await;
        let Some(unreadable) = unreadable else {
            assert_eq!(read.unwrap().len(), 1, "{fields}");
            continue;
        };
        let Err(Error::TimeRange(error)) = &read else { panic!("{fields}: {read:?}") };
        assert!(
            matches!(error.problem(), TimeRangeProblem::Unreadable { field, .. } if *field == unreadable),
            "{fields}: {error:?}"
        );
    }
}

#[tokio::test]
async fn documented_errors_have_their_status_and_message() {
    let sandbox = sandbox(HIGH_LIMIT).await;
    let detail = |text: &str| {
        json!({"errors": [{"detail": text}], "meta": {"combine_errors": false, "no_toast": false}})
            .to_string()
    };
    for (status, text) in [
        (400, "Customer identifier required (customer_id, email, phone_number, or uuid)"),
        (400, "start_time is required (ISO8601 format)"),
        (400, "start_time cannot be more than 366 days in the past"),
        (400, "end_time cannot be in the future"),
        (400, "end_time cannot be before start_time"),
        (400, "start_time must be in ISO8601 format"),
        (404, "User not found"),
    ] {
        sandbox.faults().set([Fault::body(status, "application/json", detail(text))]);
        let request = client(&sandbox).customers().campaign_activity(jane(), last_days(Timestamp::now(), 7));
        let Error::Api(error) = request.clone().send().await.unwrap_err() else { panic!("{text}") };
        assert_eq!((error.status().as_u16(), error.attempts()), (status, 1));
        assert!(error.to_string().contains(text), "{error}");
        let error = request.stream().try_collect::<Vec<_>>().await.unwrap_err();
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
    }
    for status in [401, 403, 429, 500, 502, 503, 504] {
        sandbox.faults().set([Fault::body(status, "", "")]);
        let request = client(&sandbox).customers().campaign_activity(jane(), last_days(Timestamp::now(), 7));
        let error = request.send().await.unwrap_err();
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert_eq!(error.attempts(), if status < 429 { 1 } else { 6 }, "{status}");
    }
    sandbox.faults().clear();
    let request = client(&sandbox).customers().campaign_activity(jane(), last_days(Timestamp::now(), 7));
    let error = request.send().await.unwrap_err();
    assert!(error.to_string().contains("User not found"), "{error}");
}

#[tokio::test]
async fn refuses_invalid_ranges_and_sends_nothing() {
    let sandbox = sandbox(HIGH_LIMIT).await;
    let now = Timestamp::now();
    let hour = SignedDuration::from_hours(1);
    for (range, name) in [
        (last_days(now, 367), "start_time"),
        (now - hour..now + hour, "end_time"),
        (now..now - hour, "end_time"),
    ] {
        let request = client(&sandbox).customers().campaign_activity(jane(), range.clone());
        let error = request.clone().send().await.unwrap_err();
        assert!(matches!(error, Error::Config(_)) && error.to_string().starts_with(name), "{error}");
        let streamed = request.stream().try_collect::<Vec<_>>().await.unwrap_err();
        assert!(
            matches!(streamed, Error::Config(_)) && streamed.to_string() == error.to_string(),
            "{streamed}"
        );
    }
    let blank = client(&sandbox).customers().campaign_activity(Customer::email(" "), now..now);
    let error = blank.stream().try_collect::<Vec<_>>().await.unwrap_err();
    assert!(matches!(error, Error::Config(_)) && error.to_string().starts_with("email"), "{error}");
    let empty = client(&sandbox).customers().campaign_activity(jane(), now..now);
    assert_eq!(empty.stream().try_collect::<Vec<_>>().await.unwrap(), []);
    assert_eq!(sandbox.stats().requests, 0);
}
