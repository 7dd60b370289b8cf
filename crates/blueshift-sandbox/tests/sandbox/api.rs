//! Requests to operations, and campaigns in every state.

use blueshift_sandbox::{Builder, DataSet, Effect, Sandbox};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

/// The time of sandboxes with a fixed clock.
pub(crate) const NOW: &str = "2026-03-15T12:00:00.000Z";

pub(crate) const NOT_FOUND: &str = r#"{"message":"Campaign not found"}"#;
pub(crate) const VALIDATION_FAILED: &str = r#"{"success":false,"error":"Validation failed"}"#;
pub(crate) const BAD_REQUEST: &str = r#"{"message":"Bad Request"}"#;

/// Returns a request with the API key of the sandbox. `request` is a method and a path, such as `GET /api/v1/campaigns`.
pub(crate) fn request(sandbox: &Sandbox, request: &str) -> reqwest::RequestBuilder {
    let (method, path) = request.split_once(' ').unwrap();
    let method = method.parse().unwrap();
    let client = reqwest::Client::builder().pool_max_idle_per_host(0).build().unwrap();
    client.request(method, format!("{}{path}", sandbox.url())).basic_auth(sandbox.api_key(), Some(""))
}

/// Sends a request without a body, and returns the status and the body of the response.
pub(crate) async fn call(sandbox: &Sandbox, line: &str) -> (u16, String) {
    received(request(sandbox, line)).await
}

/// Sends a request with a body, and returns the status and the body of the response.
pub(crate) async fn send(sandbox: &Sandbox, line: &str, body: &Value) -> (u16, String) {
    received(request(sandbox, line).json(body)).await
}

async fn received(request: reqwest::RequestBuilder) -> (u16, String) {
    let response = request.send().await.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

pub(crate) fn parsed(body: &str) -> Value {
    serde_json::from_str(body).unwrap()
}

/// Returns campaigns in every state, and three incomplete drafts. The `uuid` of a campaign consists of its type and status,
/// such as `one_time-draft` and `archived-one_time-draft`.
pub(crate) fn every_state() -> DataSet {
    let mut rows = Vec::new();
    for exec_term in ["one_time", "recurring", "on_going", "transactional", "onsite"] {
        for status in ["draft", "launched", "executing", "paused", "completed"] {
            for archived in [false, true] {
                let prefix = if archived { "archived-" } else { "" };
                let uuid = format!("{prefix}{exec_term}-{status}");
                rows.push(json!({
                    "uuid": uuid, "name": format!("Name of {uuid}"), "status": status,
                    "exec_term": exec_term, "archived": archived, "segment_uuid": "segment",
                    "startdate": "2026-03-01T00:00:00.000Z", "updated_at": "2026-03-02T00:00:00.000Z",
                }));
            }
        }
    }
    for (uuid, absent) in [("undated", "startdate"), ("unsegmented", "segment_uuid")] {
        let mut row = json!({
            "uuid": uuid, "status": "draft", "exec_term": "one_time", "segment_uuid": "segment",
            "startdate": "2026-03-01T00:00:00.000Z",
        });
        row[absent] = Value::Null;
        rows.push(row);
    }
    rows.push(json!({
        "uuid": "without-triggers", "status": "draft", "exec_term": "transactional", "triggers": [],
        "startdate": "2026-03-01T00:00:00.000Z",
    }));
    DataSet::from_json(&Value::from(rows).to_string()).unwrap()
}

pub(crate) fn builder() -> Builder {
    let now: Timestamp = NOW.parse().unwrap();
    Sandbox::builder().now(now).data(every_state())
}

pub(crate) async fn start() -> Sandbox {
    builder().start().await.unwrap()
}

/// Returns the fields of a campaign.
pub(crate) fn state(sandbox: &Sandbox, uuid: &str) -> Map<String, Value> {
    sandbox.campaign(uuid).unwrap()
}

/// Returns the operations and targets of all effects.
pub(crate) fn effects(sandbox: &Sandbox) -> Vec<String> {
    let line = |effect: Effect| format!("{} {}", effect.operation, effect.target);
    sandbox.effects().into_iter().map(line).collect()
}
