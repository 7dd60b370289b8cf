//! The retry layer.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};

use blueshift_api::RetryClass;
use reqwest::{Request, Response, StatusCode};
use tokio::time::Instant;
use tower::ServiceExt;
use tower_layer::Layer;
use tower_service::Service;
use tracing::Instrument;

use super::classify::{class_of_method, is_retryable_error, is_retryable_status, may_repeat};
use super::effect::{Effect, Observed};
use super::record::{Record, request_id};
use super::retry_after::retry_after;
use super::{RetryBudget, RetryPolicy};

/// Retries requests after 425, 429, 5xx other than 501, timeouts and network errors.
///
/// A request that the server may have applied is retried only if its [`RetryClass`] allows it. A request with a body that
/// cannot be cloned is never retried. The last result is returned unchanged if
///
/// - the maximum number of retries is reached,
/// - the [`RetryBudget`] is exhausted,
/// - `Retry-After` exceeds the maximum of the policy, or
/// - the next attempt could not start before the deadline.
///
/// In a [`Client`](crate::Client), a write that the server applied is never retried, even if the response body is truncated; a
/// request that was not sent because of a network error, or that was refused with 425 or 429, is retried regardless of its
/// class. A layer that is used separately treats every failed request as one that the server may have applied.
///
/// Layers of the inner service process each attempt separately.
#[derive(Clone)]
pub struct RetryLayer {
    policy: RetryPolicy,
    budget: RetryBudget,
    deadline: Option<Instant>,
    class: Option<RetryClass>,
    operation: &'static str,
    record: Record,
    observer: Option<Observer>,
}

/// A function that is called before each wait for a retry.
pub(crate) type Observer = Arc<dyn Fn(&RetryEvent) + Send + Sync>;

/// A retry, reported to [`ClientBuilder::on_retry`](crate::ClientBuilder::on_retry) before its wait.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RetryEvent {
    /// The `operationId`, such as `list_campaigns`; empty for [`Client::request`](crate::Client::request).
    pub operation: &'static str,
    /// The number of the failed attempt, from 1.
    pub attempt: u32,
    /// The status, if the server responded.
    pub status: Option<StatusCode>,
    /// The cause of the failure: the reason phrase of the status (`server error` if it has none), `timeout`, `connect` or
    /// `broken_connection`.
    pub reason: &'static str,
    /// The wait before the retry.
    pub wait: Duration,
}

impl RetryLayer {
    /// Creates a layer with this policy, a separate budget and no deadline. The class of a request depends on its method:
    /// [`Safe`](RetryClass::Safe) for GET, HEAD, OPTIONS and TRACE, [`Idempotent`](RetryClass::Idempotent) for PUT and DELETE,
    /// and [`Once`](RetryClass::Once) for all other methods.
    pub fn new(policy: RetryPolicy) -> Self {
        Self::of_call(policy, RetryBudget::default(), None, Record::of_class(RetryClass::Safe))
    }

    /// Sets the budget.
    pub fn budget(mut self, budget: RetryBudget) -> Self {
        self.budget = budget;
        self
    }

    /// Sets the deadline. A retry is not attempted if it could not start before the deadline.
    pub fn deadline(mut self, deadline: Option<Instant>) -> Self {
        self.deadline = deadline;
        self
    }

    /// Sets the class of every request.
    pub fn class(mut self, class: RetryClass) -> Self {
        self.class = Some(class);
        self
    }

    /// Creates the layer of one call.
    pub(crate) fn of_call(
        policy: RetryPolicy,
        budget: RetryBudget,
        deadline: Option<Instant>,
        record: Record,
    ) -> Self {
        Self { policy, budget, deadline, class: None, operation: "", record, observer: None }
    }

    pub(crate) fn operation(mut self, id: &'static str, observer: Option<Observer>) -> Self {
        self.operation = id;
        self.observer = observer;
        self
    }
}

impl fmt::Debug for RetryLayer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("RetryLayer");
        debug.field("policy", &self.policy).field("budget", &self.budget).field("class", &self.class);
        debug.finish_non_exhaustive()
    }
}

impl<S> Layer<S> for RetryLayer {
    type Service = Retry<S>;

    fn layer(&self, inner: S) -> Retry<S> {
        Retry { inner, layer: self.clone() }
    }
}

/// The service of [`RetryLayer`].
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
        // Each attempt waits until the inner service is ready.
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        Box::pin(run(self.inner.clone(), self.layer.clone(), request))
    }
}

