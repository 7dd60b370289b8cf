//! The emulated operations.

pub(crate) mod auth;
pub(crate) mod list_campaigns;
pub(crate) mod query;
pub(crate) mod response;
