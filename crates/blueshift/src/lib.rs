//! A client for [Blueshift](https://blueshift.com)'s marketing API.
//!
//! **A listing yields every campaign exactly once, or ends with an error that describes what failed. A write is never retried if
//! that could apply it twice.**
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
//! - [`Campaigns`] and [`Customers`] have methods for all operations. Each method returns a builder.
//! - [`Response`] is the result of a successful call, with status, headers, request id and number of attempts.
//! - [`Error`] is the error of a failed call.
//! - [`transport`] contains the tower layers for retries, authentication and limits. Each can be used separately.
//!
//! # Reading lists
//!
//! [`ListCampaigns`] reads one page with [`send`](ListCampaigns::send), and all campaigns with
//! [`stream`](ListCampaigns::stream) or [`pages`](ListCampaigns::pages). The documentation of `stream` states the guarantee.
//! One-time campaigns that started more than 30 days ago are listed only with [`all_time`](ListCampaigns::all_time) or a
//! [`startdate`](ListCampaigns::startdate). After an error, a [`Continuation`] resumes the listing:
//!
//! ```
//! use futures_util::TryStreamExt;
//!
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let sandbox = blueshift_sandbox::Sandbox::start().await?;
//! # let client = blueshift::Client::builder(sandbox.api_key()).base_url(sandbox.url()).build()?;
//! let mut campaigns = client.campaigns().list().all_time().concurrency(8).stream();
//! let result = (&mut campaigns).try_for_each(async |campaign| Ok(println!("{}", campaign.uuid))).await;
//! # assert!(result.is_ok());
//! if result.is_err() && let Some(token) = campaigns.continuation() {
//!     let rest = client.campaigns().resume(&token)?.stream();
//!     rest.try_for_each(async |campaign| Ok(println!("{}", campaign.uuid))).await?;
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Writing
//!
//! After a timeout or a lost connection, it is unknown whether the server applied a write. The behavior then depends on the
//! operation: the library retries the request if a retry has no further effect, reads the campaign until it shows the change,
//! or returns an error. [`Error::outcome`] returns what is known about the outcome:
//!
//! ```
//! use blueshift::Outcome;
//!
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let sandbox = blueshift_sandbox::Sandbox::start().await?;
//! # let client = blueshift::Client::builder(sandbox.api_key()).base_url(sandbox.url()).build()?;
//! if let Err(error) = client.campaigns().pause("no-such-campaign").send().await {
//!     match error.outcome() {
//!         Some(Outcome::NotApplied) => println!("not paused: {error}"),
//!         Some(Outcome::Applied) => println!("paused, but the response cannot be read: {error}"),
//!         _ => println!("perhaps paused: {error}"),
//!     }
//! #   assert_eq!(error.outcome(), Some(Outcome::NotApplied));
//! }
//! # Ok(())
//! # }
//! ```
//!
//! [`Recipient::transaction_key`] makes an execution safe to repeat, even after a restart of the program.
//! [`archive_many`](Campaigns::archive_many) and [`execute_many`](Campaigns::execute_many) write any number of items, with an
//! [`ItemOutcome`] for each.
//!
//! # Errors
//!
//! | variant | meaning | what to do |
//! | --- | --- | --- |
//! | [`Config`](Error::Config) | invalid setting or argument; nothing was sent | fix the program |
//! | [`Api`](Error::Api) | the server responded with an error | see [`status`](Error::status) and [`ApiError::message`] |
//! | [`Transport`](Error::Transport) | no complete response | retry later; for a write, see [`outcome`](Error::outcome) |
//! | [`Decode`](Error::Decode) | the body of a successful response is not the documented JSON | report it, with [`request_id`](Error::request_id) |
//! | [`Listing`](Error::Listing), [`TimeRange`](Error::TimeRange) | reading a list or a time range ended early | resume it |
//! | [`OutcomeUnknown`](Error::OutcomeUnknown) | reading campaigns did not show whether a write took effect | read the campaign later |
//!
//! Calls are retried at most 5 times, after 1, 2, 4, 8 and 16 s plus jitter: see [`RetryPolicy`]. There is no deadline by
//! default: see [`ClientBuilder::deadline`], and [`ClientBuilder`] for all timeouts and limits.
//!
//! # Tests
//!
//! [`blueshift-sandbox`](https://docs.rs/blueshift-sandbox) emulates the API, injects faults, and records the effects of writes.
//! [`blueshift-httpmock`](https://docs.rs/blueshift-httpmock) provides typed mocks. For tests without HTTP, response types have
//! `new` and a `with_` method for each field, and the feature `stub` provides a client without a network.
//!
//! The [guide](https://github.com/blueshift-rs/blueshift/blob/main/docs/guide/README.md) has a page for each of these topics.
//!
//! # Features
//!
//! | feature | default | effect |
//! | --- | --- | --- |
//! | `rustls` | yes | TLS with rustls and the platform's root certificates |
//! | `native-tls` | no | TLS with the platform's library |
//! | `gzip` | yes | accepts and decompresses gzip responses |
//! | `http2` | no | HTTP/2 if the server supports it |
//! | `blocking` | no | [`blocking`], a client for programs without an async runtime |
//! | `rate-limit` | no | a client-side rate limit, `ClientBuilder::rate_limit` |
//! | `metrics` | no | OpenTelemetry metrics of calls and attempts, `ClientBuilder::metrics` |
//! | `stub` | no | [`stub`], a client without a network for unit tests |
//! | `trace-context` | no | sends the trace context (`traceparent`), `ClientBuilder::trace_context` |
//! | `schemars` | no | `JsonSchema` for the types of requests and responses |

#![cfg_attr(docsrs, feature(doc_cfg))]

mod api_key;
mod base_url;
#[cfg(feature = "blocking")]
#[cfg_attr(docsrs, doc(cfg(feature = "blocking")))]
pub mod blocking;
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
#[cfg(feature = "stub")]
#[cfg_attr(docsrs, doc(cfg(feature = "stub")))]
pub mod stub;
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
