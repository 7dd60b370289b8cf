//! The campaigns: where they come from, how they change, and which a request selects.

pub(crate) mod campaign;
pub(crate) mod clock;
pub(crate) mod data_set;
pub(crate) mod filter;
pub(crate) mod given_row;
pub(crate) mod layout;
pub(crate) mod seeded;
pub(crate) mod store;
pub(crate) mod target;
pub(crate) mod timestamp;
