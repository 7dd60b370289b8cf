//! The ledger: every effect of a write operation, in order.

use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;

/// A change to the state of a sandbox, caused by a write operation of the API.
///
/// An effect is recorded exactly when the state changes, whether or not the response is delivered. A request that is refused or
/// changes nothing, such as a repeated execution with the same `transaction_uuid`, has no effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Effect {
    /// The sequence number of the effect, from 1. Clearing the ledger does not reset it.
    pub sequence: u64,
    /// The `operationId` of the operation.
    pub operation: &'static str,
    /// The `uuid` of the campaign that was changed, created or executed. A bulk operation has a separate effect for each
    /// campaign that it changes, or for each payload that it executes.
    pub target: String,
    /// The `transaction_uuid` of an execution, as sent.
    pub transaction_uuid: Option<String>,
    /// The value of the request header `x-sandbox-call`, which tests set to identify the requests of a call.
    pub call: Option<String>,
}

/// The effects so far. The lock also serializes the writes of the API: each write holds the lock while it changes the state.
#[derive(Debug, Default)]
pub(crate) struct Ledger(Mutex<Record>);

#[derive(Debug, Default)]
struct Record {
    last: u64,
    effects: Vec<Effect>,
}

impl Ledger {
    /// Begins a write: waits until no other write is in progress, and blocks other writes until the result is dropped.
    pub(crate) fn begin(&self, operation: &'static str, call: Option<String>) -> Write<'_> {
        Write { record: self.lock(), operation, call }
    }

    pub(crate) fn effects(&self) -> Vec<Effect> {
        self.lock().effects.clone()
    }

    pub(crate) fn clear(&self) {
        self.lock().effects.clear();
    }

    fn lock(&self) -> MutexGuard<'_, Record> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A write in progress. There is at most one at a time.
pub(crate) struct Write<'a> {
    record: MutexGuard<'a, Record>,
    operation: &'static str,
    call: Option<String>,
}

impl Write<'_> {
    /// Records that the state of a campaign was changed.
    pub(crate) fn applied(&mut self, target: &str) {
        self.executed(target, None);
    }

    /// Records that a campaign was executed for one customer.
    pub(crate) fn executed(&mut self, target: &str, transaction_uuid: Option<&str>) {
        self.record.last = self.record.last.saturating_add(1);
        let effect = Effect {
            sequence: self.record.last,
            operation: self.operation,
            target: target.to_owned(),
            transaction_uuid: transaction_uuid.map(str::to_owned),
            call: self.call.clone(),
        };
        self.record.effects.push(effect);
    }
}
