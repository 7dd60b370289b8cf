//! Limits the requests per second.

use std::future::Future;
use std::num::NonZeroU32;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use governor::clock::{Clock, MonotonicClock};
use governor::middleware::NoOpMiddleware;
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};
use reqwest::{Request, Response};
use tower::ServiceExt;
use tower_layer::Layer;
use tower_service::Service;

type Limiter = RateLimiter<NotKeyed, InMemoryState, MonotonicClock, NoOpMiddleware<std::time::Instant>>;

/// Limits the number of requests per second, and spaces them evenly. Further requests wait asynchronously.
///
/// All clones share the limit.
#[derive(Clone, Debug)]
pub struct RateLimitLayer(Arc<Limiter>);

impl RateLimitLayer {
    /// Creates a layer with this limit in requests per second.
    pub fn new(per_second: NonZeroU32) -> Self {
        // With a burst of one, requests are spaced evenly.
        let quota = Quota::per_second(per_second).allow_burst(NonZeroU32::MIN);
        Self(Arc::new(RateLimiter::direct_with_clock(quota, MonotonicClock)))
    }
}

impl<S> Layer<S> for RateLimitLayer {
    type Service = RateLimit<S>;

    fn layer(&self, inner: S) -> RateLimit<S> {
        RateLimit { inner, limiter: self.0.clone() }
    }
}

/// The service of [`RateLimitLayer`].
#[derive(Clone, Debug)]
pub struct RateLimit<S> {
    inner: S,
    limiter: Arc<Limiter>,
}

impl<S> Service<Request> for RateLimit<S>
where
    S: Service<Request, Response = Response, Error = reqwest::Error> + Clone + Send + 'static,
    S::Future: Send,
{
    type Response = Response;
    type Error = reqwest::Error;
    type Future = Pin<Box<dyn Future<Output = reqwest::Result<Response>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), reqwest::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let (inner, limiter) = (self.inner.clone(), self.limiter.clone());
        Box::pin(async move {
            while let Err(until) = limiter.check() {
                tokio::time::sleep(until.wait_time_from(limiter.clock().now())).await;
            }
            inner.oneshot(request).await
        })
    }
}
