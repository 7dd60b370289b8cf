//! Clients that use a stub.

use blueshift::stub::Stub;
use blueshift::{Campaign, Error, ItemStatus, Outcome, Recipient, blocking};
use futures_util::{StreamExt, TryStreamExt};
use serde_json::json;

#[tokio::test]
async fn uses_responses_in_turn_and_repeats_the_last() {
    let stub = Stub::new()
        .respond("get_campaign", 503, json!({}))
        .respond("get_campaign", 200, json!({"name": "a"}))
        .respond("get_campaign", 200, json!({"name": "b"}));
    let client = stub.client().unwrap();
    let mut names = Vec::new();
    for _ in 0..3 {
        names.push(client.campaigns().get("u").send().await.unwrap().into_inner().name.unwrap());
    }
    assert_eq!((names, stub.requests().len()), (vec!["a".to_owned(), "b".to_owned(), "b".to_owned()], 4));
}

#[tokio::test]
async fn lists_campaigns_in_pages() {
    for count in [0, 1, 7, 200, 401] {
        let uuids: Vec<_> = (0..count).map(|number| format!("u-{number}")).collect();
        let stub = Stub::new().campaigns(uuids.iter().map(Campaign::new));
        for list in
            [stub.client().unwrap().campaigns().list(), stub.client().unwrap().campaigns().list().per_page(3)]
        {
            let listed: Vec<_> = list.stream().map_ok(|campaign| campaign.uuid).try_collect().await.unwrap();
            assert_eq!(listed, uuids);
        }
    }
}

#[tokio::test]
async fn records_requests_and_passes_them_to_functions() {
    let stub = Stub::new().respond_with("execute_campaign", |request| {
        assert_eq!(request.operation, Some("execute_campaign"));
        let is_jane = request.body["email"] == "jane@example.com";
        if is_jane { (200, json!({"success": true})) } else { (422, json!({"error": "unknown customer"})) }
    });
    let recipients = ["jane@example.com", "joe@example.com"].map(Recipient::email);
    let outcomes = stub.client().unwrap().campaigns().execute_many("c", recipients).concurrency(1).outcomes();
    let statuses: Vec<_> = outcomes.unwrap().map(|outcome| outcome.status).collect().await;
    assert_eq!(statuses, [ItemStatus::Successful, ItemStatus::Failed]);
    let requests = stub.requests();
    assert_eq!(
        (requests[0].method.as_str(), requests[0].path.as_str()),
        ("POST", "/api/v1/campaigns/execute")
    );
    assert_eq!(requests[1].body["email"], "joe@example.com");
}

#[tokio::test]
async fn error_names_the_request_without_a_stubbed_response() {
    let stub = Stub::new();
    let error = stub.client().unwrap().campaigns().pause("u").send().await.unwrap_err();
    assert!(
        error.to_string().contains("no response is stubbed for PATCH /api/v1/campaigns/u/pause"),
        "{error}"
    );
    assert_eq!(error.outcome(), Some(Outcome::NotApplied));
    let error = Stub::new().respond("pause", 200, json!({})).client().unwrap_err();
    assert!(matches!(error, Error::Config(_)) && error.to_string().contains("\"pause\""), "{error}");
}

#[test]
fn blocking_client_can_use_a_stub() {
    let stub = Stub::new().campaigns([Campaign::new("u")]);
    let service = stub.http_service().unwrap();
    let client = blocking::Client::builder("key").base_url("http://127.0.0.1").http_service(service).build();
    let uuids: Vec<_> = client.unwrap().campaigns().list().iter().map(|found| found.unwrap().uuid).collect();
    assert_eq!(uuids, ["u"]);
}
