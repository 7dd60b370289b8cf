//! One request and its answer: faults first, then the routes, then what every answer carries.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, HeaderName, HeaderValue, ORIGIN, RETRY_AFTER};
use axum::http::{HeaderMap, Method, Request, Response, StatusCode};
use bytes::Bytes;
use http_body_util::BodyExt;
use hyper::body::Incoming;

use crate::api::{query, response};
use crate::faults::active::Asked;
use crate::faults::plan::Refusal;
use crate::server::line::Cutter;
use crate::server::stats::InFlight;
use crate::server::wire_body::{Ending, WireBody};
use crate::server::{compression, cors, routes};
use crate::state::Shared;

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const X_RUNTIME: HeaderName = HeaderName::from_static("x-runtime");

/// What the sandbox serves beside the API: never at fault and not counted.
const OWN: &str = "/__sandbox";

pub(crate) async fn run(
    shared: Shared,
    router: Router,
    cutter: Arc<Cutter>,
    request: Request<Incoming>,
) -> Response<WireBody> {
    let begun = Instant::now();
    let request_id = uuid::Uuid::new_v4().to_string();
    let headers = request.headers().clone();
    let method = request.method().clone();
    let path = request.uri().path();
    let of_the_api = !path.starts_with(OWN) && !matches!(path, "/" | "/openapi.yaml" | "/favicon.ico");

    let (answer, ending, in_flight) = if of_the_api && method != Method::OPTIONS {
        let (answer, ending, in_flight) = of_api(shared, router, &cutter, request, &request_id).await;
        (answer, ending, Some(in_flight))
    } else {
        (routes::route(router, request).await, Ending::Whole, None)
    };

    let (mut head, body) = answer.into_parts();
    let mut bytes = collect(body).await;
    if method != Method::HEAD {
        bytes = compression::compress(&headers, &mut head.headers, bytes);
    }
    cors::allow(headers.get(ORIGIN), &mut head.headers);
    stamp(&mut head.headers, &request_id, begun.elapsed());
    Response::from_parts(head, WireBody::new(bytes, ending, cutter, in_flight))
}

/// An answer of the API, or what faults make of it.
async fn of_api(
    shared: Shared,
    router: Router,
    cutter: &Cutter,
    request: Request<Incoming>,
    request_id: &str,
) -> (Response<Body>, Ending, InFlight) {
    let mut in_flight = shared.recorder.begin(&request, request_id);
    let first = shared.assumptions.page_base.first();
    let asked = Asked {
        operation: routes::operation(request.uri().path()),
        page: query::page_of(request.uri().query().unwrap_or(""), first),
    };
    let plan = shared.faults.plan(asked);
    if !plan.delay.is_zero() {
        tokio::time::sleep(plan.delay).await;
    }
    let answer = match plan.refusal {
        Some(Refusal::Reset) => {
            cutter.reset();
            // The connection, and this with it, is about to go.
            std::future::pending().await
        }
        Some(refusal) => refused(refusal),
        None => {
            let answer = routes::route(router, request).await;
            for event in shared.faults.events(asked) {
                shared.store.apply(&event, shared.clock.now());
            }
            answer
        }
    };
    in_flight.answered(answer.status());
    (answer, plan.ending, in_flight)
}

fn refused(refusal: Refusal) -> Response<Body> {
    match refusal {
        Refusal::Status(status) => response::error(status),
        Refusal::Body { status, content_type, body } => {
            let mut answer = Response::new(Body::from(body));
            *answer.status_mut() = status;
            if let Some(value) = HeaderValue::from_str(&content_type).ok().filter(|value| !value.is_empty()) {
                answer.headers_mut().insert(CONTENT_TYPE, value);
            }
            answer
        }
        Refusal::Html => response::bytes(
            StatusCode::BAD_GATEWAY,
            HeaderValue::from_static("text/html"),
            "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1>\
             </center>\r\n</body>\r\n</html>\r\n",
        ),
        Refusal::RateLimit { retry_after } => {
            let mut answer = response::error(StatusCode::TOO_MANY_REQUESTS);
            if let Some(seconds) = retry_after {
                answer.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
            }
            answer
        }
        Refusal::Reset => response::error(StatusCode::BAD_GATEWAY),
    }
}

/// All bodies of this crate are made of bytes at hand; none can fail.
async fn collect(body: Body) -> Bytes {
    body.collect().await.map(|collected| collected.to_bytes()).unwrap_or_default()
}

fn stamp(headers: &mut HeaderMap, request_id: &str, runtime: Duration) {
    if let Ok(value) = HeaderValue::from_str(request_id) {
        headers.insert(X_REQUEST_ID, value);
    }
    if let Ok(value) = HeaderValue::from_str(&format!("{:.6}", runtime.as_secs_f64())) {
        headers.insert(X_RUNTIME, value);
    }
}
