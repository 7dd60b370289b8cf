//! The commands.

pub(crate) mod auth;
pub(crate) mod campaigns;
pub(crate) mod completions;
pub(crate) mod config;
