//! The responses of the sandbox conform to the contract.

use std::collections::BTreeSet;

use blueshift::jiff::{SignedDuration, Timestamp};
use blueshift::reqwest::{Client, Method};
use blueshift_sandbox::{DataSet, Fault, Sandbox};
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::contract::{
    example_requests, list_campaigns, load, operations, resolve, schema_validator, validator,
};

const PATH: &str = "/api/v2/campaigns.json";

async fn get(sandbox: &Sandbox, key: &str, path_and_query: &str) -> (u16, Value) {
    let url = format!("{}{path_and_query}", sandbox.url());
    let request = Client::new().request(Method::GET, url).basic_auth(key, Some(""));
    let response = request.send().await.unwrap();
    let headers = response.headers();
    assert!(headers["content-type"].to_str().unwrap().starts_with("application/json"), "{path_and_query}");
    assert_eq!(headers["x-request-id"].len(), 36, "{path_and_query}");
    (response.status().as_u16(), serde_json::from_slice(&response.bytes().await.unwrap()).unwrap())
}

#[tokio::test]
async fn list_responses_conform_to_contract() {
    let contract = load();
    let sandbox = Sandbox::start().await.unwrap();
    let (key, list) = (sandbox.api_key().to_owned(), |query: &str| format!("{PATH}?{query}"));
    for (key, path, status) in [
        (key.as_str(), PATH.to_owned(), 200),
        (&key, list("per_page=100&page=1"), 200),
        (&key, list("page=1000000"), 200),
        (&key, list("status=launched&exec_term=one_time&per_page=4&page=3"), 200),
        (&key, list("archived=true&startdate=1970-01-01T00:00:00Z"), 200),
        ("wrong", PATH.to_owned(), 401),
        ("", PATH.to_owned(), 401),
        (&key, list("startdate=yesterday"), 400),
        (&key, list("created_after=2024-13-01T00:00:00Z"), 400),
        (&key, list("archived=perhaps"), 400),
        (&key, list("per_page=0"), 400),
        (&key, list("page=-1"), 400),
        (&key, "/api/v2/unknown.json".to_owned(), 404),
    ] {
        let (found, body) = get(&sandbox, key, &path).await;
        assert_eq!(found, status, "{path}: {body}");
        let response = resolve(&contract, &list_campaigns(&contract)["responses"][status.to_string()]);
        let schema = response["content"]["application/json"]["schema"]["$ref"].as_str().unwrap();
        let validator = validator(&contract, schema.trim_start_matches('#'));
        let errors: Vec<_> = validator.iter_errors(&body).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{path}: {errors:?}");
    }
}

#[tokio::test]
async fn status_400_names_invalid_parameter() {
    let sandbox = Sandbox::start().await.unwrap();
    for parameter in ["created_after", "created_before", "startdate", "archived", "per_page", "page"] {
        let (status, body) = get(&sandbox, sandbox.api_key(), &format!("{PATH}?{parameter}=x")).await;
        assert_eq!(status, 400);
        assert!(body["errors"][parameter][0].is_string(), "{body}");
    }
}

fn campaign(uuid: &str, status: &str, exec_term: &str, archived: bool) -> Value {
    json!({
        "uuid": uuid, "name": format!("Name of {uuid}"), "status": status, "exec_term": exec_term,
        "archived": archived, "segment_uuid": "segment", "startdate": "2026-03-01T00:00:00.000Z",
        "created_at": "2026-02-01T00:00:00.000Z", "updated_at": "2026-03-02T00:00:00.000Z",
        "email": "jane@example.com", "author": "Jane", "segment_name": null,
        "next_execution_scheduled_at": null, "prioritization_label": null, "holdout_percentage": 0,
    })
}

/// Returns campaigns in the states that the requests of [`requests`] need.
fn campaigns() -> DataSet {
    let rows = json!([
        campaign("draft", "draft", "transactional", false),
        campaign("launched", "launched", "transactional", false),
        campaign("one-time", "launched", "one_time", false),
        campaign("completed", "completed", "one_time", false),
        campaign("archived", "paused", "transactional", true),
    ]);
    DataSet::from_json(&rows.to_string()).unwrap()
}

