//! Responds to requests: routing, CORS, compression, and the headers of every response.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::http::header::{DATE, HeaderName, HeaderValue};
use axum::http::{HeaderMap, Method, Request, Response, StatusCode};
use bytes::Bytes;
use http_body_util::BodyExt;
use hyper::body::Incoming;
use tower::ServiceExt;
use tower_http::CompressionLevel;
use tower_http::compression::predicate::SizeAbove;
use tower_http::compression::{Compression, CompressionLayer};
use tower_http::cors::Cors;
use tower_layer::Layer;

use crate::assumptions::{Assumptions, RateLimitHeaders, RequestId};
use crate::data::clock::Clock;
use crate::data::timestamp;
use crate::server::body::{Delivery, ResponseBody};
use crate::server::connection::ConnectionHandle;
use crate::server::cors;

pub(crate) const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
pub(crate) const X_RUNTIME: HeaderName = HeaderName::from_static("x-runtime");

/// The minimum size of a body that is compressed, in bytes.
const COMPRESSED_FROM: u16 = 256;

/// A request extension with the request id and the connection.
#[derive(Debug, Clone)]
pub(crate) struct Exchange {
    pub(crate) request_id: String,
    pub(crate) connection: Arc<ConnectionHandle>,
}

type Compressed = Compression<Router, SizeAbove>;

/// The assumptions about headers.
#[derive(Debug, Clone, Copy)]
struct Headers {
    request_id: RequestId,
    rate_limit: RateLimitHeaders,
}

/// The router with its outer layers.
#[derive(Clone)]
pub(crate) struct Service {
    clock: Clock,
    headers: Headers,
    plain: Compressed,
    /// The service for requests from local pages.
    cors: Cors<Compressed>,
}

impl Service {
    pub(crate) fn new(router: Router, clock: Clock, assumptions: &Assumptions) -> Self {
        let headers =
            Headers { request_id: assumptions.request_id, rate_limit: assumptions.rate_limit_headers };
        let compression = CompressionLayer::new()
            .quality(CompressionLevel::Fastest)
            .compress_when(SizeAbove::new(COMPRESSED_FROM));
        let plain = compression.layer(router);
        Self { clock, headers, cors: cors::layer().layer(plain.clone()), plain }
    }

    pub(crate) async fn respond(
        self,
        connection: Arc<ConnectionHandle>,
        request: Request<Incoming>,
    ) -> Response<ResponseBody> {
        let (start, clock, assumed) = (Instant::now(), self.clock, self.headers);
        let request_id = uuid::Uuid::new_v4().to_string();
        let mut request = request.map(Body::new);
        let exchange = Exchange { request_id: request_id.clone(), connection: connection.clone() };
        request.extensions_mut().insert(exchange);

        let response: Result<_, Infallible> = if cors::is_from_local_page(request.headers()) {
            let preflight = request.method() == Method::OPTIONS;
            self.cors.oneshot(request).await.map(|mut response| {
                if preflight {
                    *response.status_mut() = StatusCode::NO_CONTENT;
                }
                response
            })
        } else {
            self.plain.oneshot(request).await
        };
        let (mut head, body) = match response {
            Ok(response) => response.into_parts(),
            Err(never) => match never {},
        };
        assumed.add_to(&mut head.headers, &request_id, start.elapsed());
        // Otherwise, hyper would add a `date` header with the system time.
        let date = timestamp::to_http_date(clock.now());
        if let Some(date) = date.and_then(|date| HeaderValue::from_str(&date).ok()) {
            head.headers.insert(DATE, date);
        }
        let delivery = head.extensions.remove::<Delivery>().unwrap_or_default();
        Response::from_parts(head, ResponseBody::new(collect(body).await, delivery, connection))
    }
}

/// Reads the complete body, so that its length is known. The bodies of this crate are in memory and cannot fail.
async fn collect<B: http_body::Body>(body: B) -> Bytes {
    body.collect().await.map(|collected| collected.to_bytes()).unwrap_or_default()
}

impl Headers {
    fn add_to(self, headers: &mut HeaderMap, request_id: &str, runtime: Duration) {
        if self.request_id == RequestId::Sent
            && let Ok(value) = HeaderValue::from_str(request_id)
        {
            headers.insert(X_REQUEST_ID, value);
        }
        if let Ok(value) = HeaderValue::from_str(&format!("{:.6}", runtime.as_secs_f64())) {
            headers.insert(X_RUNTIME, value);
        }
        let names = match self.rate_limit {
            RateLimitHeaders::Absent => return,
            RateLimitHeaders::Prefixed => ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"],
            RateLimitHeaders::Standard => ["ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"],
        };
        for (name, value) in names.into_iter().zip(["1000", "999", "60"]) {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
    }
}
