//! Calls every operation of the library on the server at `BLUESHIFT_BASE_URL`. `.ci/prism` runs the programs in this directory
//! through a proxy that validates requests and responses, and checks that together they call every operation.

use blueshift::jiff::{Timestamp, ToSpan};
use blueshift::types::{CampaignSchedule, NewCampaign};
use blueshift::{BulkOutcomes, CampaignType, Client, Customer, ItemStatus, Recipient};
use futures_util::{StreamExt, TryStreamExt};

type Failure = Box<dyn std::error::Error>;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let client = Client::from_env()?;
    let campaigns = client.campaigns();
    let now = Timestamp::now();
    let range = now - (24 * 30).hours()..now;

    let listed: Vec<_> =
        campaigns.list().status("launched").exec_term("recurring").stream().try_collect().await?;
    if listed.is_empty() {
        return Err("no campaign was listed".into());
    }
    campaigns.performance(range.clone()).send().await?;

    let campaign = NewCampaign::new("Every operation", now + 24.hours()).with_launch(false);
    let created = campaigns.create(CampaignType::EventTriggered, campaign).send().await?;
    let uuid = created
        .value
        .campaign
        .and_then(|campaign| campaign.uuid)
        .ok_or("the created campaign has no UUID")?;
    campaigns.get(&uuid).send().await?;
    campaigns.detail(&uuid, range.clone()).send().await?;
    campaigns.update_schedule(&uuid, CampaignSchedule::new(now + 48.hours())).send().await?;
    campaigns.launch(&uuid).send().await?;

    let recipient =
        || Recipient::email("jane.doe@example.com").field("order_number", "4711").high_priority(true);
    campaigns.execute(&uuid, recipient().transaction_key("order-4711")).send().await?;
    let recipients = [recipient(), Recipient::customer_id("customer-4711")];
    successful(campaigns.execute_many(&uuid, recipients).bulk().outcomes()?).await?;
    let jane = Customer::email("jane.doe@example.com");
    let _: Vec<_> = client.customers().campaign_activity(jane, range).stream().try_collect().await?;

    campaigns.pause(&uuid).send().await?;
    campaigns.archive(&uuid).send().await?;
    campaigns.unarchive(&uuid).send().await?;
    successful(campaigns.archive_many([uuid.clone()]).outcomes()?).await?;
    successful(campaigns.unarchive_many([uuid]).outcomes()?).await
}

/// Returns an error if there are no outcomes, or if an outcome is not successful.
async fn successful<T: std::fmt::Debug>(outcomes: BulkOutcomes<T>) -> Result<(), Failure> {
    let outcomes: Vec<_> = outcomes.collect().await;
    if outcomes.is_empty() || outcomes.iter().any(|outcome| outcome.status != ItemStatus::Successful) {
        return Err(format!("expected successful outcomes, found {outcomes:?}").into());
    }
    Ok(())
}