async fn run<S>(mut inner: S, layer: RetryLayer, mut request: Request) -> reqwest::Result<Response>
where
    S: Service<Request, Response = Response, Error = reqwest::Error>,
{
    let RetryLayer { policy, budget, deadline, class, operation, record, observer } = layer;
    let class = class.unwrap_or_else(|| class_of_method(request.method()));
    let mut waits = policy.waits();
    let mut taken = None;
    let mut attempt = 0;
    loop {
        attempt += 1;
        let spare = request.try_clone();
        let observed = Observed::default();
        record.start_attempt(observed.clone());
        let outcome = observed.scope(attempt_once(&mut inner, request, attempt)).await;
        if let Ok(response) = &outcome {
            record.record_response(response);
        }
        let Some(failure) = Failure::of(&outcome) else {
            if outcome.as_ref().is_ok_and(|response| response.status().is_success()) {
                budget.succeed(taken);
            }
            return outcome;
        };
        // An applied write must not be repeated, even if its response could not be read.
        let may_retry = match record.last_effect() {
            Effect::NotApplied => true,
            Effect::Applied => class == RetryClass::Safe,
            Effect::Unknown => may_repeat(class),
        };
        let Some(spare) = spare.filter(|_| may_retry) else { return outcome };
        let Some(backoff) = waits.next() else {
            return outcome;
        };
        let wait = backoff.max(failure.retry_after.unwrap_or(Duration::ZERO));
        if failure.retry_after.is_some_and(|retry_after| retry_after > policy.longest_retry_after()) {
            tracing::debug!(reason = failure.reason, wait = ?wait, "not retrying: Retry-After exceeds the maximum");
            return outcome;
        }
        if deadline.is_some_and(|deadline| Instant::now() + wait >= deadline) {
            tracing::debug!(reason = failure.reason, wait = ?wait, "not retrying: the wait would exceed the deadline");
            return outcome;
        }
        let Some(cost) = budget.take(failure.is_timeout) else {
            tracing::warn!(reason = failure.reason, "not retrying: the retry budget is exhausted");
            return outcome;
        };
        taken = Some(cost);
        tracing::warn!(reason = failure.reason, wait = ?wait, attempt, "retrying");
        if let Some(observer) = &observer {
            let status = outcome.as_ref().ok().map(Response::status);
            observer(&RetryEvent { operation, attempt, status, reason: failure.reason, wait });
        }
        record.will_retry(outcome);
        tokio::time::sleep(wait).await;
        request = spare;
    }
}

/// Makes one attempt in a span with fields that follow OpenTelemetry's conventions for HTTP clients.
async fn attempt_once<S>(inner: &mut S, request: Request, attempt: u32) -> reqwest::Result<Response>
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
        // Filter values may be personal data (names, email addresses), so they are logged at debug level only.
        tracing::debug!(url.query = url_query(&request), "sending request");
        let outcome = match inner.ready().await {
            Ok(ready) => ready.call(request).await,
            Err(error) => Err(error),
        };
        let span = tracing::Span::current();
        span.record("elapsed_ms", started.elapsed().as_millis() as u64);
        match &outcome {
            Ok(response) => {
                span.record("http.response.status_code", response.status().as_u16());
                span.record("request_id", request_id(response));
                tracing::debug!("received response");
            }
            Err(error) => {
                let kind = error_type(error);
                span.record("error.type", kind);
                tracing::debug!(error.type = kind, "request failed");
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

/// Returns the kind of an error, as a value of the attribute `error.type`.
pub(super) fn error_type(error: &reqwest::Error) -> &'static str {
    match error {
        e if e.is_timeout() => "timeout",
        e if e.is_connect() => "connect",
        e if super::too_large(e).is_some() => "body_too_large",
        _ => "broken_connection",
    }
}

/// A failure that may be retried.
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
            Err(error) if is_retryable_error(error) => {
                Some(Self { reason: error_type(error), is_timeout: error.is_timeout(), retry_after: None })
            }
            _ => None,
        }
    }
}