async fn send(http: &Client, sandbox: &Sandbox, key: &str, line: &str, body: &Value) -> (u16, Value) {
    let (method, path) = line.split_once(' ').unwrap();
    let method: Method = method.parse().unwrap();
    let request = http.request(method, format!("{}{path}", sandbox.url())).basic_auth(key, Some(""));
    let request = if body.is_null() { request } else { request.json(body) };
    let response = request.send().await.unwrap();
    (response.status().as_u16(), serde_json::from_slice(&response.bytes().await.unwrap()).unwrap())
}

/// Returns requests: the id of the operation, the method and path, the body, and the expected status of the response.
fn requests() -> Vec<(&'static str, String, Value, u16)> {
    let hours_ago = |hours| (Timestamp::now() - SignedDuration::from_hours(hours)).to_string();
    let (start, now) = (hours_ago(48), hours_ago(0));
    let range = format!("start_time={start}&end_time={now}");
    let activity = |query: &str| format!("GET /api/v2/customer_campaign_activity?{query}");
    let execution = |campaign: &str, email: &str| json!({"campaign_uuid": campaign, "email": email, "transaction_uuid": "9f0a4b1c-8d3e-4f5a-9b6c-7d8e9f0a1b2c"});
    let new = json!({"name": "New", "startdate": "2030-01-01T00:00:00Z", "segment_uuid": "segment"});
    let unsegmented = json!({"name": "New", "startdate": "2030-01-01T00:00:00Z"});
    let schedule = json!({"startdate": "2031-01-01T00:00:00Z"});
    let all = json!({"uuid": ["draft", "archived", "launched", "nonexistent"]});
    let mut requests = Vec::new();
    let mut add = |id, line: &str, body: Value, status| requests.push((id, line.to_owned(), body, status));
    add("list_campaigns", "GET /api/v2/campaigns.json", Value::Null, 200);
    add("list_campaigns", "GET /api/v2/campaigns.json?page=x", Value::Null, 400);
    add("get_campaign_performance", &format!("GET /api/v1/campaigns.json?{range}"), Value::Null, 200);
    add("get_campaign_performance", "GET /api/v1/campaigns.json", Value::Null, 400);
    add("get_campaign", "GET /api/v1/campaigns/draft.json", Value::Null, 200);
    add("get_campaign", "GET /api/v1/campaigns/nonexistent.json", Value::Null, 404);
    add("get_campaign_detail", &format!("GET /api/v1/campaigns/draft/detail.json?{range}"), Value::Null, 200);
    add("get_campaign_detail", "GET /api/v1/campaigns/draft/detail.json", Value::Null, 400);
    add(
        "get_campaign_detail",
        &format!("GET /api/v1/campaigns/nonexistent/detail.json?{range}"),
        Value::Null,
        404,
    );
    for kind in ["one_time", "event_triggered"] {
        add("create_campaign", &format!("POST /api/v1/campaigns/{kind}"), new.clone(), 200);
        add("create_campaign", &format!("POST /api/v1/campaigns/{kind}"), json!({}), 400);
    }
    add("create_campaign", "POST /api/v1/campaigns/one_time", unsegmented, 400);
    add("create_campaign", "POST /api/v1/campaigns/nonexistent", new, 404);
    add("launch_campaign", "PATCH /api/v1/campaigns/draft/launch", Value::Null, 200);
    add("launch_campaign", "PATCH /api/v1/campaigns/completed/launch", Value::Null, 422);
    add("launch_campaign", "PATCH /api/v1/campaigns/nonexistent/launch", Value::Null, 404);
    add("pause_campaign", "PATCH /api/v1/campaigns/draft/pause", Value::Null, 200);
    add("pause_campaign", "PATCH /api/v1/campaigns/completed/pause", Value::Null, 422);
    add("pause_campaign", "PATCH /api/v1/campaigns/nonexistent/pause", Value::Null, 404);
    add("update_campaign_schedule", "PATCH /api/v1/campaigns/draft/update_schedule", schedule.clone(), 200);
    add("update_campaign_schedule", "PATCH /api/v1/campaigns/draft/update_schedule", json!({}), 400);
    add(
        "update_campaign_schedule",
        "PATCH /api/v1/campaigns/completed/update_schedule",
        schedule.clone(),
        422,
    );
    add("update_campaign_schedule", "PATCH /api/v1/campaigns/nonexistent/update_schedule", schedule, 404);
    add("archive_campaign", "PUT /api/v1/campaigns/completed/archive", Value::Null, 200);
    add("archive_campaign", "PUT /api/v1/campaigns/launched/archive", Value::Null, 422);
    add("archive_campaign", "PUT /api/v1/campaigns/nonexistent/archive", Value::Null, 404);
    add("unarchive_campaign", "PUT /api/v1/campaigns/completed/unarchive", Value::Null, 200);
    add("unarchive_campaign", "PUT /api/v1/campaigns/nonexistent/unarchive", Value::Null, 404);
    for (id, path) in
        [("bulk_archive_campaigns", "bulk_archive"), ("bulk_unarchive_campaigns", "bulk_unarchive")]
    {
        add(id, &format!("PUT /api/v1/campaigns/{path}"), all.clone(), 200);
        add(id, &format!("PUT /api/v1/campaigns/{path}"), json!({"uuid": []}), 400);
        add(id, &format!("PUT /api/v1/campaigns/{path}"), json!({"uuid": vec!["a"; 101]}), 400);
    }
    let execute = "POST /api/v1/campaigns/execute";
    add("execute_campaign", execute, execution("launched", "jane@example.com"), 200);
    // The transaction has already been processed.
    add("execute_campaign", execute, execution("launched", "jane@example.com"), 200);
    add("execute_campaign", execute, json!({}), 400);
    add(
        "execute_campaign",
        execute,
        json!({"campaign_uuid": "nonexistent", "email": "jane@example.com"}),
        404,
    );
    add("execute_campaign", execute, json!({"campaign_uuid": "one-time", "email": "jane@example.com"}), 422);
    add("execute_campaign", execute, json!({"campaign_uuid": "launched", "email": "nobody"}), 422);
    let payloads = json!({"payloads": [execution("launched", "joe@example.com"), execution("one-time", "joe@example.com")]});
    add("bulk_execute_campaign", "POST /api/v1/campaigns/bulk_execute", payloads, 200);
    add("bulk_execute_campaign", "POST /api/v1/campaigns/bulk_execute", json!({"payloads": []}), 400);
    let id = "get_customer_campaign_activity";
    add(id, &activity(&format!("email=past@example.com&{range}")), Value::Null, 200);
    add(id, &activity(&format!("email=past@example.com&start_time={now}&end_time={now}")), Value::Null, 200);
    add(id, &activity(&range), Value::Null, 400);
    add(id, &activity("email=past@example.com"), Value::Null, 400);
    add(id, &activity(&format!("email=nobody@example.com&{range}")), Value::Null, 404);
    requests
}

