//! A client for [Blueshift](https://blueshift.com)'s marketing API.
//!
//! **A listing yields every campaign exactly once, or an error that says what failed. Never less, in silence.**
//!
//! ```
//! use blueshift::Client;
//! use futures_util::TryStreamExt;
//!
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let sandbox = blueshift_sandbox::Sandbox::start().await?;
//! # let (key, url) = (sandbox.api_key(), sandbox.url());
//! let client = Client::builder(key).base_url(url).build()?; // or Client::from_env()?
//! let mut launched = client.campaigns().list().status("launched").stream();
//! while let Some(campaign) = launched.try_next().await? {
//!     println!("{}: {:?}", campaign.uuid, campaign.name);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! - [`Client`] knows the key, the region and how to treat the network; make one and clone it.
//! - [`ListCampaigns`] is the one operation so far: a page with [`send`](ListCampaigns::send), every campaign with
//!   [`stream`](ListCampaigns::stream).
//! - [`Error`] tells what failed, with status, request id and attempts.
//! - [`transport`] holds the layers that retry, authenticate and limit, each usable by itself.
//!
//! # Features
//!
//! | feature | default | what it does |
//! | --- | --- | --- |
//! | `rustls` | yes | TLS by rustls, with the platform's roots |
//! | `native-tls` | no | TLS by the platform's own library |
//! | `gzip` | yes | asks for gzip and unpacks it |
//! | `http2` | no | HTTP/2 where the server offers it |
//! | `rate-limit` | no | `ClientBuilder::rate_limit` |
//! | `schemars` | no | JSON Schemas of the types |

#![cfg_attr(docsrs, feature(doc_cfg))]

mod api_key;
mod base_url;
mod call;
mod campaigns;
mod client;
mod customers;
mod env;
mod error;
#[cfg(test)]
mod once;
mod paging;
mod region;
mod request;
pub mod transport;

pub use api_key::ApiKey;
pub use blueshift_api::types;
pub use blueshift_api::types::{Campaign, CampaignType};
pub use blueshift_api::{CampaignStatus, ExecTerm, RetryClass};
pub use call::Response;
pub use campaigns::{
    ArchiveCampaign, ArchiveCampaigns, BulkExecuteCampaigns, BulkOutcomes, BulkProgress, Campaigns,
    CreateCampaign, DailyPerformance, ExecuteCampaign, ExecuteCampaigns, GetCampaign, GetCampaignDetail,
    GetPerformance, ItemOutcome, ItemStatus, LaunchCampaign, ListCampaigns, Listing, OnePage, Open,
    PauseCampaign, Recipient, UpdateSchedule,
};
pub use client::{Client, ClientBuilder};
pub use customers::{Customer, Customers, GetCampaignActivity};
pub use error::{
    ApiError, BodyTooLarge, ConfigError, DecodeError, Error, ListingError, ListingProblem, Outcome,
    OutcomeUnknown, TimeRangeError, TimeRangeProblem, TransportError, TransportProblem,
};
pub use jiff;
pub use paging::{Continuation, Items, Page, Pages};
pub use region::Region;
pub use request::RawRequest;
pub use reqwest;
pub use transport::{RetryBudget, RetryEvent, RetryPolicy};

/// The examples of the README run, too.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct ReadmeExamples;
