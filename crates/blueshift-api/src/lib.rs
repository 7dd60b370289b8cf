#![doc = include_str!("../README.md")]
//! ## Contents
//!
//! - [`Client`] and its [`builder`]s send requests.
//! - [`types`] contains the types of requests and responses.
//! - [`CampaignStatus`], [`ExecTerm`] and others are open enums, which keep values that the contract does not list.
//! - [`CampaignList`] decodes a bare list and the envelopes that have been observed.
//! - [`PathSegment`] is the type of string path parameters.
//! - [`ops`] contains the operations with their retry classes.
//! - [`queries`] contains the query parameters of the operations.
//! - [`Transport`] sends the requests: a [`reqwest::Client`], or a tower service that wraps one.

#![cfg_attr(docsrs, feature(doc_cfg))]

// Makes the paths of the generated code, such as `::blueshift_api::PathSegment`, valid in this crate. The generator writes the
// same paths into code for other crates.
extern crate self as blueshift_api;

mod campaign_list;
#[allow(
    missing_docs,
    unreachable_pub,
    unused_imports,
    clippy::all,
    clippy::unwrap_used
)]
#[rustfmt::skip]
mod generated;
#[rustfmt::skip]
mod open_enums;
mod operation;
/// The operations of the contract.
#[rustfmt::skip]
pub mod ops;
mod path_segment;
/// The query parameters of the operations.
///
/// ```no_run
/// use blueshift_api::queries::ListCampaignsQuery;
///
/// # async fn example(client: blueshift_api::Client) -> Result<(), Box<dyn std::error::Error>> {
/// let mut query = ListCampaignsQuery::default();
/// query.per_page = Some(4);
/// let page = query.apply(client.list_campaigns()).send().await?;
/// # Ok(())
/// # }
/// ```
#[rustfmt::skip]
pub mod queries;
mod response;
mod tolerant;
mod transport;
/// The types of requests and responses, generated from the contract.
///
/// A type has a field for each property that the contract describes. If the property is absent, null or of an unexpected
/// type, the field is `None`, or an empty string if it is a required string. `extra` contains all other properties and the
/// values of unexpected types.
///
/// ```
/// use blueshift_api::types::Campaign;
///
/// let json = r#"{"uuid": "a", "archived": "yes", "tags": [1]}"#;
/// let campaign: Campaign = serde_json::from_str(json)?;
/// assert_eq!(campaign.archived, None);
/// assert_eq!(campaign.extra["archived"], "yes");
/// assert_eq!(serde_json::to_value(&campaign)?, serde_json::from_str::<serde_json::Value>(json)?);
///
/// let new_campaign = Campaign::new("a").with_name("Spring sale");
/// assert_eq!(new_campaign.name.as_deref(), Some("Spring sale"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[rustfmt::skip]
#[allow(unused_imports, unused_variables)]
pub mod types;

pub use campaign_list::{CampaignList, reports_error};
pub use generated::*;
pub use jiff;
pub use open_enums::*;
pub use operation::{Operation, RetryClass};
pub use path_segment::{InvalidPathSegment, PathSegment};
pub use progenitor_client;
pub use transport::Transport;
