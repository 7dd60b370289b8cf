//! A client for fuzz targets. Each target sets the response of the server; no network is used.

use std::cell::RefCell;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use blueshift::reqwest::{self, Request};
use blueshift::transport::HttpService;
use blueshift::{Client, ClientBuilder, RetryPolicy};
use bytes::Bytes;

/// A server that sends the same response to every request, and stores the requests.
#[derive(Clone, Default)]
pub(crate) struct Server(Arc<Mutex<(http::Response<Bytes>, Vec<Request>)>>);

impl Server {
    /// Creates a server that sends this response to every request.
    pub(crate) fn new(response: http::Response<Bytes>) -> Self {
        Self(Arc::new(Mutex::new((response, Vec::new()))))
    }

    /// Removes and returns the stored requests.
    pub(crate) fn take_requests(&self) -> Vec<Request> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner).1)
    }

    /// Creates a client of the server with this retry policy.
    pub(crate) fn client_with(&self, policy: RetryPolicy) -> Client {
        match self.client("key").base_url("http://127.0.0.1").retry_policy(policy).build() {
            Ok(client) => client,
            Err(error) => unreachable!("{error}"),
        }
    }

    /// Creates a builder of a client of the server.
    pub(crate) fn client(&self, key: &str) -> ClientBuilder {
        // All clients share one HTTP client, because creating it loads the root certificates.
        static HTTP: LazyLock<reqwest::Client> = LazyLock::new(reqwest::Client::new);
        let server = self.clone();
        let service = tower::service_fn(move |request: Request| {
            let mut state = server.0.lock().unwrap_or_else(PoisonError::into_inner);
            state.1.push(request);
            std::future::ready(Ok(reqwest::Response::from(state.0.clone())))
        });
        Client::builder(key).http_client(HTTP.clone()).http_service(HttpService::new(service))
    }
}

/// Runs a future on a runtime whose clock is paused, so that waits take no time.
pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
    thread_local! {
        static RUNTIME: RefCell<Option<tokio::runtime::Runtime>> = const { RefCell::new(None) };
    }
    RUNTIME.with_borrow_mut(|runtime| {
        let runtime = runtime.get_or_insert_with(|| {
            let mut builder = tokio::runtime::Builder::new_current_thread();
            match builder.enable_all().start_paused(true).build() {
                Ok(runtime) => runtime,
                Err(error) => unreachable!("{error}"),
            }
        });
        runtime.block_on(future)
    })
}
