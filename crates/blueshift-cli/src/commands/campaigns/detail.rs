//! `campaigns detail`.

use blueshift::types::{CampaignDetail, CampaignStatistics, JourneyConcurrency};
use blueshift::{CampaignStatus, ExecTerm};
use clap::Args;
use serde::Serialize;
use serde_json::Value;

use super::campaign::status_style;
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

fn statistics(it: &WithStatistics) -> Option<&CampaignStatistics> {
    it.0.statistics.as_ref()
}

impl Record for WithStatistics {
    const NOUN: [&'static str; 2] = CampaignDetail::NOUN;

    const COLUMNS: &'static [Column<Self>] = columns_with_statistics![
        WithStatistics, statistics, |_| None;
        C::text("uuid", |it| it.0.uuid.as_deref()).style(|_| DIM),
        C::text("name", |it| it.0.name.as_deref()).flexible(24),
        C::text("status", |it| it.0.status.as_ref().map(CampaignStatus::as_str)).style(status_style),
        C::text("exec_term", |it| it.0.exec_term.as_ref().map(ExecTerm::as_str)),
        C::timestamp("startdate", |it| it.0.startdate),
        C::timestamp("enddate", |it| it.0.enddate),
        C::timestamp("created_at", |it| it.0.created_at),
        C::timestamp("updated_at", |it| it.0.updated_at),
        C::boolean("archived", |it| it.0.archived),
        C::text("author", |it| it.0.author.as_deref()).flexible(12),
        C::text("segment_uuid", |it| it.0.segment_uuid.as_deref()).style(|_| DIM),
        C::text("segment_name", |it| it.0.segment_name.as_deref()).flexible(12),
        C::text("triggering_event_name", |it| it.0.triggering_event_name.as_deref()).flexible(12),
        C::text("journey_concurrency", |it| {
            it.0.journey_concurrency.as_ref().map(JourneyConcurrency::as_str)
        }),
        C::text("tag_data", |it| it.0.tag_data.as_deref()).flexible(12),
    ];

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
