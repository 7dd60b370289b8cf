//! A running sandbox.

use std::fmt;
use std::net::SocketAddr;
use std::time::SystemTime;

use serde_json::{Map, Value};
use tokio::io::DuplexStream;
use tokio::sync::mpsc::UnboundedSender;
use tokio::task::JoinHandle;

#[cfg(doc)]
use crate::assumptions::Order;
use crate::builder::Builder;
use crate::data::clock::Clock;
use crate::data::data_set::DataError;
use crate::data::executions::Customer;
use crate::data::ledger::Effect;
use crate::data::target::Target;
use crate::error::StartError;
use crate::faults::active::Faults;
use crate::server::stats::{RecordedRequest, Stats};
use crate::state::Shared;

/// The default API key of a sandbox.
pub const DEFAULT_API_KEY: &str = "sandbox-key";

/// The buffer size of an in-memory connection, in bytes.
const BUFFER: usize = 64 * 1024;

/// The default number of generated campaigns.
pub const DEFAULT_CAMPAIGNS: u32 = 300;

/// A running emulator of Blueshift's campaigns API.
///
/// It listens on loopback, runs on the tokio runtime that started it, and stops when it is dropped. Any number of sandboxes
/// can run at the same time.
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
    in_memory: UnboundedSender<DuplexStream>,
    shared: Shared,
    serving: JoinHandle<()>,
}

impl Sandbox {
    pub(crate) fn new(
        address: SocketAddr,
        in_memory: UnboundedSender<DuplexStream>,
        shared: Shared,
        serving: JoinHandle<()>,
    ) -> Self {
        Self { address, in_memory, shared, serving }
    }

    #[cfg(any(test, feature = "exam"))]
    pub(crate) fn shared(&self) -> &Shared {
        &self.shared
    }

    /// Starts a sandbox with all defaults, on any free port.
    ///
    /// # Errors
    /// Returns an error if the sandbox cannot listen on any port.
    pub async fn start() -> Result<Self, StartError> {
        Self::builder().start().await
    }

