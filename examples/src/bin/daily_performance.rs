//! Keeps a SQLite table of the statistics of each day up to date.
//!
//! ```sh
//! daily_performance performance.db
//! ```
//!
//! The first run reads the last 30 days and the current day. Later runs start two days before the last day in the table, because
//! the statistics of recent days may still change. Each day is written in one transaction, so an interrupted run loses nothing.

use std::io::Write;

use anyhow::Context;
use blueshift::jiff::civil::Date;
use blueshift::jiff::tz::TimeZone;
use blueshift::jiff::{Timestamp, ToSpan};
use blueshift::{Client, DailyPerformance};
use futures_util::TryStreamExt;
use rusqlite::{Connection, OptionalExtension, params};

const SCHEMA: &str = "CREATE TABLE IF NOT EXISTS daily_performance (
    date TEXT NOT NULL, campaign_uuid TEXT NOT NULL, campaign_name TEXT,
    sends REAL, deliveries REAL, opens REAL, clicks REAL, unsubscribes REAL, purchases REAL, revenue REAL,
    PRIMARY KEY (date, campaign_uuid))";

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let path = std::env::args().nth(1).context("usage: daily_performance DATABASE")?;
    let mut database = Connection::open(path)?;
    let connection = blueshift_examples::connect().await?;
    let days = update(&connection.client, &mut database, Timestamp::now()).await?;
    writeln!(std::io::stdout(), "{days} days")?;
    Ok(())
}

/// Stores the statistics of the days up to `now`, and returns the number of days.
async fn update(client: &Client, database: &mut Connection, now: Timestamp) -> anyhow::Result<usize> {
    database.execute(SCHEMA, [])?;
    let last: Option<String> = database
        .query_row("SELECT max(date) FROM daily_performance", [], |row| row.get(0))
        .optional()?
        .flatten();
    let today = TimeZone::UTC.to_datetime(now).date();
    let first = match last {
        Some(last) => last.parse::<Date>()?.checked_sub(2.days())?,
        None => today.checked_sub(30.days())?,
    };
    let start = TimeZone::UTC.to_timestamp(first.at(0, 0, 0, 0))?;
    let mut days = std::pin::pin!(client.campaigns().performance(start..now).daily());
    let mut count = 0;
    while let Some(day) = days.try_next().await? {
        write(database, &day)?;
        count += 1;
    }
    Ok(count)
}

/// Replaces the rows of a day.
fn write(database: &mut Connection, day: &DailyPerformance) -> rusqlite::Result<()> {
    let (date, transaction) = (day.date.to_string(), database.transaction()?);
    transaction.execute("DELETE FROM daily_performance WHERE date = ?1", [&date])?;
    for campaign in &day.campaigns {
        let statistics = campaign.statistics.clone().unwrap_or_default();
        transaction.execute(
            "INSERT INTO daily_performance VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                date,
                campaign.uuid,
                campaign.name,
                statistics.sends,
                statistics.deliveries,
                statistics.opens,
                statistics.clicks,
                statistics.unsubscribes,
                statistics.purchases,
                statistics.revenue
            ],
        )?;
    }
    transaction.commit()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn rows(database: &Connection) -> (i64, i64) {
        let query = "SELECT count(*), count(DISTINCT date) FROM daily_performance";
        database.query_row(query, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
    }

    #[tokio::test]
    async fn second_run_adds_no_duplicate_rows() {
        let connection = blueshift_examples::connect().await.unwrap();
        let mut database = Connection::open_in_memory().unwrap();
        let now: Timestamp = "2024-05-31T12:00:00Z".parse().unwrap();
        assert_eq!(update(&connection.client, &mut database, now).await.unwrap(), 31);
        let (count, days) = rows(&database);
        assert!(count > 0 && days == 31, "{count} rows of {days} days");
        assert_eq!(update(&connection.client, &mut database, now).await.unwrap(), 3);
        assert_eq!(rows(&database), (count, days));
    }
}
