//! The time of the sandbox, for the 30-day rule, for seeded dates, and for campaigns that are created or changed.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::data::timestamp::DAY;

/// The clock of the machine, or one that stands still.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) enum Clock {
    #[default]
    Machine,
    /// Microseconds since 1970.
    Fixed(i64),
}

impl Clock {
    pub(crate) fn fixed(now: SystemTime) -> Self {
        Self::Fixed(micros(now))
    }

    /// Returns the current time in microseconds since 1970.
    pub(crate) fn now(self) -> i64 {
        match self {
            Self::Machine => micros(SystemTime::now()),
            Self::Fixed(now) => now,
        }
    }

    /// Returns the last midnight in UTC. Seeded dates are relative to it, so that a seed gives the same campaigns all day.
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
