//! Filters, alone and combined, compared with a naive filter over all campaigns.

use std::collections::HashSet;

use blueshift_sandbox::{ArchivedAbsent, ArchivedFalse, DataSet, NameMatch, Sandbox, UndatedOneTime};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::wire::{all, campaigns, text, uuids};

fn noon() -> Timestamp {
    "2026-03-15T12:00:00Z".parse().unwrap()
}

async fn sandbox() -> Sandbox {
    Sandbox::builder().now(noon()).start().await.unwrap()
}

/// A filter that includes every campaign with a start date.
const LONG_AGO: &str = "startdate=2000-01-01T00:00:00Z";

fn timestamp(campaign: &Value, field: &str) -> Option<Timestamp> {
    campaign[field].as_str().map(|text| text.parse().unwrap())
}

/// Returns all campaigns with a start date.
async fn dated(sandbox: &Sandbox) -> Vec<Value> {
    campaigns(sandbox, &format!("per_page=500&{LONG_AGO}")).await
}

/// Checks that `query` selects the same campaigns as `keeps`, and that it selects some but not all campaigns.
async fn keeps(sandbox: &Sandbox, query: &str, keeps: impl Fn(&Value) -> bool) {
    let everything = dated(sandbox).await;
    let expected: Vec<_> = everything.iter().filter(|campaign| keeps(campaign)).cloned().collect();
    assert!(
        !expected.is_empty() && expected.len() < everything.len(),
        "{query} selects no campaign or every campaign"
    );
    let found = campaigns(sandbox, &format!("per_page=500&{LONG_AGO}&{query}")).await;
    assert_eq!(uuids(&found), uuids(&expected), "{query}");
}

#[tokio::test]
async fn name_matches_substrings_in_any_case() {
    keeps(&sandbox().await, "name=sALe", |campaign| text(campaign, "name").to_lowercase().contains("sale"))
        .await;
    keeps(&sandbox().await, "name=caf%C3%89", |campaign| text(campaign, "name").contains("Café")).await;
}

#[tokio::test]
async fn name_can_be_case_sensitive() {
    let strict = Sandbox::builder().now(noon()).name_match(NameMatch::ExactCase).start().await.unwrap();
    keeps(&strict, "name=Sale", |campaign| text(campaign, "name").contains("Sale")).await;
    assert!(campaigns(&strict, "name=sALe").await.is_empty());
}

#[tokio::test]
async fn email_matches_the_complete_address() {
    let sandbox = sandbox().await;
    keeps(&sandbox, "email=Jane.Doe%40example.com", |campaign| campaign["email"] == "jane.doe@example.com")
        .await;
    assert!(campaigns(&sandbox, "email=jane").await.is_empty());
}

#[tokio::test]
async fn status_exec_term_and_archived_match_exactly() {
    let sandbox = sandbox().await;
    for status in ["draft", "launched", "paused", "completed"] {
        keeps(&sandbox, &format!("status={status}"), |campaign| campaign["status"] == status).await;
    }
    for exec_term in ["one_time", "recurring", "on_going", "transactional", "onsite"] {
        keeps(&sandbox, &format!("exec_term={exec_term}"), |campaign| campaign["exec_term"] == exec_term)
            .await;
    }
    keeps(&sandbox, "archived=true", |campaign| campaign["archived"] == true).await;
    keeps(&sandbox, "archived=false", |campaign| campaign["archived"] == false).await;
    for unknown in ["status=launch", "status=LAUNCHED", "exec_term=nonexistent", "status="] {
        assert!(campaigns(&sandbox, unknown).await.is_empty(), "{unknown}");
    }
}

#[tokio::test]
async fn created_after_and_created_before_are_exclusive() {
    let sandbox = sandbox().await;
    let everything = dated(&sandbox).await;
    let bound = text(&everything[100], "created_at");
    let at = timestamp(&everything[100], "created_at");
    keeps(&sandbox, &format!("created_after={bound}"), |campaign| timestamp(campaign, "created_at") > at)
        .await;
    keeps(&sandbox, &format!("created_before={bound}"), |campaign| timestamp(campaign, "created_at") < at)
        .await;
}

#[tokio::test]
async fn timestamps_can_have_any_offset_and_precision() {
    let sandbox = sandbox().await;
    for bound in ["2025-12-01T02:00:00%2B02:00", "2025-11-30t19:00:00.000000-05:00", "2025-12-01T00:00:00z"] {
        let at = Some("2025-12-01T00:00:00Z".parse().unwrap());
        keeps(&sandbox, &format!("created_after={bound}"), |campaign| timestamp(campaign, "created_at") > at)
            .await;
    }
}

