//! Errors that occur while a time range is read.

use std::ops::Range;

use jiff::Timestamp;

use super::Error;

/// The error returned if reading a time range fails. Every record before [`resume_at`](Self::resume_at) was yielded.
#[derive(Debug, thiserror::Error)]
#[error("reading the time range {} to {} failed", interval.start, interval.end)]
pub struct TimeRangeError {
    interval: Range<Timestamp>,
    #[source]
    problem: TimeRangeProblem,
}

/// The reason why reading a time range failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TimeRangeProblem {
    /// The request failed.
    #[error(transparent)]
    Call(Box<Error>),
    /// One second has more records than a response can contain.
    #[error("one second has more records than a response can contain: found {found}{}", of_total(*total))]
    #[non_exhaustive]
    TooMany {
        /// The number of records in the response.
        found: u64,
        /// The server's total for that second, if the response contains one.
        total: Option<u64>,
        /// The request id (`x-request-id`), to include in support requests to Blueshift.
        request_id: Option<String>,
    },
    /// The response has no list of records, an invalid list, or an empty list together with an error.
    #[error("the response has no list of records")]
    #[non_exhaustive]
    NoRecords {
        /// The request id (`x-request-id`), to include in support requests to Blueshift.
        request_id: Option<String>,
    },
    /// A field that states whether the response is complete has an unexpected type.
    #[error("the response does not show whether it is complete: `{field}` has an unexpected type")]
    #[non_exhaustive]
    Unreadable {
        /// The name of the field.
        field: &'static str,
        /// The request id (`x-request-id`), to include in support requests to Blueshift.
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

    /// Returns the part of the range for which the request failed.
    pub fn interval(&self) -> Range<Timestamp> {
        self.interval.clone()
    }

    /// Returns the start of a range with the remaining records: all records before this timestamp were yielded, and no others.
    pub fn resume_at(&self) -> Timestamp {
        self.interval.start
    }

    /// Returns the reason why reading failed.
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
