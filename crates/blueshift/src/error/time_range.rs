//! Errors of reading time ranges.

use std::ops::Range;

use jiff::Timestamp;

use super::Error;

/// The reading of a time range failed. Every record before [`resume_at`](Self::resume_at) was yielded.
#[derive(Debug, thiserror::Error)]
#[error("reading {} to {} failed", interval.start, interval.end)]
pub struct TimeRangeError {
    interval: Range<Timestamp>,
    #[source]
    problem: TimeRangeProblem,
}

/// Why the reading of a time range failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TimeRangeProblem {
    /// The request failed.
    #[error(transparent)]
    Call(Box<Error>),
    /// One second has more records than a response holds.
    #[error("one second has more records than a response holds: found {found}{}", of_total(*total))]
    #[non_exhaustive]
    TooMany {
        /// How many records the response holds.
        found: u64,
        /// The number of records that the server states.
        total: Option<u64>,
        /// The id of the request, to quote to Blueshift's support.
        request_id: Option<String>,
    },
    /// The response has no list of records, or one that holds something else, or an empty one beside an error.
    #[error("the response has no list of records")]
    #[non_exhaustive]
    NoRecords {
        /// The id of the request, to quote to Blueshift's support.
        request_id: Option<String>,
    },
    /// The field that shows whether the response has all records has a value of an unexpected type.
    #[error("the response does not show whether it is complete: `{field}` has an unexpected type")]
    #[non_exhaustive]
    Unreadable {
        /// The name of the field.
        field: &'static str,
        /// The id of the request, to quote to Blueshift's support.
        request_id: Option<String>,
    },
}

fn of_total(total: Option<u64>) -> String {
    total.map_or_else(String::new, |total| format!(" of {total}"))
}

impl TimeRangeError {
    pub(crate) fn new(interval: Range<Timestamp>, problem: TimeRangeProblem) -> Self {
        Self { interval, problem }
    }

    /// The part of the range that was read when the reading failed.
    pub fn interval(&self) -> Range<Timestamp> {
        self.interval.clone()
    }

    /// Where to start the range of a reading that yields the rest: all records before were yielded, and none after.
    pub fn resume_at(&self) -> Timestamp {
        self.interval.start
    }

    /// Why the reading failed.
    pub fn problem(&self) -> &TimeRangeProblem {
        &self.problem
    }

    pub(crate) fn cause(&self) -> Option<&Error> {
        match &self.problem {
            TimeRangeProblem::Call(error) => Some(error),
            _ => None,
        }
    }

    pub(crate) fn request_id(&self) -> Option<&str> {
        match &self.problem {
            TimeRangeProblem::Call(error) => error.request_id(),
            TimeRangeProblem::TooMany { request_id, .. }
            | TimeRangeProblem::NoRecords { request_id }
            | TimeRangeProblem::Unreadable { request_id, .. } => request_id.as_deref(),
        }
    }
}
