//! The errors of commands, and their exit codes.

mod advice;
mod json;
mod report;

use std::fmt;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::ExitCode;

use blueshift::{Error, ListingProblem, Outcome, Region, TimeRangeProblem, TransportProblem};
use blueshift_sandbox::StartError;

pub(crate) use report::{report, summary};

use crate::commands::ResultsError;
use crate::config::SettingsError;
use crate::writes::{ConfirmationError, InputError, SpoolError, WritesFailure, input_name};

/// The reason why a command failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error(transparent)]
    Usage(#[from] UsageError),
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// An invalid command line.
    #[error("{}", message_of(.0))]
    CommandLine(clap::Error),
    /// The client, a request, or a call that sends requests for several items could not be built.
    #[error(transparent)]
    Client(blueshift::Error),
    /// A call failed. `printed` is the number of records printed before the error.
    #[error("{source}")]
    Call { operation: &'static Operation, source: blueshift::Error, printed: u64 },
    /// The server refused the key of `auth check`.
    #[error(transparent)]
    Refused(Box<Refusal>),
    /// The input of a command is invalid. Nothing was sent.
    #[error(transparent)]
    Input(#[from] InputError),
    /// A change was not confirmed, or exceeds the ceiling.
    #[error(transparent)]
    Confirmation(#[from] ConfirmationError),
    /// Some writes failed, were not sent or have an unknown outcome, or the results could not be written.
    #[error("{0}")]
    Writes(Box<WritesFailure>),
    /// The results file of `execute` cannot be used. No request that executes the campaign was sent.
    #[error(transparent)]
    Results(#[from] ResultsError),
    /// The response has no list of records.
    #[error("the response has no list of {}", operation.noun[1])]
    NoRecords { operation: &'static Operation, request_id: Option<String> },
    #[error("cannot write to stdout")]
    Output(#[source] std::io::Error),
    #[error(transparent)]
    Spool(#[from] SpoolError),
    #[error("cannot write {path}")]
    Write { path: PathBuf, source: std::io::Error },
    #[error("cannot start the sandbox")]
    Sandbox(#[source] StartError),
    #[error("cannot start the async runtime")]
    Runtime(#[source] std::io::Error),
}

/// An error in the command line that clap does not detect.
#[derive(Debug, thiserror::Error)]
pub(crate) enum UsageError {
    #[error("--columns requires --output table or csv; json and ndjson contain whole records")]
    ColumnsOfJson,
    #[error("--csv-safe requires --output csv")]
    CsvSafeWithoutCsv,
    #[error("--email, --customer-id, --phone or --uuid is required")]
    NoCustomer,
    #[error("the column {column} requires {option}")]
    ColumnRequires { column: &'static str, option: &'static str },
    #[error("the field {name:?} is set twice")]
    RepeatedField { name: String },
    #[error("--input and --api-key-file cannot both read stdin")]
    StdinTwice,
    #[error("cannot read {}", input_name(.path))]
    Input { path: PathBuf, source: std::io::Error },
    #[error("{uuid:?} is not the UUID of a campaign")]
    CampaignUuid { uuid: String },
    #[error("{} does not contain the JSON object of a campaign", input_name(.path))]
    Spec { path: PathBuf, source: serde_json::Error },
    #[error("the campaign has no name: set it in the file or with --name")]
    NoName,
    #[error("--results or --resume is required")]
    NoResults,
    #[error("--enddate must be after --startdate")]
    EndBeforeStart,
}

/// Returns the message of a clap error without the usage.
fn message_of(error: &clap::Error) -> String {
    if error.kind() == clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return "a command is missing; see --help".to_owned();
    }
    let text = error.render().to_string();
    let message = text.split("\n\nUsage:").next().unwrap_or_default();
    let message = message.split("\n\nFor more information").next().unwrap_or_default();
    message.trim_start_matches("error: ").trim_end().to_owned()
}

/// The properties of an API operation that affect the report of a failure.
pub(crate) struct Operation {
    /// The required permission of the key, such as "list campaigns".
    pub(crate) permission: &'static str,
    /// The singular and plural noun for its records.
    pub(crate) noun: [&'static str; 2],
    /// Returns advice that replaces the general advice. The second argument is the number of records printed before the error.
    pub(crate) advice: fn(&Error, u64) -> Option<&'static str>,
    /// Returns a second paragraph of advice, for example on how to continue.
    pub(crate) next_step: fn(&Error, u64) -> Option<String>,
}

impl fmt::Debug for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.permission)
    }
}

/// The error of a refused key, with the responses of the regions.
#[derive(Debug, thiserror::Error)]
#[error("{source}")]
pub(crate) struct Refusal {
    pub(crate) source: blueshift::Error,
    /// The server that refused the key.
    pub(crate) target: String,
    /// The response of the other region, if it was tried.
    pub(crate) other: Option<(Region, OtherRegion)>,
}

/// The response of the other region.
#[derive(Debug)]
pub(crate) enum OtherRegion {
    Accepts {
        request_id: Option<String>,
    },
    Refuses,
    /// The request failed.
    Unknown(blueshift::Error),
}

impl From<WritesFailure> for Failure {
    fn from(failure: WritesFailure) -> Self {
        Self::Writes(Box::new(failure))
    }
}

impl Failure {
    /// Creates the failure of a call that occurred before any record was printed.
    pub(crate) fn call(operation: &'static Operation, source: Error) -> Self {
        Self::Call { operation, source, printed: 0 }
    }

    /// Returns whether stdout was closed by its reader. In that case, the exit code is 0.
    pub(crate) fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == ErrorKind::BrokenPipe)
    }

    /// Returns the exit code; `blueshift --help` lists the exit codes.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.exit_number())
    }

    fn exit_number(&self) -> u8 {
        match self {
            Self::Writes(failure) => failure.exit_code(),
            Self::CommandLine(_) | Self::Usage(_) | Self::Settings(_) => 2,
            Self::Input(_) | Self::Confirmation(_) | Self::Results(_) => 2,
            Self::Client(error) | Self::Call { source: error, .. } => match error {
                Error::Config(_) => 2,
                error if error.outcome() == Some(Outcome::Unknown) => 4,
                _ => 1,
            },
            _ => 1,
        }
    }

    /// Returns the library error, if there is one.
    fn error(&self) -> Option<&Error> {
        match self {
            Self::Client(error) | Self::Call { source: error, .. } => Some(error),
            Self::Refused(refusal) => Some(&refusal.source),
            Self::Writes(failure) => failure.error(),
            _ => None,
        }
    }
}

/// Returns the error of the request that failed in a listing, in a time range or in a write with an unknown outcome; otherwise
/// the error itself.
fn innermost(error: &Error) -> &Error {
    match error {
        Error::Listing(listing) => match listing.problem() {
            ListingProblem::Call(cause) => cause,
            _ => error,
        },
        Error::TimeRange(reading) => match reading.problem() {
            TimeRangeProblem::Call(cause) => cause,
            _ => error,
        },
        Error::OutcomeUnknown(unknown) => unknown.cause(),
        _ => error,
    }
}

/// Returns the problem if no complete response was received.
pub(crate) fn transport_problem(error: &Error) -> Option<TransportProblem> {
    match innermost(error) {
        Error::Transport(error) => Some(error.problem()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use blueshift::jiff::{SignedDuration, Timestamp};
    use blueshift::{Client, Customer};
    use blueshift_sandbox::{Fault, Sandbox};
    use futures_util::TryStreamExt;

    use super::*;

    #[test]
    fn time_range_errors_are_reported_like_request_errors() {
        static OPERATION: Operation = Operation {
            permission: "read activity",
            noun: ["activity", "activities"],
            advice: |_, _| None,
            next_step: |_, _| None,
        };
        let error = tokio::runtime::Runtime::new().unwrap().block_on(async {
            let sandbox = Sandbox::builder().fault(Fault::status(403)).start().await.unwrap();
            let client = Client::builder(sandbox.api_key()).base_url(sandbox.url()).build().unwrap();
            let now = Timestamp::now();
            let range = now - SignedDuration::from_hours(1)..now;
            let activity = client.customers().campaign_activity(Customer::email("jane@example.com"), range);
            activity.stream().try_collect::<Vec<_>>().await.unwrap_err()
        });
        assert!(matches!(error, Error::TimeRange(_)), "{error:?}");
        assert!(matches!(innermost(&error), Error::Api(error) if error.status().as_u16() == 403));
        let advice = advice::for_failure(&Failure::call(&OPERATION, error));
        assert!(advice[0].contains("may read activity"), "{advice:?}");
    }

    #[test]
    fn connect_errors_in_time_ranges_are_transport_problems() {
        let error = tokio::runtime::Runtime::new().unwrap().block_on(async {
            let client = Client::builder("key").base_url("http://127.0.0.1:9").build().unwrap();
            let now = Timestamp::now();
            let range = now - SignedDuration::from_hours(1)..now;
            let activity = client.customers().campaign_activity(Customer::email("jane@example.com"), range);
            let activity = activity.retry_policy(blueshift::RetryPolicy::none());
            activity.stream().try_collect::<Vec<_>>().await.unwrap_err()
        });
        assert!(matches!(error, Error::TimeRange(_)), "{error:?}");
        assert!(transport_problem(&error).is_some(), "{error:?}");
    }
}
