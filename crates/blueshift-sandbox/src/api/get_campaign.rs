//! `get_campaign`: GET /api/v1/campaigns/{campaign_uuid}.json

use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, RawQuery, State};
use axum::http::{Response, StatusCode};
use axum::routing::get;
use serde_json::{Map, Value, json};

use crate::api::query::QueryReader;
use crate::api::response::{self, Refusal};
use crate::api::{CAMPAIGN, Operation, not_found};
use crate::assumptions::DetailShape;
use crate::data::target::Target;
use crate::faults::layer::StaleReads;
use crate::state::{Shared, State as SandboxState};

pub(super) fn operation() -> Operation {
    Operation { id: "get_campaign", path: CAMPAIGN, handler: get(read) }
}

async fn read(
    State(shared): State<Shared>,
    Path(segment): Path<String>,
    Extension(stale): Extension<StaleReads>,
    RawQuery(query): RawQuery,
) -> Result<Response<Body>, Refusal> {
    let Some(uuid) = segment.strip_suffix(".json") else {
        return Ok(not_found().await);
    };
    let reader = QueryReader::new(&query.unwrap_or_default(), &[], shared.assumptions.unknown_parameter);
    reader.finish(()).map_err(|_| response::bad_request())?;
    Ok(detail(&shared, fields(&shared, uuid, stale)?))
}

/// Returns the fields of a campaign, or a 404 response.
pub(super) fn fields(
    shared: &SandboxState,
    uuid: &str,
    StaleReads(stale_reads): StaleReads,
) -> Result<Map<String, Value>, Refusal> {
    let target = Target::from(uuid);
    let found = shared.store.stale_view(Some(&target), stale_reads).fields(&target);
    found.ok_or_else(|| response::campaign_not_found().into())
}

/// Returns the response with a campaign, in the shape that the assumptions of the sandbox select.
pub(super) fn detail(shared: &SandboxState, campaign: Map<String, Value>) -> Response<Body> {
    match shared.assumptions.detail_shape {
        DetailShape::Bare => response::json(StatusCode::OK, &campaign),
        DetailShape::Wrapped => response::json(StatusCode::OK, &json!({"campaign": campaign})),
    }
}
