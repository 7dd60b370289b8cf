//! The client: what every call goes through.

mod builder;

use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use blueshift_api::progenitor_client::Error as ApiCallError;
use blueshift_api::{CampaignList, ResponseValue, Transport};
use bytes::Bytes;
use reqwest::header::HeaderMap;
use reqwest::{Response, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::time::Instant;
use tower::ServiceExt;
use tower_layer::Layer;
use tracing::Instrument;

pub use builder::ClientBuilder;

use crate::api_key::ApiKey;
use crate::campaigns::Campaigns;
use crate::env;
use crate::error::{ApiError, CallFacts, ConfigError, DecodeError, Error, TransportError};
use crate::transport::{HttpService, Record, RetryBudget, RetryLayer, RetryPolicy};

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

struct Shared {
    base_url: String,
    http: reqwest::Client,
    service: HttpService,
    retry: RetryPolicy,
    budget: RetryBudget,
    deadline: Option<Duration>,
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

    /// The URL that requests go to, without a slash at its end.
    pub fn base_url(&self) -> &str {
        &self.shared.base_url
    }

    /// Makes one call: builds its transport, lets `send` make the request through it, and turns what comes back into
    /// an answer or an [`Error`].
    pub(crate) async fn call<T, Sent>(
        &self,
        operation: &'static str,
        deadline: Option<Duration>,
        send: impl FnOnce(blueshift_api::Client) -> Sent,
    ) -> Result<Answer<T>, Error>
    where
        T: DeserializeOwned,
        Sent: Future<Output = Result<ResponseValue<T>, ApiCallError>>,
    {
        let Shared { base_url, http, service, retry, budget, .. } = &*self.shared;
        let deadline = deadline.or(self.shared.deadline);
        let record = Record::default();
        // A deadline too far away to be a point in time is none.
        let end = deadline.and_then(|deadline| Instant::now().checked_add(deadline));
        let layer = RetryLayer::of_call(retry.clone(), budget.clone(), end, record.clone());
        let transport = Transport::new(layer.layer(service.clone()).map_response(without_headers));
        let call = send(blueshift_api::Client::new_with_client(base_url, http.clone(), transport));
        let call = call.instrument(tracing::info_span!("call", operation));
        let sent = match deadline {
            None => call.await,
            Some(deadline) => match tokio::time::timeout(deadline, call).await {
                Ok(sent) => sent,
                Err(_) => return Err(cut_short(deadline, &record).await),
            },
        };
        match sent {
            Ok(value) => {
                let facts = record.facts();
                Ok(Answer {
                    value: value.into_inner(),
                    request_id: facts.request_id,
                    attempts: facts.attempts,
                })
            }
            Err(error) => Err(failed::<T>(error, &record).await),
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base_url", &self.shared.base_url).finish_non_exhaustive()
    }
}

/// What a call came back with.
pub(crate) struct Answer<T> {
    pub(crate) value: T,
    pub(crate) request_id: Option<String>,
    pub(crate) attempts: u32,
}

impl Answer<CampaignList> {
    /// Turns an error that the server reports with a success status into an [`Error`].
    pub(crate) fn check(self) -> Result<Self, Error> {
        if !self.value.reports_error() {
            return Ok(self);
        }
        let body = Value::Object(self.value.extra).to_string().into();
        let facts = CallFacts { attempts: self.attempts, request_id: self.request_id };
        Err(ApiError::new(StatusCode::OK, &HeaderMap::new(), &body, facts).into())
    }
}

/// Removes the headers of a success. The generated code would copy them, and nothing reads the copy: what is needed is
/// in the record.
fn without_headers(mut response: Response) -> Response {
    if response.status().is_success() {
        *response.headers_mut() = HeaderMap::new();
    }
    response
}

async fn failed<T: DeserializeOwned>(error: ApiCallError, record: &Record) -> Error {
    let facts = record.facts();
    match error {
        ApiCallError::UnexpectedResponse(response) => answered(response, record).await,
        // Not constructed: the lowered contract has no error responses.
        ApiCallError::ErrorResponse(response) => {
            ApiError::new(response.status(), response.headers(), &Bytes::new(), facts).into()
        }
        ApiCallError::InvalidResponsePayload(body, source) => {
            // The generated code decodes successes only, and every response is on record.
            let status = record.status().unwrap_or(StatusCode::OK);
            DecodeError::locate::<T>(status, &body, source, facts).into()
        }
        ApiCallError::CommunicationError(error)
        | ApiCallError::ResponseBodyError(error)
        | ApiCallError::InvalidUpgrade(error) => TransportError::new(error, facts).into(),
        ApiCallError::InvalidRequest(problem) | ApiCallError::Custom(problem) => {
            ConfigError::Request { problem }.into()
        }
    }
}

/// The error of an answer that is not a success; its body is in memory by now.
async fn answered(response: Response, record: &Record) -> Error {
    let (status, headers) = (response.status(), response.headers().clone());
    match response.bytes().await {
        Ok(body) => ApiError::new(status, &headers, &body, record.facts()).into(),
        Err(error) => TransportError::new(error, record.facts()).into(),
    }
}

/// The error of a call that its deadline ended, with the failure before it as the source.
async fn cut_short(deadline: Duration, record: &Record) -> Error {
    let last = match record.take_last_failure() {
        Some(Ok(response)) => Some(answered(response, record).await),
        Some(Err(error)) => Some(TransportError::new(error, record.facts()).into()),
        None => None,
    };
    TransportError::deadline(deadline, last, record.facts()).into()
}
