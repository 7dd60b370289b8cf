//! A running sandbox.

use std::fmt;
use std::net::SocketAddr;

use serde_json::{Map, Value};
use tokio::task::JoinHandle;

#[cfg(doc)]
use crate::assumptions::Order;
use crate::builder::Builder;
use crate::data::data_set::DataError;
use crate::data::target::Target;
use crate::error::StartError;
use crate::faults::active::Faults;
use crate::server::stats::{Seen, Stats};
use crate::state::Shared;

/// The key that a sandbox accepts unless another is set.
pub const DEFAULT_API_KEY: &str = "sandbox-key";

/// How many seeded campaigns there are unless another number is set.
pub const DEFAULT_CAMPAIGNS: u32 = 300;

/// A local Blueshift. It listens on loopback, runs on the tokio runtime that started it, and stops when it is dropped.
/// Any number of them run side by side.
///
/// ```
/// # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
/// let sandbox = blueshift_sandbox::Sandbox::start().await?;
/// let page = reqwest::Client::new()
///     .get(format!("{}/api/v2/campaigns.json?per_page=4", sandbox.url()))
///     .basic_auth(sandbox.api_key(), Some(""))
///     .send()
///     .await?;
/// assert_eq!(page.status(), 200);
/// assert_eq!(sandbox.stats().requests, 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use = "a sandbox stops when it is dropped"]
pub struct Sandbox {
    address: SocketAddr,
    shared: Shared,
    serving: JoinHandle<()>,
}

impl Sandbox {
    pub(crate) fn new(address: SocketAddr, shared: Shared, serving: JoinHandle<()>) -> Self {
        Self { address, shared, serving }
    }

    /// Starts a sandbox with all defaults, on any free port.
    ///
    /// # Errors
    /// If no port can be listened on.
    pub async fn start() -> Result<Self, StartError> {
        Self::builder().start().await
    }

    /// Sets up a sandbox.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// The base URL to give to a client, without a slash at its end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// The key it accepts.
    pub fn api_key(&self) -> &str {
        &self.shared.api_key
    }

    /// What goes wrong, to be changed at any time.
    pub fn faults(&self) -> &Faults {
        &self.shared.faults
    }

    /// Figures on the requests so far.
    pub fn stats(&self) -> Stats {
        self.shared.recorder.stats()
    }

    /// The latest 1,000 requests, oldest first.
    pub fn requests(&self) -> Vec<Seen> {
        self.shared.recorder.latest()
    }

    /// Forgets all figures and requests.
    pub fn reset_stats(&self) {
        self.shared.recorder.reset();
    }

    /// Adds so many campaigns created now. No filter but one asked for hides them.
    pub fn insert(&self, count: u32) {
        self.shared.store.insert(count, self.shared.clock.now());
    }

    /// Creates a campaign with these fields and returns its `uuid`. `uuid`, `created_at` and `updated_at` are made up where
    /// they are absent. It takes the place of a campaign created now: the first under [`Order::Newest`] and
    /// [`Order::Updated`], the last under every other order.
    ///
    /// # Errors
    /// If a field does not hold what the contract says, or the `uuid` exists.
    ///
    /// ```
    /// # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
    /// # let sandbox = blueshift_sandbox::Sandbox::start().await?;
    /// let fields = serde_json::json!({"name": "Spring Sale", "status": "draft"});
    /// let uuid = sandbox.create(fields.as_object().cloned().unwrap_or_default())?;
    /// let launched = serde_json::json!({"status": "launched"});
    /// assert!(sandbox.change(uuid, launched.as_object().cloned().unwrap_or_default())?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn create(&self, fields: Map<String, Value>) -> Result<String, DataError> {
        self.shared.store.create(fields, self.shared.clock.now())
    }

    /// Returns the fields of a campaign as they are now.
    pub fn campaign(&self, target: impl Into<Target>) -> Option<Map<String, Value>> {
        self.shared.store.view().fields(&target.into())
    }

    /// Puts these fields over those of a campaign, and sets its `updated_at` to now unless it is among them. Under
    /// [`Order::Updated`] the campaign moves to the front; under every other order it keeps its place. Returns whether there
    /// is such a campaign.
    ///
    /// # Errors
    /// If a field does not hold what the contract says, or the `uuid` is another one.
    pub fn change(&self, target: impl Into<Target>, fields: Map<String, Value>) -> Result<bool, DataError> {
        self.shared.store.change(&target.into(), fields, self.shared.clock.now())
    }

    /// Sets `updated_at` of a campaign to now, as [`Sandbox::change`] without fields. Returns whether there is such a
    /// campaign.
    pub fn touch(&self, target: impl Into<Target>) -> bool {
        self.shared.store.touch(&target.into(), self.shared.clock.now())
    }

    /// A campaign and the next one change places. Returns whether there are both.
    pub fn swap(&self, target: impl Into<Target>) -> bool {
        self.shared.store.swap(&target.into())
    }

    /// Takes a campaign out of every result. Returns whether there is such a campaign.
    pub fn remove(&self, target: impl Into<Target>) -> bool {
        self.shared.store.remove(&target.into())
    }

    /// Puts a removed campaign back into its place. A number counts the removed ones: 0 is the one that was removed first.
    /// Returns whether the campaign was removed.
    pub fn restore(&self, target: impl Into<Target>) -> bool {
        self.shared.store.restore(&target.into())
    }

    /// How many campaigns there are.
    pub fn campaigns(&self) -> usize {
        self.shared.store.len()
    }

    /// Stops and waits until the port is free again. Dropping stops too, but does not wait.
    pub async fn stop(mut self) {
        self.serving.abort();
        // It was cancelled, which is the only way it ends.
        let _ = (&mut self.serving).await;
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Sandbox").field("url", &self.url()).finish_non_exhaustive()
    }
}
