//! The `campaigns performance` command.

mod row;

use std::collections::HashMap;
use std::ops::Range;

use blueshift::jiff::tz::TimeZone;
use blueshift::jiff::{SignedDuration, Timestamp};
use blueshift::{CampaignStatus, Client, Error, GetPerformance};
use clap::Args;
use clap_complete::engine::ArgValueCandidates;
use futures_util::{StreamExt, TryStreamExt};

use self::row::{DATE, Row, TREND};
use super::list::at_least_one;
use crate::commands::Context;
use crate::complete;
use crate::connection::Connection;
use crate::failure::{Failure, Operation, UsageError};
use crate::output::{Column, Defaults, Format, OutputArgs, Record, SortBy, sort_parser, sparkline};
use crate::sandbox;
use crate::when::{Period, when_help};

/// The maximum width of a chart: one character per day for up to a month.
const CHART_WIDTH: usize = 31;

const EXAMPLES: &str = concat!(
    "\
Examples:
  blueshift campaigns performance --from 2026-04 --to 2026-05
  blueshift campaigns performance --from 30d --sort clicks:desc --limit 3
  blueshift campaigns performance --sort clicks:desc --columns uuid,name,clicks
  blueshift campaigns performance --from 2026-04-01 --to 1d -o csv
  blueshift campaigns performance --daily --sort revenue:desc --limit 10

",
    when_help!(),
    " The user interface of Blueshift shows statistics in the time zone of the account. For the same figures, specify times \
     with the offset of that time zone, such as 2026-05-01T00:00-07:00.

A table ends with the totals of the campaigns that it shows. There is no total for unique opens and unique clicks, because \
     a customer may be counted for several campaigns. The total of amounts in several currencies is shown as \"mixed\"."
);

/// Show the statistics of all campaigns in a period
///
/// The response contains the campaigns that were active in the period. Their order is not documented; see --sort.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Performance {
    #[command(flatten)]
    period: Period,

    /// Request the statistics of each UTC day: csv, json, ndjson and tables outside a terminal have one record per campaign and
    /// day; on a terminal, a table shows a chart for each campaign
    #[arg(long, help_heading = "Period")]
    daily: bool,

    #[arg(long, value_name = "STATUS", help_heading = "Filters",
        add = ArgValueCandidates::new(complete::statuses),
        help = format!("Only campaigns with this status: {}", CampaignStatus::KNOWN.join(", ")))]
    status: Option<String>,

    /// Only campaigns with these tags, such as Regions:NA,EU
    #[arg(long, value_name = "TAGS", help_heading = "Filters")]
    tag_data: Option<String>,

    /// Sort by this column, such as clicks; clicks:desc starts with the largest value
    // In other tools, `-clicks` means descending. The hyphen is allowed, so that the error lists the columns.
    #[arg(long, value_name = "COLUMN[:desc]", allow_hyphen_values = true, value_parser = sort_parser::<Row>(), hide_possible_values = true,
        add = ArgValueCandidates::new(complete::sort_columns::<Row>), help_heading = "Order")]
    sort: Option<SortBy<Row>>,

    /// Print at most this many records, after sorting
    #[arg(long, value_name = "N", value_parser = at_least_one::<usize>, help_heading = "Order")]
    limit: Option<usize>,

    #[command(flatten)]
    output: OutputArgs<Row>,
}

impl Performance {
    /// Checks combinations of options that clap cannot express.
    pub(super) fn check(&self) -> Result<(), UsageError> {
        self.output.check()?;
        if !self.daily && self.has_column(DATE) {
            return Err(UsageError::ColumnRequires { column: DATE, option: "--daily" });
        }
        if !self.daily && self.has_column(TREND) {
            return Err(UsageError::ColumnRequires { column: TREND, option: "--daily" });
        }
        Ok(())
    }

    /// Returns whether a column is selected with `--columns` or `--sort`.
    fn has_column(&self, name: &str) -> bool {
        let sorted = self.sort.iter().map(|sort| sort.column);
        self.output.columns().iter().copied().chain(sorted).any(|column| column.name() == name)
    }

