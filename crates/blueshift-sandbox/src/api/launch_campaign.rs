//! `launch_campaign`: PATCH /api/v1/campaigns/{campaign_uuid}/launch

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{Response, StatusCode};
use axum::routing::patch;
use serde_json::{Map, json};

use crate::api::Operation;
use crate::api::response::{self, Refusal};
use crate::api::write::{Call, change};
use crate::state::Shared;

const ID: &str = "launch_campaign";

pub(super) fn operation() -> Operation {
    Operation { id: ID, path: "/api/v1/campaigns/{campaign}/launch", handler: patch(launch) }
}

/// Launches a campaign unless it is archived, completed, executing, launched or incomplete.
async fn launch(
    State(shared): State<Shared>,
    Path(uuid): Path<String>,
    call: Call,
) -> Result<Response<Body>, Refusal> {
    let launched = change(&shared, ID, call, uuid, |campaign| {
        let status = campaign.status();
        if campaign.is_archived()
            || matches!(status, "completed" | "executing" | "launched")
            || !campaign.is_complete()
        {
            return Err(response::validation_failed().into());
        }
        let mut changes = Map::from_iter([("status".to_owned(), "launched".into())]);
        if campaign.text("exec_term") == Some("one_time")
            && let Some(startdate) = campaign.fields.get("startdate")
        {
            changes.insert("next_execution_scheduled_at".to_owned(), startdate.clone());
        }
        Ok(changes)
    })?;
    Ok(response::json(
        StatusCode::OK,
        &json!({
            "uuid": launched.get("uuid"),
            "status": launched.get("status"),
            "updated_at": launched.get("updated_at"),
        }),
    ))
}
