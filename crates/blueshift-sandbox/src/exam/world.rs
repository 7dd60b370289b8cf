//! The world of a scenario: the sandbox, what is expected, and the limits.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::builder::Builder;
use crate::data::data_set::{DataError, DataSet};
use crate::error::StartError;
use crate::exam::writer::task::Task;
use crate::faults::fault::{Fault, Kind};
use crate::sandbox::Sandbox;

/// The requests that a command may send for any list. A listing with several readings of the longest short list needs less.
const REQUESTS: u64 = 1_000;

/// What a listing must end with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    /// All campaigns and exit code 0: the server responds consistently, and nothing fails.
    Complete,
    /// All campaigns and exit code 0, or an error.
    CompleteOrError,
    /// An error, because the campaigns cannot all be read.
    Error,
}

/// What the command must do.
#[derive(Debug, Clone)]
pub(super) enum Duty {
    List(Expected),
    Write(Vec<Task>),
}

#[derive(Debug, Clone)]
pub(super) struct World {
    pub(super) builder: Builder,
    /// The campaigns that the sandbox stores.
    stored: Vec<Value>,
    /// The campaigns that match during the whole listing.
    pub(super) campaigns: Vec<Value>,
    faults: Vec<Fault>,
    pub(super) duty: Duty,
    pub(super) max_requests: u64,
}

impl World {
    /// A world in which these campaigns are stored, and a command must list all of them.
    pub(super) fn new(campaigns: Vec<Value>) -> Self {
        let more = u64::try_from(campaigns.len() / 5).unwrap_or(u64::MAX);
        Self {
            builder: Builder::default(),
            stored: campaigns.clone(),
            campaigns,
            faults: Vec::new(),
            duty: Duty::List(Expected::Complete),
            max_requests: REQUESTS.saturating_add(more),
        }
    }

    /// A world in which the pages from 0 have these bodies, and every other page is an empty list. The page size of the request
    /// has no effect.
    pub(super) fn scripted(pages: &[Value], campaigns: Vec<Value>) -> Self {
        let mut world = Self::new(campaigns);
        world.stored.clear();
        for (number, page) in (0..).zip(pages) {
            world = world.fault(Fault::body(200, "application/json", page.to_string()).page(number));
        }
        world
    }

    /// A world in which a command must execute these tasks.
    pub(super) fn of_tasks(campaigns: Vec<Value>, tasks: Vec<Task>) -> Self {
        Self { duty: Duty::Write(tasks), ..Self::new(campaigns) }
    }

    pub(super) fn with(mut self, configure: impl FnOnce(Builder) -> Builder) -> Self {
        self.builder = configure(self.builder);
        self
    }

    pub(super) fn fault(mut self, fault: Fault) -> Self {
        self.faults.push(fault);
        self
    }

    /// An error is accepted in place of all campaigns.
    pub(super) fn or_error(mut self) -> Self {
        self.duty = Duty::List(Expected::CompleteOrError);
        self
    }

    /// Only an error is accepted.
    pub(super) fn error(mut self) -> Self {
        self.duty = Duty::List(Expected::Error);
        self
    }

    /// Whether campaigns change while they are read.
    pub(super) fn changes(&self) -> bool {
        self.faults.iter().any(|fault| matches!(fault.kind, Kind::Event(_)))
    }

    pub(super) async fn start(&self, api_key: &str) -> Result<Sandbox, WorldError> {
        let data = DataSet::from_json(&Value::from(self.stored.clone()).to_string())?;
        let builder = self.builder.clone().api_key(api_key).data(data);
        Ok(self.faults.iter().cloned().fold(builder, Builder::fault).start().await?)
    }

    /// The campaigns that a listing may contain, and whether their fields are known.
    pub(super) fn served(&self, sandbox: &Sandbox) -> Served {
        let mut served = Served { uuids: BTreeSet::new(), fields: Vec::new() };
        served.uuids.extend(self.campaigns.iter().filter_map(uuid));
        if self.changes() {
            let places = (0..).map_while(|place: u64| sandbox.campaign(place));
            served.uuids.extend(places.map(Value::Object).filter_map(|campaign| uuid(&campaign)));
        } else {
            served.fields = self.campaigns.iter().filter_map(|one| one.as_object().cloned()).collect();
        }
        served
    }
}

/// The campaigns that a listing may contain.
pub(super) struct Served {
    pub(super) uuids: BTreeSet<String>,
    /// Empty if campaigns changed.
    pub(super) fields: Vec<Map<String, Value>>,
}

fn uuid(campaign: &Value) -> Option<String> {
    campaign.get("uuid").and_then(Value::as_str).map(str::to_owned)
}

/// A world cannot be set up, which is a fault of the exam.
#[derive(Debug, thiserror::Error)]
pub(super) enum WorldError {
    #[error(transparent)]
    Data(#[from] DataError),
    #[error(transparent)]
    Start(#[from] StartError),
}
