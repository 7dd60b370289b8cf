//! Faults: what they are, when they apply, and what they do to a response.

pub(crate) mod active;
pub(crate) mod fault;
pub(crate) mod plan;
pub(crate) mod rate_limit;
pub(crate) mod text;
