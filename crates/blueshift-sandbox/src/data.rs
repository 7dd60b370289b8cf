//! The data of a sandbox: campaigns, changes, filters, statistics, executions, the ledger of writes, and the clock.

mod body;
pub(crate) mod clock;
pub(crate) mod data_set;
pub(crate) mod executions;
pub(crate) mod filter;
pub(crate) mod ledger;
pub(crate) mod seeded;
pub(crate) mod statistics;
pub(crate) mod store;
mod stored;
pub(crate) mod target;
pub(crate) mod timestamp;
