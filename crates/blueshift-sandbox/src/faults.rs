//! Faults: what they are, when they apply, and what they do to a response.

pub(crate) mod active;
pub(crate) mod fault;
pub(crate) mod layer;
mod plan;
mod rate_limit;
mod text;
