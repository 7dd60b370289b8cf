//! Creation of campaigns.

use serde_json::{Value, json};

use crate::api::{BAD_REQUEST, VALIDATION_FAILED, effects, parsed, request, send, start, state};

const EVENT: &str = "POST /api/v1/campaigns/event_triggered";
const ONE_TIME: &str = "POST /api/v1/campaigns/one_time";

#[tokio::test]
async fn creates_an_event_triggered_campaign() {
    let sandbox = start().await;
    let body = json!({
        "name": "Spring", "startdate": "2026-04-01T00:00:00Z", "enddate": "2026-05-01T00:00:00Z",
        "launch": false, "author": "jane.doe@example.com", "triggering_event_name": "order_placed",
        "tag_data": "Regions:USA", "send_to_unsubscribed": true,
        "triggers": [{"template_uuid": "template", "custom_url_params": [{"name": "a", "value": "b"}]}],
    });
    let (code, created) = send(&sandbox, EVENT, &body).await;
    assert_eq!(code, 200, "{created}");
    let mut campaign = parsed(&created)["campaign"].take();
    let uuid = campaign["uuid"].take().as_str().unwrap().to_owned();
    assert_eq!(
        campaign,
        json!({
            "uuid": null, "name": "Spring", "startdate": "2026-04-01T00:00:00.000Z",
            "enddate": "2026-05-01T00:00:00.000Z", "status": "draft", "triggering_event_name": "order_placed",
            "journey_concurrency": "multiple", "author": "jane.doe@example.com", "tag_data": "Regions:USA",
        })
    );
    let stored = state(&sandbox, &uuid);
    assert_eq!(
        (&stored["exec_term"], &stored["send_to_unsubscribed"], &stored["triggers"]),
        (&json!("transactional"), &json!(true), &body["triggers"])
    );
    assert_eq!(effects(&sandbox), [format!("create_campaign {uuid}")]);
}

#[tokio::test]
async fn repeated_creations_launch_separate_campaigns() {
    let sandbox = start().await;
    let body = json!({"name": "Sale", "startdate": "2026-04-01T00:00:00Z", "segment_uuid": "segment"});
    let mut uuids = Vec::new();
    for _ in 0..2 {
        let created = parsed(&send(&sandbox, ONE_TIME, &body).await.1);
        assert_eq!(created["campaign"]["status"], "launched");
        uuids.push(created["campaign"]["uuid"].as_str().unwrap().to_owned());
    }
    assert_ne!(uuids[0], uuids[1]);
    assert_eq!(
        effects(&sandbox),
        uuids.iter().map(|uuid| format!("create_campaign {uuid}")).collect::<Vec<_>>()
    );
    assert_eq!(state(&sandbox, &uuids[0])["next_execution_scheduled_at"], "2026-04-01T00:00:00.000Z");
}

