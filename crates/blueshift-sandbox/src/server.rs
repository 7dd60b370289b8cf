//! The listener, connections, control endpoints and reference page.

pub(crate) mod body;
pub(crate) mod connection;
mod control;
mod cors;
pub(crate) mod exchange;
pub(crate) mod listener;
mod reference_page;
pub(crate) mod stats;

use axum::Router;

use crate::api;
use crate::state::Shared;

/// Returns all routes of a sandbox. All paths except those of the reference page, the contract and the control endpoints are
/// part of the API.
fn router(shared: Shared) -> Router {
    Router::new()
        .merge(reference_page::routes())
        .nest("/__sandbox", control::routes().merge(reference_page::files()).fallback(api::not_found))
        .fallback_service(api::router(&shared))
        .method_not_allowed_fallback(api::method_not_allowed)
        .with_state(shared)
}
