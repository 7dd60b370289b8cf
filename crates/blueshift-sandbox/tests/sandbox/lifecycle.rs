//! Documented rules for launching, pausing, rescheduling and archiving.

use serde_json::{Value, json};

use crate::api::{
    BAD_REQUEST, NOT_FOUND, NOW, VALIDATION_FAILED, call, effects, parsed, request, send, start, state,
};

const TYPES: [&str; 5] = ["one_time", "recurring", "on_going", "transactional", "onsite"];
const STATUSES: [&str; 5] = ["draft", "launched", "executing", "paused", "completed"];

/// Applies an operation to a campaign of every type and status, archived and not archived. Checks that the operation is accepted
/// if `accepts` returns true and refused otherwise, and that a refused operation does not change the state or the ledger.
async fn check(
    operation: &str,
    line: &str,
    body: Option<Value>,
    refusal: &str,
    accepts: impl Fn(&str, &str, bool) -> bool,
) {
    for exec_term in TYPES {
        for status in STATUSES {
            for archived in [false, true] {
                let sandbox = start().await;
                let prefix = if archived { "archived-" } else { "" };
                let uuid = format!("{prefix}{exec_term}-{status}");
                let before = state(&sandbox, &uuid);
                let line = line.replace("UUID", &uuid);
                let (code, found) = match &body {
                    Some(body) => send(&sandbox, &line, body).await,
                    None => call(&sandbox, &line).await,
                };
                if accepts(exec_term, status, archived) {
                    assert_eq!(code, 200, "{line}: {found}");
                    assert_eq!(effects(&sandbox), [format!("{operation} {uuid}")]);
                    let after = state(&sandbox, &uuid);
                    assert_ne!(after, before, "{line}");
                    assert_eq!(after["updated_at"], NOW, "{line}");
                } else {
                    assert_eq!((code, found.as_str()), (422, refusal), "{line}");
                    assert!(effects(&sandbox).is_empty(), "{line}");
                    assert_eq!(state(&sandbox, &uuid), before, "{line}");
                }
            }
        }
    }
}

#[tokio::test]
async fn launches_drafts_and_paused_campaigns() {
    let accepts = |_: &str, status: &str, archived: bool| !archived && matches!(status, "draft" | "paused");
    let line = "PATCH /api/v1/campaigns/UUID/launch";
    check("launch_campaign", line, None, VALIDATION_FAILED, accepts).await;
}

#[tokio::test]
async fn launches_only_complete_campaigns() {
    let sandbox = start().await;
    for uuid in ["undated", "unsegmented", "without-triggers"] {
        let refused = call(&sandbox, &format!("PATCH /api/v1/campaigns/{uuid}/launch")).await;
        assert_eq!(refused, (422, VALIDATION_FAILED.to_owned()), "{uuid}");
    }
    assert!(effects(&sandbox).is_empty());
}

#[tokio::test]
async fn pauses_launched_and_executing_campaigns() {
    let accepts =
        |_: &str, status: &str, archived: bool| !archived && matches!(status, "launched" | "executing");
    let refusal = r#"{"message":"Campaign cannot be paused in its current status."}"#;
    check("pause_campaign", "PATCH /api/v1/campaigns/UUID/pause", None, refusal, accepts).await;
}

#[tokio::test]
async fn launch_and_pause_return_the_new_state() {
    let sandbox = start().await;
    for (operation, status) in [("launch", "launched"), ("pause", "paused")] {
        let (code, body) =
            call(&sandbox, &format!("PATCH /api/v1/campaigns/one_time-draft/{operation}")).await;
        let expected = json!({"uuid": "one_time-draft", "status": status, "updated_at": NOW});
        assert_eq!((code, parsed(&body)), (200, expected));
        assert_eq!(state(&sandbox, "one_time-draft")["status"], status);
    }
}

#[tokio::test]
async fn rescheduling_depends_on_status_and_type() {
    let accepts = |exec_term: &str, status: &str, archived: bool| {
        !archived
            && (matches!(status, "draft" | "paused") || status == "launched" && exec_term == "transactional")
    };
    let body = json!({"startdate": "2026-04-01T02:00:00+02:00", "enddate": "2026-05-01T00:00:00Z"});
    let refusal = r#"{"message":"Invalid schedule values"}"#;
    let line = "PATCH /api/v1/campaigns/UUID/update_schedule";
    check("update_campaign_schedule", line, Some(body), refusal, accepts).await;
}