fn reason(status: StatusCode) -> &'static str {
    status.canonical_reason().unwrap_or("server error")
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use proptest::prelude::*;
    use reqwest::Method;

    use super::*;

    /// The responses of the service in order, as status and `Retry-After`. The last one is repeated.
    type Script = Vec<(u16, Option<&'static str>)>;

    /// Sends one request to the scripted service, and returns the last status and the start of each attempt. The clock must be
    /// paused.
    async fn run_script(layer: RetryLayer, method: Method, script: Script) -> (u16, Vec<Duration>) {
        let started = Instant::now();
        let times = Arc::<Mutex<Vec<Duration>>>::default();
        let attempts = times.clone();
        let service = tower::service_fn(move |_: Request| {
            let mut times = attempts.lock().unwrap();
            let (status, retry_after) = script[times.len().min(script.len() - 1)];
            times.push(started.elapsed());
            let mut response = http::Response::builder().status(status);
            if let Some(value) = retry_after {
                response = response.header("retry-after", value);
            }
            let response = Response::from(response.body("").unwrap());
            async move { reqwest::Result::Ok(response) }
        });
        let request = Request::new(method, "https://host/path".parse().unwrap());
        let response = layer.layer(service).oneshot(request).await.unwrap();
        let times = times.lock().unwrap().clone();
        (response.status().as_u16(), times)
    }

    async fn get(layer: RetryLayer, script: Script) -> (u16, Vec<u64>) {
        let (status, times) = run_script(layer, Method::GET, script).await;
        (status, times.into_iter().map(|time| time.as_secs()).collect())
    }

    fn without_jitter() -> RetryLayer {
        RetryLayer::new(RetryPolicy::default().jitter(false))
    }

    #[tokio::test(start_paused = true)]
    async fn waits_1_2_4_8_16_seconds_and_then_fails() {
        assert_eq!(get(without_jitter(), vec![(503, None)]).await, (503, vec![0, 1, 3, 7, 15, 31]));
    }

    #[tokio::test(start_paused = true)]
    async fn stops_at_the_first_success() {
        assert_eq!(
            get(without_jitter(), vec![(503, None), (429, None), (200, None)]).await,
            (200, vec![0, 1, 3])
        );
    }

    #[tokio::test(start_paused = true)]
    async fn waits_the_longer_of_retry_after_and_backoff() {
        let script = vec![(429, Some("5")), (429, Some("1")), (200, None)];
        assert_eq!(get(without_jitter(), script).await, (200, vec![0, 5, 7]));
    }

    #[tokio::test(start_paused = true)]
    async fn does_not_retry_when_retry_after_exceeds_the_maximum() {
        assert_eq!(get(without_jitter(), vec![(429, Some("60")), (200, None)]).await, (200, vec![0, 60]));
        assert_eq!(get(without_jitter(), vec![(429, Some("61")), (200, None)]).await, (429, vec![0]));
    }

    #[tokio::test(start_paused = true)]
    async fn does_not_wait_for_a_retry_beyond_the_deadline() {
        let layer = without_jitter().deadline(Some(Instant::now() + Duration::from_secs(3)));
        assert_eq!(get(layer, vec![(503, None)]).await, (503, vec![0, 1]));
    }

    #[tokio::test(start_paused = true)]
    async fn sends_post_and_patch_once() {
        for (method, attempts) in
            [(Method::POST, 1), (Method::PATCH, 1), (Method::PUT, 2), (Method::DELETE, 2)]
        {
            let (_, times) =
                run_script(without_jitter(), method.clone(), vec![(503, None), (200, None)]).await;
            assert_eq!(times.len(), attempts, "{method}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn exhausted_budget_prevents_retries_until_successes_refill_it() {
        let layer = without_jitter().budget(RetryBudget::new(10));
        assert_eq!(get(layer.clone(), vec![(503, None)]).await.1.len(), 3);
        assert_eq!(get(layer.clone(), vec![(503, None)]).await.1.len(), 1);
        for _ in 0..5 {
            get(layer.clone(), vec![(200, None)]).await;
        }
        assert_eq!(get(layer.clone(), vec![(503, None), (200, None)]).await, (200, vec![0, 1]));
        // The success returned the tokens of its retry.
        assert_eq!(get(layer, vec![(503, None), (200, None)]).await, (200, vec![0, 1]));
    }

    fn scripts() -> impl Strategy<Value = Script> {
        let status = prop_oneof![Just(200_u16), Just(404), Just(429), Just(500), Just(501), Just(503)];
        let header =
            prop_oneof![3 => Just(None), 1 => Just(Some("3")), 1 => Just(Some("59")), 1 => Just(Some("999"))];
        proptest::collection::vec((status, header), 1..10)
    }

    proptest! {
        #[test]
        fn waits_and_retries_follow_the_policy_for_any_responses(
            script in scripts(), max_retries in 0_u32..8, jitter: bool,
        ) {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
            let policy = RetryPolicy::default().max_retries(max_retries).jitter(jitter);
            let layer = RetryLayer::new(policy).budget(RetryBudget::unlimited());
            let (status, times) = runtime.block_on(run_script(layer, Method::GET, script.clone()));

            prop_assert!(times.len() <= 1 + max_retries as usize);
            let response = |i: usize| script[i.min(script.len() - 1)];
            prop_assert_eq!(status, response(times.len() - 1).0);
            for i in 1..times.len() {
                let (before, header) = response(i - 1);
                prop_assert!(is_retryable_status(StatusCode::from_u16(before).unwrap()));
                let wait = (times[i] - times[i - 1]).as_secs_f64();
                let backoff = 2_f64.powi(i as i32 - 1).min(16.0);
                let retry_after = header.map_or(0.0, |seconds| seconds.parse::<f64>().unwrap());
                let most = (if jitter { backoff * 2.0 } else { backoff }).max(retry_after);
                // The runtime's clock has a resolution of a millisecond.
                prop_assert!(
                    wait >= backoff.max(retry_after) && wait <= most + 0.002,
                    "expected a wait of {} to {most} s, found {wait} s",
                    backoff.max(retry_after)
                );
                prop_assert!(retry_after <= 60.0);
            }
            // If the last response is retryable and its `Retry-After` is honored, all retries were used.
            let (last, header) = response(times.len() - 1);
            if is_retryable_status(StatusCode::from_u16(last).unwrap()) && header != Some("999") {
                prop_assert_eq!(times.len(), 1 + max_retries as usize);
            }
        }
    }
}
