#![doc = include_str!("../README.md")]
//!
//! ## Contents
//!
//! - [`Sandbox`] is a running server, and [`Builder`] sets its campaigns and assumptions before it starts.
//! - [`Faults`] sets the faults while a sandbox runs, and [`Fault`] has a function for each kind of fault.
//! - [`Effect`] is an entry of the ledger, and [`RecordedRequest`] is a request to the API. [`Stats`] counts requests and
//!   connections.
//! - [`Target`] identifies a campaign by index or `uuid`.
//! - [`DataSet`] contains campaigns from JSON, and [`Behavior`] contains the assumptions of a behavior file.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod api;
mod assumptions;
mod builder;
mod data;
mod error;
#[rustfmt::skip]
mod error_examples;
#[cfg(feature = "exam")]
pub mod exam;
mod faults;
mod random;
mod sandbox;
mod server;
mod state;

pub use assumptions::{
    ArchivedAbsent, ArchivedFalse, Behavior, BehaviorError, BulkTransactions, DateBound, DetailShape,
    EmailMatch, NameMatch, Named, Order, OverMax, PageBase, PageZero, PastEnd, RateLimitHeaders, RequestId,
    RetryAfter, Shape, StatusMatch, Total, UndatedOneTime, UnknownParameter,
};
pub use builder::Builder;
pub use data::data_set::{DataError, DataSet};
pub use data::ledger::Effect;
pub use data::target::Target;
pub use error::StartError;
pub use faults::active::Faults;
pub use faults::fault::{Fault, FaultError};
pub use sandbox::{DEFAULT_API_KEY, DEFAULT_CAMPAIGNS, Sandbox};
pub use server::stats::{RecordedRequest, Stats};
