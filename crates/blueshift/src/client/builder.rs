//! The builder of a client.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use reqwest::redirect;
use reqwest::{Request, Response};
use tower::ServiceBuilder;
use tower_layer::Layer;
use tower_service::Service;

use super::{Client, Shared};
use crate::api_key::ApiKey;
use crate::base_url;
use crate::error::{ConfigError, Error};
use crate::region::Region;
use crate::transport::{
    AuthLayer, BodyLimitLayer, HttpService, Observer, RetryBudget, RetryEvent, RetryPolicy, hide_echo,
    observe,
};

const USER_AGENT: &str = concat!("blueshift-rust/", env!("CARGO_PKG_VERSION"));

type Wrap = Box<dyn FnOnce(HttpService) -> HttpService + Send + Sync>;

/// A builder for [`Client`] or for the blocking client; created by [`Client::builder`] and [`Client::builder_from_env`].
#[must_use = "nothing is built until `build` is called"]
pub struct ClientBuilder<C = Client> {
    key: Result<ApiKey, ConfigError>,
    region: Option<Region>,
    base_url: Option<String>,
    http_client: Option<reqwest::Client>,
    proxy: Option<reqwest::Proxy>,
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    root_certificates: Vec<reqwest::Certificate>,
    user_agent: Option<String>,
    connect_timeout: Duration,
    read_timeout: Duration,
    attempt_timeout: Duration,
    deadline: Option<Duration>,
    body_limit: u64,
    retry: RetryPolicy,
    budget: RetryBudget,
    on_retry: Option<Observer>,
    layers: Vec<Wrap>,
    #[cfg(feature = "metrics")]
    metrics: Option<crate::transport::Metrics>,
    #[cfg(feature = "trace-context")]
    trace_context: Option<crate::transport::TraceContextLayer>,
    #[cfg(feature = "rate-limit")]
    rate_limit: Option<u32>,
    http_service: Option<HttpService>,
    client: PhantomData<fn() -> C>,
}

impl<C> ClientBuilder<C> {
    pub(crate) fn new(key: Result<ApiKey, ConfigError>) -> Self {
        Self {
            key,
            region: None,
            base_url: None,
            http_client: None,
            proxy: None,
            #[cfg(any(feature = "rustls", feature = "native-tls"))]
            root_certificates: Vec::new(),
            user_agent: None,
            connect_timeout: Duration::from_secs(10),
            read_timeout: Duration::from_secs(30),
            attempt_timeout: Duration::from_secs(300),
            deadline: None,
            body_limit: 32 * 1024 * 1024,
            retry: RetryPolicy::default(),
            budget: RetryBudget::default(),
            on_retry: None,
            layers: Vec::new(),
            #[cfg(feature = "metrics")]
            metrics: None,
            #[cfg(feature = "trace-context")]
            trace_context: None,
            #[cfg(feature = "rate-limit")]
            rate_limit: None,
            http_service: None,
            client: PhantomData,
        }
    }

    /// Sets the account's region. The default is [`Region::Us`]. Cannot be combined with [`base_url`](Self::base_url).
    pub fn region(mut self, region: Region) -> Self {
        self.region = Some(region);
        self
    }

    /// Sets the base URL instead of a region, for example the URL of a sandbox or a proxy. It must start with `https://`;
    /// `http://` is accepted for loopback addresses and `localhost` only. Cannot be combined with [`region`](Self::region).
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// Sets a custom [`reqwest::Client`], for example with a proxy or additional root certificates.
    ///
    /// It is used unchanged. The connect timeout, the read timeout, the user agent, the proxy and the root certificates of this
    /// builder do not apply to it. The default HTTP client does not follow redirects, does not retry by itself, and uses no proxy
    /// for loopback addresses; configure the custom client accordingly.
    pub fn http_client(mut self, http_client: reqwest::Client) -> Self {
        self.http_client = Some(http_client);
        self
    }

    /// Sends requests through this proxy, and ignores the proxy settings of the environment (`HTTPS_PROXY`, `NO_PROXY`).
    ///
    /// With an `http://` base URL, [`build`](Self::build) returns a configuration error, because the proxy would receive the
    /// API key unencrypted.
    pub fn proxy(mut self, proxy: reqwest::Proxy) -> Self {
        self.proxy = Some(proxy);
        self
    }

    /// Trusts a root certificate in addition to those of the platform, for example the certificate of a corporate proxy.
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    #[cfg_attr(docsrs, doc(cfg(any(feature = "rustls", feature = "native-tls"))))]
    pub fn root_certificate(mut self, certificate: reqwest::Certificate) -> Self {
        self.root_certificates.push(certificate);
        self
    }