    pub(super) async fn run(self, context: &Context<'_>) -> Result<(), Failure> {
        let now = sandbox::now(context.global)?;
        let range = self.period.resolve(now);
        let connection = Connection::open(context).await?;
        let is_chart = self.daily
            && self.output.format() == Format::Table
            && context.terminal.stdout.is_terminal
            && !self.has_column(DATE)
            && (self.output.columns().is_empty() || self.has_column(TREND));
        if self.daily && !is_chart && self.sort.is_none() {
            return self.stream_days(self.request(&connection.client, range), context, now).await;
        }
        let rows = if self.daily && !is_chart {
            self.days(self.request(&connection.client, range.clone()), context).await?
        } else {
            context.progress.start("requesting the statistics");
            let rows = whole(self.request(&connection.client, range.clone())).await?;
            if is_chart {
                self.add_charts(rows, &connection.client, range.clone(), context).await?
            } else {
                rows
            }
        };
        self.print(rows, is_chart, &range, context, now)
    }

    fn request(&self, client: &Client, range: Range<Timestamp>) -> GetPerformance {
        let mut request = client.campaigns().performance(range);
        if let Some(status) = &self.status {
            request = request.status(status.as_str());
        }
        if let Some(tags) = &self.tag_data {
            request = request.tag_data(tags);
        }
        request
    }

    /// Sorts, limits and prints all rows.
    fn print(
        self,
        mut rows: Vec<Row>,
        is_chart: bool,
        range: &Range<Timestamp>,
        context: &Context<'_>,
        now: Timestamp,
    ) -> Result<(), Failure> {
        if let Some(sort) = &self.sort {
            sort.sort(&mut rows);
        }
        let found = rows.len();
        rows.truncate(self.limit.unwrap_or(found));
        let mut printer = self.output.printer_with(self.defaults(is_chart), context, now);
        // On a terminal, a table without rows has no header.
        if found > 0 {
            printer.print(&rows, Some(found as u64))?;
        }
        printer.finish(true)?;
        let has_no_uuid = printer.is_omitted("uuid");
        drop(printer);
        if self.output.format() == Format::Table {
            let shown =
                if rows.len() < found { format!("{} of {found}", rows.len()) } else { found.to_string() };
            let noun = match (self.daily && !is_chart, found) {
                (true, _) => "records, one per campaign and day,",
                (false, 1) => "campaign active",
                (false, _) => "campaigns active",
            };
            let [start, end] = [range.start, range.end].map(|time| time.strftime("%Y-%m-%d %H:%M"));
            context.terminal.hint(&format!("{shown} {noun} from {start} to {end} UTC"));
            if range.is_empty() {
                context.terminal.hint("the period is empty, because --to is exclusive");
            }
        }
        if is_chart && let Some(column) = self.chart_column() {
            context.terminal.hint(&format!("trend: {} of each UTC day", column.name()));
        }
        if has_no_uuid && !rows.is_empty() {
            context.terminal.hint("not shown: uuid and other columns; see --columns");
        }
        Ok(())
    }

