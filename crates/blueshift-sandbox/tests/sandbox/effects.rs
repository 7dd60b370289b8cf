//! The ledger, and the faults that separate an effect from its response.

use std::time::Duration;

use blueshift_sandbox::{Fault, Sandbox};
use serde_json::{Value, json};

use crate::api::{builder, call, effects, parsed, request, send, start, state};
use crate::wire::{End, RawResponse, send as exchange};

const LAUNCH: &str = "PATCH /api/v1/campaigns/one_time-draft/launch";
const KEY: &str = "authorization: Basic c2FuZGJveC1rZXk6\r\n";

async fn with(fault: Fault) -> Sandbox {
    builder().fault(fault).start().await.unwrap()
}

/// Sends the launch and returns the response.
async fn launch(sandbox: &Sandbox) -> RawResponse {
    exchange(sandbox, LAUNCH, KEY).await
}

fn status(sandbox: &Sandbox) -> Value {
    state(sandbox, "one_time-draft")["status"].clone()
}

#[tokio::test]
async fn effects_have_a_sequence_number_and_a_call() {
    let sandbox = start().await;
    for name in ["one", "two"] {
        let line = if name == "one" { LAUNCH } else { "PATCH /api/v1/campaigns/one_time-draft/pause" };
        let response = request(&sandbox, line).header("x-sandbox-call", name).send().await.unwrap();
        assert_eq!(response.status(), 200);
    }
    let all = json!([
        {
            "sequence": 1, "operation": "launch_campaign", "target": "one_time-draft",
            "transaction_uuid": null, "call": "one",
        },
        {
            "sequence": 2, "operation": "pause_campaign", "target": "one_time-draft",
            "transaction_uuid": null, "call": "two",
        },
    ]);
    assert_eq!(serde_json::to_value(sandbox.effects()).unwrap(), all);
    assert_eq!(parsed(&call(&sandbox, "GET /__sandbox/effects").await.1), all);
    assert_eq!(call(&sandbox, "DELETE /__sandbox/effects").await, (200, "[]".to_owned()));
    assert!(sandbox.effects().is_empty());
    assert_eq!(call(&sandbox, LAUNCH).await.0, 200);
    let later = sandbox.effects();
    assert_eq!((later.len(), later[0].sequence, later[0].call.as_deref()), (1, 3, None));
    sandbox.clear_effects();
    assert!(sandbox.effects().is_empty());
}

#[tokio::test]
async fn bulk_operations_have_an_effect_for_each_item() {
    let sandbox = start().await;
    let body = json!({"uuid": ["one_time-draft", "onsite-draft"]});
    let line = "PUT /api/v1/campaigns/bulk_archive";
    request(&sandbox, line).header("x-sandbox-call", "c").json(&body).send().await.unwrap();
    let calls: Vec<_> = sandbox.effects().into_iter().map(|effect| (effect.sequence, effect.call)).collect();
    assert_eq!(calls, [(1, Some("c".to_owned())), (2, Some("c".to_owned()))]);
}

#[tokio::test]
async fn requests_without_the_key_have_no_effect() {
    let sandbox = start().await;
    assert_eq!(exchange(&sandbox, LAUNCH, "").await.status(), 401);
    assert_eq!((status(&sandbox), effects(&sandbox).len()), (json!("draft"), 0));
}

#[tokio::test]
async fn faults_before_the_operation_prevent_its_effect() {
    for fault in [Fault::status(503), Fault::reset(), Fault::html(), Fault::body(200, "", "")] {
        let sandbox = with(fault).await;
        launch(&sandbox).await;
        assert_eq!((status(&sandbox), effects(&sandbox).len()), (json!("draft"), 0));
    }
}

#[tokio::test]
async fn a_truncated_response_does_not_prevent_the_effect() {
    let sandbox = with(Fault::truncate()).await;
    let cut = launch(&sandbox).await;
    assert_eq!((cut.status(), cut.end), (200, End::Closed));
    assert_eq!(effects(&sandbox), ["launch_campaign one_time-draft"]);
}

#[tokio::test]
async fn lost_response_applies_effect_and_closes_connection() {
    let sandbox = with(Fault::lost_response().times(1)).await;
    let lost = launch(&sandbox).await;
    assert_eq!((lost.end, lost.head.len() + lost.body.len()), (End::Closed, 0));
    assert_eq!(status(&sandbox), "launched");
    assert_eq!(effects(&sandbox), ["launch_campaign one_time-draft"]);
    // The next request is not affected.
    assert_eq!(launch(&sandbox).await.status(), 422);
    assert_eq!(effects(&sandbox).len(), 1);
    assert_eq!(sandbox.stats().dropped, 1);
}

#[tokio::test]
async fn a_lost_response_can_be_replaced_by_a_status() {
    let sandbox = with(Fault::lost_response().respond_with(504)).await;
    let lost = launch(&sandbox).await;
    assert_eq!((lost.status(), lost.end), (504, End::Complete));
    assert_eq!(effects(&sandbox), ["launch_campaign one_time-draft"]);
}

