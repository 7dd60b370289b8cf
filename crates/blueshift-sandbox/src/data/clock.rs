//! The clock of the sandbox. It determines, for example, which one-time campaigns a listing without `startdate` contains,
//! generated dates, the dates of changes to campaigns, and the header `Date`.

use std::time::{SystemTime, UNIX_EPOCH};

use tokio::time::Instant;

use crate::data::timestamp::DAY;

/// A running or fixed clock. Times are in microseconds since the Unix epoch.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Clock {
    /// The system time when the sandbox started, plus tokio's time since then, which a test can pause and advance.
    Running {
        start: i64,
        since: Instant,
    },
    Fixed(i64),
}

impl Clock {
    /// Starts a running clock.
    pub(crate) fn running() -> Self {
        Self::Running { start: micros(SystemTime::now()), since: Instant::now() }
    }

    pub(crate) fn fixed(now: SystemTime) -> Self {
        Self::Fixed(micros(now))
    }

    /// Returns the current time.
    pub(crate) fn now(self) -> i64 {
        match self {
            Self::Running { start, since } => {
                start.saturating_add(i64::try_from(since.elapsed().as_micros()).unwrap_or(i64::MAX))
            }
            Self::Fixed(now) => now,
        }
    }

    /// Returns the last midnight in UTC. Generated dates are relative to this time, so that the same seed gives the same
    /// campaigns on the same day.
    pub(crate) fn midnight(self) -> i64 {
        self.now().div_euclid(DAY).saturating_mul(DAY)
    }
}

fn micros(time: SystemTime) -> i64 {
    let saturate = |micros: u128| i64::try_from(micros).unwrap_or(i64::MAX);
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => saturate(after.as_micros()),
        Err(before) => -saturate(before.duration().as_nanos().div_ceil(1000)),
    }
}
