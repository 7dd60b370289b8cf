//! Calls every operation, with a successful response and with every documented error body.

use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use blueshift::jiff::{SignedDuration, Timestamp};
use blueshift::reqwest::Method;
use blueshift::types::{CampaignSchedule, NewCampaign};
use blueshift::{
    BulkOutcomes, CampaignType, Client, Customer, Error, ItemStatus, Outcome, Recipient, RetryPolicy,
};
use blueshift_sandbox::{Fault, Sandbox};
use futures_util::StreamExt;
use serde_json::{Value, json};

use crate::contract::{example_requests, load, operations, resolve};

/// The deadline of calls that read or list campaigns after an unknown outcome, and the wait before the first read. They are
/// equal, so that transitions do not read the campaign, and long, so that no call exceeds the deadline on a busy machine.
const DEADLINE: Duration = Duration::from_secs(10);

pub(crate) type PendingCall = Pin<Box<dyn Future<Output = Result<(), Error>>>>;

/// Returns a call of the operation whose `operationId` is `id`, for the campaign whose UUID is also `id`. Returns `None` if the
/// library has no method for the operation; [`raw`] can send its request.
fn call(client: &Client, id: &str, deadline: Duration) -> Option<PendingCall> {
    macro_rules! send {
        ($request:expr) => {{
            let request = $request;
            Box::pin(async move { request.send().await.map(drop) }) as PendingCall
        }};
    }
    let (campaigns, uuid) = (client.campaigns(), id);
    let now = Timestamp::now();
    let range = now - SignedDuration::from_hours(24)..now;
    let start = now + SignedDuration::from_hours(24);
    let jane = || Recipient::email("jane@example.com");
    Some(match id {
        "list_campaigns" => send!(campaigns.list()),
        "get_campaign_performance" => send!(campaigns.performance(range)),
        "get_campaign" => send!(campaigns.get(uuid)),
        "get_campaign_detail" => send!(campaigns.detail(uuid, range)),
        "create_campaign" => {
            let campaign = NewCampaign::new("New", start).with_launch(false);
            send!(campaigns.create(CampaignType::EventTriggered, campaign).deadline(deadline))
        }
        "launch_campaign" => send!(campaigns.launch(uuid).deadline(deadline)),
        "pause_campaign" => send!(campaigns.pause(uuid).deadline(deadline)),
        "update_campaign_schedule" => {
            send!(campaigns.update_schedule(uuid, CampaignSchedule::new(start)).deadline(deadline))
        }
        "archive_campaign" => send!(campaigns.archive(uuid)),
        "unarchive_campaign" => send!(campaigns.unarchive(uuid)),
        "bulk_archive_campaigns" => one(campaigns.archive_many([uuid.to_owned()]).outcomes()),
        "bulk_unarchive_campaigns" => one(campaigns.unarchive_many([uuid.to_owned()]).outcomes()),
        "execute_campaign" => send!(campaigns.execute(uuid, jane())),
        "bulk_execute_campaign" => one(campaigns.execute_many(uuid, [jane()]).bulk().outcomes()),
        "get_customer_campaign_activity" => {
            send!(client.customers().campaign_activity(Customer::email("jane@example.com"), range))
        }
        _ => return None,
    })
}

/// Returns a call of an operation, given with its method and path, for the campaign whose UUID is its `operationId`. The
/// deadline applies to operations that read or list campaigns after an unknown outcome.
pub(crate) fn start(
    client: &Client,
    contract: &Value,
    operation: (&str, &str, &Value),
    deadline: Duration,
) -> PendingCall {
    let id = operation.2["operationId"].as_str().unwrap();
    call(client, id, deadline).unwrap_or_else(|| raw(client, contract, operation))
}

/// Returns the campaign statuses to try, in order. The operation succeeds with at least one of these statuses.
pub(crate) fn statuses(id: &str) -> &'static [&'static str] {
    match id {
        "pause_campaign" | "execute_campaign" | "bulk_execute_campaign" => &["launched"],
        _ => &["draft", "launched"],
    }
}

/// Returns a call that sends the example request of the contract, for the campaign whose UUID is the `operationId`.
fn raw(client: &Client, contract: &Value, (method, path, operation): (&str, &str, &Value)) -> PendingCall {
    let id = operation["operationId"].as_str().unwrap();
    let path = path.replace("{campaign_uuid}", id);
    let (line, mut body) = example_requests(contract, method, &path, operation).swap_remove(0);
    let (path, query) = line.split_once(' ').unwrap().1.split_once('?').unwrap();
    let mut request = client.request(Method::from_bytes(method.to_uppercase().as_bytes()).unwrap(), path);
    for (name, value) in query.split('&').filter_map(|parameter| parameter.split_once('=')) {
        request = request.query(name, value.replace("%2B", "+"));
    }
    if let Some(uuid) = body.get_mut("campaign_uuid") {
        *uuid = id.into();
    }
    if !body.is_null() {
        request = request.json(&body);
    }
    let known = blueshift_api::ops::ALL.iter().find(|known| known.id == id).unwrap();
    request = request.retry_class(known.retry_class);
    Box::pin(async move { request.send().await.map(drop) })
}

