//! Why the command ends with something else than 0.

mod advice;
mod report;

use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::ExitCode;

use blueshift::{ListingProblem, Region};
use blueshift_sandbox::StartError;

use crate::config::{SettingsError, UsageError};
pub(crate) use report::report;

/// Everything that can keep the command from its work.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error(transparent)]
    Usage(#[from] UsageError),
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error(transparent)]
    Call(#[from] blueshift::Error),
    /// A listing failed after some of it was printed.
    #[error("{source}")]
    Listing { source: blueshift::Error, printed: u64 },
    /// `auth check` found the key refused.
    #[error(transparent)]
    Refused(Box<Refusal>),
    #[error("cannot write to stdout")]
    Output(#[source] std::io::Error),
    #[error("cannot write {path}")]
    Write { path: PathBuf, source: std::io::Error },
    #[error("cannot start the sandbox")]
    Sandbox(#[source] StartError),
    #[error("cannot start the runtime")]
    Runtime(#[source] std::io::Error),
}

/// What `auth check` found out about a key that was refused.
#[derive(Debug, thiserror::Error)]
#[error("{source}")]
pub(crate) struct Refusal {
    pub(crate) source: blueshift::Error,
    /// Where it was refused.
    pub(crate) place: String,
    /// What the other region said, where it was asked.
    pub(crate) elsewhere: Option<(Region, Elsewhere)>,
}

/// What became of the key in the other region.
#[derive(Debug)]
pub(crate) enum Elsewhere {
    Works {
        request_id: Option<String>,
    },
    Refused,
    /// Nobody could say.
    Failed(blueshift::Error),
}

impl Failure {
    /// Whether the reader of stdout went away, which is no fault.
    pub(crate) fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == ErrorKind::BrokenPipe)
    }

    /// 1 where the work failed, 2 where it was asked for wrongly.
    pub(crate) fn exit_code(&self) -> ExitCode {
        let asked_wrongly = match self {
            Self::Usage(_) | Self::Settings(_) => true,
            Self::Call(error) | Self::Listing { source: error, .. } => {
                matches!(error, blueshift::Error::Config(_))
            }
            _ => false,
        };
        ExitCode::from(if asked_wrongly { 2 } else { 1 })
    }

    /// The error of the call, where a call failed.
    fn call(&self) -> Option<&blueshift::Error> {
        match self {
            Self::Call(error) | Self::Listing { source: error, .. } => Some(error),
            Self::Refused(refusal) => Some(&refusal.source),
            _ => None,
        }
    }
}

/// The error of the page that failed, or the error itself.
fn innermost(error: &blueshift::Error) -> &blueshift::Error {
    match error {
        blueshift::Error::Listing(listing) => match listing.problem() {
            ListingProblem::Call(cause) => cause,
            _ => error,
        },
        _ => error,
    }
}