    /// Returns the column of the charts: the column of `--sort` if it is numeric, otherwise the clicks.
    fn chart_column(&self) -> Option<&'static Column<Row>> {
        let sorted = self.sort.as_ref().map(|sort| sort.column).filter(|column| column.is_number());
        sorted.or_else(|| Column::find("clicks"))
    }

    /// Returns the default columns.
    fn defaults(&self, is_chart: bool) -> Defaults<Row> {
        let hidden: &[&str] = match (self.daily, is_chart) {
            (_, true) => &[DATE],
            (true, false) => &[TREND],
            (false, false) => &[DATE, TREND],
        };
        let defaults = Defaults::default().without(hidden);
        match &self.sort {
            Some(sort) => defaults.always(sort.column),
            None => defaults,
        }
    }

    /// Requests the statistics of each day, and prints them as they arrive.
    async fn stream_days(
        &self,
        request: GetPerformance,
        context: &Context<'_>,
        now: Timestamp,
    ) -> Result<(), Failure> {
        context.progress.start("requesting the statistics of each day");
        let mut printer = self.output.printer_with(self.defaults(false), context, now);
        let mut left = self.limit.unwrap_or(usize::MAX);
        let mut days = std::pin::pin!(request.daily());
        let mut listed = Ok(());
        while left > 0 && listed.is_ok() {
            match days.try_next().await {
                Ok(None) => break,
                Ok(Some(day)) => {
                    let mut rows = Row::of_day(day);
                    rows.truncate(left);
                    left = left.saturating_sub(rows.len());
                    printer.print(&rows, None)?;
                }
                Err(source) => {
                    let printed = printer.printed();
                    listed = Err(Failure::Call { operation: &OPERATION, source, printed });
                }
            }
        }
        let finished = printer.finish(listed.is_ok());
        listed.and(finished)
    }

    /// Requests the statistics of all days.
    async fn days(&self, request: GetPerformance, context: &Context<'_>) -> Result<Vec<Row>, Failure> {
        context.progress.start("requesting the statistics of each day");
        let days = request.daily().map_ok(Row::of_day).try_concat().await;
        days.map_err(|error| Failure::call(&OPERATION, error))
    }

    /// Adds a chart of one statistic by day to each row.
    async fn add_charts(
        &self,
        mut rows: Vec<Row>,
        client: &Client,
        range: Range<Timestamp>,
        context: &Context<'_>,
    ) -> Result<Vec<Row>, Failure> {
        let total = days_in(&range);
        context.progress.set_noun(["day", "days"]);
        let column = self.chart_column();
        let mut values: HashMap<String, Vec<Option<f64>>> = HashMap::new();
        let mut days = std::pin::pin!(self.request(client, range).daily().enumerate());
        while let Some((number, day)) = days.next().await {
            let day = day.map_err(|error| Failure::call(&OPERATION, error))?;
            for row in Row::of_day(day) {
                let value = column.and_then(|column| column.number_of(&row));
                let values = values.entry(row.campaign.uuid).or_default();
                values.resize(number, None);
                values.push(value);
            }
            context.progress.count(number as u64 + 1, total);
        }
        let length = values.values().map(Vec::len).max().unwrap_or(0);
        for row in &mut rows {
            let mut values = values.remove(&row.campaign.uuid).unwrap_or_default();
            values.resize(length, None);
            row.trend = Some(sparkline(&values, CHART_WIDTH));
        }
        Ok(rows)
    }
}

/// Requests the statistics of the whole period.
async fn whole(request: GetPerformance) -> Result<Vec<Row>, Failure> {
    let response = request.send().await.map_err(|error| Failure::call(&OPERATION, error))?;
    let request_id = response.request_id().map(str::to_owned);
    match response.into_inner().campaigns {
        Some(campaigns) => Ok(campaigns.into_iter().map(Row::of_campaign).collect()),
        None => Err(Failure::NoRecords { operation: &OPERATION, request_id }),
    }
}

/// Returns the number of UTC days that overlap with a range.
fn days_in(range: &Range<Timestamp>) -> Option<u64> {
    let last = range.end.checked_sub(SignedDuration::from_nanos(1)).ok()?;
    let [first, last] = [range.start, last].map(|time| time.to_zoned_datetime(TimeZone::UTC).date());
    u64::try_from(first.duration_until(last).as_hours() / 24 + 1).ok()
}

static OPERATION: Operation =
    Operation { permission: "read the statistics of campaigns", noun: Row::NOUN, advice, next_step };

/// Returns advice on how to continue after the request for a day failed.
fn next_step(error: &Error, printed: u64) -> Option<String> {
    match error {
        Error::TimeRange(reading) if printed > 0 => {
            Some(format!("To continue, run the same command with --from {}", reading.resume_at()))
        }
        _ => None,
    }
}

fn advice(error: &Error, _: u64) -> Option<&'static str> {
    match error.status()?.as_u16() {
        400 | 422 => Some("The server rejected the period or a filter. -vv prints the query that was sent."),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_the_days_that_overlap_with_a_period() {
        for (from, to, days) in [
            ("2026-05-01T00:00:00Z", "2026-05-02T00:00:00Z", 1),
            ("2026-05-01T23:59:59Z", "2026-05-02T00:00:01Z", 2),
            ("2026-04-20T12:00:00Z", "2026-05-20T12:00:00Z", 31),
        ] {
            assert_eq!(days_in(&(from.parse().unwrap()..to.parse().unwrap())), Some(days));
        }
    }
}
