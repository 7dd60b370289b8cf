//! A client for [Blueshift](https://blueshift.com)'s marketing API.
//!
//! **A listing yields every campaign exactly once, or ends with an error that describes what failed.**
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
//! - [`Client`] holds the API key, the base URL, the connections and the retry settings. Create one and clone it.
//! - [`Campaigns`] has one method per operation, each of which returns a builder. [`ListCampaigns`] reads one page with
//!   [`send`](ListCampaigns::send) and all campaigns with [`stream`](ListCampaigns::stream).
//! - [`Response`] is the result of a successful call, with status, headers, request id and number of attempts.
//! - [`Error`] is the error of a failed call. [`Error::outcome`] states whether a write took effect.
//! - [`transport`] contains the tower layers for retries, authentication and limits. Each can be used separately.
//!
//! # Features
//!
//! | feature | default | effect |
//! | --- | --- | --- |
//! | `rustls` | yes | TLS with rustls and the platform's root certificates |
//! | `native-tls` | no | TLS with the platform's library |
//! | `gzip` | yes | accepts and decompresses gzip responses |
//! | `http2` | no | HTTP/2 if the server supports it |
//! | `rate-limit` | no | a client-side rate limit, `ClientBuilder::rate_limit` |
//! | `schemars` | no | `JsonSchema` for the types of requests and responses |

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

/// Runs the examples of the README as doctests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;
