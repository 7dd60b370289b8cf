//! A record of `campaigns performance`.

use std::ops::Range;

use blueshift::jiff::Timestamp;
use blueshift::jiff::civil::Date;
use blueshift::types::{CampaignPerformance, CampaignStatistics};
use blueshift::{CampaignStatus, DailyPerformance, ExecTerm};
use serde::{Serialize, Serializer};

use crate::commands::campaigns::campaign::status_style;
use crate::commands::campaigns::statistics::columns_with_statistics;
use crate::output::{Column, Record};
use crate::terminal::{CYAN, DIM};

/// The column with the day.
pub(super) const DATE: &str = "date";
/// The column with the chart.
pub(super) const TREND: &str = "trend";

/// A campaign with its statistics for a period or a day.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// The day, if the statistics are for one day.
    pub(super) day: Option<Day>,
    pub(super) campaign: CampaignPerformance,
    /// A chart of one statistic over the days of the period.
    pub(super) trend: Option<String>,
}

#[derive(Clone, Debug)]
pub(super) struct Day {
    date: Date,
    /// The part of the period that is within the day.
    range: Range<Timestamp>,
}

impl Row {
    pub(super) fn of_campaign(campaign: CampaignPerformance) -> Self {
        Self { day: None, campaign, trend: None }
    }

    /// Returns a row for each campaign of a day.
    pub(super) fn of_day(day: DailyPerformance) -> Vec<Self> {
        let DailyPerformance { date, range, campaigns, .. } = day;
        let of_campaign = |campaign| {
            let day = Some(Day { date, range: range.clone() });
            Self { day, ..Self::of_campaign(campaign) }
        };
        campaigns.into_iter().map(of_campaign).collect()
    }
}

/// Serializes the campaign as received or, for a day, an object with the day and the campaign.
impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct OfDay<'a> {
            date: Date,
            start_time: Timestamp,
            end_time: Timestamp,
            campaign: &'a CampaignPerformance,
        }

        match &self.day {
            None => self.campaign.serialize(serializer),
            Some(Day { date, range }) => {
                let (start_time, end_time) = (range.start, range.end);
                OfDay { date: *date, start_time, end_time, campaign: &self.campaign }.serialize(serializer)
            }
        }
    }
}

fn statistics(it: &Row) -> Option<&CampaignStatistics> {
    it.campaign.statistics.as_ref()
}

fn currency(it: &Row) -> Option<&str> {
    it.campaign.currency.as_deref()
}

impl Record for Row {
    const NOUN: [&'static str; 2] = ["campaign", "campaigns"];

    const COLUMNS: &'static [Column<Self>] = columns_with_statistics![
        Row, statistics, currency;
        C::derived(DATE, |it| Some(it.day.as_ref()?.date.to_string())),
        C::text("uuid", |it| Some(&it.campaign.uuid)).style(|_| DIM),
        C::text("name", |it| it.campaign.name.as_deref()).flexible(24),
        C::text(TREND, |it| it.trend.as_deref()).style(|_| CYAN).unordered(),
        C::text("status", |it| it.campaign.status.as_ref().map(CampaignStatus::as_str)).style(status_style),
        C::text("exec_term", |it| it.campaign.exec_term.as_ref().map(ExecTerm::as_str)),
        C::timestamp("startdate", |it| it.campaign.startdate),
        C::timestamp("enddate", |it| it.campaign.enddate),
        C::timestamp("created_at", |it| it.campaign.created_at),
        C::timestamp("updated_at", |it| it.campaign.updated_at),
        C::boolean("campaign_executing", |it| it.campaign.campaign_executing),
        C::timestamp("campaign_execution_started_at", |it| it.campaign.campaign_execution_started_at),
        C::timestamp("campaign_execution_ended_at", |it| it.campaign.campaign_execution_ended_at),
        C::derived("recurring_number", |it| json_text(it.campaign.recurring_number.as_ref()?)),
        C::text("recurring_unit", |it| it.campaign.recurring_unit.as_deref()),
        C::text("recurring_schedule", |it| it.campaign.recurring_schedule.as_deref()),
        C::derived("recurring_time", |it| json_text(it.campaign.recurring_time.as_ref()?)),
        C::text("currency", currency),
        C::text("segment_uuid", |it| it.campaign.segment_uuid.as_deref()).style(|_| DIM),
        C::text("segment_name", |it| it.campaign.segment_name.as_deref()).flexible(12),
    ];

    const TABLE: &'static [(&'static str, u8)] = &[
        (DATE, 0),
        ("name", 0),
        (TREND, 1),
        ("sends", 3),
        ("opens", 4),
        ("unique_opens", 9),
        ("clicks", 2),
        ("unique_clicks", 8),
        ("purchases", 6),
        ("revenue", 5),
        ("status", 10),
        ("uuid", 7),
    ];
}
