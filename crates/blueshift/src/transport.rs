//! Tower layers between a call and the network. Each can be used separately.
//!
//! From the outside in: [`RetryLayer`] → the trace context → layers added with
//! [`ClientBuilder::layer`](crate::ClientBuilder::layer) → the rate limit → metrics → [`AuthLayer`] → [`BodyLimitLayer`] →
//! [`reqwest::Client`]. The layers inside [`RetryLayer`] process each attempt separately. The body is read inside the retry
//! layer, so that a request with a truncated response body can be retried.
//!
//! The layers return errors as [`reqwest::Error`], so that `is_timeout()` and the related methods work.
//!
//! ```
//! use std::time::Duration;
//!
//! use blueshift::transport::{BodyLimitLayer, RetryLayer, RetryPolicy};
//! use tower::{ServiceBuilder, ServiceExt};
//!
//! # async fn example() -> Result<(), reqwest::Error> {
//! let service = ServiceBuilder::new()
//!     .layer(RetryLayer::new(RetryPolicy::default().initial_backoff(Duration::from_millis(100))))
//!     .layer(BodyLimitLayer::new(1024 * 1024))
//!     .service(reqwest::Client::new());
//! let request = reqwest::Request::new(reqwest::Method::GET, "http://127.0.0.1:8080/".parse().unwrap());
//! let response = service.oneshot(request).await?;
//! # Ok(())
//! # }
//! ```

mod auth;
mod body_limit;
mod budget;
mod classify;
mod echo;
mod effect;
#[cfg(feature = "metrics")]
mod metrics;
mod policy;
#[cfg(feature = "rate-limit")]
mod rate_limit;
mod record;
mod retry;
mod retry_after;
#[cfg(feature = "trace-context")]
mod trace_context;

pub use auth::{Auth, AuthLayer};
pub use body_limit::{BodyLimit, BodyLimitLayer};
pub use budget::RetryBudget;
#[cfg(feature = "metrics")]
#[cfg_attr(docsrs, doc(cfg(feature = "metrics")))]
pub use metrics::{MeasureAttempts, MetricsLayer};
pub use policy::RetryPolicy;
#[cfg(feature = "rate-limit")]
pub use rate_limit::{RateLimit, RateLimitLayer};
pub use retry::{Retry, RetryEvent, RetryLayer};
#[cfg(feature = "trace-context")]
#[cfg_attr(docsrs, doc(cfg(feature = "trace-context")))]
pub use trace_context::{TraceContext, TraceContextLayer};

pub(crate) use body_limit::too_large;
pub(crate) use classify::{class_of_method, is_retryable_error, is_retryable_status};
pub(crate) use echo::hide_echo;
pub(crate) use effect::observe;
#[cfg(feature = "metrics")]
pub(crate) use metrics::{CallTimer, Metrics, Templated};
pub(crate) use record::Record;
pub(crate) use retry::Observer;
pub(crate) use retry_after::{retry_after, server_time};

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use blueshift_api::Transport;
use reqwest::{Request, Response};
use tower_service::Service;

/// The type-erased service that layers of [`ClientBuilder::layer`](crate::ClientBuilder::layer) wrap.
///
/// Clones share the service, and each request is sent by a clone of it.
#[derive(Clone)]
pub struct HttpService(Transport);

impl HttpService {
    /// Erases the type of a service.
    pub fn new<S>(service: S) -> Self
    where
        S: Service<Request, Response = Response, Error = reqwest::Error> + Clone + Send + Sync + 'static,
        S::Future: Send + 'static,
    {
        Self(Transport::new(service))
    }
}

impl Service<Request> for HttpService {
    type Response = Response;
    type Error = reqwest::Error;
    type Future = Pin<Box<dyn Future<Output = reqwest::Result<Response>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<reqwest::Result<()>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        self.0.call(request)
    }
}

impl fmt::Debug for HttpService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpService").finish_non_exhaustive()
    }
}
