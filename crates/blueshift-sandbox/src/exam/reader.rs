//! The scenarios for commands that list campaigns.

mod bodies;
mod changes;
mod ends;
mod faults;
mod pages;
mod values;

use crate::exam::scenario::Scenario;

pub(super) fn scenarios() -> Vec<Scenario> {
    [
        pages::scenarios(),
        ends::scenarios(),
        changes::scenarios(),
        faults::scenarios(),
        bodies::scenarios(),
        values::scenarios(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
