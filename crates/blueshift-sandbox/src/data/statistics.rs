//! Statistics of campaigns for a time range, computed from a seed.
//!
//! Each UTC day of a campaign has fixed figures, which accrue evenly over the day. The figures of a range are therefore the sum
//! of the figures of its parts.

use serde_json::{Map, Value};

use crate::data::seeded::campaign::bits_of_text;
use crate::data::timestamp::{self, DAY};
use crate::random::{Draws, mix};

/// The number of days on which a one-time campaign has figures.
const ONE_TIME_DAYS: i64 = 3;

/// A half-open time range, in microseconds since the Unix epoch.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Range {
    pub(crate) start: i64,
    pub(crate) end: i64,
}

impl Range {
    pub(crate) fn is_empty(self) -> bool {
        self.start >= self.end
    }
}

/// The state of a campaign that determines when it is active.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Active<'a> {
    pub(crate) status: Option<&'a str>,
    pub(crate) exec_term: Option<&'a str>,
    pub(crate) started: Option<i64>,
}

impl Active<'_> {
    /// Returns the part of a range in which the campaign is active, or `None` if there is none. A campaign is active from its
    /// start up to now, but a one-time campaign is active only on the UTC day of its start and the two days after it. A
    /// draft or a campaign without a start date is never active.
    pub(crate) fn within(self, range: Range, now: i64) -> Option<Range> {
        let started = self.started.filter(|_| self.status.is_some_and(|status| status != "draft"))?;
        let one_time = self.exec_term == Some("one_time");
        let last = if one_time { day(started).saturating_add(ONE_TIME_DAYS * DAY) } else { i64::MAX };
        let active = Range { start: range.start.max(started), end: range.end.min(now).min(last) };
        (!active.is_empty()).then_some(active)
    }
}

/// Returns the last midnight in UTC at or before a time.
fn day(time: i64) -> i64 {
    time.div_euclid(DAY).saturating_mul(DAY)
}

/// The names of the figures, in the order in which [`of_day`] returns them.
const NAMES: [&str; 16] = [
    "sends",
    "bounces",
    "opens",
    "unique_opens",
    "clicks",
    "unique_clicks",
    "unsubscribes",
    "spam_reports",
    "activations",
    "visits",
    "pageloads",
    "add_to_carts",
    "checkouts",
    "purchases",
    // These two amounts of money are in cents.
    "revenue",
    "media_spent",
];

type Figures = [u64; NAMES.len()];

/// Returns the figures of a campaign on a day.
fn of_day(seed: u64, midnight: i64) -> Figures {
    let mut draws = Draws::new(mix(seed, midnight.div_euclid(DAY).unsigned_abs()));
    let max_sends = 500 + mix(seed, 0) % 20_000;
    let sends = max_sends * (60 + draws.below(41)) / 100;
    let bounces = sends * draws.below(4) / 100;
    let opens = sends * (20 + draws.below(26)) / 100;
    let clicks = opens * (10 + draws.below(21)) / 100;
    let visits = clicks * 7 / 10;
    let carts = visits / 3;
    let purchases = carts * 2 / 5;
    [
        sends,
        bounces,
        opens,
        opens * 3 / 4,
        clicks,
        clicks * 4 / 5,
        sends / 500,
        sends / 2000,
        clicks * 3 / 4,
        visits,
        visits * 2,
        carts,
        carts / 2,
        purchases,
        purchases * (1_000 + draws.below(8_000)),
        sends / 4,
    ]
}