#[tokio::test]
async fn stores_schedule_and_records_every_update() {
    let sandbox = start().await;
    let line = "PATCH /api/v1/campaigns/on_going-draft/update_schedule";
    let attributes = json!({"interval_size": 2, "interval_unit": "week", "days_of_week": ["mon"]});
    let body = json!({
        "startdate": "2026-04-01T02:00:00+02:00", "recurring_schedule": "daily",
        "repeating_schedule_attributes": attributes,
    });
    for _ in 0..2 {
        assert_eq!(send(&sandbox, line, &body).await, (200, r#"{"success":true}"#.to_owned()));
    }
    let campaign = state(&sandbox, "on_going-draft");
    assert_eq!(campaign["startdate"], "2026-04-01T00:00:00.000Z");
    assert_eq!(
        (&campaign["recurring_schedule"], &campaign["repeating_schedule_attributes"]),
        (&json!("daily"), &attributes)
    );
    assert_eq!(effects(&sandbox).len(), 2);
}

#[tokio::test]
async fn compares_dates_of_a_schedule_before_rounding() {
    let sandbox = start().await;
    let line = "PATCH /api/v1/campaigns/on_going-draft/update_schedule";
    for (end, code) in [
        ("2030-01-01T00:00:00.0009Z", 200),
        ("2030-01-01T00:00:00.0001Z", 422),
        ("2030-01-01T00:00:00Z", 422),
        ("2030-01-01T02:00:00.0001+02:00", 422),
    ] {
        let body = json!({"startdate": "2030-01-01T00:00:00.0001Z", "enddate": end});
        assert_eq!(send(&sandbox, line, &body).await.0, code, "{end}");
    }
}

#[tokio::test]
async fn refuses_invalid_schedules() {
    let sandbox = start().await;
    let line = "PATCH /api/v1/campaigns/one_time-draft/update_schedule";
    let start = "2026-04-01T00:00:00Z";
    for (body, code, refusal) in [
        (json!({}), 400, r#"{"errors":{"startdate":["can't be blank"]}}"#),
        (json!({"startdate": ""}), 400, r#"{"errors":{"startdate":["can't be blank"]}}"#),
        (json!({"startdate": "soon"}), 400, r#"{"errors":{"startdate":["is not a valid date and time"]}}"#),
        (json!({"startdate": 1}), 400, r#"{"errors":{"startdate":["must be a string"]}}"#),
        (
            json!({"startdate": start, "enddate": "x", "recurring_schedule": 1}),
            400,
            r#"{"errors":{"enddate":["is not a valid date and time"],"recurring_schedule":["must be a string"]}}"#,
        ),
        (
            json!({"startdate": start, "repeating_schedule_attributes": {"interval_size": -1}}),
            400,
            r#"{"errors":{"repeating_schedule_attributes":["is invalid"]}}"#,
        ),
        (json!([]), 400, BAD_REQUEST),
        (json!({"startdate": start, "enddate": start}), 422, r#"{"message":"Invalid schedule values"}"#),
    ] {
        assert_eq!(send(&sandbox, line, &body).await, (code, refusal.to_owned()), "{body}");
    }
    let malformed = request(&sandbox, line).body("{").send().await.unwrap();
    assert_eq!(malformed.status(), 400);
    assert_eq!(malformed.text().await.unwrap(), BAD_REQUEST);
    assert!(effects(&sandbox).is_empty());
}

#[tokio::test]
async fn archiving_is_idempotent_and_refused_if_launched_or_executing() {
    for exec_term in TYPES {
        for status in STATUSES {
            let sandbox = start().await;
            let uuid = format!("{exec_term}-{status}");
            let archive = format!("PUT /api/v1/campaigns/{uuid}/archive");
            if matches!(status, "launched" | "executing") {
                assert_eq!(call(&sandbox, &archive).await, (422, VALIDATION_FAILED.to_owned()), "{uuid}");
                assert!(effects(&sandbox).is_empty());
                continue;
            }
            for (operation, archived) in [("archive", true), ("unarchive", false)] {
                for _ in 0..2 {
                    let found = call(&sandbox, &format!("PUT /api/v1/campaigns/{uuid}/{operation}")).await;
                    assert_eq!(found, (200, format!(r#"{{"archived":{archived}}}"#)), "{uuid}");
                    assert_eq!(state(&sandbox, &uuid)["archived"], archived);
                }
            }
            let expected = [format!("archive_campaign {uuid}"), format!("unarchive_campaign {uuid}")];
            assert_eq!(effects(&sandbox), expected);
        }
    }
}

#[tokio::test]
async fn bulk_archiving_has_an_outcome_for_each_campaign() {
    let sandbox = start().await;
    let uuids = [
        "one_time-draft",
        "archived-onsite-draft",
        "one_time-launched",
        "nonexistent",
        "onsite-paused",
        "one_time-draft",
    ];
    let (code, body) = send(&sandbox, "PUT /api/v1/campaigns/bulk_archive", &json!({"uuid": uuids})).await;
    assert_eq!(code, 200);
    assert_eq!(
        parsed(&body),
        json!({
            "no_change": ["archived-onsite-draft", "one_time-draft"],
            "blocked": ["one_time-launched"],
            "successful": [
                {"uuid": "one_time-draft", "name": "Name of one_time-draft"},
                {"uuid": "onsite-paused", "name": "Name of onsite-paused"},
            ],
            "failed": ["nonexistent"],
        })
    );
    let (_, body) = send(&sandbox, "PUT /api/v1/campaigns/bulk_unarchive", &json!({"uuid": uuids})).await;
    assert_eq!(
        parsed(&body),
        json!({
            "no_change": ["one_time-launched", "one_time-draft"],
            "blocked": [],
            "successful": [
                {"uuid": "one_time-draft", "name": "Name of one_time-draft"},
                {"uuid": "archived-onsite-draft", "name": "Name of archived-onsite-draft"},
                {"uuid": "onsite-paused", "name": "Name of onsite-paused"},
            ],
            "failed": ["nonexistent"],
        })
    );
    assert_eq!(
        effects(&sandbox),
        [
            "bulk_archive_campaigns one_time-draft",
            "bulk_archive_campaigns onsite-paused",
            "bulk_unarchive_campaigns one_time-draft",
            "bulk_unarchive_campaigns archived-onsite-draft",
            "bulk_unarchive_campaigns onsite-paused",
        ]
    );
}

#[tokio::test]
async fn bulk_archiving_accepts_up_to_100_campaigns() {
    let sandbox = start().await;
    for operation in ["bulk_archive", "bulk_unarchive"] {
        let line = format!("PUT /api/v1/campaigns/{operation}");
        for (body, refusal) in [
            (json!({}), r#"{"errors":{"uuid":["can't be blank"]}}"#),
            (json!({"uuid": []}), r#"{"errors":{"uuid":["can't be blank"]}}"#),
            (json!({"uuid": "one_time-draft"}), r#"{"errors":{"uuid":["must be a list of strings"]}}"#),
            (json!({"uuid": [1]}), r#"{"errors":{"uuid":["must be a list of strings"]}}"#),
            (json!({"uuid": vec!["x"; 101]}), r#"{"errors":{"uuid":["must have at most 100 items"]}}"#),
            (json!("x"), BAD_REQUEST),
        ] {
            assert_eq!(send(&sandbox, &line, &body).await, (400, refusal.to_owned()), "{body}");
        }
        assert_eq!(send(&sandbox, &line, &json!({"uuid": vec!["x"; 100]})).await.0, 200);
    }
    assert!(effects(&sandbox).is_empty());
}

#[tokio::test]
async fn unknown_campaigns_are_not_found() {
    let sandbox = start().await;
    for line in [
        "PATCH /api/v1/campaigns/nonexistent/launch",
        "PATCH /api/v1/campaigns/nonexistent/pause",
        "PUT /api/v1/campaigns/nonexistent/archive",
        "PUT /api/v1/campaigns/nonexistent/unarchive",
    ] {
        assert_eq!(call(&sandbox, line).await, (404, NOT_FOUND.to_owned()), "{line}");
    }
    let body = json!({"startdate": "2026-04-01T00:00:00Z"});
    let refused = send(&sandbox, "PATCH /api/v1/campaigns/nonexistent/update_schedule", &body).await;
    assert_eq!(refused, (404, NOT_FOUND.to_owned()));
    // A removed campaign is also unknown.
    assert!(sandbox.remove("one_time-draft"));
    assert_eq!(call(&sandbox, "PATCH /api/v1/campaigns/one_time-draft/launch").await.0, 404);
}
