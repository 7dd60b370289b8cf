//! Outcomes of writes, and the failure of a command that writes.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use anstyle::Style;
use blueshift::{Error, ItemStatus, Response};
use serde::Serialize;

use super::SpoolError;
use crate::failure::{Operation, summary};
use crate::output::{Column, Record};
use crate::terminal::{DIM, ERROR, GREEN, PLAIN, YELLOW};

/// The outcome of the write to one campaign.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Outcome {
    pub(crate) uuid: Option<String>,
    pub(crate) outcome: &'static str,
    /// The status of the campaign after the write, if the response contains it.
    pub(crate) status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// Whether a request may still take effect, such as an earlier request that timed out and was retried.
    pub(crate) may_still_take_effect: bool,
    pub(crate) error: Option<String>,
    /// A summary of the error, for tables.
    #[serde(skip)]
    pub(crate) summary: Option<String>,
    pub(crate) request_id: Option<String>,
    /// The UUIDs of the campaigns that may have been created, if the outcome is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) candidates: Option<Vec<String>>,
}

type C = Column<Outcome>;

impl Record for Outcome {
    const NOUN: [&'static str; 2] = ["campaign", "campaigns"];
    const COLUMNS: &'static [Column<Self>] = &[
        C::text("uuid", |it| it.uuid.as_deref()),
        C::text("outcome", |it| Some(it.outcome)).style(outcome_style),
        C::text("status", |it| it.status.as_deref()),
        C::text("name", |it| it.name.as_deref()).flexible(20),
        C::boolean("may_still_take_effect", |it| Some(it.may_still_take_effect)),
        C::text("error", |it| it.error.as_deref()).summary(|it| it.summary.as_deref()).flexible(20),
        C::text("request_id", |it| it.request_id.as_deref()),
    ];
    const TABLE: &'static [(&'static str, u8)] = &[("uuid", 0), ("outcome", 1), ("status", 3), ("error", 2)];
}

fn outcome_style(outcome: &str) -> Style {
    match outcome {
        "successful" => GREEN,
        "no_change" => DIM,
        "unknown" => YELLOW,
        "failed" | "blocked" => ERROR,
        _ => PLAIN,
    }
}

impl Outcome {
    pub(crate) fn new(uuid: Option<String>, status: ItemStatus, error: Option<&Error>) -> Self {
        Self {
            uuid,
            outcome: status.as_str(),
            error: error.map(ToString::to_string),
            summary: error.map(summary),
            request_id: error.and_then(Error::request_id).map(str::to_owned),
            ..Self::default()
        }
    }

    /// Returns the outcome of a call that writes to one campaign.
    pub(crate) fn of_call<T>(uuid: Option<String>, sent: &Result<Response<T>, Error>) -> Self {
        let status = status_of(sent);
        match sent {
            Ok(response) => Self {
                may_still_take_effect: response.may_still_take_effect(),
                request_id: response.request_id().map(str::to_owned),
                ..Self::new(uuid, status, None)
            },
            Err(error) => Self {
                may_still_take_effect: error.may_still_take_effect(),
                ..Self::new(uuid, status, Some(error))
            },
        }
    }
}

/// Returns the outcome of a call as the status of an item.
pub(crate) fn status_of<T>(sent: &Result<T, Error>) -> ItemStatus {
    match sent {
        Ok(_) => ItemStatus::Successful,
        Err(error) => match error.outcome() {
            Some(blueshift::Outcome::NotApplied) => ItemStatus::Failed,
            // The write was applied, although its response could not be read.
            Some(blueshift::Outcome::Applied) => ItemStatus::Successful,
            _ => ItemStatus::Unknown,
        },
    }
}

/// The number of records by outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Tally {
    /// Successful, or already in the requested state.
    #[serde(rename = "successful")]
    pub(crate) done: u64,
    /// Failed or blocked.
    pub(crate) failed: u64,
    pub(crate) unknown: u64,
    pub(crate) not_sent: u64,
}

impl Tally {
    pub(crate) fn add(&mut self, status: ItemStatus) {
        let count = match status {
            ItemStatus::Successful | ItemStatus::NoChange => &mut self.done,
            ItemStatus::Blocked | ItemStatus::Failed => &mut self.failed,
            _ => &mut self.unknown,
        };
        *count = count.saturating_add(1);
    }

    fn not_done(&self) -> u64 {
        self.failed.saturating_add(self.not_sent)
    }

    pub(crate) fn total(&self) -> u64 {
        self.done.saturating_add(self.not_done()).saturating_add(self.unknown)
    }

    /// Returns whether every record was written or was already in the requested state.
    pub(crate) fn is_complete(&self) -> bool {
        self.not_done() == 0 && self.unknown == 0
    }

    /// Returns the exit code: 4 if an outcome is unknown; otherwise 0 if all records are [`done`](Self::done), 3 if only some
    /// are, and 1 if none is.
    fn exit_code(&self) -> u8 {
        match (self.unknown, self.not_done(), self.done) {
            (1.., _, _) => 4,
            (0, 0, _) => 0,
            (0, _, 0) => 1,
            (0, _, 1..) => 3,
        }
    }
}

