//! What carries the generated client's requests.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use progenitor_client::{ClientHooks, OperationInfo};
use reqwest::{Request, Response};
use tower::ServiceExt;
use tower_service::Service;

use crate::{Client, Error};

/// The service that carries every request of a [`Client`]: a [`reqwest::Client`], or a tower stack around one.
///
/// Cloning is cheap, and clones share what the layers share.
#[derive(Clone)]
pub struct Transport(Arc<dyn Carry>);

type Carried = Pin<Box<dyn Future<Output = reqwest::Result<Response>> + Send>>;

/// A service whose type is forgotten. It is shared rather than boxed, so that a call does not copy it once more than
/// it must.
trait Carry: Send + Sync {
    fn carry(&self, request: Request) -> Carried;
}

impl<S> Carry for S
where
    S: Service<Request, Response = Response, Error = reqwest::Error> + Clone + Send + Sync + 'static,
    S::Future: Send + 'static,
{
    fn carry(&self, request: Request) -> Carried {
        Box::pin(self.clone().oneshot(request))
    }
}

impl Transport {
    /// Takes any tower service that answers requests.
    pub fn new<S>(service: S) -> Self
    where
        S: Service<Request, Response = Response, Error = reqwest::Error> + Clone + Send + Sync + 'static,
        S::Future: Send + 'static,
    {
        Self(Arc::new(service))
    }
}

impl From<reqwest::Client> for Transport {
    fn from(client: reqwest::Client) -> Self {
        Self::new(client)
    }
}

impl fmt::Debug for Transport {
    /// Shows nothing of the layers, because one of them may hold a credential.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transport").finish_non_exhaustive()
    }
}

impl ClientHooks<Transport> for Client {
    /// Takes off the header `api-version`, which progenitor adds for the servers of its own makers and which
    /// Blueshift does not know.
    async fn pre<E>(&self, request: &mut Request, _: &OperationInfo) -> Result<(), Error<E>> {
        request.headers_mut().remove("api-version");
        Ok(())
    }

    /// Hands the request to the transport instead of to the bare [`reqwest::Client`].
    async fn exec(&self, request: Request, _: &OperationInfo) -> reqwest::Result<Response> {
        self.inner.0.carry(request).await
    }
}
