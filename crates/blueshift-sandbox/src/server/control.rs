//! `/__sandbox`: faults and figures over HTTP. It asks for no key; whoever reaches loopback may. Changes take PUT or
//! DELETE, for which a browser asks first, so that no foreign page can make them.

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, StatusCode};
use axum::routing::get;
use bytes::Bytes;
use serde::Serialize;

use crate::api::response;
use crate::faults::fault::Fault;
use crate::server::stats::Stats;
use crate::state::Shared;

/// The routes under `/__sandbox`.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/faults", get(faults).put(set_faults).delete(clear_faults))
        .route("/stats", get(stats).delete(reset_stats))
        .route("/requests", get(requests))
}

async fn faults(State(shared): State<Shared>) -> Response<Body> {
    response::json(StatusCode::OK, &shared.faults.active())
}

/// Takes a list of faults, in JSON, to put in the place of those in force.
async fn set_faults(State(shared): State<Shared>, body: Bytes) -> Response<Body> {
    match serde_json::from_slice::<Vec<Fault>>(&body) {
        Ok(list) => {
            shared.faults.set(list);
            response::json(StatusCode::OK, &shared.faults.active())
        }
        Err(error) => response::message(StatusCode::BAD_REQUEST, &error.to_string()),
    }
}

async fn clear_faults(State(shared): State<Shared>) -> Response<Body> {
    shared.faults.clear();
    response::json(StatusCode::OK, &shared.faults.active())
}

#[derive(Serialize)]
struct Figures {
    #[serde(flatten)]
    stats: Stats,
    campaigns: usize,
}

async fn stats(State(shared): State<Shared>) -> Response<Body> {
    response::json(StatusCode::OK, &Figures { stats: shared.recorder.stats(), campaigns: shared.store.len() })
}

async fn reset_stats(State(shared): State<Shared>) -> Response<Body> {
    shared.recorder.reset();
    stats(State(shared)).await
}

/// The latest requests, oldest first.
async fn requests(State(shared): State<Shared>) -> Response<Body> {
    response::json(StatusCode::OK, &shared.recorder.latest())
}
