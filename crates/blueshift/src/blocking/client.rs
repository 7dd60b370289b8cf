//! The blocking client.

use std::future::Future;

use super::runtime::Runtime;
use crate::api_key::ApiKey;
use crate::campaigns::Campaigns;
use crate::client::{AnyClient, ClientBuilder};
use crate::customers::Customers;
use crate::env;
use crate::error::{ConfigError, Error};
use crate::request::RawRequest;

/// A blocking client for one Blueshift account.
///
/// Cloning is cheap. Clones share the connections, the background thread, the retry budget and the rate limit, so create one
/// client per account and clone it.
#[derive(Clone, Debug)]
pub struct Client {
    client: crate::Client,
    runtime: Runtime,
}

impl Client {
    /// Creates a builder with this API key; see [`Client::builder`](crate::Client::builder).
    pub fn builder<K>(key: K) -> ClientBuilder<Self>
    where
        K: TryInto<ApiKey>,
        K::Error: Into<ConfigError>,
    {
        ClientBuilder::new(key.try_into().map_err(Into::into))
    }

    /// Creates a client from environment variables; see [`Client::from_env`](crate::Client::from_env).
    ///
    /// # Errors
    ///
    /// Those of [`Client::from_env`](crate::Client::from_env) and [`build`](ClientBuilder#method.build-1).
    pub fn from_env() -> Result<Self, Error> {
        Self::builder_from_env()?.build()
    }

    /// Creates a builder from environment variables; see [`Client::builder_from_env`](crate::Client::builder_from_env).
    ///
    /// # Errors
    ///
    /// Those of [`Client::builder_from_env`](crate::Client::builder_from_env).
    pub fn builder_from_env() -> Result<ClientBuilder<Self>, Error> {
        env::builder(|name| std::env::var(name), Self::builder)
    }

    /// Returns a handle for the operations on campaigns.
    pub fn campaigns(&self) -> Campaigns<Self> {
        Campaigns::new(self.clone())
    }

    /// Returns a handle for the operations on customers.
    pub fn customers(&self) -> Customers<Self> {
        Customers::new(self.clone())
    }

    /// Returns the base URL of all requests, without a trailing slash.
    pub fn base_url(&self) -> &str {
        self.client.base_url()
    }

    /// Creates a request to any endpoint of the API, including those for which this crate has no method; see
    /// [`Client::request`](crate::Client::request).
    pub fn request(&self, method: reqwest::Method, path: impl Into<String>) -> RawRequest<Self> {
        RawRequest::new(self.clone(), method, path.into())
    }

    /// Blocks until a call has ended, and returns its result.
    pub(crate) fn wait<T>(&self, call: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        self.block_on(call)?
    }

    pub(super) fn block_on<F: Future>(&self, future: F) -> Result<F::Output, ConfigError> {
        self.runtime.block_on(future)
    }
}

impl AnyClient for Client {
    fn client(&self) -> &crate::Client {
        &self.client
    }
}

impl ClientBuilder<Client> {
    /// Builds the client and starts its background thread. No request is sent.
    ///
    /// # Errors
    ///
    /// Those of the asynchronous client, [`ConfigError::AsyncRuntime`] on a thread of an async runtime, and
    /// [`ConfigError::BackgroundThread`] if the background thread cannot be started.
    pub fn build(self) -> Result<Client, Error> {
        let runtime = Runtime::start()?;
        Ok(Client { client: self.build_client()?, runtime })
    }
}
