//! An in-memory network between a program and its sandbox.

use std::collections::{HashMap, VecDeque};
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, OnceLock};
use std::task::{Context, Poll};
use std::time::Duration;

use blueshift_sandbox::Sandbox;
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper_util::rt::TokioIo;
use reqwest::dns::{Name, Resolve, Resolving};
use reqwest::header::{AGE, CONTENT_TYPE, DATE, HeaderValue, RETRY_AFTER};
use reqwest::{Body, Method, Request, Response, StatusCode};
use tokio::time::Instant;
use tower::ServiceExt;
use tower_service::Service;

use crate::transport::HttpService;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// A fault of the network or of a proxy, which applies to one request, in addition to the faults of the sandbox.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Fault {
    /// The connection is refused.
    Refused,
    /// The server responds with 429 and this `Retry-After` in seconds.
    RateLimited(u64),
    /// A proxy responds with 200 and an HTML page, or with JSON declared as text. If `applied` is set, the server also
    /// handles the request.
    Page { applied: bool, json: bool },
    /// The response has no `Date`.
    NoDate,
    /// A cache responds to a read with an earlier response, if there was one.
    Cached,
    /// The server responds with 200 and reports a failure. If `applied` is set, it also handles the request. The
    /// response is never truncated, because without its body it could not be distinguished from a success.
    ReportedFailure { applied: bool },
    /// The server handles the request, and a successful response has an empty body.
    Empty,
}

/// A request that the program sent, and its result.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    /// The id of the call.
    pub(super) call: String,
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) body: Bytes,
    pub(super) result: ObservedResult,
}

/// The result of a request as observed by the program.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum ObservedResult {
    NotSent,
    Refused,
    /// Refused with 425 or 429. The `Retry-After`, if any, is at most 60 seconds, the maximum of the retry policy.
    RefusedTemporarily,
    /// A successful response from the server.
    Success,
    /// Any other result.
    Unknown {
        is_transient: bool,
    },
}

/// Marks a response with status 200 that reports a failure.
#[derive(Clone)]
struct ReportsFailure;

/// Sends requests to a sandbox. The n-th fault applies to the n-th request.
#[derive(Clone)]
pub(super) struct Network {
    sandbox: Arc<Sandbox>,
    faults: Arc<Mutex<VecDeque<Option<Fault>>>>,
    /// The time from sending a request to its arrival.
    latency: Duration,
    /// The last successful response to each read and the time of its arrival.
    cache: Cache,
    sent: Arc<Mutex<Vec<Sent>>>,
}

type Cache = Arc<Mutex<HashMap<String, (Instant, http::response::Parts, Bytes)>>>;

impl Network {
    pub(super) fn new(sandbox: Arc<Sandbox>, faults: &[Option<Fault>], latency: Duration) -> Self {
        let faults = Arc::new(Mutex::new(faults.iter().copied().collect()));
        Self { sandbox, faults, latency, cache: Cache::default(), sent: Arc::default() }
    }

    /// Returns the requests received so far.
    pub(super) fn sent(&self) -> Vec<Sent> {
        self.sent.lock().unwrap().clone()
    }

    async fn send(self, request: Request) -> reqwest::Result<Response> {
        let call = request.headers().get("x-sandbox-call").map(|call| call.to_str().unwrap().to_owned());
        let number = {
            let mut sent = self.sent.lock().unwrap();
            sent.push(Sent {
                call: call.unwrap_or_default(),
                method: request.method().clone(),
                path: request.url().path().to_owned(),
                body: request.body().and_then(Body::as_bytes).map(Bytes::copy_from_slice).unwrap_or_default(),
                // The result is unknown until the request ends, and remains so if the future is dropped.
                result: ObservedResult::Unknown { is_transient: false },
            });
            sent.len() - 1
        };
        let result = self.clone().respond(request).await;
        self.sent.lock().unwrap()[number].result = observed(&result);
        result
    }

    async fn respond(self, request: Request) -> reqwest::Result<Response> {
        let fault = self.faults.lock().unwrap().pop_front().flatten();
        if fault == Some(Fault::Refused) {
            return Err(refused().await);
        }
        if let Some(Fault::RateLimited(seconds)) = fault {
            let mut response = http::Response::new(Body::from("{}"));
            *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
            return Ok(response.into());
        }
        const FAILURE: &str = r#"{"success": false, "error": "unavailable"}"#;
        if fault == Some(Fault::ReportedFailure { applied: false }) {
            let mut response = http::Response::new(Body::from(FAILURE));
            response.extensions_mut().insert(ReportsFailure);
            return Ok(response.into());
        }
        if let Some(Fault::Page { applied: false, json }) = fault {
            return Ok(page(json).into());
        }
        let read = (request.method() == Method::GET).then(|| request.url().to_string());
        if let Some(read) = read.as_ref().filter(|_| fault == Some(Fault::Cached))
            && let Some((stored, head, body)) = self.cache.lock().unwrap().get(read)
        {
            let mut response = http::Response::from_parts(head.clone(), Body::from(body.clone()));
            response.headers_mut().insert(AGE, HeaderValue::from(stored.elapsed().as_secs()));
            return Ok(response.into());
        }
        let timeout = request.timeout().copied().unwrap_or(Duration::MAX);
        let started = tokio::time::Instant::now();
        let response = match tokio::time::timeout(timeout, self.exchange(request)).await {
            Ok(Ok(response)) => response,
            Ok(Err(error)) => return Err(failure(error).await),
            Err(_) => return Err(failure(io::Error::from(io::ErrorKind::TimedOut)).await),
        };
        let (mut head, body) = response.into_parts();
        let left = timeout.saturating_sub(started.elapsed());
        let body = match tokio::time::timeout(left, body.collect()).await {
            Ok(Ok(body)) => Ok(body.to_bytes()),
            Ok(Err(error)) => Err(BoxError::from(error)),
            Err(_) => Err(BoxError::from(io::Error::from(io::ErrorKind::TimedOut))),
        };
        if let (Some(read), Ok(body), true) = (read, &body, head.status.is_success()) {
            self.cache.lock().unwrap().insert(read, (Instant::now(), head.clone(), body.clone()));
        }
        if fault == Some(Fault::NoDate) {
            head.headers.remove(DATE);
        }
        let body = match (fault.filter(|_| head.status.is_success()), body) {
            (Some(Fault::Page { json, .. }), _) => return Ok(page(json).into()),
            (Some(Fault::ReportedFailure { .. }), _) => {
                head.extensions.insert(ReportsFailure);
                Body::from(FAILURE)
            }
            (Some(Fault::Empty), _) => Body::from(""),
            (_, Ok(body)) => Body::from(body),
            // The head arrived; reading the body fails.
            (_, Err(error)) => {
                Body::wrap_stream(futures_util::stream::once(async { Err::<Bytes, _>(error) }))
            }
        };
        Ok(http::Response::from_parts(head, body).into())
    }