/// Returns a call that awaits the outcome of the only item, and fails with the error of the item if it has one.
fn one<T: 'static>(outcomes: Result<BulkOutcomes<T>, Error>) -> PendingCall {
    let mut outcomes = outcomes.unwrap();
    Box::pin(async move {
        let outcome = outcomes.next().await.unwrap();
        assert!(outcomes.next().await.is_none());
        let Some(error) = outcome.error else {
            assert_eq!(outcome.status, ItemStatus::Successful);
            return Ok(());
        };
        let expected = match error.outcome().unwrap() {
            Outcome::NotApplied => ItemStatus::Failed,
            _ => ItemStatus::Unknown,
        };
        assert_eq!(
            (outcome.status, outcome.may_still_take_effect),
            (expected, error.may_still_take_effect())
        );
        Err(std::sync::Arc::into_inner(error).unwrap())
    })
}

/// Starts a sandbox with a campaign that has the UUID `id` and the status `status`, and with a customer who has activity.
pub(crate) async fn sandbox(id: &str, status: &str) -> Sandbox {
    let sandbox = Sandbox::builder().campaigns(0).start().await.unwrap();
    let fields = json!({
        "uuid": id, "name": "Campaign", "status": status,
        "archived": id.contains("unarchive"), "exec_term": "transactional", "startdate": "2030-01-01T00:00:00Z",
        "updated_at": "2024-01-01T00:00:00Z",
    });
    sandbox.create(fields.as_object().cloned().unwrap()).unwrap();
    let jane = json!({"email": "jane@example.com"});
    assert!(sandbox.record_execution(
        id,
        jane.as_object().unwrap(),
        Timestamp::now() - SignedDuration::from_hours(2)
    ));
    sandbox
}

/// Collects the strings of an error body that describe the error.
fn texts(body: &Value, found: &mut Vec<String>) {
    match body {
        Value::Object(fields) => {
            let descriptions = fields.iter().filter(|(name, _)| !matches!(name.as_str(), "status" | "meta"));
            descriptions.for_each(|(_, value)| texts(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::String(text) => found.push(text.clone()),
        _ => {}
    }
}

/// Returns the error of the write, not the error of the reads after an unknown outcome.
pub(crate) fn of_request(error: &Error) -> &Error {
    match error {
        Error::OutcomeUnknown(error) => error.cause(),
        error => error,
    }
}

#[tokio::test]
async fn every_operation_reports_every_documented_error() {
    let contract = load();
    let mut checked = BTreeSet::new();
    for (method, path, operation) in operations(&contract) {
        let id = operation["operationId"].as_str().unwrap();
        let call = |sandbox: &Sandbox| {
            let client = Client::builder(sandbox.api_key()).base_url(sandbox.url());
            let policy = RetryPolicy::none().initial_backoff(DEADLINE);
            let client = client.retry_policy(policy).build().unwrap();
            start(&client, &contract, (method, path, operation), DEADLINE)
        };
        let refusing = sandbox(id, "draft").await;
        for (status, response) in operation["responses"].as_object().unwrap() {
            let Some(status) = status.parse().ok().filter(|status: &u16| *status >= 400) else { continue };
            let examples =
                resolve(&contract, response)["content"]["application/json"]["examples"].as_object();
            for (name, example) in examples.unwrap() {
                let body = &resolve(&contract, example)["value"];
                refusing
                    .faults()
                    .set([Fault::body(status, "application/json", body.to_string()).operation(id)]);
                let error = call(&refusing).await.unwrap_err();
                let case = format!("{id} {status} {name}: {error:?}");
                assert_eq!(error.status().map(|status| status.as_u16()), Some(status), "{case}");
                let expected = match (method, status) {
                    ("get", _) => None,
                    (_, 500..) => Some(Outcome::Unknown),
                    _ => Some(Outcome::NotApplied),
                };
                assert_eq!(
                    (error.outcome(), error.may_still_take_effect()),
                    (expected, expected == Some(Outcome::Unknown)),
                    "{case}"
                );
                let Error::Api(api) = of_request(&error) else { panic!("{case}") };
                let mut expected = Vec::new();
                texts(body, &mut expected);
                let found = api.to_string();
                assert!(expected.iter().all(|text| found.contains(text.as_str())), "{case}: {expected:?}");
                assert_eq!(api.error_code(), body.get("error_code").and_then(Value::as_i64), "{case}");
                checked.insert((id.to_owned(), status, name.clone()));
            }
        }
        assert!(refusing.effects().is_empty(), "{id}");
        let mut results = Vec::new();
        for status in statuses(id) {
            let sandbox = sandbox(id, status).await;
            let result = call(&sandbox).await;
            let is_done = result.is_ok();
            assert_eq!(sandbox.effects().len(), usize::from(is_done && method != "get"), "{id}: {result:?}");
            results.push(result);
            if is_done {
                break;
            }
        }
        assert!(results.last().is_some_and(Result::is_ok), "{id}: {results:?}");
    }
    let operations: BTreeSet<_> = checked.iter().map(|(id, ..)| id).collect();
    assert_eq!(operations.len(), blueshift_api::ops::ALL.len(), "{operations:?}");
    let minimum = operations.len() * 9;
    assert!(checked.len() > minimum, "expected more than {minimum} error bodies, found {}", checked.len());
}
