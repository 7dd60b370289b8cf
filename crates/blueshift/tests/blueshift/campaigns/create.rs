//! Creation of campaigns.

use blueshift::Outcome;

use super::*;

const NAME: &str = "Spring sale";

fn campaign() -> NewCampaign {
    // The API lists a one-time campaign that started so long ago only with the filter `startdate`.
    NewCampaign::new(NAME, at("2020-01-01T00:00:00Z")).with_segment_uuid("s").with_launch(false)
}

fn create(sandbox: &Sandbox) -> blueshift::CreateCampaign {
    client(sandbox).campaigns().create(CampaignType::OneTime, campaign())
}

fn uuids(error: &Error) -> Option<Vec<&str>> {
    let Error::OutcomeUnknown(error) = error else { panic!("{error:?}") };
    Some(error.candidates()?.iter().map(|campaign| campaign.uuid.as_str()).collect())
}

/// Returns campaigns that the tested call did not create: an earlier one, two with other names, and a later one of another
/// client.
fn others() -> Value {
    json!([
        {"uuid": "before", "name": NAME, "exec_term": "one_time", "created_at": "2024-01-01T00:00:00Z"},
        {"uuid": "longer", "name": "Spring sale 2", "created_at": "2999-01-01T00:00:00Z"},
        {"uuid": "case", "name": "spring sale", "created_at": "2999-01-01T00:00:00Z"},
        {"uuid": "foreign", "name": NAME, "created_at": "2999-01-01T00:00:00Z"},
    ])
}

#[tokio::test]
async fn creates_a_campaign_of_each_type() {
    let sandbox = Sandbox::start().await.unwrap();
    for (campaign_type, exec_term) in
        [(CampaignType::OneTime, "one_time"), (CampaignType::EventTriggered, "transactional")]
    {
        let created =
            client(&sandbox).campaigns().create(campaign_type, campaign()).send().await.unwrap().into_inner();
        let created = created.campaign.unwrap();
        assert_eq!((created.name.as_deref(), created.status.unwrap().as_ref()), (Some(NAME), "draft"));
        let stored = sandbox.campaign(created.uuid.unwrap()).unwrap();
        assert_eq!((stored["exec_term"].as_str(), stored["name"].as_str()), (Some(exec_term), Some(NAME)));
    }
    assert_eq!(sandbox.effects().len(), 2);
}

#[tokio::test]
async fn retries_a_rate_limited_creation() {
    let sandbox = Sandbox::builder().fault(Fault::status(429).times(2)).start().await.unwrap();
    assert_eq!(create(&sandbox).send().await.unwrap().attempts(), 3);
    assert_eq!(sandbox.effects().len(), 1);
}

#[tokio::test]
async fn documented_errors_are_reported_with_their_outcome() {
    for (status, text, message) in DOCUMENTED {
        let sandbox = Sandbox::start().await.unwrap();
        sandbox.faults().set([body(status, text).operation("create_campaign")]);
        let error = create(&sandbox).send().await.unwrap_err();
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert_eq!(api_message(&error), Some(message), "{text}");
        let expected = if status < 500 { Outcome::NotApplied } else { Outcome::Unknown };
        assert_eq!(error.outcome(), Some(expected), "{text}");
        let posts = sandbox.requests().iter().filter(|request| request.method == "POST").count();
        // Status 429 is retried. The other refusals are permanent, and after 5xx the campaign may have been created.
        assert_eq!(posts, if status == 429 { 6 } else { 1 }, "{text}");
    }
}

