//! Faults: their definition, their conditions, and their effect on responses.

pub(crate) mod active;
pub(crate) mod delayed;
pub(crate) mod fault;
pub(crate) mod layer;
mod plan;
mod rate_limit;
mod retry_after;
mod text;
