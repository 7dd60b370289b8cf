//! A blocking client, for programs and threads without an async runtime.
//!
//! [`Client`] has the operations, options, retries and guarantees of [`blueshift::Client`](crate::Client), and the same
//! builders. The builders differ only in their final methods: `send()` and the `wait_until_*` methods block until the call has
//! ended, and streams are replaced by iterators.
//!
//! ```
//! use blueshift::blocking::Client;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let runtime = tokio::runtime::Runtime::new()?;
//! # let sandbox = runtime.block_on(blueshift_sandbox::Sandbox::start())?;
//! # let (key, url) = (sandbox.api_key(), sandbox.url());
//! let client = Client::builder(key).base_url(url).build()?; // or Client::from_env()?
//!
//! for campaign in client.campaigns().list().status("launched").iter() {
//!     let campaign = campaign?;
//!     println!("{}: {:?}", campaign.uuid, campaign.name);
//! }
//!
//! let drafts: Vec<_> = client.campaigns().list().status("draft").iter().collect::<Result<_, _>>()?;
//! let uuids = drafts.into_iter().map(|campaign| campaign.uuid);
//! for outcome in client.campaigns().archive_many(uuids).concurrency(8).outcomes()? {
//!     let outcome = outcome?;
//!     println!("{}: {}", outcome.item, outcome.status);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! | asynchronous | blocking |
//! | --- | --- |
//! | `list().stream()` | [`list().iter()`](crate::ListCampaigns#method.iter) |
//! | `list().pages()` | [`list().pages()`](crate::ListCampaigns#method.pages-1) |
//! | `performance(range).daily()` | [`performance(range).daily()`](crate::GetPerformance#method.daily-1) |
//! | `campaign_activity(customer, range).stream()` | [`campaign_activity(customer, range).iter()`](crate::GetCampaignActivity#method.iter) |
//! | `archive_many(uuids).outcomes()?` | [`archive_many(uuids).outcomes()?`](crate::ArchiveCampaigns#method.outcomes-1) |
//!
//! # Threads
//!
//! A client has one background thread, which its clones share. The background thread drives the network and the timers. A call
//! runs on the thread that makes it, so the `tracing` spans and subscriber of that thread apply. A client can be used from any
//! number of threads concurrently. The background thread ends when the last clone and the last iterator are dropped; dropping
//! never blocks.
//!
//! # Async runtimes
//!
//! A thread of an async runtime must not be blocked. On such a thread, including those of `tokio::task::spawn_blocking`, every
//! call returns [`ConfigError::AsyncRuntime`] and sends nothing; use [`blueshift::Client`](crate::Client) instead. Only Tokio's
//! runtimes are recognized.

mod client;
mod iter;
mod runtime;

pub use client::Client;
pub use iter::{Iter, Outcomes, Stream};

#[allow(unused_imports, reason = "used by links in the documentation")]
use crate::error::ConfigError;
