#![doc = include_str!("../README.md")]

mod answer;
mod assumptions;
mod auth;
mod builder;
mod campaign;
mod clock;
mod compression;
mod control;
mod cors;
mod data_set;
mod error;
mod exchange;
mod fault;
mod fault_text;
mod faults;
mod filter;
mod given_row;
mod layout;
mod line;
mod listing;
mod mix;
mod moment;
mod order;
mod plan;
mod query;
mod rate_limit;
mod reference_page;
mod routes;
mod sandbox;
mod seeded;
mod seeded_row;
mod server;
mod state;
mod stats;
mod store;
mod target;
mod vocabulary;
mod wire_body;

pub use assumptions::{
    ArchivedAbsent, ArchivedFalse, NameMatch, Order, OverMax, PageBase, PageZero, PastEnd, Shape, Total,
    UndatedOneTime, UnknownParameter,
};
pub use builder::Builder;
pub use data_set::{DataError, DataSet};
pub use error::StartError;
pub use fault::{Fault, FaultError};
pub use faults::Faults;
pub use sandbox::{DEFAULT_API_KEY, DEFAULT_CAMPAIGNS, Sandbox};
pub use stats::{Seen, Stats};
pub use target::Target;