    /// Sets a product that precedes `blueshift-rust/VERSION` in the `User-Agent` header, such as `my-dashboard/1.2`.
    pub fn user_agent(mut self, product: impl Into<String>) -> Self {
        self.user_agent = Some(product.into());
        self
    }

    /// Sets the timeout for connecting. The default is 10 s.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Sets the maximum time without receiving data: before the response starts, and between two parts of its body. The default
    /// is 30 s. A slow response does not exceed this timeout as long as data arrives.
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.read_timeout = timeout;
        self
    }

    /// Sets the timeout of one attempt, from its start to the end of the body. The default is 5 minutes.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = timeout;
        self
    }

    /// Sets the deadline of a call, including retries and the waits between them. A listing makes one call for each page. The
    /// default is no deadline.
    ///
    /// If the next retry could not start before the deadline, the call returns its last error immediately.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// Sets the maximum size of a response body, in bytes after decompression. The default is 32 MiB.
    pub fn body_limit(mut self, bytes: u64) -> Self {
        self.body_limit = bytes;
        self
    }

    /// Sets the retry policy. The default follows the retry guidance of the API reference; see [`RetryPolicy`].
    pub fn retry_policy(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Sets a function that is called before each wait for a retry, to report or count retries.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use std::sync::atomic::{AtomicU32, Ordering};
    /// # use std::time::Duration;
    ///
    /// use blueshift::Client;
    /// # use blueshift_sandbox::{Fault, Sandbox};
    ///
    /// # #[tokio::main]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = Sandbox::builder().fault(Fault::status(503).times(1)).start().await?;
    /// # let policy = blueshift::RetryPolicy::default().initial_backoff(Duration::from_millis(1));
    /// let retries = Arc::new(AtomicU32::new(0));
    /// let counter = retries.clone();
    /// let client = Client::builder(sandbox.api_key())
    ///     .base_url(sandbox.url())
    /// #   .retry_policy(policy)
    ///     .on_retry(move |retry| {
    ///         eprintln!("{} failed ({}), retrying in {:?}", retry.operation, retry.reason, retry.wait);
    ///         counter.fetch_add(1, Ordering::Relaxed);
    ///     })
    ///     .build()?;
    /// client.campaigns().list().send().await?;
    /// assert_eq!(retries.load(Ordering::Relaxed), 1);
    /// # Ok(())
    /// # }
    /// ```
    pub fn on_retry(mut self, observer: impl Fn(&RetryEvent) + Send + Sync + 'static) -> Self {
        self.on_retry = Some(Arc::new(observer));
        self
    }

    /// Sets the retry budget, which limits retries over all calls of this client and its clones. The default is
    /// [`RetryBudget::default`].
    pub fn retry_budget(mut self, budget: RetryBudget) -> Self {
        self.budget = budget;
        self
    }

    /// Sets the maximum number of requests per second for this client and its clones. Requests are evenly spaced; further
    /// requests wait asynchronously. The default is no limit; the API reference states none for campaign operations.
    ///
    /// A limit of 0 is a configuration error.
    #[cfg(feature = "rate-limit")]
    #[cfg_attr(docsrs, doc(cfg(feature = "rate-limit")))]
    pub fn rate_limit(mut self, per_second: u32) -> Self {
        self.rate_limit = Some(per_second);
        self
    }

    /// Records metrics of calls and attempts with instruments of this meter. By default, no metrics are recorded.
    ///
    /// | metric | unit | attributes |
    /// | --- | --- | --- |
    /// | `http.client.request.duration` | s | those of [`MetricsLayer`](crate::transport::MetricsLayer) |
    /// | `http.client.active_requests` | {request} | as above |
    /// | `http.client.request.body.size` | By | as above |
    /// | `blueshift.client.response.body.size` | By, after decompression | as above |
    /// | `blueshift.client.call.duration` | s, with retries and waits | `blueshift.operation`, `error.type` |
    /// | `blueshift.client.retries` | {retry} | `blueshift.operation`, and `error.type` of the failed attempt |
    ///
    /// Attempts are measured inside the layers of this builder and the rate limit, so waits for the rate limit are not part of
    /// their duration. `blueshift.operation` is the `operationId`, such as `list_campaigns`, or `request`. No attribute
    /// contains the path, the query or a header of a request, or an identifier of a campaign or customer. A listing makes one
    /// call for each page.
    ///
    /// ```
    /// use blueshift::Client;
    /// use opentelemetry::global;
    ///
    /// # #[tokio::main]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = blueshift_sandbox::Sandbox::start().await?;
    /// # let (key, url) = (sandbox.api_key(), sandbox.url());
    /// let client = Client::builder(key).base_url(url).metrics(&global::meter("my-service")).build()?;
    /// client.campaigns().list().send().await?;
    /// # Ok(())
    /// # }
    /// ```
    #[cfg(feature = "metrics")]
    #[cfg_attr(docsrs, doc(cfg(feature = "metrics")))]
    pub fn metrics(mut self, meter: &opentelemetry::metrics::Meter) -> Self {
        self.metrics = Some(crate::transport::Metrics::new(meter));
        self
    }

    /// Sends the context of the current trace with each request, as headers that this propagator writes, such as the
    /// `traceparent` of `TraceContextPropagator`. By default, no context is sent.
    ///
    /// The context is that of the attempt's `tracing` span. This requires a subscriber with the layer of the crate
    /// `tracing-opentelemetry`.
    #[cfg(feature = "trace-context")]
    #[cfg_attr(docsrs, doc(cfg(feature = "trace-context")))]
    pub fn trace_context(
        mut self,
        propagator: impl opentelemetry::propagation::TextMapPropagator + Send + Sync + 'static,
    ) -> Self {
        self.trace_context = Some(crate::transport::TraceContextLayer::new(propagator));
        self
    }

    /// Adds a tower layer around each attempt. The first layer added is the outermost.
    ///
    /// Layers process each attempt separately. Requests do not contain the API key yet, and responses have their complete body.
    /// This example adds one layer that sets a header and one that counts attempts:
    ///
    /// ```
    /// use std::sync::Arc;
    /// use std::sync::atomic::{AtomicU32, Ordering};
    ///
    /// use blueshift::Client;
    /// use blueshift::reqwest::Request;
    /// use tower::util::MapRequestLayer;
    ///
    /// # #[tokio::main]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = blueshift_sandbox::Sandbox::start().await?;
    /// let count = Arc::new(AtomicU32::new(0));
    /// let counter = count.clone();
    /// let client = Client::builder(sandbox.api_key())
    ///     .base_url(sandbox.url())
    ///     .layer(MapRequestLayer::new(|mut request: Request| {
    ///         request.headers_mut().insert("x-team", "growth".parse().unwrap());
    ///         request
    ///     }))
    ///     .layer(MapRequestLayer::new(move |request: Request| {
    ///         counter.fetch_add(1, Ordering::Relaxed);
    ///         request
    ///     }))
    ///     .build()?;
    /// client.campaigns().list().send().await?;
    /// assert_eq!(count.load(Ordering::Relaxed), 1);
    /// # Ok(())
    /// # }
    /// ```
    pub fn layer<L>(mut self, layer: L) -> Self
    where
        L: Layer<HttpService> + Send + Sync + 'static,
        L::Service:
            Service<Request, Response = Response, Error = reqwest::Error> + Clone + Send + Sync + 'static,
        <L::Service as Service<Request>>::Future: Send + 'static,
    {
        self.layers.push(Box::new(move |inner| HttpService::new(layer.layer(inner))));
        self
    }

    /// Sends requests with this service in place of the HTTP client, for example to test without a network.
    ///
    /// Authentication, retries, limits, layers and the classification of outcomes do not change. The settings of the HTTP
    /// client have no effect, and the service has to apply the attempt timeout, which is the
    /// [`timeout`](reqwest::Request::timeout) of each request. The module `stub` provides a service for tests.
    pub fn http_service(mut self, service: HttpService) -> Self {
        self.http_service = Some(service);
        self
    }
}