    /// Returns a builder with all defaults.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Returns the base URL, without a trailing slash.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns the port that the sandbox listens on.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Opens an in-memory connection. The sandbox serves HTTP/1.1 on it, as over TCP.
    ///
    /// The connection does not use the operating system, so a test with a paused clock is deterministic; tokio advances a
    /// paused clock while it waits for TCP. An in-memory connection cannot be reset; a [`reset`](crate::Fault::reset) fault
    /// closes it.
    ///
    /// ```
    /// use tokio::io::{AsyncReadExt, AsyncWriteExt};
    ///
    /// # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
    /// let sandbox = blueshift_sandbox::Sandbox::start().await?;
    /// let mut connection = sandbox.connect();
    /// connection.write_all(b"GET / HTTP/1.1\r\nhost: sandbox\r\nconnection: close\r\n\r\n").await?;
    /// let mut response = String::new();
    /// connection.read_to_string(&mut response).await?;
    /// assert!(response.starts_with("HTTP/1.1 200 OK"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn connect(&self) -> DuplexStream {
        let (client, server) = tokio::io::duplex(BUFFER);
        // A stopped sandbox drops its end, which closes the connection.
        let _ = self.in_memory.send(server);
        client
    }

    /// Returns the API key that the sandbox accepts.
    pub fn api_key(&self) -> &str {
        &self.shared.api_key
    }

    /// Returns the faults, which can be changed at any time.
    pub fn faults(&self) -> &Faults {
        &self.shared.faults
    }

    /// Returns statistics on the requests since the start or the last call of [`Sandbox::reset_stats`].
    pub fn stats(&self) -> Stats {
        self.shared.recorder.stats()
    }

    /// Returns the latest requests to the API, at most 1,000, oldest first.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.shared.recorder.latest()
    }

    /// Resets all statistics and clears the recorded requests.
    pub fn reset_stats(&self) {
        self.shared.recorder.reset();
    }

    /// Returns the effects of all write operations since the effects were last cleared, oldest first.
    ///
    /// Changes by the methods of this type and by faults are not included.
    pub fn effects(&self) -> Vec<Effect> {
        self.shared.ledger.effects()
    }

    /// Clears the effects so far. The state is unchanged, and the sequence numbers of later effects continue.
    pub fn clear_effects(&self) {
        self.shared.ledger.clear();
    }

    /// Adds an execution of a campaign for a customer at the given time. The execution produces activity. Returns false if the
    /// campaign does not exist, the customer has no valid identifier, or the time cannot be represented.
    ///
    /// The customer is identified by `email`, `customer_id`, `phone_number` or `uuid`. The status of the campaign is ignored,
    /// and the execution is not an effect of a write operation.
    ///
    /// The message is sent at this time, rounded down to a millisecond, and delivered within a second. Depending on the seed,
    /// some messages are opened and clicked, and lead to a purchase up to about two and a half hours later.
    pub fn record_execution(
        &self,
        target: impl Into<Target>,
        customer: &Map<String, Value>,
        at: impl TryInto<SystemTime>,
    ) -> bool {
        let campaign = self.shared.store.view().fields(&target.into());
        let (Some(campaign), Some(customer), Ok(at)) = (campaign, Customer::of(customer), at.try_into())
        else {
            return false;
        };
        self.shared.executions.add(&campaign, customer, None, Clock::fixed(at).now());
        true
    }

    /// Inserts campaigns whose `created_at` is the current time. They are included in every listing without filters.
    pub fn insert(&self, count: u32) {
        self.shared.store.insert(count, self.shared.clock.now());
    }

    /// Creates a campaign with these fields and returns its `uuid`.
    ///
    /// By default, `uuid` is random, and `created_at` and `updated_at` are the current time. The campaign is the first one with
    /// [`Order::Newest`] and [`Order::Updated`], and the last one with every other order.
    ///
    /// # Errors
    ///
    /// Returns an error if a field does not have the type that the contract requires, or if the `uuid` already exists.
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

    /// Returns the current fields of a campaign, or `None` if it does not exist.
    pub fn campaign(&self, target: impl Into<Target>) -> Option<Map<String, Value>> {
        self.shared.store.view().fields(&target.into())
    }

    /// Sets fields of a campaign, and `updated_at` to the current time unless `fields` contains it. Returns whether the
    /// campaign exists.
    ///
    /// With [`Order::Updated`], the campaign moves to the front; with every other order, it keeps its position.
    ///
    /// # Errors
    /// Returns an error if a field does not have the type that the contract requires, or if the `uuid` would change.
    pub fn change(&self, target: impl Into<Target>, fields: Map<String, Value>) -> Result<bool, DataError> {
        self.shared.store.change(&target.into(), fields, self.shared.clock.now())
    }

    /// Sets `updated_at` of a campaign to the current time, like [`Sandbox::change`] without fields. Returns whether the
    /// campaign exists.
    pub fn touch(&self, target: impl Into<Target>) -> bool {
        self.shared.store.touch(&target.into(), self.shared.clock.now())
    }

    /// Swaps a campaign with the next one in the order. Returns whether both exist.
    pub fn swap(&self, target: impl Into<Target>) -> bool {
        self.shared.store.swap(&target.into())
    }

    /// Removes a campaign from every response. Returns whether the campaign exists.
    pub fn remove(&self, target: impl Into<Target>) -> bool {
        self.shared.store.remove(&target.into())
    }

    /// Restores a removed campaign to its position. Returns false if no such campaign had been removed.
    ///
    /// [`Target::Index`] refers to the list of removed campaigns, in the order of their removal.
    pub fn restore(&self, target: impl Into<Target>) -> bool {
        self.shared.store.restore(&target.into())
    }

    /// Returns the number of campaigns.
    pub fn campaigns(&self) -> usize {
        self.shared.store.len()
    }

    /// Stops the sandbox and waits until its port is free. Dropping a sandbox stops it without waiting.
    pub async fn stop(mut self) {
        self.shared.delayed.stop();
        self.serving.abort();
        // The task ends only when it is aborted, which is not an error here.
        let _ = (&mut self.serving).await;
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.shared.delayed.stop();
        self.serving.abort();
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Sandbox").field("url", &self.url()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;
    use crate::faults::fault::Fault;

    #[tokio::test]
    async fn dropped_sandbox_cancels_delayed_effects() {
        let sandbox = Sandbox::start().await.unwrap();
        sandbox.faults().set([Fault::delayed_effect(Duration::from_secs(3600))]);
        let mut stream = tokio::net::TcpStream::connect(sandbox.address).await.unwrap();
        stream.write_all(b"GET /nonexistent HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
        let mut rest = Vec::new();
        stream.read_to_end(&mut rest).await.unwrap();
        let state = Arc::downgrade(&sandbox.shared);
        drop(sandbox);
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
        assert!(state.upgrade().is_none(), "a delayed effect still refers to the state");
    }
}
