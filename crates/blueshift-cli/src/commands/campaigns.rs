//! `campaigns`.

mod columns;
pub(crate) mod list;
pub(crate) mod listing;

pub(crate) use columns::{Field, Value};