impl ClientBuilder {
    /// Builds the client. No request is sent.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if the key or the base URL is invalid, a region and a base URL are both set, a proxy and an `http://`
    /// base URL are both set, the rate limit is 0, the HTTP client cannot be built, or the base URL is `https://` and neither a
    /// TLS feature nor [`http_client`](Self::http_client) provides TLS.
    pub fn build(self) -> Result<Client, Error> {
        self.build_client()
    }
}

impl<C> ClientBuilder<C> {
    pub(crate) fn build_client(self) -> Result<Client, Error> {
        let key = Arc::new(self.key?);
        let base_url = match (self.region, self.base_url) {
            (Some(_), Some(_)) => {
                return Err(ConfigError::Conflict { one: "region", other: "base URL" }.into());
            }
            (_, Some(base_url)) => base_url,
            (region, None) => region.unwrap_or_default().base_url().to_owned(),
        };
        let base_url = base_url::parse(&base_url)?;
        let http = match self.http_client {
            Some(http) => http,
            None => {
                base_url::check_tls(&base_url, base_url::HAS_TLS)?;
                let user_agent = match self.user_agent {
                    Some(product) => format!("{product} {USER_AGENT}"),
                    None => USER_AGENT.to_owned(),
                };
                let mut builder = reqwest::Client::builder()
                    .user_agent(user_agent)
                    .connect_timeout(self.connect_timeout)
                    .read_timeout(self.read_timeout)
                    // The API key must not be sent to the target of a redirect.
                    .redirect(redirect::Policy::none())
                    // Retries by reqwest would multiply those of the retry layer.
                    .retry(reqwest::retry::never());
                #[cfg(any(feature = "rustls", feature = "native-tls"))]
                {
                    builder = builder.tls_certs_merge(self.root_certificates);
                }
                match self.proxy {
                    // The proxy would receive the API key unencrypted.
                    Some(_) if base_url.scheme() == "http" => {
                        return Err(ConfigError::Conflict { one: "proxy", other: "http:// base URL" }.into());
                    }
                    Some(proxy) => builder = builder.proxy(proxy),
                    // A proxy would receive the API key unencrypted.
                    None if base_url::is_loopback(&base_url) => builder = builder.no_proxy(),
                    None => {}
                }
                builder.build().map_err(ConfigError::HttpClient)?
            }
        };
        let layers = ServiceBuilder::new()
            .layer(AuthLayer::new(&key, base_url.clone())?)
            .and_then(move |response| hide_echo(key, response))
            .layer(BodyLimitLayer::new(self.body_limit).timeout(Some(self.attempt_timeout)));
        let service = match self.http_service {
            Some(service) => HttpService::new(layers.map_future(observe).service(service)),
            None => HttpService::new(layers.map_future(observe).service(http.clone())),
        };
        #[cfg(feature = "metrics")]
        let service = match &self.metrics {
            Some(metrics) => {
                HttpService::new(crate::transport::MetricsLayer::of_client(metrics.clone()).layer(service))
            }
            None => service,
        };
        #[cfg(feature = "rate-limit")]
        let service = match self.rate_limit.map(std::num::NonZeroU32::new) {
            Some(Some(limit)) => {
                HttpService::new(crate::transport::RateLimitLayer::new(limit).layer(service))
            }
            Some(None) => return Err(ConfigError::invalid("rate limit", "0", "1 per second or more").into()),
            None => service,
        };
        let service = self.layers.into_iter().rev().fold(service, |inner, wrap| wrap(inner));
        #[cfg(feature = "trace-context")]
        let service = match &self.trace_context {
            Some(layer) => HttpService::new(layer.layer(service)),
            None => service,
        };
        let on_retry = self.on_retry;
        #[cfg(feature = "metrics")]
        let on_retry = match self.metrics.clone() {
            Some(metrics) => Some(metrics.observer(on_retry)),
            None => on_retry,
        };
        Ok(Client {
            shared: Arc::new(Shared {
                base_url: base_url.as_str().trim_end_matches('/').to_owned(),
                http,
                service,
                retry: self.retry,
                budget: self.budget,
                deadline: self.deadline,
                on_retry,
                #[cfg(feature = "metrics")]
                metrics: self.metrics,
            }),
        })
    }
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder").field("region", &self.region).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_does_not_receive_the_key_unencrypted() {
        let proxy = || reqwest::Proxy::all("http://127.0.0.1:9").unwrap();
        let builder = || Client::builder("key").proxy(proxy());
        let error = builder().base_url("http://127.0.0.1:8080").build().unwrap_err().to_string();
        assert_eq!(error, "proxy and http:// base URL are both set; set one of them");
        assert_eq!(builder().base_url("https://127.0.0.1:8080").build().is_ok(), base_url::HAS_TLS);
    }

    #[test]
    fn https_requires_a_tls_feature_or_a_custom_http_client() {
        let built = Client::builder("key").build();
        assert_eq!(built.is_ok(), base_url::HAS_TLS);
        if let Err(error) = built {
            let error = error.to_string();
            assert!(error.contains("`rustls`") && error.contains("`native-tls`"), "{error}");
        }
        assert!(Client::builder("key").http_client(reqwest::Client::new()).build().is_ok());
        assert!(Client::builder("key").base_url("http://127.0.0.1:8080").build().is_ok());
    }
}
