//! The state shared by all connections of a sandbox.

use std::sync::Arc;

use crate::assumptions::Assumptions;
use crate::data::clock::Clock;
use crate::data::executions::Executions;
use crate::data::ledger::Ledger;
use crate::data::store::Store;
use crate::faults::active::Faults;
use crate::faults::delayed::Delayed;
use crate::server::stats::Recorder;

pub(crate) type Shared = Arc<State>;

pub(crate) struct State {
    pub(crate) api_key: String,
    pub(crate) assumptions: Assumptions,
    pub(crate) clock: Clock,
    pub(crate) store: Store,
    pub(crate) ledger: Ledger,
    pub(crate) executions: Executions,
    pub(crate) faults: Faults,
    pub(crate) delayed: Delayed,
    pub(crate) recorder: Arc<Recorder>,
}
