//! What time it is, for the 30-day rule and for the dates of seeded campaigns.

use std::time::SystemTime;

use chrono::{DateTime, Utc};

use crate::data::timestamp::{self, DAY};

/// The machine's clock, or one that stands still.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) enum Clock {
    #[default]
    Machine,
    Fixed(DateTime<Utc>),
}

impl Clock {
    /// Now, in microseconds since 1970.
    pub(crate) fn now(self) -> i64 {
        timestamp::floor_micros(match self {
            Self::Machine => SystemTime::now().into(),
            Self::Fixed(moment) => moment,
        })
    }

    /// The last midnight in UTC. Seeded dates count from here, so that a seed gives the same campaigns all day.
    pub(crate) fn midnight(self) -> i64 {
        self.now().div_euclid(DAY) * DAY
    }
}