/// The words for successful writes in messages.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words {
    /// The word for records that are [`done`](Tally::done), such as "launched" or "successful".
    pub(crate) done: &'static str,
    /// The singular and plural noun for the records.
    pub(crate) noun: [&'static str; 2],
}

/// The reason why a command stopped, or its first error.
#[derive(Debug)]
pub(crate) enum Problem {
    Call(Arc<Error>),
    Write { path: PathBuf, source: std::io::Error },
    Spool(SpoolError),
    Interrupted,
}

/// The failure of a command whose writes failed, were not sent or have an unknown outcome, or whose results could not be
/// written.
#[derive(Debug)]
pub(crate) struct WritesFailure {
    pub(crate) tally: Tally,
    pub(crate) words: Words,
    pub(crate) operation: &'static Operation,
    pub(crate) problem: Option<Problem>,
    /// Advice on how to continue.
    pub(crate) next_step: Option<String>,
}

impl WritesFailure {
    pub(crate) fn exit_code(&self) -> u8 {
        // A results file that cannot be written is a failure, even if every outcome was received.
        self.tally.exit_code().max(u8::from(self.problem.is_some()))
    }

    pub(crate) fn error(&self) -> Option<&Error> {
        match &self.problem {
            Some(Problem::Call(error)) => Some(error),
            _ => None,
        }
    }

    /// Returns the value of `kind` for a failure without a library error.
    pub(crate) fn kind(&self) -> &'static str {
        match &self.problem {
            Some(Problem::Interrupted) => "interrupted",
            Some(Problem::Write { .. } | Problem::Spool(_)) => "system",
            Some(Problem::Call(_)) | None => "refused",
        }
    }

    /// Returns the details that the error message lists, as names and values.
    pub(crate) fn details(&self) -> Vec<(&'static str, String)> {
        let mut details = Vec::new();
        let Tally { done, failed, unknown, not_sent } = self.tally;
        if self.tally.total() > 1 {
            let counts =
                [(self.words.done, done), ("failed", failed), ("unknown", unknown), ("not sent", not_sent)];
            details.extend(counts.into_iter().filter(|(_, n)| *n > 0).map(|(name, n)| (name, n.to_string())));
        }
        match &self.problem {
            Some(Problem::Write { path, source }) => {
                details.push(("cause", format!("cannot write {}: {source}", path.display())));
            }
            Some(Problem::Spool(error)) => details.push(("cause", format!("{error}: {}", error.source))),
            Some(Problem::Interrupted) => details.push(("cause", "interrupted".to_owned())),
            Some(Problem::Call(error)) => {
                if let Error::OutcomeUnknown(unknown) = &**error {
                    for campaign in unknown.candidates().unwrap_or_default() {
                        let created = campaign.created_at.map(|at| format!(", created at {at}"));
                        let name = campaign.name.as_deref().unwrap_or_default();
                        let text = format!("{} {name:?}{}", campaign.uuid, created.unwrap_or_default());
                        details.push(("candidate", text));
                    }
                }
            }
            None => {}
        }
        details
    }
}

impl fmt::Display for WritesFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Words { done, noun: [singular, plural] } = self.words;
        let (total, not_done, unknown) = (self.tally.total(), self.tally.not_done(), self.tally.unknown);
        match (unknown, total) {
            (1, 1) => write!(f, "it is unknown whether the {singular} was {done}"),
            (1.., _) => {
                let (outcomes, are) = if unknown == 1 { ("outcome", "is") } else { ("outcomes", "are") };
                write!(f, "the {outcomes} of {unknown} of {total} {plural} {are} unknown")
            }
            (0, 1) if not_done == 1 => write!(f, "the {singular} was not {done}"),
            (0, _) if not_done == 0 => f.write_str("the results are incomplete"),
            (0, _) => {
                let were = if not_done == 1 { "was" } else { "were" };
                write!(f, "{not_done} of {total} {plural} {were} not {done}")
            }
        }
    }
}

/// Returns advice about the error of a write to a campaign.
pub(crate) fn outcome_advice(error: &Error, _: u64) -> Option<&'static str> {
    if error.outcome() == Some(blueshift::Outcome::Unknown) {
        return Some(
            "The request may still be applied. Check the campaign with `blueshift campaigns get UUID` before sending the \
             request again.",
        );
    }
    Some(match error.status()?.as_u16() {
        404 => {
            "There is no such campaign in this account. Check the UUID, and check the region with `blueshift config show`."
        }
        409 | 422 => "The state of the campaign does not allow the change.",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exit_code_is_4_if_unknown_3_if_partial_and_1_if_nothing_succeeded() {
        let code = |done, failed, unknown, not_sent| Tally { done, failed, unknown, not_sent }.exit_code();
        assert_eq!(code(0, 0, 0, 0), 0);
        assert_eq!(code(5, 0, 0, 0), 0);
        assert_eq!(code(0, 5, 0, 0), 1);
        assert_eq!(code(0, 0, 0, 5), 1);
        assert_eq!(code(1, 5, 0, 0), 3);
        assert_eq!(code(1, 0, 0, 5), 3);
        for tally in [(0, 0, 1, 0), (1, 0, 1, 0), (1, 1, 1, 1), (0, 1, 1, 1)] {
            assert_eq!(code(tally.0, tally.1, tally.2, tally.3), 4, "{tally:?}");
        }
    }
}
