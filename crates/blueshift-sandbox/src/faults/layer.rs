//! A layer that records requests to the API and applies faults to them.

use axum::Extension;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use axum::http::{Method, Response, StatusCode};
use axum::middleware::Next;

use crate::api::{MAX_BODY, response};
use crate::assumptions;
use crate::faults::active::RequestInfo;
use crate::faults::plan::{Plan, Replacement};
use crate::faults::retry_after::RetryAfter;
use crate::server::body::Delivery;
use crate::server::connection::ConnectionHandle;
use crate::server::exchange::Exchange;
use crate::state::Shared;

/// A typical error body of a load balancer.
const BAD_GATEWAY: &str = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center>\
    <h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n";

/// The state of [`apply`].
#[derive(Clone)]
pub(crate) struct Layer {
    pub(crate) shared: Shared,
    /// The `operationId` of the operation behind the layer, or `None` for unknown paths and methods.
    pub(crate) operation: Option<&'static str>,
}

/// A request extension with the maximum number of stale reads of a campaign after each change.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StaleReads(pub(crate) u64);

/// Records a request, applies the active faults to it, and returns the response. OPTIONS requests are not recorded, and
/// faults do not apply to them.
pub(crate) async fn apply(
    State(Layer { shared, operation }): State<Layer>,
    Extension(exchange): Extension<Exchange>,
    mut request: Request,
    next: Next,
) -> Response<Body> {
    if request.method() == Method::OPTIONS {
        return next.run(request).await;
    }
    let mut in_flight = shared.recorder.begin(&request, &exchange.request_id);
    let first_page = shared.assumptions.page_base.first();
    let info = RequestInfo { operation, page: page(request.uri().query(), first_page) };
    let Plan { delay, replacement, ending, stale_reads } = shared.faults.plan(info);
    request.extensions_mut().insert(StaleReads(stale_reads));
    if !delay.is_zero() {
        tokio::time::sleep(delay).await;
    }
    let mut response = match replacement {
        Some(Replacement::Reset) => {
            exchange.connection.reset();
            // The reset drops the connection and this future.
            std::future::pending().await
        }
        Some(Replacement::Status { status, wait }) => {
            let mut response = response::error(operation, status);
            let is_sent = shared.assumptions.retry_after == assumptions::RetryAfter::Sent;
            let retry_after =
                wait.filter(|_| is_sent).and_then(|wait| RetryAfter::new(wait, shared.clock.now()));
            if let Some(RetryAfter { header, until }) = retry_after {
                response.headers_mut().insert(RETRY_AFTER, header);
                in_flight.refused_until(until);
            }
            response
        }
        Some(Replacement::Body { status, content_type, body }) => {
            let mut response = Response::new(Body::from(body));
            *response.status_mut() = status;
            if let Some(value) = HeaderValue::from_str(&content_type).ok().filter(|value| !value.is_empty()) {
                response.headers_mut().insert(CONTENT_TYPE, value);
            }
            response
        }
        Some(Replacement::Html) => {
            response::bytes(StatusCode::BAD_GATEWAY, HeaderValue::from_static("text/html"), BAD_GATEWAY)
        }
        Some(Replacement::LostResponse { status }) => {
            handle(&shared, info, request, next).await;
            replacement_response(operation, status, &exchange.connection).await
        }
        Some(Replacement::DelayedEffect { delay, status }) => {
            let (head, body) = request.into_parts();
            // The body must be read before the connection ends. If the client disconnects earlier, the request has no effect.
            if let Ok(bytes) = to_bytes(body, MAX_BODY).await {
                let request = Request::from_parts(head, Body::from(bytes));
                shared.delayed.schedule(delay, async move { drop(next.run(request).await) });
            }
            replacement_response(operation, status, &exchange.connection).await
        }
        None => handle(&shared, info, request, next).await,
    };
    in_flight.record_status(response.status());
    response.extensions_mut().insert(Delivery::new(ending, in_flight));
    response
}

/// Returns the response of the API itself, and applies events after it.
async fn handle(shared: &Shared, info: RequestInfo, request: Request, next: Next) -> Response<Body> {
    let response = next.run(request).await;
    for event in shared.faults.events(info) {
        shared.store.apply(&event, shared.clock.now());
    }
    response
}

/// Returns the response to send instead of the response of the API, or closes the connection.
async fn replacement_response(
    operation: Option<&str>,
    status: Option<StatusCode>,
    connection: &ConnectionHandle,
) -> Response<Body> {
    match status {
        Some(status) => response::error(operation, status),
        None => {
            connection.close();
            // Closing drops the connection and this future.
            std::future::pending().await
        }
    }
}

/// Returns the value of `page`, or `first` if the query does not contain it. Returns `None` if the value is not a number.
fn page(query: Option<&str>, first: u64) -> Option<u64> {
    let mut pairs = form_urlencoded::parse(query.unwrap_or("").as_bytes());
    pairs.find(|(name, _)| name == "page").map_or(Some(first), |(_, page)| page.parse().ok())
}