#[tokio::test]
async fn lost_responses_obey_their_conditions() {
    let fault = Fault::lost_response().operation("pause_campaign").after(1).times(1);
    let sandbox = with(fault).await;
    let pause = "PATCH /api/v1/campaigns/one_time-draft/pause";
    let mut ends = Vec::new();
    for line in [LAUNCH, pause, LAUNCH, pause, LAUNCH, pause] {
        ends.push(exchange(&sandbox, line, KEY).await.status());
    }
    assert_eq!(ends, [200, 200, 200, 0, 200, 200]);
    assert_eq!(effects(&sandbox).len(), 6);
    let shared = with(Fault::lost_response().share(0.3).seed(1)).await;
    for _ in 0..50 {
        exchange(&shared, "PUT /api/v1/campaigns/onsite-draft/archive", KEY).await;
        exchange(&shared, "PUT /api/v1/campaigns/onsite-draft/unarchive", KEY).await;
    }
    assert_eq!(effects(&shared).len(), 100);
    let lost = shared.stats().dropped;
    assert!((15..45).contains(&lost), "{lost}");
}

const HOUR: Duration = Duration::from_secs(3600);

/// Advances tokio's time until all delayed effects are applied. The time is not paused earlier, because paused time advances
/// whenever a test waits for a socket.
async fn settle() {
    tokio::time::pause();
    tokio::time::sleep(2 * HOUR).await;
    tokio::time::resume();
}

#[tokio::test]
async fn a_delayed_effect_follows_its_response() {
    for (fault, code) in
        [(Fault::delayed_effect(HOUR), 0), (Fault::delayed_effect(HOUR).respond_with(504), 504)]
    {
        let sandbox = start().await;
        sandbox.faults().set([fault.times(1)]);
        let before = launch(&sandbox).await;
        assert_eq!(before.status(), code);
        assert_eq!((status(&sandbox), effects(&sandbox).len()), (json!("draft"), 0));
        settle().await;
        assert_eq!((status(&sandbox), effects(&sandbox).len()), (json!("launched"), 1));
    }
}

#[tokio::test]
async fn delayed_effect_depends_on_the_state_when_applied() {
    let sandbox = start().await;
    sandbox.faults().set([Fault::delayed_effect(HOUR).times(1)]);
    assert_eq!(launch(&sandbox).await.end, End::Closed);
    // Another request launches the campaign first, so the delayed one is refused.
    assert_eq!(launch(&sandbox).await.status(), 200);
    settle().await;
    assert_eq!(effects(&sandbox).len(), 1);
}

#[tokio::test]
async fn delayed_requests_keep_their_body_and_their_call() {
    let sandbox = start().await;
    sandbox.faults().set([Fault::delayed_effect(HOUR).respond_with(409)]);
    let body = json!({"email": "a@example.com", "campaign_uuid": "transactional-launched"});
    let line = "POST /api/v1/campaigns/execute";
    let sent = request(&sandbox, line).header("x-sandbox-call", "late").json(&body).send().await;
    assert_eq!(sent.unwrap().status(), 409);
    assert!(effects(&sandbox).is_empty());
    settle().await;
    let effect = sandbox.effects().pop().unwrap();
    assert_eq!((effect.operation, effect.call.as_deref()), ("execute_campaign", Some("late")));
}

#[tokio::test]
async fn reads_are_stale_after_each_change() {
    let sandbox = with(Fault::stale_reads(2)).await;
    let read = async || {
        let (code, body) = call(&sandbox, "GET /api/v1/campaigns/one_time-draft.json").await;
        assert_eq!(code, 200);
        parsed(&body)["status"].clone()
    };
    assert_eq!(read().await, "draft");
    assert_eq!(launch(&sandbox).await.status(), 200);
    assert_eq!(
        [read().await, read().await, read().await, read().await],
        ["draft", "draft", "launched", "launched"]
    );
    assert_eq!(call(&sandbox, "PATCH /api/v1/campaigns/one_time-draft/pause").await.0, 200);
    assert_eq!([read().await, read().await, read().await], ["launched", "launched", "paused"]);
}

#[tokio::test]
async fn stale_reads_hide_a_created_campaign() {
    let sandbox = with(Fault::stale_reads(1)).await;
    let listed = async || {
        let (code, body) = call(&sandbox, "GET /api/v2/campaigns.json?name=Sale").await;
        assert_eq!(code, 200);
        parsed(&body).as_array().unwrap().len()
    };
    let body = json!({"name": "Sale", "startdate": "2026-04-01T00:00:00Z"});
    let line = "POST /api/v1/campaigns/event_triggered";
    send(&sandbox, line, &body).await;
    assert_eq!([listed().await, listed().await], [0, 1]);
    let (_, created) = send(&sandbox, line, &body).await;
    let uuid = parsed(&created)["campaign"]["uuid"].as_str().unwrap().to_owned();
    let get = format!("GET /api/v1/campaigns/{uuid}.json");
    assert_eq!([call(&sandbox, &get).await.0, call(&sandbox, &get).await.0], [404, 200]);
}

#[tokio::test]
async fn stale_reads_obey_their_conditions() {
    let sandbox = with(Fault::stale_reads(5).times(1).operation("get_campaign")).await;
    for uuid in ["one_time-draft", "onsite-draft"] {
        assert_eq!(call(&sandbox, &format!("PATCH /api/v1/campaigns/{uuid}/launch")).await.0, 200);
    }
    let status = async |uuid: &str| {
        let body = call(&sandbox, &format!("GET /api/v1/campaigns/{uuid}.json")).await.1;
        parsed(&body)["status"].as_str().unwrap().to_owned()
    };
    assert_eq!(status("one_time-draft").await, "draft");
    assert_eq!(status("one_time-draft").await, "launched");
    assert_eq!(status("onsite-draft").await, "launched");
    assert_eq!(sandbox.faults().applied(), [1]);
}
