//! What is served where.

use std::convert::Infallible;

use axum::Router;
use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, Request, Response, StatusCode};
use axum::routing::{get, put};
use hyper::body::Incoming;
use tower::ServiceExt;

use crate::api::{list_campaigns, response};
use crate::server::{control, cors, reference_page};
use crate::state::Shared;

const LIST_CAMPAIGNS: &str = "/api/v2/campaigns.json";

/// The `operationId` of the operation at a path.
pub(crate) fn operation(path: &str) -> Option<&'static str> {
    (path == LIST_CAMPAIGNS).then_some("list_campaigns")
}

/// Every route of a sandbox.
pub(crate) fn router(shared: Shared) -> Router {
    Router::new()
        .route(LIST_CAMPAIGNS, get(list_campaigns))
        .route("/", get(reference_page::index))
        .route("/openapi.yaml", get(reference_page::contract))
        .route("/__sandbox/openapi.yaml", get(reference_page::local_contract))
        .route("/__sandbox/page/{file}", get(reference_page::file))
        .route(
            "/__sandbox/faults",
            put(control::set_faults).get(control::faults).delete(control::clear_faults),
        )
        .route("/__sandbox/stats", get(control::stats).delete(control::reset_stats))
        .route("/__sandbox/requests", get(control::requests))
        .fallback(async || response::message(StatusCode::NOT_FOUND, "Not found"))
        .method_not_allowed_fallback(async || {
            response::message(StatusCode::METHOD_NOT_ALLOWED, "Method not allowed")
        })
        .with_state(shared)
}

async fn list_campaigns(
    State(shared): State<Shared>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response<Body> {
    list_campaigns::answer(&shared, &headers, query.as_deref().unwrap_or("")).await
}

pub(crate) async fn route(router: Router, request: Request<Incoming>) -> Response<Body> {
    if let Some(answer) = cors::preflight(request.method(), request.headers()) {
        return answer;
    }
    let outcome: Result<_, Infallible> = router.oneshot(request.map(Body::new)).await;
    match outcome {
        Ok(answer) => answer,
        Err(never) => match never {},
    }
}
