//! The control endpoints under `/__sandbox`. They require no API key, because only programs on this machine can connect to a
//! loopback address. Changes require PUT or DELETE. Browsers send these methods across origins only after a preflight request,
//! which is refused unless the page is served from this machine, so other pages cannot use these endpoints to change the
//! sandbox.

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

/// Returns the routes under `/__sandbox`.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/faults", get(faults).put(set_faults).delete(clear_faults))
        .route("/effects", get(effects).delete(clear_effects))
        .route("/stats", get(stats).delete(reset_stats))
        .route("/requests", get(requests))
}

async fn faults(State(shared): State<Shared>) -> Response<Body> {
    response::json(StatusCode::OK, &shared.faults.active())
}

/// Replaces all faults with a JSON list.
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

async fn effects(State(shared): State<Shared>) -> Response<Body> {
    response::json(StatusCode::OK, &shared.ledger.effects())
}

async fn clear_effects(State(shared): State<Shared>) -> Response<Body> {
    shared.ledger.clear();
    effects(State(shared)).await
}

#[derive(Serialize)]
struct StatsBody {
    #[serde(flatten)]
    stats: Stats,
    campaigns: usize,
}

async fn stats(State(shared): State<Shared>) -> Response<Body> {
    response::json(
        StatusCode::OK,
        &StatsBody { stats: shared.recorder.stats(), campaigns: shared.store.len() },
    )
}

async fn reset_stats(State(shared): State<Shared>) -> Response<Body> {
    shared.recorder.reset();
    stats(State(shared)).await
}

async fn requests(State(shared): State<Shared>) -> Response<Body> {
    response::json(StatusCode::OK, &shared.recorder.latest())
}
