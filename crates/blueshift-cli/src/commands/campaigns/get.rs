//! The `campaigns get` command.

use blueshift::types::{CampaignDetail, JourneyConcurrency};
use blueshift::{CampaignStatus, Error, ExecTerm};
use clap::Args;
use serde_json::Value;

use super::campaign::status_style;
use super::detailed::{columns_of_campaign, only};
use crate::commands::Context;
use crate::connection::Connection;
use crate::failure::{Failure, Operation, UsageError};
use crate::output::{CardArgs, Column, Record, fields};
use crate::sandbox;
use crate::terminal::DIM;

const EXAMPLES: &str = "\
Examples:
  blueshift campaigns get 09d6d2b1-684b-41c7-80d5-7001ce2653ac
  blueshift campaigns get UUID | jq -r .status

To find the UUID of a campaign: blueshift campaigns list --name TEXT --columns uuid,name";

/// Show a campaign, without its statistics
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Get {
    /// UUID of the campaign
    uuid: String,

    #[command(flatten)]
    output: CardArgs<CampaignDetail>,
}

impl Get {
    pub(super) fn check(&self) -> Result<(), UsageError> {
        self.output.check()
    }

    pub(super) async fn run(self, context: &Context<'_>) -> Result<(), Failure> {
        let now = sandbox::now(context.global)?;
        let connection = Connection::open(context).await?;
        context.progress.start("requesting the campaign");
        let campaign = connection.client.campaigns().get(self.uuid).send().await;
        let campaign = campaign.map_err(|error| Failure::call(&OPERATION, error))?;
        self.output.print(context, now, &campaign)
    }
}

impl Record for CampaignDetail {
    const NOUN: [&'static str; 2] = ["campaign", "campaigns"];

    const COLUMNS: &'static [Column<Self>] =
        columns_of_campaign!(CampaignDetail, std::convert::identity, only![]);

    const TABLE: &'static [(&'static str, u8)] = &[
        ("name", 0),
        ("status", 1),
        ("exec_term", 2),
        ("startdate", 3),
        ("enddate", 4),
        ("author", 6),
        ("segment_name", 7),
        ("uuid", 5),
    ];

    fn other_fields(&self) -> Vec<(&str, &Value)> {
        fields(&self.extra).collect()
    }
}

pub(super) static OPERATION: Operation =
    Operation { permission: "read campaigns", noun: CampaignDetail::NOUN, advice, next_step: |_, _| None };

fn advice(error: &Error, _: u64) -> Option<&'static str> {
    match error.status()?.as_u16() {
        404 => Some(
            "There is no campaign with this UUID in the account. `blueshift campaigns list --all-time --columns \
             uuid,name` lists all campaigns; `blueshift config show` prints the region in use.",
        ),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_every_field_of_a_campaign() {
        let timestamp = "2026-05-20T18:43:34Z";
        let full = serde_json::json!({
            "uuid": "u", "name": "n", "status": "draft", "exec_term": "onsite", "startdate": timestamp,
            "enddate": timestamp, "created_at": timestamp, "updated_at": timestamp, "archived": true, "author": "a",
            "segment_uuid": "s", "segment_name": "sn", "triggering_event_name": "e",
            "journey_concurrency": "multiple", "tag_data": "Regions:EU", "new": { "field": [1] },
        });
        let campaign: CampaignDetail = serde_json::from_value(full.clone()).unwrap();
        let columns = CampaignDetail::COLUMNS
            .iter()
            .map(|column| (column.name(), column.text_of(&campaign).unwrap_or_default().into_owned()));
        let others = campaign.other_fields();
        let others = others.iter().map(|(name, value)| (*name, value.to_string()));
        let shown: Vec<_> = columns.chain(others).collect();
        let expected: Vec<_> = full
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, value)| {
                (name.as_str(), value.as_str().map_or_else(|| value.to_string(), str::to_owned))
            })
            .collect();
        assert_eq!(shown, expected);
        assert!(CampaignDetail::TABLE.iter().all(|(name, _)| Column::<CampaignDetail>::find(name).is_some()));
    }
}