/// Returns the statistics of a campaign. `active` is the part of `range` in which it was active.
pub(crate) fn statistics(seed: u64, uuid: &str, range: Range, active: Option<Range>) -> Map<String, Value> {
    let mut sums: Figures = [0; NAMES.len()];
    let seed = mix(seed, bits_of_text(uuid));
    if let Some(Range { start, end }) = active {
        let mut midnight = day(start);
        while midnight < end {
            let accrued = |figure: u64, time: i64| {
                let part = time.saturating_sub(midnight).clamp(0, DAY);
                figure.saturating_mul(part.unsigned_abs()) / DAY.unsigned_abs()
            };
            for (sum, figure) in sums.iter_mut().zip(of_day(seed, midnight)) {
                *sum = sum.saturating_add(accrued(figure, end) - accrued(figure, start));
            }
            midnight = midnight.saturating_add(DAY);
        }
    }
    let mut statistics = Map::new();
    for (name, sum) in NAMES.into_iter().zip(sums) {
        let value = match name {
            "revenue" | "media_spent" => (sum as f64 / 100.0).into(),
            _ => sum.into(),
        };
        statistics.insert(name.to_owned(), value);
    }
    let [sends, bounces, ..] = sums;
    statistics.insert("deliveries".to_owned(), sends.saturating_sub(bounces).into());
    statistics.insert("assigns".to_owned(), sends.into());
    statistics.insert("attributions".to_owned(), Map::new().into());
    statistics.insert("start_time".to_owned(), timestamp::to_text(range.start).into());
    statistics.insert("end_time".to_owned(), timestamp::to_text(range.end).into());
    statistics.insert("timezone".to_owned(), "UTC".into());
    statistics
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: i64 = 20_000 * DAY;

    fn figures(start: i64, end: i64) -> Vec<f64> {
        let active = Active { status: Some("launched"), exec_term: Some("on_going"), started: Some(FIRST) };
        let range = Range { start, end };
        let statistics = statistics(7, "a", range, active.within(range, FIRST + 30 * DAY));
        let number = |name: &&str| statistics[*name].as_f64().unwrap();
        let mut figures: Vec<_> = NAMES.iter().map(number).collect();
        figures.push(number(&"deliveries"));
        figures
    }

    #[test]
    fn figures_of_adjacent_ranges_add_up() {
        let (start, end) = (FIRST - 3 * DAY, FIRST + 40 * DAY);
        let whole = figures(start, end);
        assert!(whole.iter().all(|figure| *figure > 0.0), "{whole:?}");
        for parts in [2, 7, 43, 1_000] {
            let at = |part: i64| start + (end - start) / parts * part;
            let bounds: Vec<_> = (0..parts).map(at).chain([end]).collect();
            let mut sums = vec![0.0; whole.len()];
            for bound in bounds.windows(2) {
                for (sum, figure) in sums.iter_mut().zip(figures(bound[0], bound[1])) {
                    *sum += figure;
                }
            }
            let same = sums.iter().zip(&whole).all(|(sum, figure)| (sum - figure).abs() < 1e-4);
            assert!(same, "sums of {parts} parts: expected {whole:?}, found {sums:?}");
        }
    }

    #[test]
    fn figures_depend_on_the_campaign_and_the_day() {
        assert_ne!(figures(FIRST, FIRST + DAY), figures(FIRST + DAY, FIRST + 2 * DAY));
        assert_ne!(of_day(1, FIRST), of_day(2, FIRST));
    }

    #[test]
    fn campaigns_are_active_from_their_start_up_to_now() {
        let range = Range { start: 0, end: 100 * DAY };
        let active = |status, exec_term, now| {
            let active =
                Active { status: Some(status), exec_term: Some(exec_term), started: Some(50 * DAY + 5) };
            active.within(range, now).map(|Range { start, end }| (start, end))
        };
        assert_eq!(active("launched", "on_going", 60 * DAY), Some((50 * DAY + 5, 60 * DAY)));
        assert_eq!(active("paused", "one_time", 60 * DAY), Some((50 * DAY + 5, 53 * DAY)));
        assert_eq!(active("draft", "on_going", 60 * DAY), None);
        assert_eq!(active("launched", "on_going", 50 * DAY), None);
        let undated = Active { status: Some("launched"), exec_term: None, started: None };
        assert!(undated.within(range, 60 * DAY).is_none());
    }
}
