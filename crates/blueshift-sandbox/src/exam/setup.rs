//! The setup of a scenario: the sandbox, the expected result, and the limits.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::builder::Builder;
use crate::data::data_set::{DataError, DataSet};
use crate::error::StartError;
use crate::exam::writer::task::Task;
use crate::faults::fault::{Fault, Kind};
use crate::sandbox::Sandbox;

/// The maximum number of requests for a short list. It allows a client to read the list several times. [`Setup::new`] increases
/// it for long lists.
const REQUESTS: u64 = 1_000;

/// The expected result of a listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    /// All campaigns and exit code 0, because the list can be read completely.
    Complete,
    /// All campaigns and exit code 0, or an error.
    CompleteOrError,
    /// An error, because not all campaigns can be read.
    Error,
}

/// The assignment of a command: to list all campaigns, or to execute tasks.
#[derive(Debug, Clone)]
pub(super) enum Assignment {
    List(Expected),
    Write(Vec<Task>),
}

#[derive(Debug, Clone)]
pub(super) struct Setup {
    pub(super) builder: Builder,
    /// The campaigns that the sandbox stores.
    stored: Vec<Value>,
    /// The campaigns that are in the list during the whole listing.
    pub(super) campaigns: Vec<Value>,
    faults: Vec<Fault>,
    pub(super) assignment: Assignment,
    pub(super) max_requests: u64,
}

impl Setup {
    /// Creates a setup with these campaigns, in which the command must list all of them.
    pub(super) fn new(campaigns: Vec<Value>) -> Self {
        let more = u64::try_from(campaigns.len() / 5).unwrap_or(u64::MAX);
        Self {
            builder: Builder::default(),
            stored: campaigns.clone(),
            campaigns,
            faults: Vec::new(),
            assignment: Assignment::List(Expected::Complete),
            max_requests: REQUESTS.saturating_add(more),
        }
    }

    /// Creates a setup in which the pages, numbered from 0, have these bodies, and every other page is an empty list. The page
    /// size of the request has no effect.
    pub(super) fn scripted(pages: &[Value], campaigns: Vec<Value>) -> Self {
        let mut setup = Self::new(campaigns);
        setup.stored.clear();
        for (number, page) in (0..).zip(pages) {
            setup = setup.fault(Fault::body(200, "application/json", page.to_string()).page(number));
        }
        setup
    }

    /// Creates a setup in which the command must execute these tasks.
    pub(super) fn of_tasks(campaigns: Vec<Value>, tasks: Vec<Task>) -> Self {
        Self { assignment: Assignment::Write(tasks), ..Self::new(campaigns) }
    }

    pub(super) fn with(mut self, configure: impl FnOnce(Builder) -> Builder) -> Self {
        self.builder = configure(self.builder);
        self
    }

    pub(super) fn fault(mut self, fault: Fault) -> Self {
        self.faults.push(fault);
        self
    }

    /// Accepts a complete listing or an error.
    pub(super) fn or_error(mut self) -> Self {
        self.assignment = Assignment::List(Expected::CompleteOrError);
        self
    }

    /// Accepts only an error.
    pub(super) fn error(mut self) -> Self {
        self.assignment = Assignment::List(Expected::Error);
        self
    }

    /// Returns whether campaigns change while they are read.
    pub(super) fn changes(&self) -> bool {
        self.faults.iter().any(|fault| matches!(fault.kind, Kind::Event(_)))
    }

    pub(super) async fn start(&self, api_key: &str) -> Result<Sandbox, SetupError> {
        let data = DataSet::from_json(&Value::from(self.stored.clone()).to_string())?;
        let builder = self.builder.clone().api_key(api_key).data(data);
        Ok(self.faults.iter().cloned().fold(builder, Builder::fault).start().await?)
    }

    /// Returns the campaigns that a listing may contain.
    pub(super) fn served(&self, sandbox: &Sandbox) -> Served {
        let mut served = Served { uuids: BTreeSet::new(), fields: Vec::new() };
        served.uuids.extend(self.campaigns.iter().filter_map(uuid));
        if self.changes() {
            let campaigns = (0..).map_while(|index: u64| sandbox.campaign(index));
            served.uuids.extend(campaigns.map(Value::Object).filter_map(|campaign| uuid(&campaign)));
        } else {
            served.fields = self.campaigns.iter().filter_map(|one| one.as_object().cloned()).collect();
        }
        served
    }
}

/// The campaigns that a listing may contain.
pub(super) struct Served {
    pub(super) uuids: BTreeSet<String>,
    /// The fields of the campaigns; empty if campaigns changed.
    pub(super) fields: Vec<Map<String, Value>>,
}

fn uuid(campaign: &Value) -> Option<String> {
    campaign.get("uuid").and_then(Value::as_str).map(str::to_owned)
}

/// An error that prevents the setup of a scenario.
#[derive(Debug, thiserror::Error)]
pub(super) enum SetupError {
    #[error(transparent)]
    Data(#[from] DataError),
    #[error(transparent)]
    Start(#[from] StartError),
}
