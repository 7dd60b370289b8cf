//! Archives completed campaigns that have not changed for 90 days. Intended for a nightly job.
//!
//! ```sh
//! archive_completed          # prints the campaigns that it would archive
//! archive_completed --yes    # archives the campaigns
//! ```
//!
//! The program exits with 1 if a campaign was not archived, and can be run again at any time.
//!
//! The unit tests below show how to test such a program without HTTP.

use std::io::Write;
use std::process::ExitCode;

use blueshift::jiff::{SignedDuration, Timestamp};
use blueshift::{Campaign, Client, Error, ItemOutcome, ItemStatus};
use futures_util::{StreamExt, TryStreamExt};

/// The time since the last update after which a completed campaign is archived.
const MIN_AGE: SignedDuration = SignedDuration::from_hours(90 * 24);

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    let is_confirmed = std::env::args().nth(1).is_some_and(|argument| argument == "--yes");
    let connection = blueshift_examples::connect().await?;
    let mut out = std::io::stdout().lock();
    let old = completed(&connection.client, Timestamp::now()).await?;
    if !is_confirmed {
        for campaign in &old {
            writeln!(out, "{} would be archived: {:?}", campaign.uuid, campaign.name)?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let outcomes = archive(&connection.client, old).await?;
    for outcome in &outcomes {
        writeln!(out, "{} {}", outcome.item, outcome.status)?;
    }
    Ok(if outcomes.iter().all(is_archived) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Returns all campaigns to archive. If the listing fails, returns an error instead of a partial list.
async fn completed(client: &Client, now: Timestamp) -> Result<Vec<Campaign>, Error> {
    let campaigns = client.campaigns().list().status("completed").archived(false).all_time();
    campaigns.stream().try_filter(|campaign| std::future::ready(is_old(campaign, now))).try_collect().await
}

fn is_old(campaign: &Campaign, now: Timestamp) -> bool {
    campaign.updated_at.is_some_and(|updated| updated < now - MIN_AGE)
}

async fn archive(client: &Client, campaigns: Vec<Campaign>) -> Result<Vec<ItemOutcome<String>>, Error> {
    let uuids = campaigns.into_iter().map(|campaign| campaign.uuid);
    Ok(client.campaigns().archive_many(uuids).outcomes()?.collect().await)
}

fn is_archived(outcome: &ItemOutcome<String>) -> bool {
    matches!(outcome.status, ItemStatus::Successful | ItemStatus::NoChange)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use blueshift::stub::Stub;
    use serde_json::json;

    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn campaign(uuid: &str, days_ago: i64) -> Campaign {
        Campaign::new(uuid).with_updated_at(NOW - SignedDuration::from_hours(days_ago * 24))
    }

    /// Campaigns can be constructed without a client.
    #[test]
    fn campaign_is_old_after_90_days() {
        assert!(is_old(&campaign("u", 91), NOW));
        assert!(!is_old(&campaign("u", 90), NOW));
        assert!(
            !is_old(&Campaign::new("u"), NOW),
            "a campaign without the time of its last update must not be old"
        );
    }

    #[tokio::test]
    async fn lists_old_completed_campaigns_of_all_time() {
        let stub = Stub::new().campaigns([campaign("old", 100), campaign("new", 1)]);
        let found = completed(&stub.client().unwrap(), NOW).await.unwrap();
        assert_eq!(found.iter().map(|campaign| campaign.uuid.as_str()).collect::<Vec<_>>(), ["old"]);
        let requests = stub.requests();
        assert!(requests.iter().all(|request| request.query("status") == Some("completed")));
        assert!(requests.iter().any(|request| request.query("exec_term") == Some("one_time")));
    }

    #[tokio::test]
    async fn failed_listing_archives_nothing() {
        let stub = Stub::new().respond("list_campaigns", 403, json!({"message": "forbidden"}));
        assert!(completed(&stub.client().unwrap(), NOW).await.is_err());
        assert!(stub.requests().iter().all(|request| request.method == "GET"));
    }

    #[tokio::test]
    async fn reports_blocked_campaigns() {
        let response =
            json!({"successful": [{"uuid": "a"}], "blocked": ["b"], "no_change": ["c"], "failed": []});
        let stub = Stub::new().respond("bulk_archive_campaigns", 200, response);
        let campaigns = ["a", "b", "c"].map(Campaign::new).to_vec();
        let outcomes = archive(&stub.client().unwrap(), campaigns).await.unwrap();
        let archived: Vec<_> = outcomes.iter().map(is_archived).collect();
        assert_eq!(archived, [true, false, true]);
        assert_eq!(stub.requests()[0].body, json!({"uuid": ["a", "b", "c"]}));
    }
}
