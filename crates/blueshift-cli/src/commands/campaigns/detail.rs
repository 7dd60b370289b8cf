//! The `campaigns detail` command.

use blueshift::types::{CampaignDetail, CampaignStatistics, JourneyConcurrency};
use blueshift::{CampaignStatus, ExecTerm};
use clap::Args;
use serde::Serialize;
use serde_json::Value;

use super::campaign::status_style;
use super::detailed::columns_of_campaign;
use super::get::OPERATION;
use super::statistics::columns_with_statistics;
use crate::commands::Context;
use crate::connection::Connection;
use crate::failure::{Failure, UsageError};
use crate::output::{CardArgs, Column, Record, fields};
use crate::sandbox;
use crate::terminal::DIM;
use crate::when::{Period, when_help};

const EXAMPLES: &str = concat!(
    "\
Examples:
  blueshift campaigns detail UUID
  blueshift campaigns detail UUID --from 2026-04-01 --to 2026-05-01
  blueshift campaigns detail UUID | jq .statistics.clicks

",
    when_help!()
);

/// Show a campaign with its statistics
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Detail {
    /// UUID of the campaign
    uuid: String,

    #[command(flatten)]
    period: Period,

    #[command(flatten)]
    output: CardArgs<WithStatistics>,
}

impl Detail {
    pub(super) fn check(&self) -> Result<(), UsageError> {
        self.output.check()
    }

    pub(super) async fn run(self, context: &Context<'_>) -> Result<(), Failure> {
        let now = sandbox::now(context.global)?;
        let range = self.period.resolve(now);
        let connection = Connection::open(context).await?;
        context.progress.start("requesting the campaign");
        let campaign = connection.client.campaigns().detail(self.uuid, range).send().await;
        let campaign = campaign.map_err(|error| Failure::call(&OPERATION, error))?;
        self.output.print(context, now, &WithStatistics(campaign.into_inner()))
    }
}

/// A campaign with a column for each statistic.
#[derive(Serialize)]
#[serde(transparent)]
pub(crate) struct WithStatistics(CampaignDetail);

fn campaign(it: &WithStatistics) -> &CampaignDetail {
    &it.0
}

fn statistics(it: &WithStatistics) -> Option<&CampaignStatistics> {
    it.0.statistics.as_ref()
}

impl Record for WithStatistics {
    const NOUN: [&'static str; 2] = CampaignDetail::NOUN;

    const COLUMNS: &'static [Column<Self>] = columns_of_campaign!(
        WithStatistics,
        campaign,
        columns_with_statistics![WithStatistics, statistics, |_| None;]
    );

    const TABLE: &'static [(&'static str, u8)] = &[
        ("name", 0),
        ("status", 3),
        ("sends", 2),
        ("opens", 4),
        ("clicks", 1),
        ("purchases", 6),
        ("revenue", 5),
        ("uuid", 7),
    ];

    fn other_fields(&self) -> Vec<(&str, &Value)> {
        let of_statistics = statistics(self).map(|statistics| fields(&statistics.extra));
        of_statistics.into_iter().flatten().chain(fields(&self.0.extra)).collect()
    }
}