#[tokio::test]
async fn creation_with_an_unknown_outcome_is_sent_once_and_has_candidates() {
    for fault in [
        Fault::lost_response(),
        Fault::lost_response().respond_with(504),
        Fault::lost_response().respond_with(409),
    ] {
        let sandbox = sandbox_of(others()).await;
        sandbox.faults().set([
            fault.operation("create_campaign"),
            Fault::status(503).operation("list_campaigns").times(2),
        ]);
        let error = create(&sandbox).send().await.unwrap_err();
        assert_eq!((error.outcome(), error.is_retryable()), (Some(Outcome::Unknown), false));
        let effects = sandbox.effects();
        assert_eq!(effects.len(), 1);
        let mut candidates = uuids(&error).unwrap();
        candidates.sort_unstable_by_key(|uuid| *uuid == "foreign");
        assert_eq!(candidates, [effects[0].target.as_str(), "foreign"]);
        assert!(
            error.to_string().ends_with("it may have created one of 2 campaigns with the requested name"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn creation_with_a_delayed_effect_has_an_unknown_outcome() {
    let sandbox = sandbox_of(json!([])).await;
    sandbox.faults().set([Fault::delayed_effect(Duration::from_secs(3600)).operation("create_campaign")]);
    let error = create(&sandbox).send().await.unwrap_err();
    assert_eq!(uuids(&error), Some(vec![]));
    assert_eq!((error.outcome(), error.may_still_take_effect()), (Some(Outcome::Unknown), true));
}

#[tokio::test]
async fn candidates_that_cannot_be_listed_are_none() {
    let sandbox = sandbox_of(json!([])).await;
    let forbidden = Fault::status(403).operation("list_campaigns");
    sandbox.faults().set([Fault::lost_response().operation("create_campaign"), forbidden]);
    let error = create(&sandbox).send().await.unwrap_err();
    assert_eq!((uuids(&error), error.outcome()), (None, Some(Outcome::Unknown)));
    assert!(error.to_string().ends_with("campaigns could not be listed"), "{error}");
}

#[tokio::test]
async fn listing_of_candidates_ends_at_the_deadline() {
    let sandbox = sandbox_of(others()).await;
    // One request hangs, or several slow requests exceed the deadline together.
    for latency in [Duration::from_secs(3600), Duration::from_millis(300)] {
        let slow = Fault::latency(latency).operation("list_campaigns");
        sandbox.faults().set([Fault::lost_response().operation("create_campaign"), slow]);
        let error = create(&sandbox).deadline(Duration::from_secs(1)).send().await.unwrap_err();
        assert_eq!(uuids(&error), None);
    }
    assert_eq!(sandbox.effects().len(), 2);
}

/// The server's clock is years behind or ahead of this machine's clock.
#[tokio::test]
async fn candidates_are_selected_by_the_server_clock() {
    for now in ["2024-06-01T00:00:00Z", "2040-06-01T00:00:00Z"] {
        let before = at(now) - blueshift::jiff::SignedDuration::from_secs(5);
        let rows = json!([
            {"uuid": "before", "name": NAME, "exec_term": "one_time", "created_at": before.to_string()},
            {"uuid": "undated", "name": NAME, "exec_term": "one_time"},
        ]);
        let data = DataSet::from_json(&rows.to_string()).unwrap();
        let sandbox = Sandbox::builder().data(data).now(at(now)).start().await.unwrap();
        sandbox.faults().set([Fault::lost_response().operation("create_campaign")]);
        let error = create(&sandbox).send().await.unwrap_err();
        let mut candidates = uuids(&error).unwrap();
        candidates.sort_unstable_by_key(|uuid| *uuid == "undated");
        assert_eq!(candidates, [sandbox.effects()[0].target.as_str(), "undated"], "{now}");
    }
}

#[tokio::test]
async fn classifies_creations_with_unreadable_responses() {
    let sandbox = sandbox_of(json!([])).await;
    sandbox.faults().set([Fault::truncate().operation("create_campaign")]);
    let error = create(&sandbox).send().await.unwrap_err();
    assert_eq!((error.outcome(), sandbox.effects().len()), (Some(Outcome::Applied), 1), "{error:?}");
    assert!(!error.is_retryable(), "the error is retryable, but a retry would create a second campaign");
    sandbox.faults().set([body(200, "").operation("create_campaign")]);
    assert!(create(&sandbox).send().await.unwrap().campaign.is_none());
    for (text, content_type) in [(r#"{"success": false}"#, "application/json"), ("<html>", "text/html")] {
        sandbox.faults().set([Fault::body(200, content_type, text).operation("create_campaign")]);
        let error = create(&sandbox).send().await.unwrap_err();
        assert_eq!(error.outcome(), Some(Outcome::Unknown), "{text}: {error:?}");
    }
}
