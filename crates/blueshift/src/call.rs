//! The execution of a call, shared by all operations.

mod blocking;

use std::future::Future;
use std::ops::Deref;
use std::time::Duration;

use blueshift_api::progenitor_client::Error as SendError;
use blueshift_api::{Operation, ResponseValue, RetryClass, Transport, reports_error};
use bytes::Bytes;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Request, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use tokio::time::Instant;
use tower::ServiceExt;
use tower_layer::Layer;
use tracing::Instrument;

use crate::client::Client;
use crate::error::{ApiError, CallFacts, ConfigError, DecodeError, Error, Outcome, TransportError};
use crate::transport::{Record, RetryLayer, RetryPolicy};

/// The result of a successful call: the decoded body, status, headers and number of attempts.
///
/// Dereferences to the decoded body.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Response<T> {
    /// The decoded body.
    pub value: T,
    status: StatusCode,
    headers: HeaderMap,
    request_id: Option<String>,
    attempts: u32,
    may_still_take_effect: bool,
}

impl<T> Response<T> {
    /// Returns the HTTP status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns the headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the request id (`x-request-id`), to include in support requests to Blueshift.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// Returns the number of attempts, including retries.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Returns whether a request of this write may still take effect, such as one that timed out before the write was retried.
    /// Also true if a layer sent the request more than once and more than one of them was applied. Always false for reads.
    pub fn may_still_take_effect(&self) -> bool {
        self.may_still_take_effect
    }

    /// Returns the decoded body.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// Returns the [`CallFacts`] for an error that is created from this response.
    pub(crate) fn facts(&self, is_write: bool) -> CallFacts {
        CallFacts {
            attempts: self.attempts,
            request_id: self.request_id.clone(),
            outcome: is_write.then_some(Outcome::Applied),
            may_apply_twice: false,
            may_still_take_effect: self.may_still_take_effect,
        }
    }

    /// Sets [`may_still_take_effect`](Self::may_still_take_effect) to true.
    pub(crate) fn into_may_still_take_effect(self) -> Self {
        Self { may_still_take_effect: true, ..self }
    }

    pub(crate) fn map<U>(self, f: impl FnOnce(T) -> U) -> Response<U> {
        let Self { value, status, headers, request_id, attempts, may_still_take_effect } = self;
        Response { value: f(value), status, headers, request_id, attempts, may_still_take_effect }
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// Options of one call, which every operation accepts.
#[derive(Clone, Debug, Default)]
pub(crate) struct CallOptions {
    pub(crate) deadline: Option<Duration>,
    pub(crate) retry: Option<RetryPolicy>,
    headers: HeaderMap,
    /// The name of the first header that cannot be sent.
    invalid_header: Option<String>,
}

impl CallOptions {
    pub(crate) fn header(&mut self, name: &str, value: &str) {
        // The client sets these headers itself. An API key that is set here would not be hidden in errors and `Debug` output,
        // and a wrong length or encoding would corrupt the request.
        let is_reserved = ["authorization", "content-length", "transfer-encoding"]
            .iter()
            .any(|reserved| name.eq_ignore_ascii_case(reserved));
        match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            (Ok(name), Ok(value)) if !is_reserved => drop(self.headers.append(name, value)),
            _ => drop(self.invalid_header.get_or_insert_with(|| name.to_owned())),
        }
    }

    /// Returns the deadline of the call, or that of the client if the call has none.
    pub(crate) fn deadline_of(&self, client: &Client) -> Option<Duration> {
        self.deadline.or(client.shared().deadline)
    }

    pub(crate) fn has_header(&self, name: &HeaderName) -> bool {
        self.headers.contains_key(name)
    }
}

/// Adds the setters of [`CallOptions`] to the builder of an operation. The builder must have a field `options`.
macro_rules! call_options {
    () => {
        /// Sets the deadline of the call, including retries and the waits between them. The default is the client's
        /// [`deadline`](crate::ClientBuilder::deadline).
        pub fn deadline(mut self, deadline: std::time::Duration) -> Self {
            self.options.deadline = Some(deadline);
            self
        }

        /// Sets the retry policy of the call. The default is the client's
        /// [`retry_policy`](crate::ClientBuilder::retry_policy).
        pub fn retry_policy(mut self, policy: crate::RetryPolicy) -> Self {
            self.options.retry = Some(policy);
            self
        }

        /// Adds a header to each request of the call.
        ///
        /// The call fails with [`Error::Config`](crate::Error::Config) if the name or value is invalid, or if the name is
        /// `Authorization`, `Content-Length` or `Transfer-Encoding`, which the client sets itself.
        pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
            self.options.header(name.as_ref(), value.as_ref());
            self
        }
    };
}

pub(crate) use blocking::blocking;
pub(crate) use call_options;

