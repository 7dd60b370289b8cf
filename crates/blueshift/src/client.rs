//! The client: what every call goes through.

mod builder;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

pub use builder::ClientBuilder;

use crate::api_key::ApiKey;
use crate::campaigns::Campaigns;
use crate::customers::Customers;
use crate::env;
use crate::error::{ConfigError, Error};
use crate::request::RawRequest;
use crate::transport::{HttpService, Observer, RetryBudget, RetryPolicy};

/// A client of one Blueshift account.
///
/// Cloning is cheap, and clones share connections, the budget for retries and the rate limit: make one, and clone it
/// to wherever it is needed.
///
/// ```no_run
/// # fn main() -> Result<(), blueshift::Error> {
/// use blueshift::{Client, Region};
///
/// let client = Client::builder("your key").region(Region::Eu).build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

pub(crate) struct Shared {
    pub(crate) base_url: String,
    pub(crate) http: reqwest::Client,
    pub(crate) service: HttpService,
    pub(crate) retry: RetryPolicy,
    pub(crate) budget: RetryBudget,
    pub(crate) deadline: Option<Duration>,
    pub(crate) on_retry: Option<Observer>,
}

impl Client {
    /// Starts a client with this key, for the region [`Us`](crate::Region::Us) unless told otherwise.
    ///
    /// The key is checked by [`build`](ClientBuilder::build).
    pub fn builder<K>(key: K) -> ClientBuilder
    where
        K: TryInto<ApiKey>,
        K::Error: Into<ConfigError>,
    {
        ClientBuilder::new(key.try_into().map_err(Into::into))
    }

    /// A client configured from the environment: `BLUESHIFT_API_KEY`, and either `BLUESHIFT_REGION` (`us` or `eu`) or
    /// `BLUESHIFT_BASE_URL`. A variable that is empty counts as not set.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] where the key is not set, a variable holds what it cannot hold, or both of the last two are set.
    pub fn from_env() -> Result<Self, Error> {
        Self::builder_from_env()?.build()
    }

    /// The same as [`from_env`](Self::from_env), before it is built, for setting more.
    ///
    /// # Errors
    ///
    /// As [`from_env`](Self::from_env), but for what [`build`](ClientBuilder::build) checks.
    pub fn builder_from_env() -> Result<ClientBuilder, Error> {
        env::builder(|name| std::env::var(name))
    }

    /// The account's campaigns.
    pub fn campaigns(&self) -> Campaigns {
        Campaigns::new(self.clone())
    }

    /// The account's customers.
    pub fn customers(&self) -> Customers {
        Customers::new(self.clone())
    }

    /// The URL that requests go to, without a slash at its end.
    pub fn base_url(&self) -> &str {
        &self.shared.base_url
    }

    /// Prepares a request that the contract does not describe, with the same authentication, retries, limits and errors.
    ///
    /// `path` starts with `/` and is appended to the [base URL](Self::base_url).
    pub fn request(&self, method: reqwest::Method, path: impl Into<String>) -> RawRequest {
        RawRequest::new(self.clone(), method, path.into())
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.shared
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base_url", &self.shared.base_url).finish_non_exhaustive()
    }
}
