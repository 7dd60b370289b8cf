//! The listener, the connections, and what is served besides the API.

pub(crate) mod compression;
pub(crate) mod control;
pub(crate) mod cors;
pub(crate) mod exchange;
pub(crate) mod line;
pub(crate) mod listener;
pub(crate) mod reference_page;
pub(crate) mod routes;
pub(crate) mod stats;
pub(crate) mod wire_body;
