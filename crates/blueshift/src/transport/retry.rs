//! Trying again.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

use reqwest::{Request, Response, StatusCode};
use tokio::time::Instant;
use tower::ServiceExt;
use tower_layer::Layer;
use tower_service::Service;
use tracing::Instrument;

use super::classify::{is_idempotent, is_retryable_error, is_retryable_status};
use super::record::{Record, request_id};
use super::retry_after::retry_after;
use super::{RetryBudget, RetryPolicy};

/// Tries a request again after 429, 5xx other than 501, and faults of the network.
///
/// Only idempotent methods are tried again, and only requests whose body can be sent twice. When retries are used up,
/// when the [`RetryBudget`] is, when the server asks for a longer wait than the policy allows, or when the next attempt
/// could not start before the deadline, the last outcome is returned as it came.
///
/// The service inside is cloned for each attempt, so layers in it see each attempt by itself.
#[derive(Clone, Debug)]
pub struct RetryLayer {
    policy: RetryPolicy,
    budget: RetryBudget,
    deadline: Option<Instant>,
    record: Record,
}

impl RetryLayer {
    /// Takes the policy; the budget is a fresh one, and there is no deadline.
    pub fn new(policy: RetryPolicy) -> Self {
        Self {
            policy,
            budget: RetryBudget::default(),
            deadline: None,
            record: Record::default(),
        }
    }

    /// Draws on this budget.
    pub fn budget(mut self, budget: RetryBudget) -> Self {
        self.budget = budget;
        self
    }

    /// Waits for no retry that could not start before this moment.
    pub fn deadline(mut self, deadline: Option<Instant>) -> Self {
        self.deadline = deadline;
        self
    }

    pub(crate) fn record(mut self, record: Record) -> Self {
        self.record = record;
        self
    }
}

impl<S> Layer<S> for RetryLayer {
    type Service = Retry<S>;

    fn layer(&self, inner: S) -> Retry<S> {
        Retry {
            inner,
            layer: self.clone(),
        }
    }
}

/// The service that [`RetryLayer`] makes.
#[derive(Clone, Debug)]
pub struct Retry<S> {
    inner: S,
    layer: RetryLayer,
}

impl<S> Service<Request> for Retry<S>
where
    S: Service<Request, Response = Response, Error = reqwest::Error> + Clone + Send + 'static,
    S::Future: Send,
{
    type Response = Response;
    type Error = reqwest::Error;
    type Future = Pin<Box<dyn Future<Output = reqwest::Result<Response>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), reqwest::Error>> {
        // Each attempt waits for its own clone of the service inside.
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        Box::pin(run(self.inner.clone(), self.layer.clone(), request))
    }
}

async fn run<S>(inner: S, layer: RetryLayer, mut request: Request) -> reqwest::Result<Response>
where
    S: Service<Request, Response = Response, Error = reqwest::Error> + Clone,
{
    let RetryLayer {
        policy,
        budget,
        deadline,
        record,
    } = layer;
    let mut waits = policy.waits();
    let mut taken = None;
    let mut attempt = 0;
    loop {
        attempt += 1;
        let spare = if is_idempotent(request.method()) {
            request.try_clone()
        } else {
            None
        };
        record.attempt_starts();
        let outcome = attempt_once(inner.clone(), request, attempt).await;
        if let Ok(response) = &outcome {
            record.answered(response);
        }
        let Some(failure) = Failure::of(&outcome) else {
            if outcome
                .as_ref()
                .is_ok_and(|response| response.status().is_success())
            {
                budget.succeed(taken);
            }
            return outcome;
        };
        let Some(spare) = spare else { return outcome };
        let Some(backoff) = waits.next() else {
            return outcome;
        };
        let wait = backoff.max(failure.retry_after.unwrap_or(Duration::ZERO));
        if failure
            .retry_after
            .is_some_and(|asked| asked > policy.longest_retry_after())
        {
            tracing::debug!(reason = failure.reason, wait = ?wait, "the server asks for a longer wait than allowed");
            return outcome;
        }
        if deadline.is_some_and(|deadline| Instant::now() + wait >= deadline) {
            tracing::debug!(reason = failure.reason, wait = ?wait, "the deadline comes before the next attempt");
            return outcome;
        }
        let Some(cost) = budget.take(failure.is_timeout) else {
            tracing::warn!(reason = failure.reason, "the budget for retries is used up");
            return outcome;
        };
        taken = Some(cost);
        tracing::warn!(reason = failure.reason, wait = ?wait, attempt, "will retry");
        record.will_retry(outcome);
        tokio::time::sleep(wait).await;
        request = spare;
    }
}

/// One attempt in a span of its own, by OpenTelemetry's conventions for HTTP clients.
async fn attempt_once<S>(inner: S, request: Request, attempt: u32) -> reqwest::Result<Response>
where
    S: Service<Request, Response = Response, Error = reqwest::Error>,
{
    let url = request.url();
    let span = tracing::info_span!(
        "attempt",
        otel.kind = "client",
        http.request.method = %request.method(),
        http.request.resend_count = attempt - 1,
        server.address = url.host_str(),
        server.port = url.port_or_known_default(),
        url.scheme = url.scheme(),
        url.path = url.path(),
        http.response.status_code = tracing::field::Empty,
        error.type = tracing::field::Empty,
        request_id = tracing::field::Empty,
        elapsed_ms = tracing::field::Empty,
    );
    async {
        let started = Instant::now();
        // Filter values are personal data (names, e-mail addresses), so they are not shown above this level.
        tracing::debug!(url.query = url_query(&request), "sending");
        let outcome = inner.oneshot(request).await;
        let span = tracing::Span::current();
        span.record("elapsed_ms", started.elapsed().as_millis() as u64);
        match &outcome {
            Ok(response) => {
                span.record("http.response.status_code", response.status().as_u16());
                span.record("request_id", request_id(response));
                tracing::debug!("answered");
            }
            Err(error) => {
                let kind = error_type(error);
                span.record("error.type", kind);
                tracing::debug!(error.type = kind, "no answer");
            }
        }
        outcome
    }
    .instrument(span)
    .await
}

fn url_query(request: &Request) -> &str {
    request.url().query().unwrap_or_default()
}

fn error_type(error: &reqwest::Error) -> &'static str {
    match error {
        e if e.is_timeout() => "timeout",
        e if e.is_connect() => "connect",
        e if super::too_large(e).is_some() => "body_too_large",
        _ => "broken_connection",
    }
}

/// An outcome that may be tried again.
struct Failure {
    reason: &'static str,
    is_timeout: bool,
    retry_after: Option<Duration>,
}

impl Failure {
    fn of(outcome: &reqwest::Result<Response>) -> Option<Self> {
        match outcome {
            Ok(response) if is_retryable_status(response.status()) => Some(Self {
                reason: reason(response.status()),
                is_timeout: false,
                retry_after: retry_after(response.headers(), SystemTime::now()),
            }),
            Err(error) if is_retryable_error(error) => Some(Self {
                reason: error_type(error),
                is_timeout: error.is_timeout(),
                retry_after: None,
            }),
            _ => None,
        }
    }
}

fn reason(status: StatusCode) -> &'static str {
    status.canonical_reason().unwrap_or("server error")
}