#[tokio::test]
async fn listing_without_startdate_contains_one_time_campaigns_of_the_last_thirty_days() {
    let sandbox = sandbox().await;
    let mut shown = campaigns(&sandbox, "per_page=500&exec_term=one_time").await;
    // Campaigns without a start date are also listed, but not with `startdate`.
    let with_undated = shown.len();
    shown.retain(|campaign| !campaign["startdate"].is_null());
    assert!(shown.len() < with_undated);
    let everything = campaigns(&sandbox, &format!("per_page=500&exec_term=one_time&{LONG_AGO}")).await;
    let window = noon() - SignedDuration::from_hours(30 * 24)..=noon();
    let expected: Vec<_> = everything
        .iter()
        .filter(|campaign| timestamp(campaign, "startdate").is_some_and(|start| window.contains(&start)))
        .cloned()
        .collect();
    assert!(!expected.is_empty() && expected.len() < everything.len());
    assert_eq!(uuids(&shown), uuids(&expected));
}

#[tokio::test]
async fn undated_one_time_campaigns_can_be_hidden() {
    let hiding =
        Sandbox::builder().now(noon()).undated_one_time(UndatedOneTime::Hidden).start().await.unwrap();
    let undated = |campaigns: Vec<Value>| campaigns.iter().filter(|c| c["startdate"].is_null()).count();
    assert_eq!(undated(campaigns(&hiding, "per_page=500&exec_term=one_time").await), 0);
    assert_ne!(undated(campaigns(&hiding, "per_page=500").await), 0);
}

#[tokio::test]
async fn listing_without_startdate_contains_all_campaigns_of_other_types() {
    let sandbox = sandbox().await;
    let listed = campaigns(&sandbox, "per_page=500").await;
    let others = listed.iter().filter(|campaign| campaign["exec_term"] != "one_time");
    assert_eq!(others.clone().count(), 300 * 6 / 10);
    let oldest = others.filter_map(|campaign| timestamp(campaign, "startdate")).min();
    assert!(oldest < Some(noon() - SignedDuration::from_hours(365 * 24)));
}

#[tokio::test]
async fn startdate_is_exclusive_and_excludes_undated_campaigns() {
    let sandbox = sandbox().await;
    let everything = dated(&sandbox).await;
    assert!(everything.iter().all(|campaign| !campaign["startdate"].is_null()));
    let bound = text(&everything[100], "startdate");
    let at = timestamp(&everything[100], "startdate");
    let found = campaigns(&sandbox, &format!("per_page=500&startdate={bound}")).await;
    let expected: Vec<_> =
        everything.iter().filter(|campaign| timestamp(campaign, "startdate") > at).cloned().collect();
    assert_eq!(uuids(&found), uuids(&expected));
    assert!(!expected.is_empty() && expected.len() < everything.len());
}

#[tokio::test]
async fn filters_combine() {
    let sandbox = sandbox().await;
    keeps(&sandbox, "status=launched&exec_term=recurring&archived=false", |campaign| {
        campaign["status"] == "launched"
            && campaign["exec_term"] == "recurring"
            && campaign["archived"] == false
    })
    .await;
    let query = "status=launched&exec_term=on_going&archived=false&created_after=2025-01-01T00:00:00Z\
                 &created_before=2026-03-01T00:00:00Z&name=e&email=jane.doe%40example.com&per_page=1";
    let after: Timestamp = "2025-01-01T00:00:00Z".parse().unwrap();
    let before: Timestamp = "2026-03-01T00:00:00Z".parse().unwrap();
    let found = all(&Sandbox::builder().now(noon()).campaigns(3000).start().await.unwrap(), query, 0).await;
    assert!(found.len() > 1);
    for campaign in found {
        assert_eq!(campaign["status"], "launched");
        assert_eq!(campaign["exec_term"], "on_going");
        assert_eq!(campaign["archived"], false);
        assert_eq!(campaign["email"], "jane.doe@example.com");
        assert!(text(&campaign, "name").to_lowercase().contains('e'));
        let created = timestamp(&campaign, "created_at").unwrap();
        assert!(after < created && created < before);
    }
}

#[tokio::test]
async fn meaning_of_archived_is_configurable() {
    let count = async |absent, with_false, query: &'static str| {
        let sandbox = Sandbox::builder().now(noon()).archived_absent(absent).archived_false(with_false);
        let sandbox = sandbox.start().await.unwrap();
        uuids(&campaigns(&sandbox, query).await).into_iter().collect::<HashSet<_>>().len()
    };
    let (absent, sent) = ("per_page=500", "per_page=500&archived=false");
    let everything = count(ArchivedAbsent::All, ArchivedFalse::Unarchived, absent).await;
    let unarchived = count(ArchivedAbsent::All, ArchivedFalse::Unarchived, sent).await;
    assert!(0 < unarchived && unarchived < everything);
    assert_eq!(count(ArchivedAbsent::Unarchived, ArchivedFalse::All, absent).await, unarchived);
    assert_eq!(count(ArchivedAbsent::Unarchived, ArchivedFalse::All, sent).await, everything);
}

#[tokio::test]
async fn absent_fields_match_no_filter() {
    let data = DataSet::from_json(r#"[{"uuid": "bare"}]"#).unwrap();
    let sandbox = Sandbox::builder().data(data).start().await.unwrap();
    assert_eq!(campaigns(&sandbox, "").await.len(), 1);
    for query in ["name=", "email=a", "status=draft", "exec_term=onsite", "archived=true", LONG_AGO] {
        assert!(campaigns(&sandbox, query).await.is_empty(), "{query}");
    }
}