/// Returns a validator for a response, or `None` if the contract does not describe the status.
fn response_schema(contract: &Value, operation: &Value, status: u16) -> Option<Validator> {
    let response = resolve(contract, operation["responses"].get(status.to_string())?);
    Some(schema_validator(contract, &response["content"]["application/json"]["schema"]))
}

#[tokio::test]
async fn responses_of_every_operation_conform_to_contract() {
    let (contract, http) = (load(), Client::new());
    let sandbox = Sandbox::builder().data(campaigns()).start().await.unwrap();
    let past = json!({"email": "past@example.com"});
    let yesterday = Timestamp::now() - SignedDuration::from_hours(24);
    assert!(sandbox.record_execution("launched", past.as_object().unwrap(), yesterday));
    let by_id =
        |id: &str| operations(&contract).find(|(_, _, operation)| operation["operationId"] == id).unwrap().2;
    let check = |id: &str, line: &str, status: u16, body: &Value| {
        let schema = response_schema(&contract, by_id(id), status);
        let schema = schema.unwrap_or_else(|| panic!("{line}: the contract does not describe {status}"));
        let errors: Vec<_> = schema.iter_errors(body).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{line} {status}: {body}: {errors:?}");
    };
    let key = sandbox.api_key().to_owned();
    for (id, line, body, status) in requests() {
        let (found, response) = send(&http, &sandbox, &key, &line, &body).await;
        assert_eq!(found, status, "{line}: {response}");
        check(id, &line, found, &response);
    }
    // Errors that do not depend on the request: refused keys, and the statuses of faults.
    for (method, path, operation) in operations(&contract) {
        let id = operation["operationId"].as_str().unwrap();
        let (line, body) = example_requests(&contract, method, path, operation).swap_remove(0);
        let (found, response) = send(&http, &sandbox, "wrong", &line, &body).await;
        assert_eq!(found, 401, "{line}: {response}");
        check(id, &line, found, &response);
        let statuses = operation["responses"].as_object().unwrap().keys();
        let errors: Vec<u16> =
            statuses.filter_map(|status| status.parse().ok()).filter(|status| *status >= 400).collect();
        assert!(errors.len() >= 8, "{id}: {errors:?}");
        for status in errors {
            sandbox.faults().set([Fault::status(status)]);
            let (found, response) = send(&http, &sandbox, &key, &line, &body).await;
            assert_eq!(found, status, "{line}: {response}");
            check(id, &line, found, &response);
        }
        sandbox.faults().clear();
    }
}

