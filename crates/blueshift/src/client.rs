//! The client.

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

/// A client that executes operations: [`Client`] or the blocking client. The builders of operations are generic over it.
///
/// The trait is public because it is a bound of `impl` blocks of public types. Other crates cannot name it and therefore cannot
/// implement it.
pub trait AnyClient: Clone + Send + Sync + 'static {
    /// Returns the client that sends the requests.
    #[doc(hidden)]
    fn client(&self) -> &Client;
}

impl AnyClient for Client {
    fn client(&self) -> &Client {
        self
    }
}

/// A client for one Blueshift account.
///
/// Cloning is cheap. Clones share the connections, the retry budget and the rate limit, so create one client per account
/// and clone it.
///
/// ```no_run
/// # fn main() -> Result<(), blueshift::Error> {
/// use blueshift::{Client, Region};
///
/// let client = Client::builder("your_api_key").region(Region::Eu).build()?;
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
    #[cfg(feature = "metrics")]
    pub(crate) metrics: Option<crate::transport::Metrics>,
}

impl Client {
    /// Creates a builder with this API key. The default region is [`Us`](crate::Region::Us).
    ///
    /// If the key is invalid, [`build`](ClientBuilder::build) returns an error.
    pub fn builder<K>(key: K) -> ClientBuilder
    where
        K: TryInto<ApiKey>,
        K::Error: Into<ConfigError>,
    {
        ClientBuilder::new(key.try_into().map_err(Into::into))
    }

    /// Creates a client from environment variables: `BLUESHIFT_API_KEY`, and either `BLUESHIFT_REGION` (`us` or `eu`) or
    /// `BLUESHIFT_BASE_URL`. An empty variable is treated as unset.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if `BLUESHIFT_API_KEY` is unset, a variable has an invalid value, `BLUESHIFT_REGION` and
    /// `BLUESHIFT_BASE_URL` are both set, or [`build`](ClientBuilder::build) returns an error.
    pub fn from_env() -> Result<Self, Error> {
        Self::builder_from_env()?.build()
    }

    /// Creates a builder from the environment variables of [`from_env`](Self::from_env), so that further settings can be
    /// changed.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if `BLUESHIFT_API_KEY` is unset, a variable is not valid Unicode, the region is invalid, or
    /// `BLUESHIFT_REGION` and `BLUESHIFT_BASE_URL` are both set. The API key and the base URL are validated by
    /// [`build`](ClientBuilder::build).
    pub fn builder_from_env() -> Result<ClientBuilder, Error> {
        env::builder(|name| std::env::var(name), Self::builder)
    }

    /// Returns a handle for the operations on campaigns.
    pub fn campaigns(&self) -> Campaigns {
        Campaigns::new(self.clone())
    }

    /// Returns a handle for the operations on customers.
    pub fn customers(&self) -> Customers {
        Customers::new(self.clone())
    }

    /// Returns the base URL of all requests, without a trailing slash.
    pub fn base_url(&self) -> &str {
        &self.shared.base_url
    }

    /// Creates a request to any endpoint of the API, including those for which this crate has no method. It has the same
    /// authentication, retries, limits and errors as the operations.
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