    async fn exchange(&self, request: Request) -> hyper::Result<http::Response<hyper::body::Incoming>> {
        tokio::time::sleep(self.latency).await;
        let connection = TokioIo::new(self.sandbox.connect());
        let (mut sender, connection) = hyper::client::conn::http1::handshake(connection).await?;
        tokio::spawn(connection);
        let url = request.url();
        let uri = match url.query() {
            Some(query) => format!("{}?{query}", url.path()),
            None => url.path().to_owned(),
        };
        let body = request.body().and_then(Body::as_bytes).map(Bytes::copy_from_slice).unwrap_or_default();
        let mut sent = http::Request::new(Full::new(body));
        *sent.method_mut() = request.method().clone();
        *sent.uri_mut() = uri.parse().unwrap();
        *sent.headers_mut() = request.headers().clone();
        sent.headers_mut().insert(http::header::HOST, HeaderValue::from_static("sandbox"));
        sender.send_request(sent).await
    }
}

impl Service<Request> for Network {
    type Response = Response;
    type Error = reqwest::Error;
    type Future = Pin<Box<dyn Future<Output = reqwest::Result<Response>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<reqwest::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        Box::pin(self.clone().send(request))
    }
}

fn observed(result: &reqwest::Result<Response>) -> ObservedResult {
    match result {
        Err(error) if error.is_connect() => ObservedResult::NotSent,
        Err(_) => ObservedResult::Unknown { is_transient: true },
        Ok(response) => {
            let content_type = response.headers().get(CONTENT_TYPE);
            let is_json = content_type.is_none_or(|value| value.to_str().unwrap().contains("json"));
            let is_failure = response.extensions().get::<ReportsFailure>().is_some();
            match response.status().as_u16() {
                200..300 if is_json && !is_failure => ObservedResult::Success,
                500.. => ObservedResult::Unknown { is_transient: true },
                425 | 429 if retry_after(response) <= 60 => ObservedResult::RefusedTemporarily,
                200..300 | 408 | 409 => ObservedResult::Unknown { is_transient: false },
                _ => ObservedResult::Refused,
            }
        }
    }
}

/// Returns the `Retry-After` in seconds, or 0 if there is none.
fn retry_after(response: &Response) -> u64 {
    let value = response.headers().get(RETRY_AFTER);
    value.map_or(0, |value| value.to_str().unwrap().parse().unwrap())
}

/// Returns a response with status 200 that is not from the server.
fn page(json: bool) -> http::Response<Body> {
    let (content_type, body) =
        if json { ("text/plain", r#"{"status": "ok"}"#) } else { ("text/html", "<html></html>") };
    let mut response = http::Response::new(Body::from(body));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

/// A service that repeats a failed request once.
#[derive(Clone)]
pub(super) struct Repeat(pub(super) HttpService);

impl Service<Request> for Repeat {
    type Response = Response;
    type Error = reqwest::Error;
    type Future = Pin<Box<dyn Future<Output = reqwest::Result<Response>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<reqwest::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let (inner, spare) = (self.0.clone(), request.try_clone());
        Box::pin(async move {
            let result = inner.clone().oneshot(request).await;
            let failed = result.as_ref().map_or(true, |response| response.status().as_u16() >= 429);
            match spare.filter(|_| failed) {
                Some(spare) => inner.oneshot(spare).await,
                None => result,
            }
        })
    }
}

/// Returns an HTTP client that cannot resolve names.
pub(super) fn http_client() -> reqwest::Client {
    static CLIENT: OnceLock<reqwest::Client> = OnceLock::new();
    let build = || reqwest::Client::builder().no_proxy().dns_resolver(Arc::new(NoNames)).build().unwrap();
    CLIENT.get_or_init(build).clone()
}

struct NoNames;

impl Resolve for NoNames {
    fn resolve(&self, _: Name) -> Resolving {
        Box::pin(std::future::ready(Err("no such name".into())))
    }
}

/// Returns the error of a refused connection.
async fn refused() -> reqwest::Error {
    let error = http_client().get("http://sandbox.invalid/").send().await.unwrap_err();
    assert!(error.is_connect(), "expected a connect error, found {error:?}");
    error
}

/// Returns the error that a client gets if a response is lost. [`reqwest::Error`] has no constructor, so it is obtained by
/// reading a failing body.
async fn failure(error: impl Into<BoxError>) -> reqwest::Error {
    let error = error.into();
    let failing = futures_util::stream::once(async move { Err::<Bytes, _>(error) });
    let response = Response::from(http::Response::new(Body::wrap_stream(failing)));
    response.bytes().await.unwrap_err()
}
