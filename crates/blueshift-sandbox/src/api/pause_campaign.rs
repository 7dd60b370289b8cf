//! `pause_campaign`: PATCH /api/v1/campaigns/{campaign_uuid}/pause

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{Response, StatusCode};
use axum::routing::patch;
use serde_json::{Map, Value, json};

use crate::api::Operation;
use crate::api::response::{self, Refusal};
use crate::api::write::{Call, change};
use crate::state::Shared;

const ID: &str = "pause_campaign";

pub(super) fn operation() -> Operation {
    Operation { id: ID, path: "/api/v1/campaigns/{campaign}/pause", handler: patch(pause) }
}

/// Pauses a launched or executing campaign that is not archived.
async fn pause(
    State(shared): State<Shared>,
    Path(uuid): Path<String>,
    call: Call,
) -> Result<Response<Body>, Refusal> {
    let paused = change(&shared, ID, call, uuid, |campaign| {
        if campaign.is_archived() || !matches!(campaign.status(), "launched" | "executing") {
            let text = "Campaign cannot be paused in its current status.";
            return Err(response::message(StatusCode::UNPROCESSABLE_ENTITY, text).into());
        }
        let next_execution = ("next_execution_scheduled_at".to_owned(), Value::Null);
        Ok(Map::from_iter([("status".to_owned(), "paused".into()), next_execution]))
    })?;
    Ok(response::json(
        StatusCode::OK,
        &json!({
            "uuid": paused.get("uuid"),
            "status": paused.get("status"),
            "updated_at": paused.get("updated_at"),
        }),
    ))
}
