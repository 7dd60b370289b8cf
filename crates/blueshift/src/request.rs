//! Requests to any endpoint of the API.

use blueshift_api::RetryClass;
use bytes::Bytes;
use reqwest::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};
use reqwest::{Method, Request, Url};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::call::{Call, CallOptions, Response, blocking, call_options};
use crate::client::{AnyClient, Client};
use crate::error::{ConfigError, DecodeError, Error};
use crate::transport::class_of_method;

/// A request to any endpoint of the API, including those for which this crate has no method; created by [`Client::request`].
///
/// ```
/// use blueshift::reqwest::Method;
///
/// # #[tokio::main]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let sandbox = blueshift_sandbox::Sandbox::start().await?;
/// # let client = blueshift::Client::builder(sandbox.api_key()).base_url(sandbox.url()).build()?;
/// let response = client.request(Method::GET, "/api/v2/campaigns.json").query("per_page", "4").send().await?;
/// assert_eq!(response.value.as_array().map(Vec::len), Some(4));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until `send` is called"]
pub struct RawRequest<C = Client> {
    client: C,
    method: Method,
    path: String,
    query: Vec<(String, String)>,
    body: Option<Result<Bytes, String>>,
    class: Option<RetryClass>,
    options: CallOptions,
}

impl<C> RawRequest<C> {
    pub(crate) fn new(client: C, method: Method, path: String) -> Self {
        let options = CallOptions::default();
        Self { client, method, path, query: Vec::new(), body: None, class: None, options }
    }

    /// Appends a query parameter.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.query.push((name.into(), value.into()));
        self
    }

    /// Sets the body to this value as JSON.
    pub fn json(mut self, body: &(impl Serialize + ?Sized)) -> Self {
        self.body = Some(serde_json::to_vec(body).map(Bytes::from).map_err(|error| error.to_string()));
        self
    }

    /// Sets the body, which is sent unchanged. `Content-Type` is JSON unless [`header`](Self::header) sets it.
    pub fn body(mut self, body: impl Into<Bytes>) -> Self {
        self.body = Some(Ok(body.into()));
        self
    }

    /// Sets the retry class, which defines when the request may be retried. The default is [`Safe`](RetryClass::Safe) for GET,
    /// HEAD, OPTIONS and TRACE, [`Idempotent`](RetryClass::Idempotent) for PUT and DELETE, and [`Once`](RetryClass::Once) for
    /// all other methods.
    pub fn retry_class(mut self, class: RetryClass) -> Self {
        self.class = Some(class);
        self
    }

    call_options!();
}

impl RawRequest {
    /// Sends the request. An empty response body is decoded as null.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if the path does not start with exactly one `/`, or contains a backslash, a query, a fragment, or a
    /// `.` or `..` segment, or if the body cannot be serialized; or another [`Error`] if the request fails.
    pub async fn send(self) -> Result<Response<serde_json::Value>, Error> {
        self.run_as().await
    }

    /// Sends the request and decodes the response as `T`.
    ///
    /// # Errors
    ///
    /// Those of [`send`](Self::send).
    pub async fn send_as<T: DeserializeOwned>(self) -> Result<Response<T>, Error> {
        self.run_as().await
    }

    /// Sends the request and returns the decompressed body without decoding it. The body need not be JSON.
    ///
    /// A successful response that is not JSON may be from an intermediary, such as a proxy. If the request is a write,
    /// [`Response::may_still_take_effect`] then returns true.
    ///
    /// # Errors
    ///
    /// Those of [`send`](Self::send), except [`Error::Decode`].
    pub async fn send_bytes(self) -> Result<Response<Bytes>, Error> {
        self.run_bytes().await
    }
}

impl<C: AnyClient> RawRequest<C> {
    async fn run_as<T: DeserializeOwned>(self) -> Result<Response<T>, Error> {
        let (call, response) = self.run().await?;
        let text: &[u8] = if response.value.is_empty() { b"null" } else { &response.value };
        match serde_json::from_slice(text) {
            Ok(value) => Ok(response.map(|_| value)),
            Err(source) => {
                Err(DecodeError::locate::<T>(response.status(), &response.value, source, call.facts()).into())
            }
        }
    }

    async fn run_bytes(self) -> Result<Response<Bytes>, Error> {
        Ok(self.run().await?.1)
    }

    async fn run(self) -> Result<(Call, Response<Bytes>), Error> {
        let request = self.build()?;
        let class = self.class.unwrap_or_else(|| class_of_method(&self.method));
        let call = self.client.client().call_class("", class, &self.options);
        let transport = call.transport().clone();
        let response = call.run_raw(async move { transport.send(request).await }).await?;
        Ok((call, response))
    }

    fn build(&self) -> Result<Request, ConfigError> {
        let path = &self.path;
        let is_relative = path.starts_with('/') && !path.starts_with("//");
        let has_no_dot_segments =
            !path.split(['/', '\\']).any(|segment| matches!(percent_decoded(segment).as_str(), "." | ".."));
        if !is_relative || !has_no_dot_segments || path.contains(['?', '#', '\\']) {
            let expected = "an absolute path with one leading `/`, without `.` or `..` segments, \
                            backslashes, query or fragment";
            return Err(ConfigError::invalid("path", path, expected));
        }
        let invalid = |_| ConfigError::invalid("path", path, "a valid URL path");
        let mut url = Url::parse(&format!("{}{path}", self.client.client().base_url())).map_err(invalid)?;
        if !self.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&self.query);
        }
        let mut request = Request::new(self.method.clone(), url);
        // The headers of the call are appended later, so a default must not be set for any of them.
        let mut set_json = |name| {
            if !self.options.has_header(&name) {
                request.headers_mut().insert(name, HeaderValue::from_static("application/json"));
            }
        };
        set_json(ACCEPT);
        match &self.body {
            Some(Ok(body)) => {
                set_json(CONTENT_TYPE);
                *request.body_mut() = Some(body.clone().into());
            }
            Some(Err(problem)) => return Err(ConfigError::Request { problem: problem.clone() }),
            None if matches!(self.method, Method::POST | Method::PUT | Method::PATCH) => {
                request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
            }
            None => {}
        }
        Ok(request)
    }
}

blocking! {
    impl RawRequest {
        run_as -> send() -> Response<serde_json::Value>;
        run_as -> send_as<T: DeserializeOwned>() -> Response<T>;
        run_bytes -> send_bytes() -> Response<Bytes>;
    }
}

/// Decodes the percent-encoded dots of a path segment, because a server may decode them, too.
fn percent_decoded(segment: &str) -> String {
    segment.replace("%2e", ".").replace("%2E", ".")
}
