//! Prints a failure as one JSON object: `--error-format json`.

use std::io::{self, Write};

use blueshift::{Error, Outcome};
use serde::Serialize;

use super::report::{details, headline};
use super::{Failure, advice, innermost};
use crate::output::write_record;
use crate::writes::Tally;

#[derive(Serialize)]
struct Line {
    error: Report,
}

/// The value of `error`. Fields that do not apply are absent.
#[derive(Serialize)]
struct Report {
    kind: &'static str,
    message: String,
    exit_code: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    /// The messages of the server.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    server_messages: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    causes: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    attempts: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after_seconds: Option<u64>,
    /// The outcome of a write: `not_applied`, `applied` or `unknown`.
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'static str>,
    /// The number of the failed page of a listing.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u64>,
    /// The number of records printed before the error.
    #[serde(skip_serializing_if = "Option::is_none")]
    printed: Option<u64>,
    /// The number of items by outcome.
    #[serde(skip_serializing_if = "Option::is_none")]
    outcomes: Option<Tally>,
    /// The UUIDs of the campaigns that may have been created, if the outcome is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    candidates: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    advice: Vec<String>,
}

/// Writes the failure as one JSON object on one line.
pub(super) fn report(failure: &Failure, out: &mut impl Write) -> io::Result<()> {
    let error = failure.error();
    let (mut server_messages, mut causes, mut request_id) = (Vec::new(), Vec::new(), None);
    for (name, value) in details(failure) {
        match name {
            "message" => server_messages.push(value),
            "cause" => causes.push(value),
            // The first request id belongs to the failed response.
            "request id" => request_id = request_id.or(Some(value)),
            _ => {}
        }
    }
    let report = Report {
        kind: kind(failure),
        message: headline(failure),
        exit_code: failure.exit_number(),
        status: error.and_then(Error::status).map(|status| status.as_u16()),
        server_messages,
        causes,
        request_id,
        attempts: error.map(Error::attempts).filter(|attempts| *attempts > 0),
        retry_after_seconds: error.and_then(Error::retry_after).map(|wait| wait.as_secs()),
        outcome: error.and_then(outcome),
        page: error.and_then(Error::page),
        printed: match failure {
            Failure::Call { printed, .. } => Some(*printed),
            _ => None,
        },
        outcomes: match failure {
            Failure::Writes(writes) => Some(writes.tally),
            _ => None,
        },
        candidates: error.and_then(candidates),
        advice: advice::for_failure(failure),
    };
    write_record(out, &Line { error: report })?;
    out.write_all(b"\n")?;
    out.flush()
}

fn candidates(error: &Error) -> Option<Vec<String>> {
    let Error::OutcomeUnknown(unknown) = error else { return None };
    Some(unknown.candidates()?.iter().map(|campaign| campaign.uuid.clone()).collect())
}

/// Returns the value of `kind`.
fn kind(failure: &Failure) -> &'static str {
    if failure.exit_number() == 4 {
        return "outcome_unknown";
    }
    let Some(error) = failure.error() else {
        return match failure {
            Failure::CommandLine(_) | Failure::Usage(_) | Failure::Input(_) | Failure::Results(_) => "usage",
            Failure::Confirmation(_) => "confirmation",
            Failure::Writes(writes) => writes.kind(),
            Failure::Settings(_) => "config",
            Failure::NoRecords { .. } => "decode",
            _ => "system",
        };
    };
    match innermost(error) {
        Error::Config(_) => "config",
        Error::Api(_) => "api",
        Error::Transport(_) => "transport",
        Error::Decode(_) => "decode",
        Error::Listing(_) | Error::TimeRange(_) => "listing",
        _ => "other",
    }
}

fn outcome(error: &Error) -> Option<&'static str> {
    match (error, error.outcome()?) {
        (Error::Config(_), _) => None,
        (_, Outcome::NotApplied) => Some("not_applied"),
        (_, Outcome::Applied) => Some("applied"),
        (_, Outcome::Unknown) => Some("unknown"),
        _ => None,
    }
}
