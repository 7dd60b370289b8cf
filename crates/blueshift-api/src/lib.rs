//! The client that [progenitor](https://docs.rs/progenitor) generates from the contract of Blueshift's campaigns
//! API, `openapi/blueshift.yaml`.
//!
//! Most programs want the crate [`blueshift`](https://docs.rs/blueshift), which adds what the contract cannot say:
//! the key, the region, paging, retries and errors. This crate is for those who bring their own.
//!
//! - [`Client`] and its [`builder`]s send requests; [`types`] holds what they answer with.
//! - [`Transport`] is what carries the requests: a [`reqwest::Client`] or any tower service around one.
//! - [`CampaignStatus`] and [`ExecTerm`] are open: a value that the contract does not list is kept.
//! - [`CampaignList`] reads a bare list as well as the envelope that has been seen in its place.
//!
//! Every response outside 2xx arrives as [`Error::ErrorResponse`] with its status, its headers and the bytes of its
//! body, or as [`Error::UnexpectedResponse`] where the contract does not list the status.
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use blueshift_api::{Client, Transport};
//!
//! let http = reqwest::Client::new();
//! let client = Client::new_with_client("http://127.0.0.1:8080", http.clone(), Transport::from(http));
//! let page = client.list_campaigns().status("launched").per_page(4).send().await?;
//! println!("{} campaigns", page.into_inner().items.len());
//! # Ok(())
//! # }
//! ```

// The generated code names its types by absolute path, so that the same path works in other crates too.
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
mod transport;

pub use campaign_list::CampaignList;
pub use generated::*;
pub use open_enums::*;
pub use progenitor_client;
pub use transport::Transport;
