//! A client without a network, for unit tests of programs that use this library.
//!
//! A [`Stub`] holds the responses of a test. Its client builds requests, retries, decodes and reports errors like any other
//! client, but the stub responds instead of a server. Enable the feature for tests only:
//!
//! ```toml
//! [dev-dependencies]
//! blueshift = { version = "0.1", features = ["stub"] }
//! ```
//!
//! ```
//! use blueshift::Client;
//! use blueshift::stub::Stub;
//! use serde_json::json;
//!
//! /// The code under test.
//! async fn pause_if_launched(client: &Client, uuid: &str) -> Result<bool, blueshift::Error> {
//!     let campaign = client.campaigns().get(uuid).send().await?;
//!     let is_launched = campaign.status == Some("launched".into());
//!     if is_launched {
//!         client.campaigns().pause(uuid).send().await?;
//!     }
//!     Ok(is_launched)
//! }
//!
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let stub = Stub::new()
//!     .respond("get_campaign", 200, json!({"status": "launched"}))
//!     .respond("pause_campaign", 422, json!({"error": "campaign is executing"}));
//! let error = pause_if_launched(&stub.client()?, "u-1").await.unwrap_err();
//! assert_eq!(error.outcome(), Some(blueshift::Outcome::NotApplied));
//! assert_eq!(stub.requests()[1].path, "/api/v1/campaigns/u-1/pause");
//! # Ok(())
//! # }
//! ```
//!
//! # Choosing a test tool
//!
//! | tested code | tool |
//! | --- | --- |
//! | functions that take campaigns | values: [`Campaign::new`](crate::Campaign::new), or `serde_json::from_value` |
//! | functions that call the client | a [`Stub`] |
//! | requests that must match exactly, over HTTP | the crate `blueshift-httpmock` |
//! | listings that change, effects of writes, faults | the crate `blueshift-sandbox` |
//!
//! A stub does not emulate the state of campaigns: pausing a campaign does not change the responses of later reads. If a test
//! needs more than a few responses, use the sandbox.

mod request;
mod service;

use std::sync::{Arc, Mutex, PoisonError};

use blueshift_api::ops;
use serde_json::Value;

pub use request::StubRequest;

use crate::error::{ConfigError, Error};
use crate::transport::{HttpService, RetryPolicy};
use crate::{Campaign, Client};

/// The responses of a test by operation, and the requests that were received.
///
/// A request without a stubbed response receives status 404 with a message that contains its method and path. Clones share their
/// responses and requests.
#[derive(Clone, Debug, Default)]
pub struct Stub {
    shared: Arc<Mutex<Shared>>,
}

#[derive(Debug, Default)]
struct Shared {
    routes: Vec<Route>,
    requests: Vec<StubRequest>,
    /// The first stubbed operation that does not exist.
    unknown: Option<String>,
}

#[derive(Debug)]
struct Route {
    operation: &'static str,
    responses: Vec<Response>,
    requests: usize,
}

type Function = Arc<dyn Fn(&StubRequest) -> (u16, Value) + Send + Sync>;

#[derive(Clone)]
enum Response {
    Value(u16, Value),
    Function(Function),
}

impl std::fmt::Debug for Response {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Value(status, value) => write!(f, "{status} {value}"),
            Self::Function(_) => f.write_str("function"),
        }
    }
}

impl Stub {
    /// Creates a stub without responses.
    pub fn new() -> Self {
        Self::default()
    }

    /// Responds to requests for an operation, given by its `operationId` such as `get_campaign`, with this status and JSON body.
    ///
    /// Several responses for an operation are used in turn; the last one is repeated. For an unknown operation,
    /// [`client`](Self::client) returns an error.
    pub fn respond(self, operation: &str, status: u16, body: impl Into<Value>) -> Self {
        self.add(operation, Response::Value(status, body.into()))
    }

    /// Responds to requests for an operation with the status and the JSON body that a function returns.
    pub fn respond_with(
        self,
        operation: &str,
        response: impl Fn(&StubRequest) -> (u16, Value) + Send + Sync + 'static,
    ) -> Self {
        self.add(operation, Response::Function(Arc::new(response)))
    }

    /// Responds to `list_campaigns` with the pages of this list, numbered from 0. Filters are ignored.
    pub fn campaigns(self, campaigns: impl IntoIterator<Item = Campaign>) -> Self {
        let campaigns: Vec<_> = campaigns.into_iter().collect();
        self.respond_with(ops::LIST_CAMPAIGNS.id, move |request| {
            let number = |name: &str, default| {
                request.query(name).and_then(|text| text.parse::<usize>().ok()).unwrap_or(default)
            };
            let size = number("per_page", 200);
            let page = campaigns.iter().skip(number("page", 0).saturating_mul(size)).take(size);
            match page.map(serde_json::to_value).collect() {
                Ok(page) => (200, Value::Array(page)),
                Err(error) => (500, Value::String(error.to_string())),
            }
        })
    }

    /// Returns the requests received so far.
    pub fn requests(&self) -> Vec<StubRequest> {
        self.lock().requests.clone()
    }

    /// Creates a client that uses the stub. It waits 1, 2, 4 … ms between retries, without jitter.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if a stubbed operation does not exist.
    pub fn client(&self) -> Result<Client, Error> {
        let retries =
            RetryPolicy::default().initial_backoff(std::time::Duration::from_millis(1)).jitter(false);
        let builder = Client::builder("stub").base_url("http://127.0.0.1").retry_policy(retries);
        builder.http_service(self.http_service()?).build()
    }

    /// Creates a service for [`ClientBuilder::http_service`](crate::ClientBuilder::http_service), for a client with other
    /// settings or a blocking client.
    ///
    /// # Errors
    ///
    /// Those of [`client`](Self::client).
    pub fn http_service(&self) -> Result<HttpService, Error> {
        if let Some(operation) = &self.lock().unknown {
            return Err(ConfigError::invalid("operation", operation, "an existing operationId").into());
        }
        Ok(HttpService::new(service::StubService(self.clone())))
    }

    fn add(self, id: &str, response: Response) -> Self {
        let mut shared = self.lock();
        let known = ops::ALL.iter().find(|operation| operation.id == id);
        match (known, shared.routes.iter_mut().find(|route| route.operation == id)) {
            (None, _) => drop(shared.unknown.get_or_insert_with(|| id.to_owned())),
            (_, Some(route)) => route.responses.push(response),
            (Some(operation), None) => {
                shared.routes.push(Route { operation: operation.id, responses: vec![response], requests: 0 });
            }
        }
        drop(shared);
        self
    }

    /// Records a request and returns its response.
    fn receive(&self, request: StubRequest) -> (u16, Value) {
        let mut shared = self.lock();
        shared.requests.push(request.clone());
        let route = shared.routes.iter_mut().find(|route| Some(route.operation) == request.operation);
        let response = route.and_then(|route| {
            let index = route.requests.min(route.responses.len().saturating_sub(1));
            route.requests = route.requests.saturating_add(1);
            route.responses.get(index).cloned()
        });
        // The lock is released because a function may use the stub.
        drop(shared);
        match response {
            Some(Response::Value(status, value)) => (status, value),
            Some(Response::Function(function)) => function(&request),
            None => {
                let message = format!("no response is stubbed for {} {}", request.method, request.path);
                (404, serde_json::json!({ "message": message }))
            }
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Shared> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
