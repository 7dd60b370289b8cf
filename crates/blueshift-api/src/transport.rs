//! Sends the requests of the generated client.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use progenitor_client::{ClientHooks, OperationInfo};
use reqwest::header::{CONTENT_LENGTH, HeaderValue};
use reqwest::{Method, Request, Response};
use tower::ServiceExt;
use tower_service::Service;

use crate::{Client, Error};

/// The service that sends the requests of a [`Client`]: a [`reqwest::Client`], or a tower stack that wraps one.
///
/// Cloning is cheap, and clones share the state of the layers.
#[derive(Clone)]
pub struct Transport(Arc<dyn DynService>);

type ResponseFuture = Pin<Box<dyn Future<Output = reqwest::Result<Response>> + Send>>;

/// A dyn-compatible service. `Transport` keeps it in an `Arc`, so the service is cloned once per request and not for each clone of
/// the transport.
trait DynService: Send + Sync {
    fn send(&self, request: Request) -> ResponseFuture;
}

impl<S> DynService for S
where
    S: Service<Request, Response = Response, Error = reqwest::Error> + Clone + Send + Sync + 'static,
    S::Future: Send + 'static,
{
    fn send(&self, request: Request) -> ResponseFuture {
        Box::pin(self.clone().oneshot(request))
    }
}

impl Transport {
    /// Wraps a tower service that sends requests.
    pub fn new<S>(service: S) -> Self
    where
        S: Service<Request, Response = Response, Error = reqwest::Error> + Clone + Send + Sync + 'static,
        S::Future: Send + 'static,
    {
        Self(Arc::new(service))
    }

    /// Sends a request through the service.
    pub async fn send(&self, request: Request) -> reqwest::Result<Response> {
        self.0.send(request).await
    }
}

impl Service<Request> for Transport {
    type Response = Response;
    type Error = reqwest::Error;
    type Future = ResponseFuture;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<reqwest::Result<()>> {
        // Each request waits until its clone of the service is ready.
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> ResponseFuture {
        self.0.send(request)
    }
}

impl From<reqwest::Client> for Transport {
    fn from(client: reqwest::Client) -> Self {
        Self::new(client)
    }
}

impl fmt::Debug for Transport {
    /// Omits the layers, because one of them may contain a credential.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transport").finish_non_exhaustive()
    }
}

impl ClientHooks<Transport> for Client {
    /// Sets `Content-Length: 0` on POST, PUT and PATCH requests without a body, because some proxies require it.
    async fn pre<E>(&self, request: &mut Request, _: &OperationInfo) -> Result<(), Error<E>> {
        let is_write = matches!(*request.method(), Method::POST | Method::PUT | Method::PATCH);
        if is_write && request.body().is_none() {
            request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        Ok(())
    }

    /// Sends the request through the transport instead of the [`reqwest::Client`].
    async fn exec(&self, request: Request, _: &OperationInfo) -> reqwest::Result<Response> {
        self.inner.send(request).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn prepared(method: Method, body: Option<&'static str>) -> Request {
        let http = reqwest::Client::new();
        let mut request = http.request(method, "http://localhost/");
        if let Some(body) = body {
            request = request.body(body);
        }
        let mut request = request.build().unwrap();
        let client = Client::new_with_client("http://localhost", http.clone(), http.into());
        client.pre::<()>(&mut request, &OperationInfo { operation_id: "any" }).await.unwrap();
        request
    }

    #[tokio::test]
    async fn sets_content_length_of_writes_without_a_body() {
        for method in [Method::POST, Method::PUT, Method::PATCH] {
            let request = prepared(method.clone(), None).await;
            assert_eq!(request.headers()[CONTENT_LENGTH], "0", "{method}");
            let request = prepared(method, Some("{}")).await;
            assert!(
                !request.headers().contains_key(CONTENT_LENGTH),
                "expected no Content-Length header, because reqwest adds it when it sends the body"
            );
        }
        assert!(!prepared(Method::GET, None).await.headers().contains_key(CONTENT_LENGTH));
    }
}