/// Collects the values of `campaign_uuid` and `uuid` in a document.
fn uuids(node: &Value, found: &mut BTreeSet<String>) {
    match node {
        Value::Object(map) => {
            for (name, value) in map {
                if matches!(name.as_str(), "campaign_uuid" | "uuid") {
                    let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
                    found.extend(values.iter().filter_map(Value::as_str).map(str::to_owned));
                }
                uuids(value, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| uuids(item, found)),
        _ => {}
    }
}

/// Returns states of a campaign: the status, the type, and whether it is archived. Each operation accepts at least one of them.
fn states(contract: &Value) -> Vec<(&str, &'static str, bool)> {
    let statuses =
        contract["components"]["schemas"]["CampaignStatus"]["x-extensible-enum"].as_array().unwrap();
    let types = [("transactional", false), ("one_time", false), ("transactional", true)];
    let states = statuses.iter().flat_map(|status| {
        types.map(|(exec_term, is_archived)| (status.as_str().unwrap(), exec_term, is_archived))
    });
    states.collect()
}

#[tokio::test]
async fn every_operation_accepts_contract_examples() {
    let (contract, http) = (load(), Client::new());
    for (method, path, operation) in operations(&contract) {
        let id = operation["operationId"].as_str().unwrap();
        let parameters = || {
            let parameters = operation["parameters"].as_array().into_iter().flatten();
            parameters.map(|parameter| resolve(&contract, parameter))
        };
        let example_of = |name: &str| {
            parameters().find(|parameter| parameter["name"] == name).map(|parameter| &parameter["example"])
        };
        let requests = example_requests(&contract, method, path, operation);
        let mut campaigns = BTreeSet::new();
        requests.iter().for_each(|(_, body)| uuids(body, &mut campaigns));
        campaigns.extend(example_of("campaign_uuid").map(|uuid| uuid.as_str().unwrap().to_owned()));
        campaigns.insert("any".to_owned());
        // Time ranges must be in the past.
        let end = example_of("end_time").map(|end| end.as_str().unwrap().parse::<Timestamp>().unwrap());
        let now = end.unwrap_or_else(|| "2026-06-01T00:00:00Z".parse().unwrap());
        let mut successes = 0;
        for (status, exec_term, archived) in states(&contract) {
            let rows: Vec<_> =
                campaigns.iter().map(|uuid| campaign(uuid, status, exec_term, archived)).collect();
            let data = DataSet::from_json(&json!(rows).to_string()).unwrap();
            let sandbox = Sandbox::builder().data(data).now(now).start().await.unwrap();
            let customer = json!({"email": "jane.doe@example.com"});
            let yesterday = now - SignedDuration::from_hours(24);
            assert!(sandbox.record_execution("any", customer.as_object().unwrap(), yesterday));
            for (line, body) in &requests {
                let (found, response) = send(&http, &sandbox, sandbox.api_key(), line, body).await;
                let schema = response_schema(&contract, operation, found);
                let schema = schema
                    .unwrap_or_else(|| panic!("{line}: the contract does not describe {found}: {response}"));
                let errors: Vec<_> = schema.iter_errors(&response).map(|error| error.to_string()).collect();
                assert!(errors.is_empty(), "{line} {found}: {response}: {errors:?}");
                successes += usize::from(found == 200);
            }
        }
        assert!(successes > 0, "{id} never succeeds");
    }
}