/// A call that is being executed.
pub(crate) struct Call {
    operation: &'static str,
    api: blueshift_api::Client,
    transport: Transport,
    deadline: Option<Duration>,
    record: Record,
    invalid_header: Option<String>,
    #[cfg(feature = "metrics")]
    metrics: Option<crate::transport::Metrics>,
}

impl Client {
    /// Prepares a call of an operation without sending a request.
    pub(crate) fn call(&self, operation: &Operation, options: &CallOptions) -> Call {
        self.call_class(operation.id, operation.retry_class, options)
    }

    pub(crate) fn call_class(&self, id: &'static str, class: RetryClass, options: &CallOptions) -> Call {
        let shared = self.shared();
        let deadline = options.deadline_of(self);
        // A deadline that exceeds the range of `Instant` has no effect.
        let end = deadline.and_then(|deadline| Instant::now().checked_add(deadline));
        let record = Record::of_class(class);
        let policy = options.retry.clone().unwrap_or_else(|| shared.retry.clone());
        let retry = RetryLayer::of_call(policy, shared.budget.clone(), end, record.clone());
        let retry = retry.class(class).operation(id, shared.on_retry.clone());
        let service = shared.service.clone();
        #[cfg(feature = "metrics")]
        let service = match shared.metrics {
            Some(_) => crate::transport::HttpService::new(crate::transport::Templated::new(service, id)),
            None => service,
        };
        let service = retry.layer(service);
        let (headers, finished) = (options.headers.clone(), record.clone());
        let service = service
            .map_request(move |mut request: Request| {
                for (name, value) in &headers {
                    request.headers_mut().append(name, value.clone());
                }
                request
            })
            .and_then(move |response| finish(response, finished.clone(), class != RetryClass::Safe));
        let transport = Transport::new(service);
        let api =
            blueshift_api::Client::new_with_client(&shared.base_url, shared.http.clone(), transport.clone());
        let invalid_header = options.invalid_header.clone();
        Call {
            operation: id,
            api,
            transport,
            deadline,
            record,
            invalid_header,
            #[cfg(feature = "metrics")]
            metrics: shared.metrics.clone(),
        }
    }
}

impl Call {
    /// Returns the generated client, which sends its requests through the transport of this call.
    pub(crate) fn api(&self) -> &blueshift_api::Client {
        &self.api
    }

    /// Returns the transport of this call.
    pub(crate) fn transport(&self) -> &Transport {
        &self.transport
    }

    /// Returns the [`CallFacts`] for an error that is created after the last response.
    pub(crate) fn facts(&self) -> CallFacts {
        self.record.facts()
    }

    /// Awaits a request of [`api`](Self::api) within the deadline, and converts its result to a [`Response`] or an
    /// [`Error`].
    ///
    /// The request is boxed, because a large future would be stored twice in each async function that it is passed to.
    pub(crate) fn run<T: DeserializeOwned, F>(
        &self,
        sent: F,
    ) -> impl Future<Output = Result<Response<T>, Error>> + use<'_, T, F>
    where
        F: Future<Output = Result<ResponseValue<T>, SendError>>,
    {
        self.measure(self.receive(Box::pin(sent)))
    }

    async fn receive<T: DeserializeOwned>(
        &self,
        sent: impl Future<Output = Result<ResponseValue<T>, SendError>>,
    ) -> Result<Response<T>, Error> {
        match self.within_deadline(sent).await? {
            Ok(value) => match self.record.take_unproven_success() {
                Some(body) => Err(self.unproven(&body)),
                None => self.succeed(value.into_inner()).await,
            },
            Err(error) => self.fail(error).await,
        }
    }

    /// Like [`run`](Self::run), for a request of [`transport`](Self::transport).
    pub(crate) async fn run_raw(
        &self,
        sent: impl Future<Output = reqwest::Result<reqwest::Response>>,
    ) -> Result<Response<Bytes>, Error> {
        self.measure(self.receive_raw(sent)).await
    }

    async fn receive_raw(
        &self,
        sent: impl Future<Output = reqwest::Result<reqwest::Response>>,
    ) -> Result<Response<Bytes>, Error> {
        let response = match self.within_deadline(sent).await? {
            Ok(response) if response.status().is_success() => response,
            Ok(response) => return Err(self.refused(response).await),
            Err(error) => return Err(TransportError::new(error, self.record.facts()).into()),
        };
        match response.bytes().await {
            Ok(body) => self.succeed(body).await,
            Err(error) => Err(TransportError::new(error, self.record.facts()).into()),
        }
    }

    /// Records the duration of the call, if the client records metrics.
    async fn measure<T>(&self, call: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        #[cfg(feature = "metrics")]
        let timer = crate::transport::CallTimer::start(self.metrics.clone(), self.operation);
        let result = call.await;
        #[cfg(feature = "metrics")]
        timer.finish(&result);
        result
    }

