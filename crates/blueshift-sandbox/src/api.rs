//! The emulated operations. To add one, add its file to `api/`, and its module and entry to this file.

mod archive_campaign;
mod auth;
mod bulk_archive_campaigns;
mod bulk_execute_campaign;
mod create_campaign;
mod execute_campaign;
mod get_campaign;
mod get_campaign_detail;
mod get_campaign_performance;
mod get_customer_campaign_activity;
mod json_body;
mod launch_campaign;
mod list_campaigns;
mod pause_campaign;
mod query;
pub(crate) mod response;
mod update_campaign_schedule;
mod write;

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, MatchedPath};
use axum::handler::Handler;
use axum::http::header::{ALLOW, HeaderValue};
use axum::http::{Response, StatusCode, Uri};
use axum::middleware::from_fn_with_state;
use axum::routing::MethodRouter;

use crate::faults::layer::{Layer, apply};
use crate::state::Shared;

/// The path of `get_campaign` (with the suffix `.json`) and of `create_campaign`.
const CAMPAIGN: &str = "/api/v1/campaigns/{campaign}";

/// The maximum size of a request body, in bytes.
pub(crate) const MAX_BODY: usize = 64 * 1024 * 1024;

/// One operation of the contract.
struct Operation {
    /// The `operationId`.
    id: &'static str,
    /// The path. axum requires the same name for parameters in the same segment of different paths, and does not allow a
    /// suffix after a parameter, so the handler of `/{campaign}.json` strips `.json`.
    path: &'static str,
    handler: MethodRouter<Shared>,
}

fn operations() -> Vec<Operation> {
    vec![
        list_campaigns::operation(),
        get_campaign_performance::operation(),
        get_campaign::operation(),
        get_campaign_detail::operation(),
        create_campaign::operation(),
        launch_campaign::operation(),
        pause_campaign::operation(),
        update_campaign_schedule::operation(),
        archive_campaign::archive(),
        archive_campaign::unarchive(),
        bulk_archive_campaigns::archive(),
        bulk_archive_campaigns::unarchive(),
        execute_campaign::operation(),
        bulk_execute_campaign::operation(),
        get_customer_campaign_activity::operation(),
    ]
}

/// Returns the routes of all operations. Faults apply before the key is checked.
pub(crate) fn router(shared: &Shared) -> Router {
    let faults = |operation| from_fn_with_state(Layer { shared: shared.clone(), operation }, apply);
    let mut router = Router::new().fallback(not_found.layer(faults(None)));
    for Operation { id, path, handler } in operations() {
        let key = from_fn_with_state(shared.clone(), auth::require_key);
        router = router.route(path, handler.route_layer(key).route_layer(faults(Some(id))));
    }
    // A layer applies only to routes that were added before it.
    router
        .method_not_allowed_fallback(method_not_allowed.layer(faults(None)))
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .with_state(shared.clone())
}

pub(crate) async fn not_found() -> Response<Body> {
    response::message(StatusCode::NOT_FOUND, "Not found")
}

pub(crate) async fn method_not_allowed(matched: Option<MatchedPath>, uri: Uri) -> Response<Body> {
    let mut response = response::message(StatusCode::METHOD_NOT_ALLOWED, "Method not allowed");
    // Two operations share this path. For other paths, axum determines the allowed methods.
    if matched.is_some_and(|matched| matched.as_str() == CAMPAIGN) {
        let allowed = if uri.path().ends_with(".json") { "GET,HEAD" } else { "POST" };
        response.headers_mut().insert(ALLOW, HeaderValue::from_static(allowed));
    }
    response
}
