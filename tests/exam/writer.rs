//! A client for the writer level of the exam, based on the library: executes the tasks on stdin and prints an outcome for each
//! task or item. `docs/exam.md` specifies the formats.

use std::error::Error;
use std::io::{BufRead, Write};
use std::time::Duration;

use blueshift::jiff::Timestamp;
use blueshift::types::{CampaignSchedule, NewCampaign};
use blueshift::{BulkOutcomes, CampaignType, Campaigns, Client, ItemStatus, Outcome, Recipient, RetryPolicy};
use futures_util::{StreamExt, stream};
use serde_json::{Value, json};
use uuid::Uuid;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The number of tasks that are executed concurrently.
const CONCURRENCY: usize = 16;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let client = Client::builder(std::env::var("BLUESHIFT_API_KEY")?)
        .base_url(std::env::var("BLUESHIFT_BASE_URL")?)
        .retry_policy(RetryPolicy::default().initial_backoff(Duration::from_millis(200)).max_retries(2))
        // Allows several reads after an unknown outcome.
        .deadline(Duration::from_secs(10))
        .build()?;
    let campaigns = client.campaigns();
    let tasks: Vec<Value> = std::io::stdin()
        .lock()
        .lines()
        .map(|line| Ok(serde_json::from_str(&line?)?))
        .collect::<Result<_>>()?;
    let mut done = stream::iter(tasks).map(|task| run(&campaigns, task)).buffer_unordered(CONCURRENCY);
    let mut out = std::io::stdout().lock();
    while let Some(outcomes) = done.next().await {
        for (id, outcome) in outcomes? {
            writeln!(out, "{}", json!({"id": id, "outcome": outcome}))?;
        }
    }
    Ok(())
}

/// Executes a task and returns the id and the outcome of the task or of each item.
async fn run(campaigns: &Campaigns, task: Value) -> Result<Vec<(String, &'static str)>> {
    let uuid = || text(&task, "campaign_uuid");
    let operation = text(&task, "operation")?;
    let outcome = match operation.as_str() {
        "launch_campaign" => single(campaigns.launch(uuid()?).send().await),
        "pause_campaign" => single(campaigns.pause(uuid()?).send().await),
        "archive_campaign" => single(campaigns.archive(uuid()?).send().await),
        "unarchive_campaign" => single(campaigns.unarchive(uuid()?).send().await),
        "update_campaign_schedule" => {
            let schedule = CampaignSchedule::new(text(&task, "startdate")?.parse::<Timestamp>()?);
            single(campaigns.update_schedule(uuid()?, schedule).send().await)
        }
        "create_campaign" => {
            let kind: CampaignType = serde_json::from_value(task["campaign_type"].clone())?;
            let campaign: NewCampaign = serde_json::from_value(task["body"].clone())?;
            single(campaigns.create(kind, campaign).send().await)
        }
        "execute_campaign" => single(campaigns.execute(uuid()?, recipient(&task)?).send().await),
        "bulk_archive_campaigns" => {
            let items = items(&task, |item| text(item, "campaign_uuid"))?;
            let uuids: Vec<_> = items.iter().map(|(_, uuid)| uuid.clone()).collect();
            return bulk(&items, campaigns.archive_many(uuids).outcomes()?).await;
        }
        "bulk_execute_campaign" => {
            let items = items(&task, recipient)?;
            let recipients: Vec<_> = items.iter().map(|(_, recipient)| recipient.clone()).collect();
            return bulk(&items, campaigns.execute_many(uuid()?, recipients).bulk().outcomes()?).await;
        }
        other => return Err(format!("unknown operation {other}").into()),
    };
    Ok(vec![(text(&task, "id")?, outcome)])
}

fn text(task: &Value, name: &str) -> Result<String> {
    Ok(task[name].as_str().ok_or_else(|| format!("expected a string in `{name}`, found {task}"))?.to_owned())
}

fn items<T>(task: &Value, read: impl Fn(&Value) -> Result<T>) -> Result<Vec<(String, T)>> {
    let items =
        task["items"].as_array().ok_or_else(|| format!("expected a list in `items`, found {task}"))?;
    items.iter().map(|item| Ok((text(item, "id")?, read(item)?))).collect()
}

fn recipient(task: &Value) -> Result<Recipient> {
    let recipient = Recipient::email(text(task, "email")?);
    Ok(match task["transaction_uuid"].as_str() {
        Some(key) => recipient.transaction(key.parse::<Uuid>()?),
        None => recipient,
    })
}

fn single<T>(result: std::result::Result<T, blueshift::Error>) -> &'static str {
    match result {
        Ok(_) => "applied",
        Err(error) => match error.outcome() {
            Some(Outcome::Applied) => "applied",
            Some(Outcome::NotApplied) => "not_applied",
            _ => "unknown",
        },
    }
}

async fn bulk<T: Clone + PartialEq>(
    items: &[(String, T)],
    mut outcomes: BulkOutcomes<T>,
) -> Result<Vec<(String, &'static str)>> {
    let mut reports = Vec::new();
    while let Some(outcome) = outcomes.next().await {
        let status = match outcome.status {
            ItemStatus::Successful | ItemStatus::NoChange => "applied",
            ItemStatus::Blocked | ItemStatus::Failed => "not_applied",
            _ => "unknown",
        };
        let item = items
            .iter()
            .find(|(_, item)| *item == outcome.item)
            .ok_or("the library returned an outcome for an unknown item")?;
        reports.push((item.0.clone(), status));
    }
    Ok(reports)
}
