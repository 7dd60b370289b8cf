//! Methods that wait until a campaign shows a change.

use blueshift::{CampaignStatus, Outcome};

use super::*;

/// A timeout that no test exceeds.
const LONG: Duration = Duration::from_secs(600);

async fn sandbox_with(status: &str) -> Sandbox {
    sandbox_of(json!([{"uuid": "c1", "status": status, "exec_term": "transactional",
        "startdate": "2030-01-01T00:00:00Z", "updated_at": "2024-01-01T00:00:00Z"}]))
    .await
}

fn reads(sandbox: &Sandbox) -> usize {
    sandbox.requests().iter().filter(|request| request.method == "GET").count()
}

#[tokio::test]
async fn waits_until_the_campaign_shows_the_change() {
    for (before, after) in [("draft", CampaignStatus::Launched), ("launched", CampaignStatus::Paused)] {
        let sandbox = sandbox_with(before).await;
        sandbox.faults().set([Fault::stale_reads(4), Fault::status(503).operation("get_campaign").times(2)]);
        let campaigns = client(&sandbox).campaigns();
        let campaign = match after {
            CampaignStatus::Launched => campaigns.launch("c1").wait_until_launched(LONG).await,
            _ => campaigns.pause("c1").wait_until_paused(LONG).await,
        };
        let campaign = campaign.unwrap();
        assert_eq!((campaign.status.clone(), campaign.may_still_take_effect()), (Some(after), false));
        assert_eq!((sandbox.effects().len(), reads(&sandbox)), (1, 7));
    }
    let sandbox = sandbox_with("draft").await;
    sandbox.faults().set([Fault::stale_reads(2)]);
    let schedule = CampaignSchedule::new(at("2031-01-01T00:00:00Z"));
    let update = client(&sandbox).campaigns().update_schedule("c1", schedule);
    let campaign = update.wait_until_shown(LONG).await.unwrap();
    assert_eq!((campaign.startdate, reads(&sandbox)), (Some(at("2031-01-01T00:00:00Z")), 3));
}

#[tokio::test]
async fn waits_after_an_unknown_outcome() {
    let sandbox = sandbox_with("draft").await;
    sandbox.faults().set([Fault::lost_response().operation("launch_campaign"), Fault::stale_reads(3)]);
    let campaign = client(&sandbox).campaigns().launch("c1").wait_until_launched(LONG).await.unwrap();
    assert_eq!(
        (campaign.status.clone(), campaign.may_still_take_effect()),
        (Some(CampaignStatus::Launched), true)
    );
    assert_eq!(sandbox.effects().len(), 1);
}

/// An executing one-time campaign may complete between two reads.
#[tokio::test]
async fn completed_campaign_counts_as_launched() {
    let sandbox = sandbox_with("draft").await;
    let completed = body(200, r#"{"status":"completed"}"#).operation("get_campaign");
    sandbox.faults().set([completed]);
    let campaign = client(&sandbox).campaigns().launch("c1").wait_until_launched(LONG).await.unwrap();
    assert_eq!(campaign.status, Some(CampaignStatus::Completed));
}

#[tokio::test]
async fn change_not_shown_in_time_is_applied() {
    let sandbox = sandbox_with("draft").await;
    sandbox.faults().set([Fault::stale_reads(u64::MAX)]);
    let launch = client(&sandbox).campaigns().launch("c1");
    let error = launch.wait_until_launched(Duration::from_secs(1)).await.unwrap_err();
    assert_eq!(
        (error.outcome(), error.is_timeout(), error.is_retryable()),
        (Some(Outcome::Applied), true, false)
    );
    assert!(reads(&sandbox) > 1 && sandbox.effects().len() == 1);
}

#[tokio::test]
async fn does_not_wait_for_a_change_that_fails() {
    let sandbox = sandbox_with("completed").await;
    let error = client(&sandbox).campaigns().launch("c1").wait_until_launched(LONG).await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.outcome()), (422, Some(Outcome::NotApplied)));
    assert_eq!(reads(&sandbox), 0);
}

#[tokio::test]
async fn timeout_includes_the_request() {
    let sandbox = sandbox_with("draft").await;
    sandbox.faults().set([Fault::latency(LONG)]);
    for deadline in [LONG, Duration::from_millis(50)] {
        let launch = client(&sandbox).campaigns().launch("c1").deadline(deadline);
        let error = launch.wait_until_launched(Duration::from_millis(100)).await.unwrap_err();
        assert_eq!((error.outcome(), error.is_timeout()), (Some(Outcome::Unknown), true), "{error:?}");
    }
}