#[tokio::test]
async fn refuses_invalid_campaigns() {
    let sandbox = start().await;
    let before = sandbox.campaigns();
    let with = |extra: Value| {
        let mut body = json!({"name": "x", "startdate": "2026-04-01T00:00:00Z", "segment_uuid": "segment"});
        body.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        body
    };
    let trigger = json!({"account_adapter_uuid": "a", "account_adapter_liquid_expression": "b"});
    for (line, body, refusal) in [
        (
            ONE_TIME,
            json!({}),
            r#"{"errors":{"name":["can't be blank"],"segment_uuid":["can't be blank"],"startdate":["can't be blank"]}}"#,
        ),
        (EVENT, json!({}), r#"{"errors":{"name":["can't be blank"],"startdate":["can't be blank"]}}"#),
        (EVENT, with(json!({"name": " "})), r#"{"errors":{"name":["can't be blank"]}}"#),
        (EVENT, with(json!({"name": 1})), r#"{"errors":{"name":["must be a string"]}}"#),
        (
            EVENT,
            with(json!({"startdate": "2026-04-01"})),
            r#"{"errors":{"startdate":["is not a valid date and time"]}}"#,
        ),
        (ONE_TIME, with(json!({"segment_uuid": null})), r#"{"errors":{"segment_uuid":["can't be blank"]}}"#),
        (
            ONE_TIME,
            with(json!({"enddate": "2026-05-01T00:00:00Z"})),
            r#"{"errors":{"enddate":["is only for event-triggered campaigns"]}}"#,
        ),
        (
            EVENT,
            with(json!({"enddate": "2026-04-01T00:00:00Z"})),
            r#"{"errors":{"enddate":["must be after startdate"]}}"#,
        ),
        (
            ONE_TIME,
            with(json!({"triggering_event_name": "order"})),
            r#"{"errors":{"triggering_event_name":["is only for event-triggered campaigns"]}}"#,
        ),
        (
            EVENT,
            with(json!({"send_summary_emails": "a@b.c"})),
            r#"{"errors":{"send_summary_emails":["is only for one-time campaigns"]}}"#,
        ),
        (
            EVENT,
            with(json!({"journey_concurrency": "twice"})),
            r#"{"errors":{"journey_concurrency":["is not included in the list"]}}"#,
        ),
        (EVENT, with(json!({"launch": "yes"})), r#"{"errors":{"launch":["must be true or false"]}}"#),
        (
            EVENT,
            with(json!({"seed_list_uuids": "x"})),
            r#"{"errors":{"seed_list_uuids":["must be a list of strings"]}}"#,
        ),
        (
            EVENT,
            with(json!({"triggers": [{}, {}]})),
            r#"{"errors":{"triggers":["must have at most one item"]}}"#,
        ),
        (
            EVENT,
            with(json!({"triggers": [trigger]})),
            r#"{"errors":{"triggers":["cannot have both account_adapter_uuid and account_adapter_liquid_expression"]}}"#,
        ),
        (EVENT, with(json!({"triggers": [{"utm_term": 1}]})), r#"{"errors":{"triggers":["is invalid"]}}"#),
        (EVENT, with(json!({"triggers": "x"})), r#"{"errors":{"triggers":["must be a list of objects"]}}"#),
        (EVENT, json!([]), BAD_REQUEST),
    ] {
        assert_eq!(send(&sandbox, line, &body).await, (400, refusal.to_owned()), "{body}");
    }
    let refused = send(&sandbox, EVENT, &with(json!({"triggers": []}))).await;
    assert_eq!(refused, (422, VALIDATION_FAILED.to_owned()));
    assert_eq!((sandbox.campaigns(), effects(&sandbox).len()), (before, 0));
    let draft = send(&sandbox, EVENT, &with(json!({"triggers": [], "launch": false}))).await;
    assert_eq!(draft.0, 200);
}

#[tokio::test]
async fn other_operations_are_not_campaign_types() {
    let sandbox = start().await;
    let body = json!({"name": "x", "startdate": "2026-04-01T00:00:00Z"});
    for campaign_type in
        ["recurring", "one_time.json", "%65xecute", "execute.json", "campaigns", "bulk%5Fexecute"]
    {
        let refused = send(&sandbox, &format!("POST /api/v1/campaigns/{campaign_type}"), &body).await;
        assert_eq!(refused, (404, r#"{"message":"Endpoint not found"}"#.to_owned()), "{campaign_type}");
    }
    for (line, code) in [
        ("POST /api/v1/campaigns/execute", 400),
        ("POST /api/v1/campaigns/bulk_execute", 400),
        ("POST /api/v1/campaigns/bulk_archive", 405),
        ("PATCH /api/v1/campaigns/launch", 405),
    ] {
        assert_eq!(send(&sandbox, line, &body).await.0, code, "{line}");
    }
    for (path, allowed) in
        [("a.json", "GET,HEAD"), ("one_time", "POST"), ("execute", "POST"), ("a/launch", "PATCH")]
    {
        let refused = request(&sandbox, &format!("DELETE /api/v1/campaigns/{path}")).send().await;
        let refused = refused.unwrap();
        assert_eq!(
            (refused.status().as_u16(), &refused.headers()["allow"]),
            (405, &allowed.parse().unwrap())
        );
    }
    assert!(effects(&sandbox).is_empty());
}