    async fn within_deadline<F: Future>(&self, sent: F) -> Result<F::Output, Error> {
        if let Some(name) = &self.invalid_header {
            return Err(ConfigError::invalid(
                "header",
                name,
                "a header with a valid name and value, other than authorization, content-length and transfer-encoding",
            )
            .into());
        }
        let sent = sent.instrument(tracing::info_span!("call", operation = self.operation));
        let Some(deadline) = self.deadline else {
            return Ok(sent.await);
        };
        match tokio::time::timeout(deadline, sent).await {
            Ok(sent) => Ok(sent),
            Err(_) => {
                let last = match self.record.take_last_failure() {
                    Some(Ok(response)) => Some(self.refused_with(response, HeaderMap::new()).await),
                    Some(Err(error)) => Some(TransportError::new(error, self.record.facts()).into()),
                    None => None,
                };
                Err(TransportError::deadline(deadline, last, self.record.facts()).into())
            }
        }
    }

    async fn succeed<T>(&self, value: T) -> Result<Response<T>, Error> {
        if let Some(body) = self.record.take_reported_failure() {
            return Err(self.unproven(&body));
        }
        let (facts, headers) = (self.record.facts(), self.record.take_headers());
        let status = self.record.status().unwrap_or(StatusCode::OK);
        let (request_id, attempts, may_still_take_effect) =
            (facts.request_id, facts.attempts, facts.may_still_take_effect);
        Ok(Response { value, status, headers, request_id, attempts, may_still_take_effect })
    }

    async fn fail<T: DeserializeOwned>(&self, error: SendError) -> Result<Response<T>, Error> {
        let facts = self.record.facts();
        Err(match error {
            SendError::UnexpectedResponse(response) => self.refused(response).await,
            SendError::InvalidResponsePayload(body, source) => {
                // An empty body is a success, because no field of the response to a write is required.
                let is_applied = facts.outcome == Some(Outcome::Applied);
                if is_applied
                    && body.is_empty()
                    && let Ok(value) = serde_json::from_str("{}")
                {
                    return self.succeed(value).await;
                }
                let status = self.record.status().unwrap_or(StatusCode::OK);
                match self.record.take_reported_failure() {
                    Some(body) => self.unproven(&body),
                    None => DecodeError::locate::<T>(status, &body, source, facts).into(),
                }
            }
            SendError::CommunicationError(error)
            | SendError::ResponseBodyError(error)
            | SendError::InvalidUpgrade(error) => TransportError::new(error, facts).into(),
            SendError::InvalidRequest(problem) | SendError::Custom(problem) => {
                ConfigError::Request { problem }.into()
            }
            // Never constructed: the document from which the client is generated has no error responses.
            SendError::ErrorResponse(response) => {
                ApiError::new(response.status(), response.headers(), &Bytes::new(), facts).into()
            }
        })
    }

    /// Returns the error of a write whose 2xx response reports a failure or does not prove that the write was applied.
    fn unproven(&self, body: &Bytes) -> Error {
        let status = self.record.status().unwrap_or(StatusCode::OK);
        ApiError::new(status, &self.record.take_headers(), body, self.record.facts()).into()
    }

    /// Returns the error for the final response, whose headers are in the record.
    async fn refused(&self, response: reqwest::Response) -> Error {
        let headers = self.record.take_headers();
        self.refused_with(response, headers).await
    }

    /// Returns the error for a response with these headers, or with the headers of the response if `headers` is empty. The body
    /// is already in memory.
    async fn refused_with(&self, response: reqwest::Response, mut headers: HeaderMap) -> Error {
        let status = response.status();
        if headers.is_empty() {
            headers = response.headers().clone();
        }
        match response.bytes().await {
            Ok(body) => ApiError::new(status, &headers, &body, self.record.facts()).into(),
            Err(error) => TransportError::new(error, self.record.facts()).into(),
        }
    }
}

/// Moves the headers of the final response to the record, because the generated code would copy them. Records whether a 2xx
/// response to a write reports a failure.
async fn finish(
    mut response: reqwest::Response,
    record: Record,
    is_write: bool,
) -> reqwest::Result<reqwest::Response> {
    let status = response.status();
    record.keep_headers(std::mem::take(response.headers_mut()));
    if !is_write || !status.is_success() {
        return Ok(response);
    }
    let body = response.bytes().await?;
    record.keep_success(body.clone(), reports_failure(&body));
    let mut whole = http::Response::new(body);
    *whole.status_mut() = status;
    Ok(whole.into())
}

/// Returns whether the body of a 2xx response states that the write failed: `"success": false`, or a non-empty `error` or
/// `errors` without `"success": true`. A `message` is not an error: the response to a repeated transaction has one.
fn reports_failure(body: &[u8]) -> bool {
    // The response to a bulk execution is a list that reports each item separately. Parsing it as an object fails immediately.
    let Ok(mut object) = serde_json::from_slice::<Map<String, Value>>(body) else { return false };
    object.remove("message");
    object.get("success") != Some(&Value::Bool(true)) && reports_error(&object)
}
