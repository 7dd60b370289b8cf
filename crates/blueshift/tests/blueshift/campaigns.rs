//! Operations on single campaigns and bulk writes.

use std::time::Duration;

use blueshift::jiff::Timestamp;
use blueshift::types::{CampaignSchedule, NewCampaign};
use blueshift::{CampaignType, Client, Error, Recipient};
use blueshift_sandbox::{DataSet, Fault, Sandbox};
use serde_json::{Value, json};

use crate::clients::sandbox_client;

mod archive_many;
mod create;
mod execute_many;
mod wait_until;

/// Returns a client for the sandbox.
fn client(sandbox: &Sandbox) -> Client {
    sandbox_client(sandbox).build().unwrap()
}

/// Starts a sandbox with these campaigns.
async fn sandbox_of(campaigns: Value) -> Sandbox {
    let data = DataSet::from_json(&campaigns.to_string()).unwrap();
    Sandbox::builder().data(data).start().await.unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// Error responses that the contract documents for writes: the status, the body, and the message of the error.
const DOCUMENTED: [(u16, &str, &str); 13] = [
    (400, r#"{"message":"Bad Request"}"#, "Bad Request"),
    (400, r#"{"errors":{"name":["can't be blank"]}}"#, "name can't be blank"),
    (400, r#"{"success":false,"error":"Invalid request parameters"}"#, "Invalid request parameters"),
    (401, r#"{"message":"Not authorized"}"#, "Not authorized"),
    (403, r#"{"message":"Forbidden"}"#, "Forbidden"),
    (404, r#"{"message":"Not Found"}"#, "Not Found"),
    (404, r#"{"status":"404","error":"Not Found"}"#, "Not Found"),
    (422, r#"{"success":false,"error":"Validation failed"}"#, "Validation failed"),
    (
        422,
        r#"{"success":false,"error":"campaign is not event/API triggered","error_code":101}"#,
        "campaign is not event/API triggered",
    ),
    (429, r#"{"message":"Too Many Requests"}"#, "Too Many Requests"),
    (500, r#"{"message":"Internal Server Error"}"#, "Internal Server Error"),
    (503, r#"{"message":"Service Unavailable"}"#, "Service Unavailable"),
    (504, r#"{"message":"Gateway Timeout"}"#, "Gateway Timeout"),
];

fn body(status: u16, body: &str) -> Fault {
    Fault::body(status, "application/json", body)
}

fn api_message(error: &Error) -> Option<&str> {
    match error {
        Error::Api(error) => error.message(),
        Error::OutcomeUnknown(error) => api_message(error.cause()),
        _ => None,
    }
}

/// Futures that are `Send` and `'static` can be spawned.
#[tokio::test]
async fn futures_of_campaign_operations_are_send() {
    fn check<T: Send + 'static>(_: T) {}
    let sandbox = Sandbox::start().await.unwrap();
    let campaigns = client(&sandbox).campaigns();
    let range = at("2024-01-01T00:00:00Z")..at("2024-01-02T00:00:00Z");
    let start = at("2030-01-01T00:00:00Z");
    let recipient = || Recipient::email("jane@example.com");
    let schedule = || CampaignSchedule::new(start);
    check(campaigns.list().send());
    check(campaigns.get("u").send());
    check(campaigns.detail("u", range.clone()).send());
    check(campaigns.performance(range.clone()).send());
    check(campaigns.performance(range).daily());
    check(campaigns.create(CampaignType::OneTime, NewCampaign::new("n", start)).send());
    check(campaigns.launch("u").send());
    check(campaigns.launch("u").wait_until_launched(Duration::ZERO));
    check(campaigns.pause("u").send());
    check(campaigns.pause("u").wait_until_paused(Duration::ZERO));
    check(campaigns.update_schedule("u", schedule()).send());
    check(campaigns.update_schedule("u", schedule()).wait_until_shown(Duration::ZERO));
    check(campaigns.archive("u").send());
    check(campaigns.archive_many(["u"]).outcomes().unwrap());
    check(campaigns.execute("u", recipient()).send());
    check(campaigns.execute_many("u", [recipient()]).outcomes().unwrap());
    check(campaigns.execute_many("u", [recipient()]).bulk().outcomes().unwrap());
    assert_eq!(sandbox.stats().requests, 0, "a request was sent before a future was polled");
}
